"""Inverse Gamma: the reciprocal of Gamma, with concentration a and rate b."""

from mpmath import inf, log, loggamma, mpf

from ..distribution import Support
from ..domains import POSITIVE
from ..statistics import LOG, RECIPROCAL
from . import gamma

PARAMETERS = {"concentration": POSITIVE, "rate": POSITIVE}
PLAIN = [((2, 1), (3, 2)), ((0.5, 3), (0.75, 0.25)), ((10, 0.5), (1.5, 1))]
CROSS = {
    "gamma": [((2, 1), (3, 2)), ((10, 0.5), (1, 1)), ((1, 1), (2, 1))],
    "exponential": [((2, 1), (3,)), ((0.5, 1), (1,))],
    "log_normal": [((2, 1), (0, 1)), ((0.5, 3), (2, 2))],
    "normal": [((3, 2), (1, 2)), ((2, 1), (0, 1))],
    "weibull": [((2, 1), (1, 1.5)), ((2, 1), (1, 3))],
}
POINTS = (0, 1e-8, 0.5, 2, 30, -1)


def support(concentration, rate):
    return Support(0, inf, is_open=True)


def natural(concentration, rate):
    return {LOG: -concentration - 1, RECIPROCAL: -rate}


def log_partition(natural):
    concentration, rate = -natural[LOG] - 1, -natural[RECIPROCAL]
    if concentration <= 0 or rate <= 0:
        return inf
    return loggamma(concentration) - concentration * log(rate)


def expectation(statistic, concentration, rate):
    return gamma.expectation_of_power(statistic, mpf(-1), concentration, rate)
