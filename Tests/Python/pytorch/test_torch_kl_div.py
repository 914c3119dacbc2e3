"""The drop-in kl_div and KLDivLoss against PyTorch's."""

import itertools
import math
from typing import Any

import pytest
import torch
import torch.nn.functional as F  # noqa: N812
from test_torch_values import DTYPES, expect_near, rows
from torch import Tensor

import kullback.torch as kt
from kullback import DivergenceError, Status

ROUNDING = {
    torch.float64: 1e-12,
    torch.float32: 1e-5,
    torch.float16: 2e-3,
    torch.bfloat16: 2e-2,
}


def theirs(x: Tensor, target: Tensor, **options: Any) -> Tensor:
    return F.kl_div(x.double(), target.double(), **options)


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("log_target", [False, True])
@pytest.mark.parametrize("reduction", ["none", "sum", "batchmean"])
@pytest.mark.parametrize("normal", [False, True])
def test_values_and_gradients(
    dtype: torch.dtype, log_target: bool, reduction: str, normal: bool
) -> None:
    x, target = rows(1), rows(2)
    if normal:
        x, target = x.log_softmax(-1), target.log_softmax(-1)
    target = target if log_target else target.exp()
    x, target = x.to(dtype).requires_grad_(), target.to(dtype).requires_grad_()
    exact = [t.detach().double().requires_grad_() for t in (x, target)]
    options = {"reduction": reduction, "log_target": log_target}
    value, expected = kt.kl_div(x, target, **options), theirs(*exact, **options)
    assert value.dtype == dtype
    # Rows of halves do not sum to one: the library's is the divergence of what they stand for.
    expect_near(value.detach(), expected.detach(), ROUNDING[dtype])
    upstream = rows(3, tuple(value.shape))
    value.backward(upstream.to(dtype))
    expected.backward(upstream.to(dtype).double())
    for given, other in zip((x, target), exact, strict=True):
        assert given.grad is not None
        assert other.grad is not None
        expect_near(given.grad, other.grad, ROUNDING[dtype])


def test_shapes() -> None:
    for shape in ((), (1,), (5,), (2, 3), (2, 3, 4), (0, 3), (3, 0)):
        x, target = rows(1, shape), rows(2, shape).exp()
        for reduction in ("none", "sum"):
            ours = kt.kl_div(x, target, reduction=reduction)
            expected = F.kl_div(x, target, reduction=reduction)
            assert ours.shape == expected.shape
            torch.testing.assert_close(ours, expected, rtol=1e-12, atol=0)
    x, target = rows(1, (3, 1, 4)), rows(2, (5, 1)).exp()
    torch.testing.assert_close(kt.kl_div(x, target), F.kl_div(x, target, reduction="batchmean"))
    x, target = rows(1).transpose(0, 2), rows(2).exp().transpose(0, 2)
    torch.testing.assert_close(kt.kl_div(x, target), F.kl_div(x, target, reduction="batchmean"))


def test_some_rows_are_distributions() -> None:
    x, target = rows(1, (6, 5)).log_softmax(-1), rows(2, (6, 5)).softmax(-1)
    x[1] += 1
    target[4] *= 3
    ours, expected = kt.kl_div(x, target), F.kl_div(x, target, reduction="batchmean")
    expect_near(ours, expected, 1e-13)
    # A row's part does not depend on its neighbours.
    parts = [kt.kl_div(x[i : i + 1], target[i : i + 1]) for i in range(6)]
    expect_near(ours, torch.stack(parts).sum() / 6, 1e-15)


def test_distributions_have_precise_values() -> None:
    logits = rows(1, (50, 1000), torch.float32)
    target = logits.softmax(-1)
    value = kt.kl_div(logits.log_softmax(-1), target)
    assert value >= 0
    assert value < 1e-12
    assert F.kl_div(logits.log_softmax(-1), target, reduction="none").sum(-1).min() < 0


def test_zeros_give_no_nan() -> None:
    x = torch.tensor([[-math.inf, math.log(0.5), math.log(0.5)]], dtype=torch.float64)
    target = torch.tensor([[0.0, 0.25, 0.75]], dtype=torch.float64)
    for log_target in (False, True):
        given = [x.clone().requires_grad_()]
        given += [(target.log() if log_target else target).clone().requires_grad_()]
        for reduction in ("none", "sum", "batchmean"):
            value = kt.kl_div(given[0], given[1], reduction=reduction, log_target=log_target)
            expected = 0.25 * math.log(0.5) + 0.75 * math.log(1.5)
            assert value.sum().item() == pytest.approx(expected, rel=1e-14)
            for gradient in torch.autograd.grad(value.sum(), given):
                assert gradient.isfinite().all()
                assert gradient[0, 0] == 0
    assert F.kl_div(x, target, reduction="sum").isnan()


def test_positive_targets_on_masked_inputs_are_infinite() -> None:
    x = torch.tensor([[-math.inf, 0.0]])
    target = torch.tensor([[0.5, 0.5]])
    assert kt.kl_div(x, target) == math.inf
    assert kt.kl_div(x, target, reduction="none")[0, 0] == math.inf


@pytest.mark.parametrize("reduction", ["none", "sum", "batchmean"])
def test_negative_targets_are_errors(reduction: str) -> None:
    x, target = rows(1), rows(2).exp()  # rows that do not sum to one
    target[2, 1, 4] = -0.5
    with pytest.raises(DivergenceError, match=r"target\[2, 1\]: position 4: ") as caught:
        kt.kl_div(x, target, reduction=reduction)
    error = caught.value
    assert (error.status, error.argument) == (Status.PROBABILITY, "target")
    assert (error.row, error.index, error.value) == ((2, 1), 4, -0.5)


def test_reductions_of_pytorch() -> None:
    x, target = rows(1), rows(2).exp()
    for size_average, reduce in itertools.product((None, True, False), repeat=2):
        if size_average is None and reduce is None:
            continue
        if reduce is not False and size_average is not False:
            with pytest.raises(ValueError, match="'batchmean' divides by the number of rows"):
                kt.kl_div(x, target, size_average, reduce)
            continue
        reduction = "none" if reduce is False else "sum"
        expected = F.kl_div(x, target, reduction=reduction)
        torch.testing.assert_close(kt.kl_div(x, target, size_average, reduce), expected)
        module = kt.KLDivLoss(size_average, reduce)
        torch.testing.assert_close(module(x, target), expected)
    for wrong in ("mean", "median"):
        with pytest.raises(ValueError, match=f"reduction: '{wrong}'"):
            kt.kl_div(x, target, reduction=wrong)
        with pytest.raises(ValueError, match=f"reduction: '{wrong}'"):
            kt.KLDivLoss(reduction=wrong)


def test_module() -> None:
    x, target = rows(1).log_softmax(-1), rows(2).log_softmax(-1)
    module = kt.KLDivLoss(log_target=True)
    assert isinstance(module, torch.nn.KLDivLoss)
    assert module(x, target) == kt.kl_div(x, target, log_target=True)
    expect_near(
        kt.KLDivLoss(reduction="sum")(x, target.exp()),
        torch.nn.KLDivLoss(reduction="sum")(x, target.exp()),
        1e-13,
    )
