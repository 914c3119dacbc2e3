"""Losses of labels, of teachers and students, and the decoupled divergence."""

from typing import Unpack

from torch import Tensor

from kullback import _core
from kullback._loss_options import distillation_parts, sides, space_code, temperature_of
from kullback._settings import Space, finite, require
from kullback.torch import _operators, _reference
from kullback.torch._document import documented
from kullback.torch._functional import pair_loss
from kullback.torch._options import Batch, BatchOptions, SumOptions


@documented
def cross_entropy(
    logits: Tensor,
    labels: Tensor,
    *,
    label_space: Space = "prob",
    ignore_index: int = -100,
    label_smoothing: float = 0.0,
    space: Space = "logits",
    temperature: float = 1.0,
    **options: Unpack[SumOptions],
) -> Tensor:
    """Cross-entropy H(P, Q) of labels P and the distribution Q that logits stand for.

    Parameters
    ----------
    logits : Tensor, shape (..., n)
        Rows of logits, or of what `space` says. Classes are along the last axis.
    labels : Tensor, shape (...) of integers, or (..., n) of floats
        Hard labels, -(1 - s) log Q[label] - s / n sum log Q with s = `label_smoothing`; or soft
        ones, -sum P log Q.
    label_space : {"prob", "log", "logits"}, default "prob"
        What soft labels are.
    ignore_index : int, default -100
        Rows with this hard label do not count, as if masked.
    label_smoothing : float, default 0.0
        Of hard labels, in [0, 1].
    <row_keywords>

    <results>
    """
    if labels.dtype.is_floating_point:
        if label_smoothing != 0:
            raise ValueError("label_smoothing is of hard labels")
        operands = {"labels": labels, "logits": logits}
        warmth = (1.0, temperature)
        return pair_loss(
            _core.CROSS_ENTROPY, operands, space=(label_space, space), temperature=warmth, **options
        )
    require(0 <= label_smoothing <= 1, "label_smoothing", label_smoothing, "between 0 and 1")
    code, warm = space_code(space), temperature_of(temperature, space)
    batch = Batch({"logits": logits}, **options)
    hard = batch.labels(labels)
    if batch.is_native and hard.device.type == "cpu":
        value: Tensor = _operators.label_loss(
            logits,
            hard,
            *batch.per_row,
            code,
            warm,
            ignore_index,
            label_smoothing,
            batch.settings,
            batch.wanted(),
        )[0]
        return value
    (q,) = _reference.rows(batch.tensors, batch.mask)
    log_q = _reference.log_probabilities(q, code, warm)
    values = _reference.label_loss(log_q, hard, ignore_index, label_smoothing)
    return _reference.reduced(values, batch.settings, *batch.per_row, hard != ignore_index)


@documented
def distillation_loss(
    teacher: Tensor,
    student: Tensor,
    labels: Tensor | None = None,
    *,
    temperature: float = 1.0,
    soft_weight: float = 1.0,
    hard_weight: float | None = None,
    temperature_squared: bool = True,
    divergence: str = "kl",
    ignore_index: int = -100,
    label_smoothing: float = 0.0,
    **options: Unpack[BatchOptions],
) -> Tensor:
    """Distillation loss s T^2 D(teacher / T || student / T) + h H(labels, student).

    Parameters
    ----------
    teacher, student : Tensor, shapes (..., n)
        Rows of logits. The teacher is a constant: it gets no gradient.
    labels : Tensor of integers, shape (...), optional
        Hard labels.
    temperature : float, default 1.0
        T, of both sides in the divergence; that of the labels' part is 1.
    soft_weight : float, default 1.0
        Of the divergence, s.
    hard_weight : float, optional
        Of the labels' part, h: 1 by default if there are labels.
    temperature_squared : bool, default True
        Multiply the divergence by T^2, so that its gradient keeps its size as T changes.
    divergence : {"kl", "reverse_kl", "jeffreys", "js_divergence"}, default "kl"
        D, of the teacher's row from the student's.
    ignore_index : int, default -100
        Rows with this label have only the divergence.
    label_smoothing : float, default 0.0
        In [0, 1].
    <keywords>

    <results>

    Notes
    -----
    Textbooks mix the two parts in two ways, both called alpha: where alpha weighs the teacher's
    part (``alpha * soft + (1 - alpha) * hard``), pass ``soft_weight=alpha, hard_weight=1 - alpha``;
    where it weighs the labels' (``(1 - alpha) * soft + alpha * hard``), pass
    ``soft_weight=1 - alpha, hard_weight=alpha``.

    References
    ----------
    G. Hinton, O. Vinyals and J. Dean, "Distilling the knowledge in a neural network", 2015.

    Examples
    --------
    >>> import torch
    >>> from kullback.torch import distillation_loss
    >>> teacher, student = torch.tensor([[0.0, 2.0]]), torch.tensor([[0.0, 0.0]])
    >>> round(distillation_loss(teacher, student, temperature=2.0).item(), 6)
    0.443776
    """
    parts = distillation_parts(
        temperature, soft_weight, hard_weight, temperature_squared, divergence, labels is not None
    )
    require(0 <= label_smoothing <= 1, "label_smoothing", label_smoothing, "between 0 and 1")
    batch = Batch({"teacher": teacher.detach(), "student": student}, **options)
    checked = None if labels is None else batch.labels(labels)
    if batch.is_native and (checked is None or checked.device.type == "cpu"):
        value: Tensor = _operators.distillation_loss(
            *batch.tensors,
            checked,
            *batch.per_row,
            list(map(float, parts)),
            ignore_index,
            label_smoothing,
            batch.settings,
            batch.wanted()[::2],
        )[0]
        return value
    _, _, hard, _, quantity = parts
    p, q = _reference.rows(batch.tensors, batch.mask)
    log_p, log_q = (_reference.log_probabilities(x, _core.LOGITS, temperature) for x in (p, q))
    square = temperature**2 if temperature_squared else 1.0
    values = soft_weight * square * _reference.pair(quantity, log_p, log_q, 0.0)
    if checked is not None:
        log_q = _reference.log_probabilities(q, _core.LOGITS, 1.0)
        values += hard * _reference.label_loss(log_q, checked, ignore_index, label_smoothing)
    return _reference.reduced(values, batch.settings, *batch.per_row)


@documented
def decoupled_kl(
    p: Tensor,
    q: Tensor,
    *,
    mse_weight: float = 1.0,
    ce_weight: float = 1.0,
    temperature: float | tuple[float, float] = 1.0,
    **options: Unpack[BatchOptions],
) -> Tensor:
    """Decoupled KL divergence: the gradients of D(P || Q) in two parts, each with its weight.

    a / 4 sum_jk P_j P_k ((p_j - p_k) - (q_j - q_k))^2 + c H(P, Q), with a = `mse_weight` and
    c = `ce_weight`. The first part has a gradient with respect to p only, with its weights P_j P_k
    and q held constant, and the second with respect to q only, with P held constant. With both
    weights 1, gradients are those of `kl_loss`; the value is another.

    Parameters
    ----------
    p, q : Tensor, shapes (..., n)
        Rows of logits; the batches broadcast.
    mse_weight, ce_weight : float, default 1.0
        Of the two parts.
    temperature : float or a pair of floats, default 1.0
        Divides logits.
    <keywords>

    <results>

    References
    ----------
    J. Cui et al., "Decoupled Kullback-Leibler divergence loss", 2023, arXiv:2305.13948.
    """
    for name, weight in (("mse_weight", mse_weight), ("ce_weight", ce_weight)):
        finite(name, weight)
    (_, warm_p), (_, warm_q) = sides("logits", temperature)
    batch = Batch({"p": p, "q": q}, **options)
    if batch.is_native:
        value: Tensor = _operators.decoupled_kl(
            *batch.tensors,
            *batch.per_row,
            [warm_p, warm_q],
            mse_weight,
            ce_weight,
            batch.settings,
            batch.wanted(),
        )[0]
        return value
    x, y = _reference.rows(batch.tensors, batch.mask)
    values = _reference.decoupled_kl(x / warm_p, y / warm_q, mse_weight, ce_weight)
    return _reference.reduced(values, batch.settings, *batch.per_row)
