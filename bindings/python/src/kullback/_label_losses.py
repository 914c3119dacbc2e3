"""Losses of labels, of teachers and students, and the decoupled divergence."""

from typing import Unpack

import numpy as np
from numpy.typing import ArrayLike

from kullback import _core
from kullback._loss_call import LossCall, LossOrValue
from kullback._loss_document import documented
from kullback._loss_options import (
    BatchOptions,
    RowLossOptions,
    SumOptions,
    distillation_parts,
    sides,
)
from kullback._settings import Space, finite, require


@documented
def cross_entropy(
    logits: ArrayLike,
    labels: ArrayLike,
    *,
    label_space: Space = "prob",
    ignore_index: int = -100,
    label_smoothing: float = 0.0,
    **options: Unpack[RowLossOptions],
) -> LossOrValue:
    """Cross-entropy H(P, Q) of labels P and the distribution Q that logits stand for.

    Parameters
    ----------
    logits : array_like, shape (..., n)
        Rows of logits, or of what `space` says: q.
    labels : array_like, shape (...) of int, or (..., n) of floats
        Hard labels, -(1 - s) log Q[label] - s / n sum log Q with s = `label_smoothing`; or soft
        ones, p, -sum P log Q.
    label_space : {"prob", "log", "logits"}, default "prob"
        What soft labels are.
    ignore_index : int, default -100
        Rows with this hard label do not count, as if masked.
    label_smoothing : float, default 0.0
        Of hard labels, in [0, 1]. Soft ones are smoothed by `kullback.mix_with_uniform`.
    <row_keywords>

    <results>

    Notes
    -----
    The gradient with respect to logits, ``gradient="q"``, is (Q - P) / temperature. The value is
    infinite where a label falls on a logit of -inf.

    References
    ----------
    C. Szegedy et al., "Rethinking the Inception architecture for computer vision", 2016.

    Examples
    --------
    >>> from kullback import losses
    >>> losses.cross_entropy([[0.0, 1.0], [3.0, 0.0]], [1, 0], reduction="batchmean").round(12)
    np.float64(0.180924519546)
    >>> losses.cross_entropy([0.0, 1.0], [0.5, 0.5]).round(12)
    np.float64(0.813261687518)
    """
    if np.asarray(labels).dtype.kind in "iub":  # of which bools are refused
        return _hard_labels(logits, labels, ignore_index, label_smoothing, **options)
    if label_smoothing != 0:
        raise ValueError("label_smoothing is of hard labels; smooth soft ones by mix_with_uniform")
    return _soft_labels(logits, labels, label_space, **options)


def _hard_labels(
    logits: ArrayLike,
    labels: ArrayLike,
    ignore_index: int,
    smoothing: float,
    *,
    space: Space = "logits",
    temperature: float = 1.0,
    **options: Unpack[SumOptions],
) -> LossOrValue:
    require(0 <= smoothing <= 1, "label_smoothing", smoothing, "between 0 and 1")
    _, side = sides(space, temperature)
    call = LossCall({"q": ("logits", logits, *side)})
    of_rows = call.labels(labels, ignore_index, smoothing)
    return call.run(
        lambda rows, settings, value, gradients: _core.label_loss(
            rows[0], of_rows, settings, value, gradients[0]
        ),
        **options,
    )


def _soft_labels(
    logits: ArrayLike,
    labels: ArrayLike,
    label_space: Space,
    *,
    space: Space = "logits",
    temperature: float = 1.0,
    **options: Unpack[SumOptions],
) -> LossOrValue:
    of_p, of_q = sides((label_space, space), (1.0, temperature))
    call = LossCall({"p": ("labels", labels, *of_p), "q": ("logits", logits, *of_q)})
    return call.run(
        lambda rows, settings, value, gradients: _core.loss(
            _core.CROSS_ENTROPY, rows[0], rows[1], settings, value, gradients[0], gradients[1]
        ),
        **options,
    )


@documented
def distillation(
    teacher: ArrayLike,
    student: ArrayLike,
    labels: ArrayLike | None = None,
    *,
    temperature: float = 1.0,
    soft_weight: float = 1.0,
    hard_weight: float | None = None,
    temperature_squared: bool = True,
    divergence: str = "kl",
    ignore_index: int = -100,
    label_smoothing: float = 0.0,
    **options: Unpack[BatchOptions],
) -> LossOrValue:
    """Distillation loss s T^2 D(teacher / T || student / T) + h H(labels, student).

    Parameters
    ----------
    teacher, student : array_like, shapes (..., n)
        Rows of logits.
    labels : array_like of int, shape (...), optional
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

    The student's gradient is ``gradient="q"``; the teacher is a constant.

    References
    ----------
    G. Hinton, O. Vinyals and J. Dean, "Distilling the knowledge in a neural network", 2015.

    Examples
    --------
    >>> import kullback
    >>> kullback.distillation_loss([0.0, 2.0], [0.0, 0.0], temperature=2.0).round(12)
    np.float64(0.443776286687)
    """
    parts = distillation_parts(
        temperature, soft_weight, hard_weight, temperature_squared, divergence, labels is not None
    )
    require(0 <= label_smoothing <= 1, "label_smoothing", label_smoothing, "between 0 and 1")
    side = (_core.LOGITS, 0.0)
    call = LossCall({"p": ("teacher", teacher, *side), "q": ("student", student, *side)})
    of_rows = None if labels is None else call.labels(labels, ignore_index, label_smoothing)
    return call.run(
        lambda rows, settings, value, gradients: _core.distillation_loss(
            rows[0], rows[1], of_rows, parts, settings, value, gradients[1]
        ),
        without_gradient=("p",),
        **options,
    )


@documented
def decoupled_kl(
    p: ArrayLike,
    q: ArrayLike,
    *,
    mse_weight: float = 1.0,
    ce_weight: float = 1.0,
    temperature: float | tuple[float, float] = 1.0,
    **options: Unpack[BatchOptions],
) -> LossOrValue:
    """Decoupled KL divergence: the gradients of D(P || Q) in two parts, each with its weight.

    a / 4 sum_jk P_j P_k ((p_j - p_k) - (q_j - q_k))^2 + c H(P, Q), with a = `mse_weight` and
    c = `ce_weight`. The first part has a gradient with respect to p only, with its weights P_j P_k
    and q held constant, and the second with respect to q only, with P held constant. With both
    weights 1, gradients are those of `kl`; the value is another.

    Parameters
    ----------
    p, q : array_like, shapes (..., n)
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

    Examples
    --------
    >>> from kullback import losses
    >>> loss = losses.decoupled_kl([0.0, 1.0], [0.5, 0.0], gradient="both")
    >>> kl = losses.kl([0.0, 1.0], [0.5, 0.0], gradient="both")
    >>> bool(abs(loss.p_gradient - kl.p_gradient).max() < 1e-15)
    True
    """
    for name, weight in (("mse_weight", mse_weight), ("ce_weight", ce_weight)):
        finite(name, weight)
    of_p, of_q = sides("logits", temperature)
    call = LossCall({"p": ("p", p, *of_p), "q": ("q", q, *of_q)})
    return call.run(
        lambda rows, settings, value, gradients: _core.decoupled_kl(
            rows[0], rows[1], mse_weight, ce_weight, settings, value, gradients[0], gradients[1]
        ),
        **options,
    )
