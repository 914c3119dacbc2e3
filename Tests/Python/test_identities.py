"""Relations between the quantities, for random rows."""

import math
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

import kullback as kb

RTOL = 1e-14
ORDERS = [-2.5, -1.0, -0.25, 0.0, 0.4, 1.0, 3.0]

# Divergences, with their arguments behind p and q.
DIVERGENCES: dict[str, tuple[Callable[..., Any], tuple[float, ...]]] = {
    "kl": (kb.kl_divergence, ()),
    "reverse kl": (kb.reverse_kl_divergence, ()),
    "jeffreys": (kb.jeffreys_divergence, ()),
    "skew": (kb.skew_divergence, (0.9,)),
    "k": (kb.k_divergence, ()),
    "js": (kb.js_divergence, ()),
    "js of other weight": (kb.js_divergence, (0.1,)),
    "js distance": (kb.js_distance, ()),
    "total variation": (kb.total_variation, ()),
    "chi2": (kb.chi2_divergence, ()),
    "neyman chi2": (kb.neyman_chi2_divergence, ()),
    "triangular": (kb.triangular_discrimination, ()),
    "squared hellinger": (kb.squared_hellinger, ()),
    "hellinger": (kb.hellinger_distance, ()),
    "bhattacharyya": (kb.bhattacharyya_distance, ()),
    "alpha": (kb.alpha_divergence, (0.3,)),
    "cressie read": (kb.cressie_read_divergence, (2 / 3,)),
    "tsallis": (kb.tsallis_divergence, (1.7,)),
    "renyi": (kb.renyi_divergence, (0.2,)),
    "renyi of order 0": (kb.renyi_divergence, (0,)),
    "renyi of order inf": (kb.renyi_divergence, (math.inf,)),
}
SYMMETRIC = ["jeffreys", "js", "js distance", "total variation", "triangular"]
SYMMETRIC += ["squared hellinger", "hellinger", "bhattacharyya"]
METRICS = ["js distance", "total variation", "hellinger"]


def pairs(rows: int = 2) -> Iterator[NDArray[Any]]:
    """Rows of probabilities, some of them zero, and of very different size."""
    random = np.random.default_rng(11)
    for count in (2, 3, 8, 17, 100, 1030):
        for spread in (0, 3, 40):
            weights = random.random((rows, count)) * np.exp(-spread * random.random((rows, count)))
            weights *= random.random((rows, count)) > 0.1
            weights[:, 0] += 1e-3
            yield weights / weights.sum(axis=1, keepdims=True)


def full_pairs() -> Iterator[NDArray[Any]]:
    """Pairs without zeros, which no divergence is infinite for."""
    for pair in pairs():
        positive = pair + 1e-9
        yield positive / positive.sum(axis=1, keepdims=True)


def equal(value: Any, expected: Any) -> None:
    np.testing.assert_allclose(value, expected, rtol=RTOL, atol=0)


@pytest.mark.parametrize("name", DIVERGENCES)
def test_never_negative_and_zero_for_equal_rows(name: str) -> None:
    divergence, arguments = DIVERGENCES[name]
    for p, q in pairs():
        assert divergence(p, q, *arguments) >= 0
        assert divergence(p, p, *arguments) == 0
        assert divergence(p, 3 * p, *arguments, normalize=True) <= 1e-15


@pytest.mark.parametrize("name", SYMMETRIC)
def test_symmetric(name: str) -> None:
    divergence, arguments = DIVERGENCES[name]
    for p, q in pairs():
        equal(divergence(p, q, *arguments), divergence(q, p, *arguments))


@pytest.mark.parametrize("name", METRICS)
def test_triangle_inequality(name: str) -> None:
    metric, _ = DIVERGENCES[name]
    for p, q, r in pairs(3):
        assert metric(p, r) <= (metric(p, q) + metric(q, r)) * (1 + RTOL)


def test_bounds() -> None:
    slack = 1 + RTOL
    for p, q in pairs():
        for divergence in (kb.total_variation, kb.squared_hellinger, kb.hellinger_distance):
            assert divergence(p, q) <= slack
        assert kb.triangular_discrimination(p, q) <= 2 * slack
        assert kb.k_divergence(p, q, base=2) <= slack
        assert kb.js_divergence(p, q, base=2) <= slack
        assert kb.skew_divergence(p, q, 0.75) <= math.log(4) * slack
        assert 0 <= kb.bhattacharyya_coefficient(p, q) <= 1
        assert kb.tsallis_divergence(p, q, 0.75) <= 4 * slack
        assert kb.alpha_divergence(p, q, 0.5) <= 4 / 0.75 * slack


def test_pinsker_and_le_cam() -> None:
    for p, q in pairs():
        total = kb.total_variation(p, q)
        assert 2 * total**2 <= kb.kl_divergence(p, q) * (1 + RTOL)
        assert kb.squared_hellinger(p, q) <= total * (1 + RTOL)
        assert total <= math.sqrt(2) * kb.hellinger_distance(p, q) * (1 + RTOL)
        assert kb.kl_divergence(p, q) <= kb.chi2_divergence(p, q) * (1 + RTOL)


def test_cross_entropy_is_entropy_plus_divergence() -> None:
    for p, q in full_pairs():
        equal(kb.cross_entropy(p, q), kb.entropy(p) + kb.kl_divergence(p, q))


def test_sums_and_means_of_kl() -> None:
    for p, q in full_pairs():
        equal(kb.reverse_kl_divergence(p, q), kb.kl_divergence(q, p))
        equal(kb.jeffreys_divergence(p, q), kb.kl_divergence(p, q) + kb.kl_divergence(q, p))
        equal(kb.js_divergence(p, q), (kb.k_divergence(p, q) + kb.k_divergence(q, p)) / 2)
        equal(kb.js_distance(p, q, 0.3), np.sqrt(kb.js_divergence(p, q, 0.3)))
        equal(kb.skew_divergence(p, q), kb.k_divergence(p, q))
        equal(kb.skew_divergence(p, q, 1), kb.kl_divergence(p, q))
        equal(kb.js_divergence(p, q, 0.3), kb.js_divergence(q, p, 0.7))


def test_affinity() -> None:
    for p, q in pairs():
        coefficient, squared = kb.bhattacharyya_coefficient(p, q), kb.squared_hellinger(p, q)
        equal(coefficient + squared, 1.0)
        equal(kb.hellinger_distance(p, q), np.sqrt(squared))
        equal(kb.renyi_divergence(p, q, 0.5), 2 * kb.bhattacharyya_distance(p, q))
        equal(kb.bhattacharyya_distance(p, q), -np.log1p(-squared))
        equal(kb.alpha_divergence(p, q, 0), 4 * squared)


def test_chi_squared() -> None:
    for p, q in full_pairs():
        chi2, neyman = kb.chi2_divergence(p, q), kb.neyman_chi2_divergence(p, q)
        equal(kb.cressie_read_divergence(p, q, 1), chi2 / 2)
        equal(kb.cressie_read_divergence(p, q, -2), neyman / 2)
        equal(kb.tsallis_divergence(p, q, 2), chi2)
        equal(kb.renyi_divergence(p, q, 2), np.log1p(chi2))
        equal(kb.chi2_divergence(q, p), neyman)


@pytest.mark.parametrize("order", ORDERS)
def test_one_family_three_names(order: float) -> None:
    for p, q in full_pairs():
        value = kb.cressie_read_divergence(p, q, order)
        equal(kb.alpha_divergence(p, q, -1 - 2 * order), value)
        if order >= -1:
            equal(kb.tsallis_divergence(p, q, order + 1), (order + 1) * value)


@pytest.mark.parametrize("order", ORDERS)
def test_duality(order: float) -> None:
    for p, q in full_pairs():
        equal(kb.alpha_divergence(p, q, order), kb.alpha_divergence(q, p, -order))
        forward = kb.cressie_read_divergence(p, q, order)
        equal(kb.cressie_read_divergence(q, p, -1 - order), forward)


@pytest.mark.parametrize("order", [0.1, 0.5, 0.9])
def test_skew_symmetry_of_renyi(order: float) -> None:
    for p, q in full_pairs():
        backward = kb.renyi_divergence(q, p, 1 - order)
        equal(kb.renyi_divergence(p, q, order), order / (1 - order) * backward)


@pytest.mark.parametrize("order", [0.3, 0.5, 2.0, 3.0])
def test_renyi_from_tsallis(order: float) -> None:
    for p, q in full_pairs():
        excess = (order - 1) * kb.tsallis_divergence(p, q, order)
        renyi = kb.renyi_divergence(p, q, order)
        if excess > -0.5:  # beyond, the logarithm loses digits of the sum
            equal(renyi, np.log1p(excess) / (order - 1))
        entropy = -(order - 1) * kb.tsallis_entropy(p, order)
        if entropy > -0.5:
            equal(kb.renyi_entropy(p, order), np.log1p(entropy) / (1 - order))


def test_renyi_rises_with_the_order() -> None:
    orders = [0, 1e-6, 0.25, 0.5, 0.75, 1 - 1e-9, 1, 1 + 1e-9, 1.5, 2, 5, 20, 200, math.inf]
    for p, q in full_pairs():
        values = np.array([kb.renyi_divergence(p, q, order) for order in orders])
        assert (values[1:] >= values[:-1] * (1 - RTOL)).all()
        entropies = np.array([kb.renyi_entropy(p, order) for order in orders])
        assert (entropies[1:] <= entropies[:-1] * (1 + RTOL)).all()


def test_entropies_of_order_one_and_two() -> None:
    for p, _ in pairs():
        equal(kb.renyi_entropy(p, 1), kb.entropy(p))
        equal(kb.tsallis_entropy(p, 1), kb.entropy(p))
        equal(kb.renyi_entropy(p, 0), math.log(np.count_nonzero(p)))
        equal(kb.tsallis_entropy(p, 0), np.count_nonzero(p) - 1)
        equal(kb.renyi_entropy(p, math.inf), -math.log(p.max() / math.fsum(p)))


@pytest.mark.parametrize(
    ("name", "keywords"),
    [
        ("kl", {}),
        ("reverse_kl", {}),
        ("jeffreys", {}),
        ("skew", {"weight": 0.25}),
        ("k", {}),
        ("js", {}),
        ("js", {"weight": 0.25}),
        ("total_variation", {}),
        ("chi2", {}),
        ("neyman_chi2", {}),
        ("squared_hellinger", {}),
        ("triangular", {}),
        ("alpha", {"alpha": -0.5}),
        ("cressie_read", {"alpha": 2.0}),
        ("tsallis", {"alpha": 1.5}),
    ],
)
def test_contributions_sum_to_the_divergence(name: str, keywords: dict[str, float]) -> None:
    function = getattr(kb, f"{name}_divergence", None) or getattr(
        kb, {"triangular": "triangular_discrimination"}.get(name, name)
    )
    for p, q in full_pairs():
        options: dict[str, Any] = {"divergence": name, **keywords}
        contributions: Any = kb.pointwise_divergence(p, q, **options)
        assert (contributions >= 0).all()
        equal(math.fsum(contributions), function(p, q, *keywords.values()))


def test_contributions_to_the_entropy() -> None:
    for p, _ in full_pairs():
        information: Any = kb.self_information(p)
        equal(math.fsum(p * information), kb.entropy(p))
        equal(math.fsum(np.exp(-information)), 1.0)
