"""What went wrong, and where."""

from collections.abc import Mapping, Sequence
from enum import IntEnum
from typing import TypeAlias

import numpy as np

from kullback import _core

# What a call of the library reports: (status, argument, row, index, value, message).
Failure: TypeAlias = tuple[int, int, int, int | None, float, str]
Outcome: TypeAlias = Failure | None

# Arguments with an element for each row, which have one name everywhere ...
_PER_ROW = {_core.ARGUMENT_LABELS: "labels", _core.ARGUMENT_ROW_WEIGHTS: "weights"}
# ... and those of which a batch has one.
_ONE_FOR_ALL = {
    _core.ARGUMENT_ACCUMULATOR,
    _core.ARGUMENT_AMOUNT,
    _core.ARGUMENT_BIN_MAP,
    _core.ARGUMENT_TOKENS,
    _core.ARGUMENT_WEIGHTS,
}


class Status(IntEnum):
    """The kinds of `DivergenceError`: the numbers of ``kullback_status`` in the C API."""

    COUNT = _core.ERROR_COUNT
    OPTION = _core.ERROR_OPTION
    PROBABILITY = _core.ERROR_PROBABILITY
    SUM = _core.ERROR_SUM
    NO_MASS = _core.ERROR_NO_MASS
    PARAMETER = _core.ERROR_PARAMETER
    FORMAT = _core.ERROR_FORMAT
    FREQUENCY = _core.ERROR_FREQUENCY
    NO_CLOSED_FORM = _core.ERROR_NO_CLOSED_FORM
    NOT_POSITIVE_DEFINITE = _core.ERROR_NOT_POSITIVE_DEFINITE


class DivergenceError(ValueError):
    """An argument is not what its function is defined for.

    In a batch, the row reported is the first at fault in C order.

    Attributes
    ----------
    status : int
        A member of `Status` (or another ``kullback_status`` of the C API).
    argument : str
        Name of the argument at fault, such as ``"q"``, ``"p.scale"`` or ``"temperature"``.
    row : tuple of int
        Index within the broadcast batch; ``()`` for a single row.
    index : int or None
        Position within the row; None if the row as a whole is at fault.
    value : float
        The offending value: an element, a sum, a parameter, an option.

    Examples
    --------
    >>> import kullback
    >>> try:
    ...     kullback.kl_divergence([[0.5, 0.5], [1.5, -0.5]], [0.5, 0.5])
    ... except kullback.DivergenceError as error:
    ...     print(error.status.name, error.argument, error.row, error.index, error.value)
    PROBABILITY p (1,) 1 -0.5
    """

    def __init__(
        self,
        message: str,
        status: int,
        argument: str,
        row: tuple[int, ...],
        index: int | None,
        value: float,
    ) -> None:
        super().__init__(message)
        self.status = Status(status) if status in set(Status) else status
        self.argument = argument
        self.row = row
        self.index = index
        self.value = value

    def __reduce__(self) -> tuple[type["DivergenceError"], tuple[object, ...]]:
        """Pickle all of it, for errors that cross a process boundary."""
        where = (self.status, self.argument, self.row, self.index, self.value)
        return type(self), (str(self), *where)


class NoClosedFormError(DivergenceError, NotImplementedError):
    """There is no closed form: of a divergence of two families, or of a quantity of one.

    `kullback.estimators.monte_carlo` gives an estimate of the KL divergence.

    Examples
    --------
    >>> import kullback
    >>> from kullback.distributions import Exponential, Normal
    >>> try:
    ...     kullback.renyi_divergence(Exponential(1.0), Normal(0.0, 1.0), 2)
    ... except kullback.NoClosedFormError as error:
    ...     print(error)
    Exponential || Normal: there is no closed form of the Rényi divergence
    """


def describe(argument: str, row: tuple[int, ...], index: int | None, message: str) -> str:
    """Place the library's sentence, which is about a call on a single row, within the batch."""
    place, separator, reason = message.partition(": ")
    text = argument + (f"[{', '.join(map(str, row))}]" if row else "")
    if index is not None:
        text += f": position {index}"
    return f"{text}: {reason if separator else place}"


def error_of(
    failure: Failure, names: Mapping[int, str], batch: Sequence[int] = (), first: int = 0
) -> DivergenceError:
    """Turn what the library reported into an error about the caller's arguments.

    The row is one of those from `first` on of a batch of this shape.
    """
    status, argument, number, index, value, message = failure
    if argument == _core.ARGUMENT_ROW_WEIGHTS:  # one row of weights, an element for each row
        number, index = index or 0, None
    name = {**_PER_ROW, **names}.get(argument, "options")
    row: tuple[int, ...] = ()
    is_of_rows = name != "options" and argument not in _ONE_FOR_ALL and 0 not in batch
    if batch and is_of_rows and ", row " in message.partition(": ")[0]:
        row = tuple(map(int, np.unravel_index(first + number, tuple(batch))))
    return DivergenceError(describe(name, row, index, message), status, name, row, index, value)


def raise_for(
    outcome: Outcome, names: Mapping[int, str], batch: Sequence[int] = (), first: int = 0
) -> None:
    """Raise the error that a call to the library reported, if it did."""
    if outcome is not None:
        raise error_of(outcome, names, batch, first)


def translated(
    error: _core.CoreError, batch: Sequence[int] = (), names: Mapping[int, str] | None = None
) -> DivergenceError:
    """Turn an error into one for callers, whose arguments have the library's own names or these."""
    status, argument, index, value, message, number = error.args
    place, _, reason = message.partition(": ")
    if names is None:
        names = {argument: place.partition(",")[0]} if reason else {}
    return error_of((status, argument, number, index, value, message), names, batch)
