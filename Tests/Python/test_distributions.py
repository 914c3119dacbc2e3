"""Normal distributions and their divergences."""

import math
from typing import Any

import numpy as np
import pytest

import kullback as kb
from kullback import DiagonalNormal, Normal


def test_parameters_broadcast() -> None:
    p = Normal(np.zeros((4, 1)), [1.0, 2.0, 3.0])
    q = Normal(1.0, np.ones((2, 1, 1)))
    result = kb.kl_divergence(p, q)
    assert result.shape == (2, 4, 3)
    np.testing.assert_array_equal(
        np.asarray(result)[1, 2], [kb.kl_divergence(Normal(0, s), Normal(1, 1)) for s in (1, 2, 3)]
    )


def test_diagonal_is_a_sum_over_the_last_axis() -> None:
    rng = np.random.default_rng(0)
    loc_p, loc_q = rng.normal(size=(2, 5, 4))
    scale_p, scale_q = rng.exponential(size=(2, 5, 4))
    rows = kb.kl_divergence(DiagonalNormal(loc_p, scale_p), DiagonalNormal(loc_q, scale_q))
    elements = kb.kl_divergence(Normal(loc_p, scale_p), Normal(loc_q, scale_q))
    np.testing.assert_allclose(rows, np.asarray(elements).sum(axis=-1), rtol=1e-14)


def test_diagonal_parameters_broadcast_along_the_last_axis() -> None:
    p = DiagonalNormal([1.0, 2.0, 3.0], 1.0)
    q = DiagonalNormal(0.0, np.ones((2, 3)))
    np.testing.assert_array_equal(kb.kl_divergence(p, q), [7.0, 7.0])


def test_vae_is_the_diagonal_normal_against_the_standard_one() -> None:
    rng = np.random.default_rng(0)
    loc, log_var = rng.normal(size=(2, 6, 5))
    expected = kb.kl_divergence(
        DiagonalNormal(loc, np.exp(log_var / 2)), DiagonalNormal(0.0, np.ones(5))
    )
    np.testing.assert_allclose(kb.vae_kl(loc, log_var), expected, rtol=1e-14)
    np.testing.assert_array_equal(kb.vae_kl(loc.T, log_var.T, axis=0), kb.vae_kl(loc, log_var))
    assert kb.vae_kl(loc, log_var, keepdims=True).shape == (6, 1)


def test_equal_normals_do_not_differ() -> None:
    p = Normal([0.0, 1e300, -5.0], [1.0, 1e-300, 1e300])
    np.testing.assert_array_equal(kb.kl_divergence(p, p), np.zeros(3))


def test_near_equal_scales_keep_their_digits() -> None:
    """phi(x) / 2 = x^2 / 4 + x^3 / 12 + ..., x = 2 log(1 + e)."""
    e = 2.0**-26
    x = 2 * math.log1p(e)
    expected = x**2 / 4 + x**3 / 12 + x**4 / 48
    value = kb.kl_divergence(Normal(0, 1 + e), Normal(0, 1))
    assert float(value) == pytest.approx(expected, rel=1e-14, abs=0)


def test_no_components() -> None:
    assert kb.vae_kl([], []) == 0


def test_nan_parameters_are_answers() -> None:
    result = kb.kl_divergence(Normal([0.0, math.nan], 1.0), Normal(0.0, [1.0, 1.0]))
    np.testing.assert_array_equal(result, [0, math.nan])


def test_float32() -> None:
    loc, scale = np.array([0, 1], "f4"), np.array([1, 2], "f4")
    assert kb.kl_divergence(Normal(loc, scale), Normal(0, 1)).dtype == np.float32
    assert kb.kl_divergence(Normal(loc, scale), Normal(0, np.ones(2))).dtype == np.float64
    diagonal = DiagonalNormal(loc, 1.0)
    assert kb.kl_divergence(diagonal, DiagonalNormal(loc, scale)).dtype == np.float32
    assert kb.vae_kl(loc, scale).dtype == np.float32
    assert kb.kl_divergence(Normal(0, 1), Normal(0, 1)).dtype == np.float64


def test_base_and_out() -> None:
    out = np.zeros(2)
    p, q = Normal([0.0, 0.0], 1.0), Normal(1.0, 1.0)
    assert kb.kl_divergence(p, q, base=math.exp(0.5), out=out) is out
    np.testing.assert_allclose(out, [1, 1], rtol=1e-14)


@pytest.mark.parametrize("other", [DiagonalNormal([0.0], 1.0), [0.5, 0.5], 1.0])
def test_no_closed_form(other: Any) -> None:
    with pytest.raises(TypeError, match="no closed form between Normal and"):
        kb.kl_divergence(Normal(0, 1), other)
    with pytest.raises(TypeError, match=r"no closed form between .* and Normal"):
        kb.kl_divergence(other, Normal(0, 1))


@pytest.mark.parametrize("option", [{"axis": 0}, {"space": "log"}, {"normalize": True}])
def test_keywords_of_arrays_do_not_apply(option: Any) -> None:
    with pytest.raises(TypeError, match="only out, base and threads"):
        kb.kl_divergence(Normal(0, 1), Normal(0, 1), **option)


def test_shapes_of_parameters() -> None:
    with pytest.raises(ValueError, match=r"loc has shape \(2,\), scale has shape \(3,\)"):
        Normal([0, 1], [1, 2, 3])
    with pytest.raises(ValueError, match="an array is needed"):
        DiagonalNormal(0, 1)
    with pytest.raises(ValueError, match="must broadcast"):
        kb.kl_divergence(Normal([0, 1], 1), Normal([0, 1, 2], 1))
    with pytest.raises(ValueError, match="must agree"):
        kb.kl_divergence(DiagonalNormal([0, 1], 1), DiagonalNormal([0, 1, 2], 1))


def test_log_prob() -> None:
    half_log_tau = 0.5 * math.log(math.tau)
    assert Normal(1.0, 2.0).log_prob(3.0) == pytest.approx(-0.5 - math.log(2) - half_log_tau)
    diagonal = DiagonalNormal([0.0, 1.0], [1.0, 2.0])
    x = np.array([[0.0, 1.0], [1.0, 3.0]])
    np.testing.assert_allclose(
        diagonal.log_prob(x), -2 * half_log_tau - math.log(2) - np.array([0.0, 1.0])
    )


def test_sample() -> None:
    rng = np.random.default_rng(0)
    x = Normal([0.0, 10.0], [1.0, 2.0]).sample(4000, rng)
    assert x.shape == (4000, 2)
    np.testing.assert_allclose(x.mean(axis=0), [0, 10], atol=5 * 2 / math.sqrt(4000))
    np.testing.assert_allclose(x.std(axis=0), [1, 2], rtol=0.06)
    assert DiagonalNormal(np.zeros((3, 2)), 1.0).sample(5, rng).shape == (5, 3, 2)
    assert Normal(0, 1).sample(5, rng).shape == (5,)


@pytest.mark.parametrize("scale", [0.0, -1.0])
def test_sampling_needs_a_positive_scale(scale: float) -> None:
    with pytest.raises(ValueError, match="scale"):
        Normal(0.0, [1.0, scale]).sample(1, np.random.default_rng(0))
    with pytest.raises(ValueError, match="scale"):
        Normal(0.0, [1.0, scale]).log_prob(0.0)


def test_repr_names_the_parameters() -> None:
    assert repr(Normal(0, 2.5)) == "Normal(loc=0, scale=2.5)"
