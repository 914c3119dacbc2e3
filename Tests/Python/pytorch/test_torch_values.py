"""Values and gradients against the definitions, in every dtype, space, layout and reduction."""

from typing import Any

import eager
import pytest
import torch
from torch import Tensor

import kullback.torch as kt

DTYPES = [torch.float64, torch.float32, torch.float16, torch.bfloat16]
# Of gradients relative to the largest one: half the distance of two numbers of the dtype, and of
# float64 what the contract of losses.h allows.
ROUNDING = {
    torch.float64: 1e-13,
    torch.float32: 1e-6,
    torch.float16: 2.0**-11,
    torch.bfloat16: 2.0**-8,
}


def rows(
    seed: int, shape: tuple[int, ...] = (3, 4, 7), dtype: torch.dtype = torch.float64
) -> Tensor:
    generator = torch.Generator().manual_seed(seed)
    return torch.randn(shape, generator=generator, dtype=torch.float64).to(dtype)


def expect_near(x: Tensor, expected: Tensor, bound: float) -> None:
    assert x.shape == expected.shape
    assert not x.isnan().any()
    scale = expected.double().abs().max()
    assert (x.double() - expected.double()).abs().max() <= bound * scale


def expect_same(
    loss: Any, formula: Any, inputs: list[Tensor], value_bound: float = 1e-13, seed: int = 9
) -> None:
    """Compare value and gradients, for a random gradient from above."""
    given = [x.clone().requires_grad_() for x in inputs]
    exact = [x.detach().double().requires_grad_() for x in inputs]
    value, expected = loss(*given), formula(*exact)
    upstream = rows(seed, tuple(value.shape))
    expect_near(value.detach(), expected.detach(), value_bound)
    value.backward(upstream.to(value.dtype))
    expected.backward(upstream.to(value.dtype).double())
    for x, y in zip(given, exact, strict=True):
        assert x.grad is not None
        assert y.grad is not None
        assert x.grad.dtype == x.dtype
        expect_near(x.grad, y.grad, ROUNDING[x.dtype])


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("name", eager.PAIRS)
def test_pairs(name: str, dtype: torch.dtype) -> None:
    loss, formula = getattr(kt, name), eager.PAIRS[name]
    inputs = [rows(1, dtype=dtype), rows(2, dtype=dtype)]
    bound = 1e-13 if dtype == torch.float64 else 1e-6
    for reduction, reduce in (
        ("none", lambda x: x),
        ("sum", lambda x: x.sum()),
        ("batchmean", lambda x: x.sum() / 12),
    ):
        expect_same(
            lambda p, q, reduction=reduction: loss(
                p, q, temperature=(2.0, 0.5), reduction=reduction
            ),
            lambda p, q, reduce=reduce: reduce(
                formula(eager.logs(p, temperature=2.0), eager.logs(q, temperature=0.5))
            ),
            inputs,
            bound,
        )


@pytest.mark.parametrize("name", eager.ROWS)
def test_rows(name: str) -> None:
    loss, formula = getattr(kt, name), eager.ROWS[name]
    expect_same(
        lambda p: loss(p, temperature=0.7, reduction="sum"),
        lambda p: formula(eager.logs(p, temperature=0.7)).sum(),
        [rows(3)],
    )
    expect_same(
        lambda p: loss(p, space="prob", reduction="none"),
        lambda p: formula(eager.logs(p, "prob")),
        [rows(3).softmax(-1)],
    )


def test_log_sum_exp_and_log_softmax() -> None:
    expect_same(
        lambda p: kt.log_sum_exp(p, temperature=2.0, reduction="none"),
        lambda p: torch.logsumexp(p / 2, -1),
        [rows(4)],
    )
    for dtype in DTYPES:
        bound = 1e-15 if dtype == torch.float64 else ROUNDING[dtype]
        ours = kt.log_softmax(rows(4, dtype=dtype), temperature=2.0)
        assert ours.dtype == dtype
        expect_near(ours, torch.log_softmax(rows(4, dtype=dtype).double() / 2, -1), bound)
    expect_same(
        lambda p: kt.log_softmax(p, temperature=2.0, base=2.0),
        lambda p: torch.log_softmax(p / 2, -1) / torch.tensor(2.0, dtype=torch.float64).log(),
        [rows(4)],
    )


@pytest.mark.parametrize("beta", [0.1, 0.5, 0.9])
def test_weights_of_jensen_shannon(beta: float) -> None:
    inputs = [rows(1), rows(2)]
    for scaled, scale in ((False, 1.0), (True, beta * (1 - beta))):
        expect_same(
            lambda p, q, scaled=scaled: kt.js_loss(p, q, beta, scaled=scaled),
            lambda p, q, scale=scale: (
                eager.js(eager.logs(p), eager.logs(q), beta).sum() / 12 / scale
            ),
            inputs,
        )


def test_limits_of_scaled_jensen_shannon() -> None:
    p, q = rows(1), rows(2)
    assert kt.js_loss(p, q, 0, scaled=True) == kt.kl_loss(p, q)
    assert kt.js_loss(p, q, 1, scaled=True) == kt.reverse_kl_loss(p, q)
    with pytest.raises(ValueError, match=r"beta: 0 is not between 0 and 1, where the divergence"):
        kt.js_loss(p, q, 0)


@pytest.mark.parametrize("spaces", [("prob", "logits"), ("logits", "prob"), ("log", "prob")])
def test_spaces(spaces: Any) -> None:
    given = {
        "prob": lambda x: x.softmax(-1),
        "log": lambda x: x.log_softmax(-1),
        "logits": lambda x: x,
    }
    inputs = [given[space](rows(seed)) for seed, space in enumerate(spaces)]
    expect_same(
        lambda p, q: kt.kl_loss(p, q, space=spaces, reduction="none"),
        lambda p, q: eager.kl(eager.logs(p, spaces[0]), eager.logs(q, spaces[1])),
        inputs,
    )


@pytest.mark.parametrize("p_dtype", DTYPES)
@pytest.mark.parametrize("q_dtype", DTYPES)
def test_two_dtypes(p_dtype: torch.dtype, q_dtype: torch.dtype) -> None:
    double = torch.float64 in (p_dtype, q_dtype)
    value = kt.kl_loss(rows(1, dtype=p_dtype), rows(2, dtype=q_dtype))
    assert value.dtype == (torch.float64 if double else torch.float32)
    expect_same(
        kt.kl_loss,
        lambda p, q: eager.kl(eager.logs(p), eager.logs(q)).sum() / 12,
        [rows(1, dtype=p_dtype), rows(2, dtype=q_dtype)],
        1e-13 if double else 1e-6,
    )


def test_layouts_have_the_same_bits() -> None:
    p, q = rows(1, (6, 8, 10)), rows(2, (6, 8, 10))
    expected = kt.kl_loss(p, q, reduction="none")
    for view in (
        lambda x: x.transpose(0, 2).contiguous().transpose(0, 2),
        lambda x: x.transpose(1, 2).contiguous().transpose(1, 2),
        lambda x: torch.stack([x, -x], -1)[..., 0],
        lambda x: torch.cat([x, x], -1)[..., :10],
    ):
        assert not view(p).is_contiguous()
        assert torch.equal(kt.kl_loss(view(p), view(q), reduction="none"), expected)
        other = view(q).detach().requires_grad_()
        kt.kl_loss(p, other).backward()
        plain = q.clone().requires_grad_()
        kt.kl_loss(p, plain).backward()
        assert torch.equal(other.grad, plain.grad)


def test_batches_broadcast_and_gradients_are_summed() -> None:
    expect_same(
        lambda p, q: kt.kl_loss(p, q, reduction="none"),
        lambda p, q: eager.kl(eager.logs(p), eager.logs(q)),
        [rows(1, (3, 1, 7)), rows(2, (4, 7))],
    )


def test_weights_masks_and_units() -> None:
    p, q = rows(1), rows(2)
    weights = rows(3, (3, 4))
    mask = rows(4, (3, 4)) > 0
    p[~mask] = torch.nan
    q[~mask] = torch.inf
    bits = torch.tensor(2.0, dtype=torch.float64).log()

    def formula(p: Tensor, q: Tensor) -> Tensor:
        kept = torch.where(mask[..., None], p, 0), torch.where(mask[..., None], q, 0)
        values = weights * eager.kl(eager.logs(kept[0]), eager.logs(kept[1])) / bits
        return torch.where(mask, values, 0).sum() / mask.sum()

    expect_same(
        lambda p, q: kt.kl_loss(p, q, weights=weights, mask=mask, base=2.0), formula, [p, q]
    )
    value = kt.kl_loss(p, q, mask=mask, reduction="none")
    assert torch.equal(value == 0, ~mask)
    expect_near(
        kt.kl_loss(rows(1), q.nan_to_num(), weights=weights.half(), reduction="sum"),
        (weights.half() * kt.kl_loss(rows(1), q.nan_to_num(), reduction="none")).sum(),
        1e-13,
    )


def test_masked_logits_have_no_gradient() -> None:
    p, q = rows(1, (5, 6)), rows(2, (5, 6))
    p[:, 2] = q[:, 2] = p[:, 4] = -torch.inf
    for loss in (kt.kl_loss, kt.js_loss, kt.distillation_loss):
        student = q.clone().requires_grad_()
        loss(p, student).backward()
        assert student.grad is not None
        assert student.grad.isfinite().all()
        assert (student.grad[:, 2] == 0).all()
    assert kt.kl_loss(q, p) == torch.inf


def test_equal_rows_are_at_distance_zero() -> None:
    for dtype in DTYPES:
        p = rows(1, (4, 1000), dtype)
        for name in eager.PAIRS:
            assert getattr(kt, name)(p, p.clone()) == 0


def test_near_equal_rows_keep_their_digits() -> None:
    p = rows(1, (4, 1000), torch.float32)
    q = p + 1e-4 * rows(2, (4, 1000), torch.float32)
    expected = eager.kl(eager.logs(p), eager.logs(q)).sum() / 4
    expect_near(kt.kl_loss(p, q), expected, 1e-6)
