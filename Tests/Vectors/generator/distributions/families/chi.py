"""Chi, with n degrees of freedom: the square root of Chi-squared."""

from mpmath import inf, log, loggamma, mpf

from ..distribution import Support
from ..domains import POSITIVE
from ..statistics import LOG, SQUARE
from . import gamma

PARAMETERS = {"df": POSITIVE}
PLAIN = [((2,), (3,)), ((0.5,), (7,)), ((100,), (90,))]
CROSS = {
    "half_normal": [((3,), (2,)), ((0.5,), (0.5,))],
    "weibull": [((3,), (1, 2)), ((0.5,), (2, 0.75))],
    "gamma": [((3,), (2, 1)), ((0.5,), (1, 4))],
    "exponential": [((3,), (1,))],
    "normal": [((3,), (2, 1)), ((0.5,), (-1, 4))],
    "log_normal": [((3,), (0.5, 0.5))],
}
POINTS = (0, 1e-8, 0.5, 2, 30, -1)


def support(df):
    return Support(0, inf)


def natural(df):
    return {LOG: df - 1, SQUARE: -mpf(1) / 2}


def log_partition(natural):
    half = (natural[LOG] + 1) / 2
    return loggamma(half) + (half - 1) * log(2) if half > 0 else inf


def expectation(statistic, df):
    half = mpf(1) / 2
    return gamma.expectation_of_power(statistic, half, df / 2, half)
