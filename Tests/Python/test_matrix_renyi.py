"""Rényi's divergence, entropy and density of Wishart matrices, by mpmath at 50 digits."""

# mypy: allow-untyped-defs, allow-untyped-calls, allow-incomplete-defs
# mypy: disable-error-code="import-untyped"

import mpmath as mp
import numpy as np
import pytest

import kullback
from kullback.distributions import InverseWishart, MatrixNormal, Wishart

V = np.array([[2.0, 0.5, 0.25], [0.5, 1.0, -0.25], [0.25, -0.25, 4.0]])
W = np.array([[1.0, -0.25, 0.0], [-0.25, 3.0, 0.5], [0.0, 0.5, 0.5]])
STEP = 2.0**-27 * np.array([[1.0, 0.5, -1.0], [0.5, -2.0, 1.0], [-1.0, 1.0, 3.0]])
PAIRS = {
    "apart": ((3.0, V), (4.5, W)),
    "near": ((3.0, V), (3.0 + 2.0**-27, V + STEP)),
    "few": ((2.0 + 2.0**-26, V), (2.0 + 2.0**-27, W)),
    "few and near": ((2.0 + 2.0**-26, V), (2.0 + 2.0**-26 + 2.0**-40, V + STEP)),
    "many": ((1e8, V), (1e8 + 4096.0, V * (1.0 - 2.0**-14))),
    "few and many": ((2.5, V), (1e8, W)),
    "large and small": ((4.0, 1e8 * V), (5.0, 1e-8 * W)),
    "equal scales": ((4.0, V), (5.0, V)),
}
ORDERS = (1e-6, 0.25, 0.5, 0.75, 0.999, 1.0009765625, 1.5, 3.0, 40.0)


def _matrix(values):
    return mp.matrix([[mp.mpf(float(x)) for x in row] for row in values])


def _log_det(matrix):
    """Find the logarithm of the determinant, or None of a matrix that is not positive definite."""
    try:
        factor = mp.cholesky((matrix + matrix.T) / 2)
    except ValueError:
        return None
    return 2 * mp.fsum(mp.log(factor[i, i]) for i in range(factor.rows))


def _log_gamma(d, x):
    logs = [mp.loggamma(x - mp.mpf(i) / 2) for i in range(d)]
    return mp.mpf(d * (d - 1)) / 4 * mp.log(mp.pi) + mp.fsum(logs)


def _log_normalizer(n, precision):
    """Of exp(-tr(precision x) / 2) det(x)^((n - d - 1) / 2); None where that is no density."""
    d, log_det = precision.rows, _log_det(precision)
    if n <= d - 1 or log_det is None:
        return None
    return n / 2 * (d * mp.log(2) - log_det) + _log_gamma(d, n / 2)


def _renyi(order, *members):
    (n, p), (m, q) = members
    a = mp.mpf(order)
    between = _log_normalizer(a * n + (1 - a) * m, a * p + (1 - a) * q)
    if between is None:
        return mp.inf
    ends = a * _log_normalizer(n, p) + (1 - a) * _log_normalizer(m, q)
    return (between - ends) / (a - 1)


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("pair", PAIRS)
@pytest.mark.parametrize("kind", [Wishart, InverseWishart])
def test_renyi(kind, pair, order):
    """To 1e-13 times the condition number of the factors, whatever the parameters."""
    p, q = (kind(n, v) for n, v in PAIRS[pair])
    got = kullback.renyi_divergence(p, q, order)
    with mp.workdps(60):
        natural = [
            (mp.mpf(n), _matrix(v) if kind is InverseWishart else _matrix(v) ** -1)
            for n, v in PAIRS[pair]
        ]
        expected = _renyi(order, *natural)
        if expected == mp.inf:
            assert got == np.inf
        else:
            condition = max(np.linalg.cond(v) for _, v in PAIRS[pair]) ** 0.5
            assert abs(got - expected) <= 1e-13 * condition * expected


@pytest.mark.parametrize("order", ORDERS)
def test_matrix_normals(order):
    """They are normal distributions of vectors (Gil et al. 2013)."""
    loc, u = np.array([[1.0, -1.0, 0.5], [2.0, 0.0, 3.0]]), V[:2, :2]
    p, q = MatrixNormal(loc, u, W), MatrixNormal(0 * loc, u + STEP[:2, :2], V)
    got = kullback.renyi_divergence(p, q, order)
    with mp.workdps(60):
        a, step = mp.mpf(order), mp.matrix(loc.ravel().tolist())
        ours, theirs = (_matrix(np.kron(*x._given[1:])) for x in (p, q))
        between = a * theirs + (1 - a) * ours
        size = _log_det(between)
        if size is None:
            assert got == np.inf
            return
        sizes = size - (1 - a) * _log_det(ours) - a * _log_det(theirs)
        expected = a / 2 * (step.T * between**-1 * step)[0] + sizes / (2 * (1 - a))
        assert abs(got - expected) <= 1e-13 * expected


@pytest.mark.parametrize("kind", [Wishart, InverseWishart])
def test_what_follows(kind):
    """What comes of Bhattacharyya's coefficient; the order 1; symmetry."""
    p, q = kind(3.0, V), kind([3.0, 4.5], [V, W])
    distance = kullback.bhattacharyya_distance(p, q)
    half = kullback.renyi_divergence(p, q, 0.5)
    assert np.allclose(distance, half / 2, rtol=1e-15)
    assert np.allclose(kullback.bhattacharyya_coefficient(p, q), np.exp(-distance), rtol=1e-15)
    assert np.allclose(kullback.squared_hellinger(p, q), -np.expm1(-distance), rtol=1e-15)
    squared = kullback.squared_hellinger(p, q)
    assert np.array_equal(kullback.hellinger_distance(p, q), np.sqrt(squared))
    one = kullback.renyi_divergence(p, q, 1.0)
    assert np.array_equal(one, kullback.kl_divergence(p, q))
    back = kullback.bhattacharyya_distance(q, p)
    assert distance[0] == back[0] == 0
    assert np.allclose(distance, back, rtol=1e-14)


def _entropy(kind, n, matrix):
    d, half = matrix.rows, n / 2
    psi = mp.fsum(mp.digamma(half - mp.mpf(i) / 2) for i in range(d))
    sign = -1 if kind is InverseWishart else 1
    size = _log_det(matrix) + sign * d * mp.log(2)
    slope = n + d + 1 if kind is InverseWishart else d + 1 - n
    weight = -slope if kind is InverseWishart else slope
    return mp.mpf(d + 1) / 2 * size + _log_gamma(d, half) + weight / 2 * psi + n * d / 2


def _log_density(kind, n, matrix, x):
    d = matrix.rows
    if kind is Wishart:
        power, trace = (
            (n - d - 1) / 2 * _log_det(x),
            mp.fsum((matrix**-1 * x)[i, i] for i in range(d)),
        )
        own = -n / 2 * (_log_det(matrix) + d * mp.log(2))
    else:
        power = -(n + d + 1) / 2 * _log_det(x)
        trace = mp.fsum((matrix * x**-1)[i, i] for i in range(d))
        own = n / 2 * (_log_det(matrix) - d * mp.log(2))
    return power - trace / 2 + own - _log_gamma(d, n / 2)


@pytest.mark.parametrize("n", [2.0 + 2.0**-26, 3.5, 1e4, 1e8])
@pytest.mark.parametrize("kind", [Wishart, InverseWishart])
def test_entropy_and_density(kind, n):
    """To 1e-12, also where logarithms of gamma functions of 1e9 cancel."""
    p = kind(n, V)
    center = n * V if kind is Wishart else V / n
    points = np.array([center, center * (1 + 1e-4), center + 0.25 * np.diag(np.diag(center))])
    got = p.entropy(), p.log_prob(points)
    with mp.workdps(60):
        exact, matrix = mp.mpf(n), _matrix(V)
        entropy = _entropy(kind, exact, matrix)
        assert abs(got[0] - entropy) <= 1e-13 * max(1, abs(entropy))
        for value, x in zip(got[1], points, strict=True):
            expected = _log_density(kind, exact, matrix, _matrix(x))
            assert abs(value - expected) <= 1e-12 * max(1, abs(expected))
