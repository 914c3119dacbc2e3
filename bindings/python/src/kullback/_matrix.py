"""Arrays as matrices of rows, for functions that are no ufuncs."""

import math
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray


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
