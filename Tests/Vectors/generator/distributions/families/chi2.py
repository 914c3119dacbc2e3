"""Chi-squared, with n degrees of freedom, which is Gamma of concentration n/2 and rate 1/2."""

from mpmath import inf, log, loggamma, mpf

from ..distribution import Support
from ..domains import POSITIVE
from ..statistics import LOG, X
from . import gamma

PARAMETERS = {"df": POSITIVE}
PLAIN = [((2,), (3,)), ((0.5,), (7,)), ((100,), (90,))]
CROSS = {
    "gamma": [((3,), (2, 1)), ((1,), (0.75, 0.25)), ((5,), (2.5, 0.5625))],
    "exponential": [((3,), (1,)), ((0.5,), (0.25,))],
    "gumbel": [((3,), (1, 2)), ((0.5,), (-1, 4))],
    "normal": [((3,), (1, 2)), ((40,), (40, 9))],
    "laplace": [((3,), (1, 2)), ((0.5,), (-1, 4))],
}
POINTS = (0, 1e-8, 0.5, 2, 30, -1)


def support(df):
    return Support(0, inf)


def natural(df):
    return {LOG: df / 2 - 1, X: -mpf(1) / 2}


def log_partition(natural):
    half = natural[LOG] + 1
    return loggamma(half) + half * log(2) if half > 0 else inf


def expectation(statistic, df):
    return gamma.expectation(statistic, df / 2, mpf(1) / 2)
