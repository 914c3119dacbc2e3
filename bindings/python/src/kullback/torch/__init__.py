"""Losses for PyTorch: values and gradients by the library, as operators of PyTorch.

====================================================  ============================================
`kl_loss`, `reverse_kl_loss`, `jeffreys_loss`         D(P || Q), D(Q || P), and their sum
`js_loss`                                             Jensen-Shannon with any weight (GKD)
`cross_entropy`                                       of hard labels and of soft ones
`distillation_loss`                                   a teacher's divergence, and labels
`decoupled_kl`                                        KL in two parts, each with its weight
`entropy`, `kl_to_uniform_loss`                       H(P), and log n - H(P) in full precision
`log_sum_exp`, `log_softmax`                          of logits
`vae_kl`, `normal_kl`                                 of diagonal normals
`token_kl`                                            k1, k2 and k3 per token
`kl_div`, `KLDivLoss`                                 in place of PyTorch's
====================================================  ============================================

Tensors in the memory of the CPU, of float64, float32, float16 or bfloat16 and of any strides, are
read where they are; others go through operations of PyTorch. Values are float32 for halves. First
derivatives are supported, by autograd and under `torch.compile`, and not second ones, except by
`log_softmax`. Install with ``pip install kullback[torch]``.
"""

from kullback.torch._functional import (
    entropy,
    jeffreys_loss,
    js_loss,
    kl_loss,
    kl_to_uniform_loss,
    log_softmax,
    log_sum_exp,
    reverse_kl_loss,
)
from kullback.torch._kl_div import KLDivLoss, kl_div
from kullback.torch._labels import cross_entropy, decoupled_kl, distillation_loss
from kullback.torch._normal import normal_kl, token_kl, vae_kl

__all__ = [
    "KLDivLoss",
    "cross_entropy",
    "decoupled_kl",
    "distillation_loss",
    "entropy",
    "jeffreys_loss",
    "js_loss",
    "kl_div",
    "kl_loss",
    "kl_to_uniform_loss",
    "log_softmax",
    "log_sum_exp",
    "normal_kl",
    "reverse_kl_loss",
    "token_kl",
    "vae_kl",
]
