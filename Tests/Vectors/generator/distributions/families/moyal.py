"""Moyal: exp(-(z + exp(-z)) / 2) / (s sqrt(2 π)), z = (x - m) / s; exp(-Z) is Chi-squared(1)."""

from mpmath import euler, exp, gamma, inf, log, mpf, pi, sqrt

from ..distribution import Support
from ..domains import POSITIVE, REAL
from ..statistics import ONE, X, exponential

PARAMETERS = {"loc": REAL, "scale": POSITIVE}
PLAIN = [((0.3, 1.2), (-0.5, 2)), ((0, 1), (1, 1)), ((2, 0.5), (2, 0.75)), ((5, 3), (0, 1))]
CROSS = {
    "normal": [((-1, 2), (-3, 4)), ((0, 1), (1, 0.5))],
    "gumbel": [((-1, 2), (-3, 4)), ((0, 1), (1, 0.5)), ((0, 1), (1, 1))],
    "uniform": [((-1, 2), (-9, 9))],
}
POINTS = (0, 1e-8, 0.5, 30, -2, -5)


def support(loc, scale):
    return Support(-inf, inf)


def terms(loc, scale):
    return {
        X: -1 / (2 * scale),
        exponential(-1 / scale): -exp(loc / scale) / 2,
        ONE: loc / (2 * scale) - log(scale) - log(2 * pi) / 2,
    }


def expectation(statistic, loc, scale):
    mean = loc + scale * (euler + log(2))
    match statistic:
        case ("x",):
            return mean
        case ("x^2",):
            return mean**2 + variance(loc, scale)
        case ("exp(t x)", t):
            power = -scale * t
            if power <= -mpf(1) / 2:
                return inf
            return exp(t * loc) * 2**power * gamma(mpf(1) / 2 + power) / sqrt(pi)
    raise LookupError(statistic)


def variance(loc, scale):
    return (pi * scale) ** 2 / 2
