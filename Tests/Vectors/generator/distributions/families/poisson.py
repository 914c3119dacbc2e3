"""Poisson: l^x exp(-l) / x!."""

from mpmath import exp, inf, log, loggamma

from ..distribution import Support
from ..domains import POSITIVE
from ..integration import over_lattice
from ..statistics import LOG_FACTORIAL, X, value_at

PARAMETERS = {"rate": POSITIVE}
PLAIN = [((1,), (2,)), ((0.5,), (0.125,)), ((4,), (3.5,)), ((20,), (25,))]
CROSS = {
    "geometric": [((1,), (0.5,)), ((4,), (0.25,))],
    "negative_binomial": [((1,), (2, 0.5)), ((4,), (2.5, 0.75))],
    "bernoulli": [((1,), (0.5,))],
    "binomial": [((1,), (9, 0.5))],
}
EDGES = {"near-0": [((1e-300,), (2,)), ((2,), (1e-300,)), ((1e-300,), (2e-300,))]}
EXTREME_QUANTITIES = ("mean", "variance")
POINTS = (0, 1, 2, 1000, -1)


def support(rate):
    return Support(0, inf, is_lattice=True)


def natural(rate):
    return {X: log(rate), LOG_FACTORIAL: -1}


def log_partition(natural):
    return exp(natural[X])


def expectation(statistic, rate):
    match statistic:
        case ("x",):
            return rate
        case ("x^2",):
            return rate**2 + rate
    log_rate = log(rate)
    return over_lattice(
        lambda x: x * log_rate - rate - loggamma(x + 1), lambda x: value_at(statistic, x), rate
    )
