"""Inverse Gaussian, of mean m: sqrt(l / (2 π x^3)) exp(-l (x - m)^2 / (2 m^2 x))."""

from mpmath import e1, exp, inf, log, mpf, pi, sqrt

from ..distribution import Support
from ..domains import POSITIVE
from ..statistics import LOG, RECIPROCAL, X

PARAMETERS = {"loc": POSITIVE, "concentration": POSITIVE}
PLAIN = [((1, 2), (2, 1)), ((0.5, 3), (0.75, 0.25)), ((10, 0.5), (4, 4)), ((3, 90), (3, 80))]
CROSS = {
    "gamma": [((1, 2), (2, 1)), ((0.5, 3), (3, 8))],
    "exponential": [((1, 2), (2,)), ((0.5, 3), (0.25,))],
    "inverse_gamma": [((1, 2), (2, 1)), ((0.5, 3), (4, 2))],
    "normal": [((1, 2), (2, 1)), ((0.5, 3), (0.5, 0.25))],
    "pareto": [((1, 2), (2, 1))],
}
POINTS = (0, 1e-8, 0.5, 2, 30, -1)


def support(loc, concentration):
    return Support(0, inf, is_open=True)


def natural(loc, concentration):
    return {
        X: -concentration / (2 * loc**2),
        RECIPROCAL: -concentration / 2,
        LOG: -mpf(3) / 2,
    }


def log_partition(natural):
    linear, reciprocal = -2 * natural[X], -2 * natural[RECIPROCAL]
    if linear < 0 or reciprocal <= 0:
        return inf
    return log(2 * pi / reciprocal) / 2 - sqrt(linear * reciprocal)


def expectation(statistic, loc, concentration):
    match statistic:
        case ("x",):
            return loc
        case ("x^2",):
            return loc**2 + loc**3 / concentration
        case ("1/x",):
            return 1 / loc + 1 / concentration
        case ("log x",):
            twice = 2 * concentration / loc
            return log(loc) - exp(twice) * e1(twice)
    raise LookupError(statistic)
