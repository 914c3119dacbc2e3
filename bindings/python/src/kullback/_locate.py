"""The first row at fault of a batch that gave an error.

An inner loop may see the batch in parts and in another order, so it cannot name the row. A failed
call is repeated on halves of the batch instead, which costs no more than one further call.
"""

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from kullback import _core
from kullback._errors import DivergenceError, describe
from kullback._kernel import Kernel
from kullback._settings import Settings

Details: TypeAlias = tuple[int, int, int | None, float, str, int]  # the `args` of a CoreError


def first_failure(
    kernel: Kernel, operands: tuple[Any, ...], settings: Settings, axis: int, details: Details
) -> DivergenceError:
    """Turn the error of a batch into that of its first failing row, in C order."""
    row: tuple[int, ...] = ()
    if details[1] in kernel.arguments:
        arrays = broadcast_rows(kernel, operands, settings, axis)
        row, details = _bisect(kernel, arrays, settings, details)
    status, argument, index, value, message, _ = details
    name = kernel.arguments.get(argument, "options")
    position = index if kernel.core_dimensions else None
    text = describe(name, row, position, message)
    return DivergenceError(text, status, name, row, position, value)


def _bisect(
    kernel: Kernel, arrays: list[NDArray[Any]], settings: Settings, details: Details
) -> tuple[tuple[int, ...], Details]:
    row: tuple[int, ...] = ()
    for length in kernel.batch_shape(arrays[0].shape):
        low, high = 0, length
        while high - low > 1:
            middle = (low + high) // 2
            part = [array[low:middle] for array in arrays]
            low, high = (low, middle) if _failure(kernel, part, settings) else (middle, high)
        arrays = [array[low] for array in arrays]
        row += (low,)
    return row, _failure(kernel, arrays, settings) or details


def _failure(kernel: Kernel, arrays: list[NDArray[Any]], settings: Settings) -> Details | None:
    try:
        kernel.ufunc(*arrays, settings)
    except _core.CoreError as error:
        # Not the exception: its traceback would keep the arrays alive until a garbage collection.
        return error.args
    return None


def broadcast_rows(
    kernel: Kernel, operands: tuple[Any, ...], settings: Settings, axis: int
) -> list[NDArray[Any]]:
    """Operands in the dtype of the failed call, core axis last, with a common batch shape."""
    dtype = _loop_dtype(kernel, operands, settings)
    arrays = [np.asarray(operand).astype(dtype, copy=False) for operand in operands]
    if kernel.core_dimensions:
        arrays = [np.moveaxis(array, axis, -1) for array in arrays]
    batch = np.broadcast_shapes(*(kernel.batch_shape(array.shape) for array in arrays))
    core = arrays[0].shape[arrays[0].ndim - kernel.core_dimensions :]
    return [np.broadcast_to(array, batch + core) for array in arrays]


def _loop_dtype(kernel: Kernel, operands: tuple[Any, ...], settings: Settings) -> np.dtype[Any]:
    """Python's own numbers keep their types: they do not decide the dtype of a call."""
    dtypes = [
        type(operand) if type(operand) in (int, float) else np.asarray(operand).dtype
        for operand in operands
    ]
    outputs = [None] * kernel.ufunc.nout
    resolved = kernel.ufunc.resolve_dtypes((*dtypes, settings.dtype, *outputs))
    return resolved[0]
