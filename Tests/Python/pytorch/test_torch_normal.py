"""Losses of normals and estimates per token for PyTorch."""

from typing import get_args

import numpy as np
import pytest
import torch
from torch.library import opcheck

from kullback import DivergenceError, _core, normal_losses
from kullback._token_kl import TokenReduction
from kullback.torch import _normal_operators, _normal_reference, normal_kl, token_kl, vae_kl

TYPES = [torch.float64, torch.float32, torch.bfloat16, torch.float16]


def parameters(dtype, count=4, requires_grad=True):
    generator = torch.Generator().manual_seed(7)
    tensors = torch.randn(count, 6, 33, dtype=torch.float64, generator=generator).to(dtype)
    return [t.clone().requires_grad_(requires_grad) for t in tensors]


def formula(loc, log_var):
    loc, log_var = loc.double(), log_var.double()
    return ((loc**2 + torch.expm1(log_var) - log_var) / 2).sum(-1)


@pytest.mark.parametrize("dtype", TYPES)
@pytest.mark.parametrize("reduction", ["none", "sum", "batchmean"])
def test_vae_kl_is_its_formula(dtype, reduction):
    loc, log_var = parameters(dtype, 2)
    value = vae_kl(loc, log_var, reduction=reduction, beta=3.0)
    rows = 3 * formula(loc, log_var)
    expected = {"none": rows, "sum": rows.sum(), "batchmean": rows.mean()}[reduction]
    tolerance = 1e-13 if dtype == torch.float64 else 1e-6
    torch.testing.assert_close(value.double(), expected, rtol=tolerance, atol=0)
    upstream = torch.rand_like(value)
    gradients = torch.autograd.grad(value, (loc, log_var), upstream)
    wanted = torch.autograd.grad(expected, (loc, log_var), upstream.double())
    unit = {torch.bfloat16: 2**-7, torch.float16: 2**-10}.get(dtype, 2e-6)
    for gradient, other in zip(gradients, wanted, strict=True):
        assert gradient.dtype == dtype
        torch.testing.assert_close(gradient, other, rtol=unit, atol=0)


@pytest.mark.parametrize("family", ["scale", "log_var"])
@pytest.mark.parametrize("elementwise", [False, True])
def test_gradcheck(family, elementwise):
    tensors = parameters(torch.float64)
    if family == "scale":
        tensors[1::2] = [t.detach().exp().requires_grad_() for t in tensors[1::2]]

    def function(*operands):
        return normal_kl(*operands, parameters=family, reduction="none", elementwise=elementwise)

    assert torch.autograd.gradcheck(function, tensors)
    reference = _normal_reference._divergences(
        _core.NORMAL if family == "scale" else _core.NORMAL_LOG_VARIANCE, tensors
    )
    values = function(*tensors)
    wanted = reference if elementwise else reference.sum(-1)
    torch.testing.assert_close(values, wanted, rtol=1e-12, atol=1e-14)


@pytest.mark.parametrize("kind", ["k1", "k2", "k3"])
@pytest.mark.parametrize("reduction", ["none", "row_mean", "mean", "mean_of_means"])
def test_token_kl(kind, reduction):
    log_p, log_q = parameters(torch.float64, 2)
    mask = torch.rand(6, 33, generator=torch.Generator().manual_seed(1)) < 0.5
    mask[2] = False

    def function(p, q):
        return token_kl(p, q, kind=kind, reduction=reduction, mask=mask)

    assert torch.autograd.gradcheck(function, (log_p, log_q))
    array = normal_losses.token_kl(
        log_p.detach().numpy(), log_q.detach().numpy(), kind=kind, reduction=reduction,
        mask=mask.numpy(),
    )  # fmt: skip
    assert np.array_equal(function(log_p, log_q).detach().numpy(), array)


def test_masked_tokens_may_be_nan():
    log_p = torch.tensor([[-1.0, float("nan")]], requires_grad=True)
    loss = token_kl(log_p, torch.zeros(1, 2), mask=torch.tensor([[True, False]]), reduction="mean")
    loss.backward()
    assert loss.item() == pytest.approx(np.e - 2, rel=1e-6)
    assert log_p.grad[0, 1] == 0


@pytest.mark.parametrize("over", ["batch", "sample"])
@pytest.mark.parametrize("masked", [False, True])
def test_other_tensors_take_operations_of_pytorch(over, masked):
    loc, log_var = parameters(torch.float64, 2)
    options = {
        "beta": 2.0,
        "free_bits": 0.4,
        "free_bits_over": over,
        "weights": torch.rand(6, generator=torch.Generator().manual_seed(2)),
        "mask": torch.tensor([True, False, True, True, True, False]) if masked else None,
    }
    native = vae_kl(loc, log_var, **options)
    wanted = torch.autograd.grad(native, (loc, log_var))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kullback.torch._options.Batch.is_native", False)
        other = vae_kl(loc, log_var, **options)
        gradients = torch.autograd.grad(other, (loc, log_var))
    torch.testing.assert_close(other, native, rtol=1e-13, atol=0)
    for a, b in zip(gradients, wanted, strict=True):
        torch.testing.assert_close(a, b, rtol=1e-12, atol=1e-15)


@pytest.mark.parametrize("kind", ["k1", "k2", "k3"])
@pytest.mark.parametrize("reduction", get_args(TokenReduction))
def test_tokens_in_operations_of_pytorch(kind, reduction):
    log_p, log_q = parameters(torch.float64, 2)
    mask = torch.rand(6, 33, generator=torch.Generator().manual_seed(3)) < 0.5
    options = {"kind": kind, "reduction": reduction, "mask": mask, "weights": torch.arange(6.0)}
    native = token_kl(log_p, log_q, **options)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kullback.torch._options.Batch.is_native", False)
        other = token_kl(log_p, log_q, **options)
    torch.testing.assert_close(other, native, rtol=1e-12, atol=1e-14)


def test_phi_of_pytorch_does_not_cancel():
    x = torch.tensor([0.0, 1e-9, -1e-3, 0.5, -0.51, 3.0], dtype=torch.float64)
    exact = [0.0, 5.0000000016666667e-19, 4.9983337499166806e-07, 0.14872127070012814]
    actual = _normal_reference.phi(x).tolist()
    assert actual[:4] == pytest.approx(exact, rel=1e-15)


def test_compiles_without_a_graph_break():
    loc, log_var = parameters(torch.float32, 2)

    @torch.compile(fullgraph=True, backend="aot_eager")
    def step(loc, log_var, mask):
        tokens = token_kl(loc, log_var, kind="k2", reduction="mean", mask=mask)
        return vae_kl(loc, log_var, beta=0.5, free_bits=0.1) + tokens

    mask = torch.ones(6, 33, dtype=torch.bool)
    value = step(loc, log_var, mask)
    gradients = torch.autograd.grad(value, (loc, log_var))
    eager = vae_kl(loc, log_var, beta=0.5, free_bits=0.1) + token_kl(
        loc, log_var, kind="k2", reduction="mean", mask=mask
    )
    assert value == eager
    for a, b in zip(gradients, torch.autograd.grad(eager, (loc, log_var)), strict=True):
        assert torch.equal(a, b)


@pytest.mark.filterwarnings("ignore:The .grad attribute of a Tensor:UserWarning")  # opcheck's own
@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16])
def test_operators_are_registered_as_they_should_be(dtype):
    loc, log_var = parameters(dtype, 2)
    settings = [float(_core.REDUCTION_NONE), 0.0, 1.0, 0.0, 0.0, 0.0, 0.0]
    plain = loc.detach().float(), loc.detach(), log_var.detach()
    for elementwise in (0.0, 1.0):
        others = [
            None, None, None, None, _core.NORMAL_LOG_VARIANCE,
            [1.0, 0.0, 0.0, elementwise], settings,
        ]  # fmt: skip
        wanted = [True, False, False, False]
        opcheck(_normal_operators.normal_loss, (loc, log_var, *others, [True, *wanted]))
        upstream, *tensors = plain if elementwise else (plain[0][:, 0], *plain[1:])
        gradients = torch.ops.kullback.normal_loss_gradient.default
        opcheck(gradients, (upstream, *tensors, *others, [False, *wanted]))
    for reduction in (_core.TOKENS, _core.TOKENS_MEAN):
        others = [None, None, _core.K3, reduction, settings]
        opcheck(_normal_operators.token_kl, (loc, log_var, *others, [True, True, True]))
        upstream = plain[0] if reduction == _core.TOKENS else torch.tensor(2.0)
        gradients = torch.ops.kullback.token_kl_gradient.default
        opcheck(gradients, (upstream, *plain[1:], *others, [False, True, True]))


def test_broadcast_parameters_and_numbers():
    loc = torch.zeros(4, 3, requires_grad=True)
    scale = torch.full((3,), 2.0, requires_grad=True)
    loss = normal_kl(loc, scale, 1.0, 1.0, reduction="sum")
    loss.backward()
    assert loss.item() == pytest.approx(12 * 1.3068528194400546, rel=1e-6)
    assert scale.grad.tolist() == [6.0, 6.0, 6.0]
    assert vae_kl(loc, loc, beta=0.0).item() == 0


def test_bad_parameters_are_named():
    with pytest.raises(DivergenceError) as caught:
        normal_kl(torch.zeros(2, 2), torch.tensor([[1.0, 1.0], [1.0, 0.0]]), 0.0, 1.0)
    assert (caught.value.argument, caught.value.row, caught.value.index) == ("p_scale", (1,), 1)
    with pytest.raises(ValueError, match="broadcast"):
        vae_kl(torch.zeros(2, 2), torch.zeros(3, 3))
    with pytest.raises(ValueError, match="batchmean"):
        vae_kl(torch.zeros(2, 2), torch.zeros(2, 2), reduction="mean")
