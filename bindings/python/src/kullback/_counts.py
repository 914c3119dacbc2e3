"""Statistics on counts: the G-test and the population stability index."""

import operator

import numpy as np
from numpy.typing import ArrayLike, NDArray

from kullback import _core
from kullback._count_results import GTest
from kullback._errors import DivergenceError, Status, describe
from kullback._settings import require, settings

_ARGUMENTS = {
    _core.ARGUMENT_P: "p",
    _core.ARGUMENT_Q: "q",
    _core.ARGUMENT_OBSERVED: "observed",
    _core.ARGUMENT_EXPECTED: "expected",
    _core.ARGUMENT_TABLE: "observed",
}


def _error(argument: str, where: tuple[int, ...], value: float, dimensions: int) -> DivergenceError:
    row, index = (where[0],) if dimensions == 2 else (), where[-1]
    message = f"{argument}: value {value}: not a count: negative, fractional, or 2^53 or more"
    text = describe(argument, row, index, message.partition(": ")[2])
    return DivergenceError(text, Status.FREQUENCY, argument, row, index, value)


def _counts(name: str, given: ArrayLike, *dimensions: int) -> NDArray[np.int64]:
    """Return counts as a matrix of int64, or raise the error for the first that is none."""
    array = np.asarray(given)
    if array.dtype.kind not in "iubf":
        raise TypeError(f"{name} has dtype {array.dtype}; integers are needed")
    if array.ndim not in dimensions:
        expected = " or ".join(map(str, dimensions))
        raise ValueError(f"{name} has {array.ndim} dimensions, not {expected}")
    if array.dtype.kind != "b":
        wrong = ~((array >= 0) & (array < 2.0**53) & (array == np.floor(array)))
        if wrong.any():
            where = tuple(int(i) for i in np.argwhere(wrong)[0])
            raise _error(name, where, float(array[where]), array.ndim)
    return np.ascontiguousarray(np.atleast_2d(array), dtype=np.int64)


def translated(error: _core.CoreError, is_table: bool = False) -> DivergenceError:
    """Turn the library's error into one about the caller's arguments."""
    status, argument, index, value, message, number = error.args
    name = _ARGUMENTS.get(argument, "options")
    row = (number,) if is_table and argument == _core.ARGUMENT_TABLE else ()
    return DivergenceError(describe(name, row, index, message), status, name, row, index, value)


def g_test(
    observed: ArrayLike,
    expected: ArrayLike | None = None,
    *,
    ddof: int = 0,
    williams: bool = False,
) -> GTest:
    """G-test of goodness of fit, or of homogeneity of the rows of a table.

    Parameters
    ----------
    observed : array_like of int, shape (n,) or (k, n)
        Counts. A row is compared with `expected`; the rows of a table with each other.
    expected : array_like, shape (n,), optional
        Weights of any sum that the counts are expected to be in proportion to; equal ones by
        default. Not for a table.
    ddof : int, default 0
        Parameters of `expected` that were estimated from `observed`: as many degrees of freedom
        less.
    williams : bool, default False
        Divide G by Williams' correction, by which the p-value of small counts is better. It is for
        an expectation that was fixed in advance: `ddof` must be 0.

    Returns
    -------
    GTest
        G, degrees of freedom, p-value and correction.

    Raises
    ------
    DivergenceError
        If a count is negative or fractional, nothing was counted in a row, counts sum to 2^53 or
        more, an expected weight is negative or infinite, or `ddof` leaves less than no degree of
        freedom.
    ValueError
        If the shapes do not agree.

    See Also
    --------
    permutation_test : For counts too small for χ².

    Notes
    -----
    G = 2 sum o log(o / e) = 2 N D(o / N || e), with one degree of freedom less than there are bins
    with e > 0; for a table G = 2 sum N_k D(row k || sum of all rows), with (k - 1)(n - 1) for the
    n bins in which anything was counted. G is infinite, and the p-value 0, where o > 0 = e. The
    relative error of the p-value, given the statistic, is below 1e-13 down to 1e-300.

    References
    ----------
    S. S. Wilks, "The large-sample distribution of the likelihood ratio for testing composite
    hypotheses", 1938. D. A. Williams, "Improved likelihood ratio tests for complete contingency
    tables", Biometrika 63, 1976.

    Examples
    --------
    Mendel's peas, expected as 9 : 3 : 3 : 1.

    >>> import kullback
    >>> test = kullback.g_test([315, 108, 101, 32], [9, 3, 3, 1])
    >>> round(test.statistic, 9), test.df, round(test.p_value, 9)
    (0.475445239, 3.0, 0.924251904)
    """
    counts = _counts("observed", observed, 1, 2)
    try:
        if np.ndim(observed) == 2:
            if expected is not None or ddof:
                raise ValueError("observed is a table; expected and ddof are for one row of counts")
            return GTest(*_core.g_test_table(counts, bool(williams)))
        weights = np.ones(counts.shape[1]) if expected is None else np.asarray(expected)
        if weights.dtype.kind not in "iubf":
            raise TypeError(f"expected has dtype {weights.dtype}; real numbers are needed")
        if weights.shape != counts.shape[1:]:
            raise ValueError(
                f"observed has shape {counts.shape[1:]}, expected has shape {weights.shape}"
            )
        doubles = np.ascontiguousarray(weights, dtype=np.float64)
        parameters = operator.index(ddof)
        require(parameters >= 0, "ddof", parameters, "a number of parameters")
        return GTest(*_core.g_test_fit(counts, doubles, bool(williams), parameters))
    except _core.CoreError as error:
        raise translated(error, is_table=True) from None


def population_stability_index(p: ArrayLike, q: ArrayLike, *, pseudocount: float = 0.0) -> float:
    """Stability index of a population: the Jeffreys divergence of the shares of two rows of counts.

    PSI = sum (p - q) log(p / q), in nats, with p and q divided by their sums.

    Parameters
    ----------
    p, q : array_like of int, shape (n,)
        Counts per bin, such as of a score in development and in use. PSI is symmetric.
    pseudocount : float, default 0.0
        Added to every count. Without, a bin that is empty on one side only makes PSI infinite.

    Returns
    -------
    float
        0 for equal shares. By a rule of thumb, a shift is small below 0.1 and large above 0.25;
        but PSI also grows with the number of bins and shrinks with that of events:
        `permutation_test` with ``"jeffreys"`` takes both into account.

    Raises
    ------
    DivergenceError
        If a count is negative or fractional, or nothing was counted.

    References
    ----------
    N. Siddiqi, "Credit risk scorecards", 2006. H. Jeffreys, "An invariant form for the prior
    probability in estimation problems", 1946.

    Examples
    --------
    >>> import kullback
    >>> round(kullback.population_stability_index([50, 30, 20], [40, 30, 30]), 12)
    0.062860865942
    """
    require(0 <= pseudocount < np.inf, "pseudocount", pseudocount, "a non-negative finite number")
    smoothed = (row[0] + float(pseudocount) for row in count_pair(p, q))
    try:
        return float(_core.divergence(*smoothed, settings(_core.JEFFREYS, normalize=True)))
    except _core.CoreError as error:
        raise translated(error) from None


def count_pair(p: ArrayLike, q: ArrayLike) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return two rows of counts that agree in length, as matrices of one row."""
    pair = _counts("p", p, 1), _counts("q", q, 1)
    if pair[0].shape != pair[1].shape:
        raise ValueError(f"p has {pair[0].size} bins, q has {pair[1].size}: they must agree")
    return pair
