"""Histograms of p and q that grow by batches and are merged across shards."""

from collections.abc import Callable
from typing import Any, Literal, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from kullback import _core
from kullback._errors import DivergenceError, Status, raise_for
from kullback._evaluate import Floats
from kullback._kl import kl_divergence
from kullback._matrix import as_rows
from kullback._settings import settings

_Words: TypeAlias = NDArray[np.uint64]
_Side: TypeAlias = Literal["p", "q"]

_NAMES = {
    _core.ARGUMENT_P: "p",
    _core.ARGUMENT_Q: "q",
    _core.ARGUMENT_ACCUMULATOR: "accumulator",
}
_SIDES: dict[_Side, int] = {"p": _core.ARGUMENT_P, "q": _core.ARGUMENT_Q}
_BINS, _P_ROWS, _Q_ROWS = 2, 3, 4  # words of the header; see kullback/accumulator.h


class Accumulator:
    """Two histograms, p's and q's, that grow by rows and are finished into any divergence.

    Sums are carried in twice the precision of a double, so that rows may be added, and accumulators
    merged, in any order: the result is the same to the last digit but for rare ties. Integers are
    exact up to 2**53 (as results) and 2**106 (as sums).

    Its bytes (`to_bytes`) have a documented, versioned layout with a checksum, the same in every
    language and on every machine; pickling uses them.

    Reading from several threads is safe. Of two threads that add to one accumulator at the same
    time, one may lose its rows: use a lock, or one accumulator per thread and `merge`.

    Parameters
    ----------
    bins : int
        Length of the rows.

    Raises
    ------
    ValueError
        If `bins` is negative.
    MemoryError
        If there are too many.

    Examples
    --------
    >>> import kullback
    >>> shards = [([3, 1], [1, 1]), ([2, 2], [4, 0]), ([0, 5], [2, 2])]
    >>> total = kullback.Accumulator(bins=2)
    >>> for p, q in shards:
    ...     part = kullback.Accumulator(bins=2)
    ...     part.add(p, q)
    ...     total += part
    >>> total
    Accumulator(bins=2, rows=(3, 3))
    >>> total.divergence(kullback.kl_divergence).round(12)
    np.float64(0.211810569455)
    """

    __slots__ = ("_words",)

    _words: _Words

    def __init__(self, bins: int) -> None:
        if bins < 0:
            raise ValueError(f"bins: {bins} is negative")
        size = _core.accumulator_size(bins)
        if size == 0:
            raise MemoryError(f"bins: {bins} are more than any memory has")
        self._words = np.empty(size // 8, np.uint64)
        raise_for(_core.accumulator_init(self._words, bins), _NAMES)

    @property
    def bins(self) -> int:
        """Length of the rows."""
        return int(self._words[_BINS])

    @property
    def rows(self) -> tuple[int, int]:
        """How many rows were added to p and to q."""
        return int(self._words[_P_ROWS]), int(self._words[_Q_ROWS])

    def sums(self, side: _Side) -> NDArray[np.float64]:
        """Return the sums of ``"p"`` or ``"q"``, bin by bin, correctly rounded."""
        if side not in _SIDES:
            raise ValueError(f"side: {side!r} is not one of 'p', 'q'")
        result = np.empty(self.bins)
        raise_for(_core.accumulator_sums(self._words, _SIDES[side], result), _NAMES)
        return result

    def add(
        self,
        p: ArrayLike | None = None,
        q: ArrayLike | None = None,
        *,
        threads: int | None = None,
    ) -> None:
        """Add rows to p, to q, or to both. On error nothing is added to either.

        Parameters
        ----------
        p, q : array_like, shapes (..., bins), optional
            Counts, probabilities or other weights, added as they are; they need not have the same
            number of rows. One call with many rows is cheaper than many calls.
        threads : int, optional
            Use at most this many threads. The result does not depend on it.

        Raises
        ------
        DivergenceError
            If a weight is negative, infinite or NaN, or a sum exceeds the largest double.
        ValueError
            If a row has another length than `bins`.
        TypeError
            If an operand is not made of real numbers.
        """
        words = self._words.copy()
        options = settings(0, threads=threads)
        operands: dict[_Side, ArrayLike | None] = {"p": p, "q": q}
        for name, operand in operands.items():
            if operand is not None:
                rows, batch = as_rows(name, operand)
                if rows.shape[1] != self.bins:
                    raise ValueError(f"{name} has rows of {rows.shape[1]}, not {self.bins} bins")
                outcome = _core.accumulator_add(words, _SIDES[name], rows, options)
                raise_for(outcome, _NAMES, batch)
        self._words = words

    def merge(self, other: "Accumulator") -> None:
        """Add the sums and the numbers of rows of another accumulator with as many bins.

        Raises
        ------
        DivergenceError
            If a sum exceeds the largest double.
        ValueError
            If `other` has another number of bins.
        """
        if other.bins != self.bins:
            raise ValueError(f"other has {other.bins}, not {self.bins} bins")
        words = self._words.copy()
        raise_for(_core.accumulator_merge(words, other._words), _NAMES)
        self._words = words

    def __iadd__(self, other: object) -> "Accumulator":
        """Merge, as `merge` does."""
        if not isinstance(other, Accumulator):
            return NotImplemented
        self.merge(other)
        return self

    def divergence(
        self, divergence: Callable[..., Floats] = kl_divergence, /, **options: Any
    ) -> Floats:
        """Compare the sums of p with those of q, each divided by its total.

        Parameters
        ----------
        divergence : callable, default `kullback.kl_divergence`
            Any function of two rows of this package.
        **options
            Its keywords. ``normalize`` is True unless it is given.

        Returns
        -------
        numpy.float64
            ``divergence(self.sums("p"), self.sums("q"), normalize=True, **options)``.

        Raises
        ------
        DivergenceError
            If nothing was added to one of the sides, or an option is out of range.

        Examples
        --------
        >>> import kullback
        >>> total = kullback.Accumulator(bins=2)
        >>> total.add(p=[3, 1], q=[2, 2])
        >>> total.divergence(kullback.js_distance, base=2).round(12)
        np.float64(0.220895768849)
        """
        return divergence(self.sums("p"), self.sums("q"), **({"normalize": True} | options))

    def to_bytes(self) -> bytes:
        """Return the serialised form: 48 + 32 `bins` bytes."""
        return self._words.tobytes()

    @classmethod
    def from_bytes(cls, data: bytes | bytearray | memoryview) -> "Accumulator":
        """Read what `to_bytes` returned, here, on another machine or in another language.

        Raises
        ------
        DivergenceError
            If the bytes are not those of an accumulator: foreign, truncated, altered, or of a later
            version (`Status.FORMAT`).
        """
        view = memoryview(data).cast("B")
        words = np.zeros((len(view) + 7) // 8, np.uint64)
        words.view(np.uint8)[: len(view)] = view
        if len(view) % 8:
            text = (
                "accumulator: these bytes are no accumulator: their number is not a multiple of 8"
            )
            raise DivergenceError(text, Status.FORMAT, "accumulator", (), None, 0.0)
        raise_for(_core.accumulator_check(words), _NAMES)
        self = cls.__new__(cls)
        self._words = words
        return self

    def __reduce__(self) -> tuple[object, tuple[bytes]]:
        """Pickle the bytes."""
        return type(self).from_bytes, (self.to_bytes(),)

    def __eq__(self, other: object) -> bool:
        """Whether all bytes are the same."""
        if not isinstance(other, Accumulator):
            return NotImplemented
        return np.array_equal(self._words, other._words)

    __hash__ = None  # type: ignore[assignment]  # it changes

    def __repr__(self) -> str:
        """Bins and rows."""
        return f"{type(self).__name__}(bins={self.bins}, rows={self.rows})"
