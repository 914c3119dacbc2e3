"""Pareto, with scale m and exponent a: a m^a / x^(a + 1) beyond m."""

from mpmath import inf, log

from ..distribution import Support
from ..domains import POSITIVE
from ..statistics import LOG, ONE

PARAMETERS = {"scale": POSITIVE, "alpha": POSITIVE}
PLAIN = [((2, 3), (1, 2)), ((1, 3), (1, 0.5)), ((3, 0.5), (3, 2.5)), ((1, 10), (0.25, 12))]
CROSS = {
    "exponential": [((2, 3), (0.5,)), ((1, 1), (1,)), ((1, 1.25), (2,))],
    "gamma": [((2, 3), (0.5, 1)), ((1, 0.5), (1, 1)), ((1, 1.25), (3, 2))],
    "normal": [((2, 3), (1, 2)), ((1, 2), (1, 1)), ((1, 0.5), (1, 1))],
    "laplace": [((2, 3), (1, 2)), ((2, 3), (2.5, 1)), ((1, 1), (2, 1))],
    "log_normal": [((2, 3), (1, 1)), ((1, 0.5), (0, 2))],
    "inverse_gamma": [((2, 3), (1, 1)), ((1, 0.5), (2, 2))],
    "weibull": [((2, 3), (2, 1.5)), ((1, 1), (2, 1.5))],
    "beta": [((2, 3), (2, 3))],
    "continuous_bernoulli": [((2, 3), (0.25,))],
    "uniform": [((2, 3), (0, 10))],
}
EDGES = {"nested-supports": [((1, 2), (2, 2)), ((2, 2), (1, 2)), ((1, 2), (1 + 2**-52, 2))]}
POINTS = (0, 1e-8, 0.5, 2.5, 30, -1)


def support(scale, alpha):
    return Support(scale, inf)


def terms(scale, alpha):
    return {LOG: -alpha - 1, ONE: log(alpha) + alpha * log(scale)}


def moment(k, scale, alpha):
    return alpha * scale**k / (alpha - k) if k < alpha else inf


def mean_shortfall(c, scale, alpha):
    """E max(c - X, 0)."""
    if alpha == 1:
        return c - scale - scale * log(c / scale)
    return c - scale - (scale**alpha * c ** (1 - alpha) - scale) / (1 - alpha)


def expectation(statistic, scale, alpha):
    match statistic:
        case ("x",):
            return moment(1, scale, alpha)
        case ("x^2",):
            return moment(2, scale, alpha)
        case ("1/x",):
            return moment(-1, scale, alpha)
        case ("x^k", k):
            return moment(k, scale, alpha)
        case ("log x",):
            return log(scale) + 1 / alpha
        case ("(log x)^2",):
            return (log(scale) + 1 / alpha) ** 2 + 1 / alpha**2
        case ("|x - c|", c):
            mean = moment(1, scale, alpha)
            return mean - c if c <= scale else mean - c + 2 * mean_shortfall(c, scale, alpha)
    raise LookupError(statistic)
