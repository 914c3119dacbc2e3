"""Temperature scaling and the calibration error, against mpmath and plain NumPy."""

import itertools
import math
from typing import Any

import mpmath  # type: ignore[import-untyped]
import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.special import log_softmax, logsumexp, softmax  # type: ignore[import-untyped]

import kullback
from kullback import calibration

Array = NDArray[Any]


def sample(rows: int, classes: int, scale: float, temperature: float, seed: int = 0) -> Any:
    """Logits, and labels drawn at a temperature."""
    generator = np.random.default_rng(seed)
    logits = generator.normal(scale=scale, size=(rows, classes))
    noise = generator.gumbel(size=(rows, classes))
    return logits, (logits / temperature + noise).argmax(axis=1)


def one_hot(labels: Array, classes: int) -> Array:
    return np.eye(classes)[labels]


def exact_temperature(logits: Array, p: Array, near: float) -> Any:
    """Where the derivative of the loss vanishes, with 40 digits."""
    with mpmath.workdps(40):
        rows = [[mpmath.mpf(float(z)) for z in row] for row in logits]
        gap = mpmath.fsum(
            mpmath.mpf(float(w)) / mpmath.fsum(map(float, weights)) * z
            for row, weights in zip(rows, p, strict=True)
            for z, w in zip(row, weights, strict=True)
            if w
        )

        def slope(rate: Any) -> Any:
            total = -gap
            for row in rows:
                top = max(row)
                weights = [mpmath.exp(rate * (z - top)) for z in row]
                finite = [z if w else 0 for z, w in zip(row, weights, strict=True)]
                total += mpmath.fdot(weights, finite) / mpmath.fsum(weights)
            return total

        return 1 / mpmath.findroot(slope, 1 / mpmath.mpf(near))


@pytest.mark.parametrize(
    ("rows", "classes", "scale", "temperature"),
    [(50, 3, 1, 1.7), (60, 10, 3, 1.5), (30, 40, 5, 0.7), (40, 4, 1e6, 3e5), (40, 4, 1e-9, 1e-9)],
)
def test_temperature(rows: int, classes: int, scale: float, temperature: float) -> None:
    logits, labels = sample(rows, classes, scale, temperature)
    fit = calibration.fit_temperature(logits, labels)
    assert fit.converged
    assert fit.iterations <= 10
    exact = exact_temperature(logits, one_hot(labels, classes), fit.temperature)
    assert abs(float(fit.temperature / exact - 1)) < 1e-14


def test_soft_labels() -> None:
    logits, _ = sample(30, 7, 2, 1)
    p = softmax(logits / 3 + np.random.default_rng(1).normal(size=logits.shape), axis=1)
    fit = calibration.fit_temperature(logits, soft_labels=p)
    assert abs(float(fit.temperature / exact_temperature(logits, p, fit.temperature) - 1)) < 1e-14
    loss = -np.mean(np.sum(p * log_softmax(logits / fit.temperature, axis=1), axis=1))
    assert fit.loss_after == pytest.approx(loss, rel=1e-13)
    # Rows that softmax gave at a temperature have it.
    again = calibration.fit_temperature(logits, soft_labels=softmax(logits / 3, axis=1))
    assert again.temperature == pytest.approx(3, rel=1e-13)
    assert again.ece_after < 1e-15


def test_losses() -> None:
    logits, labels = sample(500, 20, 3, 2)
    fit = calibration.fit_temperature(logits, labels, temperature=0.5, base=2)
    for temperature, loss in ((0.5, fit.loss_before), (fit.temperature, fit.loss_after)):
        rows = -log_softmax(logits / temperature, axis=1)[np.arange(500), labels]
        assert loss == pytest.approx(rows.mean() / math.log(2), rel=1e-13)


def test_a_loss_that_is_almost_nothing() -> None:
    logits = np.array([[0.0, 60.0], [-80.0, 0.0]])
    fit = calibration.fit_temperature(logits, [1, 1])
    with mpmath.workdps(40):
        exact = (mpmath.log1p(mpmath.exp(-60)) + mpmath.log1p(mpmath.exp(-80))) / 2
    assert abs(float(fit.loss_before / exact - 1)) < 1e-13
    assert abs(float(fit.ece_before / exact - 1)) < 1e-13
    assert (fit.temperature, fit.loss_after) == (0, 0)


@pytest.mark.parametrize("dtype", [np.float64, np.float32, np.float16])
def test_dtypes_and_layouts(dtype: Any) -> None:
    logits = sample(60, 5, 2, 2)[0].astype(dtype)
    labels = sample(60, 5, 2, 2)[1]
    expected = calibration.fit_temperature(logits.astype(np.float64), labels)
    assert calibration.fit_temperature(logits, labels) == expected
    cube = calibration.fit_temperature(logits.reshape(3, 4, 5, 5), labels.reshape(3, 4, 5))
    assert cube == expected
    wide = np.full((5, 120), np.nan, dtype)
    wide[:, ::2] = logits.T
    assert calibration.fit_temperature(wide[:, ::2].T, labels.astype(np.uint8)) == expected
    assert calibration.fit_temperature(logits[::-1], labels[::-1]).temperature == pytest.approx(
        expected.temperature, rel=1e-13
    )


def test_masks_and_ignored_rows() -> None:
    logits, labels = sample(40, 6, 2, 2)
    masked = np.column_stack([logits, np.full(40, -np.inf)])
    expected = calibration.fit_temperature(logits, labels)
    fit = calibration.fit_temperature(masked, labels)
    assert fit.temperature == pytest.approx(expected.temperature, rel=1e-13)
    with_others = np.concatenate([logits, np.full((3, 6), np.nan)])
    ignored = calibration.fit_temperature(with_others, [*labels, 7, 7, 7], ignore_index=7)
    assert ignored == expected
    assert ignored.n == 40


def plain_calibration(p: Array, accuracy: Array, n_bins: int) -> tuple[float, float]:
    confidence = p.max(axis=1)
    edges = np.arange(n_bins + 1) / n_bins
    expected = maximum = 0.0
    for low, high in itertools.pairwise(edges):
        inside = (confidence > low) & (confidence <= high)
        if inside.any():
            difference = abs(accuracy[inside].mean() - confidence[inside].mean())
            expected += inside.mean() * difference
            maximum = max(maximum, difference)
    return expected, maximum


@pytest.mark.parametrize("n_bins", [1, 2, 10, 15, 1000])
def test_calibration_error(n_bins: int) -> None:
    logits, labels = sample(3000, 8, 2, 2)
    for temperature in (1.0, 2.0):
        p = softmax(logits / temperature, axis=1)
        expected = plain_calibration(p, p.argmax(axis=1) == labels, n_bins)
        of_p = calibration.calibration_error(p, labels, n_bins=n_bins)
        of_logits = calibration.calibration_error(
            logits, labels, space="logits", temperature=temperature, n_bins=n_bins
        )
        of_logs = calibration.calibration_error(np.log(p), labels, space="log", n_bins=n_bins)
        for result in (of_p, of_logits, of_logs):
            np.testing.assert_allclose(result[:2], expected, rtol=1e-11)
            assert result.bins["count"].sum() == result.n == 3000
        assert of_p.accuracy == np.mean(p.argmax(axis=1) == labels)


def test_confidences_on_edges() -> None:
    n = 10
    confidence = np.arange(6, n + 1) / n
    p = np.column_stack([confidence, 1 - confidence])
    result = calibration.calibration_error(p, np.zeros(5, int), n_bins=n)
    np.testing.assert_array_equal(result.bins["count"], [0, 0, 0, 0, 0, 1, 1, 1, 1, 1])
    filled = result.bins[5:]
    np.testing.assert_allclose(filled["confidence"], confidence, rtol=1e-15)
    assert np.isnan(result.bins["accuracy"][:5]).all()


def test_ties_go_to_the_first() -> None:
    p = [[0.5, 0.5], [0.5, 0.5]]
    assert calibration.calibration_error(p, [0, 1]).accuracy == 0.5
    soft = calibration.calibration_error(p, soft_labels=[[0.75, 0.25], [0.25, 0.75]])
    assert soft.accuracy == 0.5
    assert soft.expected == 0


def test_fit_and_calibration_error_agree() -> None:
    logits, labels = sample(2000, 5, 3, 2)
    fit = calibration.fit_temperature(logits, labels)
    after = calibration.calibration_error(
        logits, labels, space="logits", temperature=fit.temperature
    )
    assert after.expected == pytest.approx(fit.ece_after, rel=1e-12)
    assert fit.ece_after < fit.ece_before


def test_ends_of_the_range() -> None:
    assert calibration.fit_temperature([[1.0, 2.0]], [1]).temperature == 0
    worst = calibration.fit_temperature([[1.0, 2.0]], [0])
    assert worst.temperature == math.inf
    assert worst.loss_after == pytest.approx(float(logsumexp([0, 0])), rel=1e-15)
    flat = calibration.fit_temperature([[1.0, 1.0]], [0], temperature=4)
    assert (flat.temperature, flat.converged) == (4, True)
    missing = calibration.fit_temperature([[1.0, math.nan]], [0])
    assert math.isnan(missing.temperature)
    assert not missing.converged
    assert math.isnan(calibration.calibration_error([[0.5, math.nan]], [0]).expected)


@pytest.mark.parametrize("n", [1, 8, 1000, 1025, 40_000])
def test_threads(n: int) -> None:
    logits, labels = sample(80_000 // n + 2, n, 2, 2)
    results = {calibration.fit_temperature(logits, labels, threads=k) for k in (1, 2, 7)}
    assert len({tuple(map(repr, result)) for result in results}) == 1


def test_instruction_sets_give_the_same_bits() -> None:
    logits, labels = sample(700, 13, 2, 2)
    before = kullback.cpu_level()
    fits = set()
    for level in ("baseline", "x86-64-v3", before):
        kullback.limit_cpu_level(level)
        fits.add(calibration.fit_temperature(logits, labels))
    assert len(fits) == 1
