"""Operators of PyTorch for normals and tokens, as those of `_operators`."""

import torch
from torch import Tensor

from kullback import _core
from kullback._errors import raise_for
from kullback.torch._autograd import Arguments, Places, operator, reduced
from kullback.torch._memory import Call, rows_of, scaled

_SECOND = {
    _core.NORMAL: (_core.ARGUMENT_SCALE_P, _core.ARGUMENT_SCALE_Q),
    _core.NORMAL_LOG_VARIANCE: (_core.ARGUMENT_LOG_VAR_P, _core.ARGUMENT_LOG_VAR_Q),
}


def _normal_shape(arguments: Arguments) -> torch.Size:
    *_, elementwise = arguments["normal"]
    return arguments["p_loc"].shape if elementwise else reduced(arguments)


@operator("p_loc", "p_scale", "q_loc", "q_scale", shape=_normal_shape)
def normal_loss(
    places: Places,
    p_loc: Tensor,
    p_scale: Tensor,
    q_loc: Tensor | None,
    q_scale: Tensor | None,
    weights: Tensor | None,
    mask: Tensor | None,
    family: int,
    normal: list[float],
    settings: list[float],
    wanted: list[bool],
) -> None:
    """Give the divergence of normals; `normal` is (beta, free bits, floor, elementwise)."""
    tensors = [t for t in (p_loc, p_scale, q_loc, q_scale) if t is not None]
    call = Call(tensors, [_core.PROBABILITIES] * len(tensors), [0.0] * len(tensors))
    beta, free_bits, floor, elementwise = normal
    value, *gradients = places
    outcome = _core.normal_loss(
        family,
        (call.rows[0], call.rows[1]),
        None if q_loc is None else (call.rows[2], call.rows[3]),
        (free_bits, int(floor), int(elementwise)),
        call.options(scaled(settings, beta), weights, mask),
        value,
        (gradients[0], gradients[1], gradients[2], gradients[3]),
    )
    p_second, q_second = _SECOND[family]
    names = ("loc", "log_var") if q_loc is None else ("p_loc", "p_scale", "q_loc", "q_scale")
    arguments = (_core.ARGUMENT_LOC_P, p_second, _core.ARGUMENT_LOC_Q, q_second)
    raise_for(outcome, dict(zip(arguments, names, strict=False)), call.batch)


def _token_shape(arguments: Arguments) -> torch.Size:
    shape = rows_of(arguments)[0].shape
    shapes = {
        _core.TOKENS: shape,
        _core.TOKENS_ROW_SUM: shape[:-1],
        _core.TOKENS_ROW_MEAN: shape[:-1],
    }
    return shapes.get(arguments["reduction"], torch.Size())


@operator("log_p", "log_q", shape=_token_shape)
def token_kl(
    places: Places,
    log_p: Tensor,
    log_q: Tensor,
    weights: Tensor | None,
    mask: Tensor | None,
    estimator: int,
    reduction: int,
    settings: list[float],
    wanted: list[bool],
) -> None:
    """Give estimates per token; the gradient of log_q is that of log_p with the other sign."""
    call = Call([log_p, log_q], [_core.LOG_PROBABILITIES] * 2, [0.0] * 2)
    marks = None
    if mask is not None:
        bools = mask.reshape(-1, log_p.shape[-1])
        marks = (bools.data_ptr(), bools.stride(0), bools.stride(1))
    value, p_gradient, q_gradient = places
    names = {_core.ARGUMENT_LOG_DENSITY_P: "log_p", _core.ARGUMENT_LOG_DENSITY_Q: "log_q"}
    for total, gradient, sign in ((value, p_gradient, 1.0), (None, q_gradient, -1.0)):
        if total is not None or gradient is not None:
            outcome = _core.token_kl(
                estimator,
                call.rows[0],
                call.rows[1],
                marks,
                reduction,
                call.options(scaled(settings, sign), weights, None),
                total,
                gradient,
            )
            raise_for(outcome, names, call.batch)
