"""What distributions of vectors have in common."""

import math
from collections.abc import Callable
from typing import Any, ClassVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from kullback import _core
from kullback._errors import Outcome, raise_for
from kullback._settings import Settings, settings
from kullback._typed_rows import Results, as_floats, matrix, results_of, rows_of
from kullback.distributions._base import (
    Distribution,
    Seed,
    Shape,
    common_batch,
    seed_of,
    shape_of,
)
from kullback.distributions._univariate import as_parameter

_OF_ROWS = (_core.MEAN, _core.VARIANCE)


def as_vectors(name: str, value: ArrayLike) -> NDArray[Any]:
    """Make a read-only array of floats with a last axis."""
    array = as_floats(name, as_parameter(name, value))
    if array.ndim == 0 or array.shape[-1] == 0:
        raise ValueError(f"{name} has shape {array.shape}; vectors are needed")
    return array


class _VectorFamily(Distribution):
    """Base class: a vector of parameters each, along the last axis, and perhaps a number."""

    _family: ClassVar[int]

    def _set(self, **given: ArrayLike) -> None:
        """Keep the vectors and, if there is a second parameter, the numbers."""
        (name, value), *others = given.items()
        vectors = as_vectors(name, value)
        numbers = {name: as_floats(name, as_parameter(name, other)) for name, other in others}
        try:
            batch = np.broadcast_shapes(vectors.shape[:-1], *(x.shape for x in numbers.values()))
        except ValueError:
            text = ", ".join(f"{key} has shape {x.shape}" for key, x in numbers.items())
            raise ValueError(f"{name} has shape {vectors.shape}, {text}") from None
        self.__dict__.update({name: vectors}, **numbers)
        self.__dict__.update(_given=(vectors, *numbers.values()), _batch=batch, _names=list(given))

    def __repr__(self) -> str:
        """Name the class and its parameters."""
        text = ", ".join(f"{name}={self.__dict__[name]!r}" for name in self.__dict__["_names"])
        return f"{type(self).__name__}({text})"

    def __eq__(self, other: object) -> bool:
        """Whether the other is of the same family and has the same parameters."""
        if type(other) is not type(self):
            return False
        pairs = zip(self.__dict__["_given"], other.__dict__["_given"], strict=True)
        return all(np.array_equal(mine, others) for mine, others in pairs)

    __hash__ = None  # type: ignore[assignment]  # arrays have none

    @property
    def batch_shape(self) -> tuple[int, ...]:
        """Shape of the batch of distributions, ``()`` for one."""
        shape: tuple[int, ...] = self.__dict__["_batch"]
        return shape

    @property
    def event_shape(self) -> tuple[int, ...]:
        """Shape of one sample, ``(d,)``."""
        vectors: NDArray[Any] = self.__dict__["_given"][0]
        return vectors.shape[-1:]

    @property
    def _dtype(self) -> type[np.floating[Any]]:
        vectors: NDArray[Any] = self.__dict__["_given"][0]
        return np.float32 if vectors.itemsize < 8 else np.float64

    def _run(
        self,
        shape: tuple[int, ...],
        batch: tuple[int, ...],
        name: str,
        call: Callable[[tuple[Any, ...], list[Any], Results], Outcome],
        *others: "_VectorFamily | NDArray[Any]",
    ) -> Any:
        """Call the library with rows of this, of others or of points, broadcast to a batch."""
        kept: list[NDArray[Any]] = []

        def rows(array: NDArray[Any]) -> tuple[Any, ...]:
            kept.append(matrix(array, batch))
            return rows_of(kept[-1])

        def members(of: "_VectorFamily") -> tuple[Any, ...]:
            vectors, *numbers = of.__dict__["_given"]
            scalars = rows(numbers[0][..., np.newaxis]) if numbers else None
            return of._family, rows(vectors), scalars

        result = np.empty((*batch, *shape), self._dtype)
        arguments = [members(x) if isinstance(x, _VectorFamily) else rows(x) for x in others]
        outcome = call(members(self), arguments, results_of(result, math.prod(shape)))
        names = dict(
            zip((_core.ARGUMENT_P_FIRST, _core.ARGUMENT_P_SECOND), self._labels(name), strict=False)
        )
        for other in others:
            if isinstance(other, _VectorFamily):
                codes = (_core.ARGUMENT_Q_FIRST, _core.ARGUMENT_Q_SECOND)
                names |= dict(zip(codes, other._labels("q"), strict=False))
        raise_for(outcome, names, batch)
        return result[()]

    def _labels(self, name: str) -> list[str]:
        return [f"{name}.{field}" if name else field for field in self.__dict__["_names"]]

    def _value(
        self,
        quantity: int,
        other: Distribution | None,
        settings: Settings,
        names: tuple[str, str],
        out: NDArray[Any] | None,
    ) -> Any:
        if other is not None and type(other) is not type(self):
            return NotImplemented
        others = [] if other is None else [other]
        batch = self.batch_shape if other is None else common_batch(self, other)
        is_missing = False

        def call(mine: tuple[Any, ...], others: list[Any], results: Results) -> Outcome:
            nonlocal is_missing
            q = others[0] if others else None
            outcome = _core.vector_distribution_values(mine, q, settings, results)
            missing = (_core.ERROR_NO_CLOSED_FORM, _core.ERROR_QUANTITY)
            is_missing = outcome is not None and outcome[0] in missing
            return None if is_missing else outcome

        shape = self.event_shape if quantity in _OF_ROWS else ()
        value = self._run(shape, batch, names[0], call, *others)
        return NotImplemented if is_missing else value

    def log_prob(self, x: ArrayLike, *, threads: int | None = None) -> Any:
        """Logarithm of the density, or of the probability of counts.

        Parameters
        ----------
        x : array_like, shape (..., d)
            Points; broadcast with the batch.
        threads : int, optional
            Use at most this many threads. The result does not depend on it.

        Returns
        -------
        numpy.floating or numpy.ndarray
            -inf outside the support.
        """
        points = as_vectors("x", x)
        if points.shape[-1:] != self.event_shape:
            raise ValueError(f"x has shape {points.shape}; the last axis is {self.event_shape[0]}")
        batch = np.broadcast_shapes(points.shape[:-1], self.batch_shape)
        options = settings(_core.KL, threads=threads)

        def call(mine: tuple[Any, ...], others: list[Any], results: Results) -> Outcome:
            return _core.vector_distribution_log_densities(mine, others[0], options, results)

        return self._run((), batch, "", call, points)

    def sample(self, shape: Shape = (), seed: Seed = None, *, threads: int | None = None) -> Any:
        """Draw samples, an array of shape ``(*shape, *batch_shape, d)``; see univariate ones."""
        options = settings(_core.KL, threads=threads)
        number = seed_of(seed)

        def call(mine: tuple[Any, ...], others: list[Any], results: Results) -> Outcome:
            return _core.vector_distribution_samples(mine, number, 0, options, results)

        batch = (*shape_of(shape), *self.batch_shape)
        return self._run(self.event_shape, batch, "", call)
