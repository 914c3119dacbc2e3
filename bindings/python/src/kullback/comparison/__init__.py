"""Comparison of two models by their logits: what a quantised model q loses against its base p.

===================  ===========================================================================
`compare_logits`     arrays of logits
`compare_chunks`     an iterable of such arrays
`compare_files`      ``.npy`` or ``.safetensors`` files, which may be larger than memory
`ModelComparison`    tokens added as they come, in one process or in several
===================  ===========================================================================

Each gives a `ComparisonReport`: divergence, top-1 agreement, the change of the correct tokens'
probabilities, and perplexities, with standard errors and exact quantiles. It is what
``llama-perplexity --kl-divergence`` prints, of the logits as they are. From the command line::

    python -m kullback.comparison base.safetensors quantized.safetensors --labels labels.npy
"""

from kullback.comparison._files import compare_files
from kullback.comparison._functions import compare_chunks, compare_logits
from kullback.comparison._model import ModelComparison
from kullback.comparison._report import ComparisonReport

__all__ = [
    "ComparisonReport",
    "ModelComparison",
    "compare_chunks",
    "compare_files",
    "compare_logits",
]
