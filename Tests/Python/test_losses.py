"""Losses of NumPy arrays: values and gradients, at 50 digits."""

import math
from collections.abc import Callable
from functools import partial
from typing import Any

import mpmath  # type: ignore[import-untyped]
import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import special  # type: ignore[import-untyped]

import kullback
from kullback import losses

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
    "gkd": (partial(losses.js, beta=0.1), partial(js, beta=0.1)),
    "scaled_js": (
        partial(losses.js, beta=0.1, scaled=True),
        lambda p, q: js(p, q, 0.1) / (mpmath.mpf(0.1) * (1 - mpmath.mpf(0.1))),
    ),
}


def by_differences(formula: Callable[[Row], Any], row: NDArray[Any]) -> Row:
    """Differentiate at 50 digits, by central differences of 1e-15: an error of 1e-30."""
    step = mpmath.mpf("1e-15")
    slopes = []
    for index in range(len(row)):
        up, down = ([mpmath.mpf(float(v)) for v in row] for _ in range(2))
        up[index] += step
        down[index] -= step
        slopes.append((formula(up) - formula(down)) / (2 * step))
    return slopes


def expect_near(gradient: NDArray[Any], slopes: Row) -> None:
    bound = 1e-13 * max(map(abs, slopes))
    assert all(abs(x - y) <= bound for x, y in zip(gradient, slopes, strict=True))


@pytest.mark.parametrize("name", PAIRS)
@pytest.mark.parametrize("temperature", [1.0, 2.5])
@pytest.mark.parametrize("index", list(np.ndindex(3, 4)))
def test_values_and_gradients(name: str, temperature: float, index: tuple[int, ...]) -> None:
    call, formula = PAIRS[name]
    loss = call(P, Q, temperature=temperature, gradient="both")
    p, q = softmax(P[index], temperature), softmax(Q[index], temperature)
    expected = formula(p, q)
    assert abs(loss.value[index] - expected) <= 1e-13 * expected
    of_p = by_differences(lambda x: formula(softmax(x, temperature), q), P[index])
    expect_near(loss.p_gradient[index], of_p)
    of_q = by_differences(lambda x: formula(p, softmax(x, temperature)), Q[index])
    expect_near(loss.q_gradient[index], of_q)


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
