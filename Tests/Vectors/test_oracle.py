"""The oracle gives the values that were published."""

import pytest

from generator.definitions import discrete, estimate, family, normal_kl, vae_kl
from generator.encoding import Tile, columns_of, decode_row, encode_row, row_of


def result(quantity, *rows, space="probabilities", temperature=1.0, base=None):
    return float(discrete(quantity, columns_of(rows), space, temperature, base))


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
    # The vignette of the R package philentropy.
    ("kl", row_of(*range(1, 11)), row_of(*range(20, 30)), {}, 0.09652967),
    ("js_divergence", row_of(*range(1, 11)), row_of(*range(20, 30)), {}, 0.02628933),
]


@pytest.mark.parametrize(("quantity", "p", "q", "options", "expected"), PUBLISHED)
def test_published_values(quantity, p, q, options, expected):
    assert result(quantity, p, q, **options) == pytest.approx(expected, rel=1e-6)


def test_logits_are_divided_by_the_temperature():
    teacher, student = row_of(5.0, 2.0, 0.5), row_of(2.0, 1.5, 1.0)
    logits = {"space": "logits", "temperature": 3.0}
    assert result("kl", teacher, student, **logits) == pytest.approx(0.1205097209002664, rel=1e-14)


def test_cross_entropy_is_entropy_and_divergence():
    p, q = row_of(1, 2, 3), row_of(3, 1, 1)
    total = result("entropy", p) + result("kl", p, q)
    assert result("cross_entropy", p, q) == pytest.approx(total, rel=1e-14)


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
