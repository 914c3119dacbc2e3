"""Bootstrap and permutation tests of counts."""

import math
import signal
import threading
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import stats  # type: ignore[import-untyped]

import kullback as kb

P = np.array([120, 80, 40, 9, 1])
Q = np.array([100, 90, 50, 8, 2])


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
    # Jobs in the background start without a handler.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    timer = threading.Timer(0.2, signal.raise_signal, [signal.SIGINT])
    timer.start()
    try:
        with pytest.raises(KeyboardInterrupt):
            kb.bootstrap(bins, bins, resamples=10**8)
    finally:
        timer.join()
        signal.signal(signal.SIGINT, before)


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
