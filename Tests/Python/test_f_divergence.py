"""f-divergences of callables: values, limits, errors of the callable, and what it leaves behind."""

import gc
import math
import sys
import weakref
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

import kullback
from kullback import DivergenceError, Status, f_divergence, generators

P = np.array([[0.5, 0.25, 0.25, 0.0], [0.1, 0.2, 0.3, 0.4]])
Q = np.array([0.25, 0.25, 0.25, 0.25])
CALLABLES: dict[str, Callable[[Any], Any]] = {
    "kl_divergence": lambda t: t * np.log(t),
    "reverse_kl_divergence": lambda t: -np.log(t),
    "jeffreys_divergence": lambda t: (t - 1) * np.log(t),
    "total_variation": lambda t: abs(t - 1) / 2,
    "chi2_divergence": lambda t: (t - 1) ** 2,
    "neyman_chi2_divergence": lambda t: (t - 1) ** 2 / t,
    "squared_hellinger": lambda t: (np.sqrt(t) - 1) ** 2 / 2,
    "triangular_discrimination": lambda t: (t - 1) ** 2 / (t + 1),
    "js_divergence": lambda t: (t * np.log(t) - (t + 1) * np.log((t + 1) / 2)) / 2,
    "k_divergence": lambda t: t * np.log(2 * t / (t + 1)),
}
over_callables = pytest.mark.parametrize("name", CALLABLES)


@over_callables
@pytest.mark.parametrize(("p", "q"), [(P, Q), (Q, P), (P[0], P)])
def test_divergences_by_their_definition(name: str, p: NDArray[Any], q: NDArray[Any]) -> None:
    """Limits are found by asking, whichever side has the zeros."""
    expected = getattr(kullback, name)(p, q)
    np.testing.assert_allclose(f_divergence(p, q, CALLABLES[name]), expected, rtol=1e-13)


@over_callables
def test_spaces_and_options(name: str) -> None:
    f, function = CALLABLES[name], getattr(kullback, name)
    p, q = P[:, :3], Q[:3] * np.array([3, 1, 2])
    with np.errstate(divide="ignore"):
        cases: list[tuple[tuple[NDArray[Any], NDArray[Any]], dict[str, Any]]] = [
            ((p, q), {"normalize": True}),
            ((np.log(p), np.log(q)), {"space": "log", "normalize": True}),
            ((np.log(p / p.sum(-1, keepdims=True)), np.log(q / q.sum())), {"space": "log"}),
            ((p * 7, q - 900), {"space": "logits", "temperature": 0.3}),
            ((p.T, q[:, None]), {"normalize": True, "axis": 0, "keepdims": True}),
            ((p.astype("f4"), q.astype("f4")), {"normalize": True}),
        ]
    for operands, options in cases:
        result, expected = f_divergence(*operands, f, **options), function(*operands, **options)
        assert result.dtype == expected.dtype
        assert result.shape == expected.shape
        tolerance = 1e-13 if result.dtype == np.float64 else 1e-6
        np.testing.assert_allclose(result, expected, rtol=tolerance)


@over_callables
def test_weights_of_any_size(name: str) -> None:
    """Powers of two, so that the normalised rows are the same to the bit."""
    f, p, q = CALLABLES[name], P[:, :3], Q[:3] * np.array([3, 1, 2])
    expected = f_divergence(p, q, f, normalize=True)
    for a, b in ((2.0**1000, 2.0**-1000), (2.0**-1000, 2.0**1020), (2.0**-1000, 2.0**-1000)):
        assert f_divergence(a * p, b * q, f, normalize=True).tolist() == expected.tolist()


def test_base_divides_by_its_logarithm() -> None:
    nats = f_divergence(P, Q, CALLABLES["kl_divergence"])
    bits = f_divergence(P, Q, CALLABLES["kl_divergence"], base=2)
    np.testing.assert_allclose(bits, nats / math.log(2), rtol=1e-15)


def test_generators_by_name_are_their_functions() -> None:
    assert f_divergence(P, Q, generators.KL).tolist() == kullback.kl_divergence(P, Q).tolist()
    skewed = f_divergence(P, Q, generators.skew(0.1), base=2)
    assert skewed.tolist() == kullback.skew_divergence(P, Q, 0.1, base=2).tolist()
    tsallis = f_divergence(P, Q, generators.tsallis(0.5), axis=-1, keepdims=True)
    assert tsallis.tolist() == kullback.tsallis_divergence(P, Q, 0.5, keepdims=True).tolist()
    with pytest.raises(TypeError, match="limits"):
        f_divergence(P, Q, generators.KL, f_at_zero=1)


def test_results_are_not_negative_and_exactly_zero_for_equal_rows() -> None:
    rng = np.random.default_rng(1)
    p = rng.dirichlet(np.ones(50), 200)
    nearly = p * (1 + 1e-9 * rng.standard_normal(p.shape))
    f = CALLABLES["kl_divergence"]
    assert (f_divergence(p, nearly, f, normalize=True) >= 0).all()
    assert (f_divergence(p, p, f) == 0).all()


def test_extreme_numbers() -> None:
    """Ratios out of range, and probabilities that are no doubles, stay within their limits."""
    tiny = [1 - 2**-53, 5e-324]
    assert f_divergence([0.5, 0.5], tiny, CALLABLES["total_variation"]) == pytest.approx(0.5)
    assert f_divergence(tiny, [0.5, 0.5], CALLABLES["reverse_kl_divergence"]) == pytest.approx(
        kullback.reverse_kl_divergence(tiny, [0.5, 0.5]), rel=1e-13
    )
    logits = [[0.0, -2000.0], [0.0, 0.0]]
    for p, q in (logits, logits[::-1]):
        assert f_divergence(p, q, CALLABLES["total_variation"], space="logits") == 0.5


def test_nan_and_empty_batches() -> None:
    assert math.isnan(f_divergence([math.nan, 1], [0.5, 0.5], lambda t: t - 1))
    assert math.isnan(f_divergence([0.5, 0.5], [math.nan, 1], lambda t: t - 1, space="logits"))
    assert f_divergence(np.empty((0, 4)), Q, lambda t: t - 1).shape == (0,)


def test_what_the_callable_receives() -> None:
    seen = []

    def f(t: NDArray[Any]) -> NDArray[Any]:
        seen.append(t.copy())
        assert t.dtype == np.float64
        value = t - 1
        t[:] = -7  # its own copy
        return value

    p, q = np.full(2500, 1 / 2500), np.full(2500, 1 / 2500)
    assert f_divergence(p, q, f) == 0
    assert [len(t) for t in seen] == [1, 1024, 1024, 452]
    assert all((t == 1).all() for t in seen)
    assert p[0] == q[0] == 1 / 2500


def test_limits_that_are_given() -> None:
    p, q = [0.5, 0.5, 0.0], [0.5, 0.0, 0.5]
    assert f_divergence(p, q, lambda t: t - 1, f_at_zero=3, f_slope_at_infinity=5) == 4
    assert f_divergence(p, q, lambda t: t - 1, f_at_zero=math.inf) == math.inf


def test_no_floating_point_warnings() -> None:
    with np.errstate(all="raise"):
        assert f_divergence(P[0], Q, CALLABLES["reverse_kl_divergence"]) == math.inf
        assert f_divergence(Q, P[0], CALLABLES["kl_divergence"]) == math.inf


@pytest.mark.parametrize(
    ("f", "row", "index", "value", "words"),
    [
        (lambda t: t, (), None, 1, r"f\(1\) is not 0"),
        (lambda t: np.where(t == 1.6, np.nan, t - 1), (1,), 3, 1.6, "f.1.6. is not a number"),
        (lambda t: np.where(t == 2, -np.inf, t - 1), (0,), 0, 2, "f.2.0. is not a number"),
        (lambda t: -((t - 1) ** 2), (0,), None, -0.5, "not convex"),
        (lambda t: (1 - t**0.001) * np.where(t == 0, np.nan, 1), (), None, 0, "give f_at_zero"),
    ],
)
def test_callables_that_are_no_generators(
    f: Callable[[Any], Any], row: tuple[int, ...], index: int | None, value: float, words: str
) -> None:
    with pytest.raises(DivergenceError, match=words) as caught:
        f_divergence(P, Q, f)
    error = caught.value
    assert (error.status, error.argument) == (Status.PARAMETER, "f")
    assert (error.row, error.index) == (row, index)
    assert error.value == pytest.approx(value, rel=1e-14)


def test_slopes_that_cannot_be_found() -> None:
    with pytest.raises(DivergenceError, match="give f_slope_at_infinity") as caught:
        f_divergence(Q, P[0], lambda t: np.where(t > 1e30, np.nan, t - 1))
    assert caught.value.value == math.inf


def test_errors_of_the_callable_pass_through() -> None:
    class CallableError(Exception):
        pass

    def fail(t: NDArray[Any]) -> NDArray[Any]:
        if t[0] != 1:
            raise CallableError(t[0])
        return t - 1

    out = np.full(2, -7.0)
    with pytest.raises(CallableError, match=r"2\.0"):
        f_divergence(P, Q, fail, out=out)
    assert (out == -7).all()
    with pytest.raises(ValueError, match=r"f returned an array of shape \(\), not \(1,\)"):
        f_divergence(P, Q, lambda t: 0.0)
    with pytest.raises(ValueError, match="float64 cannot hold"):
        f_divergence(P, Q, lambda t: t * 1j)
    with pytest.raises(TypeError, match="f must be"):
        f_divergence(P, Q, 3)  # type: ignore[arg-type]


def test_errors_of_rows() -> None:
    q: list[Any] = [Q, [0.5, 0.6, 0, 0]]
    with pytest.raises(DivergenceError) as caught:
        f_divergence(np.array([Q, Q]), q, lambda t: t - 1)
    assert (caught.value.status, caught.value.argument, caught.value.row) == (Status.SUM, "q", (1,))
    with pytest.raises(ValueError, match="must agree along axis"):
        f_divergence(Q, [0.5, 0.5], lambda t: t - 1)
    with pytest.raises(TypeError, match="p has dtype"):
        f_divergence(["a"], [1.0], lambda t: t - 1)


def test_nothing_leaks() -> None:
    class Callable:
        def __call__(self, t: NDArray[Any]) -> NDArray[Any]:
            if t[0] == 2:
                raise RuntimeError
            return t - 1

    f = Callable()
    for _ in range(100):
        with pytest.raises(RuntimeError):
            f_divergence(P, Q, f)
        f_divergence(P[1], Q, f)
    gc.collect()
    assert sys.getrefcount(f) == 2
    watch = weakref.ref(f)
    del f
    assert watch() is None


def test_memory_is_given_back() -> None:
    def f(t: NDArray[Any]) -> NDArray[Any]:
        return t - 1

    def blocks() -> int:
        for _ in range(50):
            f_divergence(P[1], Q, f)
            with pytest.raises(DivergenceError):
                f_divergence(P, Q, lambda t: t)
        gc.collect()
        return sys.getallocatedblocks()

    blocks()
    assert blocks() - blocks() <= 50
