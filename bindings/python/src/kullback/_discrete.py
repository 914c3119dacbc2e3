"""Entropy, cross-entropy and divergences of discrete distributions."""

from typing import Any, overload

from numpy.typing import ArrayLike, NDArray

from kullback import _core
from kullback._distributions import Family, kl_between
from kullback._document import documented
from kullback._evaluate import Floats, evaluate
from kullback._kernel import Kernel
from kullback._settings import Space, settings

_ENTROPY = Kernel(_core.entropy, ("p",), {_core.ARGUMENT_P: "p"})
_DIVERGENCE = Kernel(_core.divergence, ("p", "q"), {_core.ARGUMENT_P: "p", _core.ARGUMENT_Q: "q"})


@documented
def entropy(
    p: ArrayLike,
    *,
    axis: int = -1,
    keepdims: bool = False,
    out: NDArray[Any] | None = None,
    space: Space = "prob",
    base: float | None = None,
    normalize: bool = False,
    temperature: float = 1.0,
    sum_tolerance: float | None = None,
    threads: int | None = None,
) -> Floats:
    """Shannon entropy of a discrete distribution, H(p) = -sum p log p.

    Parameters
    ----------
    p : array_like, shape (..., n)
        Probabilities, or what `space` says.
    <layout>
    <space>
    <base>
    <options>
    <threads>

    Returns
    -------
    <returns>

    Raises
    ------
    <raises>

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
    options = settings(
        _core.ENTROPY, 0, space, normalize, temperature, base, sum_tolerance, threads
    )
    return evaluate(_ENTROPY, (p,), options, axis, keepdims, out)


@documented
def cross_entropy(
    p: ArrayLike,
    q: ArrayLike,
    *,
    axis: int = -1,
    keepdims: bool = False,
    out: NDArray[Any] | None = None,
    space: Space = "prob",
    base: float | None = None,
    normalize: bool = False,
    temperature: float = 1.0,
    sum_tolerance: float | None = None,
    threads: int | None = None,
) -> Floats:
    """Cross-entropy of two discrete distributions, H(p, q) = -sum p log q.

    Parameters
    ----------
    p, q : array_like, shapes (..., n)
        Probabilities, or what `space` says.
    <layout>
    <space>
    <base>
    <options>
    <threads>

    Returns
    -------
    <returns>

    Raises
    ------
    <raises>

    Notes
    -----
    H(p, q) = H(p) + D(p || q). It is infinite where q = 0 < p; 0 log 0 = 0.

    <accuracy>

    References
    ----------
    I. J. Good, "Some terminology and notation in information theory", 1956.

    Examples
    --------
    >>> import kullback
    >>> kullback.cross_entropy([0.5, 0.5], [0.75, 0.25], base=2).round(12)
    np.float64(1.207518749639)
    """
    options = settings(
        _core.CROSS_ENTROPY, 0, space, normalize, temperature, base, sum_tolerance, threads
    )
    return evaluate(_DIVERGENCE, (p, q), options, axis, keepdims, out)


@overload
def kl_divergence(
    p: ArrayLike,
    q: ArrayLike,
    *,
    axis: int = ...,
    keepdims: bool = ...,
    out: NDArray[Any] | None = ...,
    space: Space = ...,
    base: float | None = ...,
    normalize: bool = ...,
    temperature: float = ...,
    sum_tolerance: float | None = ...,
    threads: int | None = ...,
) -> Floats: ...
@overload
def kl_divergence(
    p: Family,
    q: Family,
    *,
    out: NDArray[Any] | None = ...,
    base: float | None = ...,
    threads: int | None = ...,
) -> Floats: ...
@documented
def kl_divergence(
    p: ArrayLike | Family,
    q: ArrayLike | Family,
    *,
    axis: int = -1,
    keepdims: bool = False,
    out: NDArray[Any] | None = None,
    space: Space = "prob",
    base: float | None = None,
    normalize: bool = False,
    temperature: float = 1.0,
    sum_tolerance: float | None = None,
    threads: int | None = None,
) -> Floats:
    """Kullback-Leibler divergence D(p || q) = sum p log(p / q), of p from q.

    Of two discrete distributions, given as arrays; or of two `Normal` or two `DiagonalNormal`
    distributions, in closed form: one number per pair.

    Parameters
    ----------
    p, q : array_like, shapes (..., n), or Normal, or DiagonalNormal
        Probabilities, or what `space` says. Of the keywords, only `out`, `base` and `threads` apply
        to distribution objects.
    <layout>
    <space>
    <base>
    <options>
    <threads>

    Returns
    -------
    <returns>

    Raises
    ------
    <raises>

    Notes
    -----
    Infinite where q = 0 < p; never negative; exactly 0 for p equal to q; not symmetric. It is also
    called relative entropy, and is the expected log-likelihood ratio of p against q under p.

    <accuracy>

    References
    ----------
    S. Kullback and R. A. Leibler, "On information and sufficiency", 1951.

    Examples
    --------
    >>> import kullback
    >>> kullback.kl_divergence([0.5, 0.5], [0.75, 0.25], base=2).round(12)
    np.float64(0.207518749639)
    >>> kullback.kl_divergence([[1, 9], [5, 5]], [1, 1], normalize=True)
    array([0.36806421, 0.        ])
    >>> kullback.kl_divergence([0.5, 0.5], [1.0, 0.0])
    np.float64(inf)
    >>> kullback.kl_divergence(kullback.Normal(0, 1), kullback.Normal(1, 1))
    np.float64(0.5)
    """
    if isinstance(p, Family) or isinstance(q, Family):
        given = (axis, keepdims, space, normalize, temperature, sum_tolerance)
        if given != (-1, False, "prob", False, 1.0, None):
            raise TypeError("only out, base and threads apply to distribution objects")
        return kl_between(p, q, base, threads, out)
    options = settings(_core.KL, 0, space, normalize, temperature, base, sum_tolerance, threads)
    return evaluate(_DIVERGENCE, (p, q), options, axis, keepdims, out)


@documented
def jeffreys_divergence(
    p: ArrayLike,
    q: ArrayLike,
    *,
    axis: int = -1,
    keepdims: bool = False,
    out: NDArray[Any] | None = None,
    space: Space = "prob",
    base: float | None = None,
    normalize: bool = False,
    temperature: float = 1.0,
    sum_tolerance: float | None = None,
    threads: int | None = None,
) -> Floats:
    """Jeffreys divergence J(p, q) = D(p || q) + D(q || p).

    Parameters
    ----------
    p, q : array_like, shapes (..., n)
        Probabilities, or what `space` says.
    <layout>
    <space>
    <base>
    <options>
    <threads>

    Returns
    -------
    <returns>

    Raises
    ------
    <raises>

    Notes
    -----
    Symmetric. Infinite where one of p and q is zero and the other is not. Some authors halve it.

    <accuracy>

    References
    ----------
    H. Jeffreys, "An invariant form for the prior probability in estimation problems", 1946.

    Examples
    --------
    >>> import kullback
    >>> kullback.jeffreys_divergence([0.5, 0.5], [0.75, 0.25], base=2).round(12)
    np.float64(0.39624062518)
    """
    options = settings(
        _core.JEFFREYS, 0, space, normalize, temperature, base, sum_tolerance, threads
    )
    return evaluate(_DIVERGENCE, (p, q), options, axis, keepdims, out)


@documented
def js_divergence(
    p: ArrayLike,
    q: ArrayLike,
    *,
    axis: int = -1,
    keepdims: bool = False,
    out: NDArray[Any] | None = None,
    space: Space = "prob",
    base: float | None = None,
    normalize: bool = False,
    temperature: float = 1.0,
    sum_tolerance: float | None = None,
    threads: int | None = None,
) -> Floats:
    """Jensen-Shannon divergence (D(p || m) + D(q || m)) / 2 with m = (p + q) / 2.

    Parameters
    ----------
    p, q : array_like, shapes (..., n)
        Probabilities, or what `space` says.
    <layout>
    <space>
    <base>
    <options>
    <threads>

    Returns
    -------
    <returns>

    Raises
    ------
    <raises>

    Notes
    -----
    Symmetric, and between 0 and log 2 (1 bit): finite for any two distributions. Its square root is
    `js_distance`.

    <accuracy>

    References
    ----------
    J. Lin, "Divergence measures based on the Shannon entropy", 1991.

    Examples
    --------
    >>> import kullback
    >>> kullback.js_divergence([1, 0], [0, 1], base=2)
    np.float64(1.0)
    """
    options = settings(
        _core.JS_DIVERGENCE, 0, space, normalize, temperature, base, sum_tolerance, threads
    )
    return evaluate(_DIVERGENCE, (p, q), options, axis, keepdims, out)


@documented
def js_distance(
    p: ArrayLike,
    q: ArrayLike,
    *,
    axis: int = -1,
    keepdims: bool = False,
    out: NDArray[Any] | None = None,
    space: Space = "prob",
    base: float | None = None,
    normalize: bool = False,
    temperature: float = 1.0,
    sum_tolerance: float | None = None,
    threads: int | None = None,
) -> Floats:
    """Jensen-Shannon distance, the square root of `js_divergence`: a metric.

    Parameters
    ----------
    p, q : array_like, shapes (..., n)
        Probabilities, or what `space` says.
    <layout>
    <space>
    <base>
    <options>
    <threads>

    Returns
    -------
    <returns>

    Raises
    ------
    <raises>

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
    options = settings(
        _core.JS_DISTANCE, 0, space, normalize, temperature, base, sum_tolerance, threads
    )
    return evaluate(_DIVERGENCE, (p, q), options, axis, keepdims, out)
