"""Rows of ten million: the sums' errors must not grow with them."""

from collections.abc import Callable
from typing import Any, TypeAlias

import numpy as np
import pytest
from mpmath import fsum, log, mp, mpf, sqrt  # type: ignore[import-untyped]
from numpy.typing import NDArray

import kullback

Rows: TypeAlias = tuple[NDArray[Any], NDArray[Any]]

COUNT = 10_000_000
PERIODS = 13, 17


def mean(term: Callable[[Any, Any], Any]) -> Any:
    """Sum ``term(p, q)`` over the normalised rows, from the few pairs that they are made of."""
    period = PERIODS[0] * PERIODS[1]
    times = [(COUNT - 1 - i) // period + 1 for i in range(period)]
    pairs = [(mpf(1 + i % PERIODS[0]), mpf(1 + (i * i) % PERIODS[1])) for i in range(period)]
    p_sum = fsum(n * p for n, (p, _) in zip(times, pairs, strict=True))
    q_sum = fsum(n * q for n, (_, q) in zip(times, pairs, strict=True))
    return fsum(n * term(p / p_sum, q / q_sum) for n, (p, q) in zip(times, pairs, strict=True))


EXPECTED: dict[Callable[..., Any], Callable[[], Any]] = {
    kullback.entropy: lambda: -mean(lambda p, _: p * log(p)),
    kullback.kl_divergence: lambda: mean(lambda p, q: p * log(p / q)),
    kullback.js_divergence: lambda: mean(
        lambda p, q: (p * log(2 * p / (p + q)) + q * log(2 * q / (p + q))) / 2
    ),
    kullback.total_variation: lambda: mean(lambda p, q: abs(p - q)) / 2,
    kullback.chi2_divergence: lambda: mean(lambda p, q: (p - q) ** 2 / q),
    kullback.hellinger_distance: lambda: sqrt(mean(lambda p, q: (sqrt(p) - sqrt(q)) ** 2) / 2),
    kullback.triangular_discrimination: lambda: mean(lambda p, q: (p - q) ** 2 / (p + q)),
}
OF_ORDER: dict[Callable[..., Any], Callable[[Any], Any]] = {
    kullback.renyi_divergence: lambda a: log(mean(lambda p, q: p**a * q ** (1 - a))) / (a - 1),
    kullback.tsallis_divergence: lambda a: (mean(lambda p, q: p**a * q ** (1 - a)) - 1) / (a - 1),
    kullback.renyi_entropy: lambda a: log(mean(lambda p, _: p**a)) / (1 - a),
}


@pytest.fixture(scope="module")
def rows() -> Rows:
    index = np.arange(COUNT)
    return 1.0 + index % PERIODS[0], 1.0 + index**2 % PERIODS[1]


def check(result: Any, expected: Any, tolerance: float) -> None:
    assert abs(mpf(float(result)) - expected) <= tolerance * expected


@pytest.mark.parametrize("function", EXPECTED, ids=lambda function: function.__name__)
def test_long_rows(function: Callable[..., Any], rows: Rows) -> None:
    operands = rows[:1] if function is kullback.entropy else rows
    with mp.workdps(50):
        expected = EXPECTED[function]()
        check(function(*operands, normalize=True), expected, 1e-14)
        single = [x.astype(np.float32) for x in operands]
        check(function(*single, normalize=True), expected, 1e-6)


@pytest.mark.parametrize("order", [0.3, 2.5])
@pytest.mark.parametrize("function", OF_ORDER, ids=lambda function: function.__name__)
def test_long_rows_of_an_order(function: Callable[..., Any], order: float, rows: Rows) -> None:
    operands = rows[:1] if function is kullback.renyi_entropy else rows
    with mp.workdps(50):
        check(function(*operands, order, normalize=True), OF_ORDER[function](mpf(order)), 1e-14)


def test_near_equal_long_rows(rows: Rows) -> None:
    """At ten million, a difference of 1e-8 in every element, and a KL divergence near 1e-17."""
    p = rows[0]
    q = p * np.where(np.arange(COUNT) % 2 == 0, 1 + 1e-8, 1 - 1e-8)
    with mp.workdps(50):
        pairs, times = np.unique(p + 1j * q, return_counts=True)  # far quicker than of columns
        columns = [
            (mpf(int(n)), mpf(float(pair.real)), mpf(float(pair.imag)))
            for n, pair in zip(times, pairs, strict=True)
        ]
        p_sum, q_sum = fsum(n * a for n, a, _ in columns), fsum(n * b for n, _, b in columns)
        ratio = q_sum / p_sum
        expected = fsum(n * a / p_sum * log(a / b * ratio) for n, a, b in columns)
        check(kullback.kl_divergence(p, q, normalize=True), expected, 1e-14)
