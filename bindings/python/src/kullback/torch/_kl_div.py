"""Drop-in replacements for `torch.nn.functional.kl_div` and `torch.nn.KLDivLoss`."""

from typing import Any

import torch
from torch import Tensor
from torch.library import custom_op

from kullback import _core
from kullback._errors import DivergenceError, Status, describe, raise_for
from kullback._loss_call import names_of
from kullback._loss_options import reduction_code
from kullback.torch._memory import TYPES, Call, broadcast, place_of, value_dtype

_TOLERANCES = {torch.float64: 1e-6, torch.float32: 1e-4, torch.float16: 0.02, torch.bfloat16: 0.02}


def _parts(x: Tensor, target: Tensor, log_target: bool) -> tuple[Tensor, Tensor, Tensor]:
    """Give p, log p and the input in full precision, all 0 where p is 0: NaN has no way in."""
    x, target = (tensor.to(value_dtype([x, target])) for tensor in (x, target))
    absent = (target.exp() if log_target else target) == 0
    if log_target:
        log_p = torch.where(absent, 0, target)
        p = torch.where(absent, 0, log_p.exp())
    else:
        log_p, p = torch.where(absent, 1, target).log(), target
    return p, log_p, torch.where(absent, 0, x)


def _pointwise(x: Tensor, target: Tensor, log_target: bool) -> Tensor:
    p, log_p, log_q = _parts(x, target, log_target)
    return p * (log_p - log_q)


def _check_target(target: Tensor) -> None:
    """Raise the error that the library would for the first negative probability."""
    negative = (target < 0).nonzero()
    if len(negative):
        *row, index = negative[0].tolist()
        where = (tuple(row), index)
        value = target[tuple(negative[0])].item()
        text = describe("target", *where, f"target: {value} is not a probability: it is negative")
        raise DivergenceError(text, Status.PROBABILITY, "target", *where, value)


def _is_normal(x: Tensor, target: Tensor, log_target: bool) -> Tensor:
    """Say which rows are distributions on both sides."""
    probabilities = target.double().exp() if log_target else target.double()
    of_x = (x.double().exp().sum(-1) - 1).abs() <= _TOLERANCES[x.dtype]
    return of_x & ((probabilities.sum(-1) - 1).abs() <= _TOLERANCES[target.dtype])


def _sum(x: Tensor, target: Tensor, log_target: bool) -> Tensor:
    """Sum in float64: the library's divergence for rows that are distributions.

    It is never negative, and precise for near-equal rows. PyTorch's formula serves the others.
    """
    space = _core.LOG_PROBABILITIES if log_target else _core.PROBABILITIES
    call = Call([target, x], [space, _core.LOG_PROBABILITIES], [0.0, 0.0])
    value = x.new_empty((), dtype=torch.float64)
    place = place_of(value, elementwise=False)

    def divergence(tolerance: float, mask: Tensor | None) -> Any:
        options = call.options([_core.REDUCTION_SUM, 0, 1.0, 0.0, 0.0, tolerance, 0], None, mask)
        return _core.loss(_core.KL, call.rows[0], call.rows[1], options, place, None, None)

    outcome = divergence(0.0, None)
    if outcome is None or outcome[0] not in (Status.SUM, Status.NO_MASS):
        raise_for(outcome, names_of("target", "input"), call.batch)
        return value
    if not log_target:
        _check_target(target)
    normal = _is_normal(x, target, log_target)
    # Which rows are normal has been decided, and must not be again, by a sum in another order.
    outcome = divergence(1.0, normal)
    raise_for(outcome, names_of("target", "input"), call.batch)
    others = _pointwise(x[~normal].double(), target[~normal].double(), log_target)
    return value + others.sum()


@custom_op("kullback::kl_div", mutates_args=())
def pointwise_or_sum(x: Tensor, target: Tensor, log_target: bool, elementwise: bool) -> Tensor:
    dtype = torch.promote_types(x.dtype, target.dtype)
    if not elementwise:
        shape = x.shape or (1,)
        return _sum(x.reshape(shape), target.reshape(shape), log_target).to(dtype)
    if not log_target:
        _check_target(target.reshape(target.shape or (1,)))
    return _pointwise(x, target, log_target).to(dtype).contiguous()


@pointwise_or_sum.register_fake
def _(x: Tensor, target: Tensor, log_target: bool, elementwise: bool) -> Tensor:
    dtype = torch.promote_types(x.dtype, target.dtype)
    return x.new_empty(x.shape if elementwise else (), dtype=dtype)


def _setup_context(ctx: Any, inputs: tuple[Tensor, Tensor, bool, bool], output: Tensor) -> None:
    x, target, ctx.log_target, _ = inputs
    ctx.save_for_backward(x, target)


def _backward(ctx: Any, upstream: Tensor) -> tuple[Tensor | None, Tensor | None, None, None]:
    """Differentiate PyTorch's formula, in its operations; 0 by a target of 0."""
    x, target = ctx.saved_tensors
    p, log_p, log_q = _parts(x, target, ctx.log_target)
    slope = torch.where(p == 0, 0, log_p - log_q + 1) * (p if ctx.log_target else 1)
    return (-p * upstream).to(x.dtype), (slope * upstream).to(target.dtype), None, None


pointwise_or_sum.register_autograd(_backward, setup_context=_setup_context)


def kl_div(
    input: Tensor,  # noqa: A002
    target: Tensor,
    size_average: bool | None = None,
    reduce: bool | None = None,
    reduction: str = "batchmean",
    log_target: bool = False,
) -> Tensor:
    """Replace `torch.nn.functional.kl_div`: sum target (log target - input).

    Rows along the last axis that sum to one, on both sides and within the tolerances of `kl_loss`,
    have the precise divergence D(target || exp(input)), which is never negative, also for halves.
    Other rows have the value of PyTorch's formula, and its gradients are those of all rows.

    Parameters
    ----------
    input : Tensor
        Logarithms of probabilities, of any shape. It comes first, as in PyTorch, and is q.
    target : Tensor
        Probabilities, or logarithms of them; it broadcasts with `input`, and is p.
    size_average, reduce : bool, optional
        Deprecated in PyTorch; where given, they override `reduction` as there.
    reduction : {"batchmean", "sum", "none"}, default "batchmean"
        The sum divided by the length of the first axis, the sum, or one value per element.
        PyTorch's default, "mean", divides by the number of elements, and is an error here.
    log_target : bool, default False
        Whether `target` is in logarithms.

    Returns
    -------
    Tensor
        In the dtype of PyTorch's result. Where the target is 0 the term is 0, whatever the input,
        and so are its derivatives: PyTorch has NaN.

    Raises
    ------
    DivergenceError
        If, on the CPU, a target is negative.
    ValueError
        If the reduction is "mean", or not known.

    Examples
    --------
    >>> import torch
    >>> from kullback.torch import kl_div
    >>> input = torch.tensor([[0.25, 0.75]], dtype=torch.float64).log()
    >>> target = torch.tensor([[0.5, 0.5]], dtype=torch.float64)
    >>> round(kl_div(input, target).item(), 12)
    0.143841036226
    """
    if size_average is not None or reduce is not None:
        reduction = _legacy_reduction(size_average, reduce)
    code = reduction_code(reduction)
    x, target = broadcast(input, target)
    tensors = (x, target)
    elementwise = code == _core.REDUCTION_NONE
    if all(tensor.device.type == "cpu" and tensor.dtype in TYPES for tensor in tensors):
        result: Tensor = pointwise_or_sum(x, target, log_target, elementwise)
    else:
        terms = _pointwise(x, target, log_target)
        dtype = torch.promote_types(x.dtype, target.dtype)
        result = (terms if elementwise else terms.sum()).to(dtype)
    return result / x.shape[0] if code == _core.REDUCTION_BATCHMEAN and x.dim() else result


def _legacy_reduction(size_average: bool | None, reduce: bool | None) -> str:
    if reduce is False:
        return "none"
    return "sum" if size_average is False else "mean"


class KLDivLoss(torch.nn.KLDivLoss):
    """Replace `torch.nn.KLDivLoss`; see `kl_div` for what differs.

    Parameters
    ----------
    size_average, reduce, reduction, log_target
        As for `kl_div`.

    Examples
    --------
    >>> import torch
    >>> from kullback.torch import KLDivLoss
    >>> input = torch.tensor([[0.25, 0.75]], dtype=torch.float64).log()
    >>> round(KLDivLoss(log_target=True)(input, input).item(), 12)
    0.0
    """

    def __init__(
        self,
        size_average: bool | None = None,
        reduce: bool | None = None,
        reduction: str = "batchmean",
        log_target: bool = False,
    ) -> None:
        if size_average is not None or reduce is not None:
            reduction = _legacy_reduction(size_average, reduce)
        reduction_code(reduction)
        super().__init__(reduction=reduction, log_target=log_target)

    def forward(self, input: Tensor, target: Tensor) -> Tensor:  # noqa: A002
        """Call `kl_div`."""
        return kl_div(input, target, reduction=self.reduction, log_target=self.log_target)
