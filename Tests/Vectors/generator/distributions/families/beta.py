"""Beta: x^(a - 1) (1 - x)^(b - 1) / B(a, b), a = concentration1, b = concentration0."""

from mpmath import betainc, digamma, exp, inf, loggamma, polygamma

from ..distribution import Support
from ..domains import POSITIVE
from ..statistics import LOG, LOG_COMPLEMENT

PARAMETERS = {"concentration1": POSITIVE, "concentration0": POSITIVE}
PLAIN = [((2, 3), (3, 2)), ((0.5, 0.5), (1, 1)), ((10, 0.25), (4, 0.75)), ((900, 800), (950, 850))]
CROSS = {
    "continuous_bernoulli": [((2, 3), (0.25,)), ((0.5, 0.5), (0.75,)), ((2, 3), (0.5,))],
    "exponential": [((2, 3), (2,)), ((0.5, 0.5), (0.25,))],
    "gamma": [((2, 3), (2, 1)), ((0.5, 0.5), (4, 3))],
    "normal": [((2, 3), (0.5, 0.25)), ((0.5, 0.5), (2, 1))],
    "uniform": [((2, 3), (0, 1)), ((0.5, 0.5), (-1, 2)), ((2, 3), (0.25, 1)), ((2, 3), (0, 0.5))],
    "laplace": [((2, 3), (0.5, 0.25)), ((0.5, 0.5), (2, 1)), ((3, 2), (-1, 1))],
    "logit_normal": [((2, 3), (0, 1)), ((0.5, 0.5), (1, 2))],
    "log_normal": [((2, 3), (-1, 1)), ((0.5, 0.5), (-2, 2))],
    "weibull": [((2, 3), (0.5, 1.5)), ((0.5, 0.5), (1, 0.5))],
    "pareto": [((2, 3), (0.5, 1))],
}
POINTS = (0, 1e-8, 0.5, 0.96875, 1, -1, 2)


def support(concentration1, concentration0):
    return Support(0, 1)


def natural(concentration1, concentration0):
    return {LOG: concentration1 - 1, LOG_COMPLEMENT: concentration0 - 1}


def log_beta(a, b):
    return loggamma(a) + loggamma(b) - loggamma(a + b)


def log_partition(natural):
    a, b = natural[LOG] + 1, natural[LOG_COMPLEMENT] + 1
    return log_beta(a, b) if a > 0 and b > 0 else inf


def mean_distance(c, a, b):
    mean = a / (a + b)
    if not 0 < c < 1:
        return abs(mean - c)
    below, weighted = (betainc(n, b, 0, c, regularized=True) for n in (a, a + 1))
    return c * (2 * below - 1) + mean * (1 - 2 * weighted)


def expectation(statistic, a, b):
    match statistic:
        case ("x",):
            return a / (a + b)
        case ("x^2",):
            return a * (a + 1) / ((a + b) * (a + b + 1))
        case ("x^k", k):
            return exp(log_beta(a + k, b) - log_beta(a, b)) if a + k > 0 else inf
        case ("log x",):
            return digamma(a) - digamma(a + b)
        case ("(log x)^2",):
            mean = digamma(a) - digamma(a + b)
            return mean**2 + polygamma(1, a) - polygamma(1, a + b)
        case ("log(1 - x^k)", 1):
            return digamma(b) - digamma(a + b)
        case ("logit x",):
            return digamma(a) - digamma(b)
        case ("(logit x)^2",):
            return (digamma(a) - digamma(b)) ** 2 + polygamma(1, a) + polygamma(1, b)
        case ("log x (1 - x)",):
            return digamma(a) + digamma(b) - 2 * digamma(a + b)
        case ("|x - c|", c):
            return mean_distance(c, a, b)
    raise LookupError(statistic)
