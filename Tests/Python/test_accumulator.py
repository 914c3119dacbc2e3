"""Accumulators: exact sums, merging in any order, and rows that are refused."""

import math
import random
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

import kullback as kb
from kullback import Accumulator, Status


def filled(bins: int, p: Any, q: Any) -> Accumulator:
    accumulator = Accumulator(bins)
    accumulator.add(p, q)
    return accumulator


RNG = np.random.default_rng(0)
WEIGHTS = RNG.lognormal(sigma=3, size=(50, 7))


def test_sums_are_correctly_rounded() -> None:
    accumulator = filled(7, WEIGHTS, WEIGHTS[::-1])
    expected = [math.fsum(column) for column in WEIGHTS.T]
    np.testing.assert_array_equal(accumulator.sums("p"), expected)
    np.testing.assert_array_equal(accumulator.sums("q"), expected)


def test_counts_are_exact() -> None:
    accumulator = filled(2, [[2**53, 2**53 - 2], [1, 1], [1, 1]], [[2**62, 1]])
    assert accumulator.sums("p").tolist() == [2**53 + 2, 2**53]
    for _ in range(3):
        accumulator.merge(accumulator)
    assert accumulator.sums("q").tolist() == [2**65, 8]


def test_dtypes() -> None:
    counts = np.array([[1, 2, 3], [4, 5, 6]])
    expected = filled(3, counts, counts[0])
    for dtype in ("f2", "f4", "f8", ">f8", "i1", "u8", "i8", ">i4", "q"):
        assert filled(3, counts.astype(dtype), counts[0].astype(dtype)) == expected
    assert filled(3, np.asfortranarray(counts), counts[::-1][1]) == expected
    assert filled(1, [[True], [False]], [[1]]).sums("p") == 1


@pytest.mark.parametrize("bins", [1, 7, 1023, 1024, 1025, 3000])
def test_one_batch_is_row_by_row(bins: int) -> None:
    rows = RNG.lognormal(sigma=2, size=(6, bins))
    whole, single = Accumulator(bins), Accumulator(bins)
    whole.add(p=rows.reshape(2, 3, bins))
    for row in rows:
        single.add(p=row)
    assert whole == single
    for threads in (1, 2, 5):
        threaded = Accumulator(bins)
        threaded.add(p=rows, threads=threads)
        assert threaded == whole


def test_merging_in_random_orders_agrees() -> None:
    """Sums agree to 1e-30, and divergences to the accuracy contract."""
    generator = random.Random(1)
    shards = [filled(7, row, row[::-1]) for row in WEIGHTS]
    reference = filled(7, WEIGHTS, WEIGHTS[:, ::-1])
    expected = reference.divergence()
    exact = [sum(map(Fraction, column)) for column in WEIGHTS.T.tolist()]
    for _ in range(20):
        parts = [Accumulator.from_bytes(shard.to_bytes()) for shard in shards]
        while len(parts) > 1:
            part = parts.pop(generator.randrange(len(parts)))
            parts[generator.randrange(len(parts))].merge(part)
        (total,) = parts
        assert total.rows == reference.rows
        assert total.divergence() == pytest.approx(expected, rel=1e-15)
        numbers = np.frombuffer(total.to_bytes()[40:-8]).reshape(2, 2, 7)
        for high, low, value in zip(*numbers[0], exact, strict=True):
            assert abs(Fraction(high) + Fraction(low) - value) <= value * Fraction(1e-30)


def test_merging_commutes_to_the_bit() -> None:
    for a, b in zip(WEIGHTS[::2], WEIGHTS[1::2], strict=True):
        first, second = filled(7, a, b), filled(7, b, a)
        copy = Accumulator.from_bytes(first.to_bytes())
        first += second
        second += copy
        assert first == second


def test_divergence() -> None:
    accumulator = filled(2, [[3, 1]], [[2, 2], [3, 3]])
    p, q = [3.0, 1.0], [5.0, 5.0]
    assert accumulator.divergence() == kb.kl_divergence(p, q, normalize=True)
    expected = kb.js_distance(p, q, normalize=True, base=2)
    assert accumulator.divergence(kb.js_distance, base=2) == expected
    expected = kb.renyi_divergence(p, q, 2, normalize=True)
    assert accumulator.divergence(kb.renyi_divergence, alpha=2) == expected
    expected = kb.generalized_kl_divergence(p, q)
    assert accumulator.divergence(kb.generalized_kl_divergence, normalize=False) == expected
    assert accumulator.divergence(lambda p, q, normalize: p[0] + q[0]) == 8


def test_nearly_equal_sums_keep_their_digits() -> None:
    """KL of (1/2 + d, 1/2 - d) from the uniform distribution is 2 d^2 + 4/3 d^4 + ..."""
    accumulator = filled(2, [[2**40 + 1, 2**40 - 1]] * 3, [[7, 7]])
    assert accumulator.divergence() == pytest.approx(2.0**-81, rel=1e-14, abs=0)


def test_no_mass() -> None:
    accumulator = Accumulator(2)
    accumulator.add(p=[1, 1])
    with pytest.raises(kb.DivergenceError) as caught:
        accumulator.divergence()
    assert (caught.value.status, caught.value.argument) == (Status.NO_MASS, "q")


@pytest.mark.parametrize("bad", [-1.0, -5e-324, math.inf, -math.inf, math.nan])
def test_what_is_no_weight_changes_nothing(bad: float) -> None:
    accumulator = filled(3, WEIGHTS[:, :3], WEIGHTS[:, 3:6])
    before = accumulator.to_bytes()
    rows = np.ones((2, 4, 3))
    rows[1, 2, 1] = rows[1, 3, 0] = bad
    with pytest.raises(kb.DivergenceError) as caught:
        accumulator.add(p=[1, 1, 1], q=rows)
    error = caught.value
    assert (error.status, error.argument) == (Status.PROBABILITY, "q")
    assert (error.row, error.index) == ((1, 2), 1)
    np.testing.assert_equal(error.value, bad)
    assert accumulator.to_bytes() == before


def test_sums_above_the_largest_double() -> None:
    accumulator = filled(2, [1, 1e308], [1, 1])
    before = accumulator.to_bytes()
    calls: list[tuple[Any, Any]] = [
        (accumulator.add, [1, 1e308]),
        (accumulator.merge, accumulator),
    ]
    for function, argument in calls:
        with pytest.raises(kb.DivergenceError) as caught:
            function(argument)
        assert (caught.value.status, caught.value.argument) == (Status.PROBABILITY, "accumulator")
    assert accumulator.to_bytes() == before


def test_shapes_and_types() -> None:
    accumulator = Accumulator(3)
    with pytest.raises(ValueError, match="p has rows of 2, not 3 bins"):
        accumulator.add([1, 2])
    with pytest.raises(ValueError, match="q is a single number"):
        accumulator.add(q=1)
    with pytest.raises(TypeError, match="p has dtype complex128"):
        accumulator.add([1j, 1, 1])
    with pytest.raises(ValueError, match="other has 2, not 3 bins"):
        accumulator.merge(Accumulator(2))
    number: Any = 1
    with pytest.raises(TypeError):
        accumulator += number
    with pytest.raises(ValueError, match="bins: -1 is negative"):
        Accumulator(-1)
    with pytest.raises(MemoryError):
        Accumulator(2**60)
    side: Any = "r"
    with pytest.raises(ValueError, match="'r' is not one of 'p', 'q'"):
        accumulator.sums(side)
    accumulator.add(np.empty((0, 3)))
    assert accumulator.rows == (0, 0)


def test_a_copy_is_its_own() -> None:
    accumulator = filled(2, [1, 2], [3, 4])
    sums: NDArray[np.float64] = accumulator.sums("p")
    sums[0] = 9
    assert accumulator.sums("p").tolist() == [1, 2]
