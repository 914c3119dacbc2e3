"""The oracle of normals of vectors and their mixtures: derivatives, subspaces, integrals."""

import pytest
from mpmath import diff, inf, log, mp, mpf, quad, workdps

from generator.distributions import gaussians, mixtures
from generator.distributions.matrices import cholesky, product, transposed

CLOSE = 1e-25
P = ((1, 0, -2), ((3, 1, 0), (1, 2, 0.5), (0, 0.5, 1)))
Q = ((0, 1, 1), ((2, -0.5, 1), (-0.5, 1, 0), (1, 0, 4)))


@pytest.fixture(autouse=True)
def _precision():
    with workdps(40):
        yield


def exact(value):
    return tuple(map(exact, value)) if isinstance(value, tuple) else mpf(value)


def from_factor(loc, factor):
    return loc, product(factor, transposed(factor))


def moved(rows, place, step):
    i, j = place
    return tuple(
        tuple(x + step * ((k, n) == (i, j)) for n, x in enumerate(row))
        for k, row in enumerate(rows)
    )


@pytest.mark.parametrize("side", [0, 1])
def test_gradients_are_derivatives(side):
    pair, size = [exact(P), exact(Q)], 3
    gradient = gaussians.kl_gradient(*pair)[side * (size + size**2) :]
    loc, factor = pair[side][0], cholesky(pair[side][1])

    def changed(new_loc, new_factor):
        return gaussians.kl(
            *(from_factor(new_loc, new_factor) if i == side else pair[i] for i in (0, 1))
        )

    for i in range(size):
        slope = diff(lambda t, i=i: changed(moved((loc,), (0, i), t)[0], factor), 0)
        assert abs(slope - gradient[i]) < CLOSE
        for j in range(size):
            expected = gradient[size + i * size + j]
            if j > i:
                assert expected == 0
            else:
                slope = diff(lambda t, i=i, j=j: changed(loc, moved(factor, (i, j), t)), 0)
                assert abs(slope - expected) < CLOSE


def test_on_a_subspace_it_is_that_of_coordinates():
    directions = exact(((2, 1), (1, 2), (-2, 2)))  # orthogonal, of length 3
    p, q = exact(((1, 2), ((2, 1), (1, 3)))), exact(((0, 1), ((1, 0), (0, 5))))

    def embedded(loc, covariance):
        (mean,) = transposed(product(directions, transposed((loc,))))
        return mean, product(directions, product(covariance, transposed(directions)))

    assert abs(gaussians.kl(embedded(*p), embedded(*q)) - gaussians.kl(p, q)) < CLOSE
    outside = tuple(x + y for x, y in zip(embedded(*p)[0], exact((2, -2, 1))))
    assert gaussians.kl((outside, embedded(*p)[1]), embedded(*q)) == inf
    assert gaussians.kl(exact(P), embedded(*q)) == inf
    assert gaussians.kl(embedded(*p), exact(Q)) == inf


ONE = [(mpf(1), exact(((1,), ((2,),))))]
TWO = [(mpf("0.25"), exact(((0,), ((1,),)))), (mpf("0.75"), exact(((3,), ((0.5,),))))]
THREE = [*((w / 2, f) for w, f in TWO), (mpf("0.5"), exact(((-1,), ((4,),))))]


def integral(function):
    return quad(function, [-40, -10, -2, 0, 1, 3, 5, 12, 40])


def test_overlaps_and_densities_are_integrals():
    for _, f in TWO:
        for _, g in THREE:
            value = integral(
                lambda x, f=f, g=g: mp.exp(
                    gaussians.log_density((x,), *f) + gaussians.log_density((x,), *g)
                )
            )
            assert abs(log(value) - mixtures.overlap(f, g)) < CLOSE
    assert abs(integral(lambda x: mp.exp(mixtures.log_mixture((x,), THREE))) - 1) < CLOSE


@pytest.mark.parametrize(("p", "q"), [(TWO, THREE), (THREE, TWO), (ONE, TWO), (TWO, ONE)])
def test_bounds_are_bounds(p, q):
    def integrand(x):
        log_p, log_q = mixtures.log_mixture((x,), p), mixtures.log_mixture((x,), q)
        return mp.exp(log_p) * (log_p - log_q)

    true = integral(integrand)
    assert 0 <= mixtures.lower(p, q) <= true <= mixtures.upper(p, q)
    assert mixtures.durrieu_lower(p, q) <= true <= mixtures.durrieu_upper(p, q)
    assert true <= mixtures.variational_upper(p, q) <= mixtures.durrieu_upper(p, q) + 1


def test_one_component_has_a_closed_form():
    (_, f), (_, g) = ONE[0], THREE[2]
    expected = gaussians.kl(f, g)
    for name in ("upper", "variational", "variational_upper", "matched", "unscented"):
        assert abs(getattr(mixtures, name)(ONE, [(mpf(1), g)]) - expected) < CLOSE
    assert abs(mixtures.moment_matched(ONE, [(mpf(1), g)]) - expected) < CLOSE
    # With one component, the least over phi is reached by a softmax.
    assert abs(mixtures.variational_upper(ONE, THREE) + mixtures.near(f, THREE)) < CLOSE


def test_the_turns_reach_the_least():
    """D(phi || psi) + the mean divergence of two components each is not below, on a grid."""
    p, q = TWO, [(mpf("0.5"), THREE[2][1]), (mpf("0.5"), TWO[0][1])]
    divergences = [[gaussians.kl(f, g) for _, g in q] for _, f in p]

    def objective(x, y, z):
        phi = [[x, p[0][0] - x], [y, p[1][0] - y]]
        psi = [[z, mpf("0.25") - z], [q[0][0] - z, mpf("0.25") + z]]
        terms = [
            phi[i][j] * (log(phi[i][j] / psi[i][j]) + divergences[i][j])
            for i in (0, 1)
            for j in (0, 1)
        ]
        return mp.fsum(terms)

    least = mixtures.variational_upper(p, q)
    steps = [mpf(i) / 16 for i in range(1, 16, 2)]
    for x in steps:
        for y in steps:
            for z in steps:
                assert objective(x * p[0][0], y * p[1][0], z * mpf("0.25")) >= least * (
                    1 - mpf(2) ** -30
                )
