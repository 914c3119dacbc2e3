"""Negative binomial: successes of probability p before the r-th failure."""

from mpmath import exp, inf, log

from ..distribution import Support
from ..domains import COUNT, PROBABILITY
from ..integration import over_lattice
from ..statistics import X, log_choose_repeated, value_at

PARAMETERS = {"total_count": COUNT, "probs": PROBABILITY}
PLAIN = [((2, 0.4), (2, 0.5)), ((2.5, 0.25), (2.5, 0.75)), ((20, 0.5), (20, 0.3))]
CROSS = {
    "geometric": [((2, 0.4), (0.5,)), ((2.5, 0.25), (0.25,))],
    "poisson": [((2, 0.4), (1,)), ((2.5, 0.25), (3,))],
    "binomial": [((2, 0.4), (9, 0.5))],
}
EDGES = {
    "probabilities-0": [((4, 0), (4, 0.25)), ((4, 0.25), (4, 0))],
    "near-the-ends": [((4, 1 - 2**-53), (4, 0.5)), ((4, 0.5), (4, 1e-300))],
    "many-failures": [((1e8, 0.5), (1e8, 0.25)), ((1e-8, 0.5), (1e-8, 0.25))],
}
POINTS = (0, 1, 2, 9, -1)


def support(total_count, probs):
    return Support(0, inf if probs else 0, is_lattice=True)


def natural(total_count, probs):
    return {X: log(probs), log_choose_repeated(total_count): 1}


def log_partition(natural):
    (choices,) = (statistic for statistic in natural if statistic != X)
    _, r = choices
    return -r * log(1 - exp(natural[X])) if natural[X] < 0 else inf


def expectation(statistic, total_count, probs):
    mean = total_count * probs / (1 - probs)
    match statistic:
        case ("x",):
            return mean
        case ("x^2",):
            return mean**2 + mean / (1 - probs)
    log_probs, constant = log(probs), total_count * log(1 - probs)
    choices = log_choose_repeated(total_count)
    return over_lattice(
        lambda x: value_at(choices, x) + x * log_probs + constant,
        lambda x: value_at(statistic, x),
        mean,
    )


def are_alike(p, q):
    """Whether the two are members of one exponential family."""
    return p[0] == q[0]
