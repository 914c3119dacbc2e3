"""Estimates per token against mpmath: values, gradients, masks, reductions."""

# mypy: allow-untyped-defs, allow-untyped-calls
# mypy: disable-error-code="arg-type, attr-defined, call-arg, import-untyped"

import math

import numpy as np
import pytest
from mpmath import mp, mpf

from kullback import DivergenceError
from kullback.normal_losses import token_kl

RATIOS = [0.0, 1e-300, -1e-12, 1e-8, -1e-5, 0.01, -0.3, 0.5, 1.0, -1.0, 5.0, -40.0, 300.0, -700.0]


def exact(kind, ratio):
    """Give an estimate and its derivative."""
    return {
        "k1": (ratio, mpf(1)),
        "k2": (ratio * ratio / 2, ratio),
        "k3": (mp.expm1(-ratio) + ratio, -mp.expm1(-ratio)),
    }[kind]


@pytest.mark.parametrize("kind", ["k1", "k2", "k3"])
@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_values_and_gradients_are_relatively_exact(kind, dtype):
    tolerance, finfo = (1e-14 if dtype == "float64" else 1e-6), np.finfo(dtype)
    with mp.workdps(700):
        for log_q in (0.0, -0.75, -1.5e3):
            for shift in RATIOS:
                p, q = np.array([[log_q + shift], [log_q]], dtype)
                got = token_kl(p, q, kind=kind, gradient=True)
                ratio = mpf(float(p[0])) - mpf(float(q[0]))
                pair = got.value[0], got.gradient[0]
                for actual, wanted in zip(pair, exact(kind, ratio), strict=True):
                    if abs(wanted) > mpf(float(finfo.max)):
                        assert abs(actual) == np.inf
                    else:
                        error = abs(mpf(float(actual)) - wanted)
                        assert error <= tolerance * abs(wanted) + mpf(float(finfo.tiny))


def test_infinite_ratios():
    p, q = np.array([-np.inf, -1.0, -800.0, -np.inf]), np.array([-1.0, -np.inf, -1.0, -np.inf])
    got = token_kl(p, q, gradient=True)
    assert got.value[:3].tolist() == [np.inf, np.inf, np.inf]
    assert got.gradient[:3].tolist() == [-np.inf, 1.0, -np.inf]
    assert np.isnan(got.value[3])
    assert token_kl(p, q, kind="k1")[:2].tolist() == [-np.inf, np.inf]
    assert token_kl([-709.7], [0.0])[0] < np.inf


def batch():
    rng = np.random.default_rng(4)
    p, q = -3 * rng.random((2, 6, 1100))
    mask = rng.random(p.shape) < 0.7
    mask[4] = False
    p[~mask] = np.nan
    return p, q, mask


REDUCTIONS = ["row_sum", "row_mean", "sum", "mean", "mean_of_means"]


@pytest.mark.parametrize("kind", ["k1", "k2", "k3"])
@pytest.mark.parametrize("reduction", REDUCTIONS)
@pytest.mark.parametrize("weighted", [False, True])
def test_reductions(kind, reduction, weighted):
    p, q, mask = batch()
    weights = np.arange(1.0, 7.0) if weighted else np.ones(6)
    each = token_kl(p, q, kind=kind, mask=mask, gradient=True)
    assert (each.value[~mask] == 0).all()
    assert (each.gradient[~mask] == 0).all()
    counts = mask.sum(axis=1)
    values = [weights[i] * math.fsum(row) for i, row in enumerate(each.value)]
    per_row = np.where(counts > 0, 1 / np.maximum(counts, 1), 0)
    factors, expected = {
        "row_sum": (np.ones(6), values),
        "row_mean": (per_row, values * per_row),
        "sum": (np.ones(6), math.fsum(values)),
        "mean": (np.ones(6) / counts.sum(), math.fsum(values) / counts.sum()),
        "mean_of_means": (per_row / 5, math.fsum(values * per_row) / 5),
    }[reduction]
    for threads in (1, 2):
        got = token_kl(p, q, kind=kind, mask=mask, reduction=reduction, gradient=True,
                       weights=weights, threads=threads)  # fmt: skip
        assert np.allclose(got.value, expected, rtol=1e-14, atol=0)
        scale = (weights * factors)[:, np.newaxis]
        assert np.allclose(got.gradient, each.gradient * scale, rtol=1e-14, atol=0)


def test_no_tokens():
    p = np.full((2, 3), np.nan)
    mask = np.zeros((2, 3), bool)
    got = token_kl(p, p, mask=mask, reduction="row_mean", gradient=True)
    assert got.value.tolist() == [0.0, 0.0]
    assert not got.gradient.any()
    got = token_kl(p, p, mask=mask, reduction="mean", gradient=True)
    assert np.isnan(got.value)
    assert not got.gradient.any()
    assert token_kl(np.zeros((2, 0)), np.zeros((2, 0)), reduction="row_sum").tolist() == [0, 0]


def test_layouts_units_and_mixed_types():
    p, q, mask = batch()
    p = np.where(mask, p, -1.0)
    value = token_kl(p, q, mask=mask)
    assert (
        token_kl(np.asfortranarray(p), q[:, ::-1][:, ::-1], mask=mask[::-1][::-1]) == value
    ).all()
    bits = token_kl(p, q, mask=mask, base=2)
    assert np.allclose(bits * math.log(2), value, rtol=1e-15, atol=0)
    mixed = token_kl(np.float16(p), q, gradient=True)
    assert mixed.gradient.dtype == np.float16
    assert (mixed.value == token_kl(np.float16(p).astype(float), q)).all()
    # The mean over samples of p is that of the Monte-Carlo estimator.
    whole = token_kl(p[0], q[0], reduction="mean")
    assert np.isclose(whole, np.mean(np.expm1(q[0] - p[0]) + p[0] - q[0]), rtol=1e-12, atol=0)


def test_misuse_is_named():
    p = np.zeros((2, 3))
    for options, message in [
        ({"kind": "k4"}, "kind"),
        ({"reduction": "batchmean"}, "reduction"),
        ({"mask": np.ones((2, 2), bool)}, "mask"),
        ({"weights": np.ones(3)}, "weights"),
    ]:
        with pytest.raises(ValueError, match=message):
            token_kl(p, p, **options)
    with pytest.raises(TypeError, match="mask"):
        token_kl(p, p, mask=np.ones((2, 3)))
    with pytest.raises(DivergenceError, match="weights"):
        token_kl(p, p, weights=[1.0, -np.inf])
