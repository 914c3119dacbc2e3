"""Gamma, with concentration a and rate b: b^a x^(a - 1) exp(-b x) / Γ(a)."""

from mpmath import digamma, exp, gammainc, inf, log, loggamma, polygamma

from ..distribution import Support
from ..domains import POSITIVE
from ..statistics import LOG, LOG_SQUARE, X, power

PARAMETERS = {"concentration": POSITIVE, "rate": POSITIVE}
PLAIN = [((2, 1), (3, 2)), ((0.5, 3), (0.75, 0.25)), ((10, 0.5), (1, 1)), ((1000, 10), (900, 9))]
CROSS = {
    "exponential": [((2, 1), (0.5,)), ((0.5, 3), (7,)), ((1, 2), (3,))],
    "chi2": [((2, 1), (3,)), ((1.5, 0.5), (4,)), ((0.25, 10), (1,))],
    "gumbel": [((2, 1), (1, 2)), ((0.5, 3), (-1, 0.25)), ((30, 10), (3, 1))],
    "normal": [((2, 1), (1, 2)), ((0.5, 3), (-1, 0.25)), ((400, 20), (20, 1))],
    "log_normal": [((2, 1), (0.5, 1)), ((0.5, 3), (-3, 2))],
    "inverse_gamma": [((2, 1), (3, 1)), ((0.5, 1), (2, 1))],
    "weibull": [((2, 1), (2, 1.5)), ((0.5, 3), (0.25, 0.75))],
    "laplace": [((2, 1), (1, 2)), ((0.5, 3), (-1, 0.25)), ((30, 10), (3.5, 1))],
    "uniform": [((2, 1), (0, 10))],
    "beta": [((2, 1), (2, 1))],
    "pareto": [((2, 1), (1, 1))],
}
POINTS = (0, 1e-8, 0.5, 2, 30, -1)


def support(concentration, rate):
    return Support(0, inf)


def natural(concentration, rate):
    return {LOG: concentration - 1, X: -rate}


def log_partition(natural):
    concentration, rate = natural[LOG] + 1, -natural[X]
    if concentration <= 0 or rate <= 0:
        return inf
    return loggamma(concentration) - concentration * log(rate)


def lower(a, x):
    """The regularised lower incomplete gamma function."""
    return gammainc(a, 0, x, regularized=True)


def expectation(statistic, a, b):
    match statistic:
        case ("x",):
            return a / b
        case ("x^2",):
            return a * (a + 1) / b**2
        case ("1/x",):
            return b / (a - 1) if a > 1 else inf
        case ("log x",):
            return digamma(a) - log(b)
        case ("(log x)^2",):
            return polygamma(1, a) + (digamma(a) - log(b)) ** 2
        case ("x^k", k):
            return exp(loggamma(a + k) - loggamma(a) - k * log(b)) if a + k > 0 else inf
        case ("exp(t x)", t):
            return (b / (b - t)) ** a if t < b else inf
        case ("|x - c|", c):
            mean = a / b
            if c <= 0:
                return mean - c
            return c * (2 * lower(a, c * b) - 1) + mean * (1 - 2 * lower(a + 1, c * b))
    raise LookupError(statistic)


def expectation_of_power(statistic, exponent, a, b):
    """Of X = Y^exponent, where Y is Gamma."""
    match statistic:
        case ("x",):
            powers = 1
        case ("x^2",):
            powers = 2
        case ("1/x",):
            powers = -1
        case ("x^k", k):
            powers = k
        case ("log x",):
            return exponent * expectation(LOG, a, b)
        case ("(log x)^2",):
            return exponent**2 * expectation(LOG_SQUARE, a, b)
        case _:
            raise LookupError(statistic)
    return expectation(power(powers * exponent), a, b)
