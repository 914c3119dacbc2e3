"""Monte-Carlo estimates, from arrays and from callables."""

import math
import re
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

import kullback as kb
from kullback import DiagonalNormal, Normal, Status, estimators

DTYPES: list[Any] = [np.float64, np.float32]
RATIOS = np.random.default_rng(0).normal(0.3, 0.5, size=(3, 500))
TERMS: dict[estimators.Kind, Any] = {
    "k1": lambda ratio: ratio,
    "k2": lambda ratio: ratio**2 / 2,
    "k3": lambda ratio: np.expm1(-ratio) + ratio,
}


@pytest.mark.parametrize("kind", TERMS)
def test_mean_and_standard_error(kind: estimators.Kind) -> None:
    terms = TERMS[kind](RATIOS)
    estimate = estimators.from_log_ratio(RATIOS, kind)
    np.testing.assert_allclose(estimate.value, terms.mean(axis=-1), rtol=1e-12)
    error = terms.std(axis=-1, ddof=1) / math.sqrt(500)
    np.testing.assert_allclose(estimate.standard_error, error, rtol=1e-12)
    assert estimate.n == 500


def test_k3_is_the_default() -> None:
    assert estimators.from_log_ratio([1.0]).value == estimators.from_log_ratio([1.0], "k3").value


def test_axis_dtype_and_base() -> None:
    expected = estimators.from_log_ratio(RATIOS)
    moved = estimators.from_log_ratio(RATIOS.T, axis=0)
    np.testing.assert_array_equal(moved.value, expected.value)
    np.testing.assert_array_equal(moved.standard_error, expected.standard_error)
    assert moved.n == 500
    single = estimators.from_log_ratio(RATIOS.astype("f4"))
    assert (single.value.dtype, single.standard_error.dtype) == (np.float64, np.float64)
    np.testing.assert_allclose(single.value, expected.value, rtol=1e-6)
    bits = estimators.from_log_ratio(RATIOS, base=2)
    np.testing.assert_allclose(bits.value, expected.value / math.log(2), rtol=1e-14)


def test_one_sample_has_no_standard_error() -> None:
    estimate = estimators.from_log_ratio([0.25], "k1")
    assert estimate.value == 0.25
    assert math.isnan(estimate.standard_error)


def test_infinite_and_undefined_ratios() -> None:
    estimate = estimators.from_log_ratio([0.5, math.inf])
    assert estimate.value == math.inf
    assert math.isnan(estimate.standard_error)
    assert math.isnan(estimators.from_log_ratio([0.5, math.nan]).value)


def test_no_samples() -> None:
    with pytest.raises(kb.DivergenceError) as caught:
        estimators.from_log_ratio([])
    assert (caught.value.status, caught.value.argument) == (Status.COUNT, "log_ratio")


def test_unknown_kind() -> None:
    kind: Any = "k4"
    with pytest.raises(ValueError, match="'k4' is not one of 'k1', 'k2', 'k3'"):
        estimators.from_log_ratio([1.0], kind)
    with pytest.raises(ValueError, match="'k4'"):
        estimators.monte_carlo(Normal(0, 1), Normal(0, 1), 10, kind)


@pytest.mark.parametrize("kind", ["k1", "k3"])
@pytest.mark.parametrize(
    ("p", "q"),
    [
        (Normal(0, 1), Normal(0.5, 1.5)),
        (DiagonalNormal([0.0, 1.0, 2.0], 1.0), DiagonalNormal([0.1, 1.2, 1.9], 1.1)),
        (DiagonalNormal([0.0], 1.0), DiagonalNormal([0.5], 1.0)),
    ],
)
def test_closed_form_is_within_the_standard_error(p: Any, q: Any, kind: estimators.Kind) -> None:
    estimate = estimators.monte_carlo(p, q, 20_000, kind, seed=7)
    assert estimate.n == 20_000
    assert abs(estimate.value - kb.kl_divergence(p, q)) < 4 * estimate.standard_error


def test_seeds() -> None:
    p, q = Normal(0, 1), Normal(1, 1)
    first = estimators.monte_carlo(p, q, 5000, seed=1)
    assert first == estimators.monte_carlo(p, q, 5000, seed=np.random.default_rng(1))
    assert first != estimators.monte_carlo(p, q, 5000, seed=2)


def minus_square(x: Any) -> Any:
    return -x * x


def minus_half_square_from_one(x: Any) -> Any:
    return -0.5 * (x - 1) ** 2


@pytest.mark.parametrize("kind", TERMS)
@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("n", [1, 2, 4095, 4096, 4097, 10_000])
def test_callables_give_the_bits_of_the_array(n: int, dtype: Any, kind: estimators.Kind) -> None:
    x = np.random.default_rng(n).normal(size=n).astype(dtype)
    ratio = minus_square(x) - minus_half_square_from_one(x)
    assert ratio.dtype == dtype
    position = 0
    counts = []

    def sample(count: int) -> NDArray[Any]:
        nonlocal position
        counts.append(count)
        position += count
        return x[position - count : position]

    from_callables = estimators.monte_carlo_from_callables(
        sample, minus_square, minus_half_square_from_one, n, kind=kind, dtype=dtype
    )
    np.testing.assert_equal(tuple(from_callables), tuple(estimators.from_log_ratio(ratio, kind)))
    assert sum(counts) == n
    assert max(counts) <= 4096


def test_answers_in_double_are_rounded_to_single() -> None:
    x = np.random.default_rng(0).normal(size=1000)
    log_p = np.random.default_rng(1).normal(size=1000)
    log_q = np.random.default_rng(2).normal(size=1000)
    seen = []

    def log_density(y: Any) -> NDArray[np.float64]:
        seen.append(y)
        return log_p

    estimate = estimators.monte_carlo_from_callables(
        lambda _: x, log_density, lambda _: log_q, 1000, dtype=np.float32
    )
    assert seen[0].dtype == np.float32
    np.testing.assert_array_equal(seen[0], x.astype(np.float32))
    rounded = log_p.astype(np.float32) - log_q.astype(np.float32)
    assert estimate == estimators.from_log_ratio(rounded)
    assert estimate.value != estimators.from_log_ratio(log_p - log_q).value


def test_distributions_in_single() -> None:
    p, q = Normal(0, 1), Normal(0.5, 1.5)
    x = p.sample(1000, np.random.default_rng(3)).astype(np.float32)
    ratio = p.log_prob(x).astype(np.float32) - q.log_prob(x).astype(np.float32)
    estimate = estimators.monte_carlo(p, q, 1000, seed=3, dtype=np.float32, base=2)
    assert estimate == estimators.from_log_ratio(ratio, base=2)


@pytest.mark.parametrize(
    "dtype", [np.float16, np.longdouble, int, ">f4", complex, None, "single-ish"]
)
def test_dtypes_that_are_refused(dtype: Any) -> None:
    message = re.escape(f"dtype: {dtype!r} is not float64 or float32")
    with pytest.raises(ValueError, match=message):
        run("sample", np.zeros, dtype=dtype)
    with pytest.raises(ValueError, match=message):
        estimators.monte_carlo(Normal(0, 1), Normal(0, 1), 10, dtype=dtype)


def zeros(x: Any) -> NDArray[np.float64]:
    return np.zeros(len(x))


@pytest.mark.parametrize("dtype", DTYPES)
def test_log_densities_see_read_only_samples(dtype: Any) -> None:
    seen = []

    def log_density(x: Any) -> NDArray[np.float64]:
        seen.append(x)
        return zeros(x)

    def draw(count: int) -> NDArray[np.float32]:
        return np.arange(3 * count, dtype=np.float32).reshape(count, 3)

    estimators.monte_carlo_from_callables(
        draw, log_density, log_density, 10, dimension=3, dtype=dtype
    )
    for x in seen:
        assert (x.shape, x.dtype, x.flags.writeable) == ((10, 3), dtype, False)
        np.testing.assert_array_equal(x, draw(10))


@pytest.mark.parametrize("dtype", DTYPES)
def test_lists_and_integers_are_arrays_too(dtype: Any) -> None:
    estimate = estimators.monte_carlo_from_callables(
        lambda count: [1] * count,
        lambda x: [3] * len(x),
        lambda x: [1] * len(x),
        4,
        kind="k1",
        dtype=dtype,
    )
    assert (estimate.value, estimate.standard_error) == (2, 0)


class ExpectedError(Exception):
    """Raised by a callable."""


def fails(_: Any) -> NDArray[np.float64]:
    raise ExpectedError("from the callable")


CALLABLES: dict[str, Any] = {"sample": np.zeros, "log_p": zeros, "log_q": zeros}


def run(name: str, replacement: Any, n: int = 5000, **options: Any) -> estimators.Estimate:
    callables = {**CALLABLES, name: replacement}
    sample, log_p, log_q = callables.values()
    return estimators.monte_carlo_from_callables(sample, log_p, log_q, n, **options)


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("name", CALLABLES)
def test_exceptions_of_callables_are_passed_on(name: str, dtype: Any) -> None:
    with pytest.raises(ExpectedError, match="from the callable") as caught:
        run(name, fails, dtype=dtype)
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("name", CALLABLES)
def test_exceptions_of_a_later_batch(name: str, dtype: Any) -> None:
    calls = 0

    def second_fails(argument: Any) -> NDArray[np.float64]:
        nonlocal calls
        calls += 1
        if calls == 2:
            raise KeyboardInterrupt
        return np.zeros(argument if name == "sample" else len(argument))

    with pytest.raises(KeyboardInterrupt):
        run(name, second_fails, dtype=dtype)
    assert calls == 2


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("name", CALLABLES)
@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (np.zeros(7), r"{} returned an array of shape \(7,\), not \(10,\)"),
        (np.zeros((10, 1)), r"{} returned an array of shape \(10, 1\), not \(10,\)"),
        (0.0, r"{} returned an array of shape \(\), not \(10,\)"),
        (np.zeros(10, complex), "{} returned an array of complex128"),
        (np.zeros(10, np.longdouble), "{} returned an array of "),
        (None, "{} returned an array of object"),
        (["a"] * 10, "{} returned an array of <U1"),
    ],
)
def test_answers_of_another_shape_or_dtype(
    name: str, answer: Any, message: str, dtype: Any
) -> None:
    with pytest.raises(ValueError, match=message.format(name)):
        run(name, lambda _: answer, n=10, dtype=dtype)


def test_samples_of_another_dimension() -> None:
    with pytest.raises(ValueError, match=r"sample returned .* \(10, 2\), not \(10, 3\)"):
        run("sample", lambda count: np.zeros((count, 2)), n=10, dimension=3)
    with pytest.raises(ValueError, match=r"sample returned .* \(10,\), not \(10, 1\)"):
        run("sample", np.zeros, n=10, dimension=1)


@pytest.mark.parametrize("name", ["log_p", "log_q"])
def test_nan_is_an_answer(name: str) -> None:
    assert math.isnan(run(name, lambda x: np.full(len(x), math.nan)).value)


def test_what_is_not_callable() -> None:
    with pytest.raises(TypeError, match="not callable"):
        run("log_q", 1.0)


@pytest.mark.parametrize("n", [0, -1])
def test_n_must_be_positive(n: int) -> None:
    with pytest.raises(ValueError, match=f"n: {n} is not"):
        run("sample", np.zeros, n=n)
    with pytest.raises(ValueError, match=f"dimension: {n} is not"):
        run("sample", np.zeros, dimension=n)


def test_a_batch_of_distributions_is_refused() -> None:
    with pytest.raises(ValueError, match=r"sample returned an array of shape \(10, 2\)"):
        estimators.monte_carlo(Normal([0, 1], 1), Normal(0, 1), 10, seed=0)


def test_a_call_within_a_callable() -> None:
    """The library keeps no state between calls, so that they nest."""
    inner = []

    def log_density(x: NDArray[np.float64]) -> NDArray[np.float64]:
        inner.append(estimators.monte_carlo(Normal(0, 1), Normal(1, 1), 100, seed=0).value)
        return zeros(x)

    assert run("log_p", log_density, n=10).value == 0
    assert inner == [estimators.monte_carlo(Normal(0, 1), Normal(1, 1), 100, seed=0).value]
