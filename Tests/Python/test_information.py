"""Tables and sets of distributions: exact values, layouts, dtypes, options and errors."""

import json
import math
import pathlib
from collections.abc import Callable, Iterator
from typing import Any, cast

import numpy as np
import pytest
from numpy.testing import assert_array_equal

import kullback
from kullback import _core, _tables
from kullback._settings import settings

VECTORS = pathlib.Path(__file__).parent.parent / "Vectors" / "information"
RNG = np.random.default_rng(20240229)

QUANTITIES: dict[Callable[..., Any], float] = {
    kullback.mutual_information: 0.2599301927099795,
    kullback.total_correlation: 0.2599301927099795,
    kullback.variation_of_information: 2.0794415416798357,
    kullback.joint_entropy: 2.339371734389815,
    kullback.conditional_entropy: 0.9530773732699249,
    kullback.normalized_mutual_information: 0.2,
}
# Cover & Thomas, Elements of Information Theory, Example 2.2.1.
PUBLISHED = np.array([[4, 2, 1, 1], [2, 4, 1, 1], [2, 2, 2, 2], [8, 0, 0, 0]]) / 32


def cases(name: str) -> Any:
    return json.loads((VECTORS / name).read_text(encoding="utf-8"))


def minimal_standard(count: int) -> Iterator[int]:
    seed = 1
    for _ in range(count):
        seed = seed * 48271 % (2**31 - 1)
        yield 1000000 + seed % 1000


def assert_near(value: Any, expected: Any, tolerance: float = 1e-14) -> None:
    expected = float(expected)
    assert abs(value - expected) <= tolerance * abs(expected), (value, expected)


@pytest.mark.parametrize("case", cases("tables.json"), ids=lambda case: case["id"])
def test_vectors_of_tables(case: dict[str, Any]) -> None:
    elements = case["elements"] or list(minimal_standard(math.prod(case["shape"])))
    joint = np.array(elements, dtype=float).reshape(case["shape"])
    for name, expected in case["expected"].items():
        options = settings(getattr(_core, name), normalize=True)
        assert_near(_tables.information(joint, None, options, True), expected)


@pytest.mark.parametrize("case", cases("among.json"), ids=lambda case: case["id"])
def test_vectors_of_sets(case: dict[str, Any]) -> None:
    value = kullback.js_among(case["rows"], case["weights"], normalize=True)
    assert_near(value, case["expected"])


@pytest.mark.parametrize(("function", "expected"), QUANTITIES.items())
def test_published_values(function: Callable[..., Any], expected: float) -> None:
    assert_near(function(PUBLISHED), expected)
    if function is not kullback.normalized_mutual_information:
        assert_near(function(PUBLISHED, base=2), expected / math.log(2))


@pytest.mark.parametrize("function", QUANTITIES)
@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64, np.int64, np.uint8])
def test_dtypes(function: Callable[..., Any], dtype: Any) -> None:
    table = (PUBLISHED * 32).astype(dtype)
    value = function(table, normalize=True)
    single = np.dtype(dtype).kind == "f" and np.dtype(dtype).itemsize < 8
    assert value.dtype == (np.float32 if single else np.float64)
    assert value == np.asarray(function(PUBLISHED * 32, normalize=True)).astype(value.dtype)


@pytest.mark.parametrize("function", QUANTITIES)
def test_a_batch_is_its_tables_whatever_the_layout(function: Callable[..., Any]) -> None:
    batch = RNG.random((3, 2, 5, 7))
    expected = [[function(table, normalize=True) for table in row] for row in batch]
    assert_array_equal(function(batch, normalize=True, **axes(function)), expected)
    backwards = np.ascontiguousarray(batch[::-1, :, ::-1, ::-1])[:, :, ::-1, ::-1]
    assert_array_equal(function(backwards, normalize=True, **axes(function)), expected[::-1])
    moved = np.moveaxis(batch, (2, 3), (0, 1))
    assert_array_equal(function(moved, normalize=True, **axes(function, 0, 1)), expected)
    assert function(np.zeros((0, 5, 7)), **axes(function)).shape == (0,)


def axes(function: Callable[..., Any], x: int = -2, y: int = -1) -> dict[str, Any]:
    is_conditional = function is kullback.conditional_entropy
    return {"axis": y, "given": x} if is_conditional else {"axis": (x, y)}


def test_axes_of_three_variables() -> None:
    joint = RNG.random((2, 3, 4, 5))
    expected = [kullback.conditional_mutual_information(table, normalize=True) for table in joint]
    moved = np.transpose(joint, (3, 1, 0, 2))
    value = kullback.conditional_mutual_information(moved, axis=(1, 3), given=0, normalize=True)
    assert_array_equal(value, expected)
    assert_near(
        kullback.conditional_entropy(joint[0], axis=2, given=(0, 1), normalize=True),
        kullback.joint_entropy(joint[0], normalize=True)
        - kullback.joint_entropy(joint[0].sum(axis=2), normalize=True),
    )


def test_independent_integers_give_zero() -> None:
    factors = [RNG.integers(1, 1000, size) for size in (30, 20, 7)]
    plane = np.multiply.outer(factors[0], factors[1])
    cube = np.multiply.outer(plane, factors[2])
    assert kullback.mutual_information(plane, normalize=True) == 0
    assert kullback.total_correlation(cube, normalize=True) == 0
    assert kullback.conditional_mutual_information(cube, normalize=True) == 0
    assert kullback.normalized_mutual_information(plane, normalize=True) == 0


@pytest.mark.parametrize("deviation", [1e-3, 1e-8, 1e-14])
def test_information_is_never_negative(deviation: float) -> None:
    for _ in range(200):
        plane = np.multiply.outer(RNG.random(4), RNG.random(3))
        plane *= 1 + deviation * RNG.uniform(-1, 1, plane.shape)
        assert kullback.mutual_information(plane, normalize=True) > 0


def test_what_determines_the_other_has_all_its_information() -> None:
    diagonal = np.diag(RNG.random(9))
    entropy = kullback.entropy(np.diag(diagonal), normalize=True)
    assert_near(kullback.mutual_information(diagonal, normalize=True), entropy)
    assert kullback.conditional_entropy(diagonal, normalize=True) == 0
    assert kullback.variation_of_information(diagonal, normalize=True) == 0
    for average in ("arithmetic", "geometric", "min", "max", "joint"):
        value = kullback.normalized_mutual_information(diagonal, average=average, normalize=True)
        assert 1 - 1e-14 <= value <= 1


def test_normalized_mutual_information_of_constants() -> None:
    for average in ("arithmetic", "geometric", "min", "max", "joint"):
        assert kullback.normalized_mutual_information([[1.0]], average=average) == 1
        assert kullback.normalized_mutual_information([[0.5, 0.5]], average=average) == 0


@pytest.mark.parametrize("deviation", [1, 1e-8])
@pytest.mark.parametrize("length", [2, 100, 1025])
def test_two_distributions_are_those_of_js_divergence(deviation: float, length: int) -> None:
    p = RNG.random(length)
    q = p * (1 + deviation * RNG.uniform(-1, 1, length))
    expected = kullback.js_divergence(p, q, normalize=True)
    assert_near(kullback.js_among([p, q], normalize=True), expected, 2e-14)


def test_distributions_along_any_axes() -> None:
    sets = RNG.random((4, 3, 11))
    weights = [0.5, 0.125, 0.375]
    expected = [kullback.js_among(rows, weights, normalize=True) for rows in sets]
    assert_array_equal(kullback.js_among(sets, weights, normalize=True), expected)
    moved = np.transpose(sets, (2, 0, 1))
    value = kullback.js_among(moved, weights, axis=0, among_axis=2, normalize=True)
    assert_array_equal(value, expected)
    assert np.all(value < kullback.entropy(weights))


def test_equal_distributions_do_not_differ() -> None:
    assert (
        kullback.js_among(np.tile(RNG.random(50), (100, 1)), RNG.random(100), normalize=True) == 0
    )


@pytest.mark.parametrize("threads", [2, 5])
def test_threads_do_not_change_a_bit(threads: int) -> None:
    table = RNG.random((40, 40000))
    for function in (kullback.mutual_information, kullback.joint_entropy, kullback.js_among):
        one = function(table, normalize=True, threads=1)
        assert function(table, normalize=True, threads=threads) == one


def test_levels_do_not_change_a_bit() -> None:
    table, before = RNG.random((9, 1030)), kullback.cpu_level()
    results = set()
    for level in ("baseline", "x86-64-v3", "x86-64-v4"):
        kullback.limit_cpu_level(level)
        results.add(tuple(f(table, normalize=True) for f in (*QUANTITIES, kullback.js_among)))
    kullback.limit_cpu_level(before)
    assert len(results) == 1


def test_nan_gives_nan_for_its_table_only() -> None:
    batch = RNG.random((2, 3, 3))
    batch[0, 1, 1] = np.nan
    for function in QUANTITIES:
        values = function(batch, normalize=True, **axes(function))
        assert_array_equal(np.isnan(values), [True, False])
    assert_array_equal(np.isnan(kullback.js_among(batch, normalize=True)), [True, False])


def failure(call: Callable[[], object]) -> tuple[Any, ...]:
    with pytest.raises(kullback.DivergenceError) as caught:
        call()
    error = caught.value
    status = cast(kullback.Status, error.status)
    return status.name, error.argument, error.row, error.index, error.value


def test_errors_say_where() -> None:
    batch = np.full((2, 3, 2, 2), 0.25)
    batch[1, 2] = [[0.5, 0.5], [-0.5, 0.5]]
    batch[1, 1] = [[0.5, 0.25], [0.5, 0.5]]
    found = failure(lambda: kullback.mutual_information(batch))
    assert found == ("SUM", "joint", (1, 1), None, 1.75)
    found = failure(lambda: kullback.mutual_information(batch, normalize=True))
    assert found == ("PROBABILITY", "joint", (1, 2), 2, -0.5)
    found = failure(lambda: kullback.joint_entropy(np.zeros((2, 2)), normalize=True))
    assert found == ("NO_MASS", "joint", (), None, 0)
    found = failure(lambda: kullback.joint_entropy(np.zeros((2, 0)), normalize=True))
    assert found == ("NO_MASS", "joint", (), None, 0)
    found = failure(lambda: kullback.mutual_information([[np.inf, np.nan]], normalize=True))
    assert found == ("PROBABILITY", "joint", (), 0, math.inf)


def test_errors_of_sets_say_which_distribution() -> None:
    sets = np.full((2, 3, 2), 0.5)
    sets[1, 2] = [0.5, 0.25]
    found = failure(lambda: kullback.js_among(sets))
    assert found == ("SUM", "distributions", (1, 2), None, 0.75)
    sets[1, 1, 1] = -1
    found = failure(lambda: kullback.js_among(sets))
    assert found == ("PROBABILITY", "distributions", (1, 1), 1, -1)
    found = failure(lambda: kullback.js_among([[1, 0], [0, 1]], [0.5, 0.75]))
    assert found == ("SUM", "weights", (), None, 1.25)
    found = failure(lambda: kullback.js_among([[1, 0], [0, 1]], [1.5, -0.5]))
    assert found == ("PROBABILITY", "weights", (), 1, -0.5)
    found = failure(lambda: kullback.js_among([[1, 0], [0, 1]], [0, 0], normalize=True))
    assert found == ("NO_MASS", "weights", (), None, 0)
    found = failure(lambda: kullback.js_among(np.zeros((0, 2))))
    assert found[0] == "NO_MASS"


def test_misuse() -> None:
    with pytest.raises(TypeError, match="joint has dtype complex128"):
        kullback.mutual_information([[1j]])
    with pytest.raises(ValueError, match="not two axes"):
        kullback.mutual_information(PUBLISHED, axis=(0, 1, 2))
    with pytest.raises(ValueError, match="repeated axis"):
        kullback.mutual_information(PUBLISHED, axis=(0, 0))
    with pytest.raises(ValueError, match="9 axes"):
        kullback.total_correlation(np.ones((1,) * 9))
    with pytest.raises(ValueError, match="weights has shape"):
        kullback.js_among(PUBLISHED, [1.0], normalize=True)
    with pytest.raises(ValueError, match="average"):
        kullback.normalized_mutual_information(
            PUBLISHED,
            average="harmonic",  # type: ignore[arg-type]
        )


def test_sums_within_the_tolerance_are_divided_out() -> None:
    near = PUBLISHED * (1 + 1e-7)
    for function in QUANTITIES:
        assert_near(function(near), function(PUBLISHED), 1e-13)
    found = failure(lambda: kullback.mutual_information(near, sum_tolerance=1e-8))
    assert found[0] == "SUM"


@pytest.mark.parametrize("scale", [1e-44, 1e-30, 1, 1e37])
def test_float32_agrees_with_float64(scale: float) -> None:
    for _ in range(20):
        table = (RNG.random((3, 4)) * scale).astype(np.float32) + np.float32(scale)
        exact = kullback.mutual_information(table.astype(float), normalize=True)
        assert_near(kullback.mutual_information(table, normalize=True), exact, 1e-6)
