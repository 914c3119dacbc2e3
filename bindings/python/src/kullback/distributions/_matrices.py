"""Distributions of matrices, and matrix normal distributions."""

import math
from typing import Any, ClassVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from kullback import _core
from kullback._errors import translated
from kullback._settings import Settings, settings, unit_of
from kullback.distributions._base import (
    Distribution,
    Seed,
    Shape,
    common_batch,
    seed_of,
    shape_of,
)
from kullback.distributions._gaussian import MultivariateNormal
from kullback.distributions._gaussian_parameters import Array, as_array, rows_of_batch, symmetric


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
            shape = self.batch_shape
            if quantity == _core.ENTROPY:
                self._check()
                return np.broadcast_to(self._entropy() / unit_of(settings), shape).copy()[()]
            if quantity in (_core.MEAN, _core.VARIANCE):
                value = self._mean() if quantity == _core.MEAN else self._variance()
                return np.broadcast_to(value, (*shape, *self.event_shape)).copy()
        if type(other) is not type(self) or quantity != _core.KL:
            return NotImplemented
        return self._kl(other, settings, names)

    def _kl(self, other: "_MatrixFamily", settings: Settings, names: tuple[str, str]) -> Any:
        batch = common_batch(self, other)
        try:
            values = _core.matrix_distribution_kl(
                self._members(batch), other._members(batch), settings
            )
        except _core.CoreError as error:
            labels: dict[int, str] = {}
            for codes, name in zip(self._codes, names, strict=True):
                prefix = f"{name}." if name else ""
                fields = (prefix + field for field in self._names)
                labels |= dict(zip(codes, fields, strict=True))
            raise translated(error, batch, labels) from None
        return values.reshape(batch)[()]

    def _check(self) -> None:
        """Raise what is wrong with the parameters."""
        self._kl(self, settings(_core.KL), ("", ""))

    def _entropy(self) -> Any:
        raise NotImplementedError

    def _mean(self) -> Any:
        raise NotImplementedError

    def _variance(self) -> Any:
        raise NotImplementedError


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

    @property
    def _matrices(self) -> tuple[Array, Array]:
        return symmetric(self.row_covariance), symmetric(self.column_covariance)

    def _check(self) -> None:
        for name in self._names[1:]:
            matrix = self.__dict__[name]
            # The library's check of a covariance, at the cost of this one alone.
            gaussian = MultivariateNormal(np.zeros(matrix.shape[-1]), matrix)
            gaussian.__dict__.update(_name=name)
            gaussian.entropy()

    def _log_determinant(self) -> Any:
        (n, p), (rows, columns) = self.event_shape, self._matrices
        return p * np.linalg.slogdet(rows)[1] + n * np.linalg.slogdet(columns)[1]

    def _entropy(self) -> Any:
        constant = math.prod(self.event_shape) * (1 + math.log(2 * math.pi))
        return (constant + self._log_determinant()) / 2

    def _mean(self) -> Any:
        return self.loc

    def _variance(self) -> Any:
        rows, columns = (np.diagonal(x, axis1=-2, axis2=-1) for x in self._matrices)
        return rows[..., :, np.newaxis] * columns[..., np.newaxis, :]

    def log_prob(self, x: ArrayLike) -> Any:
        """Logarithm of the density, at matrices of shape ``(..., n, p)``."""
        points = as_array("x", x, 2)
        if points.shape[-2:] != self.event_shape:
            raise ValueError(f"x has shape {points.shape}; its matrices are {self.event_shape}")
        self._check()
        (rows, columns), step = self._matrices, points - self.loc
        left = np.linalg.solve(np.linalg.cholesky(rows), step)
        both = np.linalg.solve(np.linalg.cholesky(columns), np.swapaxes(left, -1, -2))
        constant = math.prod(self.event_shape) * math.log(2 * math.pi)
        squares = np.sum(both * both, axis=(-2, -1))
        return -(squares + constant + self._log_determinant()) / 2

    def sample(self, shape: Shape = (), seed: Seed = None) -> Any:
        """Draw samples, an array of shape ``(*shape, *batch_shape, n, p)``.

        ``loc + A Z B^T`` with ``U = A A^T`` and ``V = B B^T``, from NumPy's generator of the seed.
        """
        self._check()
        random = np.random.default_rng(seed_of(seed))
        z = random.standard_normal((*shape_of(shape), *self.batch_shape, *self.event_shape))
        left, right = (np.linalg.cholesky(x) for x in self._matrices)
        return self.loc + left @ z @ np.swapaxes(right, -1, -2)
