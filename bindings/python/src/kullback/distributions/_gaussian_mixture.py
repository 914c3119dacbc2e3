"""Mixtures of multivariate normal distributions."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from kullback import _core
from kullback._errors import translated
from kullback._settings import Settings, settings
from kullback.distributions._base import Distribution, Seed, Shape, seed_of, shape_of
from kullback.distributions._gaussian import MultivariateNormal

Members = tuple[tuple[int, Any, Any, Any], Any]


class GaussianMixture(Distribution):
    """A mixture of multivariate normal distributions.

    There is no closed form of the KL divergence between two: `kullback.mixtures.kl_divergence`
    gives bounds, approximations and an estimate. `kullback.projections.project` gives the normal
    distribution closest to a mixture.

    Parameters
    ----------
    weights : array_like, shape (K,)
        Not negative, with a sum of one within 1e-6.
    components : MultivariateNormal
        A batch of K of them.

    Examples
    --------
    >>> from kullback.distributions import GaussianMixture, MultivariateNormal
    >>> components = MultivariateNormal([[-2.0], [2.5]], [[[0.49]], [[1.21]]])
    >>> p = GaussianMixture([0.6, 0.4], components)
    >>> p.mean
    array([-0.2])
    >>> float(p.log_prob([0.0]).round(12))
    -4.090218213268
    """

    weights: Any
    components: MultivariateNormal

    def __init__(self, weights: ArrayLike, components: MultivariateNormal) -> None:
        shares = np.require(np.asarray(weights, np.float64), None, "A").view()
        if not isinstance(components, MultivariateNormal):
            text = f"components: a {type(components).__name__} is not a MultivariateNormal"
            raise TypeError(text)
        if shares.ndim != 1 or components.batch_shape != shares.shape:
            text = f"weights has shape {shares.shape}, components {components.batch_shape}"
            raise ValueError(f"{text}: there is one weight for each of a batch of one axis")
        shares.flags.writeable = False
        self.__dict__.update(weights=shares, components=components)

    def __repr__(self) -> str:
        """Name the class and its parameters."""
        return f"GaussianMixture({self.weights!r}, {self.components!r})"

    @property
    def batch_shape(self) -> tuple[int, ...]:
        """Shape of the batch: ``()``, there is one mixture."""
        return ()

    @property
    def event_shape(self) -> tuple[int, ...]:
        """Shape of one sample, ``(d,)``."""
        return self.components.event_shape

    @property
    def members(self) -> Members:
        """The mixture, as the compiled layer takes it."""
        return self.components._members(self.components.batch_shape), self.weights

    @property
    def mean(self) -> Any:
        """Mean."""
        return self.weights @ self.components.mean

    @property
    def variance(self) -> Any:
        """Variances of the coordinates."""
        deviations = self.components.mean - self.mean
        return self.weights @ (self.components.variance + deviations * deviations)

    def argument_names(self, name: str = "") -> dict[int, str]:
        """Names of this mixture's parameters in errors of a call in which it is p, or q."""
        prefix = f"{name}." if name else ""
        q = name == "q"
        own = self.components._arguments(
            _core.ARGUMENT_LOC_Q if q else _core.ARGUMENT_LOC_P,
            _core.ARGUMENT_Q if q else _core.ARGUMENT_P,
            f"{prefix}components",
        )
        weights = _core.ARGUMENT_Q_WEIGHTS if q else _core.ARGUMENT_P_WEIGHTS
        return own | {weights: f"{prefix}weights"}

    def log_prob(self, x: ArrayLike, *, threads: int | None = None) -> Any:
        """Logarithm of the density, at points of shape ``(..., d)``."""
        points = np.require(np.asarray(x, np.float64), None, "A")
        if points.shape[-1:] != self.event_shape:
            raise ValueError(f"x has shape {points.shape}; the last axis is {self.event_shape[0]}")
        batch = points.shape[:-1]
        options = settings(_core.KL, threads=threads)
        rows = points.reshape(int(np.prod(batch)), *self.event_shape)
        try:
            values = _core.mixture_log_density(self.members, rows, options)
        except _core.CoreError as error:
            raise self.translated(error) from None
        return values.reshape(batch)[()]

    def sample(self, shape: Shape = (), seed: Seed = None, *, threads: int | None = None) -> Any:
        """Draw samples, an array of shape ``(*shape, d)``; see univariate ones."""
        axes = shape_of(shape)
        options = settings(_core.KL, threads=threads)
        try:
            draws = _core.mixture_draws(self.members, seed_of(seed), int(np.prod(axes)), options)
        except _core.CoreError as error:
            raise self.translated(error) from None
        return draws.reshape(*axes, *self.event_shape)

    def translated(self, error: _core.CoreError, names: dict[int, str] | None = None) -> Exception:
        """Turn what the library reported into an error about this mixture's parameters."""
        return translated(error, self.components.batch_shape, names or self.argument_names())

    def _value(
        self,
        quantity: int,
        other: Distribution | None,
        settings: Settings,
        names: tuple[str, str],
        out: Any,
    ) -> Any:
        return NotImplemented
