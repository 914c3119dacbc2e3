"""Uniform, between a low and a high end."""

from mpmath import euler, exp, inf, log, mpf, psi

from ..distribution import Support
from ..domains import REAL
from ..statistics import ONE

PARAMETERS = {"low": REAL, "high": REAL}
PLAIN = [((0, 1), (0, 2)), ((-1, 2), (-3, 4)), ((2, 3), (-1e8, 1e8))]
CROSS = {
    "beta": [((0, 1), (2, 3)), ((0.25, 0.5), (0.5, 4)), ((0, 2), (2, 3)), ((-1, 1), (2, 3))],
    "continuous_bernoulli": [((0, 1), (0.25,)), ((0.25, 0.5), (0.75,)), ((0, 2), (0.25,))],
    "exponential": [((0, 1), (2,)), ((3, 5), (0.25,)), ((-1, 1), (1,))],
    "gamma": [((0, 1), (2, 3)), ((3, 5), (0.5, 0.25)), ((-1, 1), (1, 1))],
    "gumbel": [((0, 1), (2, 3)), ((-3, 5), (0.5, 0.75))],
    "normal": [((0, 1), (2, 3)), ((-3, 5), (0.5, 0.75))],
    "pareto": [((2, 3), (1, 2)), ((2, 3), (2, 0.5)), ((2, 3), (2.5, 1))],
    "laplace": [((0, 1), (2, 3)), ((-3, 5), (0.5, 0.75)), ((0, 1), (-1, 1))],
    "inverse_gamma": [((2, 3), (2, 3)), ((0, 1), (2, 3))],
    "log_normal": [((2, 3), (1, 0.5)), ((0, 1), (-1, 2))],
    "weibull": [((2, 3), (1, 1.5)), ((0, 1), (2, 0.5))],
    "kumaraswamy": [((0, 1), (2, 3)), ((0, 1), (0.5, 0.25))],
    "log_uniform": [((2, 3), (1, 4)), ((2, 3), (2.5, 4))],
}
EDGES = {
    "touching-supports": [((0, 1), (1, 2)), ((0, 1), (0, 1 + 2**-52)), ((0, 1), (2**-1074, 1))],
    "disjoint-supports": [((0, 1), (2, 3))],
    "crossing-supports": [((0, 2), (1, 3)), ((0, 3), (1, 2)), ((1, 2), (0, 3))],
    "far-ends": [((-1e308, 1e308), (-1.5e308, 1.5e308)), ((0, 1e-8), (0, 1e8))],
}
EXTREMES = False
EXTREME_QUANTITIES = ()
POINTS = (1e-8, 0.5, 0.75, 2.5, 30, -2)


def support(low, high):
    return Support(low, high)


def terms(low, high):
    return {ONE: -log(high - low)}


def mean_of_derivative(antiderivative, low, high):
    return (antiderivative(high) - antiderivative(low)) / (high - low)


def x_log_x(x):
    return x * log(x) if x else mpf(0)


def expectation(statistic, low, high):
    def mean_of(antiderivative):
        return mean_of_derivative(antiderivative, low, high)

    match statistic:
        case ("x",):
            return (low + high) / 2
        case ("x^2",):
            return (low**2 + low * high + high**2) / 3
        case ("x^k", k) if low >= 0:
            return mean_of(lambda x: x ** (k + 1) / (k + 1))
        case ("1/x",):
            return mean_of(log) if low > 0 else inf
        case ("log x",):
            return mean_of(x_log_x) - 1
        case ("(log x)^2",):
            return mean_of(lambda x: x_log_x(x) * (log(x) - 2) + 2 * x if x else mpf(0))
        case ("log(1 - x^k)", 1):
            return mean_of(lambda x: -x_log_x(1 - x)) - 1
        case ("log(1 - x^k)", k) if (low, high) == (0, 1):
            return -euler - psi(0, 1 + 1 / k)
        case ("exp(t x)", t):
            return mean_of(lambda x: exp(t * x) / t)
        case ("|x - c|", c):
            return mean_of(lambda x: (x - c) * abs(x - c) / 2)
    raise LookupError(statistic)
