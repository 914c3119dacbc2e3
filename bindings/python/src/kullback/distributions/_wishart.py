"""Wishart distributions and their inverses."""

import math
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from kullback import _core
from kullback.distributions._base import Seed, Shape, seed_of, shape_of
from kullback.distributions._gaussian_parameters import Array, as_array, symmetric
from kullback.distributions._matrices import _MatrixFamily
from kullback.distributions._positive import Gamma


class _WishartFamily(_MatrixFamily):
    """Base class of the Wishart distribution and that of its inverse."""

    _axes = (0, 2)
    _codes = (
        (_core.ARGUMENT_P_FIRST, _core.ARGUMENT_P_SECOND),
        (_core.ARGUMENT_Q_FIRST, _core.ARGUMENT_Q_SECOND),
    )
    df: Array

    @property
    def _matrix(self) -> Array:
        return symmetric(self._given[1])

    @property
    def _size(self) -> int:
        return self.event_shape[0]

    def _shapes(self) -> Array:
        """``(n - i) / 2`` for i < d: shapes of the gamma distributions of Bartlett's factors."""
        return np.asarray((self.df[..., np.newaxis] - np.arange(self._size)) / 2)

    @property
    def _log_pi(self) -> float:
        return self._size * (self._size - 1) / 4 * math.log(math.pi)

    def _log_multigamma(self) -> Any:
        logs = np.vectorize(math.lgamma, [float])(self._shapes())
        return self._log_pi + np.sum(logs, axis=-1)

    def _bartlett(self, shape: Shape, seed: Seed) -> Array:
        """Lower triangular factors of Wishart matrices whose covariance is the unit matrix."""
        self._check()
        random = np.random.default_rng(seed_of(seed))
        batch, d = (*shape_of(shape), *self.batch_shape), self._size
        factor = np.tril(random.standard_normal((*batch, d, d)), -1)
        squares = random.chisquare(np.broadcast_to(2 * self._shapes(), (*batch, d)))
        factor[..., range(d), range(d)] = np.sqrt(squares)
        return factor

    def _traces(self, x: ArrayLike) -> tuple[Array, Array]:
        """Points, and the logarithms of their determinants, -inf outside the support."""
        points = as_array("x", x, 2)
        if points.shape[-2:] != self.event_shape:
            raise ValueError(f"x has shape {points.shape}; its matrices are {self.event_shape}")
        self._check()
        points = symmetric(points)
        values = np.linalg.eigvalsh(points)
        is_inside = np.all(values > 0, axis=-1, keepdims=True)
        logs = np.sum(np.log(np.where(is_inside, values, 1.0)), axis=-1)
        return points, np.where(is_inside[..., 0] | np.isnan(logs), logs, -np.inf)


class Wishart(_WishartFamily):
    """Wishart distributions: the scatter of draws from a normal distribution of mean 0.

    ``D(p || q)`` is n_q times that of two normal distributions with the covariances n V, and what
    the degrees of freedom add, all of them sums of numbers that are not negative.

    Parameters
    ----------
    df : array_like, shape (...)
        Degrees of freedom n, above d - 1.
    covariance_matrix : array_like, shape (..., d, d)
        V, positive definite; the lower triangle is read. The mean is n V.

    Examples
    --------
    >>> import kullback
    >>> from kullback.distributions import Wishart
    >>> p = Wishart(3.0, [[2.0, 0.5], [0.5, 1.0]])
    >>> q = Wishart(4.0, [[1.0, -0.25], [-0.25, 3.0]])
    >>> round(float(kullback.kl_divergence(p, q)), 12)
    2.008376688106
    """

    _family = _core.WISHART
    _names = ("df", "covariance_matrix")
    covariance_matrix: Array

    def __init__(self, df: ArrayLike, covariance_matrix: ArrayLike) -> None:
        self._set(df, covariance_matrix)

    def _entropy(self) -> Any:
        d, shapes = self._size, self._shapes()
        i = np.arange(d)
        terms = Gamma(shapes, 1.0).entropy() + (d - 1 - i) / 2 * _digamma(shapes) + i / 2
        determinant = np.linalg.slogdet(self._matrix)[1] + d * math.log(2)
        return (d + 1) / 2 * determinant + np.sum(terms, axis=-1) + self._log_pi

    def _mean(self) -> Any:
        return self.df[..., np.newaxis, np.newaxis] * self._matrix

    def _variance(self) -> Any:
        v = self._matrix
        return self.df[..., np.newaxis, np.newaxis] * (v * v + _outer_diagonals(v))

    def log_prob(self, x: ArrayLike) -> Any:
        """Logarithm of the density of the lower triangle, at matrices of shape ``(..., d, d)``."""
        points, determinant = self._traces(x)
        n, d = self.df, self._size
        own = np.linalg.slogdet(self._matrix)[1] + d * math.log(2)
        trace = np.trace(np.linalg.solve(self._matrix, points), axis1=-2, axis2=-1)
        inside = (n - d - 1) / 2 * _finite(determinant) - (trace + n * own) / 2
        return np.where(np.isneginf(determinant), -np.inf, inside - self._log_multigamma())[()]

    def sample(self, shape: Shape = (), seed: Seed = None) -> Any:
        """Draw samples, an array of shape ``(*shape, *batch_shape, d, d)``.

        ``L A A^T L^T`` with ``V = L L^T`` and Bartlett's A (1933), from NumPy's generator of the
        seed.
        """
        factor = np.linalg.cholesky(self._matrix) @ self._bartlett(shape, seed)
        return factor @ np.swapaxes(factor, -1, -2)


class InverseWishart(_WishartFamily):
    """Inverse Wishart distributions: the inverse is Wishart with the covariance ``Psi^-1``.

    Parameters
    ----------
    df : array_like, shape (...)
        Degrees of freedom n, above d - 1.
    scale_matrix : array_like, shape (..., d, d)
        Psi, positive definite; the lower triangle is read. The mean is ``Psi / (n - d - 1)``.

    Examples
    --------
    >>> import kullback
    >>> from kullback.distributions import InverseWishart
    >>> p = InverseWishart(6.0, [[2.0, 0.5], [0.5, 1.0]])
    >>> q = InverseWishart(7.0, [[1.0, -0.25], [-0.25, 3.0]])
    >>> round(float(kullback.kl_divergence(p, q)), 12)
    4.719090852202
    """

    _family = _core.INVERSE_WISHART
    _names = ("df", "scale_matrix")
    scale_matrix: Array

    def __init__(self, df: ArrayLike, scale_matrix: ArrayLike) -> None:
        self._set(df, scale_matrix)

    def _entropy(self) -> Any:
        d, shapes = self._size, self._shapes()
        i = np.arange(d)
        terms = Gamma(shapes, 1.0).entropy() - (d + 3 + i) / 2 * _digamma(shapes) + i / 2
        determinant = np.linalg.slogdet(self._matrix)[1] - d * math.log(2)
        return (d + 1) / 2 * determinant + np.sum(terms, axis=-1) + self._log_pi

    def _mean(self) -> Any:
        excess = self.df[..., np.newaxis, np.newaxis] - self._size - 1
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.where(excess > 0, self._matrix / excess, np.inf * self._matrix)

    def _variance(self) -> Any:
        excess, psi = self.df[..., np.newaxis, np.newaxis] - self._size - 1, self._matrix
        with np.errstate(divide="ignore", invalid="ignore"):
            numerator = (excess + 2) * psi * psi + excess * _outer_diagonals(psi)
            value = numerator / ((excess + 1) * excess * excess * (excess - 2))
        return np.where(excess <= 2, np.inf, value)

    def log_prob(self, x: ArrayLike) -> Any:
        """Logarithm of the density of the lower triangle, at matrices of shape ``(..., d, d)``."""
        points, determinant = self._traces(x)
        n, d = self.df, self._size
        own = np.linalg.slogdet(self._matrix)[1] - d * math.log(2)
        is_outside = np.isneginf(determinant)
        safe = np.where(is_outside[..., np.newaxis, np.newaxis], np.eye(d), points)
        trace = np.trace(np.linalg.solve(safe, self._matrix), axis1=-2, axis2=-1)
        inside = (n * own - (n + d + 1) * _finite(determinant) - trace) / 2
        return np.where(is_outside, -np.inf, inside - self._log_multigamma())[()]

    def sample(self, shape: Shape = (), seed: Seed = None) -> Any:
        """Draw samples, an array of shape ``(*shape, *batch_shape, d, d)``.

        ``B^T B`` with ``B = A^-1 L^T``, ``Psi = L L^T`` and Bartlett's A (1933), from NumPy's
        generator of the seed.
        """
        factor = self._bartlett(shape, seed)
        root = np.swapaxes(np.linalg.cholesky(self._matrix), -1, -2)
        half = np.linalg.solve(factor, np.broadcast_to(root, factor.shape))
        return np.swapaxes(half, -1, -2) @ half


def _outer_diagonals(matrix: Array) -> Array:
    diagonal = np.diagonal(matrix, axis1=-2, axis2=-1)
    return np.asarray(diagonal[..., :, np.newaxis] * diagonal[..., np.newaxis, :])


def _finite(x: Array) -> Array:
    return np.where(np.isneginf(x), 0.0, x)


def _digamma(x: Array) -> Array:
    """Compute psi by recursion to 10 and beyond, and its asymptotic series there."""
    shift = np.zeros_like(x)
    y = np.array(x)
    for _ in range(10):
        is_small = y < 10
        shift -= np.where(is_small, 1 / y, 0.0)
        y = np.where(is_small, y + 1, y)
    square = 1 / (y * y)
    series = np.polynomial.polynomial.polyval(square, _DIGAMMA_SERIES)
    return np.asarray(shift + np.log(y) - 0.5 / y - square * series)


# B_2k / (2 k)
_DIGAMMA_SERIES = (1 / 12, -1 / 120, 1 / 252, -1 / 240, 1 / 132, -691 / 32760, 1 / 12)
