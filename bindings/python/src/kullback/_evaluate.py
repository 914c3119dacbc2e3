"""Calls of the ufuncs: axes, `out`, and errors in terms of the caller's arguments."""

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from kullback import _core
from kullback._kernel import Kernel
from kullback._locate import first_failure
from kullback._settings import Settings

Floats: TypeAlias = np.floating[Any] | NDArray[np.floating[Any]]


def call(
    kernel: Kernel,
    operands: tuple[Any, ...],
    settings: Settings,
    axis: int = -1,
    keepdims: bool = False,
) -> Any:
    """Call the ufunc, along `axis` of every operand."""
    try:
        if axis == -1 and not keepdims:
            return kernel.ufunc(*operands, settings)
        result_axes = (axis,) if keepdims or kernel.elementwise else ()
        axes = [axis] * len(operands) + [-1] + [result_axes] * kernel.ufunc.nout
        if kernel.elementwise:
            return kernel.ufunc(*operands, settings, axes=axes)
        return kernel.ufunc(*operands, settings, axes=axes, keepdims=keepdims)
    except _core.CoreError as error:
        raise first_failure(kernel, operands, settings, axis, error.args) from None
    except (TypeError, ValueError) as error:
        raise explain(kernel, operands, axis, error) from None


def evaluate(
    kernel: Kernel,
    operands: tuple[Any, ...],
    settings: Settings,
    axis: int = -1,
    keepdims: bool = False,
    out: NDArray[Any] | None = None,
) -> Floats:
    """Call the ufunc; write to `out`, if there is one, only once the call has succeeded."""
    result: Floats = call(kernel, operands, settings, axis, keepdims)
    return result if out is None else store(result, out)


def store(result: Floats, out: NDArray[Any]) -> NDArray[Any]:
    if not isinstance(out, np.ndarray):
        raise TypeError(f"out must be an array, not {type(out).__name__}")
    if out.shape != result.shape:
        raise ValueError(f"out has shape {out.shape}; the result has shape {result.shape}")
    np.copyto(out, result, casting="same_kind")
    return out


def explain(kernel: Kernel, operands: tuple[Any, ...], axis: int, error: Exception) -> Exception:
    """Say what NumPy says in terms of the caller's arguments, where that is possible."""
    try:
        arrays = [np.asarray(operand) for operand in operands]
    except (TypeError, ValueError):
        return error
    for name, array in zip(kernel.names, arrays, strict=True):
        if array.dtype.kind not in "fiub" or array.dtype.itemsize > np.float64().itemsize:
            supported = "float16, float32, float64, integers and bools are supported"
            return TypeError(f"{name} has dtype {array.dtype}; {supported}")
        if array.ndim < kernel.core_dimensions:
            return ValueError(f"{name} is a single number; an array is needed")
    if isinstance(error, TypeError | np.exceptions.AxisError):
        return error
    return _explain_shapes(kernel, arrays, axis) or error


def _explain_shapes(kernel: Kernel, arrays: list[NDArray[Any]], axis: int) -> Exception | None:
    shapes = ", ".join(
        f"{name} has shape {array.shape}" for name, array in zip(kernel.names, arrays, strict=True)
    )
    if kernel.core_dimensions:
        arrays = [np.moveaxis(array, axis, -1) for array in arrays]
        if len({array.shape[-1] for array in arrays}) > 1:
            return ValueError(f"{shapes}: they must agree along axis {axis}")
    try:
        np.broadcast_shapes(*(kernel.batch_shape(array.shape) for array in arrays))
    except ValueError:
        return ValueError(f"{shapes}: they must broadcast")
    return None
