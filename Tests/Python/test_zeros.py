"""What each divergence does where p or q is zero: infinities, limits, bounds."""

import math
from typing import Any

import numpy as np
import pytest

import kullback as kb

INF = math.inf
LOG2 = math.log(2)
# (p, q), by what is zero.
OF_P = ([0.0, 1.0], [0.5, 0.5])
OF_Q = ([0.5, 0.5], [0.0, 1.0])
DISJOINT = ([0.0, 1.0], [1.0, 0.0])
K_OF_P = -math.log(0.75)
K_OF_Q = 0.5 * LOG2 + 0.5 * math.log(2 / 3)
JS = 0.5 * (K_OF_P + K_OF_Q)
AFFINITY = math.sqrt(0.5)

TABLE: list[tuple[str, tuple[float, ...], float, float, float]] = [
    ("kl_divergence", (), LOG2, INF, INF),
    ("reverse_kl_divergence", (), INF, LOG2, INF),
    ("generalized_kl_divergence", (), LOG2, INF, INF),
    ("cross_entropy", (), LOG2, INF, INF),
    ("jeffreys_divergence", (), INF, INF, INF),
    ("skew_divergence", (0.5,), K_OF_P, K_OF_Q, LOG2),
    ("skew_divergence", (0.75,), -math.log(0.625), LOG2 + 0.5 * math.log(4 / 7), 2 * LOG2),
    ("skew_divergence", (1,), LOG2, INF, INF),
    ("k_divergence", (), K_OF_P, K_OF_Q, LOG2),
    ("js_divergence", (), JS, JS, LOG2),
    (
        "js_divergence",
        (0.25,),
        0.25 * math.log(1.6) + 0.375 * math.log(0.8) + 0.375 * math.log(4 / 3),
        0.125 * math.log(4) + 0.125 * math.log(4 / 7) + 0.75 * math.log(8 / 7),
        0.25 * math.log(4) + 0.75 * math.log(4 / 3),
    ),
    ("js_distance", (), math.sqrt(JS), math.sqrt(JS), math.sqrt(LOG2)),
    ("total_variation", (), 0.5, 0.5, 1),
    ("chi2_divergence", (), 1, INF, INF),
    ("neyman_chi2_divergence", (), INF, 1, INF),
    ("triangular_discrimination", (), 2 / 3, 2 / 3, 2),
    ("squared_hellinger", (), 1 - AFFINITY, 1 - AFFINITY, 1),
    ("hellinger_distance", (), math.sqrt(1 - AFFINITY), math.sqrt(1 - AFFINITY), 1),
    ("bhattacharyya_coefficient", (), AFFINITY, AFFINITY, 0),
    ("bhattacharyya_distance", (), 0.5 * LOG2, 0.5 * LOG2, INF),
    ("alpha_divergence", (-3,), 0.5, INF, INF),
    ("alpha_divergence", (-1,), LOG2, INF, INF),
    ("alpha_divergence", (0,), 4 * (1 - AFFINITY), 4 * (1 - AFFINITY), 4),
    ("alpha_divergence", (1,), INF, LOG2, INF),
    ("alpha_divergence", (3,), INF, 0.5, INF),
    ("cressie_read_divergence", (1,), 0.5, INF, INF),
    ("cressie_read_divergence", (0,), LOG2, INF, INF),
    ("cressie_read_divergence", (-0.5,), 4 * (1 - AFFINITY), 4 * (1 - AFFINITY), 4),
    ("cressie_read_divergence", (-1,), INF, LOG2, INF),
    ("cressie_read_divergence", (-2,), INF, 0.5, INF),
    ("tsallis_divergence", (0,), 0.5, 0, 1),
    ("tsallis_divergence", (0.5,), 2 * (1 - AFFINITY), 2 * (1 - AFFINITY), 2),
    ("tsallis_divergence", (1,), LOG2, INF, INF),
    ("tsallis_divergence", (2,), 1, INF, INF),
    ("renyi_divergence", (0,), LOG2, 0, INF),
    ("renyi_divergence", (0.5,), LOG2, LOG2, INF),
    ("renyi_divergence", (1,), LOG2, INF, INF),
    ("renyi_divergence", (2,), LOG2, INF, INF),
    ("renyi_divergence", (INF,), LOG2, INF, INF),
]


@pytest.mark.parametrize(("name", "parameters", "of_p", "of_q", "disjoint"), TABLE)
@pytest.mark.parametrize("dtype", [np.float64, np.float32])
@pytest.mark.parametrize("space", ["prob", "log", "logits"])
def test_zeros(
    name: str,
    parameters: tuple[float, ...],
    of_p: float,
    of_q: float,
    disjoint: float,
    dtype: Any,
    space: Any,
) -> None:
    bound = 1e-14 if dtype == np.float64 else 1e-6
    for pair, expected in ((OF_P, of_p), (OF_Q, of_q), (DISJOINT, disjoint)):
        rows = np.array(pair, dtype)
        if space != "prob":
            with np.errstate(divide="ignore"):
                rows = np.log(rows)
        value = getattr(kb, name)(*rows, *parameters, space=space)
        assert value.dtype == dtype
        assert value == pytest.approx(expected, rel=bound, abs=0)


@pytest.mark.parametrize(("name", "parameters"), [row[:2] for row in TABLE])
def test_zeros_of_both_count_for_nothing(name: str, parameters: tuple[float, ...]) -> None:
    rows = np.array([[0.5, 0.25, 0.25], [0.25, 0.25, 0.5]])
    padded = np.insert(rows, [0, 2, 3], 0.0, axis=1)
    expected = getattr(kb, name)(*rows, *parameters)
    assert getattr(kb, name)(*padded, *parameters) == pytest.approx(expected, rel=1e-14, abs=0)


@pytest.mark.parametrize(("name", "parameters"), [row[:2] for row in TABLE])
def test_nan_is_an_answer(name: str, parameters: tuple[float, ...]) -> None:
    for pair in ([[math.nan, 0.5], [0.5, 0.5]], [[0.5, 0.5], [0.5, math.nan]]):
        assert np.isnan(getattr(kb, name)(*pair, *parameters))


@pytest.mark.parametrize(
    ("name", "order", "of_certainty", "of_padded_halves"),
    [
        ("renyi_entropy", 0, 0, LOG2),
        ("renyi_entropy", 0.5, 0, LOG2),
        ("renyi_entropy", 1, 0, LOG2),
        ("renyi_entropy", 2, 0, LOG2),
        ("renyi_entropy", INF, 0, LOG2),
        ("tsallis_entropy", 0, 0, 1),
        ("tsallis_entropy", 0.5, 0, 2 * (math.sqrt(2) - 1)),
        ("tsallis_entropy", 1, 0, LOG2),
        ("tsallis_entropy", 2, 0, 0.5),
    ],
)
def test_zeros_of_entropies(
    name: str, order: float, of_certainty: float, of_padded_halves: float
) -> None:
    entropy = getattr(kb, name)
    assert entropy([0.0, 1.0, 0.0], order) == of_certainty
    assert entropy([0.0, 0.5, 0.5], order) == pytest.approx(of_padded_halves, rel=1e-14)


def test_zeros_of_self_information() -> None:
    np.testing.assert_array_equal(kb.self_information([0.0, 1.0, 0.0]), [INF, 0, INF])


def test_mass_of_generalized_kl() -> None:
    """The sum of p log(p / q) - p + q, of the rows as they are."""
    p, q = [3.0, 0.0, 1.0], [1.0, 2.0, 1.0]
    value = kb.generalized_kl_divergence(p, q)
    assert value == pytest.approx(3 * math.log(3) - 3 + 1 + 2, rel=1e-14)
    normalized = kb.generalized_kl_divergence(p, q, normalize=True)
    assert normalized == pytest.approx(float(kb.kl_divergence(p, q, normalize=True)), rel=1e-14)
    assert kb.generalized_kl_divergence([1.0, 1.0], [1.0, 0.0]) == INF
