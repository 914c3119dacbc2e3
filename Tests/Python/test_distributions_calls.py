"""Calls about distribution objects: broadcasting, dtypes, keywords."""

import itertools
import math
from typing import Any

import ml_dtypes
import numpy as np
import pytest

import kullback as kb
from distribution_examples import EXAMPLES, make
from kullback import DivergenceError, Normal
from kullback.distributions import Exponential, Independent


def members(family: str) -> tuple[Any, Any]:
    p, q = EXAMPLES[family]
    return make(family, p), make(family, q)


def of_dtype(family: str, side: int, dtype: Any) -> Any:
    parameters = EXAMPLES[family][side]
    return make(family, {name: np.array(x, dtype) for name, x in parameters.items()})


@pytest.mark.parametrize("family", EXAMPLES)
def test_batches_are_of_their_members(family: str) -> None:
    """Broadcasting by strides changes no bit."""
    p_parameters, q_parameters = EXAMPLES[family]
    column = {name: np.array(x)[:, np.newaxis] for name, x in p_parameters.items()}
    # Every second number, backwards.
    row = {name: np.repeat(x[::-1], 2)[::-2] for name, x in q_parameters.items()}
    table = kb.kl_divergence(make(family, column), make(family, row))
    assert table.shape == (3, 3)
    for i, j in itertools.product(range(3), range(3)):
        p = make(family, {name: x[i] for name, x in p_parameters.items()})
        q = make(family, {name: x[j] for name, x in q_parameters.items()})
        value = kb.kl_divergence(p, q)
        assert isinstance(value, np.float64)
        assert value == table[i, j]


def test_batches_of_any_strides() -> None:
    rng = np.random.default_rng(0)
    loc = rng.normal(size=(3, 1, 5, 1))
    scale = np.moveaxis(rng.exponential(size=(5, 4, 2)), 0, 1)[:, np.newaxis].swapaxes(1, 2)
    p, q = Normal(loc, 1.0), Normal(0.5, scale[:, :, 0])
    shape = np.broadcast_shapes(p.batch_shape, q.batch_shape)
    full = Normal(np.broadcast_to(loc, shape).copy(), np.ones(shape))
    others = Normal(np.full(shape, 0.5), np.broadcast_to(q.scale, shape).copy())
    np.testing.assert_array_equal(kb.kl_divergence(p, q), kb.kl_divergence(full, others))
    records = np.zeros(4, [("byte", "i1"), ("loc", "f8")])  # steps that are no whole numbers
    records["loc"] = [1, 2, 3, 4]
    np.testing.assert_array_equal(
        kb.kl_divergence(Normal(records["loc"], 1), Normal(0, 1)), [0.5, 2, 4.5, 8]
    )


@pytest.mark.parametrize("family", EXAMPLES)
def test_dtypes(family: str) -> None:
    p, q = of_dtype(family, 0, np.float32), of_dtype(family, 1, np.float32)
    wide_p, wide_q = of_dtype(family, 0, np.float64), of_dtype(family, 1, np.float64)
    single = kb.kl_divergence(p, q)
    assert single.dtype == np.float32
    np.testing.assert_allclose(single, kb.kl_divergence(wide_p, wide_q), rtol=1e-6)
    assert kb.kl_divergence(p, wide_q).dtype == np.float64
    halves = of_dtype(family, 0, np.float16)
    np.testing.assert_array_equal(kb.kl_divergence(halves, q), single)
    assert p.log_prob(np.float32(0.5)).dtype == np.float32
    assert p.log_prob(0.5).dtype == np.float32
    assert p.log_prob(np.float64(0.5)).dtype == np.float64
    assert p.entropy().dtype == p.sample(2, seed=1).dtype == np.float32


def test_numbers_are_weak() -> None:
    single = np.array([1, 2], np.float32)
    assert kb.kl_divergence(Normal(single, 2), Normal(0.0, 1)).dtype == np.float32
    assert kb.kl_divergence(Normal(single, np.float64(2)), Normal(0.0, 1)).dtype == np.float64
    assert kb.kl_divergence(Normal(0, 1), Normal(0, 2)).dtype == np.float64
    integers = Normal(np.array([1, 2]), 1)
    assert kb.kl_divergence(integers, Normal(0, 1)).dtype == np.float64
    assert kb.kl_divergence(Normal(single, 1), integers).dtype == np.float64


def test_units() -> None:
    p, q = Exponential([1.0, 2.0]), Exponential(3.0)
    bits = np.asarray(kb.kl_divergence(p, q)) / math.log(2)
    np.testing.assert_allclose(kb.kl_divergence(p, q, base=2), bits, rtol=1e-15)
    np.testing.assert_allclose(kb.entropy(p, base=2), p.entropy() / math.log(2), rtol=1e-15)
    np.testing.assert_array_equal(kb.entropy(p, base=2), p.entropy(base=2))
    coefficient = kb.bhattacharyya_coefficient(p, q)
    np.testing.assert_array_equal(kb.bhattacharyya_coefficient(p, q, base=2), coefficient)
    with pytest.raises(DivergenceError, match="base"):
        kb.kl_divergence(p, q, base=1)


def test_threads_change_no_bit() -> None:
    rng = np.random.default_rng(0)
    p, q = Exponential(rng.exponential(size=100_003)), Exponential(rng.exponential(size=100_003))
    single = kb.kl_divergence(p, q, threads=1)
    np.testing.assert_array_equal(kb.kl_divergence(p, q, threads=3), single)
    with pytest.raises(DivergenceError, match="threads"):
        kb.kl_divergence(p, q, threads=0)


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_out(dtype: Any) -> None:
    p, q = Normal(np.array([0, 1], dtype), 1), Normal(np.zeros((3, 1), dtype), 2)
    expected = kb.kl_divergence(p, q)
    for out in (
        np.empty((3, 2), dtype),
        np.empty((3, 2), dtype, order="F"),
        np.empty((3, 2), "f8"),
    ):
        assert kb.kl_divergence(p, q, out=out) is out
        np.testing.assert_array_equal(out, expected)
    scalar = np.empty((), dtype)
    assert kb.kl_divergence(Normal(scalar, 1), Normal(scalar, 1), out=scalar) is scalar
    with pytest.raises(ValueError, match="out has shape"):
        kb.kl_divergence(p, q, out=np.empty(6))
    with pytest.raises(ValueError, match="read-only"):
        kb.kl_divergence(p, q, out=np.broadcast_to(np.zeros(2), (3, 2)))


def test_out_may_be_a_parameter() -> None:
    loc = np.array([1.0, 2.0, 3.0])
    kb.kl_divergence(Normal(loc, 1), Normal(0, 1), out=loc)
    np.testing.assert_array_equal(loc, [0.5, 2, 4.5])
    reversed_ = np.array([1.0, 2.0, 3.0])
    kb.kl_divergence(Normal(reversed_[::-1], 1), Normal(0, 1), out=reversed_)
    np.testing.assert_array_equal(reversed_, [4.5, 2, 0.5])


def test_empty_batches() -> None:
    assert kb.kl_divergence(Normal(np.zeros((0, 3)), 1), Normal(0, 1)).shape == (0, 3)
    empty = Independent(Exponential(np.ones((2, 0))), 1)
    np.testing.assert_array_equal(kb.kl_divergence(empty, empty), [0, 0])


def test_arrays_of_other_kinds() -> None:
    expected = kb.kl_divergence(Exponential([1.0, 2.0]), Exponential(3.0))
    for rates in (
        np.array([1, 2], ">f8"),
        np.array([1, 2], np.int32),
        np.array([1.0, 2.0], ml_dtypes.bfloat16),
        np.frombuffer(b"." + np.array([1.0, 2.0]).tobytes(), "f8", offset=1),
        [1, 2],
    ):
        np.testing.assert_allclose(
            kb.kl_divergence(Exponential(rates), Exponential(3)), expected, rtol=1e-6
        )
    with pytest.raises(TypeError, match="rate has dtype complex128"):
        Exponential(np.array([1j]))
    with pytest.raises(OverflowError):
        Exponential(10**400).entropy()
