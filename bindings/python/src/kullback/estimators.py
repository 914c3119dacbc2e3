"""Monte-Carlo estimates of D(p || q) from samples x of p.

Each averages a function of the log ratio l = log p(x) - log q(x) (J. Schulman, "Approximating KL
divergence", 2020):

======  ===================  ===========================================================
``k1``  l                    unbiased; terms and the average can be negative
``k2``  l^2 / 2              biased, low variance, never negative
``k3``  exp(-l) - 1 + l      unbiased, low variance, never negative
======  ===================  ===========================================================
"""

import operator
from collections.abc import Callable
from typing import Any, Literal, NamedTuple, Protocol, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, DTypeLike

from kullback import _core
from kullback._evaluate import call
from kullback._kernel import Kernel
from kullback._settings import base_or_default, settings
from kullback.distributions._base import AnyDistribution
from kullback.distributions._closed_forms import are_distributions, as_distribution

__all__ = [
    "Distribution",
    "Estimate",
    "Kind",
    "from_log_ratio",
    "monte_carlo",
    "monte_carlo_from_callables",
]

Kind: TypeAlias = Literal["k1", "k2", "k3"]

_KINDS: dict[Kind, int] = {"k1": _core.K1, "k2": _core.K2, "k3": _core.K3}
_DOUBLE, _SINGLE = np.dtype(np.float64), np.dtype(np.float32)
_LOG_RATIO = Kernel(_core.log_ratio, ("log_ratio",), {_core.ARGUMENT_LOG_RATIO: "log_ratio"})


class Estimate(NamedTuple):
    """An estimate and its uncertainty.

    Attributes
    ----------
    value : float or numpy.ndarray
        The average; one number per row of log ratios.
    standard_error : float or numpy.ndarray
        Its standard error, sqrt(v / n) with v the sample variance; NaN for a single sample.
    n : int
        Samples used, for each.
    """

    value: Any
    standard_error: Any
    n: int


class Distribution(Protocol):
    """What `monte_carlo` needs, and distributions of `kullback.distributions` have."""

    @property
    def event_shape(self) -> tuple[int, ...]:
        """``()`` if samples are numbers, ``(d,)`` if they are vectors."""

    def sample(self, n: int, rng: np.random.Generator, /) -> ArrayLike:
        """Draw samples, an array of shape ``(n, *event_shape)``."""

    def log_prob(self, x: Any, /) -> ArrayLike:
        """Log-density of each sample, an array of shape ``(n,)``."""


def _estimator(kind: Kind) -> int:
    if kind not in _KINDS:
        raise ValueError(f"kind: {kind!r} is not one of {', '.join(map(repr, _KINDS))}")
    return _KINDS[kind]


def _is_single(dtype: DTypeLike) -> bool:
    # A comparison, since a conversion would raise TypeError for what is no dtype. NumPy takes None
    # for float64.
    if dtype is None or dtype not in (_DOUBLE, _SINGLE):
        raise ValueError(f"dtype: {dtype!r} is not float64 or float32")
    return dtype == _SINGLE


def from_log_ratio(
    log_ratio: ArrayLike,
    kind: Kind = "k3",
    *,
    axis: int = -1,
    base: float | None = None,
    threads: int | None = None,
) -> Estimate:
    """Estimate D(p || q) from log p(x) - log q(x) at samples x of p.

    Parameters
    ----------
    log_ratio : array_like, shape (..., n)
        Log ratios, in nats.
    kind : {"k1", "k2", "k3"}, default "k3"
        The estimator; see the module.
    axis : int, default -1
        The axis of the samples.
    base : float, optional
        Unit of the result: logarithms to this base. Nats by default.
    threads : int, optional
        Use at most this many threads. The result does not depend on it.

    Returns
    -------
    Estimate
        In float64, for log ratios of any dtype.

    Raises
    ------
    DivergenceError
        If there are no samples, or an option is out of range.

    Notes
    -----
    An infinite log ratio gives an infinite value, NaN gives NaN; ``k3`` overflows below
    l = -709.78. Nothing is clamped.

    Examples
    --------
    >>> import kullback
    >>> estimate = kullback.estimators.from_log_ratio([0.1, -0.2, 0.4], kind="k1")
    >>> round(float(estimate.value), 12), round(float(estimate.standard_error), 12), estimate.n
    (0.1, 0.173205080757, 3)
    """
    options = settings(_estimator(kind), base=base, threads=threads)
    value, standard_error = call(_LOG_RATIO, (log_ratio,), options, axis)
    return Estimate(value, standard_error, np.shape(log_ratio)[axis])


def _adapted(name: str, given: Any) -> Any:
    return as_distribution(name, given) if are_distributions(type(given)) else given


def monte_carlo(
    p: Distribution | AnyDistribution,
    q: Distribution | AnyDistribution,
    n: int,
    kind: Kind = "k3",
    seed: int | np.random.Generator | None = None,
    *,
    dtype: DTypeLike = np.float64,
    base: float | None = None,
) -> Estimate:
    """Estimate D(p || q) from samples of p.

    Parameters
    ----------
    p, q : Distribution
        Objects with `event_shape`, `sample` and `log_prob`; of q, only `log_prob` is used.
        Distributions of SciPy and PyTorch are taken as their counterparts here.
    n : int
        Number of samples, at least 1.
    kind : {"k1", "k2", "k3"}, default "k3"
        The estimator; see the module.
    seed : int or numpy.random.Generator, optional
        Seeds the samples, as in `numpy.random.default_rng`.
    dtype : {numpy.float64, numpy.float32}, default numpy.float64
        Of the samples that `log_prob` receives, and of the log-densities; what the methods return
        is rounded to it.
    base : float, optional
        Unit of the result: logarithms to this base. Nats by default.

    Returns
    -------
    Estimate
        In float64: the same, bit for bit, as that of `from_log_ratio` on the log ratios, which are
        differences in `dtype`.

    Raises
    ------
    ValueError
        If a method returns an array of another shape, or not of real numbers, or if `dtype` is
        another. What a method raises itself is passed on.

    Examples
    --------
    >>> from kullback import Normal, estimators, kl_divergence
    >>> p, q = Normal(0.0, 1.0), Normal(0.5, 1.0)
    >>> estimate = estimators.monte_carlo(p, q, 10_000, seed=1)
    >>> bool(abs(estimate.value - kl_divergence(p, q)) < 4 * estimate.standard_error)
    True
    """
    rng = np.random.default_rng(seed)
    p_ours, q_ours = _adapted("p", p), _adapted("q", q)
    dimension = p_ours.event_shape[0] if p_ours.event_shape else None

    def sample(count: int) -> Any:
        return p_ours.sample(count, rng)

    return monte_carlo_from_callables(
        sample,
        p_ours.log_prob,
        q_ours.log_prob,
        n,
        dimension=dimension,
        kind=kind,
        dtype=dtype,
        base=base,
    )


def monte_carlo_from_callables(
    sample: Callable[[int], ArrayLike],
    log_p: Callable[[Any], ArrayLike],
    log_q: Callable[[Any], ArrayLike],
    n: int,
    *,
    dimension: int | None = None,
    kind: Kind = "k3",
    dtype: DTypeLike = np.float64,
    base: float | None = None,
) -> Estimate:
    """Estimate D(p || q) from a sampler of p and the log-densities of p and q.

    Parameters
    ----------
    sample : callable
        ``sample(count)`` returns `count` samples of p: an array of shape ``(count,)``, or
        ``(count, dimension)`` if there is a dimension. It is called for at most 4096 at a time.
    log_p, log_q : callable
        Take such an array, read-only and of `dtype`, and return log-densities, shape ``(count,)``.
    n : int
        Number of samples, at least 1.
    dimension : int, optional
        Length of a sample; None if samples are numbers.
    kind : {"k1", "k2", "k3"}, default "k3"
        The estimator; see the module.
    dtype : {numpy.float64, numpy.float32}, default numpy.float64
        Of samples and log-densities. What a callable returns is rounded to it: with float32 a
        sampler may return float64, and the log-densities receive its numbers as float32.
    base : float, optional
        Unit of the result: logarithms to this base. Nats by default.

    Returns
    -------
    Estimate
        In float64: the same, bit for bit, as that of `from_log_ratio` on log_p(x) - log_q(x), a
        difference in `dtype`.

    Raises
    ------
    ValueError
        If a callable returns an array of another shape, or not of real numbers, or if `dtype` is
        another. What a callable raises itself is passed on.

    Examples
    --------
    >>> import numpy as np
    >>> from kullback import estimators
    >>> rng = np.random.default_rng(1)
    >>> estimate = estimators.monte_carlo_from_callables(
    ...     rng.standard_exponential, lambda x: -x, lambda x: -x / 12 - np.log(12), 1000, kind="k1"
    ... )
    >>> bool(abs(estimate.value - 1.56823998312133) < 4 * estimate.standard_error)
    True
    """
    count = operator.index(n)
    if count < 1:
        raise ValueError(f"n: {count} is not a positive number of samples")
    length = 0 if dimension is None else operator.index(dimension)
    if dimension is not None and length < 1:
        raise ValueError(f"dimension: {length} is not a positive length")
    value, standard_error = _core.monte_carlo(
        sample,
        log_p,
        log_q,
        length,
        count,
        _is_single(dtype),
        _estimator(kind),
        base_or_default(base),
    )
    return Estimate(value, standard_error, count)
