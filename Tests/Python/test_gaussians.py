"""Multivariate normal distributions against mpmath, in every form, and what is wrong with them."""

# mypy: allow-untyped-defs, allow-untyped-calls, allow-incomplete-defs
# mypy: disable-error-code="attr-defined, import-untyped, arg-type"

import itertools

import mpmath as mp
import numpy as np
import pytest

import kullback
from kullback.distributions import LowRankMultivariateNormal, MultivariateNormal

mp.mp.dps = 50
FORMS = ("covariance_matrix", "scale_tril", "precision_matrix")


def _exact(array):
    return mp.matrix(np.asarray(array).tolist())


def _kl(p, q):
    (mean_p, cov_p), (mean_q, cov_q) = p, q
    inverse, step = cov_q**-1, mean_p - mean_q
    product = inverse * cov_p
    trace = sum(product[i, i] for i in range(cov_p.rows))
    determinants = mp.log(mp.det(cov_q) / mp.det(cov_p))
    return (trace - cov_p.rows + determinants + (step.T * inverse * step)[0]) / 2


def _between(p, q, weight):
    (mean_p, cov_p), (mean_q, cov_q) = p, q
    first, second = weight * cov_p**-1, (1 - weight) * cov_q**-1
    covariance = (first + second) ** -1
    return covariance * (first * mean_p + second * mean_q), covariance


def _covariance(form, matrix):
    exact = _exact(matrix)
    if form == "scale_tril":
        return exact * exact.T
    return exact if form == "covariance_matrix" else exact**-1


def _pair(d, form, change, seed):
    """Parameters of two distributions that differ by about `change` of themselves."""
    random = np.random.default_rng([d, seed])
    root = np.tril(random.normal(size=(d, d)) / np.sqrt(d), -1) + np.diag(random.uniform(0.5, 2, d))
    noise = np.tril(random.normal(size=(d, d)))
    mean = random.normal(size=d)
    other = mean + change * random.normal(size=d)
    if form == "scale_tril":
        return (mean, root), (other, root * (1 + change * np.tanh(noise) / 2))
    matrix = root @ root.T
    matrix = np.tril(matrix) + np.tril(matrix, -1).T
    step = noise @ noise.T / d * np.sqrt(np.outer(np.diag(matrix), np.diag(matrix)))
    step = np.tril(step) + np.tril(step, -1).T
    return (mean, matrix), (other, matrix + change * step)


@pytest.mark.parametrize("change", [1.0, 1e-3, 1e-8])
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("d", [1, 2, 7, 13])
def test_divergences(d, form, change):
    """All quantities, also where the two nearly agree."""
    given = _pair(d, form, change, 1)
    p, q = (MultivariateNormal(mean, **{form: matrix}) for mean, matrix in given)
    a, b = ((_exact(mean), _covariance(form, matrix)) for mean, matrix in given)
    weight = mp.mpf(1) / 4
    m = _between(a, b, weight)
    half = _between(a, b, mp.mpf(1) / 2)
    distance = (_kl(half, a) + _kl(half, b)) / 2
    dual = weight * _kl(m, a) + (1 - weight) * _kl(m, b)
    expected = {
        kullback.kl_divergence(p, q): _kl(a, b),
        kullback.jeffreys_divergence(p, q): _kl(a, b) + _kl(b, a),
        kullback.renyi_divergence(p, q, 0.25): dual / (1 - weight),
        kullback.bhattacharyya_distance(p, q): distance,
        kullback.squared_hellinger(p, q): -mp.expm1(-distance),
        p.geometric_js_divergence(q, 0.25): weight * _kl(a, m) + (1 - weight) * _kl(b, m),
        p.geometric_js_divergence(q, 0.25, dual=True): dual,
    }
    factors = np.linalg.cholesky(np.array((b[1]).tolist(), dtype=float))
    tolerance = 1e-13 * np.linalg.cond(factors)
    for got, value in expected.items():
        assert abs(mp.mpf(float(got)) - value) <= tolerance * value


@pytest.mark.parametrize("order", [1e-6, 1e-12])
def test_renyi_of_small_orders(order):
    """The order has all of its digits, which 1 minus it would not."""
    given = _pair(3, "scale_tril", 1.0, 3)
    p, q = (MultivariateNormal(mean, scale_tril=matrix) for mean, matrix in given)
    a, b = ((_exact(mean), _covariance("scale_tril", matrix)) for mean, matrix in given)
    weight = mp.mpf(order)
    m = _between(a, b, weight)
    expected = (weight * _kl(m, a) + (1 - weight) * _kl(m, b)) / (1 - weight)
    tolerance = 1e-13 * np.linalg.cond(given[1][1])
    assert abs(float(kullback.renyi_divergence(p, q, order)) / expected - 1) <= tolerance


def test_renyi_beyond_the_geodesic():
    """Above an order at which the covariance between the two is none, it is infinite."""
    p, q = MultivariateNormal([0.0], [[4.0]]), MultivariateNormal([0.0], [[1.0]])
    # a + (1 - a) 4 > 0 for a < 4 / 3
    assert np.isfinite(kullback.renyi_divergence(p, q, 1.33))
    assert kullback.renyi_divergence(p, q, 1.34) == np.inf


@pytest.mark.parametrize("change", [1.0, 1e-8])
def test_wasserstein(change):
    """Bures' distance of commuting and of other covariances."""
    given = _pair(5, "covariance_matrix", change, 2)
    p, q = (MultivariateNormal(mean, matrix) for mean, matrix in given)
    (mean_p, cov_p), (mean_q, cov_q) = ((_exact(x), _exact(y)) for x, y in given)
    values, vectors = mp.eigsy(cov_p)
    root = vectors * mp.diag([mp.sqrt(x) for x in values]) * vectors.T
    cross = mp.eigsy(root * cov_q * root, eigvals_only=True)
    expected = ((mean_p - mean_q).T * (mean_p - mean_q))[0]
    expected += sum(cov_p[i, i] + cov_q[i, i] for i in range(5)) - 2 * sum(map(mp.sqrt, cross))
    got = mp.mpf(float(p.squared_wasserstein_distance(q)))
    condition = np.linalg.cond(np.linalg.cholesky(given[1][1]))
    assert abs(got - expected) <= 1e-13 * condition * expected


def test_single():
    """Entropy, mutual information, log-density, moments."""
    (mean, matrix), _ = _pair(4, "covariance_matrix", 1.0, 3)
    p, exact = MultivariateNormal(mean, matrix), _exact(matrix)
    determinant = mp.log(mp.det(exact))
    assert abs(p.entropy() - (2 * (1 + mp.log(2 * mp.pi)) + determinant / 2)) < 1e-14
    blocks = mp.log(mp.det(exact[:1, :1])) + mp.log(mp.det(exact[1:, 1:]))
    expected = (blocks - determinant) / 2
    assert abs(p.mutual_information(1) - expected) <= 1e-13 * expected
    step = _exact(np.array([1.0, -1.0, 0.5, 0.0])) - _exact(mean)
    expected = -((step.T * exact**-1 * step)[0] + determinant) / 2 - 2 * mp.log(2 * mp.pi)
    assert abs(p.log_prob([1.0, -1.0, 0.5, 0.0]) - expected) < 1e-13 * abs(expected)
    assert np.array_equal(p.mean, mean)
    assert np.array_equal(p.variance, np.diag(matrix))


def test_forms_agree():
    """What the library is given in one form or the other."""
    factor, diagonal = np.array([[1.0], [0.5], [-1.0]]), np.array([0.5, 1.0, 0.25])
    low_rank = LowRankMultivariateNormal(np.zeros(3), factor, diagonal)
    covariance = factor @ factor.T + np.diag(diagonal)
    others = [
        MultivariateNormal(np.zeros(3), covariance_matrix=covariance),
        MultivariateNormal(np.zeros(3), scale_tril=np.linalg.cholesky(covariance)),
        MultivariateNormal(np.zeros(3), precision_matrix=np.linalg.inv(covariance)),
        low_rank,
    ]
    for p, q in itertools.product(others, others):
        assert 0 <= kullback.kl_divergence(p, q) < 1e-28
        assert np.allclose(p.covariance_matrix, covariance, rtol=1e-13)
        assert np.allclose(p.scale_tril @ p.scale_tril.T, covariance, rtol=1e-13)


def test_batches():
    """Batches broadcast, on any number of threads."""
    random = np.random.default_rng(4)
    root = random.normal(size=(3, 1, 4, 4))
    p = MultivariateNormal(random.normal(size=(5, 4)), root @ root.swapaxes(-1, -2) + np.eye(4))
    q = MultivariateNormal(np.zeros(4), scale_tril=np.eye(4))
    values = kullback.kl_divergence(p, q)
    assert values.shape == p.batch_shape == (3, 5)
    matrices = np.broadcast_to(p.covariance_matrix, (3, 5, 4, 4))
    locs = np.broadcast_to(p.loc, (3, 5, 4))
    for index in np.ndindex(3, 5):
        one = MultivariateNormal(locs[index], matrices[index])
        assert kullback.kl_divergence(one, q) == values[index]
    assert np.array_equal(kullback.kl_divergence(p, q, threads=2), values)


def test_gradients():
    """Against differences of divergences of 50 digits."""
    (mean_p, root_p), (mean_q, root_q) = _pair(3, "scale_tril", 1.0, 5)
    given = [mean_p, root_p, mean_q, root_q]
    p, q = (
        MultivariateNormal(mean_p, scale_tril=root_p),
        MultivariateNormal(mean_q, scale_tril=root_q),
    )
    gradients = p.kl_gradients(q)
    step = mp.mpf(10) ** -18

    def divergence(which, index, change):
        exact = [_exact(x) for x in given]
        exact[which][index] += change
        a, b, c, d = exact
        return _kl((a, b * b.T), (c, d * d.T))

    for which, gradient in enumerate(gradients):
        for index in np.ndindex(gradient.shape):
            if len(index) == 2 and index[1] > index[0]:
                assert gradient[index] == 0
                continue
            place = index if len(index) == 2 else (index[0], 0)
            slope = (divergence(which, place, step) - divergence(which, place, -step)) / (2 * step)
            assert abs(gradient[index] - slope) <= 1e-12 * max(1, abs(slope))


def test_degenerate():
    """On one subspace the divergence is that of the coordinates on it, else infinite."""
    line = np.array([[1.0], [2.0], [-1.0]])
    p = MultivariateNormal(np.zeros(3), line @ line.T)
    q = MultivariateNormal(line[:, 0], 4 * line @ line.T)
    full = MultivariateNormal(np.zeros(3), np.eye(3))
    expected = (0.25 - 1 + np.log(4) + 0.25) / 2
    assert np.isclose(kullback.kl_divergence(p, q), expected, rtol=1e-14)
    assert kullback.kl_divergence(p, full) == kullback.kl_divergence(full, p) == np.inf
    assert kullback.bhattacharyya_coefficient(p, full) == 0
    assert kullback.hellinger_distance(p, full) == 1
    beside = MultivariateNormal([0.0, 0.0, 1.0], line @ line.T)
    assert kullback.kl_divergence(p, beside) == np.inf
    point = MultivariateNormal(np.ones(2), np.zeros((2, 2)))
    assert kullback.kl_divergence(point, point) == 0
    with pytest.raises(kullback.DivergenceError, match="positive definite"):
        kullback.kl_divergence(full, MultivariateNormal(np.zeros(3), -np.eye(3)))
