"""Discrete quantities of one row and of two: their keywords, and their calls."""

import traceback
from typing import Any, TypedDict

from numpy.typing import ArrayLike, NDArray

from kullback import _core
from kullback._evaluate import Floats, call, evaluate
from kullback._kernel import Kernel
from kullback._settings import Space, settings
from kullback.distributions._closed_forms import are_distributions, closed_form

_P = {_core.ARGUMENT_P: "p"}
_P_AND_Q = {_core.ARGUMENT_P: "p", _core.ARGUMENT_Q: "q"}
ROW = Kernel(_core.entropy, ("p",), _P)
PAIR = Kernel(_core.divergence, ("p", "q"), _P_AND_Q)
ROW_ELEMENTS = Kernel(_core.entropy_elements, ("p",), _P, elementwise=True)
PAIR_ELEMENTS = Kernel(_core.divergence_elements, ("p", "q"), _P_AND_Q, elementwise=True)


class ElementOptions(TypedDict, total=False):
    """Keywords of every discrete quantity."""

    axis: int
    out: NDArray[Any] | None
    space: Space
    base: float | None
    normalize: bool
    temperature: float
    sum_tolerance: float | None
    threads: int | None


class RowOptions(ElementOptions, total=False):
    """Keywords of those that give one number per row."""

    keepdims: bool


_ELEMENT_KEYWORDS = frozenset(ElementOptions.__annotations__)
_ROW_KEYWORDS = frozenset(RowOptions.__annotations__)


def evaluate_rows(
    kernel: Kernel,
    quantity: int,
    operands: tuple[ArrayLike, ...],
    options: RowOptions | ElementOptions,
    **parameters: float,
) -> Floats:
    """Call a kernel for the public function that was given these keywords.

    `parameters` are the `order` and the `weight` of the quantities that have one.
    """
    result: Floats
    for operand in operands:
        if are_distributions(type(operand)):
            result = closed_form(quantity, operands, options, parameters)
            return result
    if not options:  # short, because the cost of a call on few numbers counts
        result = call(kernel, operands, settings(quantity, **parameters))
        return result
    known = _ELEMENT_KEYWORDS if kernel.elementwise else _ROW_KEYWORDS
    for keyword in options:
        if keyword not in known:
            caller = traceback.extract_stack(limit=2)[0].name
            raise TypeError(f"{caller}() got an unexpected keyword argument {keyword!r}")
    return evaluate_with_options(kernel, quantity, operands, parameters, **options)


def evaluate_with_options(
    kernel: Kernel,
    quantity: int,
    operands: tuple[ArrayLike, ...],
    parameters: dict[str, float],
    *,
    axis: int = -1,
    keepdims: bool = False,
    out: NDArray[Any] | None = None,
    space: Space = "prob",
    base: float | None = None,
    normalize: bool = False,
    temperature: float = 1.0,
    sum_tolerance: float | None = None,
    threads: int | None = None,
) -> Floats:
    """Call a kernel. The public functions show these keywords, with these defaults."""
    vector = settings(
        quantity, 0, space, normalize, temperature, base, sum_tolerance, threads, **parameters
    )
    return evaluate(kernel, operands, vector, axis, keepdims, out)
