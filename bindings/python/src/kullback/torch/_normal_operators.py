"""Operators of PyTorch for normals and tokens, as those of `_operators`."""

import torch
from torch import Tensor
from torch.library import custom_op

from kullback import _core
from kullback._element_call import raise_for
from kullback._loss_call import Options
from kullback.torch._memory import Call, empty_gradient, gradient_of, value_dtype, value_of
from kullback.torch._operators import differentiate

_SECOND = {
    _core.NORMAL: (_core.ARGUMENT_SCALE_P, _core.ARGUMENT_SCALE_Q),
    _core.NORMAL_LOG_VARIANCE: (_core.ARGUMENT_LOG_VAR_P, _core.ARGUMENT_LOG_VAR_Q),
}


def _options(
    call: Call, factor: float, settings: list[float], weights: Tensor | None, mask: Tensor | None
) -> Options:
    reduction, threads, _, *rest = call.options(settings, weights, mask)
    options: Options = (reduction, threads, factor, *rest)  # type: ignore[assignment]
    return options


@custom_op("kullback::normal_loss", mutates_args=())
def normal_loss(
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
) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    """Give the divergence of normals; `normal` is (beta, free bits, floor, elementwise)."""
    tensors = [t for t in (p_loc, p_scale, q_loc, q_scale) if t is not None]
    call = Call(tensors, [_core.PROBABILITIES] * len(tensors), [0.0] * len(tensors))
    room = _normal_room(tensors, normal, settings, wanted)
    beta, free_bits, floor, elementwise = normal
    places = [gradient_of(t, want) for t, want in zip(room[1:], wanted, strict=True)]
    outcome = _core.normal_loss(
        family,
        (call.rows[0], call.rows[1]),
        None if q_loc is None else (call.rows[2], call.rows[3]),
        (free_bits, int(floor), int(elementwise)),
        _options(call, beta, settings, weights, mask),
        gradient_of(room[0], wanted=True) if elementwise else value_of(room[0]),
        (places[0], places[1], places[2], places[3]),
    )
    p_second, q_second = _SECOND[family]
    names = ("loc", "log_var") if q_loc is None else ("p_loc", "p_scale", "q_loc", "q_scale")
    arguments = (_core.ARGUMENT_LOC_P, p_second, _core.ARGUMENT_LOC_Q, q_second)
    raise_for(outcome, dict(zip(arguments, names, strict=False)), call.batch)
    return room


def _normal_room(
    tensors: list[Tensor], normal: list[float], settings: list[float], wanted: list[bool]
) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    whole = tensors[0].shape
    none = settings[0] == _core.REDUCTION_NONE
    shape = whole if normal[3] else whole[:-1] if none else torch.Size()
    value = tensors[0].new_empty(shape, dtype=value_dtype(tensors))
    padded = [*tensors, *[tensors[0]] * (4 - len(tensors))]
    a, b, c, d = (empty_gradient(t, want) for t, want in zip(padded, wanted, strict=True))
    return value, a, b, c, d


@normal_loss.register_fake
def _(
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
) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    tensors = [t for t in (p_loc, p_scale, q_loc, q_scale) if t is not None]
    return _normal_room(tensors, normal, settings, wanted)


differentiate(normal_loss, (0, 1, 2, 3))


@custom_op("kullback::token_kl", mutates_args=())
def token_kl(
    log_p: Tensor,
    log_q: Tensor,
    weights: Tensor | None,
    mask: Tensor | None,
    estimator: int,
    reduction: int,
    settings: list[float],
    wanted: list[bool],
) -> tuple[Tensor, Tensor, Tensor]:
    """Give estimates per token; the gradient of log_q is that of log_p with the other sign."""
    call = Call([log_p, log_q], [_core.LOG_PROBABILITIES] * 2, [0.0] * 2)
    value, p_gradient, q_gradient = _token_room(log_p, log_q, reduction, wanted)
    marks = None
    if mask is not None:
        bools = mask.reshape(-1, log_p.shape[-1])
        marks = (bools.data_ptr(), bools.stride(0), bools.stride(1))
    is_whole = reduction == _core.TOKENS
    for gradient, want, sign in ((p_gradient, wanted[0], 1.0), (q_gradient, wanted[1], -1.0)):
        outcome = _core.token_kl(
            estimator,
            call.rows[0],
            call.rows[1],
            marks,
            reduction,
            _options(call, sign, settings, weights, None),
            None if sign < 0 else gradient_of(value, wanted=True) if is_whole else value_of(value),
            gradient_of(gradient, want),
        )
        names = {_core.ARGUMENT_LOG_DENSITY_P: "log_p", _core.ARGUMENT_LOG_DENSITY_Q: "log_q"}
        raise_for(outcome, names, call.batch)
        if not wanted[1]:
            break
    return value, p_gradient, q_gradient


def _token_room(
    log_p: Tensor, log_q: Tensor, reduction: int, wanted: list[bool]
) -> tuple[Tensor, Tensor, Tensor]:
    shapes = {
        _core.TOKENS: log_p.shape,
        _core.TOKENS_ROW_SUM: log_p.shape[:-1],
        _core.TOKENS_ROW_MEAN: log_p.shape[:-1],
    }
    shape = shapes.get(reduction, torch.Size())
    value = log_p.new_empty(shape, dtype=value_dtype([log_p, log_q]))
    return value, empty_gradient(log_p, wanted[0]), empty_gradient(log_q, wanted[1])


@token_kl.register_fake
def _(
    log_p: Tensor,
    log_q: Tensor,
    weights: Tensor | None,
    mask: Tensor | None,
    estimator: int,
    reduction: int,
    settings: list[float],
    wanted: list[bool],
) -> tuple[Tensor, Tensor, Tensor]:
    return _token_room(log_p, log_q, reduction, wanted)


differentiate(token_kl, (0, 1))
