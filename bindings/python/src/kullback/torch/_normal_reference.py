"""Normals and tokens in operations of PyTorch, for tensors that the library cannot read."""

import math

import torch
from torch import Tensor

from kullback import _core
from kullback.torch._memory import value_dtype
from kullback.torch._options import Batch
from kullback.torch._reference import reduced

_TERMS = 13  # x^13 / 15! is below 1e-16 of 1/2 for |x| <= 1/2


def phi(x: Tensor) -> Tensor:
    """Compute exp(x) - 1 - x without cancellation."""
    near = torch.where(x.abs() <= 0.5, x, 0)
    series = torch.zeros_like(x)
    for k in reversed(range(_TERMS)):
        series = series * near + 1 / math.factorial(k + 2)
    return torch.where(x.abs() <= 0.5, near * near * series, torch.expm1(x) - x)


def normal_loss(family: int, batch: Batch, normal: list[float]) -> Tensor:
    """Compute the divergence of normals; `normal` is as for the operator."""
    beta, free_bits, floor, elementwise = normal
    dtype = value_dtype(batch.tensors)
    tensors = [t.to(dtype) for t in batch.tensors]
    if batch.mask is not None:
        tensors = [torch.where(batch.mask[..., None], t, 1) for t in tensors]
    each = _divergences(family, tensors)
    if floor == _core.FLOOR_BATCH:
        return beta * _over_batch(each, batch, free_bits)
    if floor == _core.FLOOR_SAMPLE:
        each = torch.where(each <= free_bits, free_bits, each)
    if elementwise:
        rows = Batch({"p": each}, "none")
        weights, mask = (None if t is None else t[..., None] for t in batch.per_row)
        return beta * reduced(each, rows.settings, weights, mask)
    return beta * reduced(each.sum(-1), batch.settings, *batch.per_row)


def _divergences(family: int, tensors: list[Tensor]) -> Tensor:
    if len(tensors) == 2:
        loc, log_var = tensors
        return (loc * loc + phi(log_var)) / 2
    p_loc, p_scale, q_loc, q_scale = tensors
    if family == _core.NORMAL:
        z = (p_loc - q_loc) / q_scale
        rise = (p_scale - q_scale) / q_scale
        return (z * z + phi(2 * torch.log1p(rise))) / 2
    z = (p_loc - q_loc) * torch.exp(-q_scale / 2)
    return (z * z + phi(p_scale - q_scale)) / 2


def _over_batch(each: Tensor, batch: Batch, free_bits: float) -> Tensor:
    rows = each.reshape(-1, each.shape[-1])
    counted = torch.ones(len(rows), dtype=each.dtype, device=each.device)
    if batch.mask is not None:
        counted = batch.mask.reshape(-1).to(each.dtype)
    weights = counted if batch.weights is None else counted * batch.weights.reshape(-1)
    number = counted.sum()
    means = (weights[:, None] * rows).sum(0) / number
    total = torch.where(means <= free_bits, free_bits, means).sum()
    return total if batch.settings[0] == _core.REDUCTION_BATCHMEAN else total * number


def token_kl(estimator: int, reduction: int, batch: Batch, mask: Tensor | None) -> Tensor:
    """Compute estimates per token."""
    dtype = value_dtype(batch.tensors)
    p, q = (t.to(dtype) for t in batch.tensors)
    counted = torch.ones_like(p, dtype=torch.bool) if mask is None else mask
    ratio = torch.where(counted, p, 0) - torch.where(counted, q, 0)
    each = {
        _core.K1: lambda: ratio,
        _core.K2: lambda: ratio * ratio / 2,
        _core.K3: lambda: phi(-ratio),
    }[estimator]()
    if batch.weights is not None:
        each = each * batch.weights.to(dtype)[..., None]
    counts = counted.sum(-1)
    means = each.sum(-1) / counts.clamp(min=1)
    results = {
        _core.TOKENS: lambda: each,
        _core.TOKENS_ROW_SUM: lambda: each.sum(-1),
        _core.TOKENS_ROW_MEAN: lambda: means,
        _core.TOKENS_SUM: lambda: each.sum(),
        _core.TOKENS_MEAN: lambda: each.sum() / counts.sum(),
        _core.TOKENS_MEAN_OF_MEANS: lambda: means.sum() / (counts > 0).sum(),
    }
    return results[reduction]()
