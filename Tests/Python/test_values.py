"""Values published elsewhere, or of examples that users try first."""

import math
from typing import Any

import numpy as np
import pytest

import kullback as kb
from kullback import DiagonalNormal, Normal

FAIR = [1 / 6] * 6
SLIGHTLY_BIASED = [0.2, 0.2, 0.15, 0.15, 0.15, 0.15]
CLICKS_A = [0.05, 0.10, 0.35, 0.30, 0.15, 0.05]
CLICKS_B = [0.15, 0.25, 0.25, 0.20, 0.10, 0.05]
COUNTS_P = np.arange(1, 11)
COUNTS_Q = np.arange(20, 30)
BINOMIAL = [0.36, 0.48, 0.16]
UNIFORM_3 = [1 / 3] * 3


def matches(value: Any, published: str) -> bool:
    """Equal to the digits printed, and to the accuracy promised if there are more of those."""
    digits = len(published.partition(".")[2])
    half_unit = 0.5 * 10.0**-digits
    return abs(float(value) - float(published)) <= half_unit + 1e-14 * abs(float(published))


@pytest.mark.parametrize(
    ("p", "q", "base", "published"),
    [
        # Kullback 1959, example 2.1
        (BINOMIAL, UNIFORM_3, None, "0.0852996013183706"),
        (UNIFORM_3, BINOMIAL, None, "0.0974550067853876"),
        # Cover & Thomas, example 2.3.1
        ([0.5, 0.5], [0.75, 0.25], 2, "0.207518749639422"),
        ([0.75, 0.25], [0.5, 0.5], 2, "0.188721875540867"),
        # documentation of scipy.stats.entropy
        ([0.5, 0.5], [0.9, 0.1], 2, "0.7369655941662062"),
        # documentation of D's std.numeric
        ([0.25] * 4, [0.2, 0.2, 0.2, 0.4], 2, "0.0719281"),
        ([0.2, 0.2, 0.2, 0.4], [0.25] * 4, 2, "0.0780719"),
        # tutorials 3 and 4, with the errors in print put right
        (FAIR, SLIGHTLY_BIASED, None, "0.009466491507232659"),
        (SLIGHTLY_BIASED, FAIR, None, "0.00971231332288607"),
        (FAIR, [0.4, 0.3, 0.15, 0.1, 0.03, 0.02], None, "0.497998783576636"),
        ([0.25, 0.25, 0.5], [0.5, 0.25, 0.25], None, "0.1732867951399863"),
        (CLICKS_A, CLICKS_B, None, "0.1536648938452775"),
        (CLICKS_B, CLICKS_A, None, "0.1881069346810027"),
        ([0, 0, 1, 0], [0.1, 0.2, 0.6, 0.1], None, "0.5108256237659907"),
        ([0.5, 0.5], [0.9, 0.1], None, "0.5108256237659907"),
        ([0.4, 0.3, 0.3], [0.35, 0.35, 0.3], None, "0.007167353101631558"),
        ([0.5, 0.3, 0.2], [0.6, 0.25, 0.15], None, "0.02107210313156526"),
        ([0.8, 0.2], [0.1, 0.9], None, "1.362737753988614"),
    ],
)
def test_kl_of_probabilities(
    p: list[float], q: list[float], base: float | None, published: str
) -> None:
    assert matches(kb.kl_divergence(p, q, base=base), published)


def test_philentropy_vignette() -> None:
    p, q = COUNTS_P / 55, COUNTS_Q / 245
    assert matches(kb.kl_divergence(p, q), "0.09652967")
    assert matches(kb.js_divergence(p, q), "0.02628933")
    assert matches(kb.kl_divergence(COUNTS_P, COUNTS_Q, normalize=True), "0.09652967")


def test_scipy_js_distance() -> None:
    assert matches(kb.js_distance([1.0, 0.0], [0.5, 0.5]), "0.46450140402245893")


@pytest.mark.parametrize(
    ("teacher", "student", "temperature", "published"),
    [
        ([5, 2, 0.5], [2, 1.5, 1], 1, "0.4671829554037963"),
        ([5, 2, 0.5], [2, 1.5, 1], 3, "0.1205097209002664"),
        ([2, 1, 0.5, -0.5], [1.5, 1.2, 0.3, -0.3], 2, "0.01230718336372057"),
    ],
)
def test_distillation(
    teacher: list[float], student: list[float], temperature: float, published: str
) -> None:
    value = kb.kl_divergence(teacher, student, space="logits", temperature=temperature)
    assert matches(value, published)


@pytest.mark.parametrize(
    ("p", "q", "published"),
    [
        (Normal(0, 1), Normal(1, 1), "0.5"),
        (Normal(0, 1), Normal(0, 2), "0.3181471805599453"),
        (Normal(2, 0.5), Normal(0, 1), "2.318147180559945"),
        (Normal(0, 0.61), Normal(0, 1), "0.1803463218147801"),
        (Normal(2, 0.61), Normal(0, 1), "2.18034632181478"),
    ],
)
def test_normals(p: Normal, q: Normal, published: str) -> None:
    assert matches(kb.kl_divergence(p, q), published)
    diagonal = [DiagonalNormal([float(n.loc)], [float(n.scale)]) for n in (p, q)]
    assert matches(kb.kl_divergence(*diagonal), published)


@pytest.mark.parametrize(
    ("loc", "log_var", "published"),
    [
        ([0.0], [1.0], "0.3591409142295226"),
        ([0.5], [-0.5], "0.1782653298563167"),
        ([0.1], [0.0], "0.005"),
        ([3.0], [-1.0], "4.683939720585721"),
        ([0.0, 3.0], [1.0, -1.0], "5.043080634815244"),
    ],
)
def test_variational_auto_encoder(loc: list[float], log_var: list[float], published: str) -> None:
    assert matches(kb.vae_kl(loc, log_var), published)


def test_near_equal_distributions_keep_their_digits() -> None:
    """D = e^2 to leading order, for (1/2 + e, 1/2 - e) and (1/2, 1/2): 2 e^2 + 4/3 e^4 + ..."""
    e = 2.0**-30
    value = kb.kl_divergence([0.5 + e, 0.5 - e], [0.5, 0.5])
    assert float(value) == pytest.approx(2 * e**2 + 4 / 3 * e**4, rel=1e-14, abs=0)


def test_entropy_of_uniform() -> None:
    assert float(kb.entropy(np.full(1000, 1e-3))) == pytest.approx(math.log(1000), rel=1e-14)


def test_cross_entropy_is_entropy_plus_divergence() -> None:
    p, q = COUNTS_P / 55, COUNTS_Q / 245
    parts = float(kb.entropy(p)) + float(kb.kl_divergence(p, q))
    assert float(kb.cross_entropy(p, q)) == pytest.approx(parts, rel=1e-14)
