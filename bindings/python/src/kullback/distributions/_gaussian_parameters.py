"""Parameters of multivariate normal distributions, in any of their forms."""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from kullback import _core
from kullback._errors import translated
from kullback._settings import settings
from kullback.distributions._base import Distribution

Array: TypeAlias = NDArray[np.float64]

FORMS = {
    "covariance_matrix": _core.COVARIANCE,
    "precision_matrix": _core.PRECISION,
    "scale_tril": _core.CHOLESKY,
}


def as_array(name: str, value: ArrayLike, axes: int) -> Array:
    """Make a read-only array of float64 with so many axes or more."""
    array = np.asarray(value)
    if array.dtype.kind not in "fiu":
        raise TypeError(f"{name} has dtype {array.dtype}; numbers are needed")
    if array.ndim < axes:
        raise ValueError(f"{name} has shape {array.shape}; at least {axes} axes are needed")
    view: Array = np.require(array, np.float64, "A").view()
    view.flags.writeable = False
    return view


def rows_of_batch(array: Array | None, batch: tuple[int, ...], axes: int) -> Array | None:
    """Broadcast to a batch, whose axes become one."""
    if array is None:
        return None
    shape = array.shape[array.ndim - axes :]
    count = int(np.prod(batch))
    return np.require(np.broadcast_to(array, (*batch, *shape)).reshape(count, *shape), None, "A")


def made(
    call: Callable[[], tuple[Array, Array]],
    batch: tuple[int, ...],
    names: Mapping[int, str],
    results: tuple[int, ...] | None = None,
) -> tuple[Array, Array]:
    """Call the library for means and matrices, as many as `results` says; as the batch by default.

    Errors are about members of the batch, and arguments of these names.
    """
    try:
        loc, matrix = call()
    except _core.CoreError as error:
        raise translated(error, batch, names) from None
    shape = batch if results is None else results
    return loc.reshape(*shape, *loc.shape[1:]), matrix.reshape(*shape, *matrix.shape[1:])


class GaussianParameters(Distribution):
    """A mean, and a covariance in the form in which it was given."""

    loc: Array

    def __init__(
        self,
        loc: ArrayLike,
        covariance_matrix: ArrayLike | None = None,
        precision_matrix: ArrayLike | None = None,
        scale_tril: ArrayLike | None = None,
    ) -> None:
        matrices = (covariance_matrix, precision_matrix, scale_tril)
        given = [(name, x) for name, x in zip(FORMS, matrices, strict=True) if x is not None]
        if len(given) != 1:
            raise ValueError(f"exactly one of {', '.join(FORMS)} is needed, not {len(given)}")
        (name, value), mean = given[0], as_array("loc", loc, 1)
        matrix = as_array(name, value, 2)
        if matrix.shape[-2:] != (*mean.shape[-1:], *mean.shape[-1:]):
            raise ValueError(f"loc has shape {mean.shape}, {name} has {matrix.shape}")
        self._set(FORMS[name], mean, name, matrix, None)

    def _set(self, form: int, loc: Array, name: str, matrix: Array, diagonal: Array | None) -> None:
        shapes = [loc.shape[:-1], matrix.shape[:-2]]
        if diagonal is not None:
            shapes.append(diagonal.shape[:-1])
        try:
            batch = np.broadcast_shapes(*shapes)
        except ValueError:
            text = f"loc has shape {loc.shape}, {name} has {matrix.shape}"
            raise ValueError(f"{text}: they must broadcast") from None
        self.__dict__.update(
            loc=loc, _form=form, _name=name, _matrix=matrix, _diagonal=diagonal, _batch=batch
        )

    @classmethod
    def _fields_of(cls, given: Any) -> tuple[str, ...]:
        return ("loc", "scale_tril")

    def __repr__(self) -> str:
        """Name the class and its parameters."""
        return f"{type(self).__name__}(loc={self.loc!r}, {self._name}={self._matrix!r})"

    def __eq__(self, other: object) -> bool:
        """Whether the other is given by the same numbers in the same form."""
        if type(other) is not type(self) or other._form != self._form:
            return False
        pairs = ((self.loc, other.loc), (self._matrix, other._matrix))
        same = all(np.array_equal(mine, others) for mine, others in pairs)
        if self._diagonal is None or other._diagonal is None:
            return same and self._diagonal is other._diagonal
        return same and np.array_equal(self._diagonal, other._diagonal)

    __hash__ = None  # type: ignore[assignment]  # arrays have none

    _form: int
    _name: str
    _matrix: Array
    _diagonal: Array | None

    @property
    def batch_shape(self) -> tuple[int, ...]:
        """Shape of the batch of distributions, ``()`` for one."""
        shape: tuple[int, ...] = self.__dict__["_batch"]
        return shape

    @property
    def event_shape(self) -> tuple[int, ...]:
        """Shape of one sample, ``(d,)``."""
        return self.loc.shape[-1:]

    @property
    def scale_tril(self) -> Array:
        """Lower Cholesky factor of the covariance."""
        is_given = self._form == _core.CHOLESKY
        return np.tril(self._matrix) if is_given else self._converted(_core.CHOLESKY)

    @property
    def covariance_matrix(self) -> Array:
        """Covariance."""
        is_given = self._form == _core.COVARIANCE
        return symmetric(self._matrix) if is_given else self._converted(_core.COVARIANCE)

    @property
    def precision_matrix(self) -> Array:
        """Inverse of the covariance."""
        is_given = self._form == _core.PRECISION
        return symmetric(self._matrix) if is_given else self._converted(_core.PRECISION)

    def _converted(self, form: int) -> Array:
        """Give the matrices in another form, one for each that was given."""
        diagonal = self._diagonal
        batch = self._matrix.shape[:-2]
        if diagonal is not None:
            batch = np.broadcast_shapes(batch, diagonal.shape[:-1])
        loc = rows_of_batch(np.zeros(self.event_shape), batch, 1)
        matrix, diagonal = rows_of_batch(self._matrix, batch, 2), rows_of_batch(diagonal, batch, 1)
        members: tuple[int, Any, Any, Any] = (self._form, loc, matrix, diagonal)
        return made(
            lambda: _core.gaussian_marginals(members, None, form, settings(_core.KL)),
            batch,
            self._own_names(),
        )[1]

    def _members(self, batch: tuple[int, ...]) -> tuple[int, Any, Any, Any]:
        """Give the library a batch of them."""
        loc, matrix = rows_of_batch(self.loc, batch, 1), rows_of_batch(self._matrix, batch, 2)
        return self._form, loc, matrix, rows_of_batch(self._diagonal, batch, 1)

    def _own_names(self) -> dict[int, str]:
        return self._arguments(_core.ARGUMENT_LOC_P, _core.ARGUMENT_P, "")

    def _arguments(self, loc: int, matrix: int, name: str) -> dict[int, str]:
        prefix = f"{name}." if name else ""
        return {loc: f"{prefix}loc", matrix: f"{prefix}{self._name}"}


def symmetric(lower: Array) -> Array:
    """Fill the upper triangle with the lower one."""
    return np.asarray(np.tril(lower) + np.swapaxes(np.tril(lower, -1), -1, -2))
