"""Losses of rows as long as a vocabulary, against extended precision: values and gradients.

The rows also judge what comes in place of double precision one day: whatever is quick must be
right for rows that differ in one rare entry, or by a common shift, or have nothing in common.
"""

# mypy: allow-untyped-defs, allow-untyped-calls
# mypy: disable-error-code="arg-type, attr-defined, call-arg, import-untyped"

import ml_dtypes
import numpy as np
import pytest

from kullback import losses
from loss_reference import EXTENDED, pair_of

TARGETS = (1e-9, 1e-6, 1e-3, 1.0, 30.0)
# More elements add partial sums, not new cases: the longest rows are few.
SIZES_AND_TARGETS = [(32_000, target) for target in TARGETS] + [(262_144, 1e-6), (262_144, 1.0)]
DTYPES = {
    "f64": np.float64,
    "f32": np.float32,
    "f16": np.float16,
    "bf16": ml_dtypes.bfloat16,
}
TOLERANCE = {"f64": 1e-13} | dict.fromkeys(("f32", "f16", "bf16"), 1e-6)
ROUNDOFF = {"f64": 2.0**-53, "f32": 2.0**-24, "f16": 2.0**-11, "bf16": 2.0**-8}
LEAST = {"f64": 1e-300, "f32": 1e-37, "f16": 2.0**-24, "bf16": 1e-37}


def logits(count, spread=2.0, seed=1):
    """Draw logits of a model that is sure of some of its tokens."""
    generator = np.random.default_rng([seed, count])
    return spread * generator.standard_normal(count)


def with_noise(x, target, dtype, seed):
    """Draw a row at about this divergence from x, by noise on every logit."""
    noise = np.random.default_rng([seed, len(x)]).standard_normal(len(x))
    low, high = 1e-6, 100.0
    some = x[:8192]  # as good as all, to choose a scale
    for _ in range(12):
        middle = (low * high) ** 0.5
        if pair_of(some, some + middle * noise[:8192]).divergence < target:
            low = middle
        else:
            high = middle
    return (x + high * noise).astype(dtype)


def with_steps(x, target, dtype, seed):
    """Move some logits to the next number but one, so many that the divergence is about this."""
    x = x.astype(dtype).astype(np.float64)
    p = np.exp(x - x.max())
    moved = (x * (1 + 4 * ROUNDOFF[name_of(dtype)])).astype(dtype).astype(np.float64)
    gains = p / p.sum() * (moved - x) ** 2 / 2
    order = np.random.default_rng([seed, len(x)]).permutation(len(x))
    order = order[gains[order] < target / 3]
    chosen = order[np.cumsum(gains[order]) <= target]
    result = x.copy()
    result[chosen] = moved[chosen]
    return result.astype(dtype)


def name_of(dtype):
    """Find the short name of a dtype."""
    return next(name for name, other in DTYPES.items() if other == dtype)


def row_near(x, target, name, seed=2):
    """Draw a row at about this divergence from x, in a dtype that may be too coarse for noise."""
    is_coarse = ROUNDOFF[name] ** 2 > target / 100
    return (with_steps if is_coarse else with_noise)(x, target, DTYPES[name], seed)


def check_value(value, exact, name):
    """Compare a value with the exact one."""
    assert value >= 0
    assert abs(EXTENDED(value) - exact) <= TOLERANCE[name] * exact


def check_gradient(gradient, exact, size, name):
    """Compare a gradient, relative to its terms and but for its rounding."""
    error = np.abs(gradient.astype(np.float64).astype(EXTENDED) - exact)
    rounding = np.maximum(ROUNDOFF[name] * np.abs(exact), LEAST[name])
    assert np.all(error <= TOLERANCE[name] * size + rounding)


def check(x, y, name):
    """Check D(P || Q) with its gradients, and the divergences that are made of it; return D."""
    pair = pair_of(x, y)
    loss = losses.kl(x, y, gradient="both")
    check_value(loss.value, pair.divergence, name)
    for gradient, exact in zip((loss.p_gradient, loss.q_gradient), pair.gradients(), strict=True):
        check_gradient(gradient, *exact, name)
    reverse = pair.swapped.divergence
    check_value(losses.reverse_kl(x, y), reverse, name)
    check_value(losses.jeffreys(x, y), pair.divergence + reverse, name)
    for beta in (0.1, 0.5):
        check_value(losses.js(x, y, beta), pair.js(EXTENDED(beta)), name)
    return pair.divergence


@pytest.mark.parametrize("name", DTYPES)
@pytest.mark.parametrize(("count", "target"), SIZES_AND_TARGETS)
def test_rows_of_a_vocabulary(count, target, name):
    x = logits(count).astype(DTYPES[name])
    y = row_near(x.astype(np.float64), target, name)
    assert 0.3 * target < check(x, y, name) < 3 * target


@pytest.mark.parametrize("name", ["f64", "f32", "bf16"])
def test_a_batch_has_the_bits_of_its_rows(name):
    x = logits(32_000).astype(DTYPES[name])
    y = np.stack([row_near(x.astype(np.float64), target, name) for target in TARGETS[:4]])
    single = [losses.kl(x, row) for row in y]
    np.testing.assert_array_equal(losses.kl(x, y), single)
    total = losses.kl(x, y, reduction="batchmean")
    assert abs(total - np.mean(single, dtype=EXTENDED)) <= TOLERANCE[name] * total


def changed(x, index, by):
    """Change one logit."""
    y = x.copy()
    y[index] += by
    return y


def masked(x, step):
    """Mask all but every `step`-th logit."""
    return np.where(np.arange(len(x)) % step == 0, x, -np.inf)


ORDINARY = logits(32_000)
RARE, TOP = np.argmin(ORDINARY), np.argmax(ORDINARY)
SHAPES = {
    "rare": (ORDINARY, changed(ORDINARY, RARE, 0.5)),
    "rare far": (ORDINARY, changed(ORDINARY, RARE, -20.0)),
    "rare up": (ORDINARY, changed(ORDINARY, RARE, 25.0)),
    "top": (ORDINARY, changed(ORDINARY, TOP, 0.01)),
    "shift 0.7": (ORDINARY, ORDINARY + 0.7),
    "shift 1000": (ORDINARY, ORDINARY + 1e3),
    "wide": (np.linspace(-90, 90, 32_000), np.linspace(-88, 90, 32_000)),
    "wide and reversed": (np.linspace(-90, 90, 32_000), np.linspace(90, -90, 32_000)),
    "nearly one-hot": (changed(ORDINARY, 7, 40.0), changed(ORDINARY, 7, 39.5)),
    "one-hot from ordinary": (changed(ORDINARY, 7, 40.0), ORDINARY),
    "ordinary from one-hot": (ORDINARY, changed(ORDINARY, 7, 40.0)),
    "disjoint tops": (changed(ORDINARY, 7, 40.0), changed(ORDINARY, 8, 40.0)),
    "constant from ordinary": (np.full(32_000, 1.5), ORDINARY),
    "ordinary from constant": (ORDINARY, np.full(32_000, 1.5)),
    "masks": (masked(ORDINARY, 3), masked(ORDINARY[::-1], 3)),
    "mostly masks": (masked(ORDINARY, 1000), masked(ORDINARY[::-1], 1000)),
}


@pytest.mark.parametrize("name", ["f64", "f32", "bf16"])
@pytest.mark.parametrize("shape", SHAPES)
def test_adversarial_rows(shape, name):
    x, y = (row.astype(DTYPES[name]) for row in SHAPES[shape])
    check(x, y, name)


@pytest.mark.parametrize("name", ["f64", "f32", "bf16"])
def test_equal_rows_are_zero_apart(name):
    x = ORDINARY.astype(DTYPES[name])
    y = (x.astype(np.float64) + 2.0**20).astype(DTYPES[name]) if name == "f64" else x
    for loss in (losses.kl, losses.reverse_kl, losses.jeffreys, losses.js):
        result = loss(x, x, gradient="both")
        assert result.value == 0
        assert not result.p_gradient.any()
        assert not result.q_gradient.any()
    check(x, y, name)


def test_the_reference_is_that_of_mpmath():
    mpmath = pytest.importorskip("mpmath")
    x, y = logits(300), logits(300, seed=3)
    for first, second in ((x, y), (x, x + 1e-5 * y), (x, 40 * y)):
        pair = pair_of(first, second)
        with mpmath.workdps(50):
            p, q = ([mpmath.exp(v) for v in row.tolist()] for row in (first, second))
            total_p, total_q = mpmath.fsum(p), mpmath.fsum(q)
            terms = [
                a / total_p * mpmath.log(a * total_q / (b * total_p))
                for a, b in zip(p, q, strict=True)
            ]
            exact = mpmath.fsum(terms)
            assert abs(mpmath.mpf(str(pair.divergence)) - exact) < 1e-15 * exact
