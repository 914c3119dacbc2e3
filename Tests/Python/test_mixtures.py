"""KL divergence between Gaussian mixtures against mpmath and quadrature."""

# mypy: allow-untyped-defs, allow-untyped-calls, allow-incomplete-defs
# mypy: disable-error-code="attr-defined, import-untyped, arg-type"

import mpmath as mp
import numpy as np
import pytest
from scipy import integrate

import kullback
import mixture_reference
from kullback import mixtures
from kullback.distributions import GaussianMixture, MultivariateNormal

mp.mp.dps = 50


def _mixture(count, d, seed, spread=2.0):
    random = np.random.default_rng([count, d, seed])
    roots = random.normal(size=(count, d, d))
    covariances = roots @ roots.swapaxes(1, 2) / d + 0.3 * np.eye(d)
    covariances = np.tril(covariances) + np.tril(covariances, -1).swapaxes(1, 2)
    means = spread * random.normal(size=(count, d))
    weights = random.dirichlet(np.ones(count))
    return GaussianMixture(weights, MultivariateNormal(means, covariances))


PAIRS = [
    (_mixture(2, 1, 0), _mixture(3, 1, 1)),
    (_mixture(3, 1, 2), _mixture(3, 1, 3, spread=0.5)),
    (_mixture(4, 2, 4), _mixture(2, 2, 5)),
    (_mixture(1, 2, 6), _mixture(1, 2, 7)),
    (_mixture(5, 3, 8), _mixture(2, 3, 9)),
]


def _quadrature(p, q):
    """D(p || q) by the trapezoidal rule, which has all digits for densities that fade out."""
    step, d = (1 / 32, 1) if p.event_shape == (1,) else (1 / 16, 2)
    axis = np.arange(-25, 25, step)
    points = np.stack(np.meshgrid(*[axis] * d), -1).reshape(-1, d)
    log_p, log_q = p.log_prob(points), q.log_prob(points)
    return float(np.sum(np.exp(log_p) * (log_p - log_q)) * step**d)


@pytest.mark.parametrize("name", mixture_reference.QUANTITIES)
@pytest.mark.parametrize(("p", "q"), PAIRS)
def test_closed_parts(name, p, q):
    got = getattr(mixtures.kl_divergence(p, q, samples=0), name)
    exact_p, exact_q = mixture_reference.exact(p), mixture_reference.exact(q)
    expected = float(mixture_reference.QUANTITIES[name](exact_p, exact_q))
    assert got == pytest.approx(expected, rel=1e-12, abs=1e-12)


@pytest.mark.parametrize(("p", "q"), [pair for pair in PAIRS if pair[0].event_shape[0] <= 2])
def test_bounds_and_estimate(p, q):
    kl = mixtures.kl_divergence(p, q, samples=40_000)
    true = _quadrature(p, q)
    slack = 1e-9 * (1 + true)
    assert 0 <= kl.lower <= true + slack
    assert true - slack <= kl.upper
    for bound in (kl.durrieu_upper, kl.variational_upper):
        assert kl.upper <= bound
        assert bound >= true - slack
    assert kl.durrieu_lower <= kl.lower
    assert abs(kl.monte_carlo.value - true) < 4 * kl.monte_carlo.standard_error
    assert kl.monte_carlo.n >= 40_000


def test_estimates_are_calibrated():
    p, q = PAIRS[0]
    true = _quadrature(p, q)
    scores = []
    for seed in range(200):
        estimate = mixtures.kl_divergence(p, q, samples=500, seed=seed).monte_carlo
        scores.append((estimate.value - true) / estimate.standard_error)
    # 200 normal numbers: their mean within 4.5 / sqrt(200), their standard deviation within 25 %.
    assert abs(np.mean(scores)) < 0.32
    assert 0.75 < np.std(scores) < 1.25


def test_one_component_each():
    p, q = PAIRS[3]
    kl = mixtures.kl_divergence(p, q, samples=0)
    closed = kullback.kl_divergence(p.components, q.components)[0]
    for name in ("upper", "variational", "variational_upper", "matched", "unscented"):
        assert getattr(kl, name) == pytest.approx(closed, rel=1e-12)
    assert kl.moment_matched == pytest.approx(closed, rel=1e-12)
    assert kl.lower <= closed


@pytest.mark.parametrize("p", [pair[0] for pair in PAIRS])
def test_equal_mixtures(p):
    kl = mixtures.kl_divergence(p, p, samples=100)
    assert kl.lower == kl.upper == kl.variational == kl.product == 0
    assert kl.unscented == kl.moment_matched == 0
    assert kl.monte_carlo == (0, 0, kl.monte_carlo.n)


@pytest.mark.parametrize("change", [1e-4, 1e-8])
def test_nearly_equal_mixtures(change):
    """Well apart from each other, components change a little: D is the sum of theirs."""
    covariances = np.array([[[1.0, 0.3], [0.3, 2.0]], [[0.5, 0.0], [0.0, 1.5]]])
    means = np.array([[0.0, 0.0], [60.0, -80.0]])
    p = GaussianMixture([0.25, 0.75], MultivariateNormal(means, covariances))
    others = MultivariateNormal(means + change, covariances * (1 + change))
    q = GaussianMixture([0.25, 0.75], others)
    exact_p, exact_q = mixture_reference.exact(p), mixture_reference.exact(q)
    expected = float(
        sum(f[0] * mixture_reference.kl(f, g) for f, g in zip(exact_p, exact_q, strict=True))
    )
    kl = mixtures.kl_divergence(p, q, samples=4000, estimator="k3")
    for name in ("upper", "variational"):
        assert getattr(kl, name) == pytest.approx(expected, rel=1e-11)
    assert abs(kl.monte_carlo.value - expected) < 4 * kl.monte_carlo.standard_error
    assert kl.monte_carlo.standard_error < 0.1 * expected


def test_components_without_weight_do_not_count():
    p, q = PAIRS[2]
    loc, covariances = q.components.loc, q.components.covariance_matrix
    more = MultivariateNormal([*loc, [9.0, 9.0]], [*covariances, np.eye(2)])
    wider = GaussianMixture([*q.weights, 0.0], more)
    assert mixtures.kl_divergence(p, wider) == mixtures.kl_divergence(p, q)
    assert mixtures.kl_divergence(wider, p)[:10] == pytest.approx(
        mixtures.kl_divergence(q, p)[:10], rel=1e-13
    )


def test_results_do_not_depend_on_threads():
    p, q = PAIRS[4]
    one = mixtures.kl_divergence(p, q, samples=50_000, threads=1)
    assert mixtures.kl_divergence(p, q, samples=50_000, threads=3) == one


def test_forms_and_units():
    p, q = PAIRS[2]
    nats = mixtures.kl_divergence(p, q)
    factors = GaussianMixture(
        p.weights, MultivariateNormal(p.components.loc, scale_tril=p.components.scale_tril)
    )
    assert mixtures.kl_divergence(factors, q)[:10] == pytest.approx(nats[:10], rel=1e-12)
    bits = mixtures.kl_divergence(p, q, base=2)
    assert np.array(bits[:10]) * np.log(2) == pytest.approx(np.array(nats[:10]), rel=1e-14)
    assert bits.monte_carlo.value * np.log(2) == pytest.approx(nats.monte_carlo.value, rel=1e-14)


def test_density_and_draws():
    p, _ = PAIRS[2]
    exact = mixture_reference.exact(p)
    x = np.array([[0.5, -1.0], [30.0, 2.0]])
    for row, got in zip(x, p.log_prob(x), strict=True):
        point = mp.matrix(row.tolist())
        expected = mp.log(sum(c[0] * mixture_reference.density(c, point) for c in exact))
        assert got == pytest.approx(float(expected), rel=1e-13)
    draws = p.sample(40_000, seed=1)
    assert np.array_equal(draws[:10], p.sample(10, seed=1))
    error = np.sqrt(p.variance / len(draws))
    assert np.all(abs(draws.mean(axis=0) - p.mean) < 4.5 * error)
    assert draws.var(axis=0) == pytest.approx(p.variance, rel=0.05)


def test_one_dimension_against_scipy():
    p, q = PAIRS[0]

    def integrand(x):
        log_p, log_q = p.log_prob([x]), q.log_prob([x])
        return np.exp(log_p) * (log_p - log_q)

    expected = integrate.quad(integrand, -25, 25, limit=200, epsabs=1e-12)[0]
    assert _quadrature(p, q) == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize(
    ("weights", "status", "index"),
    [
        ([0.5, 0.6], "SUM", None),
        ([1.5, -0.5], "PROBABILITY", 1),
        ([np.nan, 1.0], "PROBABILITY", 0),
        ([0.0, 0.0], "NO_MASS", None),
    ],
)
def test_bad_weights(weights, status, index):
    p = _mixture(2, 1, 0)
    bad = GaussianMixture(weights, p.components)
    for pair, name in (((bad, p), "p.weights"), ((p, bad), "q.weights")):
        with pytest.raises(kullback.DivergenceError) as caught:
            mixtures.kl_divergence(*pair)
        assert (caught.value.status.name, caught.value.argument) == (status, name)
        assert caught.value.index == index


def test_bad_components():
    p = _mixture(2, 2, 0)
    covariances = np.array([np.eye(2), [[1.0, 2.0], [2.0, 1.0]]])
    bad = GaussianMixture(p.weights, MultivariateNormal(p.components.loc, covariances))
    with pytest.raises(kullback.DivergenceError) as caught:
        mixtures.kl_divergence(p, bad)
    error = caught.value
    assert error.status.name == "NOT_POSITIVE_DEFINITE"
    assert error.argument == "q.components.covariance_matrix"
    assert (error.row, error.index, error.value) == ((1,), 1, -3)
    far = GaussianMixture(p.weights, MultivariateNormal([[0, 0], [0, np.inf]], [np.eye(2)] * 2))
    with pytest.raises(kullback.DivergenceError, match=r"p.components.loc\[1\]: position 1"):
        mixtures.kl_divergence(far, p)
    with pytest.raises(ValueError, match="they must agree"):
        mixtures.kl_divergence(p, _mixture(2, 1, 0))
    with pytest.raises(ValueError, match="one weight for each"):
        GaussianMixture([1.0], p.components)
    with pytest.raises(TypeError, match="not a GaussianMixture"):
        mixtures.kl_divergence(p, p.components)
    with pytest.raises(kullback.NoClosedFormError):
        kullback.kl_divergence(p, p)


def test_nan_in_gives_nan():
    p = _mixture(2, 1, 0)
    means = np.array([[0.0], [np.nan]])
    unknown = GaussianMixture(p.weights, MultivariateNormal(means, p.components.covariance_matrix))
    kl = mixtures.kl_divergence(unknown, p, samples=100)
    assert np.isnan([*kl[:10], kl.monte_carlo.value]).all()
