"""What PyTorch wants of operators: autograd, torch.compile, other devices, and errors."""

import math
from collections.abc import Callable
from typing import Any

import pytest
import torch
from test_torch_values import DTYPES, expect_near, rows
from torch import Tensor

import kullback
import kullback.torch as kt
from kullback.torch import _kl_div, _log_softmax, _operators

LABELS = torch.tensor([1, 0, -100])
# Each of one or two matrices of three rows.
CALLS: dict[str, Callable[..., Tensor]] = {
    "kl": lambda p, q: kt.kl_loss(p, q, temperature=(2.0, 0.7)),
    "reverse_kl": kt.reverse_kl_loss,
    "jeffreys": lambda p, q: kt.jeffreys_loss(p, q, reduction="none"),
    "js": lambda p, q: kt.js_loss(p, q, 0.3, scaled=True),
    "masked": lambda p, q: kt.kl_loss(
        p, q, mask=LABELS >= 0, weights=torch.tensor([1.0, 2.0, 3.0]), reduction="sum"
    ),
    "entropy": lambda p, _: kt.entropy(p, reduction="none"),
    "to_uniform": lambda p, _: kt.kl_to_uniform_loss(p),
    "log_sum_exp": lambda p, _: kt.log_sum_exp(p, temperature=2.0),
    "log_softmax": lambda p, _: kt.log_softmax(p, temperature=2.0),
    "labels": lambda p, _: kt.cross_entropy(p, LABELS, label_smoothing=0.1),
    "soft_labels": lambda p, q: kt.cross_entropy(p, q.softmax(-1)),
    "distillation": lambda p, q: kt.distillation_loss(q.detach(), p, LABELS, temperature=2.0),
    "kl_div": lambda p, q: kt.kl_div(p.log_softmax(-1), q.softmax(-1)),
    "kl_div_elements": lambda p, q: kt.kl_div(p, q.exp(), reduction="none"),
}


def matrices(dtype: torch.dtype = torch.float64) -> list[Tensor]:
    return [rows(seed, (3, 5), dtype).requires_grad_() for seed in (1, 2)]


@pytest.mark.parametrize("name", CALLS)
def test_gradients_are_those_of_differences(name: str) -> None:
    p, q = matrices()
    torch.autograd.gradcheck(lambda p: CALLS[name](p, q.detach()), (p,))
    if name not in ("distillation",):
        torch.autograd.gradcheck(CALLS[name], (p, q))


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("name", [*CALLS, "decoupled"])
def test_compiled_functions_have_the_same_bits(name: str, dtype: torch.dtype) -> None:
    torch.compiler.reset()
    call = CALLS.get(name, kt.decoupled_kl)
    compiled = torch.compile(call, fullgraph=True, backend="aot_eager")
    outcomes = []
    for function in (call, compiled):
        inputs = matrices(dtype)
        value = function(*inputs)
        value.sum().backward()
        outcomes.append((value.detach(), *(x.grad for x in inputs)))
    for one, other in zip(*outcomes, strict=True):
        assert (one is None) == (other is None)
        if one is not None:
            torch.testing.assert_close(one, other, rtol=0, atol=0)


def test_inductor_and_dynamic_shapes() -> None:
    def training_step(teacher: Tensor, student: Tensor, temperature: float) -> Tensor:
        soft = kt.distillation_loss(teacher * 2, student.relu(), temperature=temperature)
        return soft + kt.js_loss(teacher, student, 1 / temperature)

    compiled = torch.compile(training_step, fullgraph=True, dynamic=True)
    for count, temperature in ((3, 2.0), (8, 1.5), (21, 4.0)):
        teacher, student = rows(1, (count, 6)), rows(2, (count, 6))
        expected = student.clone().requires_grad_()
        training_step(teacher, expected, temperature).backward()
        student.requires_grad_()
        compiled(teacher, student, temperature).backward()
        assert student.grad is not None
        expect_near(student.grad, expected.grad, 1e-14)


SETTINGS = [20.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0]
SAMPLES: dict[str, Any] = {
    "loss": lambda p, q: (
        _operators.loss,
        (p, q, None, None, 30, [20, 20], [1.0, 2.0], SETTINGS, [True, True, True]),
    ),
    "row": lambda p, _: (
        _operators.loss,
        (p, None, None, None, 10, [20], [1.0], SETTINGS, [True, True, False]),
    ),
    "label_loss": lambda p, _: (
        _operators.label_loss,
        (p, LABELS, None, None, 20, 1.0, -100, 0.0, SETTINGS, [True, True]),
    ),
    "distillation_loss": lambda p, q: (
        _operators.distillation_loss,
        (
            p.detach(),
            q,
            LABELS,
            None,
            None,
            [2.0, 1.0, 1.0, 0.0, 0.0],
            -100,
            0.0,
            SETTINGS,
            [True, True],
        ),
    ),
    "decoupled_kl": lambda p, q: (
        _operators.decoupled_kl,
        (p, q, None, None, [1.0, 1.0], 1.0, 1.0, SETTINGS, [True, True, True]),
    ),
    "log_softmax": lambda p, _: (_log_softmax.log_softmax, (p, 2.0, 0.0, 0)),
    "kl_div": lambda p, q: (_kl_div.pointwise_or_sum, (p, q, True, False)),
    "kl_div_elements": lambda p, q: (_kl_div.pointwise_or_sum, (p, q, True, True)),
}


@pytest.mark.filterwarnings("ignore:The .grad attribute of a Tensor:UserWarning")  # opcheck's own
@pytest.mark.parametrize("name", SAMPLES)
def test_operators_are_registered_in_full(name: str) -> None:
    operator, arguments = SAMPLES[name](*matrices())
    torch.library.opcheck(operator, arguments)


def test_graphs_can_be_used_twice() -> None:
    p, q = matrices()
    loss = kt.kl_loss(p, q)
    first = torch.autograd.grad(loss, [p, q], retain_graph=True)
    loss.backward(retain_graph=True)
    loss.backward()
    assert p.grad is not None
    assert torch.equal(p.grad, 2 * first[0])
    p.grad.zero_()
    assert not torch.equal(first[0], p.grad)


def test_second_derivatives_are_refused() -> None:
    p, q = matrices()
    (gradient,) = torch.autograd.grad(kt.kl_loss(p, q) ** 2, [q], create_graph=True)
    with pytest.raises(RuntimeError, match="once_differentiable"):
        gradient.sum().backward()


def test_gradients_of_halves_last_until_they_are_scaled() -> None:
    """A gradient of 1e-9, which float16 has no room for, times the factor of a scaler."""
    logits = torch.zeros(2000, 4, dtype=torch.float16).requires_grad_()
    other = torch.tensor([1e-4, 0.0, 0.0, 0.0], dtype=torch.float16)
    (kt.kl_loss(other, logits) * 65536).backward()
    expected = 65536 / 2000 * (other.double().softmax(-1) - 0.25)
    assert logits.grad is not None
    assert logits.grad.dtype == torch.float16
    torch.testing.assert_close(logits.grad[0].double(), -expected, rtol=2e-3, atol=0)


def test_no_gradient_is_made_where_none_is_wanted() -> None:
    p, q = matrices()
    with torch.no_grad():
        assert not kt.kl_loss(p, q).requires_grad
    loss = kt.kl_loss(p.detach(), q)
    loss.backward()
    assert p.grad is None
    assert q.grad is not None


def test_other_devices_and_dtypes_take_the_formulas(monkeypatch: pytest.MonkeyPatch) -> None:
    """The meta device shows where the results live; dtypes taken away, what they are."""
    for name, call in CALLS.items():
        p, q = (x.detach().to("meta") for x in matrices())
        if name in ("masked", "labels", "distillation"):
            continue  # their labels and masks are on the CPU
        assert call(p, q).device.type == "meta"
    expected = {}
    for native in (True, False):
        if not native:
            monkeypatch.setattr("kullback.torch._options.TYPES", {})
            monkeypatch.setattr("kullback.torch._kl_div.TYPES", {})
        for name in (*CALLS, "decoupled"):
            inputs = matrices()
            value = CALLS.get(name, kt.decoupled_kl)(*inputs)
            value.sum().backward()
            outcome = [value.detach(), *(x.grad for x in inputs)]
            if native:
                expected[name] = outcome
                continue
            for one, other in zip(outcome, expected[name], strict=True):
                if one is not None:
                    expect_near(one, torch.zeros_like(one) if other is None else other, 1e-12)


def test_formulas_of_masked_logits(monkeypatch: pytest.MonkeyPatch) -> None:
    p, q = (x.detach() for x in matrices())
    p[:, 1] = q[:, 1] = p[0, 3] = -math.inf
    names = ["kl", "js", "entropy", "to_uniform", "distillation"]
    expected = [CALLS[name](p, q) for name in names]
    monkeypatch.setattr("kullback.torch._options.TYPES", {})
    for name, value in zip(names, expected, strict=True):
        inputs = [p.clone().requires_grad_(), q.clone().requires_grad_()]
        ours = CALLS[name](*inputs)
        torch.testing.assert_close(ours, value, rtol=1e-12, atol=0)
        ours.sum().backward()
        for x in inputs:
            if x.grad is not None and ours.isfinite().all():
                assert x.grad.isfinite().all()


def test_errors_name_the_place() -> None:
    p, q = rows(1), rows(2)
    q[2, 3, 1] = math.inf
    with pytest.raises(kullback.DivergenceError, match=r"q\[2, 3\]: position 1: ") as caught:
        kt.kl_loss(p, q)
    assert (caught.value.row, caught.value.index) == ((2, 3), 1)
    with pytest.raises(kullback.DivergenceError, match=r"q\[2, 3\]: position 1: "):
        torch.compile(kt.kl_loss, fullgraph=True, backend="aot_eager")(p, q)
    with pytest.raises(kullback.DivergenceError, match=r"p\[0, 0\]") as caught:
        kt.entropy(p, space="log")
    assert caught.value.status == kullback.Status.SUM


@pytest.mark.parametrize(
    ("call", "error", "match"),
    [
        (lambda p: kt.kl_loss(p, p, reduction="mean"), ValueError, "'mean' would also divide"),
        (lambda p: kt.kl_loss(p, p[:, :4]), ValueError, r"\(3, 4\): they must agree along"),
        (lambda p: kt.kl_loss(p, p[:2]), ValueError, r"\(2, 5\): they must broadcast"),
        (lambda p: kt.kl_loss(p, p[0, 0]), ValueError, "q is a single number"),
        (lambda p: kt.kl_loss(p, p.long()), TypeError, "q has dtype torch.int64"),
        (lambda p: kt.kl_loss(p, p, mask=p[:, 0]), TypeError, "mask has dtype torch.float64"),
        (lambda p: kt.kl_loss(p, p, mask=p[0] > 0), ValueError, r"mask has shape \(5,\)"),
        (lambda p: kt.kl_loss(p, p, weights=p[0]), ValueError, r"weights has shape \(5,\)"),
        (lambda p: kt.kl_loss(p, p, space="odds"), ValueError, "'odds' is not one of 'prob'"),
        (lambda p: kt.kl_loss(p, p, temperature=-1.0), ValueError, "temperature: -1.0 is not"),
        (lambda p: kt.kl_loss(p, p, base=0.5), ValueError, "base: 0.5 is not"),
        (lambda p: kt.cross_entropy(p, p[:, 0] > 0), TypeError, "labels has dtype torch.bool"),
        (lambda p: kt.cross_entropy(p, LABELS[:2]), ValueError, r"labels has shape \(2,\)"),
        (
            lambda p: kt.kl_loss(p, p, weights=torch.ones(3, requires_grad=True)),
            ValueError,
            "weights requires a gradient",
        ),
    ],
)
def test_misuse_is_an_error(call: Any, error: type[Exception], match: str) -> None:
    with pytest.raises(error, match=match):
        call(rows(1, (3, 5)))
