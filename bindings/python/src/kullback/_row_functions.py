"""Functions from rows to rows: smoothing and coarse-graining."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from kullback import _core
from kullback._errors import raise_for
from kullback._matrix import as_rows
from kullback._settings import settings


def smooth(
    p: ArrayLike, pseudocount: float = 1.0, *, axis: int = -1, threads: int | None = None
) -> NDArray[np.floating[Any]]:
    """Additive smoothing of counts, (x + a) / (S + n a), with S their sum and n their number.

    Parameters
    ----------
    p : array_like, shape (..., n)
        Counts, or other non-negative weights.
    pseudocount : float, default 1.0
        What is added to each element, a: 1 is Laplace's rule, 0.5 Jeffreys' prior (the estimator of
        Krichevsky and Trofimov), 1/n Perks' prior, and 0 only normalises.
    axis : int, default -1
        The axis that holds the counts of one distribution. The other axes are a batch.
    threads : int, optional
        Use at most this many threads. The result does not depend on it.

    Returns
    -------
    numpy.ndarray
        Probabilities, of the shape of `p`. float32 for float32 and float16, else float64.

    Raises
    ------
    DivergenceError
        If a weight is negative or infinite, a row has no elements, or only zeros while
        `pseudocount` is 0, or `pseudocount` is negative or not finite.
    TypeError
        If `p` is not made of real numbers.

    Notes
    -----
    Nothing in this library smooths by itself: an infinite divergence is an answer. Each element has
    a relative error of at most 5e-16 (float32: 6e-8). NaN makes all of its row NaN.

    For a divergence of smoothed counts that are nearly equal, ``counts + 0.5`` with ``normalize``
    keeps more digits than smoothed rows do, which are rounded.

    References
    ----------
    R. E. Krichevsky and V. K. Trofimov, "The performance of universal encoding", 1981.

    Examples
    --------
    >>> import kullback
    >>> p, q = [3, 0, 1], [2, 2, 0]
    >>> kullback.kl_divergence(p, q, normalize=True)
    np.float64(inf)
    >>> kullback.smooth(q, 0.5)
    array([0.45454545, 0.45454545, 0.09090909])
    >>> kullback.kl_divergence(p, kullback.smooth(q, 0.5), normalize=True).round(12)
    np.float64(0.628481693854)
    """
    return _smoothed(_core.ADDITIVE, p, pseudocount, "pseudocount", axis, threads)


def mix_with_uniform(
    p: ArrayLike, weight: float, *, axis: int = -1, threads: int | None = None
) -> NDArray[np.floating[Any]]:
    """Mix a distribution with the uniform one, (1 - w) x / S + w / n.

    Every probability is at least w / n. S is the sum of the row and n the number of its elements.

    Parameters
    ----------
    p : array_like, shape (..., n)
        Probabilities, or other non-negative weights.
    weight : float
        Of the uniform distribution, w, from 0 to 1.
    axis : int, default -1
        The axis that holds the probabilities of one distribution. The other axes are a batch.
    threads : int, optional
        Use at most this many threads. The result does not depend on it.

    Returns
    -------
    numpy.ndarray
        Probabilities, of the shape of `p`. float32 for float32 and float16, else float64.

    Raises
    ------
    DivergenceError
        If a probability is negative or infinite, a row has no mass, or `weight` is out of range.
    TypeError
        If `p` is not made of real numbers.

    Notes
    -----
    Each element has a relative error of at most 6e-16 (float32: 6e-8). NaN makes all of its row
    NaN.

    References
    ----------
    F. Jelinek and R. L. Mercer, "Interpolated estimation of Markov source parameters from sparse
    data", 1980.

    Examples
    --------
    >>> import kullback
    >>> kullback.mix_with_uniform([0.75, 0.25, 0.0, 0.0], 0.5)
    array([0.5  , 0.25 , 0.125, 0.125])
    """
    return _smoothed(_core.MIXING, p, weight, "weight", axis, threads)


def coarse_grain(
    p: ArrayLike,
    bin_map: ArrayLike,
    groups: int | None = None,
    *,
    axis: int = -1,
    threads: int | None = None,
) -> NDArray[np.floating[Any]]:
    """Merge bins: sum the weights of each group of bins.

    Parameters
    ----------
    p : array_like, shape (..., n)
        Probabilities, counts or other non-negative weights. They are not normalised.
    bin_map : array_like of int, shape (n,)
        The group that each bin goes to, from 0.
    groups : int, optional
        How many groups there are; by default as many as the largest entry of `bin_map` needs.
    axis : int, default -1
        The axis of the bins. The other axes are a batch.
    threads : int, optional
        Use at most this many threads. The result does not depend on it.

    Returns
    -------
    numpy.ndarray
        The sums, with `groups` elements along `axis`. float32 for float32 and float16, else
        float64.

    Raises
    ------
    DivergenceError
        If a weight is negative or infinite, or a group is not from 0 to `groups` - 1.
    ValueError
        If `bin_map` has another length than `p` along `axis`, or `groups` is negative.
    TypeError
        If `p` is not made of real numbers, or `bin_map` not of integers.

    Notes
    -----
    Divergences do not grow by it (data-processing inequality). Sums are compensated: their relative
    error is at most 2.3e-16 (float32: 6e-8), and integers below 2**53 are exact. NaN makes its
    group NaN, and a group without bins is 0.

    Examples
    --------
    >>> import kullback
    >>> p, q, halves = [0.1, 0.4, 0.2, 0.3], [0.25, 0.25, 0.25, 0.25], [0, 0, 1, 1]
    >>> kullback.coarse_grain(p, halves)
    array([0.5, 0.5])
    >>> kullback.kl_divergence(p, q).round(12)
    np.float64(0.106440135286)
    >>> kullback.kl_divergence(kullback.coarse_grain(p, halves), kullback.coarse_grain(q, halves))
    np.float64(0.0)
    """
    rows, batch = as_rows("p", p, axis)
    mapping = np.asarray(bin_map)
    if mapping.dtype.kind not in "iu":
        raise TypeError(f"bin_map has dtype {mapping.dtype}; integers are needed")
    if mapping.shape != rows.shape[1:]:
        raise ValueError(f"bin_map has shape {mapping.shape}, not {rows.shape[1:]}")
    if groups is None:
        groups = int(mapping.max(initial=-1)) + 1
    if groups < 0:
        raise ValueError(f"groups: {groups} is negative")
    result = _results(rows, groups)
    options = settings(0, threads=threads)
    contiguous = np.ascontiguousarray(mapping, np.int64)
    names = {_core.ARGUMENT_P: "p", _core.ARGUMENT_BIN_MAP: "bin_map"}
    raise_for(_core.coarse_grain(rows, contiguous, options, result), names, batch)
    return np.moveaxis(result.reshape(*batch, result.shape[1]), -1, axis)


def _smoothed(
    method: int, p: ArrayLike, amount: float, name: str, axis: int, threads: int | None
) -> NDArray[np.floating[Any]]:
    rows, batch = as_rows("p", p, axis)
    result = _results(rows, rows.shape[1])
    names = {_core.ARGUMENT_P: "p", _core.ARGUMENT_AMOUNT: name}
    raise_for(_core.smooth(rows, amount, settings(method, threads=threads), result), names, batch)
    return np.moveaxis(result.reshape(*batch, result.shape[1]), -1, axis)


def _results(rows: NDArray[Any], width: int) -> NDArray[np.floating[Any]]:
    single = rows.dtype == np.float32
    return np.empty((len(rows), width), np.float32 if single else np.float64)
