"""Properties that hold for any distributions."""

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

import kullback as kb

DIVERGENCES = [kb.kl_divergence, kb.jeffreys_divergence, kb.js_divergence, kb.js_distance]
DTYPES = st.sampled_from([np.float32, np.float64])


@st.composite
def weight_pairs(draw: Any) -> NDArray[Any]:
    """Two rows of weights with some mass each; zeros and very small weights included."""
    dtype = draw(DTYPES)
    width = np.dtype(dtype).itemsize * 8
    elements = st.floats(0, 1, width=width) | st.sampled_from([0.0, 1.0])
    pair: NDArray[Any] = draw(arrays(dtype, (2, draw(st.integers(1, 40))), elements=elements))
    pair[:, draw(st.integers(0, pair.shape[1] - 1))] += dtype(1)
    return pair


@pytest.mark.parametrize("divergence", DIVERGENCES)
@given(pair=weight_pairs())
def test_never_negative_and_zero_for_equal_rows(divergence: Any, pair: NDArray[Any]) -> None:
    p, q = pair
    assert divergence(p, q, normalize=True) >= 0
    assert divergence(p, p, normalize=True) == 0


@pytest.mark.parametrize("divergence", [kb.jeffreys_divergence, kb.js_divergence, kb.js_distance])
@given(pair=weight_pairs())
def test_symmetric(divergence: Any, pair: NDArray[Any]) -> None:
    p, q = pair
    forward, backward = divergence(p, q, normalize=True), divergence(q, p, normalize=True)
    assert forward == pytest.approx(backward, rel=1e-6 if pair.dtype == np.float32 else 1e-14)


@given(pair=weight_pairs())
def test_bounds(pair: NDArray[Any]) -> None:
    p, q = pair
    slack = 1 + 2 * np.finfo(p.dtype).eps
    assert 0 <= kb.entropy(p, normalize=True) <= math.log(len(p)) * slack
    assert kb.js_divergence(p, q, normalize=True, base=2) <= slack
    assert kb.cross_entropy(p, q, normalize=True) * slack >= kb.entropy(p, normalize=True)


@given(pair=weight_pairs())
def test_infinite_exactly_without_absolute_continuity(pair: NDArray[Any]) -> None:
    p, q = pair
    singular = bool(((q == 0) & (p > 0)).any())
    assert np.isinf(kb.kl_divergence(p, q, normalize=True)) == singular
    assert np.isinf(kb.cross_entropy(p, q, normalize=True)) == singular


@given(pair=weight_pairs(), repeats=st.integers(1, 5))
def test_layout_changes_no_bit(pair: NDArray[Any], repeats: int) -> None:
    p, q = pair
    expected = kb.kl_divergence(p, q, normalize=True)
    columns = np.repeat(np.stack([p, q])[:, :, None], repeats, axis=2)
    batch = kb.kl_divergence(columns[0], columns[1], axis=0, normalize=True)
    np.testing.assert_array_equal(batch, np.full(repeats, expected))
