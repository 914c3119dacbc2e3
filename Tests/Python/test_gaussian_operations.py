"""Normal distributions from others, against mpmath: geodesics, barycentres, and parts of one."""

# mypy: allow-untyped-defs, allow-untyped-calls, allow-incomplete-defs
# mypy: disable-error-code="attr-defined, import-untyped, arg-type"

import mpmath as mp
import numpy as np
import pytest

import kullback
from kullback.distributions import (
    LowRankMultivariateNormal,
    MultivariateNormal,
    e_geodesic,
    m_geodesic,
)

mp.mp.dps = 50
FORMS = ("covariance_matrix", "scale_tril", "precision_matrix")
SCALES = {
    "units": lambda d: np.ones(d),
    "scaled": lambda d: np.logspace(-8, 8, d) if d > 1 else np.array([1e-8]),
}


def _exact(array):
    array = np.asarray(array)
    return mp.matrix((array if array.ndim > 1 else array[:, np.newaxis]).tolist())


def _pair(d, scale, change, seed):
    """Means and covariances of two that differ by about `change` of themselves."""
    random = np.random.default_rng([d, seed])

    def symmetric(x):
        return np.tril(x) + np.tril(x, -1).T

    root = np.tril(random.normal(size=(d, d)) / np.sqrt(d), -1) + np.diag(random.uniform(0.5, 2, d))
    noise = random.normal(size=(d, d)) / np.sqrt(d)
    units = np.outer(scale, scale)
    mean = scale * random.normal(size=d)
    matrix, step = symmetric(root @ root.T), symmetric(noise @ noise.T)
    other = mean + change * scale * random.normal(size=d)
    return mean, matrix * units, other, (matrix + change * step) * units


def _given(form, mean, matrix):
    """Make the distribution in a form, and the covariance that its numbers say exactly."""
    exact = _exact(matrix)
    if form == "covariance_matrix":
        return MultivariateNormal(mean, matrix), exact
    number = mp.cholesky(exact) if form == "scale_tril" else exact**-1
    given = np.tril(np.array(number.tolist(), float))
    if form == "scale_tril":
        return MultivariateNormal(mean, scale_tril=given), _exact(given) * _exact(given).T
    given = given + np.tril(given, -1).T
    return MultivariateNormal(mean, precision_matrix=given), _exact(given) ** -1


def _condition(covariance):
    """Of the correlations: the rounding of all forms scales with units."""
    d = covariance.rows
    roots = [mp.sqrt(covariance[i, i]) for i in range(d)]
    table = [[float(covariance[i, j] / roots[i] / roots[j]) for j in range(d)] for i in range(d)]
    return np.linalg.cond(np.array(table))


def _check(got, mean, covariance, tolerance, origin):
    """Elements relative to standard deviations; means to those and to where they start from."""
    d = covariance.rows
    matrix, loc = _exact(got.covariance_matrix), _exact(got.loc)
    for i in range(d):
        step = abs(mean[i] - mp.mpf(float(origin[i]))) + mp.sqrt(covariance[i, i])
        rounding = 2 * np.spacing(abs(origin[i]))
        assert abs(loc[i] - mean[i]) <= tolerance * step + rounding
        for j in range(d):
            size = mp.sqrt(covariance[i, i] * covariance[j, j])
            assert abs(matrix[i, j] - covariance[i, j]) <= tolerance * size


@pytest.mark.parametrize("weight", [0.0, 0.25, 1.0, 1.0625])
@pytest.mark.parametrize("change", [1.0, 1e-8])
@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("d", [1, 4])
def test_geodesics(d, form, scale, change, weight):
    """Means of moments and of natural parameters, also a little beyond the end."""
    mean_p, matrix_p, mean_q, matrix_q = _pair(d, SCALES[scale](d), change, 1)
    (p, a), (q, b) = _given(form, mean_p, matrix_p), _given(form, mean_q, matrix_q)
    w, (x, y) = mp.mpf(weight), (_exact(mean_p), _exact(mean_q))
    moments = (1 - w) * a + w * b + w * (1 - w) * (x - y) * (x - y).T
    natural = ((1 - w) * a**-1 + w * b**-1) ** -1
    product = natural * ((1 - w) * a**-1 * x + w * b**-1 * y)
    tolerance = 1e-14 * max(_condition(m) for m in (a, b, moments, natural))
    mixture_tolerance = 1e-14 if form == "covariance_matrix" else tolerance
    m, e = m_geodesic(p, q, weight), e_geodesic(p, q, weight)
    _check(m, (1 - w) * x + w * y, moments, mixture_tolerance, mean_p)
    _check(e, product, natural, tolerance, mean_p)
    if weight in (0, 1):
        assert np.array_equal(m.loc, (p, q)[int(weight)].loc)
        assert np.array_equal(e.loc, (p, q)[int(weight)].loc)


@pytest.mark.parametrize("reverse", [False, True])
def test_factors(reverse):
    """Of factors, whose squares are singular to double precision, the factor of the mean."""
    small = [1e-9, 2e-9, 4e-9]
    factors = np.array([[[1.0, 0.0], [1.0, x]] for x in small])
    best = MultivariateNormal(np.zeros((3, 2)), scale_tril=factors).kl_barycenter(reverse=reverse)
    squares = [(_exact(x) * _exact(x).T) ** (-1 if reverse else 1) for x in factors]
    mean = sum(squares, mp.zeros(2)) / 3
    expected = mp.cholesky(mean**-1 if reverse else mean)
    assert abs(best.scale_tril[1, 1] / expected[1, 1] - 1) <= 1e-13
    assert abs(best.scale_tril[1, 0] / expected[1, 0] - 1) <= 1e-14


@pytest.mark.parametrize("form", FORMS)
def test_barycenters(form):
    """Of many, with weights that are divided by their sum; one for each of a batch."""
    given = [_pair(3, np.ones(3), 1.0, seed)[:2] for seed in range(5)]
    members, exact = zip(*(_given(form, *pair) for pair in given), strict=True)
    values = [[x.__dict__["_matrix"] for x in members]]
    batch = MultivariateNormal([[x.loc for x in members]], **{form: np.array(values)})
    weights, total = [3.0, 0.0, 1.0, 2.0, 0.5], mp.mpf("6.5")
    shares, means = [mp.mpf(x) / total for x in weights], [_exact(mean) for mean, _ in given]
    mean, zero = mp.zeros(3, 1), mp.zeros(3)
    mean = sum((w * x for w, x in zip(shares, means, strict=True)), mean)
    parts = [c + (x - mean) * (x - mean).T for c, x in zip(exact, means, strict=True)]
    moments = sum((w * x for w, x in zip(shares, parts, strict=True)), zero)
    natural = sum((w * c**-1 for w, c in zip(shares, exact, strict=True)), zero) ** -1
    product = [w * c**-1 * x for w, c, x in zip(shares, exact, means, strict=True)]
    tolerance = 1e-14 * max(map(_condition, (*exact, moments, natural)))
    for reverse, expected in (
        (False, (mean, moments)),
        (True, (natural * sum(product, mp.zeros(3, 1)), natural)),
    ):
        best = batch.kl_barycenter(weights, reverse=reverse)
        assert best.batch_shape == (1,)
        matrix = best.covariance_matrix[0]
        _check(MultivariateNormal(best.loc[0], matrix), *expected, tolerance, np.zeros(3))
    same = batch.kl_barycenter([1.0, 1.0, 1.0, 1.0, 1.0])
    assert same == batch.kl_barycenter()


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("form", FORMS)
def test_parts(form, scale):
    """Coordinates out of order, given and left."""
    d, chosen, rest = 6, [4, 0, 3], [1, 2, 5]
    mean, matrix, x, _ = _pair(d, SCALES[scale](d), 1.0, 2)
    p, exact = _given(form, mean, matrix)

    def block(rows, columns):
        return mp.matrix([[exact[i, j] for j in columns] for i in rows])

    tolerance = 1e-14 * _condition(exact)
    _check(p.marginal(chosen), _exact(mean[chosen]), block(chosen, chosen), tolerance, mean[chosen])
    slope = block(rest, chosen) * block(chosen, chosen) ** -1
    expected = _exact(mean[rest]) + slope * (_exact(x[chosen]) - _exact(mean[chosen]))
    schur = block(rest, rest) - slope * block(chosen, rest)
    _check(p.conditional(chosen, x[chosen]), expected, schur, 10 * tolerance, mean[rest])


def test_constructions():
    """Chain rule, and barycentres at which no neighbour does better."""
    mean, matrix, other, second = _pair(4, np.ones(4), 1.0, 6)
    p, x = MultivariateNormal(mean, matrix), np.array([0.5, -1.0, 2.0, 0.25])
    chained = p.marginal([1, 3]).log_prob(x[[1, 3]])
    chained += p.conditional([1, 3], x[[1, 3]]).log_prob(x[[0, 2]])
    assert np.isclose(chained, p.log_prob(x), rtol=1e-12)
    batch = MultivariateNormal(np.stack([mean, other]), np.stack([matrix, second]))
    for reverse in (False, True):
        best = batch.kl_barycenter([1.0, 3.0], reverse=reverse)

        def cost(m, reverse=reverse):
            both = (m, batch) if reverse else (batch, m)
            return np.dot(kullback.kl_divergence(*both), [0.25, 0.75])

        for change in (-1e-3, 1e-3):
            moved = MultivariateNormal(best.loc + change, best.covariance_matrix)
            scaled = MultivariateNormal(best.loc, best.covariance_matrix * (1 + change))
            assert cost(best) < min(cost(moved), cost(scaled))


def test_batches():
    """Batches broadcast, as their members alone."""
    random = np.random.default_rng(3)
    root = random.normal(size=(4, 1, 3, 3))
    p = MultivariateNormal(random.normal(size=(2, 3)), root @ root.swapaxes(-1, -2) + np.eye(3))
    q = MultivariateNormal(np.ones(3), precision_matrix=2 * np.eye(3))
    locs, matrices = np.broadcast_to(p.loc, (4, 2, 3)), p.covariance_matrix[:, 0]
    x = random.normal(size=(2, 1))
    results = {
        "m": (m_geodesic(p, q, 0.25), lambda one, j: m_geodesic(one, q, 0.25)),
        "e": (e_geodesic(q, p, 0.25), lambda one, j: e_geodesic(q, one, 0.25)),
        "marginal": (p.marginal([2, 0]), lambda one, j: one.marginal([2, 0])),
        "conditional": (p.conditional(1, x), lambda one, j: one.conditional([1], x[j])),
    }
    for batch, single in results.values():
        assert batch.batch_shape == (4, 2)
        for i, j in np.ndindex(4, 2):
            alone = single(MultivariateNormal(locs[i, j], matrices[i]), j)
            assert np.array_equal(alone.loc, batch.loc[i, j])
            assert np.array_equal(alone.covariance_matrix, batch.covariance_matrix[i, j])


def test_forms():
    """Each form in the others; a low rank in all of them."""
    factor, diagonal = np.array([[1.0], [0.5], [-1.0]]), np.array([0.5, 1.0, 0.25])
    low_rank = LowRankMultivariateNormal(np.zeros(3), factor, diagonal)
    exact = _exact(factor) * _exact(factor).T + mp.diag(diagonal.tolist())
    tolerance = 1e-14 * _condition(exact)
    for p in (
        low_rank,
        MultivariateNormal(np.zeros(3), precision_matrix=low_rank.precision_matrix),
    ):
        assert np.all(np.triu(p.scale_tril, 1) == 0)
        error = _exact(p.scale_tril) * _exact(p.scale_tril).T - exact
        error = max(abs(x) for x in (*error, *(_exact(p.covariance_matrix) - exact)))
        assert error <= tolerance * 2
        assert max(abs(x) for x in _exact(p.precision_matrix) * exact - mp.eye(3)) <= 4 * tolerance
    assert np.array_equal(low_rank.covariance_matrix, low_rank.covariance_matrix.T)
