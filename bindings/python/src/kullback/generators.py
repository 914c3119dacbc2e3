"""Generators f of the f-divergences sum q f(p / q), with derivatives and convex conjugates.

In canonical form, f >= 0 and f(1) = f'(1) = 0. With z = t - 1:

=====================  ==========================================================================
`KL`                   t log t - z
`REVERSE_KL`           z - log t
`JEFFREYS`             z log t
`JS`, `js`             w t log(t / m) - (1 - w) log m, m = w t + 1 - w; w = 1/2 for `JS`
`K`, `skew`            t log(t / m) - w z, m = (1 - w) t + w; w = 1/2 for `K`
`TOTAL_VARIATION`      abs(z) / 2
`PEARSON_CHI2`         z^2
`NEYMAN_CHI2`          z^2 / t
`SQUARED_HELLINGER`    (sqrt(t) - 1)^2 / 2
`TRIANGULAR`           z^2 / (t + 1)
`alpha`                c_b(t) = (t^b - b t + b - 1) / (b (b - 1)), b = (1 - alpha) / 2
`cressie_read`         c_b, b = lambda + 1
`tsallis`              a c_a
=====================  ==========================================================================

`kullback.f_divergence` takes them in place of a callable, and computes the divergence as the
function of that name does.
"""

from dataclasses import dataclass
from functools import partial

from numpy.typing import ArrayLike

from kullback import _core
from kullback._elementwise import elementwise
from kullback._evaluate import Floats
from kullback._settings import finite, interior_weight, require, skew_weight

__all__ = [
    "JEFFREYS",
    "JS",
    "KL",
    "NEYMAN_CHI2",
    "PEARSON_CHI2",
    "REVERSE_KL",
    "SQUARED_HELLINGER",
    "TOTAL_VARIATION",
    "TRIANGULAR",
    "Generator",
    "K",
    "alpha",
    "cressie_read",
    "js",
    "skew",
    "tsallis",
]


@dataclass(frozen=True, slots=True)
class Generator:
    """A convex function f on t >= 0 with f >= 0 and f(1) = f'(1) = 0.

    The module's instances and functions make them. Calling one gives f(t), in float64, with a
    relative error of at most 1e-14, near t = 1 too; infinite for t < 0, NaN for NaN. Logarithms are
    natural.

    Examples
    --------
    >>> from kullback import generators
    >>> generators.PEARSON_CHI2([0.5, 1, 3])
    array([0.25, 0.  , 4.  ])
    >>> generators.KL.at_zero, generators.KL.slope_at_infinity
    (1.0, inf)
    """

    quantity: int
    order: float = 0.0
    weight: float = 0.0

    def __call__(self, t: ArrayLike) -> Floats:
        """Return f(t)."""
        return self._evaluate(_core.GENERATOR_VALUE, t=t)

    def derivative(self, t: ArrayLike) -> Floats:
        """Return f'(t), NaN for t < 0; 0 at the kink of total variation."""
        return self._evaluate(_core.GENERATOR_DERIVATIVE, t=t)

    def second_derivative(self, t: ArrayLike) -> Floats:
        """Return f''(t), NaN for t < 0; infinite at the kink of total variation.

        The divergence of rows that are nearly equal is f''(1) / 2 times Pearson's chi-squared.
        """
        return self._evaluate(_core.GENERATOR_SECOND_DERIVATIVE, t=t)

    def conjugate(self, u: ArrayLike) -> Floats:
        """Return f*(u), the supremum of u t - f(t) over t >= 0.

        Infinite for u above `slope_at_infinity`, and never below ``-at_zero``. The divergence of p
        from q is the largest value of ``sum(p * u - q * f.conjugate(u))`` over functions u, at
        ``u = f.derivative(p / q)``: the variational form behind f-GANs.

        References
        ----------
        X. Nguyen, M. J. Wainwright and M. I. Jordan, "Estimating divergence functionals and the
        likelihood ratio by convex risk minimization", 2010.

        S. Nowozin, B. Cseke and R. Tomioka, "f-GAN: training generative neural samplers using
        variational divergence minimization", 2016.

        Examples
        --------
        >>> from kullback import generators
        >>> f = generators.SQUARED_HELLINGER
        >>> t = 4.0
        >>> f(t) + f.conjugate(f.derivative(t)) == t * f.derivative(t)
        np.True_
        """
        return self._evaluate(_core.GENERATOR_CONJUGATE, u=u)

    def conjugate_derivative(self, u: ArrayLike) -> Floats:
        """Return the t >= 0 at which u t - f(t) is largest: the inverse of `derivative`.

        Infinite where there is none; for total variation 1 if abs(u) <= 1/2.
        """
        return self._evaluate(_core.GENERATOR_CONJUGATE_DERIVATIVE, u=u)

    @property
    def at_zero(self) -> float:
        """f(0), the limit from above."""
        return self._limits[0]

    @property
    def slope_at_infinity(self) -> float:
        """The limit of f(t) / t, and of f'(t), as t grows."""
        return self._limits[1]

    @property
    def _limits(self) -> tuple[float, float]:
        return _core.generator_limits(self.quantity, self.order, self.weight)

    def _evaluate(self, function: int, **operand: ArrayLike) -> Floats:
        return elementwise(
            partial(_core.generator, self.quantity, function, self.order, self.weight), **operand
        )


KL = Generator(_core.KL)
REVERSE_KL = Generator(_core.REVERSE_KL)
JEFFREYS = Generator(_core.JEFFREYS)
JS = Generator(_core.JS_DIVERGENCE)
K = Generator(_core.K_DIVERGENCE)
TOTAL_VARIATION = Generator(_core.TOTAL_VARIATION)
PEARSON_CHI2 = Generator(_core.PEARSON_CHI2)
NEYMAN_CHI2 = Generator(_core.NEYMAN_CHI2)
SQUARED_HELLINGER = Generator(_core.SQUARED_HELLINGER)
TRIANGULAR = Generator(_core.TRIANGULAR_DISCRIMINATION)


def js(weight: float) -> Generator:
    """Return the generator of `js_divergence`, whose mixture has this weight of p, in (0, 1)."""
    return Generator(_core.JS_DIVERGENCE, weight=interior_weight("weight", weight))


def skew(weight: float) -> Generator:
    """Return the generator of `skew_divergence`, whose mixture has this weight of q, in (0, 1]."""
    return Generator(_core.SKEW_KL, weight=skew_weight("weight", weight))


def alpha(alpha: float) -> Generator:
    """Return the generator of `alpha_divergence`, for any finite number."""
    return Generator(_core.ALPHA, finite("alpha", alpha))


def cressie_read(lambda_: float) -> Generator:
    """Return the generator of `cressie_read_divergence`, for any finite number."""
    return Generator(_core.CRESSIE_READ, finite("lambda_", lambda_))


def tsallis(order: float) -> Generator:
    """Return the generator of `tsallis_divergence`, of a positive order."""
    require(order > 0, "order", order, "a positive number")
    return Generator(_core.TSALLIS, finite("order", order))
