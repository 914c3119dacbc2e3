"""Arrays of logits and labels as the tuples that the library takes."""

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from kullback import _core

Rows: TypeAlias = tuple[int, int, int, int, int, int, int, float]

_TYPES = {
    "float64": _core.F64,
    "float32": _core.F32,
    "float16": _core.F16,
    # NumPy has no bfloat16: that of ml_dtypes, and what `numpy.load` makes of its files.
    "bfloat16": _core.BF16,
    "void16": _core.BF16,
}


def as_logits(name: str, operand: ArrayLike) -> NDArray[Any]:
    """Make an array that the library reads as it is; integers become float64."""
    array = np.asarray(operand)
    if array.dtype.kind in "iub":
        array = array.astype(np.float64)
    if array.dtype.name not in _TYPES or not array.dtype.isnative:
        supported = "float64, float32, float16 and bfloat16 in native byte order are supported"
        raise TypeError(f"{name} has dtype {array.dtype}; {supported}")
    if array.ndim == 0:
        raise ValueError(f"{name} is a single number; an array is needed")
    return array


def as_matrix(array: NDArray[Any]) -> NDArray[Any]:
    """View an array as a matrix of rows; copy where two strides of whole elements do not do."""
    matrix = array.reshape(int(np.prod(array.shape[:-1])), array.shape[-1])
    is_whole = all(stride % matrix.itemsize == 0 for stride in matrix.strides)
    return matrix if is_whole and matrix.flags.aligned and is_aligned(matrix) else matrix.copy()


def is_aligned(array: NDArray[Any]) -> bool:
    """Whether an array of opaque bytes, which NumPy does not align, lies on whole elements."""
    return array.ctypes.data % array.itemsize == 0


def rows_of(matrix: NDArray[Any], temperature: float) -> Rows:
    """Describe a matrix of logits."""
    count, length = matrix.shape
    row_stride, stride = (step // matrix.itemsize for step in matrix.strides)
    kind = _TYPES[matrix.dtype.name]
    return matrix.ctypes.data, kind, _core.LOGITS, count, length, row_stride, stride, temperature


def as_labels(labels: ArrayLike, batch: tuple[int, ...]) -> NDArray[np.int64]:
    """Make one contiguous label for each row of a batch."""
    array = np.asarray(labels)
    if array.dtype.kind not in "iu" or not np.can_cast(array.dtype, np.int64):
        raise TypeError(f"labels has dtype {array.dtype}; integers of up to 64 bits are supported")
    if array.shape != batch:
        raise ValueError(f"labels has shape {array.shape}, not {batch}")
    return np.require(array, np.int64, ["C", "A"]).reshape(-1)
