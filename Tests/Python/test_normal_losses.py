"""Losses of normals against mpmath: values, gradients, types, reductions, free bits."""

# mypy: allow-untyped-defs, allow-untyped-calls
# mypy: disable-error-code="arg-type, attr-defined, call-arg, import-untyped"

import math

import numpy as np
import pytest
from mpmath import mp, mpf

from kullback import normal_losses

LOG_VARS = [
    0.0,
    1e-8,
    -1e-8,
    1e-3,
    0.3466,
    -0.3467,
    0.99999,
    1.00001,
    -1.5,
    20.0,
    -20.0,
    80.0,
    -80.0,
]
LOCS = [0.0, 1e-30, 1e-3, 1.0, 3e6]
NARROW = 1e-6
DOUBLE = 1e-14


@pytest.fixture(autouse=True)
def _digits():
    with mp.workdps(400):
        yield


def exact(parameters, p, q):
    """Give the divergence and its derivatives, the last one apart with its larger term."""
    (a, s), (b, t) = [(mpf(float(x)), mpf(float(y))) for x, y in (p, q)]
    if parameters == "log_var":
        inverse, square = mp.exp(-t), (a - b) ** 2 * mp.exp(-t)
        rise = mp.expm1(s - t)
        return (
            [(square + rise - (s - t)) / 2, (a - b) * inverse, rise / 2, (b - a) * inverse],
            -(square + rise) / 2,
            max(square, abs(rise)) / 2,
        )
    square, rise = ((a - b) / t) ** 2, (s / t - 1) * (s / t + 1)
    return (
        [(square + rise - 2 * mp.log(s / t)) / 2, (a - b) / t**2, rise / s, (b - a) / t**2],
        -(square + rise) / t,
        max(square, abs(rise)) / t,
    )


def near(actual, expected, tolerance, scale=None):
    """Say whether a number is right, but for what overflows or vanishes in its type."""
    if abs(expected) > mpf(float(np.finfo(actual.dtype).max)):
        return actual == math.copysign(math.inf, expected)
    tiny = mpf(float(np.finfo(actual.dtype).smallest_subnormal))
    scale = abs(expected) if scale is None else scale
    return abs(mpf(float(actual)) - expected) <= tolerance * scale + 3 * tiny


def pairs(parameters):
    """Parameters of p and q, among them ones that nearly agree and extreme ones."""
    rng = np.random.default_rng(5)
    for _ in range(120):
        a, b = rng.normal(size=2) * 10.0 ** rng.integers(-3, 3, 2)
        s, t = rng.normal(size=2) * 10.0 ** rng.integers(-6, 3, 2)
        if rng.random() < 0.4:
            b = a * (1 + 1e-8 * rng.normal())
            t = s * (1 + 10.0 ** rng.integers(-15, -2) * rng.normal())
        yield ((a, s), (b, t)) if parameters == "log_var" else ((a, math.exp(s)), (b, math.exp(t)))
    if parameters == "log_var":
        yield from [((1.0, 0.0), (1.0, -1500.0)), ((1e-200, -800.0), (0.0, -800.0))]
        yield from [((1e300, 1600.0), (0.0, 1600.0)), ((0.0, 800.0), (0.0, -1.0))]
    else:
        yield from [((0.0, 5e-324), (0.0, 5e-324)), ((1.7e308, 1.0), (-1.7e308, 1e300))]
        yield from [((0.0, 1e200), (0.0, 1.0)), ((1e-160, 1e-300), (0.0, 1e-300))]
        yield from [((0.0, 1e-310), (0.0, 1.0)), ((0.0, 1e300), (0.0, 1e-300))]


@pytest.mark.parametrize("parameters", ["scale", "log_var"])
def test_values_and_gradients_are_relatively_exact(parameters):
    cases = list(pairs(parameters))
    columns = np.array(cases).reshape(-1, 4).T
    loss = normal_losses.normal_loss(
        *columns, parameters=parameters, elementwise=True, gradient="both"
    )
    for index, (p, q) in enumerate(cases):
        expected, last, scale = exact(parameters, p, q)
        got = [loss.value[index], *(gradient[index] for gradient in loss.gradients)]
        for actual, wanted in zip(got, expected, strict=False):
            assert near(actual, wanted, DOUBLE), (p, q)
        assert near(got[4], last, DOUBLE, scale), (p, q)


@pytest.mark.parametrize("parameters", ["scale", "log_var"])
def test_gradients_are_the_slopes_of_the_divergence(parameters):
    p, q = (mpf("0.3"), mpf("1.7")), (mpf("-0.4"), mpf("0.9"))
    loss = normal_losses.normal_loss(
        *[[float(x)] for x in (*p, *q)], parameters=parameters, gradient="both"
    )
    point = [mpf(float(x)) for x in (*p, *q)]
    step = mpf(10) ** -60
    for index, gradient in enumerate(loss.gradients):
        ends = []
        for sign in (1, -1):
            a, s, b, t = (x + sign * step * (i == index) for i, x in enumerate(point))
            if parameters == "scale":
                ends.append((((a - b) / t) ** 2 + (s / t) ** 2 - 1 - 2 * mp.log(s / t)) / 2)
            else:
                ends.append(((a - b) ** 2 * mp.exp(-t) + mp.exp(s - t) - 1 - (s - t)) / 2)
        assert near(gradient[0], (ends[0] - ends[1]) / (2 * step), 1e-14)


@pytest.mark.parametrize("dtype", ["float16", "float32", "float64"])
@pytest.mark.parametrize("length", [1, 17, 64, 1025])
def test_vae_in_every_dtype(dtype, length):
    tolerance = DOUBLE if dtype == "float64" else NARROW
    for log_var in LOG_VARS:
        for loc in LOCS:
            if max(loc, log_var) > float(np.finfo(dtype).max):
                continue
            a, x = np.full((2, 1, length), [[[loc]], [[log_var]]]).astype(dtype)
            loss = normal_losses.vae_loss(a, x, gradient=True)
            m, v = mpf(float(a[0, 0])), mpf(float(x[0, 0]))
            assert near(loss.value[0], length * (m * m + mp.expm1(v) - v) / 2, tolerance)
            # A gradient in half precision is rounded once.
            unit = max(tolerance, float(np.finfo(dtype).eps) / 2 * 1.001)
            assert (loss.gradients[0] == a).all()
            assert (loss.gradients[1] == loss.gradients[1][0, 0]).all()
            assert near(loss.gradients[1][0, -1], mp.expm1(v) / 2, unit)


def test_floats_outside_the_fast_range():
    huge = np.array([[1e20, 3e-39], [1.0, -1.0], [1e-30, 2e-30]], np.float32)
    zero = np.zeros_like(huge)
    value = normal_losses.vae_loss(huge, zero).astype(float)
    assert value[0] == np.inf  # 5e39 is beyond the largest float
    assert abs(value[1] - 1) < 1e-7
    assert value[2] == 0  # 2.5e-60 is below the smallest
    value = normal_losses.vae_loss(huge, zero.astype(float))
    expected = [(mpf(float(a)) ** 2 + mpf(float(b)) ** 2) / 2 for a, b in huge]
    assert all(near(v, e, DOUBLE) for v, e in zip(value, expected, strict=True))
    assert normal_losses.vae_loss(np.float32([[1e3]]), np.float32([[88.0]]))[0] == np.float32(
        (mpf(10) ** 6 + mp.expm1(88) - 88) / 2
    )


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_layouts_and_threads_do_not_matter(dtype):
    rng = np.random.default_rng(1)
    loc, log_var = rng.normal(size=(2, 37, 1500)).astype(dtype)
    whole = normal_losses.vae_loss(loc, log_var, gradient=True, threads=1)
    for threads in (2, 5):
        other = normal_losses.vae_loss(loc, log_var, gradient=True, threads=threads)
        assert (other.value == whole.value).all()
        assert all((a == b).all() for a, b in zip(other.gradients, whole.gradients, strict=True))
    strided = normal_losses.vae_loss(np.asfortranarray(loc), np.asfortranarray(log_var))
    assert (strided == whole.value).all()
    one = normal_losses.vae_loss(loc[:, :1], 0.0, gradient=True)
    assert one.gradients[1].dtype == loc.dtype


def test_reductions_weights_and_mask():
    rng = np.random.default_rng(2)
    loc, log_var = rng.normal(size=(2, 3, 4, 5))
    weights, mask = rng.random((3, 4)), rng.random((3, 4)) < 0.6
    loc[~mask] = np.inf  # not read
    options = {"weights": weights, "mask": mask, "gradient": True, "beta": 4.0}
    rows = normal_losses.vae_loss(loc, log_var, **options)
    plain = normal_losses.vae_loss(loc[mask], log_var[mask])
    assert np.allclose(rows.value[mask], 4 * weights[mask] * plain, rtol=1e-15, atol=0)
    assert (rows.value[~mask] == 0).all()
    assert all((gradient[~mask] == 0).all() for gradient in rows.gradients)
    total = normal_losses.vae_loss(loc, log_var, reduction="sum", **options)
    mean = normal_losses.vae_loss(loc, log_var, reduction="batchmean", **options)
    assert np.isclose(total.value, rows.value.sum(), rtol=1e-15, atol=0)
    assert np.isclose(mean.value, total.value / mask.sum(), rtol=1e-15, atol=0)
    for a, b in zip(rows.gradients, mean.gradients, strict=True):
        assert np.allclose(a, b * mask.sum(), rtol=1e-15, atol=0)
    zero = normal_losses.vae_loss(loc, log_var, **{**options, "beta": 0.0})
    assert not zero.value.any()
    assert not any(gradient.any() for gradient in zero.gradients)


def test_free_bits_of_samples():
    loc, log_var = np.array([[0.1, 2.0, 0.0]]), np.array([[0.0, 0.5, -0.3]])
    each = normal_losses.vae_loss(loc, log_var, elementwise=True, gradient=True)
    loss = normal_losses.vae_loss(
        loc, log_var, free_bits=0.5, free_bits_over="sample", gradient=True, beta=2.0
    )
    assert np.isclose(loss.value[0], 2 * np.maximum(each.value, 0.5).sum(), rtol=1e-15, atol=0)
    for floored, plain in zip(loss.gradients, each.gradients, strict=True):
        assert np.array_equal(floored, np.where(each.value > 0.5, 2 * plain, 0))


@pytest.mark.parametrize("reduction", ["sum", "batchmean"])
@pytest.mark.parametrize("dims", [3, 130])
def test_free_bits_of_the_batch(reduction, dims):
    rng = np.random.default_rng(3)
    loc, log_var = rng.normal(size=(2, 50, dims)) * np.linspace(0, 1, dims)
    weights = rng.random(50)
    each = normal_losses.vae_loss(loc, log_var, elementwise=True, weights=weights, gradient=True)
    means = each.value.mean(axis=0)
    loss = normal_losses.vae_loss(
        loc, log_var, free_bits=0.2, reduction=reduction, weights=weights, gradient=True
    )
    rows = 1 if reduction == "batchmean" else 50
    assert np.isclose(loss.value, rows * np.maximum(means, 0.2).sum(), rtol=1e-14, atol=0)
    for floored, plain in zip(loss.gradients, each.gradients, strict=True):
        expected = np.where(means > 0.2, plain * rows / 50, 0)
        assert np.allclose(floored, expected, rtol=1e-14, atol=0)
    base = normal_losses.vae_loss(loc, log_var, free_bits=0.2 / math.log(2), reduction=reduction,
                                  weights=weights, base=2)  # fmt: skip
    assert np.isclose(base * math.log(2), loss.value, rtol=1e-14, atol=0)


def test_equal_normals_have_no_divergence():
    loss = normal_losses.normal_loss([1.0, -3.0], [0.1, 7.0], [1.0, -3.0], [0.1, 7.0],
                                     gradient="both")  # fmt: skip
    assert loss.value == 0
    assert not any(gradient.any() for gradient in loss.gradients)


def test_sides_may_mix_types_and_broadcast():
    p = np.float16([[0.5, 1.5]]), np.float64([[1.0, 2.0], [2.0, 0.5]])
    loss = normal_losses.normal_loss(*p, np.float32([0.25, 0.5]), 2.0, gradient="both")
    assert loss.value.shape == (2,)
    assert [g.dtype.name for g in loss.gradients] == ["float16", "float64", "float32", "float16"]
    expected, _, _ = exact("scale", (0.5, 1.0), (0.25, 2.0))
    other, _, _ = exact("scale", (1.5, 2.0), (0.5, 2.0))
    assert near(loss.value[0], expected[0] + other[0], DOUBLE)


def test_nan_is_an_answer():
    loss = normal_losses.vae_loss([[np.nan, 1.0], [0.0, 0.0]], 0.0, gradient=True)
    assert np.isnan(loss.value[0])
    assert loss.value[1] == 0
    assert np.isnan(loss.gradients[0][0, 0])
    assert loss.gradients[0][0, 1] == 1
