"""Log-normal: the exponential of a normal of mean m and standard deviation s."""

from mpmath import erfc, exp, inf, log, sqrt

from ..distribution import Support
from ..domains import POSITIVE, REAL
from ..statistics import LOG, LOG_SQUARE
from . import normal

PARAMETERS = {"loc": REAL, "scale": POSITIVE}
PLAIN = [((0, 1), (1, 1)), ((2, 0.5), (0, 1)), ((0, 1), (0, 2)), ((-1, 2), (-3, 4))]
CROSS = {
    "gamma": [((0, 1), (2, 1)), ((2, 0.5), (4, 0.5))],
    "exponential": [((0, 1), (1,)), ((2, 0.5), (0.125,))],
    "inverse_gamma": [((0, 1), (2, 1)), ((2, 0.5), (4, 16))],
    "inverse_gaussian": [((0, 1), (2, 1)), ((2, 0.5), (7, 30))],
    "weibull": [((0, 1), (2, 1.5)), ((2, 0.5), (8, 2))],
    "normal": [((0, 1), (2, 1)), ((2, 0.5), (8, 4))],
    "laplace": [((0, 1), (2, 1)), ((2, 0.5), (8, 4)), ((0, 1), (-1, 2))],
    "pareto": [((0, 1), (2, 1))],
}
POINTS = (0, 1e-8, 0.5, 2, 30, -1)
EXTREME_QUANTITIES = ("entropy",)


def support(loc, scale):
    return Support(0, inf, is_open=True)


def natural(loc, scale):
    return {LOG: loc / scale**2 - 1, LOG_SQUARE: -1 / (2 * scale**2)}


def log_partition(natural):
    location, square = natural[LOG] + 1, natural[LOG_SQUARE]
    return normal.log_partition({normal.X: location, normal.SQUARE: square})


def moment(k, loc, scale):
    return exp(k * loc + (k * scale) ** 2 / 2)


def mean_shortfall(c, loc, scale):
    """E max(c - X, 0), as of an option (Black & Scholes 1973)."""
    z = (log(c) - loc) / scale
    below = [erfc(-x / sqrt(2)) / 2 for x in (z, z - scale)]
    return c * below[0] - moment(1, loc, scale) * below[1]


def expectation(statistic, loc, scale):
    match statistic:
        case ("log x",):
            return loc
        case ("(log x)^2",):
            return loc**2 + scale**2
        case ("x",):
            return moment(1, loc, scale)
        case ("x^2",):
            return moment(2, loc, scale)
        case ("1/x",):
            return moment(-1, loc, scale)
        case ("x^k", k):
            return moment(k, loc, scale)
        case ("|x - c|", c):
            shortfall = mean_shortfall(c, loc, scale) if c > 0 else 0
            return moment(1, loc, scale) - c + 2 * shortfall
    raise LookupError(statistic)
