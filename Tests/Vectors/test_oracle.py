"""The oracle gives the values that were published."""

from math import inf, log

import pytest

from generator.definitions import discrete, estimate, family, normal_kl, vae_kl
from generator.encoding import Tile, columns_of, decode_row, encode_row, row_of


def result(quantity, *rows, space="probabilities", temperature=1.0, base=None, parameters=()):
    return float(discrete(quantity, columns_of(rows), space, temperature, base, parameters))


PUBLISHED = [
    # Kullback 1959, example 2.1: Binomial(2, 0.4) against the uniform one, and the reverse.
    ("kl", row_of(9, 12, 4), row_of(1, 1, 1), {}, 0.0852996013183706),
    ("kl", row_of(1, 1, 1), row_of(9, 12, 4), {}, 0.0974550067853876),
    # Cover & Thomas, example 2.3.1.
    ("kl", row_of(1, 1), row_of(3, 1), {"base": 2.0}, 0.207518749639422),
    ("kl", row_of(3, 1), row_of(1, 1), {"base": 2.0}, 0.188721875540867),
    # SciPy's documentation of entropy and jensenshannon.
    ("kl", row_of(1, 1), row_of(9, 1), {"base": 2.0}, 0.7369655941662062),
    ("js_distance", row_of(1, 0), row_of(1, 1), {}, 0.46450140402245893),
    # SciPy's documentation of chisquare and power_divergence, for 88 observations.
    ("pearson_chi2", row_of(16, 18, 16, 14, 12, 12), row_of(*[1] * 6), {}, 2 / 88),
    ("pearson_chi2", row_of(16, 18, 16, 14, 12, 12), row_of(2, 2, 2, 2, 2, 1), {}, 3.5 / 88),
    ("kl", row_of(16, 18, 16, 14, 12, 12), row_of(*[1] * 6), {}, 2.006573162632538 / 176),
    # The tests and the documentation of the Python package dit.
    ("total_variation", row_of(2, 2, 0), row_of(0, 1, 3), {}, 0.75),
    ("bhattacharyya_coefficient", row_of(1, 1), row_of(1, 3), {}, 0.9659258262890682),
    ("renyi", row_of(3, 1), row_of(1, 1), {"base": 2.0, "parameters": (2,)}, 0.32192809488736235),
    ("renyi", row_of(0, 1), row_of(1, 1), {"base": 2.0, "parameters": (0.5,)}, 1),
    ("tsallis", row_of(3, 1), row_of(1, 1), {"parameters": (2,)}, 0.25),
]

# The R package philentropy, (1, ..., 10) / 55 and (20, ..., 29) / 245 in bits. Its `hellinger` is
# twice the distance here.
PHILENTROPY = [
    ("kl", 0.13926288),
    ("jeffreys", 0.31761069),
    ("k_divergence", 0.04216273),
    ("js_divergence", 0.03792749),
    ("bhattacharyya_distance", 0.03930448),
    ("bhattacharyya_coefficient", 0.97312397),
    ("hellinger_distance", 0.32787819 / 2),
    ("squared_hellinger", 0.05375205 / 2),
    ("total_variation", 0.35250464 / 2),
    ("pearson_chi2", 0.16814418),
    ("neyman_chi2", 0.36742465),
    ("triangular_discrimination", 0.10102943),
]


@pytest.mark.parametrize(("quantity", "p", "q", "options", "expected"), PUBLISHED)
def test_published_values(quantity, p, q, options, expected):
    assert result(quantity, p, q, **options) == pytest.approx(expected, rel=1e-6)


@pytest.mark.parametrize(("quantity", "expected"), PHILENTROPY)
def test_values_published_for_one_pair(quantity, expected):
    p, q = row_of(*range(1, 11)), row_of(*range(20, 30))
    assert result(quantity, p, q, base=2.0) == pytest.approx(expected, rel=2e-7)


def test_logits_are_divided_by_the_temperature():
    teacher, student = row_of(5.0, 2.0, 0.5), row_of(2.0, 1.5, 1.0)
    logits = {"space": "logits", "temperature": 3.0}
    assert result("kl", teacher, student, **logits) == pytest.approx(0.1205097209002664, rel=1e-14)


def test_cross_entropy_is_entropy_and_divergence():
    p, q = row_of(1, 2, 3), row_of(3, 1, 1)
    total = result("entropy", p) + result("kl", p, q)
    assert result("cross_entropy", p, q) == pytest.approx(total, rel=1e-14)


P, Q = row_of(1, 2, 3, 4), row_of(4, 3, 3, 1)
HALF = {"parameters": (0.5,)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (result("renyi", P, Q, **HALF), 2 * result("bhattacharyya_distance", P, Q)),
        (result("tsallis", P, Q, **HALF), 2 * result("squared_hellinger", P, Q)),
        (result("alpha", P, Q, parameters=(0,)), 4 * result("squared_hellinger", P, Q)),
        (result("alpha", P, Q, parameters=(-1,)), result("kl", P, Q)),
        (result("alpha", P, Q, parameters=(3,)), result("neyman_chi2", P, Q) / 2),
        (result("cressie_read", P, Q, parameters=(1,)), result("pearson_chi2", P, Q) / 2),
        (result("cressie_read", P, Q, parameters=(-1,)), result("kl", Q, P)),
        (result("tsallis", P, Q, parameters=(1 + 1e-12,)), result("kl", P, Q)),
        (result("renyi", P, Q, parameters=(inf,)), log(4.4)),
        (result("skew_kl", P, Q, parameters=(1,)), result("kl", P, Q)),
        (result("js_divergence", P, Q, **HALF), result("js_divergence", P, Q)),
        (result("tsallis_entropy", P, parameters=(2,)), 0.7),
        (result("renyi_entropy", P, parameters=(2,)), -log(0.3)),
        (result("renyi_entropy", P, parameters=(0,)), log(4)),
        (result("renyi_entropy", P, parameters=(inf,)), -log(0.4)),
        (result("renyi_entropy", P, parameters=(1,)), result("entropy", P)),
    ],
)
def test_relations(one, other):
    assert one == pytest.approx(other, rel=1e-11)


# (1, 0) from (1/2, 1/2), and the reverse.
ONE_SIDED = [
    ("tsallis", 0, "0.5", "0"),
    ("tsallis", 2, "1.0", "inf"),
    ("renyi", 0, "0.693", "0"),
    ("renyi", inf, "0.693", "inf"),
    ("alpha", 1, "inf", "0.693"),
    ("alpha", -1, "0.693", "inf"),
    ("alpha", 0, "1.17", "1.17"),
    ("cressie_read", -1, "inf", "0.693"),
    ("cressie_read", 1, "0.5", "inf"),
]


@pytest.mark.parametrize(("quantity", "order", "p_is_zero", "q_is_zero"), ONE_SIDED)
def test_zeros_have_the_limits(quantity, order, p_is_zero, q_is_zero):
    one, both = row_of(1, 0), row_of(1, 1)
    for p, q, expected in ((one, both, p_is_zero), (both, one, q_is_zero)):
        value = result(quantity, p, q, parameters=(order,))
        assert value == pytest.approx(float(expected), abs=2e-3)


def test_measures_are_not_normalised():
    p, q = columns_of([row_of(1.0, 2.0), row_of(3.0, 2.0)]), columns_of([row_of(2.0), row_of(2.0)])
    value = discrete("generalized_kl", p, "probabilities", 1.0, None, measures=True)
    assert float(value) == pytest.approx(2 - log(3))
    assert discrete("generalized_kl", q, "probabilities", 1.0, None, measures=True) == "0"


def test_normals():
    assert float(family(normal_kl, [(1, (0, 1, 0, 2))], None)) == pytest.approx(0.3181471805599453)
    assert float(family(normal_kl, [(1, (2, 0.5, 0, 1))], None)) == pytest.approx(2.31814718055994)
    assert float(family(vae_kl, [(1, (0, 1))], None)) == pytest.approx(0.3591409142295226)


def test_estimates():
    k1 = estimate("k1", [(1, (1.0,)), (1, (2.0,)), (1, (6.0,))], None)
    assert float(k1["value"]) == 3
    assert float(k1["standard_error"]) == pytest.approx((7 / 3) ** 0.5)


def test_small_effects_are_not_lost():
    # H(1 - e, e) = e (1 - log e) to first order; the 1 is lost where 1 - e rounds to 1.
    assert result("entropy", row_of(1.0, 1e-300)) == pytest.approx(1e-300 * (1 + 690.7755278982137))


def test_zero_is_decided_exactly():
    assert result("kl", row_of(0.1, 0.3), row_of(0.2, 0.6)) == 0
    assert 0 < result("kl", row_of(0.1, 0.3), row_of(0.2, 0.6000000000000001)) < 1e-32


def test_a_tile_is_its_repetition():
    tile = Tile((1.0, 2.0, 4.0), 8)
    written_out = row_of(1.0, 2.0, 4.0, 1.0, 2.0, 4.0, 1.0, 2.0)
    assert decode_row(encode_row(tile)) == tile
    other = row_of(*range(1, 9))
    assert columns_of([tile, other]) == columns_of([written_out, other])
