"""Operators of PyTorch around the library, for tensors in the memory of the CPU.

Each gives the value and, where they will be wanted, its gradients, in one pass over the data. The
backward pass only scales them. It does not hand out a saved gradient itself, even where the scale
is 1: what receives it may add to it in place, and a graph may be used twice.

`settings` are the numbers of `_options.settings`; `wanted` says which gradients are.
"""

from typing import Any

from torch import Tensor
from torch.autograd.function import once_differentiable
from torch.library import custom_op

from kullback import _core
from kullback._loss_call import raise_for
from kullback.torch._memory import Call, empty_gradient, empty_value, gradient_of, value_of


def differentiate(operator: Any, positions: tuple[int, ...]) -> None:
    """Register the backward pass: result i + 1 is the gradient by the input at positions[i]."""

    def setup_context(ctx: Any, inputs: tuple[Any, ...], output: tuple[Tensor, ...]) -> None:
        ctx.mark_non_differentiable(*output[1:])
        ctx.save_for_backward(*output[1:])
        ctx.dtypes = [None if inputs[i] is None else inputs[i].dtype for i in positions]
        ctx.inputs = len(inputs)

    @once_differentiable
    def backward(ctx: Any, upstream: Tensor, *_: Tensor) -> tuple[Tensor | None, ...]:
        gradients: list[Tensor | None] = [None] * ctx.inputs
        for position, gradient, dtype in zip(positions, ctx.saved_tensors, ctx.dtypes, strict=True):
            if ctx.needs_input_grad[position]:
                # A factor for each element, for each row, or for all.
                whole = upstream.dim() in {0, gradient.dim()}
                factor = upstream if whole else upstream[..., None]
                # PyTorch would round a factor without dimensions to the dtype of a half.
                gradients[position] = (gradient.to(factor.dtype) * factor).to(dtype)
        return tuple(gradients)

    operator.register_autograd(backward, setup_context=setup_context)


@custom_op("kullback::loss", mutates_args=())
def loss(
    p: Tensor,
    q: Tensor | None,
    weights: Tensor | None,
    mask: Tensor | None,
    quantity: int,
    spaces: list[int],
    temperatures: list[float],
    settings: list[float],
    wanted: list[bool],
) -> tuple[Tensor, Tensor, Tensor]:
    """Give any quantity of one row or of two."""
    tensors = [p] if q is None else [p, q]
    call = Call(tensors, spaces, temperatures)
    value, p_gradient, q_gradient = _loss_room(p, q, settings, wanted)
    outcome = _core.loss(
        quantity,
        call.rows[0],
        None if q is None else call.rows[1],
        call.options(settings, weights, mask),
        value_of(value),
        gradient_of(p_gradient, wanted[0]),
        gradient_of(q_gradient, wanted[1]),
    )
    raise_for(outcome, ("p", "q"), call.batch)
    return value, p_gradient, q_gradient


def _loss_room(
    p: Tensor, q: Tensor | None, settings: list[float], wanted: list[bool]
) -> tuple[Tensor, Tensor, Tensor]:
    value = empty_value([p] if q is None else [p, q], settings[0])
    q_gradient = empty_gradient(p if q is None else q, wanted[1])
    return value, empty_gradient(p, wanted[0]), q_gradient


@loss.register_fake
def _(
    p: Tensor,
    q: Tensor | None,
    weights: Tensor | None,
    mask: Tensor | None,
    quantity: int,
    spaces: list[int],
    temperatures: list[float],
    settings: list[float],
    wanted: list[bool],
) -> tuple[Tensor, Tensor, Tensor]:
    return _loss_room(p, q, settings, wanted)


@custom_op("kullback::label_loss", mutates_args=())
def label_loss(
    q: Tensor,
    labels: Tensor,
    weights: Tensor | None,
    mask: Tensor | None,
    space: int,
    temperature: float,
    ignore_index: int,
    smoothing: float,
    settings: list[float],
    wanted: bool,
) -> tuple[Tensor, Tensor]:
    """Give the cross-entropy of hard labels."""
    call = Call([q], [space], [temperature])
    value, gradient = empty_value([q], settings[0]), empty_gradient(q, wanted)
    outcome = _core.label_loss(
        call.rows[0],
        call.labels(labels, ignore_index, smoothing),
        call.options(settings, weights, mask),
        value_of(value),
        gradient_of(gradient, wanted),
    )
    raise_for(outcome, ("logits",), call.batch)
    return value, gradient


@label_loss.register_fake
def _(
    q: Tensor,
    labels: Tensor,
    weights: Tensor | None,
    mask: Tensor | None,
    space: int,
    temperature: float,
    ignore_index: int,
    smoothing: float,
    settings: list[float],
    wanted: bool,
) -> tuple[Tensor, Tensor]:
    return empty_value([q], settings[0]), empty_gradient(q, wanted)


@custom_op("kullback::distillation_loss", mutates_args=())
def distillation_loss(
    teacher: Tensor,
    student: Tensor,
    labels: Tensor | None,
    weights: Tensor | None,
    mask: Tensor | None,
    parts: list[float],
    ignore_index: int,
    smoothing: float,
    settings: list[float],
    wanted: bool,
) -> tuple[Tensor, Tensor]:
    """Give a distillation loss; `parts` are the members of kullback_distillation."""
    call = Call([teacher, student], [_core.LOGITS] * 2, [0.0] * 2)
    value = empty_value([teacher, student], settings[0])
    gradient = empty_gradient(student, wanted)
    temperature, soft_weight, hard_weight, no_square, quantity = parts
    outcome = _core.distillation_loss(
        call.rows[0],
        call.rows[1],
        None if labels is None else call.labels(labels, ignore_index, smoothing),
        (temperature, soft_weight, hard_weight, int(no_square), int(quantity)),
        call.options(settings, weights, mask),
        value_of(value),
        gradient_of(gradient, wanted),
    )
    raise_for(outcome, ("teacher", "student"), call.batch)
    return value, gradient


@distillation_loss.register_fake
def _(
    teacher: Tensor,
    student: Tensor,
    labels: Tensor | None,
    weights: Tensor | None,
    mask: Tensor | None,
    parts: list[float],
    ignore_index: int,
    smoothing: float,
    settings: list[float],
    wanted: bool,
) -> tuple[Tensor, Tensor]:
    return empty_value([teacher, student], settings[0]), empty_gradient(student, wanted)


@custom_op("kullback::decoupled_kl", mutates_args=())
def decoupled_kl(
    p: Tensor,
    q: Tensor,
    weights: Tensor | None,
    mask: Tensor | None,
    temperatures: list[float],
    mse_weight: float,
    ce_weight: float,
    settings: list[float],
    wanted: list[bool],
) -> tuple[Tensor, Tensor, Tensor]:
    """Give the decoupled KL divergence."""
    call = Call([p, q], [_core.LOGITS] * 2, temperatures)
    value, p_gradient, q_gradient = _loss_room(p, q, settings, wanted)
    outcome = _core.decoupled_kl(
        call.rows[0],
        call.rows[1],
        mse_weight,
        ce_weight,
        call.options(settings, weights, mask),
        value_of(value),
        gradient_of(p_gradient, wanted[0]),
        gradient_of(q_gradient, wanted[1]),
    )
    raise_for(outcome, ("p", "q"), call.batch)
    return value, p_gradient, q_gradient


@decoupled_kl.register_fake
def _(
    p: Tensor,
    q: Tensor,
    weights: Tensor | None,
    mask: Tensor | None,
    temperatures: list[float],
    mse_weight: float,
    ce_weight: float,
    settings: list[float],
    wanted: list[bool],
) -> tuple[Tensor, Tensor, Tensor]:
    return _loss_room(p, q, settings, wanted)


differentiate(loss, (0, 1))
differentiate(label_loss, (0,))
differentiate(distillation_loss, (1,))
differentiate(decoupled_kl, (0, 1))
