"""Half-normal: the modulus of a normal of mean 0 and standard deviation s."""

from mpmath import inf, log, mpf, pi

from ..distribution import Support
from ..domains import POSITIVE
from ..statistics import SQUARE
from . import gamma

PARAMETERS = {"scale": POSITIVE}
PLAIN = [((1,), (2,)), ((3,), (0.25,)), ((0.5,), (0.75,))]
CROSS = {
    "chi": [((1,), (2,)), ((3,), (0.5,))],
    "weibull": [((1,), (1, 1.5)), ((3,), (2, 0.75))],
    "gamma": [((1,), (2, 1)), ((3,), (0.5, 4))],
    "exponential": [((1,), (1,)), ((0.25,), (5,))],
    "normal": [((1,), (1, 2)), ((3,), (-1, 4))],
    "log_normal": [((1,), (0.5, 0.5))],
}
POINTS = (0, 1e-8, 0.5, 2, 30, -1)


def support(scale):
    return Support(0, inf)


def natural(scale):
    return {SQUARE: -1 / (2 * scale**2)}


def log_partition(natural):
    return log(-pi / natural[SQUARE]) / 2 - log(2) if natural[SQUARE] < 0 else inf


def expectation(statistic, scale):
    half = mpf(1) / 2
    return gamma.expectation_of_power(statistic, half, half, 1 / (2 * scale**2))
