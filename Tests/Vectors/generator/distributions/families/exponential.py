"""Exponential, with rate b: b exp(-b x), which is Gamma of concentration 1."""

from mpmath import inf, log, mpf

from ..distribution import Support
from ..domains import POSITIVE
from ..statistics import X
from . import gamma

PARAMETERS = {"rate": POSITIVE}
PLAIN = [((1,), (2,)), ((0.5,), (0.125,)), ((1,), (1 / 12,)), ((3,), (1000,))]
CROSS = {
    "gamma": [((1,), (2, 3)), ((0.25,), (0.5, 2)), ((2,), (1, 3))],
    "chi2": [((1,), (3,)), ((0.25,), (0.5,))],
    "gumbel": [((1,), (1, 2)), ((4,), (-1, 0.5))],
    "normal": [((1,), (1, 2)), ((4,), (-1, 0.5))],
    "laplace": [((1,), (1, 2)), ((4,), (-1, 0.5))],
    "weibull": [((1,), (2, 1.5)), ((4,), (0.25, 0.75))],
    "beta": [((1,), (2, 1))],
    "continuous_bernoulli": [((1,), (0.25,))],
    "pareto": [((1,), (1, 1))],
    "uniform": [((1,), (0, 10))],
}
POINTS = (0, 1e-8, 0.5, 2, 30, -1)


def support(rate):
    return Support(0, inf)


def natural(rate):
    return {X: -rate}


def log_partition(natural):
    return -log(-natural[X]) if natural[X] < 0 else inf


def expectation(statistic, rate):
    return gamma.expectation(statistic, mpf(1), rate)
