"""Logit-normal: the logistic function of a normal of mean m and standard deviation s."""

from mpmath import exp, pi, sqrt

from ..distribution import Support
from ..domains import POSITIVE, REAL
from ..integration import over_reals
from ..statistics import LOG_SPREAD, LOGIT, LOGIT_SQUARE, softplus
from . import normal

PARAMETERS = {"loc": REAL, "scale": POSITIVE}
PLAIN = [((0, 1), (1, 1)), ((2, 0.5), (0, 1)), ((0, 1), (0, 2)), ((-1, 2), (-3, 4))]
CROSS = {
    "uniform": [((0, 1), (0, 1)), ((2, 0.5), (0, 1)), ((0, 1), (0.25, 1))],
    "beta": [((0, 1), (2, 3)), ((2, 0.5), (4, 0.5))],
    "continuous_bernoulli": [((0, 1), (0.25,)), ((2, 0.5), (0.75,))],
}
POINTS = (0, 1e-8, 0.5, 0.96875, 1, 2)
EXTREME_QUANTITIES = ()


def support(loc, scale):
    return Support(0, 1, is_open=True)


def natural(loc, scale):
    return {LOGIT: loc / scale**2, LOGIT_SQUARE: -1 / (2 * scale**2), LOG_SPREAD: -1}


def log_partition(natural):
    return normal.log_partition({normal.X: natural[LOGIT], normal.SQUARE: natural[LOGIT_SQUARE]})


def mean_of(function, loc, scale):
    """Of a function of the logit."""
    total = over_reals(lambda z: exp(-(z**2) / 2) * function(loc + scale * z))
    return total / sqrt(2 * pi)


def expectation(statistic, loc, scale):
    match statistic:
        case ("logit x",):
            return loc
        case ("(logit x)^2",):
            return loc**2 + scale**2
        case ("log x",):
            return -mean_of(softplus, -loc, scale)
        case ("log(1 - x^k)", 1):
            return -mean_of(softplus, loc, scale)
        case ("log x (1 - x)",):
            return -mean_of(softplus, loc, scale) - mean_of(softplus, -loc, scale)
        case ("x",):
            return mean_of(lambda y: 1 / (1 + exp(-y)), loc, scale)
        case ("x^2",):
            return mean_of(lambda y: (1 + exp(-y)) ** -2, loc, scale)
    raise LookupError(statistic)
