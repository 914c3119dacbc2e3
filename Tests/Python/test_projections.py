"""The normal distribution closest to a mixture or to samples, against SciPy's optimisers."""

# mypy: allow-untyped-defs, allow-untyped-calls, allow-incomplete-defs
# mypy: disable-error-code="attr-defined, import-untyped, arg-type"

import numpy as np
import pytest
from scipy.optimize import minimize

import kullback
from kullback.distributions import GaussianMixture, MultivariateNormal
from kullback.projections import project, project_samples
from test_mixtures import _mixture

BIMODAL = GaussianMixture([0.6, 0.4], MultivariateNormal([[-2.0], [2.5]], [[[0.49]], [[1.21]]]))


def _reverse_divergence(p, mean, factor, step=1 / 40):
    """D(q || p) by the trapezoidal rule."""
    d = len(mean)
    axis = np.arange(-9, 9, step if d == 1 else 4 * step)
    z = np.stack(np.meshgrid(*[axis] * d), -1).reshape(-1, d)
    log_standard = -0.5 * np.sum(z * z, axis=1) - 0.5 * d * np.log(2 * np.pi)
    log_q = log_standard - np.log(np.abs(np.diag(factor))).sum()
    cell = (axis[1] - axis[0]) ** d
    return float(np.sum(np.exp(log_standard) * (log_q - p.log_prob(mean + z @ factor.T))) * cell)


def _search(p, mean, factor):
    """Find the least reverse divergence nearby, by Nelder and Mead."""
    d = len(mean)
    lower = np.tril_indices(d, -1)

    def read(x):
        scale = np.diag(np.exp(x[d : 2 * d]))
        scale[lower] = x[2 * d :]
        return x[:d], scale

    start = np.concatenate([mean, np.log(np.diag(factor)), factor[lower]])
    options = {"xatol": 1e-9, "fatol": 1e-14, "maxiter": 20_000, "maxfev": 20_000}
    found = minimize(
        lambda x: _reverse_divergence(p, *read(x)), start, method="Nelder-Mead", options=options
    )
    return found.fun, *read(found.x)


def test_bimodal_reverse():
    found = project(BIMODAL, "reverse")
    loc, factor = found.distribution.loc, found.distribution.scale_tril
    searches = [
        _search(BIMODAL, np.array([mean]), np.array([[scale]]))
        for mean, scale in ((-2.0, 0.7), (2.5, 1.1), (-0.2, 2.4))
    ]
    value, mean, scale = min(searches, key=lambda search: search[0])
    assert found.divergence == pytest.approx(value, abs=1e-9)
    assert loc == pytest.approx(mean, abs=1e-6)
    assert factor[0] == pytest.approx(scale[0], abs=1e-6)
    assert (found.start, found.mode, found.converged) == (0, 0, True)
    # The other mode is a local minimum, which the search from it finds.
    assert found.start_values[1] == pytest.approx(searches[1][0], abs=1e-9)
    assert found.divergence == found.start_values.min()


def test_bimodal_forward():
    found = project(BIMODAL, "forward")
    mean = 0.6 * -2.0 + 0.4 * 2.5
    variance = 0.6 * (0.49 + (-2 - mean) ** 2) + 0.4 * (1.21 + (2.5 - mean) ** 2)
    assert found.distribution.loc == pytest.approx([mean], abs=1e-15)
    assert found.distribution.covariance_matrix == pytest.approx(variance, rel=1e-15)
    x = np.arange(-15, 15, 1 / 64)[:, np.newaxis]
    log_p, log_q = BIMODAL.log_prob(x), found.distribution.log_prob(x)
    expected = np.sum(np.exp(log_p) * (log_p - log_q)) / 64
    assert found.divergence == pytest.approx(expected, abs=1e-12)
    assert found.start is None
    assert list(found.start_values[:2]) == [np.inf, np.inf]


@pytest.mark.parametrize("seed", range(3))
def test_two_dimensions(seed):
    p = _mixture(2, 2, seed)
    found = project(p, "reverse")
    assert found.converged
    q = found.distribution
    value, mean, factor = _search(p, q.loc, q.scale_tril)
    assert found.divergence == pytest.approx(value, abs=1e-6)
    assert q.loc == pytest.approx(mean, abs=1e-4)
    assert q.covariance_matrix == pytest.approx(factor @ factor.T, abs=1e-3)


@pytest.mark.parametrize("d", [1, 2, 4])
@pytest.mark.parametrize("diagonal", [False, True])
def test_one_component(d, diagonal):
    p = _mixture(1, d, 0)
    for direction in ("forward", "reverse"):
        found = project(p, direction, diagonal=diagonal)
        covariance = p.components.covariance_matrix[0]
        if diagonal and direction == "forward":
            covariance = np.diag(np.diag(covariance))
        elif diagonal:
            covariance = np.diag(1 / np.diag(np.linalg.inv(covariance)))
        assert found.distribution.loc == pytest.approx(p.components.loc[0], abs=1e-9)
        assert found.distribution.covariance_matrix == pytest.approx(covariance, rel=1e-9, abs=1e-9)
        q = found.distribution
        pair = (p.components, q) if direction == "forward" else (q, p.components)
        assert found.divergence == pytest.approx(kullback.kl_divergence(*pair)[0], abs=1e-9)


def test_forward_moments_of_more_dimensions():
    p = _mixture(4, 5, 3)
    found = project(p, "forward")
    steps = p.components.loc - p.mean
    covariance = np.einsum("k,kij->ij", p.weights, p.components.covariance_matrix)
    covariance += np.einsum("k,ki,kj->ij", p.weights, steps, steps)
    assert found.distribution.loc == pytest.approx(p.mean, rel=1e-14)
    assert found.distribution.covariance_matrix == pytest.approx(covariance, rel=1e-13)
    draws = p.sample(200_000, seed=0)
    ratios = p.log_prob(draws) - found.distribution.log_prob(draws)
    # The nodes are 8186 points of a lattice for each component.
    assert found.divergence == pytest.approx(ratios.mean(), abs=0.01)


def test_reverse_is_stationary_in_more_dimensions():
    """No Gaussian nearby is closer, by a Monte-Carlo estimate with common random numbers."""
    p = _mixture(3, 3, 1)
    found = project(p, "reverse")
    assert found.converged
    loc, factor = found.distribution.loc, found.distribution.scale_tril
    z = np.random.default_rng(0).normal(size=(200_000, 3))

    def objective(shift, scale):
        moved = factor * scale
        ratio = -np.log(np.diag(moved)).sum() - p.log_prob(loc + shift + z @ moved.T)
        return ratio.mean()

    least = objective(0, 1)
    for scale in (0.8, 1.25):
        assert objective(0, scale) > least
    for axis in range(3):
        for sign in (-1, 1):
            assert objective(sign * 0.3 * factor[:, axis], 1) > least


def test_units():
    nats = project(BIMODAL, "reverse")
    bits = project(BIMODAL, "reverse", base=2)
    assert bits.divergence * np.log(2) == pytest.approx(nats.divergence, rel=1e-14)
    assert np.array_equal(bits.distribution.loc, nats.distribution.loc)


def test_samples():
    random = np.random.default_rng(0)
    # Means that are large against the spread: one pass would lose all digits.
    samples = random.normal(size=(500, 3)) @ random.normal(size=(3, 3)) + 1e8
    q = project_samples(samples)
    exact = samples.astype(np.longdouble)
    mean = exact.mean(axis=0)
    covariance = (exact - mean).T @ (exact - mean) / len(exact)
    assert q.loc == pytest.approx(mean.astype(float), rel=1e-15)
    assert q.covariance_matrix == pytest.approx(covariance.astype(float), rel=1e-7)
    centred = samples - 1e8
    centred_q = project_samples(centred)
    assert centred_q.covariance_matrix == pytest.approx(np.cov(centred.T, bias=True), rel=1e-13)
    weights = random.dirichlet(np.ones(500))
    weighted = project_samples(centred, weights)
    expected = np.cov(centred.T, aweights=weights, bias=True)
    assert weighted.covariance_matrix == pytest.approx(expected, rel=1e-12)
    assert project_samples(centred, 7 * weights, normalize=True).loc == pytest.approx(weighted.loc)
    diagonal = project_samples(centred, diagonal=True).covariance_matrix
    assert np.array_equal(diagonal, np.diag(np.diag(diagonal)))


def test_misuse():
    with pytest.raises(TypeError, match="a reverse projection needs a density"):
        project(np.zeros((3, 1)), "reverse")
    with pytest.raises(ValueError, match="direction"):
        project(BIMODAL, "sideways")
    with pytest.raises(ValueError, match="two axes"):
        project_samples([1.0, 2.0])
    with pytest.raises(kullback.DivergenceError) as caught:
        project_samples([[0.0], [np.inf]])
    assert (caught.value.argument, caught.value.row, caught.value.index) == ("samples", (1,), 0)
    with pytest.raises(kullback.DivergenceError) as caught:
        project_samples([[0.0], [1.0]], [0.5, 0.6])
    assert (caught.value.argument, caught.value.status.name) == ("weights", "SUM")
    with pytest.raises(kullback.DivergenceError) as caught:
        project_samples(np.zeros((0, 2)))
    assert caught.value.status.name == "COUNT"
    bad = GaussianMixture([0.6, 0.6], BIMODAL.components)
    with pytest.raises(kullback.DivergenceError) as caught:
        project(bad, "reverse")
    assert (caught.value.argument, caught.value.value) == ("p.weights", 1.2)
