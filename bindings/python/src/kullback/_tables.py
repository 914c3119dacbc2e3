"""Batches of tables as the library takes them, and its errors in the caller's terms."""

from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
from numpy.lib.array_utils import normalize_axis_tuple
from numpy.typing import ArrayLike, NDArray

from kullback import _core
from kullback._errors import raise_for
from kullback._evaluate import Floats
from kullback._settings import Settings

Axes: TypeAlias = int | Sequence[int]

_MAX_DIMENSIONS = 8
_NAMES = {
    _core.ARGUMENT_JOINT: "joint",
    _core.ARGUMENT_DISTRIBUTIONS: "distributions",
    _core.ARGUMENT_WEIGHTS: "weights",
}


def information(
    joint: ArrayLike, axes: Sequence[int] | None, settings: Settings, normalize: bool
) -> Floats:
    """Compute a quantity of each table, whose axes are given in order; None is all axes."""
    tables, batch = _tables("joint", joint, axes, normalize)
    result = _results(tables)
    raise_for(_core.information(tables, settings, result), _NAMES, batch)
    return _shaped(result, batch)


def among(
    distributions: ArrayLike,
    weights: ArrayLike | None,
    axes: Sequence[int],
    settings: Settings,
    normalize: bool,
) -> Floats:
    """Compute the divergence among the rows of each table."""
    tables, batch = _tables("distributions", distributions, axes, normalize)
    count = tables.shape[1]
    given = None if weights is None else np.ascontiguousarray(weights, dtype=np.float64)
    if given is not None and given.shape != (count,):
        raise ValueError(f"weights has shape {given.shape}; there are {count} distributions")
    result = _results(tables)
    raise_for(_core.js_among(tables, given, settings, result), _NAMES, (*batch, count))
    return _shaped(result, batch)


def _tables(
    name: str, joint: ArrayLike, axes: Sequence[int] | None, normalize: bool
) -> tuple[NDArray[Any], tuple[int, ...]]:
    """Bring the tables' axes to the end, and make the others one."""
    array = _numbers(name, joint, normalize)
    order = normalize_axis_tuple(range(array.ndim) if axes is None else axes, array.ndim, "axis")
    if not 1 <= len(order) <= _MAX_DIMENSIONS:
        raise ValueError(f"{name} has {len(order)} axes; from 1 to {_MAX_DIMENSIONS} are supported")
    array = np.moveaxis(array, order, range(array.ndim - len(order), array.ndim))
    batch = array.shape[: array.ndim - len(order)]
    count = int(np.prod(batch, dtype=np.intp))
    tables = array.reshape(count, *array.shape[array.ndim - len(order) :])
    # Strides of fields of records need not be whole elements.
    if any(stride % tables.itemsize for stride in tables.strides):
        tables = np.ascontiguousarray(tables)
    return tables, batch


def _numbers(name: str, joint: ArrayLike, normalize: bool) -> NDArray[Any]:
    """float32 for float16 and float32, int64 for counts, and float64 for all else."""
    array = np.asarray(joint)
    if array.dtype.kind not in "fiub" or array.dtype.itemsize > np.float64().itemsize:
        supported = "float16, float32, float64, integers and bools are supported"
        raise TypeError(f"{name} has dtype {array.dtype}; {supported}")
    dtype: type[np.generic] = np.float64
    if array.dtype.kind == "f" and array.dtype.itemsize < np.float64().itemsize:
        dtype = np.float32
    elif array.dtype == np.int64 and normalize:
        dtype = np.int64
    return np.require(array, dtype=dtype, requirements="A")


def _results(tables: NDArray[Any]) -> NDArray[Any]:
    dtype = np.float32 if tables.dtype == np.float32 else np.float64
    return np.empty(len(tables), dtype=dtype)


def _shaped(result: NDArray[Any], batch: tuple[int, ...]) -> Floats:
    shaped: Floats = result.reshape(batch)[()]
    return shaped
