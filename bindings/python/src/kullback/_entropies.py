"""Entropies and self-information of discrete distributions."""

from typing import Any, Unpack, overload

from numpy.typing import ArrayLike

from kullback import _core
from kullback._document import documented
from kullback._evaluate import Floats
from kullback._rows import ROW, ROW_ELEMENTS, ElementOptions, RowOptions, evaluate_rows
from kullback._settings import not_negative, require
from kullback.distributions._base import AnyDistribution, DistributionOptions


@overload
def entropy(p: ArrayLike, **options: Unpack[RowOptions]) -> Floats: ...
@overload
def entropy(p: AnyDistribution, **options: Unpack[DistributionOptions]) -> Any: ...
@documented
def entropy(p: Any, **options: Unpack[RowOptions]) -> Any:
    """Shannon entropy of a discrete distribution, H(p) = -sum p log p.

    Parameters
    ----------
    <row_or_object>
    <keywords>

    <results>

    Notes
    -----
    0 log 0 = 0. The result is between 0 and log n.

    <accuracy>

    References
    ----------
    C. E. Shannon, "A mathematical theory of communication", 1948.

    Examples
    --------
    >>> import kullback
    >>> kullback.entropy([0.5, 0.25, 0.25], base=2)
    np.float64(1.5)
    """
    return evaluate_rows(ROW, _core.ENTROPY, (p,), options)


@documented
def renyi_entropy(p: ArrayLike, alpha: float, **options: Unpack[RowOptions]) -> Floats:
    """Rényi entropy of a discrete distribution, log(sum p^alpha) / (1 - alpha).

    Parameters
    ----------
    <row>
    alpha : float
        Order, at least 0: 0 gives the logarithm of how many probabilities are positive (Hartley's
        entropy), 1 Shannon's entropy, and ``math.inf`` the min-entropy -log(max p).
    <keywords>

    <results>

    Notes
    -----
    Between 0 and log n, and never rising with `alpha`. Probabilities of zero count for nothing.

    <accuracy>

    References
    ----------
    A. Rényi, "On measures of entropy and information", 1961.

    Examples
    --------
    >>> import kullback
    >>> kullback.renyi_entropy([0.5, 0.25, 0.25], 2).round(12)
    np.float64(0.980829253012)
    >>> kullback.renyi_entropy([0.5, 0.25, 0.25], float("inf"), base=2)
    np.float64(1.0)
    """
    require(alpha >= 0, "alpha", alpha, "a non-negative number")
    return evaluate_rows(ROW, _core.RENYI_ENTROPY, (p,), options, order=float(alpha))


@documented
def tsallis_entropy(p: ArrayLike, alpha: float, **options: Unpack[RowOptions]) -> Floats:
    """Tsallis entropy of a discrete distribution, (1 - sum p^alpha) / (alpha - 1).

    Parameters
    ----------
    <row>
    alpha : float
        Order, at least 0: 1 gives Shannon's entropy, 2 the Gini-Simpson index 1 - sum p^2.
    <keywords>

    <results>

    Notes
    -----
    Between 0, for a certain outcome, and its value for the uniform distribution. Probabilities of
    zero count for nothing.

    <accuracy>

    References
    ----------
    C. Tsallis, "Possible generalization of Boltzmann-Gibbs statistics", 1988.

    Examples
    --------
    >>> import kullback
    >>> kullback.tsallis_entropy([0.5, 0.25, 0.25], 2)
    np.float64(0.625)
    """
    order = not_negative("alpha", alpha)
    return evaluate_rows(ROW, _core.TSALLIS_ENTROPY, (p,), options, order=order)


@documented
def self_information(p: ArrayLike, **options: Unpack[ElementOptions]) -> Floats:
    """Self-information -log p of each outcome, also called its surprisal.

    Parameters
    ----------
    <row>
    <element_keywords>

    Returns
    -------
    <elements>

    Raises
    ------
    <raises>

    Notes
    -----
    0 for a certain outcome, infinite for an impossible one. `entropy` is its expectation.

    <accuracy>

    References
    ----------
    C. E. Shannon, "A mathematical theory of communication", 1948.

    Examples
    --------
    >>> import kullback
    >>> kullback.self_information([0.5, 0.25, 0.25], base=2)
    array([1., 2., 2.])
    """
    return evaluate_rows(ROW_ELEMENTS, _core.SELF_INFORMATION, (p,), options)
