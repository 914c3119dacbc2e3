"""Multivariate normal distributions."""

import math
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from kullback import _core
from kullback._errors import translated
from kullback._settings import settings
from kullback.distributions._base import Seed, Shape, seed_of, shape_of
from kullback.distributions._gaussian_parameters import (
    FORMS,
    Array,
    as_array,
    made,
    rows_of_batch,
)
from kullback.distributions._gaussian_quantities import GaussianQuantities


class MultivariateNormal(GaussianQuantities):
    """Multivariate normal distributions, of full covariance.

    Exactly one of the matrices is given; of each only the lower triangle is read. Divergences are
    computed from the triangular matrix ``F = Lq^-1 (Lp - Lq)`` of the Cholesky factors, as a sum
    in which no term is negative: with a relative error of at most 1e-13 times the condition number
    of ``Lq``, also for distributions that nearly agree.

    Parameters
    ----------
    loc : array_like, shape (..., d)
        Mean.
    covariance_matrix : array_like, shape (..., d, d), optional
        Positive definite.
    precision_matrix : array_like, shape (..., d, d), optional
        The covariance's inverse, positive definite.
    scale_tril : array_like, shape (..., d, d), optional
        The covariance's lower Cholesky factor, of positive diagonal.

    Examples
    --------
    >>> import kullback
    >>> from kullback.distributions import MultivariateNormal
    >>> p = MultivariateNormal([0.0, 0.0], [[2.0, 0.5], [0.5, 1.0]])
    >>> q = MultivariateNormal([1.0, 0.0], [[1.0, 0.0], [0.0, 1.0]])
    >>> round(float(kullback.kl_divergence(p, q)), 12)
    0.720192106032
    """

    loc: Array

    def marginal(self, coordinates: ArrayLike) -> "MultivariateNormal":
        """Marginal distribution of some coordinates.

        Parameters
        ----------
        coordinates : array_like of int
            Different ones, in the order that the result has.

        Returns
        -------
        MultivariateNormal
            Given by its covariance, which may be singular if this one's is.
        """
        kept, batch = self._coordinates(coordinates), self.batch_shape
        loc, covariance = made(
            lambda: _core.gaussian_marginals(
                self._members(batch), kept, _core.COVARIANCE, settings(_core.KL)
            ),
            batch,
            self._own_names(),
        )
        return MultivariateNormal(loc, covariance)

    def conditional(self, coordinates: ArrayLike, values: ArrayLike) -> "MultivariateNormal":
        """Distribution of the other coordinates, in their order, where these have some values.

        With the Cholesky factor ``L`` of the covariance in which these come first, the mean is
        ``m2 + L21 L11^-1 (x - m1)`` and the covariance ``L22 L22^T``: no Schur complement is
        subtracted.

        Parameters
        ----------
        coordinates : array_like of int, shape (k,)
            Different ones.
        values : array_like, shape (..., k)
            What they are; broadcast with the batch.

        Returns
        -------
        MultivariateNormal
            Given by its covariance.
        """
        given, x = self._coordinates(coordinates), as_array("values", values, 1)
        if x.shape[-1:] != given.shape:
            raise ValueError(f"values has shape {x.shape}; the last axis is {given.size}")
        batch = np.broadcast_shapes(x.shape[:-1], self.batch_shape)
        rows: Any = rows_of_batch(x, batch, 1)
        loc, covariance = made(
            lambda: _core.gaussian_conditionals(
                self._members(batch), given, rows, _core.COVARIANCE, settings(_core.KL)
            ),
            batch,
            self._own_names() | {_core.ARGUMENT_X: "values"},
        )
        return MultivariateNormal(loc, covariance)

    def _coordinates(self, coordinates: ArrayLike) -> NDArray[np.intp]:
        d = self.event_shape[0]
        chosen = np.atleast_1d(np.asarray(coordinates))
        is_valid = (
            chosen.ndim == 1 and chosen.dtype.kind in "iu" and np.unique(chosen).size == chosen.size
        )
        if not is_valid or chosen.size == 0 or chosen.min() < 0 or chosen.max() >= d:
            raise ValueError(f"coordinates: {coordinates!r} are not different numbers below {d}")
        return chosen.astype(np.intp)

    def kl_barycenter(
        self, weights: ArrayLike | None = None, *, reverse: bool = False
    ) -> "MultivariateNormal":
        """Gaussian with the least weighted mean of divergences from the last axis of the batch.

        Parameters
        ----------
        weights : array_like, shape (n,), optional
            Not negative; they are divided by their sum. All the same by default.
        reverse : bool, default False
            False: of ``D(p_k || m)``, which moments decide, those of the mixture. True: of
            ``D(m || p_k)``, which natural parameters decide: m is proportional to the product of
            powers of the p_k. Of two, these are the points of the m- and the e-geodesic.

        Returns
        -------
        MultivariateNormal
            Given by its covariance, by its precision if `reverse`, or by `scale_tril` as this one.
        """
        if not self.batch_shape:
            raise ValueError("a barycentre is one of a batch; this is a single distribution")
        *batch, n = self.batch_shape
        shares = np.ones(n) if weights is None else as_array("weights", weights, 1)
        if shares.shape != (n,):
            raise ValueError(f"weights has shape {shares.shape}; there are {n} distributions")
        connection, form = self._average(self, reverse=reverse)
        loc, matrix = made(
            lambda: _core.gaussian_barycenters(
                connection,
                self._members(self.batch_shape),
                shares,
                form,
                settings(_core.KL, normalize=True),
            ),
            self.batch_shape,
            self._own_names() | {_core.ARGUMENT_WEIGHTS: "weights"},
            tuple(batch),
        )
        return MultivariateNormal._in_form(form, loc, matrix)

    @classmethod
    def _in_form(cls, form: int, loc: Array, matrix: Array) -> "MultivariateNormal":
        (name,) = (name for name, number in FORMS.items() if number == form)
        return cls(loc, **{name: matrix})

    def _average(self, other: "MultivariateNormal", *, reverse: bool) -> tuple[int, int]:
        """Choose the connection of an average, and its form: of factors a factor."""
        connection = _core.EXPONENTIAL_CONNECTION if reverse else _core.MIXTURE_CONNECTION
        if self._form == other._form == _core.CHOLESKY:
            return connection, _core.CHOLESKY
        return connection, _core.PRECISION if reverse else _core.COVARIANCE

    def sample(self, shape: Shape = (), seed: Seed = None, *, threads: int | None = None) -> Any:
        """Draw samples, an array of shape ``(*shape, *batch_shape, d)``; see univariate ones.

        Covariances may be singular.
        """
        axes, options = shape_of(shape), settings(_core.KL, threads=threads)
        members, count = self._members(self.batch_shape), math.prod(axes)
        try:
            draws = _core.gaussian_samples(members, seed_of(seed), count, options)
        except _core.CoreError as error:
            raise translated(error, self.batch_shape, self._own_names()) from None
        return draws.reshape(*axes, *self.batch_shape, *self.event_shape)
