"""G-tests and the population stability index."""

import dataclasses
import math
from typing import Any

import mpmath  # type: ignore[import-untyped]
import numpy as np
import pytest
from scipy import stats  # type: ignore[import-untyped]

import kullback as kb
from kullback import Status

P = np.array([120, 80, 40, 9, 1])
Q = np.array([100, 90, 50, 8, 2])


def exact_g(observed: Any, expected: Any) -> Any:
    with mpmath.workdps(50):
        count, total = mpmath.fsum(map(int, observed)), mpmath.fsum(map(float, expected))
        terms = (
            int(o) * mpmath.log(int(o) * total / (mpmath.mpf(float(e)) * count))
            for o, e in zip(observed, expected, strict=True)
            if o
        )
        return 2 * mpmath.fsum(terms)


def exact_tail(statistic: float, df: float) -> Any:
    with mpmath.workdps(50):
        return mpmath.gammainc(mpmath.mpf(df) / 2, mpmath.mpf(statistic) / 2, regularized=True)


def relative(value: float, expected: Any) -> float:
    return float(abs(mpmath.mpf(value) / expected - 1))


@pytest.mark.parametrize("bins", [2, 3, 4, 11, 100, 1001])
@pytest.mark.parametrize("shift", [0.01, 0.3, 0.9])
def test_g_against_mpmath_and_scipy(bins: int, shift: float) -> None:
    rng = np.random.default_rng(bins)
    weights = rng.dirichlet(np.full(bins, 5.0))
    tilted = weights * (1 + shift * rng.uniform(-1, 1, bins))
    observed = rng.multinomial(200 * bins, tilted / tilted.sum())
    test = kb.g_test(observed, weights)
    assert relative(test.statistic, exact_g(observed, weights)) < 1e-14
    expected_p = exact_tail(test.statistic, bins - 1)
    if expected_p > 1e-300:
        assert relative(test.p_value, expected_p) < 1e-13
    expected = weights / weights.sum() * observed.sum()
    peer = stats.power_divergence(observed, expected, lambda_="log-likelihood")
    assert test.statistic == pytest.approx(peer.statistic, rel=1e-9)
    assert test.p_value == pytest.approx(peer.pvalue, rel=1e-8)
    assert (test.df, test.correction) == (bins - 1, 1)


def test_g_of_tables_against_scipy() -> None:
    rng = np.random.default_rng(3)
    for rows, bins in [(2, 2), (2, 9), (5, 3), (7, 40)]:
        table = rng.poisson(30, size=(rows, bins)) + 1
        test = kb.g_test(table)
        peer = stats.chi2_contingency(table, lambda_="log-likelihood", correction=False)
        assert test.statistic == pytest.approx(peer.statistic, rel=1e-10)
        assert test.p_value == pytest.approx(peer.pvalue, rel=1e-9)
        assert test.df == peer.dof
        exact = mpmath.fsum(exact_g(row, table.sum(axis=0)) for row in table)
        assert relative(test.statistic, exact) < 1e-14
        assert relative(test.p_value, exact_tail(test.statistic, test.df)) < 1e-13


def test_near_equal_counts() -> None:
    """Counts of 10^15 whose shares differ by 10^-9: a sum of o log(o / e) has no digit left."""
    table = np.array([[10**15, 10**15], [10**15 + 10**6, 10**15 - 10**6]])
    exact = mpmath.fsum(exact_g(row, table.sum(axis=0)) for row in table)
    test = kb.g_test(table)
    assert relative(test.statistic, exact) < 1e-14
    assert test.p_value == pytest.approx(stats.chi2.sf(float(exact), 1), rel=1e-12)


def outcomes(count: int, bins: int) -> Any:
    """Every way to put `count` events into `bins`."""
    if bins == 1:
        yield (count,)
        return
    for first in range(count + 1):
        for rest in outcomes(count - first, bins - 1):
            yield (first, *rest)


def test_williams_correction_brings_the_mean_to_the_degrees_of_freedom() -> None:
    """The mean of G, over all outcomes of 40 events, with the correction and without."""
    shares, count = [0.2, 0.3, 0.5], 40
    mean = corrected = 0.0
    for observed in outcomes(count, 3):
        probability = stats.multinomial.pmf(observed, count, shares)
        mean += probability * kb.g_test(observed, shares).statistic
        corrected += probability * kb.g_test(observed, shares, williams=True).statistic
    assert abs(corrected / 2 - 1) < 0.1 * abs(mean / 2 - 1)
    assert corrected == pytest.approx(2, abs=2 * (1 / count) * 0.1)


def test_williams_correction_of_a_table() -> None:
    """By the formula of the paper, for sums of rows 60, 60 and of columns 30, 40, 50."""
    test = kb.g_test([[10, 20, 30], [20, 20, 20]], williams=True)
    columns = 120 * (1 / 30 + 1 / 40 + 1 / 50) - 1
    assert test.correction == pytest.approx(1 + 3 * columns / (6 * 120 * 2), rel=1e-15)
    plain = kb.g_test([[10, 20, 30], [20, 20, 20]])
    assert test.statistic == pytest.approx(plain.statistic / test.correction, rel=1e-15)


def test_g_limits() -> None:
    assert kb.g_test([1, 2], [1, 0]) == kb.GTest(math.inf, 0.0, 0.0, 1.0)
    assert kb.g_test([5]) == kb.GTest(0.0, 0.0, 1.0, 1.0)
    assert kb.g_test([2, 0, 2], [1, 0, 1]).df == 1
    assert kb.g_test([[1, 0, 5], [4, 0, 1]]).df == 1
    assert kb.g_test([7, 7, 7]) == kb.GTest(0.0, 2.0, 1.0, 1.0)
    assert kb.g_test([1, 2, 3], ddof=1).df == 1
    assert math.isnan(kb.g_test([1, 2], [1, math.nan]).p_value)
    assert kb.g_test([3, 5], [1e308, 1e308]).statistic == kb.g_test([3, 5]).statistic
    assert kb.g_test([3, 5], [5e-324, 5e-324]).statistic == kb.g_test([3, 5]).statistic


@pytest.mark.parametrize("dtype", [np.int8, np.uint16, np.int32, np.uint64, np.float32, np.float64])
def test_dtypes_and_layouts_of_counts(dtype: Any) -> None:
    expected = kb.g_test([[12, 8], [4, 9], [1, 2]])
    table = np.array([[12, 8], [4, 9], [1, 2]], dtype=dtype)
    assert kb.g_test(table) == expected
    assert kb.g_test(np.asfortranarray(table)) == expected
    assert kb.g_test(np.repeat(table, 2, axis=1)[:, ::2]) == expected
    assert kb.g_test(np.array([True, True])) == kb.g_test([1, 1])


@pytest.mark.parametrize(
    ("counts", "row", "index", "value"),
    [
        ([3, -1, 2], (), 1, -1),
        ([3, 1, 2.5], (), 2, 2.5),
        ([3, math.nan], (), 1, math.nan),
        ([3, math.inf], (), 1, math.inf),
        ([[1, 2], [3, -4]], (1,), 1, -4),
        ([2**52, 2**52], (), None, 2.0**53),
        ([[1, 2], [2**52, 2**52]], (1,), None, 2.0**53),
        (np.array([1, 2**64 - 1], dtype=np.uint64), (), 1, 2.0**64),
    ],
)
def test_what_is_no_count(counts: Any, row: Any, index: Any, value: float) -> None:
    with pytest.raises(kb.DivergenceError) as caught:
        kb.g_test(counts)
    error = caught.value
    assert (error.status, error.argument, error.row) == (Status.FREQUENCY, "observed", row)
    assert error.index == index
    np.testing.assert_equal(error.value, value)
    assert str(error).startswith("observed" + (f"[{row[0]}]" if row else ""))


def test_errors_of_g_tests() -> None:
    with pytest.raises(kb.DivergenceError) as caught:
        kb.g_test([[1, 2], [0, 0]])
    assert (caught.value.status, caught.value.row) == (Status.NO_MASS, (1,))
    with pytest.raises(kb.DivergenceError) as caught:
        kb.g_test([1, 2], [1, -1])
    assert (caught.value.status, caught.value.argument) == (Status.PROBABILITY, "expected")
    for call in (
        lambda: kb.g_test([1, 2], [1, 2, 3]),
        lambda: kb.g_test([[1, 2]], [1, 2]),
        lambda: kb.g_test([[1, 2]], ddof=1),
        lambda: kb.g_test([1, 2], ddof=2),
        lambda: kb.g_test([1, 2], ddof=-1),
        lambda: kb.g_test([1, 2, 3], ddof=1, williams=True),
        lambda: kb.g_test(5),
        lambda: kb.bootstrap([1, 2], [1, 2, 3]),
    ):
        with pytest.raises(ValueError, match=r"observed|ddof|options|bins"):
            call()
    for words in (["a", "b"], [1j, 2]):
        with pytest.raises(TypeError, match="observed has dtype"):
            kb.g_test(words)


def test_population_stability_index() -> None:
    p, q = P / P.sum(), Q / Q.sum()
    exact = mpmath.fsum((a - b) * mpmath.log(mpmath.mpf(a) / b) for a, b in zip(p, q, strict=True))
    value = kb.population_stability_index(P, Q)
    assert value == pytest.approx(float(exact), rel=1e-13)
    assert value == kb.jeffreys_divergence(P, Q, normalize=True)
    assert kb.population_stability_index(P, P) == 0
    assert kb.population_stability_index([1, 0], [1, 1]) == math.inf
    smoothed = kb.population_stability_index([1, 0], [1, 1], pseudocount=0.5)
    assert smoothed == pytest.approx(0.25 * math.log(3), rel=1e-14)
    with pytest.raises(kb.DivergenceError):
        kb.population_stability_index(P, -Q)


def test_results_are_frozen() -> None:
    result = kb.g_test([1, 2])
    with pytest.raises(dataclasses.FrozenInstanceError):
        result.df = 3  # type: ignore[misc]
