"""Functions of numbers, one result for each: arrays in, and errors in terms of the arguments."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from kullback import _core
from kullback._errors import DivergenceError, describe
from kullback._evaluate import Floats

_ARGUMENTS = (_core.ARGUMENT_X, _core.ARGUMENT_Q_MIN)


def elementwise(function: Callable[..., Any], **operands: ArrayLike) -> Floats:
    """Call `function` with the operands, by the names that errors use, as arrays of one shape."""
    arrays = [_numbers(name, operand) for name, operand in operands.items()]
    arrays = [np.ascontiguousarray(array) for array in np.broadcast_arrays(*arrays)]
    shape = np.broadcast_shapes(*(np.shape(operand) for operand in operands.values()))
    try:
        result: np.ndarray[Any, np.dtype[np.float64]] = function(*arrays).reshape(shape)
    except _core.CoreError as error:
        status, argument, index, value, message, _ = error.args
        name = tuple(operands)[_ARGUMENTS.index(argument)] if argument in _ARGUMENTS else "options"
        row = tuple(int(i) for i in np.unravel_index(index or 0, shape))
        text = describe(name, row, None, message)
        raise DivergenceError(text, status, name, row, None, value) from None
    return result[()]


def _numbers(name: str, operand: ArrayLike) -> np.ndarray[Any, np.dtype[np.float64]]:
    array = np.asarray(operand)
    if array.dtype.kind not in "fiub":
        raise TypeError(f"{name} has dtype {array.dtype}; real numbers are needed")
    return array.astype(np.float64)
