"""Bernoulli: 1 with probability p, else 0."""

from mpmath import mpf

from ..domains import PROBABILITY
from . import binomial

PARAMETERS = {"probs": PROBABILITY}
PLAIN = [((0.25,), (0.75,)), ((0.5,), (0.3,)), ((0.9,), (0.99,)), ((0.4,), (0.3,))]
CROSS = {
    "poisson": [((0.25,), (0.5,)), ((0.9,), (4,)), ((0,), (2,)), ((1,), (2,))],
    "binomial": [((0.25,), (1, 0.5)), ((0.25,), (3, 0.5)), ((1,), (2, 1)), ((0,), (2, 0))],
    "geometric": [((0.25,), (0.5,)), ((1,), (0.25,)), ((0,), (1,)), ((0.5,), (1,))],
    "negative_binomial": [((0.25,), (2, 0.5)), ((1,), (2.5, 0.25))],
}
EDGES = {
    "probabilities-0-and-1": [
        *(((0,), (0.25,)), ((1,), (0.25,)), ((0.25,), (0,)), ((0.25,), (1,))),
        *(((0,), (1,)), ((1,), (0,)), ((0,), (0,)), ((1,), (1,)), ((1e-300,), (0,))),
    ],
    "near-the-ends": [((1e-300,), (1e-299,)), ((1 - 2**-53,), (0.5,)), ((0.5,), (2**-1074,))],
}
POINTS = (0, 1, 2, -1)


def support(probs):
    return binomial.support(mpf(1), probs)


def natural(probs):
    return binomial.natural(mpf(1), probs)


log_partition = binomial.log_partition


def expectation(statistic, probs):
    return binomial.expectation(statistic, mpf(1), probs)
