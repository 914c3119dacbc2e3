"""Products of independent distributions."""

import operator
from collections.abc import Callable
from functools import lru_cache
from typing import Any, SupportsIndex

import numpy as np
from numpy.typing import ArrayLike, NDArray

from kullback import _core
from kullback._evaluate import evaluate
from kullback._kernel import Kernel
from kullback._settings import Settings, of_family, of_quantity
from kullback.distributions._base import Distribution, Seed, Shape
from kullback.distributions._location_scale import Normal
from kullback.distributions._univariate import Univariate

# Of a product, these are sums ...
_ADDITIVE = {_core.KL, _core.RENYI, _core.BHATTACHARYYA_DISTANCE, _core.ENTROPY}
# ... and these are functions of the Bhattacharyya distance.
_OF_DISTANCE: dict[int, Callable[[Any], Any]] = {
    _core.BHATTACHARYYA_COEFFICIENT: lambda distance: np.exp(-distance),
    _core.SQUARED_HELLINGER: lambda distance: -np.expm1(-distance),
    _core.HELLINGER_DISTANCE: lambda distance: np.sqrt(-np.expm1(-distance)),
}


@lru_cache(maxsize=8)
def _normal_rows(names: tuple[str, str]) -> Kernel:
    arguments = (
        _core.ARGUMENT_LOC_P,
        _core.ARGUMENT_SCALE_P,
        _core.ARGUMENT_LOC_Q,
        _core.ARGUMENT_SCALE_Q,
    )
    given = tuple(f"{name}.{parameter}" for name in names for parameter in ("loc", "scale"))
    return Kernel(_core.family_rows, given, dict(zip(arguments, given, strict=True)))


class Independent(Distribution):
    """Products over the last axes of a batch, which become axes of one sample.

    Parameters
    ----------
    base : Distribution
        A batch of distributions.
    reinterpreted_batch_ndims : int
        How many of its last axes make up one event, at least 1.

    Examples
    --------
    >>> import kullback
    >>> from kullback.distributions import Exponential, Independent
    >>> p = Independent(Exponential([1.0, 1.0]), 1)
    >>> kullback.kl_divergence(p, Independent(Exponential([0.5, 1.0]), 1)).round(12)
    np.float64(0.19314718056)
    """

    base: Distribution
    reinterpreted_batch_ndims: int

    def __init__(self, base: Distribution, reinterpreted_batch_ndims: SupportsIndex) -> None:
        axes = operator.index(reinterpreted_batch_ndims)
        if not 1 <= axes <= len(base.batch_shape):
            text = f"reinterpreted_batch_ndims: {axes} is not from 1 to {len(base.batch_shape)}"
            raise ValueError(f"{text}, the number of axes of the batch")
        self.__dict__.update(base=base, reinterpreted_batch_ndims=axes)

    def __repr__(self) -> str:
        """Name the base."""
        return f"{type(self).__name__}({self.base!r}, {self.reinterpreted_batch_ndims})"

    def __eq__(self, other: object) -> bool:
        """Whether the other is the same product."""
        return type(other) is type(self) and (
            self.base == other.base
            and self.reinterpreted_batch_ndims == other.reinterpreted_batch_ndims
        )

    __hash__ = None  # type: ignore[assignment]  # arrays have none

    @property
    def batch_shape(self) -> tuple[int, ...]:
        """Shape of the batch that is left."""
        return self.base.batch_shape[: -self.reinterpreted_batch_ndims]

    @property
    def event_shape(self) -> tuple[int, ...]:
        """Shape of one sample."""
        return self.base.batch_shape[-self.reinterpreted_batch_ndims :] + self.base.event_shape

    def _value(
        self,
        quantity: int,
        other: Distribution | None,
        settings: Settings,
        names: tuple[str, str],
        out: NDArray[Any] | None,
    ) -> Any:
        if other is not None and not (
            isinstance(other, Independent)
            and other.reinterpreted_batch_ndims == self.reinterpreted_batch_ndims
        ):
            return NotImplemented
        theirs = None if other is None else other.base
        if quantity in _OF_DISTANCE:
            of_distance = of_quantity(_core.BHATTACHARYYA_DISTANCE, settings)
            distance = self._sum(theirs, of_distance, names, None)
            return distance if distance is NotImplemented else _OF_DISTANCE[quantity](distance)
        if quantity in _ADDITIVE:
            return self._sum(theirs, settings, names, out)
        return NotImplemented if other is not None else self.base._own(quantity)

    def _sum(
        self,
        theirs: Distribution | None,
        settings: Settings,
        names: tuple[str, str],
        out: NDArray[Any] | None,
    ) -> Any:
        axes = self.reinterpreted_batch_ndims
        if isinstance(self.base, Univariate):
            return self.base._values(theirs, axes, settings, names, out)
        values = self.base._value(int(settings[0]), theirs, settings, names, None)
        return values if values is NotImplemented else self._over_events(values)

    def _over_events(self, values: Any) -> Any:
        return np.sum(values, axis=tuple(range(-self.reinterpreted_batch_ndims, 0)))

    def log_prob(self, x: ArrayLike) -> Any:
        """Logarithm of the density at `x`, whose last axes are those of an event."""
        return self._over_events(self.base.log_prob(x))

    def sample(self, shape: Shape = (), seed: Seed = None) -> Any:
        """Draw samples, an array of shape ``(*shape, *batch_shape, *event_shape)``."""
        return self.base.sample(shape, seed)


class DiagonalNormal(Independent):
    """Multivariate normal distributions with diagonal covariance, N(loc, diag(scale^2)).

    `kl_divergence` of two of them is the sum of the univariate divergences over the last axis.

    Parameters
    ----------
    loc : array_like, shape (..., d)
        Mean.
    scale : array_like, shape (..., d)
        Standard deviation of each component, positive. Broadcasts with `loc`; either may be a
        number, but not both. Axes before the last make a batch of distributions.

    Notes
    -----
    Parameters are checked where they are used, as for `Normal`.

    Examples
    --------
    >>> import kullback
    >>> p = kullback.DiagonalNormal([0.0, 2.0], [1.0, 0.5])
    >>> kullback.kl_divergence(p, kullback.DiagonalNormal([0.0, 0.0], 1.0)).round(12)
    np.float64(2.31814718056)
    """

    base: Normal

    def __init__(self, loc: ArrayLike, scale: ArrayLike) -> None:
        base = Normal(loc, scale)
        if not base.batch_shape:
            raise ValueError("loc and scale are single numbers; an array is needed")
        super().__init__(base, 1)

    def _sum(
        self,
        theirs: Distribution | None,
        settings: Settings,
        names: tuple[str, str],
        out: NDArray[Any] | None,
    ) -> Any:
        if settings[0] != _core.KL or not isinstance(theirs, Normal):
            return super()._sum(theirs, settings, names, out)
        # A kernel of its own sums before it rounds. Its rows have no axes to broadcast along.
        operands = [
            np.broadcast_to(np.asarray(parameter, base._dtype), base.batch_shape)
            for base in (self.base, theirs)
            for parameter in (base.loc, base.scale)
        ]
        return evaluate(_normal_rows(names), tuple(operands), of_family(_core.NORMAL, settings))

    @property
    def loc(self) -> Any:
        """Mean."""
        return self.base.loc

    @property
    def scale(self) -> Any:
        """Standard deviation of each component."""
        return self.base.scale

    def __repr__(self) -> str:
        """Name the class and its parameters."""
        return f"DiagonalNormal(loc={self.loc!r}, scale={self.scale!r})"
