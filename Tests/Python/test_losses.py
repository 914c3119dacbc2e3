"""Losses of NumPy arrays: values and gradients at 50 digits, layouts, dtypes and errors."""

import math
from collections.abc import Callable
from typing import Any

import mpmath
import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import special

import kullback
from kullback import DivergenceError, Status, losses

mpmath.mp.dps = 50
RNG = np.random.default_rng(11)
P, Q = RNG.normal(size=(2, 3, 4, 5)) * 3
LABELS = np.array([[0, 4, -100, 2], [1, 1, 2, -100], [3, 4, 0, 4]])
Row = list[Any]


def softmax(row: Any, temperature: float) -> tuple[Row, Row]:
    """Softmax and its logarithm at 50 digits."""
    x = [mpmath.mpf(v) / mpmath.mpf(temperature) for v in row]
    total = mpmath.log(mpmath.fsum(map(mpmath.exp, x)))
    return [mpmath.exp(v - total) for v in x], [v - total for v in x]


def divergence(p: Row, log_p: Row, log_q: Row) -> Any:
    return mpmath.fsum(a * (b - c) for a, b, c in zip(p, log_p, log_q, strict=True))


def kl(p: tuple[Row, Row], q: tuple[Row, Row]) -> Any:
    return divergence(*p, q[1])


def js(p: tuple[Row, Row], q: tuple[Row, Row], beta: float = 0.5) -> Any:
    w = mpmath.mpf(beta)
    m = [mpmath.log(w * a + (1 - w) * b) for a, b in zip(p[0], q[0], strict=True)]
    return w * divergence(*p, m) + (1 - w) * divergence(*q, m)


def cross_entropy(p: tuple[Row, Row], q: tuple[Row, Row]) -> Any:
    return -mpmath.fsum(a * b for a, b in zip(p[0], q[1], strict=True))


Formula = Callable[[tuple[Row, Row], tuple[Row, Row]], Any]
PAIRS: dict[str, tuple[Callable[..., Any], Formula]] = {
    "kl": (losses.kl, kl),
    "reverse_kl": (losses.reverse_kl, lambda p, q: kl(q, p)),
    "jeffreys": (losses.jeffreys, lambda p, q: kl(p, q) + kl(q, p)),
    "js": (losses.js, js),
    "gkd": (lambda p, q, **options: losses.js(p, q, 0.1, **options), lambda p, q: js(p, q, 0.1)),
    "scaled_js": (
        lambda p, q, **options: losses.js(p, q, 0.1, scaled=True, **options),
        lambda p, q: js(p, q, 0.1) / (mpmath.mpf(0.1) * (1 - mpmath.mpf(0.1))),
    ),
}


def by_differences(formula: Callable[[NDArray[Any]], Any], row: NDArray[Any]) -> list[Any]:
    """Differentiate at 50 digits, by central differences of 1e-15: an error of 1e-30."""
    step = mpmath.mpf("1e-15")
    slopes = []
    for index in range(len(row)):
        up, down = ([mpmath.mpf(float(v)) for v in row] for _ in range(2))
        up[index] += step
        down[index] -= step
        slopes.append((formula(up) - formula(down)) / (2 * step))  # type: ignore[arg-type]
    return slopes


@pytest.mark.parametrize("name", PAIRS)
@pytest.mark.parametrize("temperature", [1.0, 2.5])
def test_values_and_gradients(name: str, temperature: float) -> None:
    call, formula = PAIRS[name]
    loss = call(P, Q, temperature=temperature, gradient="both")
    for index in np.ndindex(3, 4):
        p, q = softmax(P[index], temperature), softmax(Q[index], temperature)
        expected = formula(p, q)
        assert abs(loss.value[index] - expected) <= 1e-13 * expected
        for gradient, slopes in (
            (
                loss.p_gradient[index],
                by_differences(lambda x, q=q: formula(softmax(x, temperature), q), P[index]),
            ),
            (
                loss.q_gradient[index],
                by_differences(lambda x, p=p: formula(p, softmax(x, temperature)), Q[index]),
            ),
        ):
            bound = 1e-13 * max(map(abs, slopes))
            assert all(abs(x - y) <= bound for x, y in zip(gradient, slopes, strict=True))


def test_losses_of_one_row() -> None:
    value, gradient, _ = losses.entropy(P, temperature=0.5, gradient="p")
    uniform = losses.kl_to_uniform(P, temperature=0.5, gradient="p")
    total = losses.log_sum_exp(P, temperature=0.5, gradient="p")
    for index in np.ndindex(3, 4):
        p = softmax(P[index], 0.5)
        expected = cross_entropy(p, p)
        assert abs(value[index] - expected) <= 1e-13 * expected
        slopes = by_differences(lambda x: cross_entropy(*[softmax(x, 0.5)] * 2), P[index])
        for x, y, z in zip(gradient[index], slopes, uniform.p_gradient[index], strict=True):
            assert abs(x - y) <= 1e-13
            assert abs(z + y) <= 1e-13
        rest = mpmath.log(5) - expected
        assert abs(uniform.value[index] - rest) <= 1e-13 * rest
    np.testing.assert_allclose(total.value, special.logsumexp(P / 0.5, axis=-1), rtol=1e-15)
    np.testing.assert_allclose(
        total.p_gradient, special.softmax(P / 0.5, axis=-1) / 0.5, rtol=1e-13
    )
    nearly = losses.kl_to_uniform([0.0, 1e-9])
    assert nearly == pytest.approx(1.25e-19, rel=1e-14)


def test_log_softmax() -> None:
    ours = losses.log_softmax(P, temperature=2.0, base=2)
    np.testing.assert_allclose(ours, special.log_softmax(P / 2, axis=-1) / math.log(2), rtol=2e-15)
    certain = losses.log_softmax([0.0, 40.0])
    assert certain[1] == pytest.approx(-4.248354255291589e-18, rel=1e-14)
    assert losses.log_softmax(P.astype("f2")).dtype == np.float32
    out = np.empty((3, 4, 5))
    assert losses.log_softmax(P, out=out) is out
    np.testing.assert_array_equal(out, losses.log_softmax(P))


def test_gradients_by_probabilities() -> None:
    p, q = special.softmax(P, axis=-1), special.softmax(Q, axis=-1)
    value, p_gradient, q_gradient = losses.kl(p, q, space="prob", gradient="both")
    np.testing.assert_allclose(value, losses.kl(P, Q), rtol=1e-12)
    np.testing.assert_allclose(p_gradient, np.log(p / q) - value[..., None], rtol=1e-12, atol=1e-13)
    np.testing.assert_allclose(q_gradient, 1 - p / q, rtol=1e-12, atol=1e-13)
    logs = losses.kl(np.log(p), Q, space=("log", "logits"), gradient="both")
    of_logits = losses.kl(P, Q, gradient="both")
    np.testing.assert_allclose(logs.p_gradient, of_logits.p_gradient, rtol=1e-12, atol=1e-13)
    zero = losses.kl([0.0, 1.0], [0.5, 0.5], space="prob", gradient="both")
    assert zero.value == pytest.approx(math.log(2), rel=1e-15)
    assert zero.p_gradient[0] == -math.inf
    assert zero.q_gradient.tolist() == [1.0, -1.0]


def test_hard_labels() -> None:
    log_q = special.log_softmax(Q / 2, axis=-1)
    for smoothing in (0.0, 0.1, 1.0):
        options: dict[str, Any] = {"label_smoothing": smoothing, "temperature": 2.0}
        expected = np.zeros((3, 4))
        target = np.full(Q.shape, smoothing / 5)
        for index in np.ndindex(3, 4):
            if LABELS[index] >= 0:
                target[index][LABELS[index]] += 1 - smoothing
                expected[index] = -target[index] @ log_q[index]
        counts = LABELS >= 0
        value, p_gradient, gradient = losses.cross_entropy(Q, LABELS, gradient="q", **options)
        assert p_gradient is None
        np.testing.assert_allclose(value, expected, rtol=1e-13)
        slopes = (special.softmax(Q / 2, axis=-1) - target) / 2 * counts[..., None]
        np.testing.assert_allclose(gradient, slopes, atol=1e-14)
        mean = losses.cross_entropy(Q, LABELS, reduction="batchmean", **options)
        assert mean == pytest.approx(expected.sum() / counts.sum(), rel=1e-13)
    assert losses.cross_entropy([0.0, -math.inf], 1) == math.inf
    assert losses.cross_entropy(Q[0, 0], np.uint8(4)) == pytest.approx(
        -special.log_softmax(Q[0, 0])[4], rel=1e-13
    )


def test_soft_labels() -> None:
    value, p_gradient, q_gradient = losses.cross_entropy(
        Q, special.softmax(P, axis=-1), gradient="both"
    )
    p, log_q = special.softmax(P, axis=-1), special.log_softmax(Q, axis=-1)
    expected = -(p * log_q).sum(-1)
    np.testing.assert_allclose(value, expected, rtol=1e-13)
    np.testing.assert_allclose(q_gradient, special.softmax(Q, axis=-1) - p, atol=1e-14)
    np.testing.assert_allclose(p_gradient, -log_q - expected[..., None], rtol=1e-12, atol=1e-12)
    logits = losses.cross_entropy(Q, P, label_space="logits")
    np.testing.assert_allclose(logits, expected, rtol=1e-13)


@pytest.mark.parametrize("squared", [True, False])
def test_distillation(squared: bool) -> None:
    loss = kullback.distillation_loss(
        P,
        Q,
        LABELS,
        temperature=2.0,
        soft_weight=0.25,
        hard_weight=0.75,
        temperature_squared=squared,
        gradient="q",
    )
    soft = losses.kl(P, Q, temperature=2.0, gradient="q")
    hard = losses.cross_entropy(Q, LABELS, gradient="q")
    scale = 0.25 * (4 if squared else 1)
    np.testing.assert_allclose(loss.value, scale * soft.value + 0.75 * hard.value, rtol=1e-14)
    expected = scale * soft.q_gradient + 0.75 * hard.q_gradient
    np.testing.assert_allclose(loss.q_gradient, expected, atol=1e-15)
    assert loss.p_gradient is None
    for name, function in (("reverse_kl", losses.reverse_kl), ("js_divergence", losses.js)):
        value = losses.distillation(P, Q, temperature=2.0, divergence=name)
        np.testing.assert_allclose(value, 4 * function(P, Q, temperature=2.0), rtol=1e-14)


def test_decoupled_kl() -> None:
    loss = losses.decoupled_kl(P, Q, mse_weight=3.0, ce_weight=0.5, gradient="both")
    plain = losses.kl(P, Q, gradient="both")
    np.testing.assert_allclose(loss.p_gradient, 3 * plain.p_gradient, rtol=1e-12, atol=1e-13)
    np.testing.assert_allclose(loss.q_gradient, 0.5 * plain.q_gradient, rtol=1e-12, atol=1e-13)
    p, d = special.softmax(P, axis=-1), P - Q
    pairs = (d[..., :, None] - d[..., None, :]) ** 2 * p[..., :, None] * p[..., None, :]
    entropy = -(p * special.log_softmax(Q, axis=-1)).sum(-1)
    np.testing.assert_allclose(loss.value, 0.75 * pairs.sum((-1, -2)) + entropy / 2, rtol=1e-13)


def test_reductions_weights_and_masks() -> None:
    each, weights, mask = losses.kl(P, Q), RNG.normal(size=(3, 4)), RNG.random((3, 4)) > 0.5
    dirty = P.copy()
    dirty[~mask] = math.nan
    for reduction, divisor in (("sum", 1), ("batchmean", mask.sum())):
        loss = losses.kl(
            dirty, Q, weights=weights, mask=mask, reduction=reduction, gradient="both", base=2
        )
        factor = mask * weights / divisor / math.log(2)
        assert loss.value == pytest.approx(math.fsum((each * factor).flat), rel=1e-13)
        plain = losses.kl(P, Q, gradient="both")
        for gradient, other in zip(loss[1:], plain[1:], strict=True):
            np.testing.assert_allclose(gradient, factor[..., None] * other, rtol=1e-13)
    single = losses.kl(P, Q, weights=[1.0, 2.0, 3.0, 4.0], mask=[[True], [False], [True]])
    np.testing.assert_allclose(single, each * [1, 2, 3, 4] * [[1], [0], [1]], rtol=1e-15)


DTYPES: list[Any] = [np.float16, np.float32, np.float64]


@pytest.mark.parametrize("p_dtype", DTYPES)
@pytest.mark.parametrize("q_dtype", DTYPES)
def test_dtypes(p_dtype: Any, q_dtype: Any) -> None:
    p, q = P.astype(p_dtype), Q.astype(q_dtype)
    value, p_gradient, q_gradient = losses.kl(p, q, gradient="both")
    expected = losses.kl(p.astype("f8"), q.astype("f8"), gradient="both")
    assert value.dtype == (np.float64 if np.float64 in (p_dtype, q_dtype) else np.float32)
    assert (p_gradient.dtype, q_gradient.dtype) == (p_dtype, q_dtype)
    np.testing.assert_allclose(value, expected.value, rtol=2 * np.finfo(value.dtype).eps)
    for gradient, other in ((p_gradient, expected[1]), (q_gradient, expected[2])):
        near = np.finfo(gradient.dtype)
        np.testing.assert_allclose(
            gradient, other, rtol=near.eps, atol=max(float(near.smallest_subnormal), 1e-15)
        )


def test_bfloat16() -> None:
    bfloat16 = pytest.importorskip("ml_dtypes").bfloat16
    q = Q.astype(bfloat16)
    loss = losses.kl(P, q, gradient="q")
    expected = losses.kl(P, q.astype("f8"), gradient="q")
    np.testing.assert_array_equal(loss.value, expected.value)
    assert loss.q_gradient.dtype == bfloat16
    np.testing.assert_allclose(
        loss.q_gradient.astype("f8"), expected.q_gradient, rtol=2.0**-8, atol=1e-30
    )


def test_layouts() -> None:
    expected = losses.kl(P, Q, gradient="both")
    unaligned = np.frombuffer(b"x" + P.tobytes(), "u1")[1:].view("f8").reshape(P.shape)
    for p in (
        np.asfortranarray(P),
        np.repeat(P, 2, axis=-1)[..., ::2],
        P[::-1, :, ::-1].copy()[::-1, :, ::-1],
        P.astype(">f8"),
        unaligned,
        P.transpose(1, 0, 2).copy().transpose(1, 0, 2),
    ):
        loss = losses.kl(p, Q, gradient="both")
        for one, other in zip(loss, expected, strict=True):
            np.testing.assert_array_equal(one, other)
    one = losses.kl(P[0, 0], Q, gradient="p")
    assert one.p_gradient.shape == Q.shape
    np.testing.assert_array_equal(one.value, losses.kl(np.broadcast_to(P[0, 0], Q.shape), Q))
    assert losses.kl(np.empty((0, 3)), np.empty((0, 3))).shape == (0,)
    np.testing.assert_array_equal(losses.kl([[0, 1]], [[1, 0]]), losses.kl([[0.0, 1]], [[1, 0]]))


def test_threads_and_out() -> None:
    p, q = RNG.normal(size=(2, 400, 1000))
    expected = losses.kl(p, q, threads=1, gradient="both")
    loss = losses.kl(p, q, threads=3, gradient="both")
    for one, other in zip(loss, expected, strict=True):
        np.testing.assert_array_equal(one, other)
    out = np.empty(400)
    assert losses.kl(p, q, out=out) is out
    np.testing.assert_array_equal(out, expected.value)
    p[7, 3] = math.inf
    out[:] = 5
    with pytest.raises(DivergenceError):
        losses.kl(p, q, out=out)
    assert (out == 5).all()


def test_limits_of_scaled_jensen_shannon() -> None:
    np.testing.assert_array_equal(losses.js(P, Q, 0, scaled=True), losses.kl(P, Q))
    np.testing.assert_array_equal(losses.js(P, Q, 1, scaled=True), losses.reverse_kl(P, Q))
    for beta in (0, 1, -0.5, math.nan):
        with pytest.raises(DivergenceError, match=r"beta: .* is not between 0 and 1, where the"):
            losses.js(P, Q, beta)


def expect_error(call: Callable[[], Any], status: Status, *where: Any) -> None:
    with pytest.raises(DivergenceError) as caught:
        call()
    error = caught.value
    assert (error.status, error.argument, error.row, error.index) == (status, *where)


def test_errors_name_the_place() -> None:
    bad = Q.copy()
    bad[1, 2, 3] = bad[2, 0, 0] = math.inf
    expect_error(lambda: losses.kl(P, bad), Status.PROBABILITY, "q", (1, 2), 3)
    expect_error(lambda: losses.kl(bad, P), Status.PROBABILITY, "p", (1, 2), 3)
    expect_error(lambda: losses.entropy(bad), Status.PROBABILITY, "p", (1, 2), 3)
    expect_error(lambda: losses.cross_entropy(bad, LABELS), Status.PROBABILITY, "logits", (1, 2), 3)
    expect_error(lambda: losses.distillation(bad, Q), Status.PROBABILITY, "teacher", (1, 2), 3)
    expect_error(lambda: losses.distillation(P, bad), Status.PROBABILITY, "student", (1, 2), 3)
    expect_error(lambda: losses.log_softmax(bad), Status.PROBABILITY, "p", (1, 2), 3)
    expect_error(lambda: losses.kl(P, Q, space="log"), Status.SUM, "p", (0, 0), None)
    labels = LABELS.copy()
    labels[1, 3] = 5
    expect_error(lambda: losses.cross_entropy(Q, labels), Status.PARAMETER, "labels", (1, 3), None)
    weights = np.ones((3, 4))
    weights[2, 1] = math.inf
    expect_error(
        lambda: losses.kl(P, Q, weights=weights), Status.PARAMETER, "weights", (2, 1), None
    )


@pytest.mark.parametrize(
    ("call", "error", "match"),
    [
        (lambda: losses.kl(P, Q, reduction="mean"), ValueError, "'batchmean' divides by"),
        (lambda: losses.kl(P, Q, reduction="max"), ValueError, "'max' is not one of"),
        (lambda: losses.kl(P, Q, gradient="r"), ValueError, "one of None, 'p', 'q', 'both'"),
        (lambda: losses.entropy(P, gradient="q"), ValueError, "not one of None, 'p'"),
        (lambda: losses.distillation(P, Q, gradient="p"), ValueError, "not one of None, 'q'"),
        (lambda: losses.kl(P, Q[..., :3]), ValueError, "they must agree along the last axis"),
        (lambda: losses.kl(P, Q[:2]), ValueError, "they must broadcast"),
        (lambda: losses.kl(P, 1.0), ValueError, "q is a single number"),
        (lambda: losses.kl(P, Q * 1j), TypeError, "q has dtype complex128"),
        (lambda: losses.kl(P, Q, mask=np.ones((3, 4))), TypeError, "mask has dtype float64"),
        (lambda: losses.kl(P, Q, mask=np.ones(3, bool)), ValueError, r"mask has shape \(3,\)"),
        (lambda: losses.kl(P, Q, weights=np.ones(3)), ValueError, r"weights has shape \(3,\)"),
        (lambda: losses.kl(P, Q, space="odds"), ValueError, "'odds' is not one of"),
        (lambda: losses.kl(P, Q, temperature=0), DivergenceError, "temperature: 0 is not"),
        (lambda: losses.kl(P, Q, space="prob", temperature=2), DivergenceError, "except for log"),
        (lambda: losses.kl(P, Q, base=1), DivergenceError, "base: 1 is not"),
        (lambda: losses.kl(P, Q, threads=0), DivergenceError, "threads: 0 is not"),
        (lambda: losses.kl(P, Q, other=0), TypeError, "unexpected keyword argument 'other'"),
        (lambda: losses.kl(P, Q, out=np.empty(3)), ValueError, r"out has shape \(3,\)"),
        (lambda: losses.cross_entropy(Q, LABELS[0]), ValueError, r"labels has shape \(4,\)"),
        (lambda: losses.cross_entropy(Q, P > 0), TypeError, "labels has dtype bool"),
        (lambda: losses.cross_entropy(Q, P, label_smoothing=0.1), ValueError, "mix_with_uniform"),
        (lambda: losses.distillation(P, Q, hard_weight=1), ValueError, "hard_weight is of labels"),
        (lambda: losses.distillation(P, Q, divergence="tv"), ValueError, "'tv' is not one of"),
        (lambda: losses.decoupled_kl(P, Q, ce_weight=math.inf), DivergenceError, "ce_weight: inf"),
    ],
)
def test_misuse_is_an_error(call: Any, error: type[Exception], match: str) -> None:
    with pytest.raises(error, match=match):
        call()
