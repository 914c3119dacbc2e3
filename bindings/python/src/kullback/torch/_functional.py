"""Losses of one row and of two rows."""

from typing import Unpack

from torch import Tensor

from kullback import _core
from kullback._loss_options import js_quantity, sides, space_code, temperature_of
from kullback._settings import Space, base_or_default, threads_or_default
from kullback.torch import _log_softmax, _operators, _reference
from kullback.torch._document import documented
from kullback.torch._options import Batch, PairLossOptions, RowLossOptions, SumOptions


def pair_loss(
    quantity: int,
    operands: dict[str, Tensor],
    js_weight: float = 0.0,
    *,
    space: Space | tuple[Space, Space] = "logits",
    temperature: float | tuple[float, float] = 1.0,
    **options: Unpack[SumOptions],
) -> Tensor:
    """Give a quantity of two rows."""
    (p_space, p_temperature), (q_space, q_temperature) = sides(space, temperature)
    batch = Batch(operands, js_weight=js_weight, **options)
    p, q = batch.tensors
    if batch.is_native:
        spaces, temperatures = [p_space, q_space], [p_temperature, q_temperature]
        value: Tensor = _operators.loss(
            p, q, *batch.per_row, quantity, spaces, temperatures, batch.settings, batch.wanted()
        )[0]
        return value
    p, q = _reference.rows(batch.tensors, batch.mask)
    log_p = _reference.log_probabilities(p, p_space, p_temperature)
    log_q = _reference.log_probabilities(q, q_space, q_temperature)
    values = _reference.pair(quantity, log_p, log_q, js_weight)
    return _reference.reduced(values, batch.settings, *batch.per_row)


def _row_loss(
    quantity: int,
    p: Tensor,
    *,
    space: Space = "logits",
    temperature: float = 1.0,
    **options: Unpack[SumOptions],
) -> Tensor:
    code, warmth = space_code(space), temperature_of(temperature, space)
    batch = Batch({"p": p}, **options)
    if batch.is_native:
        wanted = [*batch.wanted(), False]
        value: Tensor = _operators.loss(
            p, None, *batch.per_row, quantity, [code], [warmth], batch.settings, wanted
        )[0]
        return value
    (p,) = _reference.rows(batch.tensors, batch.mask)
    if quantity == _core.LOG_SUM_EXP:
        values = (p / warmth).logsumexp(-1)
    else:
        values = _reference.row(quantity, _reference.log_probabilities(p, code, warmth))
    return _reference.reduced(values, batch.settings, *batch.per_row)


@documented
def kl_loss(p: Tensor, q: Tensor, **options: Unpack[PairLossOptions]) -> Tensor:
    """Kullback-Leibler divergence D(P || Q).

    Parameters
    ----------
    <pair>
    <pair_keywords>

    <results>

    References
    ----------
    S. Kullback and R. A. Leibler, "On information and sufficiency", 1951.

    Examples
    --------
    >>> import torch
    >>> from kullback.torch import kl_loss
    >>> teacher = torch.tensor([[0.0, 0.0]], dtype=torch.float64)
    >>> student = torch.tensor([[0.0, 1.0]], dtype=torch.bfloat16, requires_grad=True)
    >>> loss = kl_loss(teacher, student)
    >>> loss.backward()
    >>> round(loss.item(), 12), student.grad.tolist()
    (0.120114506958, [[-0.231..., 0.231...]])
    """
    return pair_loss(_core.KL, {"p": p, "q": q}, **options)


@documented
def reverse_kl_loss(p: Tensor, q: Tensor, **options: Unpack[PairLossOptions]) -> Tensor:
    """Reverse Kullback-Leibler divergence D(Q || P), of a student q that seeks modes of p.

    Parameters
    ----------
    <pair>
    <pair_keywords>

    <results>

    References
    ----------
    Y. Gu et al., "MiniLLM: Knowledge distillation of large language models", 2024.
    """
    return pair_loss(_core.REVERSE_KL, {"p": p, "q": q}, **options)


@documented
def jeffreys_loss(p: Tensor, q: Tensor, **options: Unpack[PairLossOptions]) -> Tensor:
    """Jeffreys divergence D(P || Q) + D(Q || P).

    Parameters
    ----------
    <pair>
    <pair_keywords>

    <results>
    """
    return pair_loss(_core.JEFFREYS, {"p": p, "q": q}, **options)


@documented
def js_loss(
    p: Tensor,
    q: Tensor,
    beta: float = 0.5,
    scaled: bool = False,
    **options: Unpack[PairLossOptions],
) -> Tensor:
    """Jensen-Shannon divergence b D(P || M) + (1 - b) D(Q || M), M = b P + (1 - b) Q, b = beta.

    The generalised divergence of GKD, with p the teacher and q the student.

    Parameters
    ----------
    <pair>
    beta : float, default 0.5
        Weight of p in the mixture, between 0 and 1; if `scaled` also 0 and 1.
    scaled : bool, default False
        Divide by b (1 - b). The unscaled divergence is 0 at both ends; the scaled one goes from
        D(P || Q) for b = 0 to D(Q || P) for b = 1.
    <pair_keywords>

    <results>

    References
    ----------
    R. Agarwal et al., "On-policy distillation of language models: learning from self-generated
    mistakes", 2024.
    """
    quantity, weight = js_quantity(beta, scaled)
    return pair_loss(quantity, {"p": p, "q": q}, weight, **options)


@documented
def entropy(p: Tensor, **options: Unpack[RowLossOptions]) -> Tensor:
    """Entropy H(P) = -sum P log P.

    Parameters
    ----------
    <row>
    <row_keywords>

    <results>
    """
    return _row_loss(_core.ENTROPY, p, **options)


@documented
def kl_to_uniform_loss(p: Tensor, **options: Unpack[RowLossOptions]) -> Tensor:
    """Divergence D(P || uniform) = log n - H(P) from the uniform distribution, in full precision.

    Parameters
    ----------
    <row>
    <row_keywords>

    <results>

    References
    ----------
    G. Pereyra et al., "Regularizing neural networks by penalizing confident output distributions",
    2017.
    """
    return _row_loss(_core.KL, p, **options)


@documented
def log_sum_exp(p: Tensor, **options: Unpack[RowLossOptions]) -> Tensor:
    """Compute log(sum(exp(p / temperature))) of logits.

    Parameters
    ----------
    <row>
    <row_keywords>

    <results>
    """
    return _row_loss(_core.LOG_SUM_EXP, p, **options)


def log_softmax(
    p: Tensor,
    *,
    temperature: float = 1.0,
    base: float | None = None,
    threads: int | None = None,
) -> Tensor:
    """Compute log(softmax(p / temperature)), precisely also where a probability is nearly one.

    Parameters
    ----------
    p : Tensor, shape (..., n)
        Rows of logits.
    temperature : float, default 1.0
        Divides logits.
    base : float, optional
        Unit of the result: logarithms to this base. Nats by default.
    threads : int, optional
        Use at most this many threads. The result does not depend on it.

    Returns
    -------
    Tensor
        Of the shape and the dtype of `p`.

    Raises
    ------
    DivergenceError
        If a logit on the CPU is +inf, a row has no mass, or an option is out of range.
    """
    warmth, unit = temperature_of(temperature, "logits"), base_or_default(base)
    batch = Batch({"p": p})
    if batch.is_native:
        result: Tensor = _log_softmax.log_softmax(p, warmth, unit, threads_or_default(threads))
        return result
    return _reference.log_softmax(p, warmth, unit)
