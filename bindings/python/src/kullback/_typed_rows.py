"""Arrays as the tuples that the losses of kullback._core take."""

import math
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from kullback import _core

Rows: TypeAlias = tuple[int, int, int, int, int, int, int, float]
Results: TypeAlias = tuple[int, int, int, int]

# By name, because NumPy has no bfloat16 of its own: ml_dtypes has.
_TYPES = {
    "float64": _core.F64,
    "float32": _core.F32,
    "float16": _core.F16,
    "bfloat16": _core.BF16,
}


def as_floats(name: str, operand: ArrayLike) -> NDArray[Any]:
    """Make an array that the library reads as it is; integers and bools become float64."""
    array = np.asarray(operand)
    if array.dtype.name in _TYPES:
        return array if array.dtype.isnative else array.astype(array.dtype.newbyteorder("="))
    if array.dtype.kind not in "iub":
        supported = "floats of 16, 32 and 64 bits, integers and bools are supported"
        raise TypeError(f"{name} has dtype {array.dtype}; {supported}")
    return array.astype(np.float64)


def matrix(array: NDArray[Any], batch: tuple[int, ...]) -> NDArray[Any]:
    """View rows, broadcast to a batch, as a matrix; copy where two strides do not suffice."""
    shape = math.prod(batch), array.shape[-1]
    rows = np.broadcast_to(array, (*batch, array.shape[-1])).reshape(shape)
    whole = all(stride % rows.itemsize == 0 for stride in rows.strides)
    return rows if whole and rows.flags.aligned else rows.copy()


def rows_of(rows: NDArray[Any], space: int = _core.PROBABILITIES, temperature: float = 0.0) -> Rows:
    """Describe a matrix."""
    count, length = rows.shape
    row_stride, stride = (step // rows.itemsize for step in rows.strides)
    kind = _TYPES[rows.dtype.name]
    return rows.ctypes.data, kind, space, count, length, row_stride, stride, temperature


def results_of(array: NDArray[Any], row_stride: int) -> Results:
    """Describe a contiguous array of results."""
    return array.ctypes.data, _TYPES[array.dtype.name], row_stride, 1


def value_dtype(arrays: list[NDArray[Any]]) -> type[np.floating[Any]]:
    """Return what values are rounded to: those of half-precision rows deserve more."""
    return np.float64 if any(array.itemsize == 8 for array in arrays) else np.float32
