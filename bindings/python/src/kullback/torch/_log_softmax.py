"""The operator of log softmax."""

import math
from typing import Any

import torch
from torch import Tensor
from torch.library import custom_op

from kullback import _core
from kullback._errors import raise_for
from kullback._loss_call import names_of
from kullback.torch._memory import Call, place_of


@custom_op("kullback::log_softmax", mutates_args=())
def log_softmax(p: Tensor, temperature: float, base: float, threads: int) -> Tensor:
    """Give log softmax(p / temperature)."""
    call = Call([p], [_core.LOGITS], [temperature])
    result = p.new_empty(p.shape)
    options = call.options([_core.REDUCTION_NONE, threads, 1.0, base, 0.0, 0.0, 0.0], None, None)
    outcome = _core.log_softmax(call.rows[0], options, place_of(result, elementwise=True))
    raise_for(outcome, names_of("p", "p"), call.batch)
    return result


@log_softmax.register_fake
def _fake(p: Tensor, temperature: float, base: float, threads: int) -> Tensor:
    return p.new_empty(p.shape)


def _setup_context(ctx: Any, inputs: tuple[Tensor, float, float, int], output: Tensor) -> None:
    _, ctx.temperature, base, _ = inputs
    ctx.unit = math.log(base) if base else 1.0
    ctx.save_for_backward(output)


def _backward(ctx: Any, upstream: Tensor) -> tuple[Tensor | None, ...]:
    """Differentiate in operations of PyTorch, which can be differentiated again."""
    (result,) = ctx.saved_tensors
    total = upstream.sum(-1, keepdim=True)
    softmax = torch.exp(result * ctx.unit)
    return (upstream - softmax * total) / (ctx.temperature * ctx.unit), None, None, None


log_softmax.register_autograd(_backward, setup_context=_setup_context)
