"""Gumbel: exp(-z - exp(-z)) / s, z = (x - m) / s; X = m - s log W, W exponential."""

from mpmath import e1, euler, exp, gamma, inf, log, pi

from ..distribution import Support
from ..domains import POSITIVE, REAL
from ..statistics import ONE, X, exponential

PARAMETERS = {"loc": REAL, "scale": POSITIVE}
PLAIN = [((-1, 2), (-3, 4)), ((0, 1), (1, 1)), ((2, 0.5), (2, 0.75)), ((5, 3), (0, 1))]
CROSS = {
    "normal": [((-1, 2), (-3, 4)), ((0, 1), (1, 0.5))],
    "laplace": [((-1, 2), (-3, 4)), ((0, 1), (1, 0.5)), ((3, 0.25), (2.5, 1))],
    "moyal": [((-1, 2), (-3, 4)), ((0, 1), (1, 0.5)), ((0, 1), (1, 1))],
    "exponential": [((-1, 2), (1,))],
    "gamma": [((-1, 2), (2, 1))],
    "beta": [((-1, 2), (2, 1))],
    "continuous_bernoulli": [((-1, 2), (0.25,))],
    "pareto": [((-1, 2), (1, 1))],
    "uniform": [((-1, 2), (-9, 9))],
}
POINTS = (0, 1e-8, 0.5, 30, -2, -5)


def support(loc, scale):
    return Support(-inf, inf)


def terms(loc, scale):
    return {
        X: -1 / scale,
        exponential(-1 / scale): -exp(loc / scale),
        ONE: loc / scale - log(scale),
    }


def expectation(statistic, loc, scale):
    mean = loc + euler * scale
    match statistic:
        case ("x",):
            return mean
        case ("x^2",):
            return mean**2 + variance(loc, scale)
        case ("exp(t x)", t):
            return exp(t * loc) * gamma(1 - scale * t) if scale * t < 1 else inf
        case ("|x - c|", c):
            return mean - c + 2 * scale * e1(exp((loc - c) / scale))
    raise LookupError(statistic)


def variance(loc, scale):
    return (pi * scale) ** 2 / 6
