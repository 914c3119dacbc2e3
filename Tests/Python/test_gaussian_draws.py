"""Draws from multivariate normal distributions, and what there is of singular ones."""

# mypy: allow-untyped-defs

import numpy as np
import pytest

import kullback
from kullback.distributions import MultivariateNormal, e_geodesic, m_geodesic


def test_places():
    """A draw depends on the seed, its place and the parameters."""
    roots = np.random.default_rng(4).normal(size=(3, 2, 2))
    p = MultivariateNormal([1.0, -2.0], roots @ roots.swapaxes(-1, -2) + np.eye(2))
    draws = p.sample((2, 50), seed=9)
    assert draws.shape == (2, 50, 3, 2)
    assert np.array_equal(draws[0, :10], p.sample(10, seed=9))
    assert np.array_equal(draws, p.sample((2, 50), seed=9, threads=3))
    assert np.unique(draws).size == draws.size
    assert not np.isin(p.sample((2, 50), seed=10), draws).any()
    assert p.sample(0, seed=9).shape == (0, 3, 2)
    form = MultivariateNormal(p.loc, scale_tril=p.scale_tril)
    assert np.array_equal(form.sample((2, 50), seed=9), draws)


def test_samples():
    """Moments within five standard errors; the same samples for the same seed."""
    p = MultivariateNormal([1.0, -2.0], [[2.0, 0.6], [0.6, 1.0]])
    x = p.sample(40_000, seed=1)
    assert x.shape == (40_000, 2)
    assert np.array_equal(x, p.sample(40_000, seed=1))
    assert np.all(np.abs(x.mean(axis=0) - p.loc) < 5 * np.sqrt(2 / 40_000))
    assert np.all(np.abs(np.cov(x.T) - p.covariance_matrix) < 5 * np.sqrt(8 / 40_000))


def test_singular():
    """Draws stay on the line; moments of singular ones are moments, products have no factor."""
    line = np.array([1.0, 2.0, -1.0])
    p = MultivariateNormal(np.ones(3), np.outer(line, line))
    draws = p.sample((5, 2), seed=3) - 1
    assert draws.shape == (5, 2, 3)
    assert np.allclose(draws, draws[..., :1] * line, rtol=1e-14)
    assert np.unique(draws).size > 15
    q = MultivariateNormal(np.zeros(3), np.eye(3))
    assert np.array_equal(m_geodesic(p, p, 0.5).covariance_matrix, np.outer(line, line))
    with pytest.raises(kullback.DivergenceError, match=r"p.covariance_matrix: position \d: value"):
        e_geodesic(p, q, 0.5)
    with pytest.raises(kullback.DivergenceError, match="positive definite"):
        _ = p.scale_tril
