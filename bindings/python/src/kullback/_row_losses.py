"""Losses of one row."""

from typing import Any, Unpack

from numpy.typing import ArrayLike, NDArray

from kullback import _core
from kullback._loss_call import LossCall, LossOrValue
from kullback._loss_document import documented
from kullback._loss_options import RowLossOptions, SumOptions, space_code, temperature_of
from kullback._settings import Space


def _row_loss(
    quantity: int,
    p: ArrayLike,
    *,
    space: Space = "logits",
    temperature: float = 1.0,
    **options: Unpack[SumOptions],
) -> LossOrValue:
    call = LossCall({"p": ("p", p, space_code(space), temperature_of(temperature, space))})
    return call.run(
        lambda rows, settings, value, gradients: _core.loss(
            quantity, rows[0], None, settings, value, gradients[0], None
        ),
        **options,
    )


@documented
def entropy(p: ArrayLike, **options: Unpack[RowLossOptions]) -> LossOrValue:
    """Entropy H(P) = -sum P log P.

    Parameters
    ----------
    <row>
    <row_keywords>

    <results>

    Examples
    --------
    >>> from kullback import losses
    >>> losses.entropy([0.0, 0.0, 0.0, 0.0], base=2)
    np.float64(2.0)
    """
    return _row_loss(_core.ENTROPY, p, **options)


@documented
def kl_to_uniform(p: ArrayLike, **options: Unpack[RowLossOptions]) -> LossOrValue:
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

    Examples
    --------
    >>> from kullback import losses
    >>> losses.kl_to_uniform([0.0, 1e-9]).round(30)
    np.float64(1.25e-19)
    """
    return _row_loss(_core.KL, p, **options)


@documented
def log_sum_exp(p: ArrayLike, **options: Unpack[RowLossOptions]) -> LossOrValue:
    """Compute log(sum(exp(p / temperature))) of logits; its gradient is softmax(p / T) / T.

    Parameters
    ----------
    <row>
    <row_keywords>

    <results>

    Examples
    --------
    >>> from kullback import losses
    >>> losses.log_sum_exp([1000.0, 1000.0], base=2).round(9)
    np.float64(1443.695040889)
    """
    return _row_loss(_core.LOG_SUM_EXP, p, **options)


def log_softmax(
    p: ArrayLike,
    *,
    temperature: float = 1.0,
    base: float | None = None,
    threads: int | None = None,
    out: NDArray[Any] | None = None,
) -> NDArray[Any]:
    """Compute log(softmax(p / temperature)), precisely also where a probability is nearly one.

    Parameters
    ----------
    p : array_like, shape (..., n)
        Rows of logits.
    temperature : float, default 1.0
        Divides logits.
    base : float, optional
        Unit of the result: logarithms to this base. Nats by default.
    threads : int, optional
        Use at most this many threads. The result does not depend on it.
    out : numpy.ndarray, optional
        Where to put the result: an array of its shape. Nothing is written on error.

    Returns
    -------
    numpy.ndarray
        Of the shape of `p`; float64 if `p` is float64 or of integers, else float32.

    Raises
    ------
    DivergenceError
        If a logit is +inf, a row has no mass, or an option is out of range.

    Examples
    --------
    >>> from kullback import losses
    >>> losses.log_softmax([0.0, 40.0]).tolist()
    [-40.0, -4.248354255291589e-18]
    """
    call = LossCall({"p": ("p", p, _core.LOGITS, temperature_of(temperature, "logits"))})
    return call.elements(
        lambda rows, settings, result, _: _core.log_softmax(rows[0], settings, result),
        base,
        threads,
        out,
    )
