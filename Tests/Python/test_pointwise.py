"""Functions that give one number per element: names, shapes, layouts and errors."""

import math
from typing import Any

import numpy as np
import pytest

import kullback as kb
from kullback import DivergenceError, Status

RANDOM = np.random.default_rng(3)
P, Q = RANDOM.dirichlet(np.ones(7), (4, 3)), RANDOM.dirichlet(np.ones(7), (4, 3))


def test_values() -> None:
    p, q = [0.5, 0.25, 0.25], [0.25, 0.25, 0.5]
    log2 = math.log(2)
    expected = [0.5 * log2 - 0.25, 0, 0.25 - 0.25 * log2]
    np.testing.assert_allclose(kb.pointwise_divergence(p, q), expected, rtol=1e-14, atol=0)
    tsallis: Any = kb.pointwise_divergence(p, q, "tsallis", alpha=2)
    np.testing.assert_allclose(tsallis, [0.25, 0, 0.125], rtol=1e-14, atol=0)
    np.testing.assert_allclose(
        kb.pointwise_divergence(p, q, "alpha", alpha=-3), tsallis / 2, rtol=1e-14, atol=0
    )


def test_generalized_kl_of_rows_as_they_are() -> None:
    values = kb.pointwise_divergence([3.0, 0.0, 1.0], [1.0, 2.0, 1.0], "generalized_kl")
    np.testing.assert_allclose(values, [3 * math.log(3) - 2, 2, 0], rtol=1e-14, atol=0)


def test_a_batch_is_its_rows() -> None:
    for dtype in (np.float64, np.float32):
        p, q = P.astype(dtype), Q.astype(dtype)
        result: Any = kb.pointwise_divergence(p, q, "js")
        assert (result.shape, result.dtype) == (P.shape, dtype)
        information: Any = kb.self_information(p)
        for index in np.ndindex(4, 3):
            single = kb.pointwise_divergence(p[index], q[index], "js")
            np.testing.assert_array_equal(result[index], single)
            np.testing.assert_array_equal(information[index], kb.self_information(p[index]))


@pytest.mark.parametrize("axis", [0, 1, 2, -2])
def test_axis(axis: int) -> None:
    p, q = np.moveaxis(P, -1, axis), np.moveaxis(Q, -1, axis)
    expected = np.moveaxis(np.asarray(kb.pointwise_divergence(P, Q)), -1, axis)
    np.testing.assert_array_equal(kb.pointwise_divergence(p, q, axis=axis), expected)
    expected = np.moveaxis(np.asarray(kb.self_information(P)), -1, axis)
    np.testing.assert_array_equal(kb.self_information(p, axis=axis), expected)


def test_batches_broadcast() -> None:
    result: Any = kb.pointwise_divergence(P[0, 0], Q[:, :1], "chi2")
    assert result.shape == (4, 1, 7)
    np.testing.assert_array_equal(result[3, 0], kb.pointwise_divergence(P[0, 0], Q[3, 0], "chi2"))


def test_layouts() -> None:
    expected = kb.pointwise_divergence(P, Q)
    np.testing.assert_array_equal(
        kb.pointwise_divergence(np.asfortranarray(P), Q[:, :, ::-1].copy()[:, :, ::-1]), expected
    )
    uniform = np.broadcast_to(1 / 7, 7)
    np.testing.assert_array_equal(
        kb.pointwise_divergence(uniform, Q), kb.pointwise_divergence(uniform.copy(), Q)
    )


def test_out_may_be_an_operand() -> None:
    p = P.copy()
    assert kb.pointwise_divergence(p, Q, out=p) is p
    np.testing.assert_array_equal(p, kb.pointwise_divergence(P, Q))
    with pytest.raises(ValueError, match="the result has shape"):
        kb.self_information(P, out=np.zeros((4, 3)))


def test_nothing_is_written_on_error() -> None:
    bad = P.copy()
    bad[2, 1, 4] = -0.5
    out = np.full(P.shape, -7.0)
    with pytest.raises(DivergenceError) as caught:
        kb.pointwise_divergence(P, bad, "jeffreys", out=out)
    error = caught.value
    assert (error.status, error.argument) == (Status.PROBABILITY, "q")
    assert (error.row, error.index, error.value) == ((2, 1), 4, -0.5)
    assert (out == -7).all()
    with pytest.raises(DivergenceError) as caught:
        kb.self_information(bad)
    assert (caught.value.argument, caught.value.row, caught.value.index) == ("p", (2, 1), 4)


def test_spaces_and_units() -> None:
    expected = kb.pointwise_divergence(P, Q, base=2)
    logits = kb.pointwise_divergence(np.log(P) + 3, np.log(Q), space="logits", base=2)
    np.testing.assert_allclose(logits, expected, rtol=1e-12)
    weights = kb.self_information(P * 64, normalize=True)
    np.testing.assert_allclose(weights, kb.self_information(P), rtol=1e-14)


def test_no_rows() -> None:
    assert np.shape(kb.self_information(np.zeros((0, 5)))) == (0, 5)
    assert np.shape(kb.pointwise_divergence(np.zeros((0, 5)), np.full(5, 0.2))) == (0, 5)
    with pytest.raises(DivergenceError):
        kb.self_information(np.zeros((2, 0)))


@pytest.mark.parametrize("name", ["js_distance", "renyi", "hellinger_distance", "KL", ""])
def test_names_that_are_no_sums(name: Any) -> None:
    with pytest.raises(ValueError, match=f"divergence: '{name}' is not one of 'kl', "):
        kb.pointwise_divergence(P, Q, name)


@pytest.mark.parametrize("name", ["alpha", "cressie_read", "tsallis"])
@pytest.mark.parametrize("alpha", [None, math.nan, -math.inf])
def test_orders(name: Any, alpha: float | None) -> None:
    with pytest.raises(DivergenceError, match=r"^alpha: ") as caught:
        kb.pointwise_divergence(P, Q, name, alpha=alpha)
    assert (caught.value.status, caught.value.argument) == (Status.OPTION, "alpha")


@pytest.mark.parametrize(
    ("name", "weights"), [("js", [0, 1, math.nan]), ("skew", [0, 1.5, math.nan])]
)
def test_weights(name: Any, weights: list[float]) -> None:
    half = kb.pointwise_divergence(P, Q, name, weight=0.5)
    np.testing.assert_array_equal(kb.pointwise_divergence(P, Q, name), half)
    for weight in weights:
        with pytest.raises(DivergenceError, match=r"^weight: ") as caught:
            kb.pointwise_divergence(P, Q, name, weight=weight)
        assert (caught.value.status, caught.value.argument) == (Status.OPTION, "weight")


def test_parameters_that_are_not_used() -> None:
    with pytest.raises(DivergenceError, match=r"^alpha: 2 is not used by 'kl'$"):
        kb.pointwise_divergence(P, Q, alpha=2)
    with pytest.raises(DivergenceError, match=r"^weight: 0\.5 is not used by 'alpha'$"):
        kb.pointwise_divergence(P, Q, "alpha", alpha=2, weight=0.5)
