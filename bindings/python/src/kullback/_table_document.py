"""Docstrings of quantities of tables, and their axes."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from kullback._document import documented

_Function = TypeVar("_Function", bound=Callable[..., Any])

_SHARED = {
    "options": """\
normalize : bool, default False
        Take any non-negative weights, such as counts, and divide each table by its sum.
    sum_tolerance : float, optional
        How far from one the sum of a table may be, 1e-6 by default for float64 and 1e-4 for
        float32. A table within it stands for ``table / sum(table)``, exactly.""",
    "result": """\
numpy.floating or numpy.ndarray
        One number per table: a scalar if there is one. float32 for float32 and float16, else
        float64. NaN where a table has a NaN.""",
    "errors": """\
DivergenceError
        If a probability is negative or infinite, a table does not sum to one or has no mass, or an
        option is out of range; a `ValueError` that says where. `index` is the position within the
        table in C order, with the axes in the order given.
    ValueError
        If `axis` repeats an axis, or names one that there is not.
    TypeError
        If the table is not made of real numbers.""",
    "exact": """\
The relative error is at most 1e-14 (float64) or 1e-6 (float32), near independence too: marginals
    and their products are carried to twice the precision.""",
}


def of_tables(function: _Function) -> _Function:
    """Fill in the parts that docstrings of tables share."""
    if function.__doc__:
        for name, text in _SHARED.items():
            function.__doc__ = function.__doc__.replace(f"<{name}>", text)
    return documented(function)


def axes_tuple(axes: int | Sequence[int]) -> tuple[int, ...]:
    """One axis or several, as several."""
    return tuple(axes) if isinstance(axes, Sequence) else (axes,)


def two_axes(axes: Sequence[int]) -> tuple[int, int]:
    """Check the axes of X and Y."""
    if not isinstance(axes, Sequence) or len(axes) != 2:
        raise ValueError(f"axis: {axes!r} is not two axes")
    return (axes[0], axes[1])
