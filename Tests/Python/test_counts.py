"""G-tests, the population stability index, bootstrap and permutation tests of counts."""

import dataclasses
import math
import signal
import threading
from typing import Any

import mpmath
import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import stats

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


def test_bootstrap_summarises_its_replicates() -> None:
    result = kb.bootstrap(P, Q, "js_divergence", resamples=1501, level=0.9, seed=4)
    assert result.value == kb.js_divergence(P, Q, normalize=True)
    assert result.replicates.shape == (1501,)
    low, high = np.quantile(result.replicates, [0.05, 0.95])
    assert result.low == pytest.approx(low, rel=1e-13)
    assert result.high == pytest.approx(high, rel=1e-13)
    assert result.standard_error == pytest.approx(result.replicates.std(ddof=1), rel=1e-12)
    assert result.bias == pytest.approx(result.replicates.mean() - result.value, rel=1e-11)
    basic = kb.bootstrap(P, Q, "js_divergence", resamples=1501, level=0.9, seed=4, method="basic")
    assert basic.low == pytest.approx(2 * result.value - high)
    assert basic.high == pytest.approx(2 * result.value - low)


def test_replicates_have_the_distribution_of_numpy_resamples() -> None:
    """Kolmogorov and Smirnov's test of replicates from NumPy's multinomials and from these."""
    rng = np.random.default_rng(8)
    p = rng.multinomial(P.sum(), P / P.sum(), size=5000)
    q = rng.multinomial(Q.sum(), Q / Q.sum(), size=5000)
    peer = kb.js_divergence(p, q, normalize=True)
    result = kb.bootstrap(P, Q, "js_divergence", resamples=5000)
    assert stats.ks_2samp(result.replicates, peer).pvalue > 1e-3


def test_permutations_have_the_distribution_of_numpy_ones() -> None:
    rng = np.random.default_rng(9)
    p = rng.multivariate_hypergeometric(P + Q, P.sum(), size=5000)
    peer = kb.js_divergence(p, P + Q - p, normalize=True)
    result = kb.permutation_test(P, Q, "js_divergence", resamples=5000)
    assert stats.ks_2samp(result.replicates, peer).pvalue > 1e-3


def test_permutation_p_value() -> None:
    """Against Fisher's exact test: in a table of two by two, both order tables alike."""
    p, q = [9, 1], [1, 9]
    test = kb.permutation_test(p, q, resamples=50_000, seed=2)
    exact = stats.fisher_exact([p, q]).pvalue
    assert test.p_value == pytest.approx(exact, abs=4 * math.sqrt(exact / 50_000))
    assert test.p_value == (1 + (test.replicates >= test.value * (1 - 1e-9)).sum()) / 50_001
    assert test.resamples == 50_000


def test_ties_count_whatever_their_rounding() -> None:
    """All resamples of three single events and three have one of few values: ties abound."""
    p, q = [1, 1, 1, 0, 0, 0], [0, 0, 0, 1, 1, 1]
    assert kb.permutation_test(p, q, "js_divergence", resamples=500).p_value == 1


@pytest.mark.parametrize("permute", [False, True])
def test_the_same_on_any_number_of_threads(permute: bool) -> None:
    function: Any = kb.permutation_test if permute else kb.bootstrap
    results = [
        function(P, Q, "js_distance", resamples=301, seed=2**64 - 1, threads=n)
        for n in (1, 2, 5, 400)
    ]
    for result in results[1:]:
        assert result == results[0]
        np.testing.assert_array_equal(result.replicates, results[0].replicates)
    longer = function(P, Q, "js_distance", resamples=400, seed=2**64 - 1)
    np.testing.assert_array_equal(longer.replicates[:301], results[0].replicates)
    assert function(P, Q, "js_distance", resamples=301, seed=1) != results[0]


def test_divergences_orders_weights_and_units() -> None:
    names: dict[Any, dict[str, float]] = {
        "reverse_kl": {},
        "total_variation": {},
        "pearson_chi2": {},
        "skew_kl": {"weight": 0.25},
        "js_distance": {"weight": 0.25, "base": 2},
        "renyi": {"order": 0.5},
        "tsallis": {"order": 0},
        "alpha": {"order": -2},
    }
    for name, keywords in names.items():
        result = kb.bootstrap(P, Q, name, resamples=5, **keywords)  # type: ignore[arg-type]
        assert result.value > 0 or name == "tsallis"
        assert len(set(result.replicates)) > 1
    bits = kb.bootstrap(P, Q, base=2, resamples=5)
    assert bits.value == pytest.approx(kb.kl_divergence(P, Q, normalize=True) / math.log(2))


def test_pseudocount() -> None:
    p, q = np.array([50, 50]), np.array([99, 1])
    plain = kb.bootstrap(p, q, resamples=300)
    assert (plain.high, math.isnan(plain.standard_error)) == (math.inf, True)
    smooth = kb.bootstrap(p, q, resamples=300, pseudocount=0.5)
    assert smooth.value == kb.kl_divergence(p + 0.5, q + 0.5, normalize=True)
    assert np.isfinite(smooth.replicates).all()


class ExpectedError(Exception):
    """Raised by a callable."""


@pytest.mark.parametrize("function", [kb.bootstrap, kb.permutation_test])
def test_progress(function: Any) -> None:
    fractions: list[float] = []
    callers = set()

    def record(fraction: float) -> None:
        fractions.append(fraction)
        callers.add(threading.get_ident())

    function(P, Q, resamples=300_000, progress=record, threads=1)
    assert fractions == sorted(fractions)
    assert (len(fractions), fractions[-1]) == (2, 1)
    assert callers == {threading.get_ident()}

    def fail(_: float) -> None:
        raise ExpectedError("from progress")

    with pytest.raises(ExpectedError, match="from progress") as caught:
        function(P, Q, progress=fail)
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None


def test_keyboard_interrupt() -> None:
    """A signal that arrives while the library computes ends it, with or without `progress`."""
    bins: NDArray[np.int64] = np.full(1000, 1000)
    timer = threading.Timer(0.2, signal.raise_signal, [signal.SIGINT])
    timer.start()
    with pytest.raises(KeyboardInterrupt):
        kb.bootstrap(bins, bins, resamples=10**8)
    timer.join()


def test_other_threads_run_meanwhile() -> None:
    results: list[kb.Bootstrap] = []
    workers = [
        threading.Thread(target=lambda: results.append(kb.bootstrap(P, Q, "js_distance")))
        for _ in range(4)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert results == [kb.bootstrap(P, Q, "js_distance")] * 4


@pytest.mark.parametrize(
    "keywords",
    [
        {"divergence": "entropy"},
        {"order": 2.0},
        {"resamples": 0},
        {"resamples": 2**60},
        {"seed": -1},
        {"seed": 2**64},
        {"pseudocount": -1.0},
        {"pseudocount": math.nan},
        {"weight": 0.0},
        {"base": 1.0},
        {"threads": 0},
        {"level": 1.0},
        {"level": math.nan},
        {"method": "normal"},
    ],
)
def test_keywords_that_are_refused(keywords: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=next(iter(keywords))):
        kb.bootstrap(P, Q, **keywords)
    if not keywords.keys() & {"level", "method"}:
        with pytest.raises(ValueError, match=next(iter(keywords))):
            kb.permutation_test(P, Q, **keywords)


def test_orders_that_are_missing() -> None:
    with pytest.raises(ValueError, match="order: renyi needs an order"):
        kb.bootstrap(P, Q, "renyi")


def test_similarities_are_no_test_statistics() -> None:
    for name in ("cross_entropy", "bhattacharyya_coefficient"):
        with pytest.raises(kb.DivergenceError):
            kb.permutation_test(P, Q, name)
        assert kb.bootstrap(P, Q, name, resamples=9).value > 0


def test_results_are_frozen() -> None:
    result = kb.g_test([1, 2])
    with pytest.raises(dataclasses.FrozenInstanceError):
        result.df = 3  # type: ignore[misc]
