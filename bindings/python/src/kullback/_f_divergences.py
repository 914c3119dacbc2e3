"""Divergences between total variation and chi-squared, which need no order."""

from typing import Unpack

from numpy.typing import ArrayLike

from kullback import _core
from kullback._document import documented
from kullback._evaluate import Floats
from kullback._rows import PAIR, RowOptions, evaluate_rows


@documented
def total_variation(p: ArrayLike, q: ArrayLike, **options: Unpack[RowOptions]) -> Floats:
    """Total variation distance, sum abs(p - q) / 2: a metric.

    Parameters
    ----------
    <pair>
    <keywords>

    <results>

    Notes
    -----
    Between 0 and 1, which disjoint distributions reach: the largest difference of the
    probabilities of one event.

    <accuracy>

    References
    ----------
    L. Le Cam, "Asymptotic methods in statistical decision theory", 1986.

    Examples
    --------
    >>> import kullback
    >>> kullback.total_variation([0.5, 0.25, 0.25], [0.25, 0.25, 0.5])
    np.float64(0.25)
    """
    return evaluate_rows(PAIR, _core.TOTAL_VARIATION, (p, q), options)


@documented
def chi2_divergence(p: ArrayLike, q: ArrayLike, **options: Unpack[RowOptions]) -> Floats:
    """Pearson's chi-squared divergence, sum (p - q)^2 / q.

    Parameters
    ----------
    <pair>
    <keywords>

    <results>

    Notes
    -----
    Infinite where q = 0 < p. n times it is Pearson's statistic, for relative frequencies p of n
    observations.

    <accuracy>

    References
    ----------
    K. Pearson, "On the criterion that a given system of deviations from the probable in the case of
    a correlated system of variables ...", 1900.

    Examples
    --------
    >>> import kullback
    >>> kullback.chi2_divergence([0.5, 0.5], [0.75, 0.25]).round(12)
    np.float64(0.333333333333)
    """
    return evaluate_rows(PAIR, _core.PEARSON_CHI2, (p, q), options)


@documented
def neyman_chi2_divergence(p: ArrayLike, q: ArrayLike, **options: Unpack[RowOptions]) -> Floats:
    """Neyman's chi-squared divergence, sum (p - q)^2 / p.

    Parameters
    ----------
    <pair>
    <keywords>

    <results>

    Notes
    -----
    `chi2_divergence` with its operands exchanged: infinite where p = 0 < q.

    <accuracy>

    References
    ----------
    J. Neyman, "Contribution to the theory of the chi-squared test", 1949.

    Examples
    --------
    >>> import kullback
    >>> kullback.neyman_chi2_divergence([0.5, 0.5], [0.75, 0.25])
    np.float64(0.25)
    """
    return evaluate_rows(PAIR, _core.NEYMAN_CHI2, (p, q), options)


@documented
def triangular_discrimination(p: ArrayLike, q: ArrayLike, **options: Unpack[RowOptions]) -> Floats:
    """Triangular discrimination, sum (p - q)^2 / (p + q).

    Parameters
    ----------
    <pair>
    <keywords>

    <results>

    Notes
    -----
    Symmetric, and between 0 and 2, which disjoint distributions reach. Its square root is a metric.

    <accuracy>

    References
    ----------
    F. Topsøe, "Some inequalities for information divergence and related measures of
    discrimination", 2000.

    Examples
    --------
    >>> import kullback
    >>> kullback.triangular_discrimination([0.5, 0.5], [0.75, 0.25]).round(12)
    np.float64(0.133333333333)
    """
    return evaluate_rows(PAIR, _core.TRIANGULAR_DISCRIMINATION, (p, q), options)
