"""Continuous Bernoulli: C p^x (1 - p)^(1 - x) on [0, 1] (Loaiza-Ganem & Cunningham 2019)."""

from mpmath import ei, euler, exp, expm1, log, mpf

from ..distribution import Support
from ..domains import PROBABILITY
from ..statistics import X

PARAMETERS = {"probs": PROBABILITY}
PLAIN = [((0.25,), (0.75,)), ((0.5,), (0.3,)), ((0.4999,), (0.50001,)), ((0.9,), (0.5,))]
CROSS = {
    "uniform": [((0.25,), (0, 1)), ((0.5,), (-1, 2)), ((0.25,), (0.25, 1)), ((0.5,), (0, 1))],
    "exponential": [((0.25,), (2,)), ((0.5,), (0.25,))],
    "normal": [((0.25,), (0.5, 0.25)), ((0.5,), (2, 1))],
    "beta": [((0.25,), (2, 3)), ((0.5,), (0.5, 0.5))],
    "gamma": [((0.25,), (2, 3)), ((0.5,), (0.5, 0.5))],
    "laplace": [((0.25,), (0.5, 0.25)), ((0.5,), (0.75, 1)), ((0.9,), (-1, 1))],
    "gumbel": [((0.25,), (0.5, 0.25)), ((0.5,), (2, 1))],
    "pareto": [((0.25,), (0.5, 1))],
}
EDGES = {
    "near-one-half": [
        ((0.5,), (0.5 + step,)) for step in (2**-53, 2**-52, 1e-12, 1e-8, 1e-4, -1e-3)
    ],
    "near-the-ends": [((1e-300,), (0.5,)), ((1 - 2**-53,), (1e-8,)), ((1e-8,), (1 - 2**-53,))],
}
POINTS = (0, 1e-8, 0.5, 0.96875, 1, -1, 2)


def support(probs):
    return Support(0, 1)


def logit(probs):
    return log(probs / (1 - probs))


def natural(probs):
    return {X: logit(probs)}


def log_partition(natural):
    eta = natural[X]
    return log(expm1(eta) / eta) if eta else mpf(0)


def mean_at(eta):
    return -1 / expm1(-eta) - 1 / eta if eta else mpf(1) / 2


def variance_at(eta):
    return 1 / eta**2 + 1 / (expm1(eta) * expm1(-eta)) if eta else mpf(1) / 12


def mean_log(eta):
    """The integral of log(x) exp(eta x) is an exponential integral."""
    if not eta:
        return mpf(-1)
    return (euler + log(abs(eta)) - ei(eta)) / expm1(eta)


def mean_shortfall(c, eta):
    """E max(c - X, 0) for c in [0, 1]."""
    return (expm1(eta * c) / eta - c) / expm1(eta) if eta else c**2 / 2


def mean_distance(c, eta):
    if not 0 < c < 1:
        return abs(mean_at(eta) - c)
    return mean_at(eta) - c + 2 * mean_shortfall(c, eta)


def expectation(statistic, probs):
    eta = logit(probs)
    match statistic:
        case ("x",):
            return mean_at(eta)
        case ("x^2",):
            return mean_at(eta) ** 2 + variance_at(eta)
        case ("log x",):
            return mean_log(eta)
        case ("log(1 - x^k)", 1):
            return mean_log(-eta)
        case ("exp(t x)", t):
            return exp(log_partition({X: eta + t}) - log_partition({X: eta}))
        case ("|x - c|", c):
            return mean_distance(c, eta)
    raise LookupError(statistic)
