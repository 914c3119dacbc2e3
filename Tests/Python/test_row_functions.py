"""Smoothing and coarse-graining: values, layouts, errors, and that divergences do not grow."""

import math
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

import kullback as kb
from kullback import Status

RNG = np.random.default_rng(5)
WEIGHTS: list[list[float]] = [
    [3, 0, 1],
    [1e-300, 1, 1e300],
    [5e-324, 0, 1e-323],
    [1.7e308, 1.7e308, 1.0],
    [0.1, 0.2, 0.7],
    *RNG.lognormal(sigma=20, size=(20, 3)).tolist(),
]


def additive(row: list[float], amount: float) -> list[Fraction]:
    total = sum(map(Fraction, row)) + len(row) * Fraction(amount)
    return [(Fraction(x) + Fraction(amount)) / total for x in row]


def mixed(row: list[float], weight: float) -> list[Fraction]:
    share = Fraction(weight)
    total = sum(map(Fraction, row))
    return [(1 - share) * Fraction(x) / total + share / len(row) for x in row]


def expect_near(row: Any, expected: list[Fraction], bound: float) -> None:
    for x, exact in zip(row.tolist(), expected, strict=True):
        # Half of the smallest subnormal is the error of rounding what is less than normal.
        assert abs(Fraction(x) - exact) <= exact * Fraction(bound) + Fraction(2**-1074)
    assert abs(float(sum(map(Fraction, row.tolist())) - 1)) <= 1e-15


@pytest.mark.parametrize("amount", [0, 1, 0.5, 1 / 3, 1e-320, 1e-9, 1e308])
def test_additive_smoothing_is_that_of_exact_arithmetic(amount: float) -> None:
    for row in WEIGHTS:
        expect_near(kb.smooth(row, amount), additive(row, amount), 5e-16)


@pytest.mark.parametrize("weight", [0, 1, 0.5, 0.1, 0.999, 1e-320, 1e-9])
def test_mixing_is_that_of_exact_arithmetic(weight: float) -> None:
    for row in WEIGHTS:
        expect_near(kb.mix_with_uniform(row, weight), mixed(row, weight), 6e-16)


def test_long_rows_sum_to_one() -> None:
    for row in (RNG.lognormal(sigma=2, size=100_000), np.full(99_991, 0.1), RNG.random(5000)):
        for smoothed in (kb.smooth(row), kb.smooth(row, 0), kb.mix_with_uniform(row, 0.3)):
            assert abs(math.fsum(smoothed) - 1) <= 1e-15


def test_axes_and_dtypes() -> None:
    counts = RNG.integers(0, 20, (4, 5, 6))
    expected = (counts + 1) / (counts + 1).sum(axis=1, keepdims=True)
    smoothed = kb.smooth(counts, axis=1)
    np.testing.assert_allclose(smoothed, expected, rtol=5e-16)
    np.testing.assert_array_equal(kb.smooth(counts * 1.0, axis=1, threads=2), smoothed)
    for dtype, result in (("f2", "f4"), ("f4", "f4"), (">f8", "f8"), ("u8", "f8"), ("i1", "f8")):
        converted = kb.smooth(counts.astype(dtype), axis=1)
        assert converted.dtype == result
        np.testing.assert_allclose(converted, expected, rtol=6e-8 if result == "f4" else 5e-16)
    assert kb.smooth(np.empty((0, 3))).shape == (0, 3)


def test_smoothing_makes_divergences_finite() -> None:
    p, q = [3, 0, 1], [2, 2, 0]
    assert kb.kl_divergence(p, q, normalize=True) == math.inf
    smoothed = kb.kl_divergence(kb.smooth(p, 0.5), kb.smooth(q, 0.5))
    assert smoothed == pytest.approx(0.36742769181079266, rel=1e-14)
    weights = kb.kl_divergence(np.add(p, 0.5), np.add(q, 0.5), normalize=True)
    assert smoothed == pytest.approx(float(weights), rel=1e-14)


def expect_error(status: Status, argument: str, call: Any) -> kb.DivergenceError:
    with pytest.raises(kb.DivergenceError) as caught:
        call()
    assert (caught.value.status, caught.value.argument) == (status, argument)
    return caught.value


def test_errors_of_smoothing() -> None:
    bad = np.ones((2, 3, 4))
    bad[1, 0, 2] = bad[1, 2, 1] = -3
    for call in (lambda: kb.smooth(bad), lambda: kb.mix_with_uniform(bad, 0.1)):
        error = expect_error(Status.PROBABILITY, "p", call)
        assert (error.row, error.index, error.value) == ((1, 0), 2, -3)
    error = expect_error(Status.PROBABILITY, "p", lambda: kb.smooth(bad, axis=1))
    assert (error.row, error.index) == ((1, 1), 2)
    expect_error(Status.NO_MASS, "p", lambda: kb.smooth([]))
    expect_error(Status.NO_MASS, "p", lambda: kb.smooth([[1, 1], [0, 0]], 0))
    expect_error(Status.NO_MASS, "p", lambda: kb.mix_with_uniform([0, 0], 1))
    np.testing.assert_array_equal(kb.smooth([0, 0]), [0.5, 0.5])
    for amount in (-1, math.inf, math.nan):
        error = expect_error(Status.OPTION, "pseudocount", lambda a=amount: kb.smooth([1], a))
        np.testing.assert_equal(error.value, amount)
        expect_error(Status.OPTION, "weight", lambda a=amount: kb.mix_with_uniform([1], a))
    with pytest.raises(TypeError, match="p has dtype complex128"):
        kb.smooth(np.array([1j]))
    with pytest.raises(ValueError, match="p is a single number"):
        kb.smooth(1.0)
    assert np.isnan(kb.smooth([[1.0, math.nan], [1.0, 1.0]])).tolist() == [[True] * 2, [False] * 2]


def test_coarse_graining_is_that_of_exact_arithmetic() -> None:
    for count in (1, 7, 1024, 3000):
        row = RNG.lognormal(sigma=10, size=count)
        bin_map = RNG.integers(0, 5, count)
        merged = kb.coarse_grain(row, bin_map, 6)
        expected = [math.fsum(row[bin_map == group]) for group in range(6)]
        np.testing.assert_array_equal(merged, expected)
    huge = kb.coarse_grain([2**53 - 2, 1, 1, 5], [0, 0, 0, 1])
    assert huge.tolist() == [2**53, 5]


def test_axes_of_coarse_graining() -> None:
    counts = RNG.integers(0, 20, (4, 5, 6))
    bin_map = [2, 0, 2, 2, 0]
    expected = np.stack(
        [counts[:, [1, 4]].sum(1), 0 * counts[:, 0], counts[:, [0, 2, 3]].sum(1)], 1
    )
    for dtype in ("i8", "f4", "f8", "u2"):
        merged = kb.coarse_grain(counts.astype(dtype), bin_map, axis=1)
        np.testing.assert_array_equal(merged, expected)
        assert merged.dtype == ("f4" if dtype == "f4" else "f8")
    assert kb.coarse_grain(counts, bin_map, 9, axis=1).shape == (4, 9, 6)
    assert kb.coarse_grain(np.empty((2, 0)), np.empty(0, int), 3).tolist() == [[0] * 3] * 2


def test_errors_of_coarse_graining() -> None:
    rows = np.ones((2, 3))
    for bin_map, index in (([0, 1, 3], 2), ([0, -1, 5], 1)):
        error = expect_error(
            Status.PARAMETER, "bin_map", lambda m=bin_map: kb.coarse_grain(rows, m, 3)
        )
        assert (error.row, error.index, error.value) == ((), index, bin_map[index])
    rows[1, 2] = math.inf
    error = expect_error(Status.PROBABILITY, "p", lambda: kb.coarse_grain(rows, [0, 0, 1]))
    assert (error.row, error.index) == ((1,), 2)
    with pytest.raises(TypeError, match="bin_map has dtype float64"):
        kb.coarse_grain([1, 1], [0.0, 1.0])
    with pytest.raises(ValueError, match=r"bin_map has shape \(2,\), not \(3,\)"):
        kb.coarse_grain(rows, [0, 1])
    with pytest.raises(ValueError, match="groups: -1 is negative"):
        kb.coarse_grain([], np.empty(0, int), -1)


@pytest.mark.parametrize("zeros", [False, True])
def test_data_processing_inequality(zeros: bool) -> None:
    """No divergence grows when bins are merged, in any map, but for rounding."""
    functions: list[Any] = [
        kb.kl_divergence,
        kb.jeffreys_divergence,
        kb.js_divergence,
        kb.js_distance,
        kb.cross_entropy,
    ]
    for _ in range(100):
        p, q = RNG.lognormal(sigma=2, size=(2, 12))
        if zeros:
            p[RNG.integers(0, 12, 4)] = 0
            q[RNG.integers(0, 12, 2)] = 0
        bin_map = RNG.integers(0, RNG.integers(1, 12), 12)
        merged = [kb.coarse_grain(row, bin_map) for row in (p, q)]
        for function in functions:
            fine = function(p, q, normalize=True)
            assert function(*merged, normalize=True) <= fine * (1 + 4e-15)
