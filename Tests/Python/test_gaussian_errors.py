"""What is wrong with multivariate normal distributions, and with what is asked of them."""

# mypy: allow-untyped-defs
# mypy: disable-error-code="attr-defined"

import numpy as np
import pytest

import kullback
from kullback.distributions import MultivariateNormal, e_geodesic, m_geodesic


def test_errors():
    """What is not positive definite is named."""
    good = MultivariateNormal(np.zeros(2), np.eye(2))
    bad = MultivariateNormal(np.zeros(2), np.array([np.eye(2), [[1.0, 2.0], [2.0, 1.0]]]))
    with pytest.raises(kullback.DivergenceError) as raised:
        kullback.kl_divergence(good, bad)
    error = raised.value
    assert (error.status.name, error.argument) == ("NOT_POSITIVE_DEFINITE", "q.covariance_matrix")
    assert (error.row, error.index, error.value) == ((1,), 1, -3.0)
    with pytest.raises(ValueError, match="exactly one"):
        MultivariateNormal(np.zeros(2))
    with pytest.raises(ValueError, match="they must agree"):
        kullback.kl_divergence(good, MultivariateNormal(np.zeros(3), np.eye(3)))
    assert np.isnan(kullback.kl_divergence(MultivariateNormal([np.nan, 0.0], np.eye(2)), good))


def test_misuse():
    """Errors name what is wrong, and where."""
    p = MultivariateNormal(np.zeros((2, 1)), [[1.0]])
    q = MultivariateNormal(np.zeros((2, 1)), [[[1.0]], [[4.0]]])
    with pytest.raises(kullback.DivergenceError) as raised:
        e_geodesic(p, q, 2.0)
    error = raised.value
    assert (error.status.name, error.argument) == ("NOT_POSITIVE_DEFINITE", "weight")
    assert (error.row, error.index, error.value) == ((1,), 0, -0.5)
    for weights, message in (
        ([1.0, -1.0], r"weights: position 1: value -1"),
        ([0.0, 0.0], "no mass"),
        ([1.0], "there are 2"),
    ):
        with pytest.raises(ValueError, match=message):
            q.kl_barycenter(weights)
    with pytest.raises(ValueError, match="single distribution"):
        MultivariateNormal([0.0], [[1.0]]).kl_barycenter()
    bad = MultivariateNormal(np.zeros(2), [[1.0, 0.0], [2.0, 1.0]])
    with pytest.raises(kullback.DivergenceError) as raised:
        bad.marginal([1, 0])
    assert (raised.value.argument, raised.value.index) == ("covariance_matrix", 0)
    for coordinates in ([2], [0, 0], [-1], [0.5], []):
        with pytest.raises(ValueError, match="coordinates"):
            bad.marginal(coordinates)
    good = MultivariateNormal(np.zeros(2), np.eye(2))
    with pytest.raises(ValueError, match="values has shape"):
        good.conditional([0, 1], [1.0])
    with pytest.raises(kullback.DivergenceError, match="values: position 0: value inf"):
        good.conditional([0], [np.inf])
    with pytest.raises(ValueError, match="event shape"):
        m_geodesic(good, p, 0.5)
