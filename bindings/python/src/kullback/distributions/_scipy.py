"""Frozen distributions of SciPy, which is not imported here: an object of its comes with it."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from kullback._settings import Settings
from kullback.distributions import _bounded, _circular, _discrete, _location_scale, _positive
from kullback.distributions._base import REGISTRY, Distribution, Seed, Shape


def is_frozen(kind: type) -> bool:
    """Whether objects of this type are frozen distributions of SciPy."""
    return any(
        c.__name__.endswith("_frozen") and c.__module__.startswith("scipy.stats")
        for c in kind.__mro__
    )


class Moved(Distribution):
    """A distribution of x + shift, or of shift - x.

    A divergence does not change when both distributions are moved alike.
    """

    base: Distribution
    shift: NDArray[Any]
    is_mirrored: bool

    def __init__(self, base: Distribution, shift: ArrayLike, is_mirrored: bool = False) -> None:
        self.__dict__.update(base=base, shift=np.asarray(shift, float), is_mirrored=is_mirrored)

    @property
    def batch_shape(self) -> tuple[int, ...]:
        """Shape of the batch, with that of the shift."""
        return np.broadcast_shapes(self.base.batch_shape, self.shift.shape)

    @property
    def event_shape(self) -> tuple[int, ...]:
        """Shape of one sample: it is a number."""
        return ()

    def _value(
        self,
        quantity: int,
        other: Distribution | None,
        settings: Settings,
        names: tuple[str, str],
        out: NDArray[Any] | None,
    ) -> Any:
        if other is None:
            return self.base._value(quantity, None, settings, names, out)
        moves_alike = (
            isinstance(other, Moved)
            and other.is_mirrored == self.is_mirrored
            and np.array_equal(other.shift, self.shift)
        )
        if not moves_alike:
            return NotImplemented
        assert isinstance(other, Moved)
        return self.base._value(quantity, other.base, settings, names, out)

    def _origin(self, x: Any) -> Any:
        return self.shift - x if self.is_mirrored else x - self.shift

    def log_prob(self, x: ArrayLike) -> Any:
        """Logarithm of the density at `x`."""
        return self.base.log_prob(self._origin(np.asarray(x)))

    def sample(self, shape: Shape = (), seed: Seed = None) -> Any:
        """Draw samples."""
        x = self.base.sample(shape, seed)
        return self.shift - x if self.is_mirrored else x + self.shift

    @property
    def mean(self) -> Any:
        """Mean, which moves with the distribution."""
        return self.shift - self.base.mean if self.is_mirrored else self.base.mean + self.shift

    @property
    def _label(self) -> str:
        if self.is_mirrored:
            return f"{self.base._label} mirrored"
        return f"{self.base._label} shifted by {self.shift}"


def _moved(base: Distribution, shift: ArrayLike) -> Distribution:
    return Moved(base, shift) if np.any(np.asarray(shift) != 0) else base


def _plain(make: Callable[..., Distribution]) -> Callable[..., Distribution]:
    """Take (shapes, loc, scale) for a family that has no scale."""

    def adapted(*given: Any) -> Distribution:
        *shapes, loc, scale = given
        if np.any(np.asarray(scale) != 1):
            raise ValueError(f"scale {scale} leaves the family: only 1 is in it")
        return _moved(make(*shapes), loc)

    return adapted


def _shifted(make: Callable[..., Distribution]) -> Callable[..., Distribution]:
    """Take (shapes, loc, scale) for a family that has a scale, but no location."""

    def adapted(*given: Any) -> Distribution:
        *shapes, loc, scale = given
        return _moved(make(*shapes, scale), loc)

    return adapted


def _uniform(loc: Any, scale: Any) -> Distribution:
    return _bounded.Uniform(loc, loc + scale)


def _von_mises(kappa: Any, loc: Any, scale: Any) -> Distribution:
    return _plain(lambda k: _circular.VonMises(loc, k))(kappa, 0, scale)


_GAMMA = _shifted(lambda a, scale: _positive.Gamma(a, 1 / scale))
_LOG_UNIFORM = _shifted(lambda a, b, scale: _positive.LogUniform(a * scale, b * scale))

# From (shapes, loc, scale), as `_parse_args` gives them.
_FAMILIES: dict[str, Callable[..., Distribution]] = {
    "bernoulli": _plain(_discrete.Bernoulli),
    "beta": _plain(_bounded.Beta),
    "binom": _plain(_discrete.Binomial),
    "cauchy": _location_scale.Cauchy,
    "chi": _plain(_positive.Chi),
    "chi2": _plain(_positive.Chi2),
    "erlang": _GAMMA,
    "expon": _shifted(lambda scale: _positive.Exponential(1 / scale)),
    "gamma": _GAMMA,
    # SciPy counts the trials, success included.
    "geom": lambda p, loc, scale: _plain(_discrete.Geometric)(p, loc + 1, scale),
    "gumbel_l": lambda loc, scale: Moved(_location_scale.Gumbel(-loc, scale), 0.0, True),
    "gumbel_r": _location_scale.Gumbel,
    "halfnorm": _shifted(_positive.HalfNormal),
    "invgamma": _shifted(_positive.InverseGamma),
    "invgauss": _shifted(lambda mu, scale: _positive.InverseGaussian(mu * scale, scale)),
    "laplace": _location_scale.Laplace,
    "logistic": _location_scale.Logistic,
    "lognorm": _shifted(lambda s, scale: _positive.LogNormal(np.log(scale), s)),
    "loguniform": _LOG_UNIFORM,
    "moyal": _location_scale.Moyal,
    "nbinom": _plain(lambda n, p: _discrete.NegativeBinomial(n, 1 - p)),
    "norm": _location_scale.Normal,
    "pareto": _shifted(lambda b, scale: _positive.Pareto(scale, b)),
    "poisson": _plain(_discrete.Poisson),
    "rayleigh": _shifted(lambda scale: _positive.Weibull(scale * math.sqrt(2), 2.0)),
    "reciprocal": _LOG_UNIFORM,
    "uniform": _uniform,
    "vonmises": _von_mises,
    "weibull_max": lambda c, loc, scale: Moved(_positive.Weibull(scale, c), loc, True),
    "weibull_min": _shifted(lambda c, scale: _positive.Weibull(scale, c)),
}

# Of distributions of vectors and matrices: names of classes, and of the parameters of both.
_MULTIVARIATE = {
    "dirichlet_frozen": ("Dirichlet", {"concentration": "alpha"}),
    "multinomial_frozen": ("Multinomial", {"total_count": "n", "probs": "p"}),
    "multivariate_normal_frozen": (
        "MultivariateNormal",
        {"loc": "mean", "covariance_matrix": "cov"},
    ),
    "vonmises_fisher_frozen": ("VonMisesFisher", {"loc": "mu", "concentration": "kappa"}),
    "wishart_frozen": ("Wishart", {"df": "df", "covariance_matrix": "scale"}),
    "invwishart_frozen": ("InverseWishart", {"df": "df", "scale_matrix": "scale"}),
    "matrix_normal_frozen": (
        "MatrixNormal",
        {"loc": "mean", "row_covariance": "rowcov", "column_covariance": "colcov"},
    ),
}


def adapt(name: str, given: Any) -> Distribution:
    """Make a distribution of this package."""
    kind = type(given).__name__
    if kind in _MULTIVARIATE:
        family, parameters = _MULTIVARIATE[kind]
        if family in REGISTRY:
            return REGISTRY[family](**{ours: getattr(given, x) for ours, x in parameters.items()})
    elif hasattr(given, "dist") and given.dist.name in _FAMILIES:
        shapes, loc, scale = given.dist._parse_args(*given.args, **given.kwds)
        try:
            return _FAMILIES[given.dist.name](*shapes, loc, scale)
        except ValueError as error:
            raise ValueError(f"{name}: scipy.stats.{given.dist.name}: {error}") from None
    what = given.dist.name if hasattr(given, "dist") else kind
    raise TypeError(f"{name}: scipy.stats.{what} has no counterpart here")
