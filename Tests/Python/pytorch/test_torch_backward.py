"""The backward pass: who owns gradients, how often they are made, and how they are rounded."""

from collections.abc import Callable
from typing import Any

import pytest
import torch
from test_torch_operators import LABELS, SAMPLES, matrices
from test_torch_values import DTYPES, ROUNDING, expect_near, rows
from torch import Tensor
from torch.utils.checkpoint import checkpoint

import kullback.torch as kt
from kullback import _core
from kullback.torch import _autograd

# Losses that are numbers, of one or two matrices of three rows.
NUMBERS: dict[str, Callable[..., Tensor]] = {
    "kl": kt.kl_loss,
    "masked": lambda p, q: kt.js_loss(p, q, mask=LABELS >= 0, weights=torch.arange(3.0), base=2.0),
    "entropy": lambda p, _: kt.entropy(p, reduction="sum"),
    "labels": lambda p, _: kt.cross_entropy(p, LABELS, label_smoothing=0.1),
    "distillation": lambda p, q: kt.distillation_loss(q.detach(), p, LABELS, temperature=2.0),
    "decoupled": kt.decoupled_kl,
    "normal": lambda p, q: kt.normal_kl(p, q, 0.0, 1.0, parameters="log_var", beta=4.0),
    "vae": lambda p, q: kt.vae_kl(p, q, free_bits=0.5),
    "token": lambda p, q: kt.token_kl(p, q, reduction="mean"),
}
# Losses of rows, which can be weighed.
ROWS: dict[str, Callable[..., Tensor]] = {
    "kl": kt.kl_loss,
    "decoupled": kt.decoupled_kl,
    "labels": lambda p, _, **options: kt.cross_entropy(p, LABELS, **options),
    "distillation": lambda p, q, **options: kt.distillation_loss(q.detach(), p, LABELS, **options),
    "vae": kt.vae_kl,
    "token": lambda p, q, reduction, **options: kt.token_kl(
        p, q, reduction={"none": "row_sum"}.get(reduction, reduction), **options
    ),
}


def gradients(inputs: list[Tensor]) -> list[Tensor]:
    return [x.grad for x in inputs if x.grad is not None]


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[list[bool]]:
    """Of each call of the library: whether it made the value and the gradients."""
    made: list[list[bool]] = []
    run = _core.loss

    def spy(*arguments: Any) -> Any:
        made.append([place is not None for place in arguments[4:]])
        return run(*arguments)

    monkeypatch.setattr(_core, "loss", spy)
    return made


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("name", NUMBERS)
def test_the_gradient_that_was_made_is_handed_out(
    name: str, dtype: torch.dtype, monkeypatch: pytest.MonkeyPatch
) -> None:
    addresses = []
    make = _autograd.empty_results

    def spy(*arguments: Any) -> list[Tensor]:
        room = make(*arguments)
        addresses.append([tensor.data_ptr() for tensor in room])
        return room

    monkeypatch.setattr(_autograd, "empty_results", spy)
    inputs = matrices(dtype)
    NUMBERS[name](*inputs).backward()
    (made,) = addresses
    assert gradients(inputs)
    assert {gradient.data_ptr() for gradient in gradients(inputs)} <= set(made[1:])


@pytest.mark.parametrize("upstream", [1.0, 2.0])
def test_there_is_room_for_one_gradient_at_a_time(upstream: float) -> None:
    teacher, student = rows(1, (64, 1024)), rows(2, (64, 1024)).requires_grad_()
    kt.kl_loss(teacher, student).backward(torch.tensor(upstream, dtype=torch.float64))
    student.grad = None
    with torch.profiler.profile(profile_memory=True) as profile:
        kt.kl_loss(teacher, student).backward(torch.tensor(upstream, dtype=torch.float64))
    size, used, most = student.numel() * 8, 0, 0
    for event in profile.profiler.kineto_results.events():
        if event.name() == "[memory]":
            used += event.nbytes()
            most = max(most, used)
    assert size <= most < 1.1 * size


def test_gradients_are_made_when_they_are_wanted(calls: list[list[bool]]) -> None:
    p, q = matrices()
    both, neither, gradient = [True, True, True], [True, False, False], [False, True, True]
    kt.kl_loss(p, q).backward()
    assert calls == [both]
    calls.clear()
    (kt.kl_loss(p, q) / 8).backward()
    assert calls == [both, gradient]
    calls.clear()
    kt.kl_loss(p, q, reduction="none").sum().backward()
    assert calls == [neither, gradient]
    calls.clear()
    (kt.kl_loss(p.detach(), q) * 0.5).backward()
    assert calls == [[True, False, True], [False, False, True]]
    calls.clear()
    torch.compiler.reset()
    torch.compile(kt.kl_loss, fullgraph=True, backend="aot_eager")(p, q).backward()
    assert calls == [neither, gradient]


@pytest.mark.parametrize("name", NUMBERS)
def test_any_factor_from_above(name: str) -> None:
    made = {}
    for factor in (1.0, 2.0, -0.25, 0.0, torch.inf, torch.nan):
        inputs = matrices()
        loss = NUMBERS[name](*inputs)
        loss.backward(torch.full_like(loss, factor))
        made[factor] = gradients(inputs)
        for gradient, one in zip(made[factor], made[1.0], strict=True):
            torch.testing.assert_close(gradient, factor * one, rtol=0, atol=0, equal_nan=True)


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("name", ROWS)
def test_a_factor_for_each_row_is_a_weight(name: str, dtype: torch.dtype) -> None:
    factors = torch.tensor([0.3, 0.0, -2.0], dtype=torch.float64)
    for weights in (None, torch.tensor([3.0, 1.0, 0.7], dtype=torch.float64)):
        inputs, others = matrices(dtype), matrices(dtype)
        values = ROWS[name](*inputs, reduction="none", weights=weights)
        values.backward(factors.to(values.dtype))
        product = factors.to(values.dtype).double() * (1 if weights is None else weights)
        ROWS[name](*others, reduction="sum", weights=product).backward()
        for gradient, expected in zip(gradients(inputs), gradients(others), strict=True):
            assert torch.equal(gradient, expected)


def test_factors_for_rows_that_are_not_finite() -> None:
    p, q = matrices()
    plain = torch.autograd.grad(kt.kl_loss(p, q, reduction="none").sum(), [p, q])
    factors = torch.tensor([2.0, torch.inf, torch.nan], dtype=torch.float64)
    kt.kl_loss(p, q, reduction="none").backward(factors)
    for gradient, one in zip(gradients([p, q]), plain, strict=True):
        torch.testing.assert_close(gradient, factors[:, None] * one, equal_nan=True)


@pytest.mark.parametrize("dtype", DTYPES)
def test_factors_for_elements(dtype: torch.dtype) -> None:
    for loss in (lambda p, q: kt.vae_kl(p, q, elementwise=True, reduction="none"), kt.token_kl):
        inputs = matrices(dtype)
        exact = [x.detach().double().requires_grad_() for x in inputs]
        factors = 1e-3 * rows(5, (3, 5), dtype)
        values, expected = loss(*inputs), loss(*exact)
        values.backward(factors.to(values.dtype))
        expected.backward(factors.double())
        for gradient, other in zip(gradients(inputs), gradients(exact), strict=True):
            assert gradient.dtype == dtype
            expect_near(gradient, other, ROUNDING[dtype])


@pytest.mark.parametrize("dtype", [torch.float16, torch.bfloat16])
def test_gradients_of_halves_are_rounded_once(dtype: torch.dtype) -> None:
    factor = torch.tensor(3.14159)
    p, q = matrices(dtype)
    exact = [x.detach().double().requires_grad_() for x in (p, q)]
    kt.kl_loss(p, q).backward(factor)
    kt.kl_loss(*exact).backward(factor.double())
    for gradient, other in zip(gradients([p, q]), gradients(exact), strict=True):
        assert torch.equal(gradient, other.to(dtype))


def test_graphs_can_be_used_again() -> None:
    p, q = matrices()
    loss = kt.kl_loss(p, q)
    first = torch.autograd.grad(loss, [p, q], retain_graph=True)
    expected = [gradient.clone() for gradient in first]
    for gradient in first:
        gradient.zero_()
    loss.backward(retain_graph=True)
    loss.backward()
    for gradient, one in zip(gradients([p, q]), expected, strict=True):
        assert torch.equal(gradient, 2 * one)


def test_gradients_are_added_to_what_is_there() -> None:
    p, q = matrices()
    (one,) = torch.autograd.grad(kt.kl_loss(p, q), [q])
    for count in (1, 2, 3):
        kt.kl_loss(p, q).backward()
        assert q.grad is not None
        torch.testing.assert_close(q.grad, count * one, rtol=1e-15, atol=0)


def test_a_loss_may_be_used_twice_in_a_graph() -> None:
    p, q = matrices()
    (one,) = torch.autograd.grad(kt.kl_loss(p, q), [q])
    loss = kt.kl_loss(p, q)
    (loss + loss.square()).backward()
    torch.testing.assert_close(q.grad, (1 + 2 * loss.detach()) * one, rtol=1e-14, atol=1e-16)
    q.grad = None
    kt.kl_loss(q, q).backward()
    torch.testing.assert_close(q.grad, torch.zeros_like(q), rtol=0, atol=1e-16)


@pytest.mark.parametrize("upstream", [1.0, 2.0])
@pytest.mark.parametrize("changed", [0, 1])
def test_inputs_that_have_changed_are_an_error(upstream: float, changed: int) -> None:
    p, q = rows(1, (3, 5)), rows(2, (3, 5)).requires_grad_()
    loss = kt.kl_loss(p, q)
    with torch.no_grad():
        (p, q)[changed].mul_(2)
    with pytest.raises(RuntimeError, match="modified by an inplace operation"):
        loss.backward(torch.tensor(upstream, dtype=torch.float64))


def test_checkpoints() -> None:
    outcomes = []
    for run in (lambda f, *x: f(*x), lambda f, *x: checkpoint(f, *x, use_reentrant=False)):
        p, q = matrices()
        (2 * run(lambda p, q: kt.kl_loss(p.sin(), q.cos()), p, q)).backward()
        outcomes.append(gradients([p, q]))
    assert all(torch.equal(one, other) for one, other in zip(*outcomes, strict=True))


@pytest.mark.parametrize("name", ["loss", "row", "label_loss", "distillation_loss", "decoupled_kl"])
def test_operators_of_gradients_are_registered_in_full(name: str) -> None:
    operator, arguments = SAMPLES[name](*(x.detach() for x in matrices()))
    gradient = getattr(torch.ops.kullback, f"{operator._name}_gradient").default
    *others, wanted = arguments
    for upstream in (1.0, 0.5):
        factor = torch.tensor(upstream, dtype=torch.float64)
        torch.library.opcheck(gradient, (factor, *others, [False, *wanted[1:]]))
