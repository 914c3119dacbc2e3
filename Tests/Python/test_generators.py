"""Generators by name against their plain formulas in mpmath, with 120 digits."""

import math
from collections.abc import Callable
from typing import Any, TypeAlias, cast

import mpmath as mp  # type: ignore[import-untyped]
import numpy as np
import pytest
from mpmath import mpf
from numpy.typing import NDArray

import kullback
from kullback import DivergenceError, generators

Function: TypeAlias = Callable[[Any], Any]
Functions: TypeAlias = tuple[Function, Function, Function]  # f, f' and f''

DIGITS = 120
LARGEST, TINY = mpf(math.ldexp(1, 1023)) * 2, mpf(2) ** -1000

NEAR_ONE = [1 + sign * 2.0**-k for k in (1, 2, 5, 20, 40, 52) for sign in (1, -1)]
RATIOS = [*NEAR_ONE, 5e-324, 1e-310, 1e-100, 1e-5, 0.03, 0.4, 0.66, 0.67, 1.49, 1.51, 2.4, 30, 1e5]
RATIOS += [1e100, 1.7e308]
NEAR_ZERO = [sign * 2.0**-k for k in (1, 2, 5, 20, 60, 300) for sign in (1, -1)]
SLOPES = [*NEAR_ZERO, -0.7, -0.99, -1.9, -2.9, -5, -20, -700, -1e5, -1e100, 0.6, 0.69, 0.9, 1.5, 5]
SLOPES += [20, 700, 1e5, 1e100]


def power(order: Any, scale: Any = 1) -> Functions:
    a, scale = mpf(order), mpf(scale)

    def f(t: Any) -> Any:
        if a in {0, 1}:
            return scale * (t - 1 - mp.log(t) if a == 0 else t * mp.log(t) - t + 1)
        return scale * (t**a - a * t + a - 1) / (a * (a - 1))

    def slope(t: Any) -> Any:
        return scale * (mp.log(t) if a == 1 else (t ** (a - 1) - 1) / (a - 1))

    return f, slope, lambda t: scale * t ** (a - 2)


def js(weight: float) -> Functions:
    w = mpf(weight)

    def m(t: Any) -> Any:
        return w * t + 1 - w

    return (
        lambda t: w * t * mp.log(t / m(t)) - (1 - w) * mp.log(m(t)),
        lambda t: w * mp.log(t / m(t)),
        lambda t: w * (1 - w) / (t * m(t)),
    )


def skew(weight: float) -> Functions:
    w = mpf(weight)

    def m(t: Any) -> Any:
        return (1 - w) * t + w

    return (
        lambda t: t * mp.log(t / m(t)) - w * (t - 1),
        lambda t: mp.log(t / m(t)) + 1 - (1 - w) * t / m(t) - w,
        lambda t: w * w / (t * m(t) ** 2),
    )


JEFFREYS: Functions = (
    lambda t: (t - 1) * mp.log(t),
    lambda t: mp.log(t) + 1 - 1 / t,
    lambda t: 1 / t + 1 / t**2,
)
TRIANGULAR: Functions = (
    lambda t: (t - 1) ** 2 / (t + 1),
    lambda t: (t - 1) * (t + 3) / (t + 1) ** 2,
    lambda t: 8 / (t + 1) ** 3,
)

with mp.workdps(DIGITS):
    CASES: dict[str, tuple[generators.Generator, Functions]] = {
        "KL": (generators.KL, power(1)),
        "REVERSE_KL": (generators.REVERSE_KL, power(0)),
        "JEFFREYS": (generators.JEFFREYS, JEFFREYS),
        "JS": (generators.JS, js(0.5)),
        "K": (generators.K, skew(0.5)),
        "PEARSON_CHI2": (generators.PEARSON_CHI2, power(2, 2)),
        "NEYMAN_CHI2": (generators.NEYMAN_CHI2, power(-1, 2)),
        "SQUARED_HELLINGER": (generators.SQUARED_HELLINGER, power(0.5, 0.25)),
        "TRIANGULAR": (generators.TRIANGULAR, TRIANGULAR),
    }
    for w in (0.1, 0.9, 1e-3, 0.999):
        CASES[f"js {w}"] = (generators.js(w), js(w))
        CASES[f"skew {w}"] = (generators.skew(w), skew(w))
    CASES["skew 1"] = (generators.skew(1), power(1))
    for alpha in (0.1, -0.7, 0.999, 3, -5, 0, 1, -1):
        CASES[f"alpha {alpha}"] = (generators.alpha(alpha), power((1 - mpf(alpha)) / 2))
    for order in (0.1, -0.7, -1, 0, 1, 2 / 3, -0.5, 1e-9, -1 + 2**-40, 20):
        CASES[f"cressie_read {order}"] = (generators.cressie_read(order), power(mpf(order) + 1))
    for order in (0.1, 1, 2, 1 + 2**-30, 1e-7):
        CASES[f"tsallis {order}"] = (generators.tsallis(order), power(order, order))

over_cases = pytest.mark.parametrize("name", CASES)


def assert_accurate(got: Any, expected: Any, where: Any) -> None:
    """To 1e-14, down to where products of tiny numbers lose digits; and infinite beyond doubles."""
    if abs(expected) > LARGEST:
        assert math.isinf(got), where
    elif abs(expected) < TINY:
        assert abs(got) <= TINY, where
    else:
        assert math.isfinite(got), where
        assert abs(got / expected - 1) <= 1e-14, (where, got, expected)


@over_cases
def test_values_and_derivatives(name: str) -> None:
    generator, functions = CASES[name]
    asked: tuple[Function, ...] = (generator, generator.derivative, generator.second_derivative)
    with mp.workdps(DIGITS + 650):
        for ask, function in zip(asked, functions, strict=True):
            for t, got in zip(RATIOS, ask(RATIOS), strict=True):
                assert_accurate(got, function(mpf(t)), (ask, t))


def inverse(slope: Function, second: Function, u: Any) -> Any:
    """T with f'(t) = u, by bisection and Newton's method in log t; None outside of the range."""
    low, high = mpf(-5000), mpf(5000)
    if not slope(mp.exp(low)) < u < slope(mp.exp(high)):
        return None
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if slope(mp.exp(middle)) < u else (low, middle)
    x = (low + high) / 2
    for _ in range(100):
        t = mp.exp(x)
        step = (u - slope(t)) / (second(t) * t)
        x += step
        if abs(step) < mpf(10) ** (20 - mp.mp.dps):
            return mp.exp(x)
    raise ArithmeticError("no convergence")


@over_cases
def test_conjugates(name: str) -> None:
    """f*(u) = u t - f(t) where f'(t) = u; no closed form of f* is used."""
    generator, (f, slope, second) = CASES[name]
    conjugates = cast(NDArray[Any], generator.conjugate(SLOPES))
    maximisers = cast(NDArray[Any], generator.conjugate_derivative(SLOPES))
    checked = 0
    with mp.workdps(2 * DIGITS):
        for u, conjugate, maximiser in zip(SLOPES, conjugates, maximisers, strict=True):
            if u == generator.slope_at_infinity:
                continue
            t = inverse(slope, second, mpf(u))
            if t is None:
                assert conjugate == (math.inf if u > 0 else -generator.at_zero), u
                assert maximiser == (math.inf if u > 0 else 0), u
                continue
            assert_accurate(conjugate, u * t - f(t), ("f*", u))
            assert_accurate(maximiser, t, ("f*'", u))
            checked += 1
    assert checked > 10


def test_conjugates_at_the_end_of_their_domain() -> None:
    """Where f'(t) = u has no solution, but the supremum may still be finite."""
    ends = {
        generators.NEYMAN_CHI2: 2,
        generators.TRIANGULAR: 3,
        generators.SQUARED_HELLINGER: math.inf,
    }
    for generator, expected in ends.items():
        assert generator.conjugate(generator.slope_at_infinity) == pytest.approx(
            expected, rel=1e-14
        )
        assert generator.conjugate_derivative(generator.slope_at_infinity) == math.inf


def test_total_variation() -> None:
    f = generators.TOTAL_VARIATION
    assert f([0, 0.5, 1, 3]).tolist() == [0.5, 0.25, 0, 1]
    assert f.derivative([0, 1, 3]).tolist() == [-0.5, 0, 0.5]
    assert f.second_derivative([0.5, 1]).tolist() == [0, math.inf]
    assert f.conjugate([-3, -0.5, 0.25, 0.5, 0.6]).tolist() == [-0.5, -0.5, 0.25, 0.5, math.inf]
    assert f.conjugate_derivative([-3, 0, 0.6]).tolist() == [0, 1, math.inf]


@over_cases
def test_the_divergence_is_the_maximum_of_its_variational_form(name: str) -> None:
    """At u = f'(p / q), for rows that sum to one exactly."""
    generator, _ = CASES[name]
    p, q = np.array([4, 9, 2, 1]) / 16, np.array([3, 1, 8, 4]) / 16
    u = cast(NDArray[Any], generator.derivative(p / q))
    conjugate = cast(NDArray[Any], generator.conjugate(u))
    form = math.fsum(p * u) - math.fsum(q * conjugate)
    scale = math.fsum(p * abs(u)) + math.fsum(q * abs(conjugate))
    divergence = kullback.f_divergence(p, q, generator)
    assert form == pytest.approx(divergence, rel=0, abs=1e-14 * scale)
    assert divergence == pytest.approx(math.fsum(q * generator(p / q)), rel=1e-14)


def test_shapes_and_types() -> None:
    assert isinstance(generators.KL(2), np.float64)
    assert generators.KL(np.ones((2, 3), np.float32)).shape == (2, 3)
    assert generators.KL([]).shape == (0,)
    strided = np.arange(1, 7.0)[::-2]
    assert generators.KL(strided).tolist() == [generators.KL(t) for t in strided]
    with pytest.raises(TypeError, match="t has dtype complex128"):
        generators.KL(1j)
    with pytest.raises(TypeError, match="u has dtype"):
        generators.KL.conjugate("1")


@pytest.mark.parametrize(
    ("make", "keyword"),
    [
        (lambda: generators.js(1), "weight"),
        (lambda: generators.skew(0), "weight"),
        (lambda: generators.alpha(math.inf), "alpha"),
        (lambda: generators.cressie_read(math.nan), "lambda_"),
        (lambda: generators.tsallis(0), "order"),
    ],
)
def test_parameters_out_of_range(make: Callable[[], object], keyword: str) -> None:
    with pytest.raises(DivergenceError) as caught:
        make()
    assert caught.value.argument == keyword
