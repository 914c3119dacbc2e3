"""Divergences from a mixture of the two distributions: Jensen-Shannon's, K, and skewed."""

from typing import Unpack

from numpy.typing import ArrayLike

from kullback import _core
from kullback._document import documented
from kullback._evaluate import Floats
from kullback._rows import PAIR, RowOptions, evaluate_rows
from kullback._settings import interior_weight, skew_weight


@documented
def skew_divergence(
    p: ArrayLike, q: ArrayLike, alpha: float = 0.5, **options: Unpack[RowOptions]
) -> Floats:
    """Skew divergence D(p || (1 - alpha) p + alpha q).

    Parameters
    ----------
    <pair>
    alpha : float, default 0.5
        Weight of q in the mixture, above 0 and at most 1. 1 gives `kl_divergence`, 0.5 gives
        `k_divergence`; Lee takes 0.99.
    <keywords>

    <results>

    Notes
    -----
    Finite for any two distributions if alpha < 1: at most -log(1 - alpha). Not symmetric.

    <accuracy>

    References
    ----------
    L. Lee, "Measures of distributional similarity", 1999.

    Examples
    --------
    >>> import kullback
    >>> kullback.skew_divergence([1.0, 0.0], [0.0, 1.0], 0.75, base=2)
    np.float64(2.0)
    """
    weight = skew_weight("alpha", alpha)
    return evaluate_rows(PAIR, _core.SKEW_KL, (p, q), options, weight=weight)


@documented
def k_divergence(p: ArrayLike, q: ArrayLike, **options: Unpack[RowOptions]) -> Floats:
    """K divergence D(p || (p + q) / 2).

    Parameters
    ----------
    <pair>
    <keywords>

    <results>

    Notes
    -----
    Between 0 and log 2 (1 bit): finite for any two distributions. Not symmetric; the mean of its
    two directions is `js_divergence`.

    <accuracy>

    References
    ----------
    J. Lin, "Divergence measures based on the Shannon entropy", 1991.

    Examples
    --------
    >>> import kullback
    >>> kullback.k_divergence([1.0, 0.0], [0.0, 1.0], base=2)
    np.float64(1.0)
    """
    return evaluate_rows(PAIR, _core.K_DIVERGENCE, (p, q), options)


@documented
def js_divergence(
    p: ArrayLike, q: ArrayLike, weight: float = 0.5, **options: Unpack[RowOptions]
) -> Floats:
    """Jensen-Shannon divergence w D(p || m) + (1 - w) D(q || m) with m = w p + (1 - w) q.

    Parameters
    ----------
    <pair>
    weight : float, default 0.5
        Weight w of p in the mixture, between 0 and 1.
    <keywords>

    <results>

    Notes
    -----
    Symmetric for the default weight, and between 0 and log 2 (1 bit): finite for any two
    distributions. Its square root is `js_distance`.

    <accuracy>

    References
    ----------
    J. Lin, "Divergence measures based on the Shannon entropy", 1991.

    Examples
    --------
    >>> import kullback
    >>> kullback.js_divergence([1, 0], [0, 1], base=2)
    np.float64(1.0)
    >>> kullback.js_divergence([1, 0], [0, 1], 0.25, base=2).round(12)
    np.float64(0.811278124459)
    """
    weight = interior_weight("weight", weight)
    return evaluate_rows(PAIR, _core.JS_DIVERGENCE, (p, q), options, weight=weight)


@documented
def js_distance(
    p: ArrayLike, q: ArrayLike, weight: float = 0.5, **options: Unpack[RowOptions]
) -> Floats:
    """Jensen-Shannon distance, the square root of `js_divergence`: a metric for equal weights.

    Parameters
    ----------
    <pair>
    weight : float, default 0.5
        Weight of p in the mixture, between 0 and 1.
    <keywords>

    <results>

    Notes
    -----
    This is what ``scipy.spatial.distance.jensenshannon`` computes. `base` is the unit of the
    divergence under the root.

    <accuracy>

    References
    ----------
    D. M. Endres and J. E. Schindelin, "A new metric for probability distributions", 2003.

    Examples
    --------
    >>> import kullback
    >>> kullback.js_distance([1.0, 0.0], [0.5, 0.5]).round(12)
    np.float64(0.464501404022)
    """
    weight = interior_weight("weight", weight)
    return evaluate_rows(PAIR, _core.JS_DISTANCE, (p, q), options, weight=weight)
