"""Log-uniform, or reciprocal: 1 / (x log(b / a)) between a and b."""

from mpmath import log

from ..distribution import Support
from ..domains import POSITIVE
from ..statistics import LOG, ONE

PARAMETERS = {"low": POSITIVE, "high": POSITIVE}
PLAIN = [((1, 2), (0.5, 3)), ((0.25, 4), (0.125, 5)), ((2, 3), (1e-8, 1e8))]
CROSS = {
    "uniform": [((1, 2), (0.5, 3)), ((1, 2), (1.5, 3))],
    "gamma": [((1, 2), (2, 1)), ((0.25, 4), (0.5, 0.5))],
    "exponential": [((1, 2), (1,)), ((0.25, 4), (0.5,))],
    "log_normal": [((1, 2), (0.25, 0.5)), ((0.25, 4), (0, 2))],
    "normal": [((1, 2), (1.5, 0.5))],
    "weibull": [((1, 2), (1.5, 0.5))],
    "pareto": [((1, 2), (1, 1)), ((1, 2), (1.5, 1))],
    "inverse_gamma": [((1, 2), (2, 1))],
}
EDGES = {
    "touching-supports": [((1, 2), (2, 3)), ((1, 2), (1, 2 + 2**-51)), ((1, 2), (1 + 2**-52, 2))],
    "disjoint-supports": [((1, 2), (3, 4))],
    "narrow": [((1, 1 + 2**-52), (1, 1 + 2**-50)), ((1e8, 1e8 + 1), (1e8 - 1, 1e8 + 2))],
}
EXTREMES = False
EXTREME_QUANTITIES = ()
POINTS = (1e-8, 0.5, 1.5, 2.5, 30, -2)


def support(low, high):
    return Support(low, high)


def terms(low, high):
    return {LOG: -1, ONE: -log(log(high / low))}


def moment(k, low, high):
    return (high**k - low**k) / (k * log(high / low))


def expectation(statistic, low, high):
    match statistic:
        case ("log x",):
            return (log(low) + log(high)) / 2
        case ("(log x)^2",):
            return (log(high) ** 3 - log(low) ** 3) / (3 * log(high / low))
        case ("x",):
            return moment(1, low, high)
        case ("x^2",):
            return moment(2, low, high)
        case ("1/x",):
            return moment(-1, low, high)
        case ("x^k", k):
            return moment(k, low, high)
    raise LookupError(statistic)
