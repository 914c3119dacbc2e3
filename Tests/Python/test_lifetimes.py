"""Nothing is kept that should not be, in success or failure."""

import contextlib
import gc
import sys
import tracemalloc
import weakref
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import kullback as kb
from kullback import Normal, estimators
from kullback.distributions import Exponential, Gamma, Independent, Logistic

P = np.full((50, 8), 1 / 8)
OUT = P[:, 0].copy()
BAD = np.where(np.arange(50)[:, None] == 30, -P, P)


def count_up(count: int) -> Any:
    return np.arange(count, dtype=float)


def zeros(x: Any) -> Any:
    return x - x


def fails(_: Any) -> Any:
    raise RuntimeError


def integrate(sample: Any, log_p: Any, log_q: Any, dtype: Any = np.float64) -> Any:
    return estimators.monte_carlo_from_callables(sample, log_p, log_q, 9000, dtype=dtype)


CUBE = np.ones((4, 5, 8)).transpose(1, 0, 2)
PRODUCT = Independent(Exponential(P), 1)
CALLS: dict[str, Callable[[], Any]] = {
    "rows": lambda: kb.kl_divergence(P, P),
    "conversion": lambda: kb.kl_divergence(P.astype("f4").tolist(), P),
    "axes": lambda: kb.entropy(P, axis=0, keepdims=True, normalize=True),
    "out": lambda: kb.entropy(P, out=OUT),
    "order": lambda: kb.renyi_divergence(P, P, 2.0, base=2),
    "elements": lambda: kb.pointwise_divergence(P, P, "js", axis=0),
    "elements of one row": lambda: kb.self_information(P, out=P.copy()),
    "bad row": lambda: kb.kl_divergence(P, BAD),
    "bad row of elements": lambda: kb.pointwise_divergence(P, BAD),
    "bad order": lambda: kb.renyi_divergence(P, P, -1),
    "unknown keyword": lambda: kb.entropy(P, bass=2),  # type: ignore[call-overload]
    "bad dtype": lambda: kb.entropy(P.astype(complex)),
    "bad shape": lambda: kb.kl_divergence(P, P[:, :3]),
    "normals": lambda: kb.kl_divergence(Normal(P, P), Normal(0, 1)),
    "distributions": lambda: kb.kl_divergence(Exponential(P), Exponential(P[0])),
    "distributions of any strides": lambda: kb.kl_divergence(Exponential(CUBE), Exponential(P[:4])),
    "products": lambda: kb.kl_divergence(PRODUCT, PRODUCT),
    "bad product": lambda: kb.entropy(Independent(Exponential(BAD), 1)),
    "bad distribution": lambda: kb.kl_divergence(Exponential(P), Exponential(BAD)),
    "misshapen distributions": lambda: kb.kl_divergence(Exponential(P), Exponential(P[:3])),
    "no closed form": lambda: kb.kl_divergence(Gamma(P, P), Logistic(P, P)),
    "log-densities": lambda: Exponential(P).log_prob(P),
    "bad log-densities": lambda: Exponential(BAD).log_prob(P),
    "misshapen points": lambda: Exponential(P).log_prob(P[:3]),
    "samples": lambda: Exponential(P).sample(2, 3),
    "bad samples": lambda: Exponential(BAD).sample(2),
    "log ratio": lambda: estimators.from_log_ratio(P),
    "callables": lambda: integrate(count_up, zeros, zeros),
    "callables in single": lambda: integrate(count_up, zeros, zeros, np.float32),
    "failing sampler": lambda: integrate(fails, zeros, zeros),
    "failing log-density": lambda: integrate(count_up, zeros, fails),
    "failing log-density in single": lambda: integrate(count_up, zeros, fails, np.float32),
    "misshapen sampler": lambda: integrate(lambda _: P[0], zeros, zeros),
    "misshapen log-density": lambda: integrate(count_up, lambda _: P[0], zeros),
    "complex log-density": lambda: integrate(count_up, lambda x: zeros(x) * 1j, zeros),
    "refused dtype": lambda: integrate(count_up, zeros, zeros, np.float16),
}


def repeat(call: Callable[[], Any], times: int) -> None:
    for _ in range(times):
        with contextlib.suppress(RuntimeError, TypeError, ValueError):
            call()


@pytest.mark.parametrize("name", CALLS)
def test_memory_does_not_grow(name: str) -> None:
    """NumPy reports its buffers to tracemalloc: one kept per call would be seen."""
    call = CALLS[name]
    repeat(call, 200)
    tracemalloc.start()
    try:
        repeat(call, 20)
        gc.collect()
        before = tracemalloc.get_traced_memory()[0]
        repeat(call, 500)
        gc.collect()
        grown = tracemalloc.get_traced_memory()[0] - before
    finally:
        tracemalloc.stop()
    assert grown < 500 * 16  # the smallest object is 16 bytes


@pytest.mark.parametrize("name", CALLS)
def test_reference_counts_return(name: str) -> None:
    objects: list[Any] = [P, BAD, OUT, P.dtype, np.dtype(complex), zeros, fails, count_up]
    repeat(CALLS[name], 3)
    before = [sys.getrefcount(o) for o in objects]
    repeat(CALLS[name], 50)
    after = [sys.getrefcount(o) for o in objects]
    assert max(abs(b - a) for a, b in zip(before, after, strict=True)) < 25


def test_operands_and_callables_are_released() -> None:
    class Sampler:
        def __call__(self, count: int) -> Any:
            return count_up(count)

    array, sampler = P.copy(), Sampler()
    references: list[Any] = [weakref.ref(array), weakref.ref(sampler)]
    kb.entropy(array)
    integrate(sampler, zeros, zeros)
    del array, sampler
    gc.collect()
    assert [reference() for reference in references] == [None, None]


def test_samples_may_be_kept() -> None:
    """What a log-density receives owns its memory, and outlives the call."""
    kept: list[Any] = []

    def log_density(x: Any) -> Any:
        kept.append(x)
        return zeros(x)

    rng = np.random.default_rng(0)
    integrate(rng.standard_normal, log_density, zeros)
    rng = np.random.default_rng(0)
    for x in kept:
        np.testing.assert_array_equal(x, rng.standard_normal(len(x)))
    assert sum(map(len, kept)) == 9000
