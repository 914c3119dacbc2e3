"""Cross-entropy, distillation and the decoupled divergence."""

import math

import eager
import pytest
import torch
import torch.nn.functional as F  # noqa: N812
from test_torch_values import DTYPES, expect_near, expect_same, rows
from torch import Tensor

import kullback.torch as kt

LABELS = torch.tensor([[0, 6, -100, 3], [1, 1, 2, -100], [5, 4, 0, 6]])


@pytest.mark.parametrize("smoothing", [0.0, 0.1, 1.0])
@pytest.mark.parametrize("dtype", DTYPES)
def test_hard_labels(smoothing: float, dtype: torch.dtype) -> None:
    def formula(q: Tensor, reduction: str) -> Tensor:
        return F.cross_entropy(
            q.flatten(0, 1), LABELS.flatten(), reduction=reduction, label_smoothing=smoothing
        )

    for ours, theirs in (("batchmean", "mean"), ("sum", "sum")):
        expect_same(
            lambda q, ours=ours: kt.cross_entropy(
                q, LABELS, label_smoothing=smoothing, reduction=ours
            ),
            lambda q, theirs=theirs: formula(q, theirs),
            [rows(1, dtype=dtype)],
            1e-13 if dtype == torch.float64 else 1e-6,
        )
    values = kt.cross_entropy(rows(1), LABELS.int(), reduction="none", label_smoothing=smoothing)
    expect_near(values.flatten(), formula(rows(1), "none"), 1e-13)


def test_soft_labels() -> None:
    for space in ("prob", "logits"):
        labels = rows(2).softmax(-1) if space == "prob" else rows(2)
        expect_same(
            lambda q, p, space=space: kt.cross_entropy(q, p, label_space=space, temperature=2.0),
            lambda q, p, space=space: (
                eager.cross_entropy(eager.logs(p, space), eager.logs(q, temperature=2.0)).sum() / 12
            ),
            [rows(1), labels],
        )


def test_errors_of_labels() -> None:
    labels = LABELS.clone()
    labels[1, 2] = 7
    with pytest.raises(ValueError, match=r"labels\[1, 2\]: .*") as caught:
        kt.cross_entropy(rows(1), labels)
    assert caught.value.value == 7
    with pytest.raises(ValueError, match=r"labels has shape \(4,\); the batch has shape \(3, 4\)"):
        kt.cross_entropy(rows(1), labels[0])
    with pytest.raises(ValueError, match="label_smoothing is of hard labels"):
        kt.cross_entropy(rows(1), rows(2).softmax(-1), label_smoothing=0.1)
    with pytest.raises(ValueError, match="label_smoothing: 2 is not between 0 and 1"):
        kt.cross_entropy(rows(1), LABELS, label_smoothing=2)


@pytest.mark.parametrize("temperature", [0.5, 1.0, 4.0])
@pytest.mark.parametrize("divergence", ["kl", "reverse_kl", "jeffreys", "js_divergence"])
def test_distillation(temperature: float, divergence: str) -> None:
    teacher = rows(1)
    name = {"js_divergence": "js_loss"}.get(divergence, divergence + "_loss")

    def formula(q: Tensor, square: bool) -> Tensor:
        p_logs = eager.logs(teacher, temperature=temperature)
        soft = eager.PAIRS[name](p_logs, eager.logs(q, temperature=temperature)).sum()
        hard = F.cross_entropy(q.flatten(0, 1), LABELS.flatten(), reduction="sum")
        return (0.3 * soft * (temperature**2 if square else 1) + 0.7 * hard) / 12

    for square in (True, False):
        expect_same(
            lambda q, square=square: kt.distillation_loss(
                teacher,
                q,
                LABELS,
                temperature=temperature,
                soft_weight=0.3,
                hard_weight=0.7,
                temperature_squared=square,
                divergence=divergence,
            ),
            lambda q, square=square: formula(q, square),
            [rows(2)],
        )


def test_the_teacher_is_a_constant() -> None:
    teacher, student = rows(1).requires_grad_(), rows(2).requires_grad_()
    kt.distillation_loss(teacher, student).backward()
    assert teacher.grad is None
    assert student.grad is not None
    assert kt.distillation_loss(teacher, student) == kt.kl_loss(teacher, student)


def test_errors_of_distillation() -> None:
    with pytest.raises(ValueError, match="hard_weight is of labels"):
        kt.distillation_loss(rows(1), rows(2), hard_weight=1.0)
    with pytest.raises(ValueError, match="'hellinger' is not one of 'kl', 'reverse_kl'"):
        kt.distillation_loss(rows(1), rows(2), divergence="hellinger")
    student = rows(2)
    student[2, 1, 3] = math.inf
    with pytest.raises(ValueError, match=r"student\[2, 1\]: position 3: "):
        kt.distillation_loss(rows(1), student)


def test_decoupled_kl() -> None:
    expect_same(
        lambda p, q: kt.decoupled_kl(p, q, mse_weight=3.0, ce_weight=0.2, temperature=(2.0, 0.5)),
        lambda p, q: eager.decoupled(p / 2.0, q / 0.5, 3.0, 0.2).sum() / 12,
        [rows(1), rows(2)],
    )
    p, q = rows(1).requires_grad_(), rows(2).requires_grad_()
    decoupled = torch.autograd.grad(kt.decoupled_kl(p, q), [p, q])
    plain = torch.autograd.grad(kt.kl_loss(p, q), [p, q])
    for one, other in zip(decoupled, plain, strict=True):
        expect_near(one, other, 1e-13)
