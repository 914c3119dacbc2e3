"""Spaces, weights, units, tolerances and threads."""

import math
from functools import partial
from typing import Any

import numpy as np
import pytest

import kullback as kb

P = np.array([[0.5, 0.25, 0.25], [0.125, 0.75, 0.125]])
Q = np.array([[0.25, 0.5, 0.25], [0.375, 0.125, 0.5]])
TWO_ROWS = [
    kb.cross_entropy,
    kb.kl_divergence,
    kb.jeffreys_divergence,
    kb.js_divergence,
    kb.js_distance,
    kb.reverse_kl_divergence,
    kb.skew_divergence,
    kb.total_variation,
    kb.chi2_divergence,
    kb.hellinger_distance,
    kb.bhattacharyya_distance,
    kb.triangular_discrimination,
    partial(kb.alpha_divergence, alpha=0.3),
    partial(kb.renyi_divergence, alpha=3),
    partial(kb.renyi_divergence, alpha=math.inf),
]


@pytest.mark.parametrize("divergence", TWO_ROWS)
def test_spaces_agree(divergence: Any) -> None:
    expected = divergence(P, Q)
    for shift, space in ((0.0, "log"), (0.0, "logits"), (7.0, "logits")):
        value = divergence(np.log(P) + shift, np.log(Q) - shift, space=space)
        np.testing.assert_allclose(value, expected, rtol=1e-14)


@pytest.mark.parametrize("temperature", [0.5, 4, 1e3])
def test_temperature_divides_logits(temperature: float) -> None:
    p, q = np.log(P), np.log(Q)
    warm = kb.kl_divergence(p, q, space="logits", temperature=temperature)
    scaled = kb.kl_divergence(p / temperature, q / temperature, space="logits")
    np.testing.assert_allclose(warm, scaled, rtol=1e-12)


def test_masks() -> None:
    p = np.array([1.0, -math.inf, 2.0])
    q = np.array([1.5, -math.inf, 0.5])
    expected = kb.kl_divergence(p[[0, 2]], q[[0, 2]], space="logits")
    assert kb.kl_divergence(p, q, space="logits") == pytest.approx(float(expected), rel=1e-14)
    assert kb.kl_divergence(p, [1.5, 0, -math.inf], space="logits") == math.inf


@pytest.mark.parametrize("divergence", TWO_ROWS)
def test_weights(divergence: Any) -> None:
    np.testing.assert_allclose(
        divergence(P * 24, Q * 1e6, normalize=True), divergence(P, Q), rtol=1e-14
    )
    log_weights = divergence(np.log(P) + 3, np.log(Q) - 5, space="log", normalize=True)
    np.testing.assert_allclose(log_weights, divergence(P, Q), rtol=1e-14)


def test_proportional_counts_do_not_differ() -> None:
    assert kb.kl_divergence([1, 2, 5], [3, 6, 15], normalize=True) == 0


@pytest.mark.parametrize("base", [2, 10, 1.5, 1024.0])
def test_base(base: float) -> None:
    expected = np.asarray(kb.kl_divergence(P, Q)) / math.log(base)
    np.testing.assert_allclose(kb.kl_divergence(P, Q, base=base), expected, rtol=1e-14)


@pytest.mark.parametrize(("dtype", "tolerance"), [(np.float64, 1e-6), (np.float32, 1e-4)])
def test_default_tolerance(dtype: Any, tolerance: float) -> None:
    near = np.array([0.5, 0.5 + 0.5 * tolerance], dtype)
    far = np.array([0.5, 0.5 + 2.0 * tolerance], dtype)
    # Within the tolerance a row stands for the distribution that it is proportional to.
    assert kb.kl_divergence(near, near[::-1]) == kb.kl_divergence(near, near[::-1], normalize=True)
    with pytest.raises(kb.DivergenceError):
        kb.entropy(far)


def test_sum_tolerance() -> None:
    row = [0.5, 0.51]
    assert kb.entropy(row, sum_tolerance=0.02) == kb.entropy(row, normalize=True)
    with pytest.raises(kb.DivergenceError):
        kb.entropy(row, sum_tolerance=0.005)


def test_a_tolerance_of_zero_is_no_tolerance() -> None:
    assert kb.entropy([0.5, 0.5], sum_tolerance=0) == kb.entropy([0.5, 0.5])
    with pytest.raises(kb.DivergenceError):
        kb.entropy([0.5, 0.5 + 2.0**-52], sum_tolerance=0)


@pytest.mark.parametrize("threads", [1, 2, 3, 64])
def test_threads_change_no_bit(threads: int) -> None:
    logits = np.random.default_rng(0).normal(size=(2, 300, 1000))
    expected = kb.kl_divergence(*logits, space="logits")
    np.testing.assert_array_equal(
        kb.kl_divergence(*logits, space="logits", threads=threads), expected
    )


def test_options_of_one_call_do_not_leak_into_the_next() -> None:
    before = kb.entropy(P)
    kb.entropy(P, base=2, threads=1)
    np.testing.assert_array_equal(kb.entropy(P), before)
