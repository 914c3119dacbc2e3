"""Bootstrap and permutation of divergences of counts."""

import operator
from collections.abc import Callable
from typing import Any, Literal, TypeAlias, get_args

import numpy as np
from numpy.typing import ArrayLike

from kullback import _core
from kullback._count_results import Bootstrap, PermutationTest
from kullback._counts import count_pair, translated
from kullback._document import documented
from kullback._settings import base_or_default, require, threads_or_default

# The names of the C enumerators. The last four have an order.
Divergence: TypeAlias = Literal[
    "kl",
    "reverse_kl",
    "generalized_kl",
    "jeffreys",
    "skew_kl",
    "k_divergence",
    "js_divergence",
    "js_distance",
    "cross_entropy",
    "total_variation",
    "pearson_chi2",
    "neyman_chi2",
    "squared_hellinger",
    "hellinger_distance",
    "bhattacharyya_coefficient",
    "bhattacharyya_distance",
    "triangular_discrimination",
    "alpha",
    "cressie_read",
    "tsallis",
    "renyi",
]
Progress: TypeAlias = Callable[[float], object]

_DIVERGENCES = get_args(Divergence)
_ORDERED = _DIVERGENCES[-4:]
_INTERVALS = {"percentile": _core.PERCENTILE, "basic": _core.BASIC}


@documented
def bootstrap(
    p: ArrayLike,
    q: ArrayLike,
    divergence: Divergence = "kl",
    *,
    order: float | None = None,
    weight: float | None = None,
    base: float | None = None,
    resamples: int = 9999,
    level: float = 0.95,
    method: Literal["percentile", "basic"] = "percentile",
    seed: int = 0,
    pseudocount: float = 0.0,
    threads: int | None = None,
    progress: Progress | None = None,
) -> Bootstrap:
    """Bootstrap confidence interval of a divergence of two rows of counts.

    Each resample draws as many events as `p` has with the proportions of `p`, and likewise for
    `q`: exact multinomial draws.

    Parameters
    ----------
    <counts>
    resamples : int, default 9999
        How many resamples.
    level : float, default 0.95
        Of the confidence interval, between 0 and 1.
    method : {"percentile", "basic"}, default "percentile"
        The quantiles of the replicates; or the same mirrored at the value, which allows for the
        bias of a divergence of counts, and may be negative.
    <resampling>

    Returns
    -------
    Bootstrap
        Value, interval, standard error, bias and replicates.

    Raises
    ------
    <raises_counts>

    Notes
    -----
    A divergence of shares in a sample is larger than that of the true shares, by about
    (bins - 1) / 2 (1 / N_p + 1 / N_q) for KL, and one of a resample is larger again by as much:
    `bias` says how much. KL is infinite for a resample in which `q` lost a bin that `p` has.

    References
    ----------
    B. Efron, "Bootstrap methods: another look at the jackknife", 1979.

    Examples
    --------
    >>> import kullback
    >>> result = kullback.bootstrap([50, 30, 20], [40, 30, 30], "js_divergence", seed=1)
    >>> round(result.value, 6), result.low < result.value < result.high
    (0.007817, True)
    """
    require(0 < level < 1, "level", level, "between 0 and 1")
    if method not in _INTERVALS:
        raise ValueError(f"method: {method!r} is not one of {', '.join(map(repr, _INTERVALS))}")
    quantity, *options = _options(
        divergence, order, weight, base, threads, resamples, seed, pseudocount
    )
    arguments: tuple[Any, ...] = (*count_pair(p, q), *options, level, _INTERVALS[method], progress)
    try:
        return Bootstrap(*_core.bootstrap(quantity, *arguments))
    except _core.CoreError as error:
        raise translated(error) from None


@documented
def permutation_test(
    p: ArrayLike,
    q: ArrayLike,
    divergence: Divergence = "kl",
    *,
    order: float | None = None,
    weight: float | None = None,
    base: float | None = None,
    resamples: int = 9999,
    seed: int = 0,
    pseudocount: float = 0.0,
    threads: int | None = None,
    progress: Progress | None = None,
) -> PermutationTest:
    """Permutation test of two rows of counts coming from one distribution.

    The pooled events are dealt out at random, as many to each row as it has: exact multivariate
    hypergeometric draws.

    Parameters
    ----------
    <counts>
    resamples : int, default 9999
        How many resamples. The p-value is valid for any number, and at least 1 / (1 + resamples).
    <resampling>

    Returns
    -------
    PermutationTest
        Value, p-value, resamples and replicates.

    Raises
    ------
    <raises_counts>

    Notes
    -----
    p_value = (1 + number of D* >= D) / (1 + resamples), with D the divergence and D* that of a
    resample. A D* that is less than D by at most 2^-40 of it counts as equal: resamples with the
    same counts in other bins have the same divergence, but for rounding.

    The cross-entropy and the Bhattacharyya coefficient are refused: they are not smallest for equal
    rows.

    References
    ----------
    B. Phipson & G. K. Smyth, "Permutation p-values should never be zero", 2010.

    Examples
    --------
    >>> import kullback
    >>> test = kullback.permutation_test([50, 30, 20], [40, 30, 30], seed=1)
    >>> 0.15 < test.p_value < 0.35
    True
    """
    quantity, *options = _options(
        divergence, order, weight, base, threads, resamples, seed, pseudocount
    )
    arguments: tuple[Any, ...] = (*count_pair(p, q), *options, 0.0, _core.PERCENTILE, progress)
    try:
        value, p_value, replicates = _core.permutation_test(quantity, *arguments)
    except _core.CoreError as error:
        raise translated(error) from None
    return PermutationTest(value, p_value, resamples, replicates)


def _options(
    divergence: Divergence,
    order: float | None,
    weight: float | None,
    base: float | None,
    threads: int | None,
    resamples: int,
    seed: int,
    pseudocount: float,
) -> tuple[Any, ...]:
    """Check the keywords, and put them in the order of counts.c."""
    if divergence not in _DIVERGENCES:
        names = ", ".join(map(repr, _DIVERGENCES))
        raise ValueError(f"divergence: {divergence!r} is not one of {names}")
    if (order is not None) != (divergence in _ORDERED):
        need = "needs an order" if order is None else "has no order"
        raise ValueError(f"order: {divergence} {need}")
    count, number = operator.index(resamples), operator.index(seed)
    require(1 <= count < 2**48, "resamples", count, "a positive number of resamples")
    require(0 <= number < 2**64, "seed", number, "an integer in [0, 2^64)")
    require(0 <= pseudocount < np.inf, "pseudocount", pseudocount, "a non-negative finite number")
    require(weight is None or 0 < weight <= 1, "weight", weight or 0.0, "in (0, 1]")
    return (
        getattr(_core, divergence.upper()),
        0.0 if order is None else order,
        0.0 if weight is None else weight,
        base_or_default(base),
        threads_or_default(threads),
        count,
        number,
        pseudocount,
    )
