"""Every discrete quantity against its definition, for rows of all kinds."""

from typing import Any

import mpmath  # type: ignore[import-untyped]
import numpy as np
import pytest
from numpy.typing import NDArray

import definitions
import kullback as kb

RANDOM = np.random.default_rng(5)


def random_pair(count: int) -> NDArray[Any]:
    return RANDOM.random((2, count)) * 2.0 ** -RANDOM.integers(0, 30, (2, count))


def shaken(count: int, size: float) -> NDArray[Any]:
    """Draw a row, and one that differs from it by about `size`, relatively."""
    row = RANDOM.random(count)
    return np.stack([row, row * (1 + size * RANDOM.choice([-1, 0, 1], count))])


PAIRS = {
    "dyadic": np.array([[0.5, 0.25, 0.25], [0.25, 0.25, 0.5]]),
    "two": np.array([[0.5, 0.5], [0.75, 0.25]]),
    "counts": np.array([np.arange(1.0, 11), np.arange(20.0, 30)]),
    "random of 8": random_pair(8),
    "random of 19": random_pair(19),
    "near": shaken(9, 2.0**-30),
    "nearer": shaken(8, 2.0**-45),
    "last bits": shaken(11, 2.0**-52),
    "last bits of float32": shaken(7, 2.0**-22),
    "scaled": np.array([[1.0, 2, 3, 4], [1.5, 3.0, 4.5, 6.0 + 2.0**-48]]),
    "far": np.array([[1.0, 1e-12, 1e-3], [1e-9, 1.0, 1e-20]]),
    "farther": np.array([[1.0, 1e-200, 1e-300, 0.25], [1e-300, 1.0, 1e-200, 0.25]]),
    "subnormal": np.array([[1.0, 5e-324, 1e-310], [1.0, 1e-320, 0.0]]),
    "zeros of p": np.array([[0.0, 0.5, 0.5, 0.0], [0.25, 0.25, 0.25, 0.25]]),
    "zeros of q": np.array([[0.25, 0.25, 0.25, 0.25], [0.0, 0.5, 0.5, 0.0]]),
    "zeros of both": np.array([[0.0, 0.5, 0.0, 0.5], [0.0, 0.0, 0.5, 0.5]]),
    "disjoint": np.array([[0.5, 0.5, 0.0], [0.0, 0.0, 1.0]]),
    "one-hot": np.array([[1.0, 0.0, 0.0], [0.2, 0.3, 0.5]]),
}
CASES = [(name, dtype) for name in PAIRS for dtype in (np.float64, np.float32)]


def check(value: Any, expected: Any, what: str) -> None:
    """Relative error as promised, or half the least positive number of the dtype's."""
    dtype = np.dtype(value.dtype)
    bound = mpmath.mpf(1e-14 if dtype == np.float64 else 1e-6)
    smallest = mpmath.mpf(float(np.finfo(dtype).smallest_subnormal))
    with mpmath.workdps(60):
        if expected > float(np.finfo(dtype).max):
            assert np.isinf(value), f"{what}: {value}, not inf"
            return
        error = abs(mpmath.mpf(float(value)) - expected)
        assert error <= bound * abs(expected) + smallest, (
            f"{what}: {value!r}, not {mpmath.nstr(expected, 20)}: "
            f"relative error {mpmath.nstr(error / abs(expected), 3) if expected else 'inf'}"
        )


@pytest.mark.parametrize(("pair", "dtype"), CASES)
@pytest.mark.parametrize("name", definitions.OF_TWO)
def test_of_two(name: str, pair: str, dtype: Any) -> None:
    p, q = PAIRS[pair].astype(dtype)
    expected = definitions.exact(definitions.OF_TWO[name], (p, q))
    check(getattr(kb, name)(p, q, normalize=True), expected, name)


@pytest.mark.parametrize(("pair", "dtype"), CASES)
@pytest.mark.parametrize("name", definitions.WITH_WEIGHT)
def test_with_a_weight(name: str, pair: str, dtype: Any) -> None:
    p, q = PAIRS[pair].astype(dtype)
    for weight in (0.5, 0.25, 0.99, 2.0**-20):
        expected = definitions.exact(definitions.WITH_WEIGHT[name], (p, q), weight)
        check(getattr(kb, name)(p, q, weight, normalize=True), expected, f"{name}, {weight}")


@pytest.mark.parametrize(("pair", "dtype"), CASES)
@pytest.mark.parametrize("name", definitions.WITH_ORDER)
def test_with_an_order(name: str, pair: str, dtype: Any) -> None:
    p, q = PAIRS[pair].astype(dtype)
    for order in definitions.ORDERS[name]:
        expected = definitions.exact(definitions.WITH_ORDER[name], (p, q), order)
        check(getattr(kb, name)(p, q, order, normalize=True), expected, f"{name}, {order}")


@pytest.mark.parametrize(("pair", "dtype"), CASES)
@pytest.mark.parametrize("name", definitions.OF_ONE)
def test_entropies(name: str, pair: str, dtype: Any) -> None:
    for row in PAIRS[pair].astype(dtype):
        for order in definitions.ORDERS[name]:
            expected = definitions.exact(definitions.OF_ONE[name], (row,), order)
            check(getattr(kb, name)(row, order, normalize=True), expected, f"{name}, {order}")


@pytest.mark.parametrize(("pair", "dtype"), CASES)
def test_self_information(pair: str, dtype: Any) -> None:
    for row in PAIRS[pair].astype(dtype):
        exact = definitions.exact(definitions.self_information, (row,))
        values: Any = kb.self_information(row, normalize=True)
        for value, expected in zip(values, exact, strict=True):
            check(value, expected, "self-information")


@pytest.mark.parametrize(("pair", "dtype"), CASES)
@pytest.mark.parametrize("name", definitions.CONTRIBUTIONS)
def test_contributions(name: Any, pair: str, dtype: Any) -> None:
    def contributions(p: Any, q: Any) -> Any:
        return [definitions.CONTRIBUTIONS[name](a, b) for a, b in zip(p, q, strict=True)]

    p, q = PAIRS[pair].astype(dtype)
    values: Any = kb.pointwise_divergence(p, q, name, normalize=True)
    for value, expected in zip(values, definitions.exact(contributions, (p, q)), strict=True):
        check(value, expected, name)
