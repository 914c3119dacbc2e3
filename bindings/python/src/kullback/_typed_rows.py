"""Arrays as the tuples that the functions of kullback._core take."""

import math
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from kullback import _core

Rows: TypeAlias = tuple[int, int, int, int, int, int, int, float]
Results: TypeAlias = tuple[int, int, int, int]
Labels: TypeAlias = tuple[int, int, int, int, float]

_TYPES = {
    np.dtype(np.float64): _core.F64,
    np.dtype(np.float32): _core.F32,
    np.dtype(np.float16): _core.F16,
    # What `numpy.load` makes of the bfloat16 of ml_dtypes, which NumPy does not have.
    np.dtype("V2"): _core.BF16,
}


def _type_of(dtype: np.dtype[Any]) -> int:
    """Look a dtype up, 0 if the library has none; bfloat16, which ml_dtypes has, by its name."""
    return _TYPES.get(dtype) or (_core.BF16 if dtype.name == "bfloat16" else 0)


def address_of(array: NDArray[Any]) -> int:
    """Return where the first element is."""
    address: int = array.__array_interface__["data"][0]
    return address


def as_floats(name: str, operand: ArrayLike) -> NDArray[Any]:
    """Make an array that the library reads as it is; integers and bools become float64."""
    array = np.asarray(operand)
    if _type_of(array.dtype):
        return array
    if array.dtype.kind not in "fiub" or array.dtype.itemsize > 8:
        supported = "floats of 16, 32 and 64 bits, integers and bools are supported"
        raise TypeError(f"{name} has dtype {array.dtype}; {supported}")
    is_float = array.dtype.kind == "f"
    return array.astype(array.dtype.newbyteorder("=") if is_float else np.float64)


def as_row_array(name: str, operand: ArrayLike) -> NDArray[Any]:
    """Make an array of floats that has a last axis."""
    array = as_floats(name, operand)
    if array.ndim == 0:
        raise ValueError(f"{name} is a single number; an array is needed")
    return array


def as_labels(labels: ArrayLike, batch: tuple[int, ...]) -> NDArray[np.int64]:
    """Make a vector with a label for each row of a batch."""
    array = np.asarray(labels)
    if array.dtype.kind not in "iu" or not np.can_cast(array.dtype, np.int64):
        raise TypeError(f"labels has dtype {array.dtype}; integers that int64 holds are needed")
    if array.shape != batch:
        raise ValueError(f"labels has shape {array.shape}; the batch has shape {batch}")
    return matrix(array.astype(np.int64, copy=False)[..., np.newaxis], batch)[:, 0]


def matrix(array: NDArray[Any], batch: tuple[int, ...]) -> NDArray[Any]:
    """View rows, broadcast to a batch, as a matrix; copy where two strides do not suffice."""
    if array.shape[:-1] != batch:
        array = np.broadcast_to(array, (*batch, array.shape[-1]))
    rows = array.reshape(math.prod(batch), array.shape[-1])
    whole = all(stride % rows.itemsize == 0 for stride in rows.strides)
    # NumPy does not align the opaque bytes of a V2.
    return rows if whole and address_of(rows) % rows.itemsize == 0 else rows.copy()


def rows_of(rows: NDArray[Any], space: int = _core.PROBABILITIES, temperature: float = 0.0) -> Rows:
    """Describe a matrix."""
    count, length = rows.shape
    row_stride, stride = (step // rows.itemsize for step in rows.strides)
    kind = _type_of(rows.dtype)
    return address_of(rows), kind, space, count, length, row_stride, stride, temperature


def labels_of(labels: NDArray[np.int64], ignore_index: int, smoothing: float = 0.0) -> Labels:
    """Describe a vector of labels."""
    return address_of(labels), len(labels), labels.strides[0] // 8, ignore_index, smoothing


def results_of(array: NDArray[Any], row_stride: int) -> Results:
    """Describe a contiguous array of results."""
    return address_of(array), _type_of(array.dtype), row_stride, 1


def value_dtype(arrays: list[NDArray[Any]]) -> type[np.floating[Any]]:
    """Return what values are rounded to: those of half-precision rows deserve more."""
    return np.float64 if any(array.itemsize == 8 for array in arrays) else np.float32
