"""The affinity of two distributions, sum sqrt(p q), and distances that depend on it."""

from typing import Any, Unpack, overload

from numpy.typing import ArrayLike

from kullback import _core
from kullback._document import documented
from kullback._evaluate import Floats
from kullback._rows import PAIR, RowOptions, evaluate_rows
from kullback.distributions._base import AnyDistribution, DistributionOptions


@overload
def bhattacharyya_coefficient(
    p: ArrayLike, q: ArrayLike, **options: Unpack[RowOptions]
) -> Floats: ...
@overload
def bhattacharyya_coefficient(
    p: AnyDistribution, q: AnyDistribution, **options: Unpack[DistributionOptions]
) -> Any: ...
@documented
def bhattacharyya_coefficient(p: Any, q: Any, **options: Unpack[RowOptions]) -> Any:
    """Bhattacharyya coefficient, sum sqrt(p q).

    Parameters
    ----------
    <pair_or_objects>
    <keywords>

    <results>

    Notes
    -----
    Symmetric, and between 0, for disjoint distributions, and 1, for equal ones. Where it is close
    to 1, `squared_hellinger` is the difference, with all its digits.

    <accuracy>

    References
    ----------
    A. Bhattacharyya, "On a measure of divergence between two statistical populations defined by
    their probability distributions", 1943.

    Examples
    --------
    >>> import kullback
    >>> kullback.bhattacharyya_coefficient([1.0, 0.0], [0.36, 0.64]).round(12)
    np.float64(0.6)
    """
    return evaluate_rows(PAIR, _core.BHATTACHARYYA_COEFFICIENT, (p, q), options)


@overload
def bhattacharyya_distance(p: ArrayLike, q: ArrayLike, **options: Unpack[RowOptions]) -> Floats: ...
@overload
def bhattacharyya_distance(
    p: AnyDistribution, q: AnyDistribution, **options: Unpack[DistributionOptions]
) -> Any: ...
@documented
def bhattacharyya_distance(p: Any, q: Any, **options: Unpack[RowOptions]) -> Any:
    """Bhattacharyya distance -log(sum sqrt(p q)).

    Parameters
    ----------
    <pair_or_objects>
    <keywords>

    <results>

    Notes
    -----
    Symmetric; infinite for disjoint distributions only. Half of Rényi's divergence of order 1/2;
    not a metric.

    <accuracy>

    References
    ----------
    A. Bhattacharyya, "On a measure of divergence between two statistical populations defined by
    their probability distributions", 1943.

    Examples
    --------
    >>> import kullback
    >>> kullback.bhattacharyya_distance([1.0, 0.0], [0.36, 0.64]).round(12)
    np.float64(0.510825623766)
    """
    return evaluate_rows(PAIR, _core.BHATTACHARYYA_DISTANCE, (p, q), options)


@overload
def squared_hellinger(p: ArrayLike, q: ArrayLike, **options: Unpack[RowOptions]) -> Floats: ...
@overload
def squared_hellinger(
    p: AnyDistribution, q: AnyDistribution, **options: Unpack[DistributionOptions]
) -> Any: ...
@documented
def squared_hellinger(p: Any, q: Any, **options: Unpack[RowOptions]) -> Any:
    """Squared Hellinger distance, sum (sqrt p - sqrt q)^2 / 2.

    Parameters
    ----------
    <pair_or_objects>
    <keywords>

    <results>

    Notes
    -----
    Symmetric, and between 0 and 1, which disjoint distributions reach. It is 1 minus the
    `bhattacharyya_coefficient`; some authors do not halve it.

    <accuracy>

    References
    ----------
    E. Hellinger, "Neue Begründung der Theorie quadratischer Formen von unendlichvielen
    Veränderlichen", 1909.

    Examples
    --------
    >>> import kullback
    >>> kullback.squared_hellinger([1.0, 0.0], [0.36, 0.64]).round(12)
    np.float64(0.4)
    """
    return evaluate_rows(PAIR, _core.SQUARED_HELLINGER, (p, q), options)


@overload
def hellinger_distance(p: ArrayLike, q: ArrayLike, **options: Unpack[RowOptions]) -> Floats: ...
@overload
def hellinger_distance(
    p: AnyDistribution, q: AnyDistribution, **options: Unpack[DistributionOptions]
) -> Any: ...
@documented
def hellinger_distance(p: Any, q: Any, **options: Unpack[RowOptions]) -> Any:
    """Hellinger distance, the square root of `squared_hellinger`: a metric.

    Parameters
    ----------
    <pair_or_objects>
    <keywords>

    <results>

    Notes
    -----
    Between 0 and 1, which disjoint distributions reach.

    <accuracy>

    References
    ----------
    E. Hellinger, "Neue Begründung der Theorie quadratischer Formen von unendlichvielen
    Veränderlichen", 1909.

    Examples
    --------
    >>> import kullback
    >>> kullback.hellinger_distance([1.0, 0.0], [0.36, 0.64]).round(12)
    np.float64(0.632455532034)
    """
    return evaluate_rows(PAIR, _core.HELLINGER_DISTANCE, (p, q), options)
