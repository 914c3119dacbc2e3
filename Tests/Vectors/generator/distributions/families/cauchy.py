"""Cauchy: s / (π ((x - m)^2 + s^2))."""

from mpmath import inf, log, mpf, nan, pi

from ..distribution import Support
from ..domains import POSITIVE, REAL
from ..statistics import ONE, log_distance

PARAMETERS = {"loc": REAL, "scale": POSITIVE}
PLAIN = [((-1, 2), (-3, 4)), ((0, 1), (1, 1)), ((2, 0.5), (2, 0.75)), ((5, 3), (0, 1))]
CROSS = {
    "normal": [((-1, 2), (-3, 4)), ((0, 1), (0, 1))],
    "laplace": [((0, 1), (0, 1))],
    "logistic": [((0, 1), (0, 1))],
    "uniform": [((0, 1), (-9, 9))],
}
POINTS = (0, 1e-8, 0.5, 1e200, -2, -5)


def support(loc, scale):
    return Support(-inf, inf)


def terms(loc, scale):
    return {log_distance(loc, scale): mpf(-1), ONE: log(scale / pi)}


def expectation(statistic, loc, scale):
    match statistic:
        case ("x",):
            return nan
        case ("log((x - c)^2 + s^2)", c, s):
            return log((loc - c) ** 2 + (scale + s) ** 2)
        case ("x^2",) | ("|x - c|", _) | ("log(1 + exp((c - x) / s))", *_):
            return inf
    raise LookupError(statistic)


def variance(loc, scale):
    return nan
