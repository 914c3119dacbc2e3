"""Divergences of normals."""

from typing import Any, Literal, NamedTuple, TypeAlias

from numpy.typing import ArrayLike, NDArray

from kullback import _core
from kullback._element_call import ElementCall
from kullback._loss_call import LossOrValue
from kullback._loss_options import Reduction
from kullback._normal_call import FAMILIES, FreeBits, choice, run

Wanted: TypeAlias = Literal["p", "q", "both"]

_WANTED = {
    None: (False, False),
    "p": (True, False),
    "q": (False, True),
    "both": (True, True),
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
) -> LossOrValue:
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
    value, gradients = run(
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
) -> LossOrValue:
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
    value, gradients = run(
        family, call, (by_p, by_p, by_q, by_q), beta, free_bits, free_bits_over,
        elementwise, reduction, weights, mask, base, threads,
    )  # fmt: skip
    return value if gradient is None else NormalLoss(value, gradients)
