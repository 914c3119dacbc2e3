"""Calls of the losses of normals, and the checks of their keywords."""

from typing import Any, Literal, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from kullback import _core
from kullback._element_call import ElementCall
from kullback._loss_options import Reduction, reduction_code
from kullback._settings import require

FreeBits: TypeAlias = Literal["batch", "sample"]

FAMILIES = {
    "scale": (_core.NORMAL, (_core.ARGUMENT_SCALE_P, _core.ARGUMENT_SCALE_Q)),
    "log_var": (_core.NORMAL_LOG_VARIANCE, (_core.ARGUMENT_LOG_VAR_P, _core.ARGUMENT_LOG_VAR_Q)),
}
_FLOORS = {"batch": _core.FLOOR_BATCH, "sample": _core.FLOOR_SAMPLE}


def choice(name: str, given: object, among: dict[Any, Any]) -> Any:
    """Look up a keyword's value."""
    if given not in among:
        raise ValueError(f"{name}: {given!r} is not one of {', '.join(map(repr, among))}")
    return among[given]


def floor_of(free_bits: float, free_bits_over: str, reduction: str) -> tuple[float, int]:
    """Check the keywords of free bits."""
    require(0 <= free_bits < np.inf, "free_bits", free_bits, "a non-negative finite number")
    floor = choice("free_bits_over", free_bits_over, _FLOORS) if free_bits else _core.FLOOR_NONE
    if floor == _core.FLOOR_BATCH and reduction == "none":
        raise ValueError(
            "reduction: free bits of a mean over the batch leave no value per row; use 'sum' or"
            " 'batchmean', or free_bits_over='sample'"
        )
    return float(free_bits), floor


def run(
    family: int,
    call: ElementCall,
    wanted: tuple[bool, ...],
    beta: float,
    free_bits: float,
    free_bits_over: FreeBits,
    elementwise: bool,
    reduction: Reduction,
    weights: ArrayLike | None,
    mask: ArrayLike | None,
    base: float | None,
    threads: int | None,
) -> tuple[Any, tuple[NDArray[Any] | None, ...]]:
    """Call the library, and raise what it reports; give the value and the gradients."""
    code = reduction_code(reduction)
    if elementwise and reduction != "none":
        raise ValueError(f"reduction: {reduction!r} leaves no elements; elementwise takes 'none'")
    floor = floor_of(free_bits, free_bits_over, reduction)
    options = call.options(code, beta or 1.0, base, threads, weights, mask)
    rows = call.rows
    q = (rows[2], rows[3]) if len(rows) == 4 else None
    value = call.value(call.shape if elementwise else call.batch if reduction == "none" else ())
    gradients = call.gradients(wanted)
    first, second, third, fourth = [call.place(g) for g in gradients] + [None] * (4 - len(rows))
    call.raise_for(
        _core.normal_loss(
            family,
            (rows[0], rows[1]),
            q,
            (*floor, elementwise),
            options,
            call.place(value) if elementwise else call.row_place(value),
            (first, second, third, fourth),
        )
    )
    if beta == 0:  # the library's 0 is the default, and 0 times infinity is no number
        for array in (value, *gradients):
            if array is not None:
                array.fill(0)
    return value[()], tuple(gradients)
