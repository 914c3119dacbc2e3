"""Losses of rows of logits, log-probabilities or probabilities: values and gradients in one call.

=================================  ===============================================================
`kl`, `reverse_kl`, `jeffreys`     D(P || Q), D(Q || P), and their sum
`js`                               Jensen-Shannon with any weight: the divergence of GKD
`cross_entropy`                    of hard labels, with smoothing, and of soft ones
`distillation`                     a teacher's divergence at a temperature, and labels
`decoupled_kl`                     KL in two parts, each with its weight
`entropy`, `kl_to_uniform`         H(P), and log n - H(P) in full precision
`log_sum_exp`, `log_softmax`       of logits
=================================  ===============================================================

P and Q are the distributions that the rows along the last axis of p and q mean; for distillation p
is the teacher and q the student. The two may differ in dtype and in space. Sums are made in double
precision whatever the dtype, and values are never negative. A logit of -inf is a probability of 0,
with a gradient of 0. The gradient with respect to probabilities or log-probabilities is that of the
distribution that they mean, each row divided by its sum. `kullback.torch` has the same for PyTorch.
"""

from kullback._label_losses import cross_entropy, decoupled_kl, distillation
from kullback._loss_call import Loss
from kullback._pair_losses import jeffreys, js, kl, reverse_kl
from kullback._row_losses import entropy, kl_to_uniform, log_softmax, log_sum_exp

__all__ = [
    "Loss",
    "cross_entropy",
    "decoupled_kl",
    "distillation",
    "entropy",
    "jeffreys",
    "js",
    "kl",
    "kl_to_uniform",
    "log_softmax",
    "log_sum_exp",
    "reverse_kl",
]
