"""The definitions of the losses in plain operations of PyTorch, for rows without zeros."""

import math
from typing import Any

import torch
from torch import Tensor


def logs(x: Tensor, space: str = "logits", temperature: float = 1.0) -> Tensor:
    x = x.double()
    if space == "prob":
        return (x / x.sum(-1, keepdim=True)).log()
    return torch.log_softmax(x / temperature, -1)


def kl(p: Tensor, q: Tensor) -> Tensor:
    return (p.exp() * (p - q)).sum(-1)


def js(p: Tensor, q: Tensor, beta: float) -> Tensor:
    mixture = (beta * p.exp() + (1 - beta) * q.exp()).log()
    return beta * kl(p, mixture) + (1 - beta) * kl(q, mixture)


def cross_entropy(p: Tensor, q: Tensor) -> Tensor:
    return -(p.exp() * q).sum(-1)


def decoupled(p: Tensor, q: Tensor, mse_weight: float = 1.0, ce_weight: float = 1.0) -> Tensor:
    """Sum over all pairs of classes, as arXiv:2305.13948 defines it."""
    weights = torch.softmax(p, -1).detach()
    pairs = weights[..., :, None] * weights[..., None, :]
    of_p = p[..., :, None] - p[..., None, :]
    of_q = (q[..., :, None] - q[..., None, :]).detach()
    squares = (pairs * (of_p - of_q) ** 2).sum((-1, -2))
    return mse_weight / 4 * squares - ce_weight * (weights * torch.log_softmax(q, -1)).sum(-1)


PAIRS: dict[str, Any] = {
    "kl_loss": kl,
    "reverse_kl_loss": lambda p, q: kl(q, p),
    "jeffreys_loss": lambda p, q: kl(p, q) + kl(q, p),
    "js_loss": lambda p, q: js(p, q, 0.5),
}
ROWS: dict[str, Any] = {
    "entropy": lambda p: cross_entropy(p, p),
    "kl_to_uniform_loss": lambda p: (p.exp() * (p + math.log(p.shape[-1]))).sum(-1),
}
