"""Quantities of multivariate normal distributions: divergences, entropy, densities, gradients."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from kullback import _core
from kullback._errors import translated
from kullback._settings import Settings, interior_weight, settings
from kullback.distributions._base import Distribution, common_batch
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


class GaussianQuantities(GaussianParameters):
    """What is computed of one multivariate normal distribution, or of two."""

    def _common(self, other: "GaussianQuantities") -> tuple[int, ...]:
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
        if not isinstance(other, GaussianQuantities) or quantity not in _DIVERGENCES:
            return NotImplemented
        batch = self._common(other)
        members = self._members(batch), other._members(batch)
        try:
            values = _core.gaussian_divergences(*members, settings)
        except _core.CoreError as error:
            raise translated(error, batch, self._both(other, names)) from None
        return values.reshape(batch)[()]

    def _both(self, other: "GaussianQuantities", names: tuple[str, str]) -> dict[int, str]:
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
            raise translated(error, batch, self._own_names() | {_core.ARGUMENT_X: "x"}) from None
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

    def _divergence(self, quantity: int, other: "GaussianQuantities", **options: Any) -> Any:
        return self._value(quantity, other, settings(quantity, **options), ("p", "q"), None)

    def geometric_js_divergence(
        self,
        other: "GaussianQuantities",
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
        self, other: "GaussianQuantities", *, threads: int | None = None
    ) -> Any:
        """Squared 2-Wasserstein distance, for covariances that of Bures."""
        return self._divergence(_core.SQUARED_WASSERSTEIN, other, threads=threads)

    def kl_gradients(
        self, other: "GaussianQuantities", *, threads: int | None = None
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
