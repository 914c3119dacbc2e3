"""What went wrong, and where."""

from enum import IntEnum

from kullback import _core


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


class DivergenceError(ValueError):
    """An argument is not what its function is defined for.

    In a batch, the row reported is the first at fault in C order.

    Attributes
    ----------
    status : int
        A member of `Status` (or another ``kullback_status`` of the C API).
    argument : str
        Name of the argument at fault, such as ``"q"``, ``"scale_p"`` or ``"temperature"``.
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


def describe(argument: str, row: tuple[int, ...], index: int | None, message: str) -> str:
    """Place the library's sentence, which is about a call on a single row, within the batch."""
    place, separator, reason = message.partition(": ")
    text = argument + (f"[{', '.join(map(str, row))}]" if row else "")
    if index is not None:
        text += f": position {index}"
    return f"{text}: {reason if separator else place}"
