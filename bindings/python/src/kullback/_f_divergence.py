"""f-divergences of a generator that the caller has."""

import math
from collections.abc import Callable
from typing import Any, Unpack

import numpy as np
from numpy.typing import ArrayLike, NDArray

from kullback import _core
from kullback._document import documented
from kullback._errors import DivergenceError, Status, describe
from kullback._evaluate import Floats, explain, store
from kullback._locate import Details, broadcast_rows
from kullback._rows import PAIR, RowOptions, evaluate_rows
from kullback._settings import Space, settings
from kullback.generators import Generator

_NAMES = {**PAIR.arguments, _core.ARGUMENT_F: "f"}


@documented
def f_divergence(
    p: ArrayLike,
    q: ArrayLike,
    f: Generator | Callable[[Any], ArrayLike],
    *,
    f_at_zero: float | None = None,
    f_slope_at_infinity: float | None = None,
    **options: Unpack[RowOptions],
) -> Floats:
    """f-divergence of a convex function f with f(1) = 0: sum q f(p / q).

    Parameters
    ----------
    <pair>
    f : Generator or callable
        One of `kullback.generators`; or a function that takes an array of ratios t, in float64 and
        at most 1024 at a time, and returns f(t), an array of the same shape.
    f_at_zero : float, optional
        f(0), which may be ``inf``: what q is multiplied with where p = 0. By default f is asked, at
        0 and, if that is NaN, near it.
    f_slope_at_infinity : float, optional
        The limit of f(t) / t as t grows, which may be ``inf``: what p is multiplied with where
        q = 0. By default f is asked, at large t.
    <keywords>

    Returns
    -------
    <returns>

    Raises
    ------
    <raises>
        `DivergenceError` also for argument ``"f"``: if f(t) is NaN, f(1) is not 0, a limit is
        needed and cannot be found, or the sum is negative, so that f is not convex. What a callable
        raises itself is passed on.

    Notes
    -----
    A callable is called with t = 1 first, then with the ratios of row after row, without NumPy's
    floating-point warnings. `base` divides the sum by its logarithm, and `threads` does not matter.
    The error of the result is that of the values of f, so that for rows that are nearly equal f has
    to be accurate near t = 1: in canonical form, f'(1) = 0. A generator by name is. Ratios beyond
    the range of float64 are taken as its ends. A result below 0 by rounding is 0.

    References
    ----------
    I. Csiszar, "Eine informationstheoretische Ungleichung und ihre Anwendung auf den Beweis der
    Ergodizitaet von Markoffschen Ketten", 1963.

    S. M. Ali and S. D. Silvey, "A general class of coefficients of divergence of one distribution
    from another", 1966.

    Examples
    --------
    >>> import numpy as np
    >>> from kullback import f_divergence, generators
    >>> f_divergence([0.5, 0.5, 0], [0.25, 0.25, 0.5], lambda t: (np.sqrt(t) - 1) ** 2).round(12)
    np.float64(0.585786437627)
    >>> f_divergence([0.5, 0.5], [0.75, 0.25], generators.PEARSON_CHI2).round(12)
    np.float64(0.333333333333)
    """
    if isinstance(f, Generator):
        if f_at_zero is not None or f_slope_at_infinity is not None:
            raise TypeError("the limits of a generator by name are known")
        return evaluate_rows(PAIR, f.quantity, (p, q), options, order=f.order, weight=f.weight)
    if not callable(f):
        raise TypeError(f"f must be a Generator or a callable, not {type(f).__name__}")
    limits = (_number_or_nan(f_at_zero), _number_or_nan(f_slope_at_infinity))
    return _of_callable(f, limits, (p, q), **options)


def _number_or_nan(limit: float | None) -> float:
    return math.nan if limit is None else float(limit)


def _of_callable(
    f: Callable[[Any], ArrayLike],
    limits: tuple[float, float],
    operands: tuple[ArrayLike, ArrayLike],
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
    vector = settings(_core.KL, 0, space, normalize, temperature, base, sum_tolerance, threads)
    try:
        p, q = broadcast_rows(PAIR, operands, vector, axis)
    except (TypeError, ValueError) as error:
        raise explain(PAIR, operands, axis, error) from None
    batch, shape = p.shape[:-1], (math.prod(p.shape[:-1]), p.shape[-1])
    values = np.empty(shape[0], p.dtype)
    p, q = (np.ascontiguousarray(operand).reshape(shape) for operand in (p, q))
    try:
        with np.errstate(all="ignore"):
            _core.f_divergence(f, *limits, p, q, vector, values)
    except _core.CoreError as error:
        raise _failure(error.args, batch) from None
    result = values.reshape(batch)
    if keepdims:
        result = np.expand_dims(result, axis)
    return result[()] if out is None else store(result, out)


def _failure(details: Details, batch: tuple[int, ...]) -> DivergenceError:
    status, argument, index, value, message, position = details
    name = _NAMES.get(argument, "options")
    row: tuple[int, ...] = ()
    if name in PAIR.names or index is not None or value < 0:
        row = tuple(int(i) for i in np.unravel_index(position, batch)) if batch else ()
    if name == "f" and status == Status.PARAMETER:
        message = f"f: {_complaint(index, value)}"
    return DivergenceError(describe(name, row, index, message), status, name, row, index, value)


def _complaint(index: int | None, value: float) -> str:
    """Say what is wrong with f; see the header's list of errors."""
    if index is not None:
        return f"f({value}) is not a number above -inf"
    if value == 1:
        return "f(1) is not 0"
    if value == 0:
        return "f(0) is needed and cannot be found: give f_at_zero"
    if value == math.inf:
        return "the limit of f(t) / t is needed and cannot be found: give f_slope_at_infinity"
    return f"the sum is {value}: f is not convex"
