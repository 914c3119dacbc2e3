"""Laplace: exp(-|x - m| / s) / (2 s)."""

from mpmath import exp, inf, log

from ..distribution import Support
from ..domains import POSITIVE, REAL
from ..statistics import ONE, distance

PARAMETERS = {"loc": REAL, "scale": POSITIVE}
PLAIN = [((-1, 2), (-3, 4)), ((0, 1), (1, 1)), ((2, 0.5), (2, 0.75)), ((5, 3), (0, 1))]
CROSS = {
    "normal": [((-1, 2), (-3, 4)), ((0, 1), (1, 0.5))],
    "gumbel": [((-1, 2), (-3, 4)), ((0, 1), (1, 0.5)), ((0, 1), (1, 1))],
    "exponential": [((-1, 2), (1,))],
    "gamma": [((-1, 2), (2, 1))],
    "beta": [((-1, 2), (2, 1))],
    "continuous_bernoulli": [((-1, 2), (0.25,))],
    "pareto": [((-1, 2), (1, 1))],
    "uniform": [((-1, 2), (-9, 9))],
}
POINTS = (0, 1e-8, 0.5, 30, -2, 2)


def support(loc, scale):
    return Support(-inf, inf)


def terms(loc, scale):
    return {distance(loc): -1 / scale, ONE: -log(2 * scale)}


def expectation(statistic, loc, scale):
    match statistic:
        case ("x",):
            return loc
        case ("x^2",):
            return loc**2 + 2 * scale**2
        case ("exp(t x)", t):
            return exp(t * loc) / (1 - (t * scale) ** 2) if abs(t * scale) < 1 else inf
        case ("|x - c|", c):
            return abs(loc - c) + scale * exp(-abs(loc - c) / scale)
    raise LookupError(statistic)
