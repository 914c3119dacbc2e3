"""Normal, with mean m and standard deviation s: exp(-((x - m) / s)^2 / 2) / (s sqrt(2 π))."""

from mpmath import erf, exp, inf, log, pi, sqrt

from ..distribution import Support
from ..domains import POSITIVE, REAL
from ..statistics import SQUARE, X

PARAMETERS = {"loc": REAL, "scale": POSITIVE}
PLAIN = [((0, 1), (1, 1)), ((2, 0.5), (0, 1)), ((0, 1), (0, 2)), ((-1, 2), (-3, 4))]
CROSS = {
    "gumbel": [((-1, 2), (-3, 4)), ((0, 1), (0, 1)), ((5, 0.125), (4.5, 0.25))],
    "laplace": [((-1, 2), (-3, 4)), ((0, 1), (0, 1)), ((5, 0.125), (4.5, 0.25))],
    "exponential": [((0, 1), (1,))],
    "gamma": [((0, 1), (2, 1))],
    "beta": [((0, 1), (2, 1))],
    "pareto": [((0, 1), (2, 1))],
    "uniform": [((0, 1), (-9, 9))],
    "continuous_bernoulli": [((0, 1), (0.25,))],
}
POINTS = (0, 1e-8, 0.5, -3, 40)


def support(loc, scale):
    return Support(-inf, inf)


def natural(loc, scale):
    return {X: loc / scale**2, SQUARE: -1 / (2 * scale**2)}


def log_partition(natural):
    precision = -2 * natural[SQUARE]
    if precision <= 0:
        return inf
    return natural[X] ** 2 / (2 * precision) + log(2 * pi / precision) / 2


def expectation(statistic, loc, scale):
    match statistic:
        case ("x",):
            return loc
        case ("x^2",):
            return loc**2 + scale**2
        case ("exp(t x)", t):
            return exp(t * loc + (t * scale) ** 2 / 2)
        case ("|x - c|", c):
            z = (loc - c) / (scale * sqrt(2))
            return scale * sqrt(2 / pi) * exp(-(z**2)) + (loc - c) * erf(z)
    raise LookupError(statistic)
