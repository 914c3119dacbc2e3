"""Losses of normals, and KL estimates per token."""

import math
from typing import Literal

import torch
from torch import Tensor

from kullback import _core
from kullback._loss_options import Reduction
from kullback._normal_call import FAMILIES, FreeBits, choice, floor_of
from kullback._settings import require
from kullback._token_kl import ESTIMATORS, TOKEN_REDUCTIONS, TokenReduction
from kullback.torch import _normal_operators, _normal_reference
from kullback.torch._memory import broadcast
from kullback.torch._options import Batch


def _common(operands: dict[str, Tensor | float]) -> dict[str, Tensor]:
    first = next(t for t in operands.values() if isinstance(t, Tensor))
    tensors = [
        t if isinstance(t, Tensor) else torch.full((), t, dtype=first.dtype, device=first.device)
        for t in operands.values()
    ]
    try:
        return dict(zip(operands, broadcast(*tensors), strict=True))
    except RuntimeError:
        shapes = ", ".join(
            f"{name} has shape {tuple(t.shape)}" for name, t in zip(operands, tensors, strict=True)
        )
        raise ValueError(f"{shapes}: they must broadcast") from None


def _run(
    family: int,
    operands: dict[str, Tensor | float],
    beta: float,
    free_bits: float,
    free_bits_over: FreeBits,
    elementwise: bool,
    reduction: Reduction,
    weights: Tensor | None,
    mask: Tensor | None,
    threads: int | None,
) -> Tensor:
    if elementwise and reduction != "none":
        raise ValueError(f"reduction: {reduction!r} leaves no elements; elementwise takes 'none'")
    require(math.isfinite(beta), "beta", beta, "finite")
    floor = floor_of(free_bits, free_bits_over, reduction)
    batch = Batch(_common(operands), reduction, weights, mask, None, threads)
    normal = [beta or 1.0, *floor, float(elementwise)]
    if batch.is_native:
        missing = 4 - len(batch.tensors)
        p_loc, p_scale = batch.tensors[:2]
        q_loc, q_scale = batch.tensors[2:] if missing == 0 else (None, None)
        value: Tensor = _normal_operators.normal_loss(
            p_loc, p_scale, q_loc, q_scale, *batch.per_row, family, normal,
            batch.settings, [*batch.wanted(), *[False] * missing],
        )[0]  # fmt: skip
    else:
        value = _normal_reference.normal_loss(family, batch, normal)
    # The library's 0 is its default.
    return value if beta else value * 0.0


def vae_kl(
    loc: Tensor,
    log_var: Tensor,
    *,
    beta: float = 1.0,
    free_bits: float = 0.0,
    free_bits_over: FreeBits = "batch",
    elementwise: bool = False,
    reduction: Reduction = "batchmean",
    weights: Tensor | None = None,
    mask: Tensor | None = None,
    threads: int | None = None,
) -> Tensor:
    """KL term of a variational auto-encoder, D(N(loc, exp(log_var)) || N(0, I)).

    Parameters
    ----------
    loc, log_var : torch.Tensor, shape (..., d)
        Mean and logarithm of the variance; they broadcast.
    beta, free_bits, free_bits_over, elementwise, weights, mask, threads
        As for `kullback.normal_losses.vae_loss`. Weights get no gradient.
    reduction : {"batchmean", "sum", "none"}, default "batchmean"
        The sum over rows divided by their number, the sum, or one value per row.

    Returns
    -------
    torch.Tensor
        float64 if an operand is, else float32.

    Raises
    ------
    DivergenceError
        If a parameter or a weight is infinite; on the CPU.
    ValueError
        If shapes do not broadcast, or a keyword has an unknown value.

    Examples
    --------
    >>> import torch
    >>> from kullback.torch import vae_kl
    >>> loc = torch.tensor([[1.0, 0.0]], requires_grad=True)
    >>> loss = vae_kl(loc, torch.tensor([[0.0, 1.0]]))
    >>> loss.backward()
    >>> round(loss.item(), 6), loc.grad.tolist()
    (0.859141, [[1.0, 0.0]])
    """
    return _run(
        _core.NORMAL_LOG_VARIANCE, {"loc": loc, "log_var": log_var}, beta, free_bits,
        free_bits_over, elementwise, reduction, weights, mask, threads,
    )  # fmt: skip


def normal_kl(
    p_loc: Tensor | float,
    p_scale: Tensor | float,
    q_loc: Tensor | float,
    q_scale: Tensor | float,
    *,
    parameters: Literal["scale", "log_var"] = "scale",
    beta: float = 1.0,
    free_bits: float = 0.0,
    free_bits_over: FreeBits = "batch",
    elementwise: bool = False,
    reduction: Reduction = "batchmean",
    weights: Tensor | None = None,
    mask: Tensor | None = None,
    threads: int | None = None,
) -> Tensor:
    """KL divergence D(p || q) of normals with diagonal covariance.

    Parameters
    ----------
    p_loc, p_scale, q_loc, q_scale : torch.Tensor or float, shape (..., d)
        Means and standard deviations, or, as `parameters` says, logarithms of variances in the
        place of the latter; they broadcast. At least one is a tensor.
    parameters : {"scale", "log_var"}, default "scale"
        What `p_scale` and `q_scale` are.
    beta, free_bits, free_bits_over, elementwise, reduction, weights, mask, threads
        As for `vae_kl`.

    Returns
    -------
    torch.Tensor
        float64 if an operand is, else float32.

    Raises
    ------
    DivergenceError
        If a scale is not positive, or a parameter or a weight is infinite; on the CPU.
    ValueError
        If shapes do not broadcast, or a keyword has an unknown value.

    Examples
    --------
    >>> import torch
    >>> from kullback.torch import normal_kl
    >>> scale = torch.tensor([[2.0]], requires_grad=True)
    >>> loss = normal_kl(torch.tensor([[0.0]]), scale, 1.0, 1.0)
    >>> loss.backward()
    >>> round(loss.item(), 6), scale.grad.item()
    (1.306853, 1.5)
    """
    family, _ = choice("parameters", parameters, FAMILIES)
    operands = {"p_loc": p_loc, "p_scale": p_scale, "q_loc": q_loc, "q_scale": q_scale}
    return _run(
        family, operands, beta, free_bits, free_bits_over, elementwise, reduction, weights, mask,
        threads,
    )  # fmt: skip


def token_kl(
    log_p: Tensor,
    log_q: Tensor,
    *,
    kind: Literal["k1", "k2", "k3"] = "k3",
    reduction: TokenReduction = "none",
    mask: Tensor | None = None,
    weights: Tensor | None = None,
    threads: int | None = None,
) -> Tensor:
    """Estimate D(p || q) per token from the log-probabilities of tokens that p has drawn.

    Parameters
    ----------
    log_p, log_q : torch.Tensor, shape (..., time)
        Log-probabilities of the tokens under the policy and under the reference; they broadcast.
    kind, reduction, weights, threads
        As for `kullback.normal_losses.token_kl`. Weights get no gradient.
    mask : torch.Tensor of bool, optional
        Tokens that count. Values and gradients of others are 0, also where they are NaN.

    Returns
    -------
    torch.Tensor
        float64 if an operand is, else float32.

    Notes
    -----
    As a loss, "k2" has on average the gradient of D(p || q) (Tang & Munos 2025); "k1" belongs into
    the reward.

    Examples
    --------
    >>> import torch
    >>> from kullback.torch import token_kl
    >>> log_p = torch.tensor([[-1.0, -2.0]], requires_grad=True)
    >>> token_kl(log_p, torch.tensor([[-1.5, -2.0]]), kind="k2", reduction="mean").backward()
    >>> log_p.grad.tolist()
    [[0.25, 0.0]]
    """
    estimator = choice("kind", kind, ESTIMATORS)
    code = choice("reduction", reduction, TOKEN_REDUCTIONS)
    batch = Batch({"log_p": log_p, "log_q": log_q}, "none", weights, None, None, threads)
    if mask is not None and mask.dtype != torch.bool:
        raise TypeError(f"mask has dtype {mask.dtype}; torch.bool is needed")
    whole = None if mask is None else mask.expand(batch.tensors[0].shape)
    if batch.is_native and (whole is None or whole.device.type == "cpu"):
        p, q = batch.tensors
        value: Tensor = _normal_operators.token_kl(
            p,
            q,
            batch.weights,
            whole,
            estimator,
            code,
            batch.settings,
            batch.wanted(code >= _core.TOKENS_SUM),
        )[0]
        return value
    return _normal_reference.token_kl(estimator, code, batch, whole)
