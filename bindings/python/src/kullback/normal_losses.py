"""Losses of normal distributions, and KL estimates per token: values and gradients in one call.

`vae_loss` is the KL term of a variational auto-encoder, `normal_loss` the divergence of two
diagonal normals (two layers of latents, a policy and its prior), `token_kl` the estimates k1, k2
and k3 of reinforcement learning from the log-probabilities of tokens.

The operands of a function broadcast to one shape, whose last axis is that of the dimensions or of
the tokens; the axes before it are the batch of rows. float16, bfloat16 (of ml_dtypes), float32 and
float64 are read as they are and may mix.
"""

from typing import Any, Literal, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from kullback import _core
from kullback._element_call import ElementCall
from kullback._evaluate import Floats
from kullback._loss_options import Reduction, reduction_code
from kullback._settings import require

__all__ = ["NormalLoss", "TokenKL", "normal_loss", "token_kl", "vae_loss"]

FreeBits: TypeAlias = Literal["batch", "sample"]
Wanted: TypeAlias = Literal["p", "q", "both"]
TokenReduction: TypeAlias = Literal["none", "row_sum", "row_mean", "sum", "mean", "mean_of_means"]

FAMILIES = {
    "scale": (_core.NORMAL, (_core.ARGUMENT_SCALE_P, _core.ARGUMENT_SCALE_Q)),
    "log_var": (_core.NORMAL_LOG_VARIANCE, (_core.ARGUMENT_LOG_VAR_P, _core.ARGUMENT_LOG_VAR_Q)),
}
_FLOORS = {"batch": _core.FLOOR_BATCH, "sample": _core.FLOOR_SAMPLE}
_WANTED = {
    None: (False, False),
    "p": (True, False),
    "q": (False, True),
    "both": (True, True),
}
ESTIMATORS = {"k1": _core.K1, "k2": _core.K2, "k3": _core.K3}
TOKEN_REDUCTIONS = {
    "none": _core.TOKENS,
    "row_sum": _core.TOKENS_ROW_SUM,
    "row_mean": _core.TOKENS_ROW_MEAN,
    "sum": _core.TOKENS_SUM,
    "mean": _core.TOKENS_MEAN,
    "mean_of_means": _core.TOKENS_MEAN_OF_MEANS,
}


class NormalLoss(NamedTuple):
    """A loss of normals and its gradients.

    Attributes
    ----------
    value : numpy.floating or numpy.ndarray
        One number, one per row, or one per element.
    gradients : tuple of (numpy.ndarray or None)
        Derivatives with respect to the operands, in their order, in the broadcast shape and in
        the dtypes of the operands; None where they were not asked for.
    """

    value: Any
    gradients: tuple[NDArray[Any] | None, ...]


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


def choice(name: str, given: object, among: dict[Any, Any]) -> Any:
    """Look up a keyword's value."""
    if given not in among:
        raise ValueError(f"{name}: {given!r} is not one of {', '.join(map(repr, among))}")
    return among[given]


def floor_of(free_bits: float, free_bits_over: str, reduction: str) -> tuple[float, int]:
    """Check the keywords of free bits."""
    require(0 <= free_bits < np.inf, "free_bits", free_bits, "a non-negative finite number")
    floor = choice("free_bits_over", free_bits_over, _FLOORS) if free_bits else _core.FLOOR_NONE
    if floor == _core.FLOOR_BATCH and reduction == "none":
        raise ValueError(
            "reduction: free bits of a mean over the batch leave no value per row; use 'sum' or"
            " 'batchmean', or free_bits_over='sample'"
        )
    return float(free_bits), floor


def _run(
    family: int,
    call: ElementCall,
    wanted: tuple[bool, ...],
    beta: float,
    free_bits: float,
    free_bits_over: FreeBits,
    elementwise: bool,
    reduction: Reduction,
    weights: ArrayLike | None,
    mask: ArrayLike | None,
    base: float | None,
    threads: int | None,
) -> tuple[Any, tuple[NDArray[Any] | None, ...]]:
    code = reduction_code(reduction)
    if elementwise and reduction != "none":
        raise ValueError(f"reduction: {reduction!r} leaves no elements; elementwise takes 'none'")
    floor = floor_of(free_bits, free_bits_over, reduction)
    options = call.options(code, beta or 1.0, base, threads, weights, mask)
    rows = call.rows
    q = (rows[2], rows[3]) if len(rows) == 4 else None
    value = call.value(call.shape if elementwise else call.batch if reduction == "none" else ())
    gradients = call.gradients(wanted)
    first, second, third, fourth = [call.place(g) for g in gradients] + [None] * (4 - len(rows))
    call.raise_for(
        _core.normal_loss(
            family,
            (rows[0], rows[1]),
            q,
            (*floor, elementwise),
            options,
            call.place(value) if elementwise else call.row_place(value),
            (first, second, third, fourth),
        )
    )
    if beta == 0:  # the library's 0 is the default, and 0 times infinity is no number
        for array in (value, *gradients):
            if array is not None:
                array.fill(0)
    return value[()], tuple(gradients)


def vae_loss(
    loc: ArrayLike,
    log_var: ArrayLike,
    *,
    beta: float = 1.0,
    free_bits: float = 0.0,
    free_bits_over: FreeBits = "batch",
    elementwise: bool = False,
    reduction: Reduction = "none",
    weights: ArrayLike | None = None,
    mask: ArrayLike | None = None,
    gradient: bool = False,
    base: float | None = None,
    threads: int | None = None,
) -> Floats | NormalLoss:
    """KL term of a variational auto-encoder, D(N(loc, exp(log_var)) || N(0, I)).

    The value of a row is ``sum((loc**2 + phi(log_var)) / 2)`` with ``phi(x) = exp(x) - 1 - x``,
    computed without cancellation; the gradients are ``loc`` and ``expm1(log_var) / 2``.

    Parameters
    ----------
    loc, log_var : array_like, shape (..., d)
        Mean and logarithm of the variance; they broadcast.
    beta : float, default 1.0
        Multiplies value and gradients (beta-VAE); 0 gives zeros.
    free_bits : float, default 0.0
        Below this divergence a dimension counts as this much, and has no gradient. In the unit of
        the result, before `beta` is applied.
    free_bits_over : {"batch", "sample"}, default "batch"
        What free bits are of: a dimension's mean over the rows that count, with their weights, or
        each element.
    elementwise : bool, default False
        Give a value per element instead of per row.
    reduction : {"none", "sum", "batchmean"}, default "none"
        One value per row, the sum of them, or that sum divided by the number of rows that count. No
        reduction divides by the number of dimensions: that would be no divergence.
    weights : array_like, optional
        Of the rows: a number for each (patch, time step), which multiplies value and gradients.
    mask : array_like of bool, optional
        Rows that count. Others are not read, and their values and gradients are 0.
    gradient : bool, default False
        Whether to give the gradients too.
    base : float, optional
        Unit of the result: logarithms to this base. Nats by default.
    threads : int, optional
        Use at most this many threads. The result does not depend on it.

    Returns
    -------
    numpy.floating, numpy.ndarray or NormalLoss
        float64 if an operand is float64 or of integers, else float32. With `gradient`, a
        `NormalLoss` with the gradients by `loc` and `log_var`.

    Raises
    ------
    DivergenceError
        If a parameter or a weight is infinite: a `ValueError` that names the argument, the row, the
        position and the value. NaN is an answer.
    ValueError
        If shapes do not broadcast, or a keyword has an unknown value.
    TypeError
        If an operand has another dtype.

    References
    ----------
    D. P. Kingma and M. Welling, "Auto-encoding variational Bayes", 2014. I. Higgins et al.,
    "beta-VAE", 2017. D. P. Kingma et al., "Improved variational inference with inverse
    autoregressive flow", 2016, appendix C.8 (free bits).

    Examples
    --------
    >>> from kullback import normal_losses
    >>> loss = normal_losses.vae_loss([[1.0, 0.0]], [[0.0, 1.0]], gradient=True)
    >>> loss.value.round(6), loss.gradients[1].round(6)
    (array([0.859141]), array([[0.      , 0.859141]]))
    """
    call = ElementCall(
        {"loc": loc, "log_var": log_var},
        (_core.ARGUMENT_LOC_P, _core.ARGUMENT_LOG_VAR_P),
        _core.PROBABILITIES,
    )
    value, gradients = _run(
        _core.NORMAL_LOG_VARIANCE, call, (gradient, gradient), beta, free_bits, free_bits_over,
        elementwise, reduction, weights, mask, base, threads,
    )  # fmt: skip
    return NormalLoss(value, gradients) if gradient else value


def normal_loss(
    p_loc: ArrayLike,
    p_scale: ArrayLike,
    q_loc: ArrayLike,
    q_scale: ArrayLike,
    *,
    parameters: Literal["scale", "log_var"] = "scale",
    beta: float = 1.0,
    free_bits: float = 0.0,
    free_bits_over: FreeBits = "batch",
    elementwise: bool = False,
    reduction: Reduction = "none",
    weights: ArrayLike | None = None,
    mask: ArrayLike | None = None,
    gradient: Wanted | None = None,
    base: float | None = None,
    threads: int | None = None,
) -> Floats | NormalLoss:
    """KL divergence D(p || q) of normals with diagonal covariance.

    The value of a row is the sum over its dimensions of ``(z**2 + phi(x)) / 2`` with
    ``z = (p_loc - q_loc) / q_scale``, ``x = 2 log(p_scale / q_scale)`` and
    ``phi(x) = exp(x) - 1 - x``, with relative accuracy for nearly equal parameters too.

    Parameters
    ----------
    p_loc, p_scale, q_loc, q_scale : array_like, shape (..., d)
        Means and standard deviations, or, as `parameters` says, logarithms of variances in the
        place of the latter; they broadcast. A number takes the dtype of the arrays it meets.
    parameters : {"scale", "log_var"}, default "scale"
        What `p_scale` and `q_scale` are.
    beta, free_bits, free_bits_over, elementwise, reduction, weights, mask, base, threads
        As for `vae_loss`. With `beta` and `reduction` the KL penalty of a Gaussian policy.
    gradient : {"p", "q", "both"}, optional
        The sides to differentiate by.

    Returns
    -------
    numpy.floating, numpy.ndarray or NormalLoss
        As for `vae_loss`; `NormalLoss` has four gradients.

    Raises
    ------
    DivergenceError
        If a scale is not positive, or a parameter or a weight is infinite.
    ValueError
        If shapes do not broadcast, or a keyword has an unknown value.
    TypeError
        If an operand has another dtype.

    Notes
    -----
    With e = (p_scale - q_scale) / q_scale the gradients are z / q_scale and its negative by the
    means, e / q_scale + e / p_scale by `p_scale` and -(z^2 + e (2 + e)) / q_scale by `q_scale`.

    References
    ----------
    S. Kullback, "Information Theory and Statistics", 1959, section 9.1.

    Examples
    --------
    >>> from kullback import normal_losses
    >>> loss = normal_losses.normal_loss([0.0], [2.0], [1.0], [1.0], gradient="p")
    >>> loss.value.round(6), loss.gradients[:2]
    (np.float64(1.306853), (array([-1.]), array([1.5])))
    """
    family, (p_argument, q_argument) = choice("parameters", parameters, FAMILIES)
    by_p, by_q = choice("gradient", gradient, _WANTED)
    call = ElementCall(
        {"p_loc": p_loc, "p_scale": p_scale, "q_loc": q_loc, "q_scale": q_scale},
        (_core.ARGUMENT_LOC_P, p_argument, _core.ARGUMENT_LOC_Q, q_argument),
        _core.PROBABILITIES,
    )
    value, gradients = _run(
        family, call, (by_p, by_p, by_q, by_q), beta, free_bits, free_bits_over,
        elementwise, reduction, weights, mask, base, threads,
    )  # fmt: skip
    return value if gradient is None else NormalLoss(value, gradients)


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
) -> Floats | TokenKL:
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
