"""Binomial: successes in n trials of probability p."""

from mpmath import binomial as choose
from mpmath import exp, fsum, log, mpf

from ..distribution import Support
from ..domains import COUNT, PROBABILITY
from ..statistics import X, complement, log_choose, value_at

PARAMETERS = {"total_count": COUNT, "probs": PROBABILITY}
PLAIN = [((2, 0.4), (2, 0.5)), ((10, 0.25), (10, 0.75)), ((100, 0.5), (100, 0.3))]
CROSS = {
    "poisson": [((2, 0.4), (1,)), ((10, 0.25), (2.5,))],
    "bernoulli": [((2, 0.4), (0.5,)), ((1, 0.4), (0.5,))],
    "geometric": [((2, 0.4), (0.5,)), ((10, 0.25), (0.125,))],
    "negative_binomial": [((2, 0.4), (2, 0.5)), ((10, 0.25), (2.5, 0.25))],
}
EDGES = {
    "fewer-trials": [((2, 0.4), (3, 0.5)), ((10, 0.25), (100, 0.75)), ((99, 0.5), (100, 0.5))],
    "more-trials": [((3, 0.4), (2, 0.5)), ((3, 0), (2, 0.5)), ((3, 1), (2, 0.5))],
    "probabilities-0-and-1": [
        *(((4, 0), (4, 0.25)), ((4, 1), (4, 0.25)), ((4, 0.25), (4, 0)), ((4, 0.25), (4, 1))),
        *(((4, 0), (4, 1)), ((4, 0), (5, 0)), ((4, 1), (5, 1)), ((4, 1), (5, 0.5))),
        *(((0, 0.5), (3, 0.25)), ((0, 0.5), (0, 0.25)), ((3, 0.5), (0, 0.25))),
    ],
    "many-trials": [((1e8, 0.5), (1e8, 0.25)), ((2.0**52, 1e-8), (2.0**52, 2e-8))],
}
POINTS = (0, 1, 2, 9, -1)


def support(total_count, probs):
    low = total_count if probs == 1 else 0
    return Support(low, 0 if probs == 0 else total_count, is_lattice=True)


def natural(total_count, probs):
    n = total_count
    return {X: log(probs), complement(n): log(1 - probs), log_choose(n): 1}


def log_partition(natural):
    (failures,) = (statistic for statistic in natural if statistic[0] == "n - x")
    _, n = failures
    return n * log(exp(natural[X]) + exp(natural[failures]))


def expectation(statistic, total_count, probs):
    match statistic:
        case ("x",):
            return total_count * probs
        case ("x^2",):
            return total_count * probs * (1 - probs) + (total_count * probs) ** 2
        case ("n - x", n):
            return n - total_count * probs
    n = int(total_count)
    masses = [(k, choose(n, k) * probs**k * (1 - probs) ** (n - k)) for k in range(n + 1)]
    return fsum(mass * value_at(statistic, mpf(k)) for k, mass in masses if mass)


def are_alike(p, q):
    """Whether the two are members of one exponential family."""
    return p[0] == q[0]
