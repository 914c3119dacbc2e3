"""Distributions of matrices, and matrix normal distributions."""

from collections.abc import Callable
from typing import Any, ClassVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from kullback import _core
from kullback._errors import translated
from kullback._settings import Settings, settings
from kullback.distributions._base import (
    Distribution,
    Seed,
    Shape,
    common_batch,
    seed_of,
    shape_of,
)
from kullback.distributions._gaussian_parameters import Array, as_array, rows_of_batch

_DIVERGENCES = {
    _core.KL,
    _core.RENYI,
    _core.BHATTACHARYYA_DISTANCE,
    _core.BHATTACHARYYA_COEFFICIENT,
    _core.SQUARED_HELLINGER,
    _core.HELLINGER_DISTANCE,
}


class _MatrixFamily(Distribution):
    """Base class: parameters, of which each has some axes of its own."""

    _family: ClassVar[int]
    _names: ClassVar[tuple[str, ...]]
    _axes: ClassVar[tuple[int, ...]]
    # Of p and of q, in the order of the parameters.
    _codes: ClassVar[tuple[tuple[int, ...], tuple[int, ...]]]

    def _set(self, *given: ArrayLike) -> None:
        """Keep the parameters, of which the last is a square matrix."""
        named = zip(self._names, given, self._axes, strict=True)
        arrays = [as_array(name, value, axes) for name, value, axes in named]
        text = ", ".join(
            f"{name} has {x.shape}" for name, x in zip(self._names, arrays, strict=True)
        )
        if not self._fits(arrays):
            raise ValueError(f"{text}: they are no parameters of a {type(self).__name__}")
        shapes = [x.shape[: x.ndim - axes] for x, axes in zip(arrays, self._axes, strict=True)]
        try:
            batch = np.broadcast_shapes(*shapes)
        except ValueError:
            raise ValueError(f"{text}: they must broadcast") from None
        self.__dict__.update(zip(self._names, arrays, strict=True), _batch=batch)

    def _fits(self, arrays: list[Array]) -> bool:
        """Whether the axes of each one's own agree."""
        return bool(arrays[1].shape[-1] == arrays[1].shape[-2] > 0)

    @property
    def _given(self) -> list[Array]:
        return [self.__dict__[name] for name in self._names]

    def __repr__(self) -> str:
        """Name the class and its parameters."""
        text = ", ".join(f"{name}={self.__dict__[name]!r}" for name in self._names)
        return f"{type(self).__name__}({text})"

    def __eq__(self, other: object) -> bool:
        """Whether the other is of the same family and has the same parameters."""
        if type(other) is not type(self):
            return False
        pairs = zip(self._given, other._given, strict=True)
        return all(np.array_equal(mine, others) for mine, others in pairs)

    __hash__ = None  # type: ignore[assignment]  # arrays have none

    @property
    def batch_shape(self) -> tuple[int, ...]:
        """Shape of the batch of distributions, ``()`` for one."""
        shape: tuple[int, ...] = self.__dict__["_batch"]
        return shape

    @property
    def event_shape(self) -> tuple[int, ...]:
        """Shape of one matrix."""
        return self._given[1].shape[-2:]

    def _members(self, batch: tuple[int, ...]) -> tuple[int, Any, Any, Any]:
        """Give the library a batch of them."""
        pairs = zip(self._given, self._axes, strict=True)
        arrays: list[Any] = [rows_of_batch(array, batch, axes) for array, axes in pairs]
        loc, first, second = ([None] if len(arrays) == 2 else []) + arrays
        return self._family, loc, first, second

    def _value(
        self,
        quantity: int,
        other: Distribution | None,
        settings: Settings,
        names: tuple[str, str],
        out: NDArray[Any] | None,
    ) -> Any:
        if other is None:
            return self._property(quantity, settings)
        if not isinstance(other, _MatrixFamily) or type(other) is not type(self):
            return NotImplemented
        if quantity not in _DIVERGENCES:
            return NotImplemented
        batch = common_batch(self, other)
        values = self._run(
            _core.matrix_distribution_values, batch, names, other._members(batch), settings
        )
        return values.reshape(batch)[()]

    def _property(self, quantity: int, settings: Settings) -> Any:
        batch, names = self.batch_shape, ("", "")
        if quantity == _core.ENTROPY:
            values = self._run(_core.matrix_distribution_values, batch, names, None, settings)
            return values.reshape(batch)[()]
        if quantity not in (_core.MEAN, _core.VARIANCE):
            return NotImplemented
        moments = self._run(_core.matrix_distribution_moments, batch, names, settings)
        return moments.reshape(*batch, *self.event_shape)

    def _run(
        self,
        function: Callable[..., Array],
        batch: tuple[int, ...],
        names: tuple[str, str],
        *arguments: Any,
    ) -> Array:
        """Call the library with a batch of these."""
        try:
            return function(self._members(batch), *arguments)
        except _core.CoreError as error:
            labels = {_core.ARGUMENT_X: "x"}
            for codes, name in zip(self._codes, names, strict=True):
                prefix = f"{name}." if name else ""
                fields = (prefix + field for field in self._names)
                labels |= dict(zip(codes, fields, strict=True))
            raise translated(error, batch, labels) from None

    def log_prob(self, x: ArrayLike, *, threads: int | None = None) -> Any:
        """Logarithm of the density.

        Parameters
        ----------
        x : array_like, shape (..., n, p)
            Points; broadcast with the batch. Of symmetric matrices the lower triangle is read,
            and it is its density.
        threads : int, optional
            Use at most this many threads. The result does not depend on it.

        Returns
        -------
        numpy.floating or numpy.ndarray
            -inf outside the support.
        """
        points = as_array("x", x, 2)
        if points.shape[-2:] != self.event_shape:
            raise ValueError(f"x has shape {points.shape}; its matrices are {self.event_shape}")
        batch = np.broadcast_shapes(points.shape[:-2], self.batch_shape)
        rows, options = rows_of_batch(points, batch, 2), settings(_core.KL, threads=threads)
        values = self._run(_core.matrix_distribution_log_densities, batch, ("", ""), rows, options)
        return values.reshape(batch)[()]

    def sample(self, shape: Shape = (), seed: Seed = None, *, threads: int | None = None) -> Any:
        """Draw samples, an array of shape ``(*shape, *batch_shape, n, p)``; see univariate ones."""
        batch = (*shape_of(shape), *self.batch_shape)
        options = settings(_core.KL, threads=threads)
        draws = self._run(
            _core.matrix_distribution_samples, batch, ("", ""), seed_of(seed), 0, options
        )
        return draws.reshape(*batch, *self.event_shape)


class MatrixNormal(_MatrixFamily):
    """Matrix normal distributions: normal matrices with covariances ``U_ij V_kl`` (Dawid 1981).

    Divergences are those of normal distributions of ``n * p`` dimensions, and take time
    proportional to ``(n * p)^3``.

    Parameters
    ----------
    loc : array_like, shape (..., n, p)
        Mean.
    row_covariance : array_like, shape (..., n, n)
        U, of the elements of a column, positive definite; the lower triangle is read.
    column_covariance : array_like, shape (..., p, p)
        V, of the elements of a row, likewise.

    Examples
    --------
    >>> import kullback
    >>> from kullback.distributions import MatrixNormal
    >>> p = MatrixNormal([[1.0, -1.0]], [[2.0]], [[2.0, 0.0], [0.0, 1.0]])
    >>> q = MatrixNormal([[0.0, 0.0]], [[1.0]], [[4.0, 0.0], [0.0, 2.0]])
    >>> round(float(kullback.kl_divergence(p, q)), 12)
    0.375
    """

    _family = _core.MATRIX_NORMAL
    _names = ("loc", "row_covariance", "column_covariance")
    _axes = (2, 2, 2)
    _codes = (
        (_core.ARGUMENT_LOC_P, _core.ARGUMENT_P_FIRST, _core.ARGUMENT_P_SECOND),
        (_core.ARGUMENT_LOC_Q, _core.ARGUMENT_Q_FIRST, _core.ARGUMENT_Q_SECOND),
    )
    loc: Array
    row_covariance: Array
    column_covariance: Array

    def __init__(
        self, loc: ArrayLike, row_covariance: ArrayLike, column_covariance: ArrayLike
    ) -> None:
        self._set(loc, row_covariance, column_covariance)

    def _fits(self, arrays: list[Array]) -> bool:
        n, p = arrays[0].shape[-2:]
        return arrays[1].shape[-2:] == (n, n) and arrays[2].shape[-2:] == (p, p) and n * p > 0

    @property
    def event_shape(self) -> tuple[int, ...]:
        """Shape of one matrix, ``(n, p)``."""
        return self.loc.shape[-2:]
