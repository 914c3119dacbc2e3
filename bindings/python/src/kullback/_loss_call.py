"""Calls of the losses: memory for results, and errors in terms of the caller's arguments."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from kullback import _core
from kullback._errors import Outcome, raise_for
from kullback._evaluate import Floats, store
from kullback._loss_options import Side, reduction_code
from kullback._settings import base_or_default, sum_tolerance_or_default, threads_or_default
from kullback._typed_rows import (
    Labels,
    Results,
    Rows,
    address_of,
    as_floats,
    as_labels,
    as_row_array,
    labels_of,
    matrix,
    results_of,
    rows_of,
    value_dtype,
)

Options: TypeAlias = tuple[int, int, float, float, float, float, int, Rows | None, int, int]
Core: TypeAlias = Callable[[list[Rows], Options, Results, list[Results | None]], Outcome]

_SIDES: dict[Side | None, tuple[str, ...]] = {
    None: (),
    "p": ("p",),
    "q": ("q",),
    "both": ("p", "q"),
}


class Loss(NamedTuple):
    """A loss and its gradients.

    Attributes
    ----------
    value : numpy.floating or numpy.ndarray
        One number, or, without a reduction, one per row.
    p_gradient, q_gradient : numpy.ndarray or None
        Derivatives of the value (without a reduction, of each row's value) with respect to the
        elements of the first and of the second row, in the dtype of these; None where they were
        not asked for.
    """

    value: Any
    p_gradient: Any
    q_gradient: Any


# Floats, or a Loss where a gradient was asked for: which, a type checker could only be told by two
# more signatures of every loss.
LossOrValue: TypeAlias = Any


def names_of(first: str, last: str) -> dict[int, str]:
    """Give the operands the caller's names: one operand has both."""
    return {
        _core.ARGUMENT_P: first,
        _core.ARGUMENT_TEACHER: first,
        _core.ARGUMENT_Q: last,
        _core.ARGUMENT_STUDENT: last,
    }


class LossCall:
    """The operands of a call, broadcast to one batch of rows.

    Parameters
    ----------
    operands : mapping
        From the sides, "p" and "q", to the caller's name, the operand, its space and temperature.
    """

    def __init__(self, operands: Mapping[str, tuple[str, ArrayLike, int, float]]) -> None:
        self._sides = tuple(operands)
        self._names = [name for name, _, _, _ in operands.values()]
        self._arrays = [as_row_array(name, operand) for name, operand, _, _ in operands.values()]
        self.batch = self._common_batch()
        # The library is given addresses: what they are of lives as long as the call does.
        self._alive = [matrix(array, self.batch) for array in self._arrays]
        self._rows = [
            rows_of(rows, space, temperature)
            for rows, (_, _, space, temperature) in zip(self._alive, operands.values(), strict=True)
        ]

    def _common_batch(self) -> tuple[int, ...]:
        shapes = [array.shape for array in self._arrays]
        if all(shape == shapes[0] for shape in shapes):
            return shapes[0][:-1]
        text = ", ".join(f"{n} has shape {s}" for n, s in zip(self._names, shapes, strict=True))
        if len({shape[-1] for shape in shapes}) > 1:
            raise ValueError(f"{text}: they must agree along the last axis")
        try:
            return np.broadcast_shapes(*(shape[:-1] for shape in shapes))
        except ValueError:
            raise ValueError(f"{text}: they must broadcast") from None

    def _per_row(self, name: str, given: NDArray[Any]) -> NDArray[Any]:
        """Make a vector with a number for each row."""
        try:
            column = np.broadcast_to(given, self.batch)
        except ValueError:
            message = f"{name} has shape {given.shape}; the batch has shape {self.batch}"
            raise ValueError(message) from None
        vector = matrix(column[..., np.newaxis], self.batch)[:, 0]
        self._alive.append(vector)
        return vector

    def labels(self, labels: ArrayLike, ignore_index: int, smoothing: float) -> Labels:
        """Check labels, one for each row."""
        vector = as_labels(labels, self.batch)
        self._alive.append(vector)
        return labels_of(vector, ignore_index, smoothing)

    def _weights_and_mask(
        self, weights: ArrayLike | None, mask: ArrayLike | None
    ) -> tuple[Rows | None, int, int]:
        row, address, stride = None, 0, 0
        if weights is not None:
            row = rows_of(self._per_row("weights", as_floats("weights", weights))[np.newaxis])
        if mask is not None:
            array = np.asarray(mask)
            if array.dtype != np.bool_:
                raise TypeError(f"mask has dtype {array.dtype}; bools are needed")
            vector = self._per_row("mask", array)
            address, stride = address_of(vector), vector.strides[0]
        return row, address, stride

    def run(
        self,
        core: Core,
        *,
        reduction: str = "none",
        weights: ArrayLike | None = None,
        mask: ArrayLike | None = None,
        gradient: Side | None = None,
        base: float | None = None,
        threads: int | None = None,
        out: NDArray[Any] | None = None,
        normalize: bool = False,
        sum_tolerance: float | None = None,
        js_weight: float = 0.0,
        without_gradient: tuple[str, ...] = (),
    ) -> LossOrValue:
        """Call the library, and raise what it reports."""
        code = reduction_code(reduction)
        shape = self.batch if code == _core.REDUCTION_NONE else ()
        value = np.empty(shape, value_dtype(self._arrays))
        gradients = self._gradients(gradient, without_gradient)
        options: Options = (
            code,
            threads_or_default(threads),
            1.0,
            base_or_default(base),
            js_weight,
            sum_tolerance_or_default(sum_tolerance),
            bool(normalize),
            *self._weights_and_mask(weights, mask),
        )
        places = [None if g is None else results_of(g, g.shape[-1]) for g in gradients.values()]
        outcome = core(self._rows, options, results_of(value, 1), places)
        raise_for(outcome, names_of(self._names[0], self._names[-1]), self.batch)
        result: Floats = value[()] if out is None else store(value, out)
        if gradient is None:
            return result
        return Loss(result, gradients.get("p"), gradients.get("q"))

    def elements(
        self, core: Core, base: float | None, threads: int | None, out: NDArray[Any] | None
    ) -> NDArray[Any]:
        """Call a function with a result for each element."""
        (array,) = self._arrays
        result = np.empty(array.shape, value_dtype(self._arrays))
        settings = (threads_or_default(threads), 0.0, base_or_default(base))
        options: Options = (_core.REDUCTION_NONE, *settings, 0.0, 0.0, False, None, 0, 0)
        outcome = core(self._rows, options, results_of(result, array.shape[-1]), [])
        raise_for(outcome, names_of(self._names[0], self._names[-1]), self.batch)
        return result if out is None else store(result, out)

    def _gradients(
        self, wanted: Side | None, without: tuple[str, ...]
    ) -> dict[str, NDArray[Any] | None]:
        possible = [side for side in self._sides if side not in without]
        if wanted not in _SIDES or not set(_SIDES[wanted]) <= set(possible):
            names = [*map(repr, possible), *(["'both'"] if len(possible) > 1 else [])]
            raise ValueError(f"gradient: {wanted!r} is not one of None, {', '.join(names)}")
        return {
            side: np.empty((*self.batch, array.shape[-1]), array.dtype)
            if side in _SIDES[wanted]
            else None
            for side, array in zip(self._sides, self._arrays, strict=True)
        }
