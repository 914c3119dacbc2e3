"""Tensors as the library takes them, and room for what it gives."""

import math
from collections.abc import Sequence

import torch
from torch import Tensor

from kullback import _core
from kullback._loss_call import Labels, Options
from kullback._typed_rows import Results, Rows

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


def empty_value(tensors: Sequence[Tensor], reduction: float) -> Tensor:
    """Make room for the value, or for one per row."""
    shape = tensors[0].shape[:-1] if reduction == _core.REDUCTION_NONE else ()
    return tensors[0].new_empty(shape, dtype=value_dtype(tensors))


def empty_gradient(tensor: Tensor, wanted: bool) -> Tensor:
    """Make room for a gradient, if it is wanted.

    That of float16 is float32: a small gradient must last until the factor of a gradient scaler,
    which comes from above, has multiplied it.
    """
    dtype = torch.float32 if tensor.dtype == torch.float16 else tensor.dtype
    return tensor.new_empty(tensor.shape if wanted else (0,), dtype=dtype)


def rows_result(tensor: Tensor) -> Results:
    """Describe room for a result for each element."""
    return tensor.data_ptr(), TYPES[tensor.dtype], tensor.shape[-1], 1


def gradient_of(tensor: Tensor, wanted: bool) -> Results | None:
    """Describe room for a gradient."""
    return rows_result(tensor) if wanted else None


def value_of(tensor: Tensor) -> Results:
    """Describe room for values, one per row."""
    return tensor.data_ptr(), TYPES[tensor.dtype], 1, 1


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
        """Put together the options, the numbers among which `_options.settings` lists."""
        reduction, threads, base, js_weight, sum_tolerance, normalize = settings
        row, address, stride = None, 0, 0
        if weights is not None:
            row = _rows(self._per_row(weights)[None])
        if mask is not None:
            vector = self._per_row(mask)
            address, stride = vector.data_ptr(), vector.stride(0)
        return (
            int(reduction),
            int(threads),
            1.0,
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
