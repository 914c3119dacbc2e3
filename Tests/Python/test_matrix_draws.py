"""Draws of matrices: reproducible, and of the right law."""

# mypy: allow-untyped-defs, allow-untyped-calls, allow-incomplete-defs
# mypy: disable-error-code="import-untyped"

import numpy as np
import pytest
from scipy import stats

from kullback.distributions import InverseWishart, MatrixNormal, Wishart

V = np.array([[2.0, 0.5, 0.25], [0.5, 1.0, -0.25], [0.25, -0.25, 4.0]])
U = np.array([[1.0, -0.25], [-0.25, 3.0]])
LOC = np.array([[1.0, -1.0, 0.5], [2.0, 0.0, 3.0]])
MEMBERS = [Wishart(2.5, V), Wishart(1e4, V), InverseWishart(2.5, V), MatrixNormal(LOC, U, V)]


@pytest.mark.parametrize("p", MEMBERS)
def test_draws_depend_on_the_seed_alone(p):
    """On any threads, and for any number of them."""
    x = p.sample((4000, 2), seed=7)
    assert x.shape == (4000, 2, *p.event_shape)
    assert np.array_equal(p.sample((4000, 2), seed=7, threads=3), x)
    assert np.array_equal(p.sample((10, 2), seed=7), x[:10])
    assert np.all(p.sample((4000, 2), seed=8)[:, :, 0, 0] != x[:, :, 0, 0])
    assert p.sample(seed=1).shape == p.event_shape


def test_batches():
    """The draws of a batch are those of its members' streams."""
    p = Wishart([3.0, 4.0], [[V], [V + 1]])
    x = p.sample(5, seed=1)
    assert x.shape == (5, 2, 2, 3, 3)
    assert not np.array_equal(x[0, 0, 0], x[0, 1, 0])
    assert np.array_equal(x[0, 0, 0], Wishart(3.0, V).sample(seed=1))


# Of 20,000 draws by one seed: a right law fails one of these with probability 1e-5.
@pytest.mark.parametrize("df", [2.0625, 3.0, 50.0])
@pytest.mark.parametrize("is_inverse", [False, True])
def test_wishart_law(df, is_inverse):
    """The trace of V^-1 X, an element of the diagonal and a Schur complement are chi-squared."""
    if is_inverse:
        # With fewer than 3 degrees of freedom some are too near to singular for NumPy's inverse.
        df = max(df, 3.0)
        x = np.linalg.inv(InverseWishart(df, np.linalg.inv(V)).sample(20_000, seed=6))
    else:
        x = Wishart(df, V).sample(20_000, seed=5)
        assert np.array_equal(x, np.swapaxes(x, -1, -2))
    traces = np.trace(np.linalg.solve(V, x), axis1=-2, axis2=-1)
    corner = x[:, 1, 1] / V[1, 1]
    schur = x[:, 2, 2] - x[:, 1, 2] ** 2 / x[:, 1, 1]
    scale = V[2, 2] - V[1, 2] ** 2 / V[1, 1]
    for values, freedom in ((traces, 3 * df), (corner, df), (schur / scale, df - 1)):
        assert stats.kstest(values, stats.chi2(freedom).cdf).pvalue > 1e-5


def test_matrix_normal_law():
    """Whitened elements are independent standard normal numbers."""
    x = MatrixNormal(LOC, U, V).sample(20_000, seed=5) - LOC
    left = np.linalg.solve(np.linalg.cholesky(U), x)
    z = np.linalg.solve(np.linalg.cholesky(V), np.swapaxes(left, -1, -2)).reshape(20_000, 6)
    assert stats.kstest(z.ravel(), stats.norm.cdf).pvalue > 1e-5
    correlation = np.corrcoef(z, rowvar=False) - np.eye(6)
    assert np.max(np.abs(correlation)) <= 5 / np.sqrt(20_000)


def test_nan():
    """A member that holds a NaN draws NaN, and its neighbours do not."""
    x = InverseWishart([3.0, np.nan, 3.0], V).sample(seed=1)
    assert np.array_equal(np.isnan(x).all(axis=(-2, -1)), [False, True, False])
    assert np.array_equal(np.isnan(x).any(axis=(-2, -1)), [False, True, False])
