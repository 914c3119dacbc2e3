"""Geometric: failures before the first success of probability p."""

from mpmath import exp, inf, log

from ..distribution import Support
from ..domains import PROBABILITY
from ..statistics import X

PARAMETERS = {"probs": PROBABILITY}
PLAIN = [((0.25,), (0.75,)), ((0.5,), (0.3,)), ((0.01,), (0.02,))]
CROSS = {"bernoulli": [((0.25,), (0.5,))], "binomial": [((0.25,), (9, 0.5))]}
EDGES = {
    "probabilities-1": [((1,), (0.25,)), ((0.25,), (1,)), ((1,), (1,))],
    "near-the-ends": [((1e-300,), (1e-299,)), ((1 - 2**-53,), (0.5,)), ((0.5,), (2**-1074,))],
}
POINTS = (0, 1, 2, 1000, -1)


def support(probs):
    return Support(0, 0 if probs == 1 else inf, is_lattice=True)


def natural(probs):
    return {X: log(1 - probs)}


def log_partition(natural):
    return -log(1 - exp(natural[X])) if natural[X] < 0 else inf


def expectation(statistic, probs):
    mean = (1 - probs) / probs
    match statistic:
        case ("x",):
            return mean
        case ("x^2",):
            return mean**2 + mean / probs
    raise LookupError(statistic)
