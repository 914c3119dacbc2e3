"""Operators of PyTorch for losses of rows, of tensors in the memory of the CPU."""

from torch import Tensor

from kullback import _core
from kullback._errors import raise_for
from kullback._loss_call import names_of
from kullback.torch._autograd import Places, operator
from kullback.torch._memory import Call


@operator("p", "q")
def loss(
    places: Places,
    p: Tensor,
    q: Tensor | None,
    weights: Tensor | None,
    mask: Tensor | None,
    quantity: int,
    spaces: list[int],
    temperatures: list[float],
    settings: list[float],
    wanted: list[bool],
) -> None:
    """Give any quantity of one row or of two."""
    call = Call([p] if q is None else [p, q], spaces, temperatures)
    outcome = _core.loss(
        quantity,
        call.rows[0],
        None if q is None else call.rows[1],
        call.options(settings, weights, mask),
        *places,
    )
    raise_for(outcome, names_of("p", "q"), call.batch)


@operator("q")
def label_loss(
    places: Places,
    q: Tensor,
    labels: Tensor,
    weights: Tensor | None,
    mask: Tensor | None,
    space: int,
    temperature: float,
    ignore_index: int,
    smoothing: float,
    settings: list[float],
    wanted: list[bool],
) -> None:
    """Give the cross-entropy of hard labels."""
    call = Call([q], [space], [temperature])
    outcome = _core.label_loss(
        call.rows[0],
        call.labels(labels, ignore_index, smoothing),
        call.options(settings, weights, mask),
        *places,
    )
    raise_for(outcome, names_of("logits", "logits"), call.batch)


@operator("student")
def distillation_loss(
    places: Places,
    teacher: Tensor,
    student: Tensor,
    labels: Tensor | None,
    weights: Tensor | None,
    mask: Tensor | None,
    parts: list[float],
    ignore_index: int,
    smoothing: float,
    settings: list[float],
    wanted: list[bool],
) -> None:
    """Give a distillation loss; `parts` are the members of kullback_distillation."""
    call = Call([teacher, student], [_core.LOGITS] * 2, [0.0] * 2)
    temperature, soft_weight, hard_weight, no_square, quantity = parts
    outcome = _core.distillation_loss(
        call.rows[0],
        call.rows[1],
        None if labels is None else call.labels(labels, ignore_index, smoothing),
        (temperature, soft_weight, hard_weight, int(no_square), int(quantity)),
        call.options(settings, weights, mask),
        *places,
    )
    raise_for(outcome, names_of("teacher", "student"), call.batch)


@operator("p", "q")
def decoupled_kl(
    places: Places,
    p: Tensor,
    q: Tensor,
    weights: Tensor | None,
    mask: Tensor | None,
    temperatures: list[float],
    mse_weight: float,
    ce_weight: float,
    settings: list[float],
    wanted: list[bool],
) -> None:
    """Give the decoupled KL divergence."""
    call = Call([p, q], [_core.LOGITS] * 2, temperatures)
    outcome = _core.decoupled_kl(
        call.rows[0],
        call.rows[1],
        mse_weight,
        ce_weight,
        call.options(settings, weights, mask),
        *places,
    )
    raise_for(outcome, names_of("p", "q"), call.batch)
