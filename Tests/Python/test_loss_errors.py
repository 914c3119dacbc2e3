"""Errors of losses: misuse, and data that are none."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from kullback import DivergenceError, Status, losses

RNG = np.random.default_rng(11)
P, Q = RNG.normal(size=(2, 3, 4, 5)) * 3
LABELS = np.array([[0, 4, -100, 2], [1, 1, 2, -100], [3, 4, 0, 4]])


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


untyped: Any = losses  # a type checker sees misuse, too


@pytest.mark.parametrize(
    ("call", "error", "match"),
    [
        (lambda: untyped.kl(P, Q, reduction="mean"), ValueError, "'batchmean' divides by"),
        (lambda: untyped.kl(P, Q, reduction="max"), ValueError, "'max' is not one of"),
        (lambda: untyped.kl(P, Q, gradient="r"), ValueError, "one of None, 'p', 'q', 'both'"),
        (lambda: untyped.entropy(P, gradient="q"), ValueError, "not one of None, 'p'"),
        (lambda: untyped.distillation(P, Q, gradient="p"), ValueError, "not one of None, 'q'"),
        (lambda: untyped.kl(P, Q[..., :3]), ValueError, "they must agree along the last axis"),
        (lambda: untyped.kl(P, Q[:2]), ValueError, "they must broadcast"),
        (lambda: untyped.kl(P, 1.0), ValueError, "q is a single number"),
        (lambda: untyped.kl(P, Q * 1j), TypeError, "q has dtype complex128"),
        (lambda: untyped.kl(P, Q, mask=np.ones((3, 4))), TypeError, "mask has dtype float64"),
        (lambda: untyped.kl(P, Q, mask=np.ones(3, bool)), ValueError, r"mask has shape \(3,\)"),
        (lambda: untyped.kl(P, Q, weights=np.ones(3)), ValueError, r"weights has shape \(3,\)"),
        (lambda: untyped.kl(P, Q, space="odds"), ValueError, "'odds' is not one of"),
        (lambda: untyped.kl(P, Q, temperature=0), DivergenceError, "temperature: 0 is not"),
        (lambda: untyped.kl(P, Q, space="prob", temperature=2), DivergenceError, "except for log"),
        (lambda: untyped.kl(P, Q, base=1), DivergenceError, "base: 1 is not"),
        (lambda: untyped.kl(P, Q, threads=0), DivergenceError, "threads: 0 is not"),
        (lambda: untyped.kl(P, Q, other=0), TypeError, "unexpected keyword argument 'other'"),
        (lambda: untyped.kl(P, Q, out=np.empty(3)), ValueError, r"out has shape \(3,\)"),
        (lambda: untyped.cross_entropy(Q, LABELS[0]), ValueError, r"labels has shape \(4,\)"),
        (lambda: untyped.cross_entropy(Q, P > 0), TypeError, "labels has dtype bool"),
        (lambda: untyped.cross_entropy(Q, P, label_smoothing=0.1), ValueError, "mix_with_uniform"),
        (lambda: untyped.distillation(P, Q, hard_weight=1), ValueError, "hard_weight is of labels"),
        (lambda: untyped.distillation(P, Q, divergence="tv"), ValueError, "'tv' is not one of"),
        (lambda: untyped.decoupled_kl(P, Q, ce_weight=math.inf), DivergenceError, "ce_weight: inf"),
    ],
)
def test_misuse_is_an_error(call: Any, error: type[Exception], match: str) -> None:
    with pytest.raises(error, match=match):
        call()
