"""KL estimates per token."""

from typing import Any, Literal, NamedTuple, TypeAlias

from numpy.typing import ArrayLike, NDArray

from kullback import _core
from kullback._element_call import ElementCall
from kullback._loss_call import LossOrValue
from kullback._normal_call import choice

TokenReduction: TypeAlias = Literal["none", "row_sum", "row_mean", "sum", "mean", "mean_of_means"]

ESTIMATORS = {"k1": _core.K1, "k2": _core.K2, "k3": _core.K3}
TOKEN_REDUCTIONS = {
    "none": _core.TOKENS,
    "row_sum": _core.TOKENS_ROW_SUM,
    "row_mean": _core.TOKENS_ROW_MEAN,
    "sum": _core.TOKENS_SUM,
    "mean": _core.TOKENS_MEAN,
    "mean_of_means": _core.TOKENS_MEAN_OF_MEANS,
}


class TokenKL(NamedTuple):
    """Estimates and their gradient.

    Attributes
    ----------
    value : numpy.floating or numpy.ndarray
        One number, one per row, or one per token.
    gradient : numpy.ndarray
        Derivative of the value (of each, where there are several) by `log_p`.
    """

    value: Any
    gradient: NDArray[Any]


def token_kl(
    log_p: ArrayLike,
    log_q: ArrayLike,
    *,
    kind: Literal["k1", "k2", "k3"] = "k3",
    reduction: TokenReduction = "none",
    mask: ArrayLike | None = None,
    weights: ArrayLike | None = None,
    gradient: bool = False,
    base: float | None = None,
    threads: int | None = None,
) -> LossOrValue:
    """Estimate D(p || q) per token from the log-probabilities of tokens that p has drawn.

    With ``l = log_p - log_q``, k1 is ``l``, k2 ``l**2 / 2`` and k3 ``exp(-l) - 1 + l``; the
    derivatives by `log_p` are 1, ``l`` and ``1 - exp(-l)``. Nothing is clamped: k3 is infinite
    where its value is beyond the largest double.

    Parameters
    ----------
    log_p, log_q : array_like, shape (..., time)
        Log-probabilities of the tokens under the policy and under the reference; they broadcast.
    kind : {"k1", "k2", "k3"}, default "k3"
        The estimator.
    reduction : {"none", "row_sum", "row_mean", "sum", "mean", "mean_of_means"}, default "none"
        One value per token; the sum or the mean of each row, over its tokens; the sum or the mean
        over all tokens; or the mean of the means of rows that have tokens. Only tokens that the
        mask leaves are counted; the mean of a row without any is 0, that of no tokens at all NaN.
    mask : array_like of bool, optional
        Tokens that count, broadcast to the shape of the tokens. Others are not read (they may be
        NaN), and their values and gradients are 0.
    weights : array_like, optional
        Of the rows: a number for each, which multiplies values and gradients, not the number that a
        mean divides by.
    gradient : bool, default False
        Whether to give the gradient by `log_p` too.
    base : float, optional
        Unit of the result: logarithms to this base. Nats by default.
    threads : int, optional
        Use at most this many threads. The result does not depend on it.

    Returns
    -------
    numpy.floating, numpy.ndarray or TokenKL
        float64 if an operand is float64 or of integers, else float32. With `gradient`, a `TokenKL`.

    Raises
    ------
    DivergenceError
        If a weight is infinite or an option is out of range.
    ValueError
        If shapes do not broadcast, or a keyword has an unknown value.
    TypeError
        If an operand has another dtype.

    Notes
    -----
    All three estimate the value, k2 with a bias. Their gradients do not: as a loss over tokens of
    the current policy, k2 has on average the gradient of D(p || q), k3 that of D(q || p), and k1 a
    gradient of mean zero; k1 belongs into the reward, without gradient.

    References
    ----------
    J. Schulman, "Approximating KL divergence", 2020. Y. Tang and R. Munos, "On a few pitfalls in KL
    divergence gradient estimation for RL", 2025.

    Examples
    --------
    >>> from kullback import normal_losses
    >>> normal_losses.token_kl([-1.0, -2.0], [-1.5, -2.0]).round(6)
    array([0.106531, 0.      ])
    """
    call = ElementCall(
        {"log_p": log_p, "log_q": log_q},
        (_core.ARGUMENT_LOG_DENSITY_P, _core.ARGUMENT_LOG_DENSITY_Q),
        _core.LOG_PROBABILITIES,
    )
    estimator = choice("kind", kind, ESTIMATORS)
    code = choice("reduction", reduction, TOKEN_REDUCTIONS)
    options = call.options(_core.REDUCTION_NONE, 1.0, base, threads, weights, None)
    of_rows = {"none": call.shape, "row_sum": call.batch, "row_mean": call.batch}
    value = call.value(of_rows.get(reduction, ()))
    (by_p, _) = call.gradients((gradient, False))
    first, second = call.rows
    place = call.place(value) if reduction == "none" else call.row_place(value)
    call.raise_for(
        _core.token_kl(
            estimator, first, second, call.token_mask(mask), code, options, place, call.place(by_p)
        )
    )
    return value[()] if by_p is None else TokenKL(value[()], by_p)
