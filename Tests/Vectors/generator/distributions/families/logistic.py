"""Logistic: exp(-z) / (1 + exp(-z))^2 / s, z = (x - m) / s."""

from mpmath import exp, expm1, inf, log, mpf, pi, sin

from ..distribution import Support
from ..domains import POSITIVE, REAL
from ..integration import logistic_density, over_reals
from ..statistics import ONE, X, log_sigmoid, softplus

PARAMETERS = {"loc": REAL, "scale": POSITIVE}
PLAIN = [((-1, 2), (-3, 4)), ((0, 1), (1, 1)), ((2, 0.5), (2, 0.75)), ((5, 3), (0, 1))]
CROSS = {
    "normal": [((-1, 2), (-3, 4)), ((0, 1), (1, 0.5))],
    "gumbel": [((-1, 2), (-3, 4)), ((0, 1), (1, 0.5)), ((0, 1), (1, 1.25))],
    "laplace": [((-1, 2), (-3, 4)), ((0, 1), (1, 0.5)), ((2, 0.5), (2, 0.75))],
    "uniform": [((-1, 2), (-9, 9))],
}
POINTS = (0, 1e-8, 0.5, 800, -2, -1e4)


def support(loc, scale):
    return Support(-inf, inf)


def terms(loc, scale):
    return {X: -1 / scale, log_sigmoid(loc, scale): mpf(-2), ONE: loc / scale - log(scale)}


def mean_softplus(shift, ratio):
    """E log(1 + exp(shift + ratio Z)) of the standard logistic Z.

    Closed for ratio 1; it is ratio times that of shift / ratio and 1 / ratio, by parts twice, so
    that the integrand is smooth on a scale of 1.
    """
    if ratio == 1:
        return -shift / expm1(-shift) if shift else mpf(1)
    if ratio > 1:
        return ratio * mean_softplus(shift / ratio, 1 / ratio)
    return over_reals(lambda z: logistic_density(z) * softplus(shift + ratio * z))


def expectation(statistic, loc, scale):
    match statistic:
        case ("x",):
            return loc
        case ("x^2",):
            return loc**2 + (pi * scale) ** 2 / 3
        case ("exp(t x)", t):
            turn = pi * t * scale
            return exp(t * loc) * turn / sin(turn) if abs(t * scale) < 1 else inf
        case ("|x - c|", c):
            return loc - c + 2 * scale * softplus((c - loc) / scale)
        case ("log(1 + exp((c - x) / s))", c, s):
            return mean_softplus((c - loc) / s, scale / s)
    raise LookupError(statistic)
