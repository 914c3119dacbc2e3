"""Properties of divergences between distributions."""

import itertools
import math
from typing import Any

import numpy as np
import pytest

import kullback as kb
from distribution_examples import EXAMPLES, make
from kullback import DivergenceError, NoClosedFormError, Normal
from kullback import distributions as kd
from kullback.distributions import Exponential, Independent

SYMMETRIC = [
    kb.bhattacharyya_distance,
    kb.bhattacharyya_coefficient,
    kb.squared_hellinger,
    kb.hellinger_distance,
]


def members(family: str) -> tuple[Any, Any]:
    p, q = EXAMPLES[family]
    return make(family, p), make(family, q)


def has_affinities(family: str) -> bool:
    """Whether it is an exponential family."""
    try:
        kb.bhattacharyya_distance(*members(family))
    except NoClosedFormError:
        return False
    return True


@pytest.mark.parametrize("family", EXAMPLES)
def test_divergence_is_positive_and_zero_of_equals(family: str) -> None:
    p, q = members(family)
    values = np.asarray(kb.kl_divergence(p, q))
    assert values.shape == (3,)
    assert values[2] == 0
    assert np.all(values[:2] > 0)
    np.testing.assert_array_equal(kb.kl_divergence(p, p), np.zeros(3))


# Laws that two families have.
TWINS = [
    (kd.Gamma(1.0, 3.0), kd.Exponential(3.0)),
    (kd.Chi2(2.0), kd.Exponential(0.5)),
    (kd.Chi2(3.0), kd.Gamma(1.5, 0.5)),
    (kd.Weibull(0.25, 1.0), kd.Exponential(4.0)),
    (kd.Beta(1.0, 1.0), kd.Uniform(0.0, 1.0)),
    (kd.Kumaraswamy(1.0, 1.0), kd.Uniform(0.0, 1.0)),
    (kd.Kumaraswamy(1.0, 3.0), kd.Beta(1.0, 3.0)),
    (kd.ContinuousBernoulli(0.5), kd.Uniform(0.0, 1.0)),
    (kd.Bernoulli(0.3), kd.Binomial(1, 0.3)),
    (kd.Bernoulli(0.5), kd.Bernoulli(logits=0.0)),
    (kd.Geometric(0.25), kd.NegativeBinomial(1.0, 0.75)),
    (kd.Normal(1.0, 1.0), kd.NormalLogVariance(1.0, 0.0)),
    (kd.Moyal(0.0, 1.0), kd.Moyal(0.0, 1.0)),
]


@pytest.mark.parametrize("twins", TWINS)
def test_twins_do_not_differ(twins: tuple[Any, Any]) -> None:
    for p, q in itertools.permutations(twins):
        try:
            value = kb.kl_divergence(p, q)
        except NoClosedFormError:
            continue
        assert 0 <= value <= 1e-15


@pytest.mark.parametrize("family", EXAMPLES)
def test_divergences_from_others_are_not_negative(family: str) -> None:
    p = members(family)[0]
    for other in EXAMPLES:
        for q in members(other):
            try:
                values = np.asarray(kb.kl_divergence(p, q))
            except NoClosedFormError:
                continue
            assert np.all(values >= 0), (q, values)


@pytest.mark.parametrize("family", [x for x in EXAMPLES if has_affinities(x)])
@pytest.mark.parametrize("divergence", SYMMETRIC)
def test_affinities_are_symmetric(family: str, divergence: Any) -> None:
    p, q = members(family)
    np.testing.assert_allclose(divergence(p, q), divergence(q, p), rtol=1e-13)
    distance = kb.bhattacharyya_distance(p, q)
    np.testing.assert_allclose(kb.bhattacharyya_coefficient(p, q), np.exp(-distance), rtol=1e-14)
    np.testing.assert_allclose(kb.squared_hellinger(p, q), -np.expm1(-distance), rtol=1e-14)
    np.testing.assert_allclose(
        kb.hellinger_distance(p, q) ** 2, kb.squared_hellinger(p, q), rtol=1e-14
    )
    np.testing.assert_allclose(kb.renyi_divergence(p, q, 0.5), 2 * distance, rtol=1e-14)


def test_orders() -> None:
    p, q = Normal(0.0, 1.0), Normal(1.0, 1.0)
    assert kb.renyi_divergence(p, q, 1) == kb.kl_divergence(p, q)
    assert kb.renyi_divergence(p, q, 3.0) == pytest.approx(1.5, rel=1e-14)
    for wrong in (0.0, math.inf):
        with pytest.raises(DivergenceError, match=f"alpha: {wrong} is not a positive finite"):
            kb.renyi_divergence(p, q, wrong)


def test_jeffreys_and_reverse() -> None:
    p, q = Normal([0.0, 1.0], 1.0), Normal(1.0, 2.0)
    forward, backward = kb.kl_divergence(p, q), kb.kl_divergence(q, p)
    np.testing.assert_array_equal(kb.reverse_kl_divergence(p, q), backward)
    np.testing.assert_array_equal(kb.jeffreys_divergence(p, q), forward + backward)
    with pytest.raises(DivergenceError, match=r"^q\.scale\[1\]: value -1\.0"):
        kb.reverse_kl_divergence(p, Normal(0.0, [1.0, -1.0]))


def test_supports_that_do_not_fit_are_infinitely_far() -> None:
    assert kb.kl_divergence(Normal([0.0, 1.0], 1.0), Exponential(1.0)).tolist() == [math.inf] * 2


def test_products_are_sums() -> None:
    rng = np.random.default_rng(0)
    rates = rng.exponential(size=(2, 4, 3, 5))
    p, q = Exponential(rates[0]), Exponential(rates[1])
    for axes in (1, 2, 3):
        over = tuple(range(-axes, 0))
        p_product, q_product = Independent(p, axes), Independent(q, axes)
        for function in (kb.kl_divergence, kb.bhattacharyya_distance):
            expected = np.sum(function(p, q), axis=over)
            np.testing.assert_allclose(function(p_product, q_product), expected, rtol=1e-14)
        np.testing.assert_allclose(kb.entropy(p_product), np.sum(p.entropy(), over), rtol=1e-13)
        distance = kb.bhattacharyya_distance(p_product, q_product)
        np.testing.assert_allclose(
            kb.squared_hellinger(p_product, q_product, base=2), -np.expm1(-distance), rtol=1e-14
        )
        x = p_product.sample(7, seed=1)
        assert x.shape == (7, 4, 3, 5)
        assert p_product.log_prob(x).shape == (7, *p_product.batch_shape)
        np.testing.assert_array_equal(p_product.mean, p.mean)
    transposed = Independent(Exponential(rates[0].transpose(2, 0, 1)), 2)
    other = Independent(Exponential(rates[1].transpose(2, 0, 1)), 2)
    expected = np.sum(kb.kl_divergence(p, q), axis=(0, 1))
    np.testing.assert_allclose(kb.kl_divergence(transposed, other), expected, rtol=1e-14)


@pytest.mark.parametrize("family", EXAMPLES)
def test_estimates_take_what_closed_forms_do(family: str) -> None:
    p, q = (make(family, {n: x[0] for n, x in side.items()}) for side in EXAMPLES[family])
    estimate = kb.estimators.monte_carlo(p, q, 20_000, "k1", seed=3)
    exact = float(kb.kl_divergence(p, q))
    assert abs(estimate.value - exact) < 5 * estimate.standard_error + 1e-12
