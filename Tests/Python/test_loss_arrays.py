"""Losses of NumPy arrays: reductions, weights, masks, dtypes, layouts, threads."""

import math
from typing import Any

import numpy as np
import pytest
from ml_dtypes import bfloat16

from kullback import DivergenceError, losses

RNG = np.random.default_rng(11)
P, Q = RNG.normal(size=(2, 3, 4, 5)) * 3


def test_reductions_weights_and_masks() -> None:
    each, weights, mask = losses.kl(P, Q), RNG.normal(size=(3, 4)), RNG.random((3, 4)) > 0.5
    dirty = P.copy()
    dirty[~mask] = math.nan
    reductions: list[Any] = [("sum", 1), ("batchmean", mask.sum())]
    for reduction, divisor in reductions:
        loss = losses.kl(
            dirty, Q, weights=weights, mask=mask, reduction=reduction, gradient="both", base=2
        )
        factor = mask * weights / divisor / math.log(2)
        assert loss.value == pytest.approx(math.fsum((each * factor).flat), rel=1e-13)
        plain = losses.kl(P, Q, gradient="both")
        for gradient, other in zip(loss[1:], plain[1:], strict=True):
            np.testing.assert_allclose(gradient, factor[..., None] * other, rtol=1e-13)
    single = losses.kl(P, Q, weights=[1.0, 2.0, 3.0, 4.0], mask=[[True], [False], [True]])
    np.testing.assert_allclose(single, each * [1, 2, 3, 4] * [[1], [0], [1]], rtol=1e-15)


DTYPES: list[Any] = [np.float16, np.float32, np.float64]


@pytest.mark.parametrize("p_dtype", DTYPES)
@pytest.mark.parametrize("q_dtype", DTYPES)
def test_dtypes(p_dtype: Any, q_dtype: Any) -> None:
    p, q = P.astype(p_dtype), Q.astype(q_dtype)
    value, p_gradient, q_gradient = losses.kl(p, q, gradient="both")
    expected = losses.kl(p.astype("f8"), q.astype("f8"), gradient="both")
    assert value.dtype == (np.float64 if np.float64 in (p_dtype, q_dtype) else np.float32)
    assert (p_gradient.dtype, q_gradient.dtype) == (p_dtype, q_dtype)
    np.testing.assert_allclose(value, expected.value, rtol=2 * np.finfo(value.dtype).eps)
    for gradient, other in ((p_gradient, expected[1]), (q_gradient, expected[2])):
        near = np.finfo(gradient.dtype)
        np.testing.assert_allclose(
            gradient, other, rtol=near.eps, atol=max(float(near.smallest_subnormal), 1e-15)
        )


def test_bfloat16() -> None:
    q = Q.astype(bfloat16)
    loss = losses.kl(P, q, gradient="q")
    expected = losses.kl(P, q.astype("f8"), gradient="q")
    np.testing.assert_array_equal(loss.value, expected.value)
    assert loss.q_gradient.dtype == bfloat16
    np.testing.assert_allclose(
        loss.q_gradient.astype("f8"), expected.q_gradient, rtol=2.0**-8, atol=1e-30
    )
    # As `numpy.load` gives it where ml_dtypes is not imported.
    np.testing.assert_array_equal(losses.kl(P, q.view("V2")), loss.value)


def test_layouts() -> None:
    expected = losses.kl(P, Q, gradient="both")
    unaligned = np.frombuffer(b"x" + P.tobytes(), "u1")[1:].view("f8").reshape(P.shape)
    for p in (
        np.asfortranarray(P),
        np.repeat(P, 2, axis=-1)[..., ::2],
        P[::-1, :, ::-1].copy()[::-1, :, ::-1],
        P.astype(">f8"),
        unaligned,
        P.transpose(1, 0, 2).copy().transpose(1, 0, 2),
    ):
        loss = losses.kl(p, Q, gradient="both")
        for one, other in zip(loss, expected, strict=True):
            np.testing.assert_array_equal(one, other)
    one = losses.kl(P[0, 0], Q, gradient="p")
    assert one.p_gradient.shape == Q.shape
    np.testing.assert_array_equal(one.value, losses.kl(np.broadcast_to(P[0, 0], Q.shape), Q))
    assert losses.kl(np.empty((0, 3)), np.empty((0, 3))).shape == (0,)
    np.testing.assert_array_equal(losses.kl([[0, 1]], [[1, 0]]), losses.kl([[0.0, 1]], [[1, 0]]))


def test_threads_and_out() -> None:
    p, q = RNG.normal(size=(2, 400, 1000))
    expected = losses.kl(p, q, threads=1, gradient="both")
    loss = losses.kl(p, q, threads=3, gradient="both")
    for one, other in zip(loss, expected, strict=True):
        np.testing.assert_array_equal(one, other)
    out = np.empty(400)
    assert losses.kl(p, q, out=out) is out
    np.testing.assert_array_equal(out, expected.value)
    p[7, 3] = math.inf
    out[:] = 5
    with pytest.raises(DivergenceError):
        losses.kl(p, q, out=out)
    assert (out == 5).all()


def test_limits_of_scaled_jensen_shannon() -> None:
    np.testing.assert_array_equal(losses.js(P, Q, 0, scaled=True), losses.kl(P, Q))
    np.testing.assert_array_equal(losses.js(P, Q, 1, scaled=True), losses.reverse_kl(P, Q))
    for beta in (0, 1, -0.5, math.nan):
        with pytest.raises(DivergenceError, match=r"beta: .* is not between 0 and 1, where the"):
            losses.js(P, Q, beta)
