"""The same losses in operations of PyTorch, for tensors that the library cannot read.

They serve other devices and dtypes, in float32 or float64. They do not look at the data for errors,
which would make a device wait, and have the precision of these operations.
"""

import math

import torch
from torch import Tensor

from kullback import _core
from kullback.torch._memory import value_dtype


def log_probabilities(x: Tensor, space: int, temperature: float) -> Tensor:
    """Normalise rows of any space."""
    if space == _core.LOGITS:
        return torch.log_softmax(x / temperature, -1)
    if space == _core.LOG_PROBABILITIES:
        return x - torch.logsumexp(x, -1, keepdim=True)
    positive = x > 0
    logarithms = torch.where(positive, torch.where(positive, x, 1).log(), -math.inf)
    return logarithms - x.sum(-1, keepdim=True).log()


def _expectation(log_p: Tensor, x: Tensor) -> Tensor:
    """Sum p x, where 0 * inf is 0, in the sum and in its gradients."""
    support = log_p > -math.inf
    p = torch.where(support, log_p, 0).exp()
    return torch.where(support, p * torch.where(support, x, 0), 0).sum(-1)


def _difference(log_p: Tensor, log_q: Tensor) -> Tensor:
    """Subtract logarithms where p is positive."""
    support = log_p > -math.inf
    return torch.where(support, log_p, 0) - torch.where(support, log_q, 0)


def kl(log_p: Tensor, log_q: Tensor) -> Tensor:
    """D(P || Q)."""
    return _expectation(log_p, _difference(log_p, log_q))


def js(log_p: Tensor, log_q: Tensor, weight: float) -> Tensor:
    """Jensen-Shannon divergence with the weight of p."""
    # Without an element that both lack, whose logarithm has no gradient.
    either = (log_p > -math.inf) | (log_q > -math.inf)
    first = torch.where(either, log_p + math.log(weight), 0)
    second = torch.where(either, log_q + math.log1p(-weight), 0)
    mixture = torch.logaddexp(first, second)
    return weight * kl(log_p, mixture) + (1 - weight) * kl(log_q, mixture)


def cross_entropy(log_p: Tensor, log_q: Tensor) -> Tensor:
    """-sum P log Q."""
    return -_expectation(log_p, log_q)


def pair(quantity: int, log_p: Tensor, log_q: Tensor, js_weight: float) -> Tensor:
    """Give a quantity of two rows."""
    weight = js_weight or 0.5
    if quantity == _core.KL:
        return kl(log_p, log_q)
    if quantity == _core.REVERSE_KL:
        return kl(log_q, log_p)
    if quantity == _core.JEFFREYS:
        return kl(log_p, log_q) + kl(log_q, log_p)
    if quantity == _core.CROSS_ENTROPY:
        return cross_entropy(log_p, log_q)
    scale = weight * (1 - weight) if quantity == _core.SCALED_JS else 1.0
    return js(log_p, log_q, weight) / scale


def row(quantity: int, log_p: Tensor) -> Tensor:
    """Give the entropy, or the divergence from the uniform distribution."""
    entropy = cross_entropy(log_p, log_p)
    return entropy if quantity == _core.ENTROPY else math.log(log_p.shape[-1]) - entropy


def label_loss(log_q: Tensor, labels: Tensor, ignore_index: int, smoothing: float) -> Tensor:
    """Cross-entropy of hard labels; 0 where they are ignored."""
    counts = labels != ignore_index
    index = torch.where(counts, labels, 0)[..., None]
    loss = -(1 - smoothing) * log_q.gather(-1, index)[..., 0]
    if smoothing:
        loss = loss - smoothing * log_q.mean(-1)
    return torch.where(counts, loss, 0)


def decoupled_kl(x: Tensor, y: Tensor, mse_weight: float, ce_weight: float) -> Tensor:
    """Decoupled KL divergence of logits that have been divided by their temperatures."""
    log_p = torch.log_softmax(x.detach(), -1)
    support = log_p > -math.inf
    p = log_p.exp()
    d = torch.where(support, torch.where(support, x, 0) - torch.where(support, y, 0).detach(), 0)
    variance = (p * d**2).sum(-1) - (p * d).sum(-1) ** 2
    entropy = cross_entropy(log_p, torch.log_softmax(y, -1))
    values = mse_weight / 2 * variance + ce_weight * entropy
    outside = (support & (y == -math.inf)).any(-1)
    return torch.where(outside, math.inf, values)


def rows(tensors: list[Tensor], mask: Tensor | None) -> list[Tensor]:
    """Convert rows to the precision of the value; those that do not count become harmless."""
    converted = [tensor.to(value_dtype(tensors)) for tensor in tensors]
    if mask is None:
        return converted
    return [torch.where(mask[..., None], tensor, 1) for tensor in converted]


def log_softmax(x: Tensor, temperature: float, base: float) -> Tensor:
    """Compute log softmax in another unit."""
    result = torch.log_softmax(x / temperature, -1)
    return result / math.log(base) if base else result


def reduced(
    values: Tensor,
    settings: list[float],
    weights: Tensor | None,
    mask: Tensor | None,
    counts: Tensor | None = None,
) -> Tensor:
    """Weigh, mask and reduce values; `counts` says which rows do, apart from the mask."""
    reduction, _, _, base, *_ = settings
    if weights is not None:
        values = torch.where(weights == 0, 0, values * weights.to(values.dtype))
    if mask is not None:
        values = torch.where(mask, values, 0)
        counts = mask if counts is None else counts & mask
    if base:
        values = values / math.log(base)
    if reduction == _core.REDUCTION_NONE:
        return values
    total = values.sum()
    if reduction == _core.REDUCTION_SUM:
        return total
    return total / (values.numel() if counts is None else counts.sum())
