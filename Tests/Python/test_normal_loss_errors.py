"""Errors of losses of normals: parameters that are none, options, shapes and dtypes."""

# mypy: allow-untyped-defs, allow-untyped-calls
# mypy: disable-error-code="arg-type, attr-defined, call-arg, import-untyped"

import numpy as np
import pytest

from kullback import DivergenceError, normal_losses


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize(
    ("p", "q", "argument", "row", "index"),
    [
        (([[0.0, 1], [1, 1]], [[1.0, 1], [1, -2]]), (0.0, 1.0), "p_scale", (1,), 1),
        (([[0.0, 1], [1, np.inf]], [[1.0, 1], [1, 1]]), (0.0, 1.0), "p_loc", (1,), 1),
        (([[0.0, 1]], [[1.0, 1]]), ([[0.0, 0]], [[1.0, 0.0]]), "q_scale", (0,), 1),
    ],
)
def test_bad_parameters_are_named(dtype, p, q, argument, row, index):
    arrays = [np.asarray(x, dtype) for x in (*p, *q)]
    with pytest.raises(DivergenceError) as caught:
        normal_losses.normal_loss(*arrays, gradient="both")
    error = caught.value
    assert (error.argument, error.row, error.index) == (argument, row, index)
    assert error.status.name == "PARAMETER"


def test_bad_rows_of_a_vae_are_named():
    log_var = np.zeros((300, 8), np.float32)
    log_var[250, 3] = -np.inf
    for options in ({}, {"free_bits": 0.1, "reduction": "sum"}, {"elementwise": True}):
        with pytest.raises(DivergenceError) as caught:
            normal_losses.vae_loss(np.zeros_like(log_var), log_var, **options)
        assert (caught.value.argument, caught.value.row, caught.value.index) == (
            "log_var",
            (250,),
            3,
        )
    with pytest.raises(DivergenceError, match="weights") as caught:
        normal_losses.vae_loss(np.zeros((2, 2)), 0.0, weights=[1.0, np.inf])
    assert caught.value.row == (1,)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"reduction": "mean"}, "batchmean"),
        ({"free_bits": -1.0}, "free_bits"),
        ({"free_bits": 1.0}, "reduction"),
        ({"free_bits": 1.0, "free_bits_over": "dims"}, "free_bits_over"),
        ({"elementwise": True, "reduction": "sum"}, "elementwise"),
        ({"beta": np.nan}, "beta"),
        ({"base": 1.0}, "base"),
        ({"threads": 0}, "threads"),
        ({"weights": [1.0, 2.0, 3.0]}, "weights"),
    ],
)
def test_bad_options_are_named(options, message):
    with pytest.raises(ValueError, match=message):
        normal_losses.vae_loss(np.zeros((2, 2)), np.zeros((2, 2)), **options)


def test_shapes_and_dtypes_are_checked():
    with pytest.raises(ValueError, match="broadcast"):
        normal_losses.vae_loss(np.zeros((2, 3)), np.zeros((2, 2)))
    with pytest.raises(ValueError, match="single"):
        normal_losses.vae_loss(0.0, 0.0)
    with pytest.raises(TypeError, match="log_var"):
        normal_losses.vae_loss(np.zeros(2), np.zeros(2, complex))
    with pytest.raises(ValueError, match="parameters"):
        normal_losses.normal_loss([0.0], [1.0], [0.0], [1.0], parameters="var")
    assert normal_losses.vae_loss(np.zeros((2, 0)), np.zeros((2, 0))).tolist() == [0.0, 0.0]
    assert normal_losses.vae_loss(np.zeros((0, 2)), np.zeros((0, 2))).shape == (0,)
