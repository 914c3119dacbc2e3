"""The oracle of distributions of vectors and matrices: chains, transformations, special cases."""

import pytest
from mpmath import log, mp, mpf, quad, workdps

from generator.distributions import distribution, gaussians
from generator.distributions.distribution import Distribution, module_of
from generator.distributions.matrices import product, transposed

CLOSE = 1e-25


@pytest.fixture(autouse=True)
def _precision():
    with workdps(60):
        yield


def member(family, *parameters):
    return Distribution(family, parameters)


def kl(p, q):
    return distribution.kl(member(*p), member(*q))


def test_dirichlet_is_a_chain_of_betas():
    a, b = (1.5, 2, 3), (0.5, 4, 1)
    rest = kl(("beta", *a[1:]), ("beta", *b[1:]))
    first = kl(("beta", a[0], sum(a[1:])), ("beta", b[0], sum(b[1:])))
    assert abs(kl(("dirichlet", a), ("dirichlet", b)) - first - rest) < CLOSE


def test_multinomials_of_one_trial_and_of_all_outcomes():
    p, q = (0.25, 0.5, 0.25), (0.125, 0.5, 0.375)
    one = kl(("categorical", p), ("categorical", q))
    assert abs(kl(("multinomial", 5, p), ("multinomial", 5, q)) - 5 * one) < CLOSE
    outcomes = [(i, j, 5 - i - j) for i in range(6) for j in range(6 - i)]
    logs = [distribution.log_density(member("multinomial", 5, p), x) for x in outcomes]
    assert abs(sum(map(mp.exp, logs)) - 1) < CLOSE
    entropy = distribution.entropy(member("multinomial", 5, p))
    assert abs(-sum(mp.exp(x) * x for x in logs) - entropy) < CLOSE


@pytest.mark.parametrize(("size", "concentration"), [(2, 1.5), (3, 4), (5, 0.25), (8, 30)])
def test_directions_along_the_axis(size, concentration):
    """The angle's cosine t has the density exp(k t) (1 - t^2)^((d - 3) / 2), and the rest none."""
    axis = (1,) + (0,) * (size - 1)
    p = member("von_mises_fisher", axis, concentration)
    half, rest = mpf(size - 1) / 2, 2 * mp.pi ** (mpf(size - 1) / 2) / mp.gamma(mpf(size - 1) / 2)

    def integral(function):
        def integrand(angle):
            t = mp.cos(angle)
            return mp.exp(concentration * t) * mp.sin(angle) ** (2 * half - 1) * function(t)

        return quad(integrand, [0, mp.pi / 4, mp.pi / 2, mp.pi])

    total = integral(lambda t: 1)
    assert abs(log(total * rest) - module_of(p.family).log_partition(p.natural())) < CLOSE
    assert abs(distribution.mean(p)[0] - integral(lambda t: t) / total) < CLOSE


def test_directions_of_the_circle_are_von_mises():
    p, q = (0.5, 2), (2, 3)
    on_circle = [((float(mp.cos(m)), float(mp.sin(m))), k) for m, k in (p, q)]
    value = kl(*(("von_mises_fisher", *x) for x in on_circle))
    assert float(value) == pytest.approx(float(kl(("von_mises", *p), ("von_mises", *q))), rel=1e-14)


def test_wishart_of_one_dimension_is_gamma():
    p, q = (3, ((2,),)), (5, ((0.5,),))
    gammas = [("gamma", n / 2, 1 / (2 * v[0][0])) for n, v in (p, q)]
    assert abs(kl(("wishart", *p), ("wishart", *q)) - kl(*gammas)) < CLOSE
    inverse = [("inverse_gamma", n / 2, v[0][0] / 2) for n, v in (p, q)]
    assert abs(kl(("inverse_wishart", *p), ("inverse_wishart", *q)) - kl(*inverse)) < CLOSE


def test_inverses_diverge_as_they_do():
    scale = ((2, 0.5), (0.5, 1))
    inverse = tuple(tuple(mpf(x) / 7 for x in row) for row in ((4, -2), (-2, 8)))
    one = kl(("inverse_wishart", 4, scale), ("inverse_wishart", 5, scale))
    other = kl(("wishart", 4, inverse), ("wishart", 5, inverse))
    assert abs(one - other) < CLOSE


def test_entropy_of_inverses():
    """That of W, and the logarithm of the Jacobian, |W|^-(d + 1). SciPy 1.17 is off for d > 1."""
    scale = ((2, 0.5), (0.5, 1))
    w = member("wishart", 4, tuple(tuple(mpf(x) / 7 for x in row) for row in ((4, -2), (-2, 8))))
    expected = distribution.entropy(w) - 3 * w.expectation(("log det x",))
    assert abs(distribution.entropy(member("inverse_wishart", 4, scale)) - expected) < CLOSE


SHEAR = ((1, 0.5, 0.25), (2, -1, 0.5), (0.25, 3, 1))
FIVE_ROTATIONS = ((3, 4, 0), (-4, 3, 0), (0, 0, 5))


def sheared(transformation, loc, scales, divisor=1):
    """The distribution of A x / divisor, where x has independent elements."""
    a = tuple(tuple(mpf(x) / divisor for x in row) for row in transformation)
    factor = tuple(tuple(x * s for x, s in zip(row, scales)) for row in a)
    moved = product(a, transposed([tuple(map(mpf, loc))]))
    return tuple(x for (x,) in moved), product(factor, transposed(factor))


LOC_P, SCALES_P, LOC_Q, SCALES_Q = (0, 1, -2), (1, 2, 0.5), (1, 0.5, 3), (1.5, 1.75, 4)
NORMALS = [
    (("normal", a, s), ("normal", b, t)) for a, s, b, t in zip(LOC_P, SCALES_P, LOC_Q, SCALES_Q)
]


def test_divergences_of_normals_do_not_depend_on_coordinates():
    p, q = sheared(SHEAR, LOC_P, SCALES_P), sheared(SHEAR, LOC_Q, SCALES_Q)
    assert abs(gaussians.kl(p, q) - sum(kl(*pair) for pair in NORMALS)) < CLOSE
    for order in (mpf("0.3"), mpf("0.5"), mpf("1.02")):
        members = [(member(*a), member(*b)) for a, b in NORMALS]
        expected = sum(distribution.log_affinity(a, b, order) for a, b in members)
        assert abs(gaussians.log_affinity(p, q, order) - expected) < CLOSE


def test_wasserstein_distance_of_commuting_covariances():
    p = sheared(FIVE_ROTATIONS, LOC_P, SCALES_P, divisor=5)
    q = sheared(FIVE_ROTATIONS, LOC_Q, SCALES_Q, divisor=5)
    pairs = zip((*LOC_P, *SCALES_P), (*LOC_Q, *SCALES_Q))
    assert abs(gaussians.squared_wasserstein(p, q) - sum((x - y) ** 2 for x, y in pairs)) < CLOSE


def test_geometric_mean_of_normals_is_of_densities():
    p, q = ((mpf(1),), ((mpf(4),),)), ((mpf(-1),), ((mpf(1),),))
    weight = mpf("0.25")
    middle = gaussians.geometric_mean(p, q, weight)

    def log_ratio(x):
        mixed = weight * gaussians.log_density((x,), *p)
        mixed += (1 - weight) * gaussians.log_density((x,), *q)
        return mixed - gaussians.log_density((x,), *middle)

    assert abs(log_ratio(mpf(0)) - log_ratio(mpf(3))) < CLOSE
    # Nielsen 2019: the dual skew divergence is the skew Bhattacharyya distance.
    dual = gaussians.dual_geometric_js(p, q, weight)
    assert abs(dual + gaussians.log_affinity(p, q, weight)) < CLOSE


def test_mutual_information_of_two_normals():
    covariance = ((mpf(4), mpf(1)), (mpf(1), mpf(2)))
    value = gaussians.mutual_information(((0, 0), covariance), (1, 1))
    assert abs(value + log(1 - mpf(1) / 8) / 2) < CLOSE
