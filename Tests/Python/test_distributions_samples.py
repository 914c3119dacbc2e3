"""Samples of distributions: reproducible, and of the right law."""

from typing import Any

import numpy as np
import pytest

from distribution_examples import EXAMPLES, make
from kullback.distributions import Exponential, Normal


@pytest.mark.parametrize("family", EXAMPLES)
def test_samples_depend_on_the_seed_alone(family: str) -> None:
    p: Any = make(family, EXAMPLES[family][0])
    x = p.sample((4000, 2), seed=7)
    assert x.shape == (4000, 2, 3)
    np.testing.assert_array_equal(p.sample((4000, 2), seed=7, threads=2), x)
    np.testing.assert_array_equal(p.sample((10, 2), 7), x[:10])
    np.testing.assert_array_equal(p.sample((1, 2), 7), x[:1])
    assert np.any(p.sample((4000, 2), seed=8) != x)


@pytest.mark.parametrize("family", EXAMPLES)
def test_moments(family: str) -> None:
    n = 40_000
    p = make(family, EXAMPLES[family][0])
    x = p.sample(n, seed=11)
    if family in ("cauchy", "von_mises"):
        direction = np.arctan2(np.sin(x).mean(axis=0), np.cos(x).mean(axis=0))
        middle = np.median(x, axis=0) if family == "cauchy" else direction
        np.testing.assert_allclose(middle, EXAMPLES[family][0]["loc"], atol=0.1)
        return
    try:
        mean, variance = np.asarray(p.mean), np.asarray(p.variance)
    except NotImplementedError:
        return
    if np.all(np.isnan(mean)):
        return
    np.testing.assert_array_less(np.abs(x.mean(axis=0) - mean), 5 * np.sqrt(variance / n))
    np.testing.assert_allclose(x.var(axis=0), variance, rtol=0.15)
    np.testing.assert_array_equal(p.stddev, np.sqrt(variance))


def test_shapes() -> None:
    assert isinstance(Exponential(1.0).sample(), np.float64)
    assert Exponential(1.0).sample(3).shape == (3,)
    assert Exponential(np.ones((2, 3))).sample((5, 1)).shape == (5, 1, 2, 3)
    assert Exponential(np.ones((2, 0))).sample(4).shape == (4, 2, 0)


def test_generators_seed_and_advance() -> None:
    p = Normal(0.0, 1.0)
    first, second = np.random.default_rng(5), np.random.default_rng(5)
    x = p.sample(4, first)
    np.testing.assert_array_equal(x, p.sample(4, second))
    assert np.all(x != p.sample(4, first))
    assert np.all(p.sample(4) != p.sample(4))


@pytest.mark.parametrize("seed", [-1, 2**64])
def test_seeds_out_of_range(seed: int) -> None:
    with pytest.raises(ValueError, match="seed"):
        Normal(0, 1).sample(1, seed)
    with pytest.raises(TypeError):
        Normal(0, 1).sample(1, 0.5)  # type: ignore[arg-type]
