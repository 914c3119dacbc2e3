"""Frozen distributions of SciPy as arguments, and against SciPy's own numbers."""

from typing import Any

import numpy as np
import pytest
from scipy import stats  # type: ignore[import-untyped]

import kullback as kb
from kullback import DiagonalNormal, NoClosedFormError, Normal, distributions
from kullback.distributions._scipy import adapt

# A frozen distribution and a point of its support.
FROZEN: list[tuple[Any, float]] = [
    (stats.bernoulli(0.25), 1),
    (stats.beta(2.5, [0.5, 3]), 0.3),
    (stats.binom(7, 0.3), 4),
    (stats.cauchy(1, 2), 0.3),
    (stats.chi(3), 1.3),
    (stats.chi2([2.5, 3]), 1.3),
    (stats.expon(scale=2), 1.3),
    (stats.gamma([2.5, 0.5], scale=3), 1.3),
    (stats.erlang(2, scale=3), 1.3),
    (stats.gamma(2.5, loc=2, scale=3), 4.5),
    (stats.geom(0.3), 2),
    (stats.geom(0.3, loc=-1), 2),
    (stats.gumbel_r(1, 2), 0.3),
    (stats.gumbel_l(1, 2), 0.3),
    (stats.halfnorm(scale=2), 0.3),
    (stats.invgamma(3.5, scale=2), 0.3),
    (stats.invgauss(0.5, scale=2), 0.3),
    (stats.laplace(1, [2, 3]), 0.3),
    (stats.lognorm(0.5, scale=2), 1.3),
    (stats.loguniform(0.5, 2), 1.3),
    (stats.reciprocal(0.5, 2, scale=3), 1.6),
    (stats.logistic(1, 2), 0.3),
    (stats.moyal(1, 2), 0.3),
    (stats.nbinom(4, 0.75), 2),
    (stats.norm([0, 1], 2), 0.3),
    (stats.pareto(3.5, scale=2), 2.3),
    (stats.poisson(2.5), 3),
    (stats.uniform(1, 2), 1.3),
    (stats.vonmises(2, loc=1), 0.3),
    (stats.weibull_min(1.5, scale=2), 1.3),
    (stats.weibull_max(1.5, scale=2), -1.3),
    (stats.rayleigh(scale=2), 1.3),
]
THERE = [pytest.param(*row, id=row[0].dist.name) for row in FROZEN]


@pytest.mark.parametrize(("frozen", "x"), THERE)
def test_numbers_of_scipy(frozen: Any, x: float) -> None:
    log_density = frozen.logpmf if hasattr(frozen, "logpmf") else frozen.logpdf
    p = adapt("p", frozen)
    np.testing.assert_allclose(p.log_prob(x), log_density(x), rtol=1e-11)
    np.testing.assert_allclose(kb.entropy(frozen), frozen.entropy(), rtol=1e-7)
    assert kb.kl_divergence(frozen, frozen).shape == p.batch_shape
    np.testing.assert_array_equal(kb.kl_divergence(frozen, frozen), np.zeros(p.batch_shape))


@pytest.mark.parametrize(("frozen", "x"), THERE)
def test_moments_of_scipy(frozen: Any, x: float) -> None:
    p = adapt("p", frozen)
    if frozen.dist.name in ("vonmises", "cauchy"):
        return  # directions, and none
    np.testing.assert_allclose(p.mean, frozen.mean(), rtol=1e-11)
    np.testing.assert_allclose(p.variance, frozen.var(), rtol=1e-11)


def test_parameters_in_any_form() -> None:
    expected = kb.kl_divergence(Normal(1.0, 2.0), Normal(0.0, 1.0))
    for frozen in (stats.norm(1, 2), stats.norm(loc=1, scale=2), stats.norm(1, scale=2)):
        assert kb.kl_divergence(frozen, stats.norm()) == expected
        assert kb.kl_divergence(frozen, Normal(0, 1)) == expected
    table = kb.kl_divergence(stats.norm([0, 1], 1), stats.norm(np.zeros((3, 1)), 2))
    assert table.shape == (3, 2)


def test_gamma_has_a_rate() -> None:
    p = adapt("p", stats.gamma(2.0, scale=4.0))
    assert p == distributions.Gamma(2.0, 0.25)


def test_geometric_counts_from_one() -> None:
    p, q = stats.geom(0.3), stats.geom(0.5)
    k = np.arange(1, 200)
    expected = np.sum(p.pmf(k) * (p.logpmf(k) - q.logpmf(k)))
    assert kb.kl_divergence(p, q) == pytest.approx(expected, rel=1e-12)
    with pytest.raises(NoClosedFormError, match=r"Geometric shifted by 1.* \|\| Geometric"):
        kb.kl_divergence(p, distributions.Geometric(0.5))


def test_shifts_cancel() -> None:
    p, q = stats.expon(loc=3, scale=2), stats.expon(loc=3, scale=1)
    assert kb.kl_divergence(p, q) == kb.kl_divergence(stats.expon(scale=2), stats.expon(scale=1))
    with pytest.raises(NoClosedFormError, match=r"Exponential shifted by 3.* \|\| Exponential"):
        kb.kl_divergence(p, stats.expon())
    with pytest.raises(NoClosedFormError, match=r"Exponential \|\| Exponential shifted by 3"):
        kb.kl_divergence(stats.expon(), p)
    assert adapt("p", p).log_prob(5.0) == pytest.approx(p.logpdf(5.0), rel=1e-14)
    assert np.all(np.asarray(adapt("p", p).sample(100, 1)) >= 3)


def test_mirrors_cancel() -> None:
    p, q = stats.gumbel_l(0, 1), stats.gumbel_l(1, 2)
    expected = kb.kl_divergence(distributions.Gumbel(0.0, 1.0), distributions.Gumbel(-1.0, 2.0))
    assert kb.kl_divergence(p, q) == pytest.approx(float(expected), rel=1e-13)


def test_estimates_take_adapted_ones() -> None:
    p, q = stats.expon(loc=1), stats.expon(loc=1, scale=2)
    estimate = kb.estimators.monte_carlo(p, q, 10_000, seed=1)
    assert abs(estimate.value - kb.kl_divergence(p, q)) < 5 * estimate.standard_error


def test_what_leaves_the_family() -> None:
    with pytest.raises(ValueError, match=r"p: scipy\.stats\.beta: scale 2 leaves the family"):
        kb.kl_divergence(stats.beta(1, 2, scale=2), stats.beta(1, 2))
    with pytest.raises(TypeError, match=r"q: scipy\.stats\.t has no counterpart"):
        kb.kl_divergence(stats.norm(0, 1), stats.t(3))
    with pytest.raises(TypeError, match="no closed form between rv_continuous_frozen and list"):
        kb.kl_divergence(stats.norm(0, 1), [0.5, 0.5])


def test_others_keep_their_shape() -> None:
    with pytest.raises(TypeError, match="no closed form between Normal and DiagonalNormal"):
        kb.kl_divergence(stats.norm(0, 1), DiagonalNormal([0.0], 1.0))


def test_entropy_in_bits() -> None:
    value = kb.entropy(stats.uniform(0, 8), base=2)
    assert value == pytest.approx(3, rel=1e-15)


VECTORS = [
    (stats.dirichlet([1.5, 2.0, 3.0]), stats.dirichlet([1.0, 1.0, 1.0])),
    (stats.vonmises_fisher([0.6, 0.8], 2.0), stats.vonmises_fisher([0.0, 1.0], 3.0)),
]


@pytest.mark.parametrize(("p", "q"), VECTORS)
def test_distributions_of_vectors(p: Any, q: Any) -> None:
    assert kb.entropy(p) == pytest.approx(p.entropy(), rel=1e-12)
    x = p.rvs(200_000, random_state=1)
    ratios = p.logpdf(x.T if p.__class__.__name__ == "dirichlet_frozen" else x)
    ratios = ratios - q.logpdf(x.T if q.__class__.__name__ == "dirichlet_frozen" else x)
    error = ratios.std() / np.sqrt(len(ratios))
    assert abs(kb.kl_divergence(p, q) - ratios.mean()) < 5 * error


def test_multinomial() -> None:
    p, q = stats.multinomial(5, [0.25, 0.75]), stats.multinomial(5, [0.5, 0.5])
    expected = 5 * kb.kl_divergence([0.25, 0.75], [0.5, 0.5])
    assert kb.kl_divergence(p, q) == pytest.approx(expected, rel=1e-14)
