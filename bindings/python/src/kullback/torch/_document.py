"""What the docstrings of losses share."""

from collections.abc import Callable
from typing import Any, TypeVar

_Function = TypeVar("_Function", bound=Callable[..., Any])

# In the order of their use: some stand for others.
_SHARED = {
    "pair": """\
p, q : Tensor, shapes (..., n)
        Rows of logits, or of what `space` says; the batches broadcast. On the CPU, tensors of
        float64, float32, float16 and bfloat16 are read as they are, whatever their strides.""",
    "row": """\
p : Tensor, shape (..., n)
        Rows of logits, or of what `space` says.""",
    "pair_keywords": """\
space : {"logits", "log", "prob"} or a pair of them, default "logits"
        What the numbers are: logits, which stand for ``softmax(logits / temperature)``, natural
        logarithms of probabilities, or probabilities. A pair if p and q differ.
    temperature : float or a pair of floats, default 1.0
        Divides logits.
    <sums>
    <keywords>""",
    "row_keywords": """\
space : {"logits", "log", "prob"}, default "logits"
        What the numbers are: logits, which stand for ``softmax(logits / temperature)``, natural
        logarithms of probabilities, or probabilities.
    temperature : float, default 1.0
        Divides logits.
    <sums>
    <keywords>""",
    "sums": """\
normalize : bool, default False
        Take any non-negative weights (or their logarithms) and divide them by their sum.
    sum_tolerance : float, optional
        How far from one the sum of a row of probabilities may be: 1e-6 by default for float64,
        1e-4 for float32 and 0.02 for halves. A row within it stands for ``row / sum(row)``.""",
    "keywords": """\
reduction : {"batchmean", "sum", "none"}, default "batchmean"
        The sum of all values divided by the number of rows that count, that sum, or one value per
        row.
    weights : Tensor, optional
        Of the rows: a number for each, which multiplies its value. It broadcasts to the batch, and
        gets no gradient.
    mask : Tensor of bool, optional
        Rows that count, broadcast to the batch. Others are not read, and give 0.
    base : float, optional
        Unit of the result: logarithms to this base. Nats by default.
    threads : int, optional
        Use at most this many threads. The result does not depend on it.""",
    "results": """\
Returns
    -------
    Tensor
        float64 if an operand is, else float32. Its gradient is computed in the same pass.

    Raises
    ------
    DivergenceError
        If a row on the CPU is not what it should be: a logit of +inf, a negative probability, a row
        without mass; or if an option is out of range. A `ValueError` that names the argument, the
        row, the position and the value.
    ValueError
        If shapes do not agree, or a name is not known.
    TypeError
        If a dtype is wrong.""",
}


def documented(function: _Function) -> _Function:
    """Fill in the shared parts of a docstring; ``python -OO`` leaves none."""
    if function.__doc__:
        for name, text in _SHARED.items():
            function.__doc__ = function.__doc__.replace(f"<{name}>", text)
    return function
