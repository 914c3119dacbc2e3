"""Bounds: their formulas in mpmath, that they hold for random rows, and where they are attained."""

import math
from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

import mpmath as mp  # type: ignore[import-untyped]
import numpy as np
import pytest
from mpmath import mpf
from numpy.typing import NDArray

import kullback
from kullback import DivergenceError, Status, bounds

Case: TypeAlias = tuple[list[float], Callable[[Any], Any]]  # numbers, and the formula

SMALL = [1e-300, 1e-100, 1e-20, 1e-9, 1e-7, 1e-5, 1e-3]
UNIT = [*SMALL, 0.01, 0.1, 0.2, 0.3, 0.45, 0.5, 0.55, 0.7, 0.9, 0.99, 0.999, 1 - 1e-6, 1 - 2**-53]
LARGE = [*UNIT, 1.5, 2, 5, 30, 700, 1e5, 1e300]

FORMULAS: dict[str, dict[str | None, Case]] = {
    "tv_upper_from_kl": {
        "pinsker": (LARGE, lambda x: min(mpf(1), mp.sqrt(x / 2))),
        "bretagnolle-huber": (LARGE, lambda x: mp.sqrt(-mp.expm1(-x))),
        "smaller": (LARGE, lambda x: mp.sqrt(min(x / 2, -mp.expm1(-x)))),
    },
    "kl_lower_from_tv": {
        "pinsker": (UNIT, lambda x: 2 * x**2),
        "bretagnolle-huber": (UNIT, lambda x: -mp.log((1 - x) * (1 + x))),
        "vajda": (UNIT, lambda x: mp.log((1 + x) / (1 - x)) - 2 * x / (1 + x)),
    },
    "tv_upper_from_h2": {None: (UNIT, lambda x: mp.sqrt(x * (2 - x)))},
    "h2_lower_from_tv": {None: (UNIT, lambda x: 1 - mp.sqrt(1 - x**2))},
    "kl_lower_from_h2": {None: (UNIT, lambda x: -2 * mp.log1p(-x))},
    "h2_upper_from_kl": {None: (LARGE, lambda x: -mp.expm1(-x / 2))},
    "kl_upper_from_chi2": {None: (LARGE, mp.log1p)},
    "chi2_lower_from_kl": {None: (LARGE, mp.expm1)},
    "js_upper_from_tv": {None: (UNIT, lambda x: x * mp.log(2))},
    "js_lower_from_tv": {
        None: (UNIT, lambda x: ((1 + x) * mp.log1p(x) + (1 - x) * mp.log1p(-x)) / 2)
    },
}
CASES = [(name, *case) for name, methods in FORMULAS.items() for case in methods.items()]


def near(got: Any, expected: Any) -> bool:
    if expected > mpf(1.7e308):
        return math.isinf(got)
    return bool(abs(got - expected) <= 1e-14 * expected + mpf(2) ** -1000)


@pytest.mark.parametrize(("name", "method", "case"), CASES)
def test_formulas(name: str, method: str | None, case: Case) -> None:
    numbers, formula = case
    arguments = () if method is None else (method,)
    with mp.workdps(1000):
        for x, got in zip(numbers, getattr(bounds, name)(numbers, *arguments), strict=True):
            assert near(got, formula(mpf(x))), (x, got)


def fedotov(tv: Any) -> Any:
    """Follow the curve of Fedotov, Harremoes and Topsoe: V and D of a parameter, V = 2 tv."""
    low, high = mpf(10) ** -20, mpf(10) ** 5
    for _ in range(250):
        t = (low + high) / 2
        low, high = (t, high) if t * (1 - (mp.coth(t) - 1 / t) ** 2) < 2 * tv else (low, t)
    return mp.log(t / mp.sinh(t)) + t * mp.coth(t) - (t / mp.sinh(t)) ** 2


@pytest.mark.parametrize("tv", [1e-9, 1e-7, 1e-4, 0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99, 0.999])
def test_sharp_bounds(tv: float) -> None:
    with mp.workdps(80):
        expected = fedotov(mpf(tv))
    kl = bounds.kl_lower_from_tv(tv)
    assert near(kl, expected)
    assert bounds.tv_upper_from_kl(kl) == pytest.approx(tv, rel=1e-14)


def test_ends() -> None:
    assert bounds.kl_lower_from_tv([0, 1]).tolist() == [0, math.inf]
    assert bounds.tv_upper_from_kl([0, math.inf]).tolist() == [0, 1]
    for method in ("pinsker", "bretagnolle-huber", "smaller", "sharp"):
        assert bounds.tv_upper_from_kl(math.inf, method) == 1
        assert math.isnan(bounds.tv_upper_from_kl(math.nan, method))
    assert bounds.kl_upper_from_tv([0, 0.5, 0.5], [0, 0, 0.5]).tolist() == [
        0,
        math.inf,
        pytest.approx(math.log(2), rel=1e-14),
    ]


def distributions() -> Iterator[tuple[NDArray[Any], NDArray[Any]]]:
    rng = np.random.default_rng(7)
    for concentration in (0.05, 0.5, 5, 500):
        for length in (2, 3, 20):
            p, q = rng.dirichlet(np.full(length, concentration), (2, 500))
            kept = (p.min(-1) > 0) & (q.min(-1) > 0)
            yield p[kept], q[kept]


def test_every_bound_holds() -> None:
    slack = 1 + 1e-13  # of the divergences, which are not exact either
    for p, q in distributions():
        kl, tv = (
            kullback.kl_divergence(p, q, normalize=True),
            kullback.total_variation(p, q, normalize=True),
        )
        tv = np.minimum(tv, 1)
        h2 = np.minimum(kullback.squared_hellinger(p, q, normalize=True), 1)
        chi2, js = (
            kullback.chi2_divergence(p, q, normalize=True),
            kullback.js_divergence(p, q, normalize=True),
        )
        for method in ("pinsker", "bretagnolle-huber", "smaller", "sharp"):
            assert (tv <= bounds.tv_upper_from_kl(kl, method) * slack).all()
        for lower in ("pinsker", "bretagnolle-huber", "vajda", "sharp"):
            assert (bounds.kl_lower_from_tv(tv, lower) <= kl * slack).all()
        assert (kl <= bounds.kl_upper_from_tv(tv, q.min(-1) / q.sum(-1)) * slack).all()
        assert (tv <= bounds.tv_upper_from_h2(h2) * slack).all()
        assert (bounds.h2_lower_from_tv(tv) <= h2 * slack).all()
        assert (h2 <= tv * slack).all()
        assert (h2 <= bounds.h2_upper_from_kl(kl) * slack).all()
        assert (kl <= bounds.kl_upper_from_chi2(chi2) * slack).all()
        assert (bounds.chi2_lower_from_kl(kl) <= chi2 * (1 + 1e-11)).all()
        assert (js <= bounds.js_upper_from_tv(tv) * slack).all()
        assert (bounds.js_lower_from_tv(tv) <= js * slack).all()


def test_where_bounds_are_attained() -> None:
    near: dict[str, Any] = {"rel": 1e-13}
    # A distribution within another's support, uniform: log(1 + C), and with q_min = 1/2.
    p, q = [1.0, 0.0], [0.5, 0.5]
    kl, tv = kullback.kl_divergence(p, q), kullback.total_variation(p, q)
    assert bounds.kl_upper_from_chi2(kullback.chi2_divergence(p, q)) == pytest.approx(kl, **near)
    assert bounds.kl_upper_from_tv(tv, 0.5) == pytest.approx(kl, **near)
    # Coins (1 + V) / 2 and (1 - V) / 2: Hellinger's and Jensen-Shannon's bounds.
    p, q = [0.8, 0.2], [0.2, 0.8]
    tv, h2 = kullback.total_variation(p, q), kullback.squared_hellinger(p, q)
    assert bounds.tv_upper_from_h2(h2) == pytest.approx(tv, **near)
    assert bounds.js_lower_from_tv(tv) == pytest.approx(kullback.js_divergence(p, q), **near)
    # A part in common and the rest disjoint.
    p, q = [0.7, 0.3, 0.0], [0.7, 0.0, 0.3]
    tv, js = kullback.total_variation(p, q), kullback.js_divergence(p, q)
    assert bounds.js_upper_from_tv(tv) == pytest.approx(js, **near)
    # The best of many coins comes near the sharp bound, and none is below it.
    heads = np.linspace(0, 0.6, 6001)[1:-1]
    coins = [np.stack([x, 1 - x], -1) for x in (heads + 0.4, heads)]
    smallest = kullback.kl_divergence(*coins).min()
    assert smallest >= bounds.kl_lower_from_tv(0.4) * (1 - 1e-13)
    assert smallest == pytest.approx(bounds.kl_lower_from_tv(0.4), rel=1e-6)


def test_units() -> None:
    nats = bounds.kl_lower_from_tv(0.3)
    assert bounds.kl_lower_from_tv(0.3, base=2) == pytest.approx(nats / math.log(2), rel=1e-14)
    assert bounds.tv_upper_from_kl(nats / math.log(2), base=2) == pytest.approx(0.3, rel=1e-14)


def test_errors() -> None:
    with pytest.raises(DivergenceError, match="a parameter is outside") as caught:
        bounds.tv_upper_from_kl([[0.1, -0.2]])
    error = caught.value
    assert (error.status, error.argument, error.row, error.value) == (
        Status.PARAMETER,
        "kl",
        (0, 1),
        -0.2,
    )
    with pytest.raises(DivergenceError) as caught:
        bounds.kl_upper_from_tv(0.5, [0.5, 2])
    assert (caught.value.argument, caught.value.row) == ("q_min", (1,))
    with pytest.raises(ValueError, match="method: 'other' is not one of 'pinsker'"):
        bounds.kl_lower_from_tv(0.5, "other")  # type: ignore[arg-type]
    with pytest.raises(DivergenceError, match="base"):
        bounds.kl_lower_from_tv(0.5, base=1)
    with pytest.raises(TypeError, match="tv has dtype"):
        bounds.js_lower_from_tv("x")
