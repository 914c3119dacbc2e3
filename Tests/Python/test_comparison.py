"""Comparison of models: tokens by mpmath, reports by NumPy, chunks and dtypes."""

import math
from typing import Any

import mpmath  # type: ignore[import-untyped]
import numpy as np
import pytest

from kullback import DivergenceError, Status
from kullback.comparison import ModelComparison, compare_chunks, compare_logits

RNG = np.random.default_rng(7)
COUNT = 60
FIELDS = (
    "kl",
    "nll_p",
    "nll_q",
    "nll_change",
    "probability_p",
    "probability_q",
    "probability_change",
)


def token_by_mpmath(a: Any, b: Any, label: int) -> tuple[list[mpmath.mpf], mpmath.mpf]:
    """Return the fields, and what the error of changes is measured by."""
    x, y = ([mpmath.mpf(float(v)) for v in row] for row in (a, b))
    log_p, log_q = ([v - mpmath.log(sum(map(mpmath.exp, row))) for v in row] for row in (x, y))
    kl = sum(mpmath.exp(u) * (u - v) for u, v in zip(log_p, log_q, strict=True))
    p, q = log_p[label], log_q[label]
    scale = abs(x[label] - y[label]) + abs((x[label] - p) - (y[label] - q))
    return [kl, -p, -q, p - q, mpmath.exp(p), mpmath.exp(q), mpmath.exp(q) - mpmath.exp(p)], scale


def normal(scale: float) -> Any:
    return scale * RNG.standard_normal((5, COUNT))


BASE = normal(4)
PAIRS = {
    "different": (BASE, normal(4)),
    "near": (BASE, BASE + normal(1e-9)),
    "nearly equal": (BASE, BASE + normal(1e-14)),
    "shifted": (BASE, BASE + 3.1),
    "peaked": (np.where(np.arange(COUNT) == 7, 40.0, normal(1)), normal(1)),
    "flat and peaked": (normal(1e-3), np.where(np.arange(COUNT) == 7, 40.0, normal(1))),
    "wide": (normal(100), normal(100)),
}


@pytest.mark.parametrize("label", [7, 11])
@pytest.mark.parametrize("name", PAIRS)
def test_tokens(name: str, label: int) -> None:
    a, b = PAIRS[name]
    comparison = ModelComparison()
    comparison.add(a, b, np.full(len(a), label))
    with mpmath.workdps(60):
        for token, x, y in zip(comparison.tokens, a, b, strict=True):
            expected, scale = token_by_mpmath(x, y, label)
            for field, value in zip(FIELDS, expected, strict=True):
                bound = 1e-14 * abs(value)
                if field == "nll_change":
                    bound = max(bound, 1e-15 * scale)
                if field == "probability_change":
                    bound = max(bound, 1e-15 * scale * max(expected[4], expected[5]))
                assert abs(mpmath.mpf(float(token[field])) - value) <= bound, field


def test_same_top_is_decided_by_the_first_largest() -> None:
    comparison = ModelComparison()
    comparison.add(
        [[1, 1, 0], [1, 1, 0], [0, 1, 1], [0, 0, 2]],
        [[2.0, 2.0, 2.0], [0.0, 2.0, 0.0], [0.0, 3.0, 3.0], [0.0, -math.inf, 2.0]],
    )
    assert comparison.tokens["flags"].tolist() == [5, 1, 5, 5]


def test_same_top_of_long_rows() -> None:
    logits = np.zeros((3, 5000))
    other = logits.copy()
    logits[[0, 1], 4321] = other[0, 4321] = other[1, 4320] = 1
    comparison = ModelComparison()
    comparison.add(logits, other)
    assert (comparison.tokens["flags"] & 4 != 0).tolist() == [True, False, True]


def mean_and_error(x: Any) -> tuple[float, float]:
    return float(np.mean(x)), float(np.std(x, ddof=1) / math.sqrt(len(x)))


def test_report() -> None:
    logits = 3 * RNG.standard_normal((700, 40))
    comparison = ModelComparison()
    comparison.add(
        logits, logits + 0.3 * RNG.standard_normal(logits.shape), RNG.integers(0, 40, 700)
    )
    tokens, report = comparison.tokens, comparison.report()
    nll_p, nll_q = tokens["nll_p"], tokens["nll_q"]
    (p, p_error), (q, q_error) = (mean_and_error(x) for x in (nll_p, nll_q))
    change, change_error = mean_and_error(nll_q - nll_p)
    square, square_error = mean_and_error(tokens["probability_change"] ** 2)
    covariance = np.cov(nll_p, nll_q)[0, 1] / 700
    ppl_p, ppl_q = math.exp(p), math.exp(q)
    variance = (ppl_p * p_error) ** 2 + (ppl_q * q_error) ** 2 - 2 * ppl_p * ppl_q * covariance
    same = float(np.mean(tokens["flags"] & 4 != 0))
    expected = {
        "kl": mean_and_error(tokens["kl"]),
        "same_top": (same, math.sqrt(same * (1 - same) / 699)),
        "probability_change": mean_and_error(tokens["probability_change"]),
        "probability_change_rms": (math.sqrt(square), square_error / (2 * math.sqrt(square))),
        "nll_p": (p, p_error),
        "nll_q": (q, q_error),
        "nll_change": (change, change_error),
        "perplexity_p": (ppl_p, ppl_p * p_error),
        "perplexity_q": (ppl_q, ppl_q * q_error),
        "perplexity_ratio": (math.exp(change), math.exp(change) * change_error),
        "perplexity_change": (ppl_q - ppl_p, math.sqrt(variance)),
    }
    for name, pair in expected.items():
        estimate = getattr(report, name)
        assert (estimate.value, estimate.standard_error) == pytest.approx(pair, rel=1e-11), name
        assert estimate.n == 700
    assert report.nll_correlation == pytest.approx(np.corrcoef(nll_p, nll_q)[0, 1], rel=1e-12)
    for field in ("kl", "probability_change"):
        quantiles = getattr(report, f"{field}_quantiles")
        expected_quantiles = np.quantile(tokens[field], list(quantiles))
        assert list(quantiles.values()) == pytest.approx(expected_quantiles, rel=1e-13)


def test_a_model_and_itself() -> None:
    for dtype in (np.float64, np.float32, np.float16):
        logits = BASE.astype(dtype)
        report = compare_logits(logits, logits, np.arange(5))
        for estimate in (report.kl, report.probability_change_rms, report.perplexity_change):
            assert estimate[:2] == (0, 0)
        assert report.perplexity_ratio[:2] == (1, 0)
        assert report.nll_correlation == report.same_top.value == 1


def test_chunks_and_threads_make_no_difference() -> None:
    p, q, labels = (
        RNG.standard_normal((301, 2000)),
        RNG.standard_normal((301, 2000)),
        np.arange(301),
    )
    whole = ModelComparison(threads=1)
    whole.add(p, q, labels)
    parts, rest = ModelComparison(threads=2), ModelComparison(threads=3)
    for start in range(0, 200, 50):
        chunk = slice(start, start + 50)
        parts.add(p[chunk], q[chunk], labels[chunk])
    rest.add(p[200:], q[200:], labels[200:])
    parts.merge(rest)
    assert parts.tokens.tobytes() == whole.tokens.tobytes()
    assert parts.report() == whole.report()
    thirds = zip(
        np.split(p, [100, 200]), np.split(q, [100, 200]), np.split(labels, [100, 200]), strict=True
    )
    assert compare_chunks(thirds) == whole.report()


def bfloat16(array: Any) -> Any:
    """Drop the lower half of a float32, and give what is left as opaque bytes."""
    bits = np.ascontiguousarray(array, np.float32).view(np.uint32)
    return (bits >> 16).astype(np.uint16).view("V2")


def as_float(half: Any) -> Any:
    return (half.view(np.uint16).astype(np.uint32) << 16).view(np.float32)


def test_dtypes_mix() -> None:
    half = bfloat16(normal(3))
    other = BASE.astype(np.float16)
    mixed, plain = ModelComparison(), ModelComparison()
    mixed.add(half, other, np.arange(5))
    plain.add(as_float(half).astype(np.float64), other.astype(np.float64), np.arange(5))
    tokens, expected = mixed.tokens, plain.tokens
    assert tokens["kl"] == pytest.approx(expected["kl"], rel=1e-6)
    for field in ("nll_p", "nll_q", "probability_p", "probability_q"):
        assert tokens[field] == pytest.approx(expected[field], rel=1e-14)
    errors = np.abs(tokens["nll_change"] - expected["nll_change"])
    assert np.all(errors <= 1e-15 * (tokens["nll_p"] + tokens["nll_q"]))
    assert np.array_equal(tokens["flags"], expected["flags"])
    assert compare_logits([[1, 2, 3]], [[1, 2, 3]]).kl.value == 0


def test_strides_and_batches() -> None:
    cube = RNG.standard_normal((4, 6, 30))
    labels = RNG.integers(0, 30, (4, 6))
    expected = compare_logits(
        cube.reshape(24, 30), np.flip(cube, 0).reshape(24, 30), labels.reshape(24)
    )
    assert compare_logits(cube, np.flip(cube, 0), labels) == expected
    wide = np.zeros((24, 61))
    wide[:, 60:0:-2] = cube.reshape(24, 30)
    halved = wide[:, 60:0:-2]
    assert compare_logits(halved, np.flip(cube, 0).reshape(24, 30), labels.ravel()) == expected
    one = compare_logits(cube[0, 0], cube[0, 1], 3)
    assert one.tokens == 1
    assert math.isnan(one.kl.standard_error)


def test_temperature() -> None:
    cold, warm = ModelComparison(temperature=0.25), ModelComparison()
    cold.add(BASE, BASE[::-1])
    warm.add(4 * BASE, 4 * BASE[::-1])
    assert cold.tokens["kl"] == pytest.approx(warm.tokens["kl"], rel=1e-14)


def test_ignored_tokens() -> None:
    logits = np.array([[0.0, 1.0], [math.nan, math.inf], [2.0, 1.0]])
    report = compare_logits(logits, logits[::-1], [1, -100, 0])
    assert (report.tokens, report.labelled, report.nan) == (2, 2, 0)
    with pytest.raises(DivergenceError) as caught:
        compare_logits(logits, logits, [-1, -1, -1], ignore_index=-1)
    assert caught.value.status == Status.COUNT
    assert caught.value.argument == "tokens"


def test_infinite_and_nan_are_counted() -> None:
    p = [[0.0, 1.0], [0.0, 0.0], [0.0, math.nan]]
    q = [[0.0, -math.inf], [0.0, 1.0], [0.0, 0.0]]
    report = compare_logits(p[:2], q[:2])
    assert (report.infinite, report.nan, report.kl.value) == (1, 0, math.inf)
    assert report.kl_quantiles[0] < 1
    assert "1 with infinite divergence" in str(report)
    report = compare_logits(p, q, [0, 0, 0])
    assert (report.infinite, report.nan) == (1, 1)
    assert math.isnan(report.kl.value)
    assert math.isnan(report.perplexity_p.value)


def test_table() -> None:
    text = str(compare_logits(BASE, BASE + 0.1 * normal(1), np.arange(5)))
    for line in ("5 tokens, 5 with a label", "Perplexity", "KL divergence, nats", "Top token, %"):
        assert line in text.splitlines()
    assert "Perplexity" not in str(compare_logits(BASE, BASE))
