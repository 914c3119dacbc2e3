"""Operators of PyTorch around calls of the library, and their backward pass.

Each call makes two operators. `kullback::<name>` gives the value and, where the backward pass may
want them as they are, its gradients, in one pass over the data. The backward pass hands these out
if the gradient from above is 1, and forgets them: whoever receives them may add to them. Otherwise
`kullback::<name>_gradient` makes gradients from the saved inputs, with the gradient from above
among the factors that the library applies before it rounds.
"""

import inspect
from collections.abc import Callable, Sequence
from types import GenericAlias
from typing import Any

import torch
from torch import Tensor
from torch.autograd.function import once_differentiable
from torch.compiler import is_compiling
from torch.library import custom_op

from kullback import _core
from kullback._typed_rows import Results
from kullback.torch._memory import empty_results, operand_of, place_of, rows_of, scaled

Arguments = dict[str, Any]
Shape = Callable[[Arguments], torch.Size]
Places = list[Results | None]


def reduced(arguments: Arguments) -> torch.Size:
    """Give the shape of a value that only the reduction decides."""
    none = arguments["settings"][0] == _core.REDUCTION_NONE
    return rows_of(arguments)[0].shape[:-1] if none else torch.Size()


def operator(*operands: str, shape: Shape = reduced) -> Callable[[Callable[..., None]], Any]:
    """Make the operators of a call of the library.

    The call is given places for the value and for its gradients by `operands`, and after these what
    the operator is given: among others `weights`, `settings` (`Batch.settings`), and at last
    `wanted`, which says what of value and gradients is. `shape` is that of the value.
    """

    def define(call: Callable[..., None]) -> Any:
        return _Call(call, operands, shape).operator()

    return define


class _Call:
    def __init__(self, call: Callable[..., None], operands: Sequence[str], shape: Shape) -> None:
        self._call, self._operands, self._shape = call, operands, shape
        _, *self._parameters = inspect.signature(call).parameters.values()
        self._names = [parameter.name for parameter in self._parameters]

    def operator(self) -> Any:
        """Define both operators, whose schemas are those of the call."""

        def gradient(upstream: Tensor, *inputs: Any) -> list[Tensor]:
            return self._gradients(upstream, self._arguments(inputs))

        def forward(*inputs: Any) -> tuple[Tensor, ...]:
            return tuple(self._run(self._arguments(inputs)))

        upstream = inspect.signature(gradient).parameters["upstream"]
        results = GenericAlias(tuple, (Tensor,) * (1 + len(self._operands)))
        name = f"kullback::{self._call.__name__}"
        other = self._register(name + "_gradient", gradient, [upstream], list[Tensor])
        other.register_fake(lambda _, *inputs: self._room(self._arguments(inputs))[1:])
        first = self._register(name, forward, [], results)
        first.register_fake(lambda *inputs: tuple(self._room(self._arguments(inputs))))
        _differentiate(first, other, [self._names.index(operand) for operand in self._operands])
        return first

    def _register(
        self, name: str, function: Any, before: list[inspect.Parameter], results: Any
    ) -> Any:
        parameters = [*before, *self._parameters]
        function.__signature__ = inspect.Signature(parameters, return_annotation=results)
        return custom_op(name, function, mutates_args=())

    def _arguments(self, inputs: Sequence[Any]) -> Arguments:
        return dict(zip(self._names, inputs, strict=True))

    def _room(self, arguments: Arguments) -> list[Tensor]:
        return empty_results(arguments, self._operands, self._shape(arguments))

    def _run(self, arguments: Arguments) -> list[Tensor]:
        room = self._room(arguments)
        length = rows_of(arguments)[0].dim()
        places: Places = [
            place_of(tensor, tensor.dim() == length) if want else None
            for tensor, want in zip(room, arguments["wanted"], strict=True)
        ]
        self._call(places, *arguments.values())
        return room

    def _gradients(self, upstream: Tensor, arguments: Arguments) -> list[Tensor]:
        """Make gradients with the one from above: a number, one for each row or each element."""
        elementwise = upstream.dim() == rows_of(arguments)[0].dim()
        if elementwise or not upstream.isfinite().all():
            return self._multiplied(upstream, arguments, elementwise)
        if upstream.dim():
            weights = arguments["weights"]
            product = upstream if weights is None else upstream.double() * weights
            return self._run(arguments | {"weights": product})[1:]
        if upstream == 0:  # the library's 0 is its default
            return [room.zero_() for room in self._room(arguments)[1:]]
        settings = scaled(arguments["settings"], upstream.item())
        return self._run(arguments | {"settings": settings})[1:]

    def _multiplied(
        self, upstream: Tensor, arguments: Arguments, elementwise: bool
    ) -> list[Tensor]:
        """Multiply by what the library does not take: a factor for each element, inf and NaN."""
        wide = arguments
        if elementwise:  # rounded once
            wide = arguments | {
                name: tensor.float()
                for name, tensor in arguments.items()
                if isinstance(tensor, Tensor) and tensor.dtype in (torch.float16, torch.bfloat16)
            }
        elif upstream.dim():
            upstream = upstream[..., None]
        results = self._run(wide)[1:]
        for index, operand in enumerate(self._operands):
            if arguments["wanted"][1 + index]:
                results[index].mul_(upstream)
            results[index] = results[index].to(operand_of(arguments, operand).dtype)
        return results


def _differentiate(operation: Any, gradients: Any, positions: Sequence[int]) -> None:
    def setup_context(ctx: Any, inputs: tuple[Any, ...], output: tuple[Tensor, ...]) -> None:
        value, *made = output
        ctx.mark_non_differentiable(*made)
        # Else the backward pass would be given zeros for the gradients of `made`.
        ctx.set_materialize_grads(False)
        ctx.save_for_backward(*(x if isinstance(x, Tensor) else None for x in inputs))
        ctx.others = [None if isinstance(x, Tensor) else x for x in inputs]
        # A saved tensor could not be handed out, and a tracer's has no value to decide upon.
        ctx.made = made if type(value) is Tensor and value.dim() == 0 else None

    @once_differentiable
    def backward(ctx: Any, upstream: Tensor | None, *_: None) -> tuple[Tensor | None, ...]:
        # An error if an input has changed, also where the gradients are here already.
        saved = ctx.saved_tensors
        made, ctx.made = ctx.made, None
        by_input: list[Tensor | None] = [None] * len(ctx.others)
        if upstream is None:
            return tuple(by_input)
        *others, made_before = ctx.others
        wanted = [ctx.needs_input_grad[position] for position in positions]
        covered = all(
            there or not want for there, want in zip(made_before[1:], wanted, strict=True)
        )
        if not (made and covered and not is_compiling() and upstream.item() == 1):
            made = None  # before there is room for others
            inputs = [y if x is None else x for x, y in zip(saved, others, strict=False)]
            made = gradients(upstream, *inputs, [False, *wanted])
        for position, gradient, want in zip(positions, made, wanted, strict=True):
            by_input[position] = gradient if want else None
        return tuple(by_input)

    operation.register_autograd(backward, setup_context=setup_context)
