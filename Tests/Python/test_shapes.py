"""Axes, broadcasting, memory layouts and `out`: the same rows give the same bits in all."""

from functools import partial
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

import kullback as kb

PAIRS = [
    kb.cross_entropy,
    kb.kl_divergence,
    kb.jeffreys_divergence,
    kb.js_divergence,
    kb.js_distance,
    kb.total_variation,
    kb.hellinger_distance,
    partial(kb.skew_divergence, alpha=0.99),
    partial(kb.tsallis_divergence, alpha=0.5),
    partial(kb.renyi_divergence, alpha=2),
]


def rows(*shape: int, seed: int = 0, dtype: Any = np.float64) -> NDArray[Any]:
    weights = np.random.default_rng(seed).exponential(size=shape)
    return np.asarray(weights / weights.sum(axis=-1, keepdims=True), dtype)


P = rows(4, 3, 7)
Q = rows(4, 3, 7, seed=1)


def one_by_one(divergence: Any, p: NDArray[Any], q: NDArray[Any]) -> NDArray[Any]:
    """Call it for each row of the batch."""
    p, q = np.broadcast_arrays(p, q)
    results = [divergence(p[row].copy(), q[row].copy()) for row in np.ndindex(p.shape[:-1])]
    return np.array(results).reshape(p.shape[:-1])


@pytest.mark.parametrize("divergence", PAIRS)
@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_a_batch_is_its_rows(divergence: Any, dtype: Any) -> None:
    p, q = P.astype(dtype), Q.astype(dtype)
    np.testing.assert_array_equal(divergence(p, q), one_by_one(divergence, p, q))


@pytest.mark.parametrize(
    ("p_shape", "q_shape"),
    [
        ((7,), (4, 3, 7)),
        ((3, 7), (4, 3, 7)),
        ((4, 1, 7), (3, 7)),
        ((1, 7), (7,)),
        ((7,), (1, 1, 7)),
    ],
)
def test_batches_broadcast(p_shape: tuple[int, ...], q_shape: tuple[int, ...]) -> None:
    p, q = rows(*p_shape), rows(*q_shape, seed=1)
    result = kb.kl_divergence(p, q)
    assert result.shape == np.broadcast_shapes(p_shape[:-1], q_shape[:-1])
    np.testing.assert_array_equal(result, one_by_one(kb.kl_divergence, p, q))


@pytest.mark.parametrize("axis", [0, 1, 2, -1, -2, -3])
def test_axis(axis: int) -> None:
    p, q = np.moveaxis(P, -1, axis), np.moveaxis(Q, -1, axis)
    expected = kb.kl_divergence(P, Q)
    np.testing.assert_array_equal(kb.kl_divergence(p, q, axis=axis), expected)
    kept = kb.kl_divergence(p, q, axis=axis, keepdims=True)
    np.testing.assert_array_equal(kept, np.expand_dims(expected, axis))
    np.testing.assert_array_equal(kb.entropy(p, axis=axis), kb.entropy(P))


def test_axis_counts_in_each_operand() -> None:
    p, q = rows(5, 7).T, rows(7, seed=1)
    np.testing.assert_array_equal(kb.kl_divergence(p, q, axis=0), kb.kl_divergence(p.T, q))


def test_keepdims_of_one_row() -> None:
    assert kb.entropy(P[0, 0], keepdims=True).shape == (1,)


@pytest.mark.parametrize("axis", [1, -2])
def test_axis_out_of_range(axis: int) -> None:
    with pytest.raises(np.exceptions.AxisError):
        kb.kl_divergence(P[0, 0], Q[0, 0], axis=axis)
    with pytest.raises(np.exceptions.AxisError):
        kb.estimators.from_log_ratio([1.0], axis=axis)


@pytest.mark.parametrize("axis", [None, 1.0, "last"])
def test_axis_must_be_an_integer(axis: Any) -> None:
    with pytest.raises(TypeError):
        kb.entropy(P, axis=axis)


def layouts(array: NDArray[Any]) -> dict[str, NDArray[Any]]:
    """Put the same numbers in other layouts, with NaN where nobody should look."""
    spread = np.full((*array.shape[:-1], 2 * array.shape[-1]), np.nan, array.dtype)
    spread[..., ::2] = array
    packed = np.zeros(array.shape, [("tag", np.int8), ("value", array.dtype)])
    packed["value"] = array
    return {
        "fortran": np.asfortranarray(array),
        "element stride": spread[..., ::2],
        "reversed rows": array[..., ::-1].copy()[..., ::-1],
        "reversed batch": array[::-1, ::-1].copy()[::-1, ::-1],
        "swapped batch": array.swapaxes(0, 1).copy().swapaxes(0, 1),
        "misaligned": packed["value"],
        "big-endian": array.astype(array.dtype.newbyteorder(">")),
        "read-only": np.frombuffer(array.tobytes(), array.dtype).reshape(array.shape),
    }


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
@pytest.mark.parametrize("layout", layouts(P))
def test_memory_layout(layout: str, dtype: Any) -> None:
    p, q = P.astype(dtype), Q.astype(dtype)
    expected = kb.kl_divergence(p, q)
    np.testing.assert_array_equal(kb.kl_divergence(layouts(p)[layout], q), expected)
    np.testing.assert_array_equal(kb.kl_divergence(p, layouts(q)[layout]), expected)
    np.testing.assert_array_equal(kb.entropy(layouts(p)[layout]), kb.entropy(p))


def test_misaligned_means_what_it_says() -> None:
    assert not layouts(P)["misaligned"].flags.aligned


def test_zero_strides() -> None:
    row = P[0, 0]
    uniform = np.broadcast_to(np.float64(1 / 7), 7)
    assert uniform.strides == (0,)
    np.testing.assert_array_equal(
        kb.kl_divergence(row, uniform), kb.kl_divergence(row, uniform.copy())
    )
    repeated = np.broadcast_to(row, (1000, 7))
    np.testing.assert_array_equal(
        kb.kl_divergence(repeated, uniform), np.full(1000, kb.kl_divergence(row, uniform))
    )


@pytest.mark.parametrize("shape", [(0, 5), (3, 0, 5), (0, 0)])
def test_no_rows_give_no_results(shape: tuple[int, ...]) -> None:
    empty = np.zeros(shape)
    assert kb.entropy(empty).shape == shape[:-1]
    assert kb.kl_divergence(empty, empty).shape == shape[:-1]
    assert kb.kl_divergence(empty, empty.astype("f4")).dtype == np.float64


def test_out_receives_the_result_and_is_returned() -> None:
    out = np.full((4, 3), -1.0)
    assert kb.kl_divergence(P, Q, out=out) is out
    np.testing.assert_array_equal(out, kb.kl_divergence(P, Q))
    scalar = np.empty(())
    assert kb.entropy(P[0, 0], out=scalar) is scalar
    assert scalar == kb.entropy(P[0, 0])


def test_out_of_another_layout_and_dtype() -> None:
    wide = np.zeros((4, 6), np.float32)
    kb.kl_divergence(P, Q, out=wide[:, ::-2])
    np.testing.assert_array_equal(wide[:, ::-2], kb.kl_divergence(P, Q).astype(np.float32))
    assert not wide[:, ::2].any()


def test_out_with_keepdims() -> None:
    out = np.zeros((4, 3, 1))
    kb.kl_divergence(P, Q, out=out, keepdims=True)
    np.testing.assert_array_equal(out[..., 0], kb.kl_divergence(P, Q))


def test_out_may_overlap_the_operands() -> None:
    p = P.copy()
    kb.kl_divergence(p, Q, out=p[..., 0])
    np.testing.assert_array_equal(p[..., 0], kb.kl_divergence(P, Q))
    np.testing.assert_array_equal(p[..., 1:], P[..., 1:])


@pytest.mark.parametrize("shape", [(3, 4), (4,), (1, 4, 3), (4, 3, 1), ()])
def test_out_of_another_shape(shape: tuple[int, ...]) -> None:
    out = np.full(shape, -1.0)
    with pytest.raises(ValueError, match=r"out has shape .*; the result has shape \(4, 3\)"):
        kb.kl_divergence(P, Q, out=out)
    assert (out == -1).all()


def test_out_that_cannot_be_written() -> None:
    out = np.full((4, 3), -1.0)
    out.flags.writeable = False
    with pytest.raises(ValueError, match="read-only"):
        kb.kl_divergence(P, Q, out=out)
    assert (out == -1).all()


@pytest.mark.parametrize("out", [np.zeros((4, 3), int), [0.0], (np.zeros((4, 3)),), 0.0])
def test_out_of_another_type(out: Any) -> None:
    with pytest.raises(TypeError):
        kb.kl_divergence(P, Q, out=out)


@pytest.mark.parametrize("name", ["vae_kl", "kl_divergence"])
def test_mismatched_shapes_are_named(name: str) -> None:
    function = getattr(kb, name)
    with pytest.raises(ValueError, match=r"shape \(3,\).* shape \(4,\): they must agree"):
        function(np.full(3, 1 / 3), np.full(4, 1 / 4))
    with pytest.raises(ValueError, match=r"shape \(2, 1\).* shape \(3, 1\): they must broadcast"):
        function(np.ones((2, 1)), np.ones((3, 1)))


def test_length_one_does_not_broadcast_along_the_axis() -> None:
    with pytest.raises(ValueError, match="agree along axis -1"):
        kb.kl_divergence([0.5, 0.5], [1.0])


def test_single_numbers_are_not_distributions() -> None:
    with pytest.raises(ValueError, match="p is a single number"):
        kb.entropy(1.0)
    with pytest.raises(ValueError, match="q is a single number"):
        kb.kl_divergence([1.0], 1.0)
    with pytest.raises(ValueError, match="p is a single number"):
        kb.kl_divergence(np.array(1.0), [1.0])
