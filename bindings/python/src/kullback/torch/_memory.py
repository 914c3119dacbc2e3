"""Tensors as the library takes them, and room for what it gives."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

import torch
from torch import Tensor

from kullback import _core
from kullback._loss_call import Options
from kullback._typed_rows import Labels, Results, Rows

TYPES = {
    torch.float64: _core.F64,
    torch.float32: _core.F32,
    torch.float16: _core.F16,
    torch.bfloat16: _core.BF16,
}


def broadcast(*tensors: Tensor) -> list[Tensor]:
    """Give tensors one shape."""
    return list(torch.broadcast_tensors(*tensors))  # type: ignore[no-untyped-call]


def value_dtype(tensors: Sequence[Tensor]) -> torch.dtype:
    """Return what values are rounded to: those of half-precision rows deserve more."""
    double = any(tensor.dtype == torch.float64 for tensor in tensors)
    return torch.float64 if double else torch.float32


def rows_of(arguments: Mapping[str, Any]) -> list[Tensor]:
    """Find the rows among the arguments of an operator."""
    return [
        tensor
        for name, tensor in arguments.items()
        if isinstance(tensor, Tensor) and name not in ("labels", "weights", "mask")
    ]


def operand_of(arguments: Mapping[str, Any], name: str) -> Tensor:
    """Find an operand, or another in place of one that is not given."""
    tensor = arguments[name]
    return tensor if isinstance(tensor, Tensor) else rows_of(arguments)[0]


def empty_results(
    arguments: Mapping[str, Any], operands: Sequence[str], shape: torch.Size
) -> list[Tensor]:
    """Make room for a value of this shape and for gradients by operands, as far as wanted."""
    rows = rows_of(arguments)
    tensors = [operand_of(arguments, operand) for operand in operands]
    described = [(shape, value_dtype(rows)), *((t.shape, t.dtype) for t in tensors)]
    return [
        rows[0].new_empty(shape if want else (0,), dtype=dtype)
        for (shape, dtype), want in zip(described, arguments["wanted"], strict=True)
    ]


def place_of(tensor: Tensor, elementwise: bool) -> Results:
    """Describe room for results: one for each element, or one for each row."""
    return tensor.data_ptr(), TYPES[tensor.dtype], tensor.shape[-1] if elementwise else 1, 1


def scaled(settings: Sequence[float], factor: float) -> list[float]:
    """Multiply the factor among the settings."""
    reduction, threads, before, *others = settings
    # A product of 0 is one that has underflowed; the library's 0 is its default, 1.
    return [reduction, threads, before * factor or math.ulp(0.0), *others]


class Call:
    """The tensors of one call, which it keeps alive: the library is given addresses."""

    def __init__(
        self, tensors: Sequence[Tensor], spaces: Sequence[int], temperatures: Sequence[float]
    ) -> None:
        self.batch = tensors[0].shape[:-1]
        self._length = math.prod(self.batch)
        # A view, but where two strides cannot say where the rows are.
        self._alive = [tensor.reshape(self._length, tensor.shape[-1]) for tensor in tensors]
        self.rows = [
            _rows(rows, space, temperature)
            for rows, space, temperature in zip(self._alive, spaces, temperatures, strict=True)
        ]

    def options(
        self, settings: Sequence[float], weights: Tensor | None, mask: Tensor | None
    ) -> Options:
        """Put together the options, the numbers among which `Batch.settings` lists."""
        reduction, threads, factor, base, js_weight, sum_tolerance, normalize = settings
        row, address, stride = None, 0, 0
        if weights is not None:
            row = _rows(self._per_row(weights)[None])
        if mask is not None:
            vector = self._per_row(mask)
            address, stride = vector.data_ptr(), vector.stride(0)
        return (
            int(reduction),
            int(threads),
            factor,
            base,
            js_weight,
            sum_tolerance,
            int(normalize),
            row,
            address,
            stride,
        )

    def labels(self, labels: Tensor, ignore_index: int, smoothing: float) -> Labels:
        """Describe labels, one for each row."""
        vector = self._per_row(labels)
        return vector.data_ptr(), self._length, vector.stride(0), ignore_index, smoothing

    def _per_row(self, tensor: Tensor) -> Tensor:
        vector = tensor.expand(self.batch).reshape(self._length)
        self._alive.append(vector)
        return vector


def _rows(rows: Tensor, space: int = _core.PROBABILITIES, temperature: float = 0.0) -> Rows:
    count, length = rows.shape
    row_stride, stride = rows.stride()
    kind = TYPES[rows.dtype]
    return rows.data_ptr(), kind, space, count, length, row_stride, stride, temperature
