"""Kumaraswamy: a b x^(a - 1) (1 - x^a)^(b - 1), a = concentration1, b = concentration0."""

from itertools import product

from mpmath import beta, digamma, euler, exp, expm1, inf, log, log1p

from ..distribution import Support
from ..domains import POSITIVE
from ..integration import logistic_density, over_reals
from ..statistics import LOG, ONE, log_power_complement

PARAMETERS = {"concentration1": POSITIVE, "concentration0": POSITIVE}
PLAIN = [((2, 3), (3, 2)), ((0.5, 0.5), (1, 1)), ((2, 3), (2, 0.5)), ((5, 0.25), (4, 0.75))]
CROSS = {
    "beta": [((2, 3), (3, 2)), ((0.5, 0.5), (1, 1)), ((1, 3), (2, 4)), ((5, 0.25), (4, 0.75))],
    "uniform": [((2, 3), (0, 1)), ((0.5, 0.5), (-1, 2)), ((2, 3), (0.25, 1))],
    "exponential": [((2, 3), (2,))],
    "gamma": [((2, 3), (2, 1)), ((0.5, 0.5), (4, 3))],
    "normal": [((2, 3), (0.5, 0.25))],
    "weibull": [((2, 3), (0.5, 1.5))],
    "continuous_bernoulli": [((2, 3), (0.25,))],
}
EXTREMES = False
EDGES = {
    "extreme": [((a, b), (a, c)) for a, b, c in product(POSITIVE.value, repeat=3) if b != c],
    "far": [
        ((0.125, 2), (8, 3)),
        ((100, 2), (0.01, 3)),
        ((2, 0.125), (0.25, 8)),
        ((2, 8), (0.25, 0.125)),
        ((0.25, 20), (4, 0.125)),
    ],
}
POINTS = (0, 1e-8, 0.5, 0.96875, 1, -1, 2)


def support(concentration1, concentration0):
    return Support(0, 1)


def terms(concentration1, concentration0):
    return {
        LOG: concentration1 - 1,
        log_power_complement(concentration1): concentration0 - 1,
        ONE: log(concentration1) + log(concentration0),
    }


def log_of_complement(logarithm):
    """log(1 - exp(x)), x < 0."""
    return log(-expm1(logarithm)) if logarithm > -1 else log1p(-exp(logarithm))


def mean_log_complement(ratio, b):
    """E log(1 - U^ratio) of U = X^a = 1 - V^(1 / b): V is uniform, and its logit logistic."""

    def integrand(logit):
        log_u = log_of_complement(-log1p(exp(-logit)) / b)
        return logistic_density(logit) * log_of_complement(ratio * log_u)

    return over_reals(integrand)


def moment(k, a, b):
    return b * beta(1 + k / a, b) if a + k > 0 else inf


def expectation(statistic, a, b):
    match statistic:
        case ("log x",):
            return -(euler + digamma(b + 1)) / a
        case ("log(1 - x^k)", k):
            return -1 / b if k == a else mean_log_complement(k / a, b)
        case ("x",):
            return moment(1, a, b)
        case ("x^2",):
            return moment(2, a, b)
        case ("x^k", k):
            return moment(k, a, b)
    raise LookupError(statistic)
