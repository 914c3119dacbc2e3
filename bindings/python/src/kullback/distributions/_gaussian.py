"""Multivariate normal distributions."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from kullback import _core
from kullback._errors import translated
from kullback._settings import Settings, interior_weight, settings
from kullback.distributions._base import (
    Distribution,
    Seed,
    Shape,
    common_batch,
    seed_of,
    shape_of,
)
from kullback.distributions._gaussian_parameters import (
    Array,
    GaussianParameters,
    as_array,
    rows_of_batch,
)

_DIVERGENCES = {
    _core.KL,
    _core.RENYI,
    _core.BHATTACHARYYA_DISTANCE,
    _core.BHATTACHARYYA_COEFFICIENT,
    _core.SQUARED_HELLINGER,
    _core.HELLINGER_DISTANCE,
    _core.GEOMETRIC_JS,
    _core.DUAL_GEOMETRIC_JS,
    _core.SQUARED_WASSERSTEIN,
}


class MultivariateNormal(GaussianParameters):
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

    def _common(self, other: "MultivariateNormal") -> tuple[int, ...]:
        if other.event_shape != self.event_shape:
            text = f"p has event shape {self.event_shape}, q has {other.event_shape}"
            raise ValueError(f"{text}: they must agree")
        return common_batch(self, other)

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
        if not isinstance(other, MultivariateNormal) or quantity not in _DIVERGENCES:
            return NotImplemented
        batch = self._common(other)
        members = self._members(batch), other._members(batch)
        try:
            values = _core.gaussian_divergences(*members, settings)
        except _core.CoreError as error:
            raise translated(error, batch, self._both(other, names)) from None
        return values.reshape(batch)[()]

    def _both(self, other: "MultivariateNormal", names: tuple[str, str]) -> dict[int, str]:
        mine = self._arguments(_core.ARGUMENT_LOC_P, _core.ARGUMENT_P, names[0])
        return mine | other._arguments(_core.ARGUMENT_LOC_Q, _core.ARGUMENT_Q, names[1])

    def _property(self, quantity: int, settings: Settings) -> Any:
        shape = (*self.batch_shape, *self.event_shape)
        if quantity == _core.MEAN:
            return np.broadcast_to(self.loc, shape).copy()
        if quantity == _core.VARIANCE:
            diagonal = np.diagonal(self.covariance_matrix, axis1=-2, axis2=-1)
            return np.broadcast_to(diagonal, shape).copy()
        if quantity != _core.ENTROPY:
            return NotImplemented
        return self._own_values(None, self.batch_shape, settings)

    def _own_values(
        self, what: "Array | int | None", batch: tuple[int, ...], settings: Settings
    ) -> Any:
        try:
            values = _core.gaussian_values(self._members(batch), what, settings)
        except _core.CoreError as error:
            names = self._arguments(_core.ARGUMENT_LOC_P, _core.ARGUMENT_P, "")
            raise translated(error, batch, names | {_core.ARGUMENT_X: "x"}) from None
        return values.reshape(batch)[()]

    def log_prob(self, x: ArrayLike, *, threads: int | None = None) -> Any:
        """Logarithm of the density.

        Parameters
        ----------
        x : array_like, shape (..., d)
            Points; broadcast with the batch.
        threads : int, optional
            Use at most this many threads. The result does not depend on it.

        Returns
        -------
        numpy.floating or numpy.ndarray
        """
        points = as_array("x", x, 1)
        if points.shape[-1:] != self.event_shape:
            raise ValueError(f"x has shape {points.shape}; the last axis is {self.event_shape[0]}")
        batch = np.broadcast_shapes(points.shape[:-1], self.batch_shape)
        options = settings(_core.KL, threads=threads)
        return self._own_values(rows_of_batch(points, batch, 1), batch, options)

    def mutual_information(
        self, count: int, *, base: float | None = None, threads: int | None = None
    ) -> Any:
        """Mutual information of the first `count` coordinates and the others.

        ``log(det S11 det S22 / det S) / 2``, never negative.
        """
        options = settings(_core.KL, base=base, threads=threads)
        return self._own_values(int(count), self.batch_shape, options)

    def _divergence(self, quantity: int, other: "MultivariateNormal", **options: Any) -> Any:
        return self._value(quantity, other, settings(quantity, **options), ("p", "q"), None)

    def geometric_js_divergence(
        self,
        other: "MultivariateNormal",
        weight: float = 0.5,
        *,
        dual: bool = False,
        base: float | None = None,
        threads: int | None = None,
    ) -> Any:
        """Geometric Jensen-Shannon divergence (Nielsen 2019, Deasy et al. 2020).

        ``w D(p || m) + (1 - w) D(q || m)``, in which m is proportional to ``p^w q^(1 - w)``; the
        dual one has m first.
        """
        quantity = _core.DUAL_GEOMETRIC_JS if dual else _core.GEOMETRIC_JS
        checked = interior_weight("weight", weight)
        return self._divergence(quantity, other, weight=checked, base=base, threads=threads)

    def squared_wasserstein_distance(
        self, other: "MultivariateNormal", *, threads: int | None = None
    ) -> Any:
        """Squared 2-Wasserstein distance, for covariances that of Bures."""
        return self._divergence(_core.SQUARED_WASSERSTEIN, other, threads=threads)

    def kl_gradients(
        self, other: "MultivariateNormal", *, threads: int | None = None
    ) -> tuple[Any, Any, Any, Any]:
        """Gradients of ``D(self || other)``.

        Returns
        -------
        tuple of numpy.ndarray
            With respect to `self`'s loc and scale_tril, and to `other`'s; matrices are lower
            triangular.
        """
        batch = self._common(other)
        members = self._members(batch), other._members(batch)
        try:
            _, *gradients = _core.gaussian_kl_gradients(
                *members, settings(_core.KL, threads=threads)
            )
        except _core.CoreError as error:
            raise translated(error, batch, self._both(other, ("p", "q"))) from None
        a, b, c, d = (x.reshape(*batch, *x.shape[1:]) for x in gradients)
        return a, b, c, d

    def marginal(self, coordinates: ArrayLike) -> "MultivariateNormal":
        """Marginal distribution of some coordinates, in the order given."""
        kept = self._coordinates(coordinates)
        covariance = self.covariance_matrix[..., kept[:, np.newaxis], kept]
        return MultivariateNormal(self.loc[..., kept], covariance)

    def conditional(self, coordinates: ArrayLike, values: ArrayLike) -> "MultivariateNormal":
        """Distribution of the other coordinates where these have the values, shape (..., k).

        Mean ``m2 + S21 S11^-1 (x - m1)``, and the covariance of the Schur complement from the
        factor ``L1^-1 S12``, whose square is subtracted.
        """
        given = self._coordinates(coordinates)
        rest = np.setdiff1d(np.arange(*self.event_shape), given)
        covariance = self.covariance_matrix
        first = np.linalg.cholesky(covariance[..., given[:, np.newaxis], given])
        cross = np.linalg.solve(first, covariance[..., given[:, np.newaxis], rest])
        step = as_array("values", values, 1) - self.loc[..., given]
        whitened = np.linalg.solve(first, step[..., np.newaxis])
        shift = np.swapaxes(cross, -1, -2) @ whitened
        schur = covariance[..., rest[:, np.newaxis], rest] - np.swapaxes(cross, -1, -2) @ cross
        return MultivariateNormal(self.loc[..., rest] + shift[..., 0], schur)

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
            Positive; they are divided by their sum. All the same by default.
        reverse : bool, default False
            False: of ``D(p_k || m)``, which moments decide, those of the mixture. True: of
            ``D(m || p_k)``, which natural parameters decide: m is proportional to the product of
            powers of the p_k. Of two, these are the points of the m- and the e-geodesic.

        Returns
        -------
        MultivariateNormal
        """
        if not self.batch_shape:
            raise ValueError("a barycentre is one of a batch; this is a single distribution")
        n, d = self.batch_shape[-1], self.event_shape[0]
        share = np.ones(n) if weights is None else np.asarray(weights, np.float64)
        if share.shape != (n,) or not np.all(share >= 0) or not 0 < share.sum() < np.inf:
            raise ValueError(f"weights: {share!r} are not {n} positive numbers")
        share = (share / share.sum())[:, np.newaxis]
        loc = np.broadcast_to(self.loc, (*self.batch_shape, d))
        if reverse:
            precision = np.broadcast_to(self.precision_matrix, (*self.batch_shape, d, d))
            total = np.sum(share[..., np.newaxis] * precision, axis=-3)
            natural = np.sum(share * (precision @ loc[..., np.newaxis])[..., 0], axis=-2)
            mean = np.linalg.solve(total, natural[..., np.newaxis])[..., 0]
            return MultivariateNormal(mean, precision_matrix=total)
        mean = np.sum(share * loc, axis=-2)
        steps = loc - mean[..., np.newaxis, :]
        spread = self.covariance_matrix + steps[..., np.newaxis] * steps[..., np.newaxis, :]
        return MultivariateNormal(mean, np.sum(share[..., np.newaxis] * spread, axis=-3))

    def sample(self, shape: Shape = (), seed: Seed = None, *, threads: int | None = None) -> Any:
        """Draw samples, an array of shape ``(*shape, *batch_shape, d)``; see univariate ones."""
        result = np.empty((*shape_of(shape), *self.batch_shape, *self.event_shape))
        standard = (_core.FAMILIES["normal"], 0.0, 1.0)
        options = settings(_core.KL, threads=threads)
        _core.distribution_samples(standard, seed_of(seed), 0, options, result)
        return self.loc + np.einsum("...ij,...j->...i", self.scale_tril, result)
