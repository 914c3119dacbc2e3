"""Divergences that have an order: one-parameter families that contain Kullback-Leibler's."""

from typing import Any, Unpack, overload

from numpy.typing import ArrayLike

from kullback import _core
from kullback._document import documented
from kullback._evaluate import Floats
from kullback._rows import PAIR, RowOptions, evaluate_rows
from kullback._settings import finite, not_negative, require
from kullback.distributions._base import AnyDistribution, DistributionOptions


@documented
def alpha_divergence(
    p: ArrayLike, q: ArrayLike, alpha: float, **options: Unpack[RowOptions]
) -> Floats:
    """Amari's divergence, 4 / (1 - a^2) (1 - sum p^((1 - a) / 2) q^((1 + a) / 2)), a = alpha.

    Parameters
    ----------
    <pair>
    alpha : float
        Order, any finite number: -1 gives `kl_divergence`, 1 `reverse_kl_divergence`, 0 four times
        `squared_hellinger`, and -3 half of `chi2_divergence`.
    <keywords>

    <results>

    Notes
    -----
    Infinite where q = 0 < p if alpha <= -1, and where p = 0 < q if alpha >= 1; in between it is at
    most 4 / (1 - alpha^2). Exchanging the operands is changing the sign of alpha. Others have
    another order, as `tsallis_divergence`.

    <accuracy>

    References
    ----------
    S. Amari, "Differential-geometrical methods in statistics", 1985.

    Examples
    --------
    >>> import kullback
    >>> kullback.alpha_divergence([1.0, 0.0], [0.36, 0.64], 0).round(12)
    np.float64(1.6)
    """
    order = finite("alpha", alpha)
    return evaluate_rows(PAIR, _core.ALPHA, (p, q), options, order=order)


@documented
def cressie_read_divergence(
    p: ArrayLike, q: ArrayLike, lambda_: float, **options: Unpack[RowOptions]
) -> Floats:
    """Power divergence of Cressie and Read, sum p ((p / q)^l - 1) / (l (l + 1)), l = lambda_.

    Parameters
    ----------
    <pair>
    lambda_ : float
        Order, any finite number: 0 gives `kl_divergence`, -1 `reverse_kl_divergence`, 1 half of
        `chi2_divergence`, -2 half of `neyman_chi2_divergence`; Cressie and Read recommend 2/3.
    <keywords>

    <results>

    Notes
    -----
    Infinite where q = 0 < p if lambda_ >= 0, and where p = 0 < q if lambda_ <= -1. 2 n times it is
    the statistic that ``scipy.stats.power_divergence`` computes, for relative frequencies p of n
    observations.

    <accuracy>

    References
    ----------
    N. Cressie and T. R. C. Read, "Multinomial goodness-of-fit tests", 1984.

    Examples
    --------
    >>> import kullback
    >>> kullback.cressie_read_divergence([0.5, 0.5], [0.75, 0.25], 1).round(12)
    np.float64(0.166666666667)
    """
    order = finite("lambda_", lambda_)
    return evaluate_rows(PAIR, _core.CRESSIE_READ, (p, q), options, order=order)


@documented
def tsallis_divergence(
    p: ArrayLike, q: ArrayLike, alpha: float, **options: Unpack[RowOptions]
) -> Floats:
    """Tsallis divergence (sum p^alpha q^(1 - alpha) - 1) / (alpha - 1).

    Parameters
    ----------
    <pair>
    alpha : float
        Order, at least 0 and finite: 1 gives `kl_divergence`, 2 `chi2_divergence`, 1/2 twice
        `squared_hellinger`, and 0 the probability under q of what is impossible under p.
    <keywords>

    <results>

    Notes
    -----
    Infinite where q = 0 < p if alpha >= 1; below, it is at most 1 / (1 - alpha).

    <accuracy>

    References
    ----------
    C. Tsallis, "Generalized entropy-based criterion for consistent testing", 1998.

    Examples
    --------
    >>> import kullback
    >>> kullback.tsallis_divergence([0.5, 0.5], [0.75, 0.25], 2).round(12)
    np.float64(0.333333333333)
    """
    order = not_negative("alpha", alpha)
    return evaluate_rows(PAIR, _core.TSALLIS, (p, q), options, order=order)


@overload
def renyi_divergence(
    p: ArrayLike, q: ArrayLike, alpha: float, **options: Unpack[RowOptions]
) -> Floats: ...
@overload
def renyi_divergence(
    p: AnyDistribution, q: AnyDistribution, alpha: float, **options: Unpack[DistributionOptions]
) -> Any: ...
@documented
def renyi_divergence(p: Any, q: Any, alpha: float, **options: Unpack[RowOptions]) -> Any:
    """Rényi divergence log(sum p^alpha q^(1 - alpha)) / (alpha - 1).

    Parameters
    ----------
    <pair_or_objects>
    alpha : float
        Order, at least 0: 1 gives `kl_divergence`, 1/2 twice `bhattacharyya_distance`,
        ``math.inf`` the logarithm of the largest p / q, and 0 that of the probability under q of
        what is possible under p, negated. For distribution objects, positive and finite.
    <keywords>

    <results>

    Notes
    -----
    It never falls as `alpha` rises. Infinite where q = 0 < p if alpha >= 1, and below for disjoint
    distributions only.

    <accuracy>

    References
    ----------
    A. Rényi, "On measures of entropy and information", 1961.

    Examples
    --------
    >>> import kullback
    >>> kullback.renyi_divergence([0.5, 0.5], [0.75, 0.25], 2).round(12)
    np.float64(0.287682072452)
    >>> kullback.renyi_divergence([0.5, 0.5], [0.75, 0.25], float("inf"), base=2)
    np.float64(1.0)
    """
    require(alpha >= 0, "alpha", alpha, "a non-negative number")
    return evaluate_rows(PAIR, _core.RENYI, (p, q), options, order=float(alpha))
