"""Arrays as matrices of rows, for functions that are no ufuncs, and what those report."""

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from kullback import _core
from kullback._errors import DivergenceError, describe


def as_rows(name: str, operand: ArrayLike, axis: int = -1) -> tuple[NDArray[Any], tuple[int, ...]]:
    """Make a contiguous matrix of float64, float32 or int64; also return the batch's shape."""
    array = np.asarray(operand)
    if array.dtype.kind not in "fiub" or array.dtype.itemsize > 8:
        supported = "float16, float32, float64, integers and bools are supported"
        raise TypeError(f"{name} has dtype {array.dtype}; {supported}")
    if array.ndim == 0:
        raise ValueError(f"{name} is a single number; an array is needed")
    dtype: type[np.generic]
    if array.dtype.kind == "f":
        dtype = np.float64 if array.dtype.itemsize == 8 else np.float32
    else:
        dtype = np.int64 if np.can_cast(array.dtype, np.int64) else np.float64
    moved = np.ascontiguousarray(np.moveaxis(array, axis, -1), dtype)
    batch = moved.shape[:-1]
    return moved.reshape(math.prod(batch), moved.shape[-1]), batch


def raise_for(
    outcome: tuple[int, int, int, int | None, float, str] | None,
    names: Mapping[int, str],
    batch: tuple[int, ...] = (),
) -> None:
    """Raise the error that a call to the library reported, if it did."""
    if outcome is None:
        return
    status, argument, number, index, value, message = outcome
    name = names.get(argument, "options")
    is_row = argument in (_core.ARGUMENT_P, _core.ARGUMENT_Q)
    row = tuple(map(int, np.unravel_index(number, batch))) if is_row and batch else ()
    raise DivergenceError(describe(name, row, index, message), status, name, row, index, value)


def translated(error: _core.CoreError, batch: tuple[int, ...] = ()) -> DivergenceError:
    """Turn an error into one for callers whose arguments have the library's own names."""
    status, _, index, value, message, number = error.args
    place, _, reason = message.partition(": ")
    name = place.partition(",")[0] if reason else "options"
    is_about_data = ", row " in place
    row = tuple(map(int, np.unravel_index(number, batch))) if is_about_data and batch else ()
    text = describe(name, row, index, message)
    return DivergenceError(text, status, name, row, index, value)
