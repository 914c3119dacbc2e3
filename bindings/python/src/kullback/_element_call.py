"""Calls of losses of elements, all of whose operands broadcast to one shape."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from kullback._errors import Outcome, raise_for
from kullback._loss_call import LossCall, Options
from kullback._settings import base_or_default, require, threads_or_default
from kullback._typed_rows import Results, Rows, matrix, results_of, value_dtype


def _common(operands: Mapping[str, ArrayLike]) -> dict[str, NDArray[Any]]:
    arrays = {name: np.asarray(operand) for name, operand in operands.items()}
    try:
        shape = np.broadcast_shapes(*(array.shape for array in arrays.values()))
    except ValueError:
        text = ", ".join(f"{name} has shape {array.shape}" for name, array in arrays.items())
        raise ValueError(f"{text}: they must broadcast") from None
    if not shape:
        raise ValueError(f"{' and '.join(arrays)} are single numbers; an array is needed")
    # A Python number has no dtype of its own: it takes that of the first array.
    dtypes = [a.dtype for n, a in arrays.items() if not isinstance(operands[n], (int, float))]
    return {
        name: np.broadcast_to(
            array.astype(dtypes[0]) if isinstance(operands[name], (int, float)) else array, shape
        )
        for name, array in arrays.items()
    }


class ElementCall(LossCall):
    """Operands, broadcast, and room for results.

    Parameters
    ----------
    operands : mapping
        From the caller's names to the operands.
    arguments : tuple of int
        The library's names of the operands.
    space : int
        What the numbers are.
    """

    def __init__(
        self, operands: Mapping[str, ArrayLike], arguments: tuple[int, ...], space: int
    ) -> None:
        common = _common(operands)
        super().__init__({name: (name, array, space, 0.0) for name, array in common.items()})
        self.shape = next(iter(common.values())).shape
        self._arguments = dict(zip(arguments, operands, strict=True))

    @property
    def rows(self) -> list[Rows]:
        """The operands as the extension takes them."""
        return self._rows

    def value(self, shape: tuple[int, ...]) -> NDArray[Any]:
        """Make room for values."""
        return np.empty(shape, value_dtype(self._arrays))

    def gradients(self, wanted: tuple[bool, ...]) -> list[NDArray[Any] | None]:
        """Make room for gradients, in the dtypes of their operands."""
        return [
            np.empty(self.shape, array.dtype) if want else None
            for want, array in zip(wanted, self._arrays, strict=True)
        ]

    def row_place(self, value: NDArray[Any]) -> Results:
        """Describe room for values, one per row or one in all."""
        return results_of(value, 1)

    def token_mask(self, mask: ArrayLike | None) -> tuple[int, int, int] | None:
        """Describe which elements count."""
        if mask is None:
            return None
        array = np.asarray(mask)
        if array.dtype != np.bool_:
            raise TypeError(f"mask has dtype {array.dtype}; bools are needed")
        try:
            bools = matrix(np.broadcast_to(array, self.shape), self.batch)
        except ValueError:
            message = f"mask has shape {array.shape}; the operands have shape {self.shape}"
            raise ValueError(message) from None
        self._alive.append(bools)
        return bools.ctypes.data, bools.strides[0], bools.strides[1]

    def place(self, array: NDArray[Any] | None) -> Results | None:
        """Describe room for elements."""
        return None if array is None else results_of(array, self.shape[-1])

    def options(
        self,
        reduction: int,
        factor: float,
        base: float | None,
        threads: int | None,
        weights: ArrayLike | None,
        mask: ArrayLike | None,
    ) -> Options:
        """Put together the options."""
        require(np.isfinite(factor) and factor != 0, "beta", factor, "finite and not 0")
        of_rows = self._weights_and_mask(weights, mask)
        sums = (base_or_default(base), 0.0, 0.0, False)
        return (reduction, threads_or_default(threads), float(factor), *sums, *of_rows)

    def raise_for(self, outcome: Outcome) -> None:
        """Raise the error that a call reported, if it did."""
        raise_for(outcome, self._arguments, self.batch)
