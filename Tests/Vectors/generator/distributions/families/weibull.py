"""Weibull, with scale l and concentration k: k / l (x / l)^(k - 1) exp(-(x / l)^k)."""

from mpmath import inf, log, mpf

from ..distribution import Support
from ..domains import POSITIVE
from ..statistics import LOG, ONE, power
from . import gamma

PARAMETERS = {"scale": POSITIVE, "concentration": POSITIVE}
PLAIN = [((2, 1.5), (3, 0.8)), ((1, 1), (2, 1)), ((0.5, 4), (0.75, 3)), ((10, 0.5), (1, 1))]
CROSS = {
    "gamma": [((2, 1.5), (3, 2)), ((0.5, 4), (1, 1))],
    "exponential": [((2, 1.5), (1,)), ((0.5, 0.25), (4,))],
    "chi2": [((2, 1.5), (3,))],
    "log_normal": [((2, 1.5), (0.5, 1)), ((0.5, 4), (-1, 0.25))],
    "half_normal": [((2, 1.5), (2,))],
    "normal": [((2, 1.5), (1, 2)), ((0.5, 4), (0.5, 0.25))],
    "inverse_gamma": [((2, 1.5), (3, 2)), ((1, 0.5), (3, 2))],
}
POINTS = (0, 1e-8, 0.5, 2, 30, -1)


def support(scale, concentration):
    return Support(0, inf)


def terms(scale, concentration):
    return {
        LOG: concentration - 1,
        power(concentration): -(scale**-concentration),
        ONE: log(concentration) - concentration * log(scale),
    }


def expectation(statistic, scale, concentration):
    rate = scale**-concentration
    return gamma.expectation_of_power(statistic, 1 / concentration, mpf(1), rate)
