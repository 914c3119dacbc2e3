"""Von Mises: exp(k cos(x - m)) / (2 π I0(k)) on the circle; mean and variance are circular."""

from mpmath import besseli, cos, hypot, log, pi, sin

from ..distribution import Support
from ..domains import POSITIVE, REAL
from ..statistics import COSINE, SINE

PARAMETERS = {"loc": REAL, "concentration": POSITIVE}
PLAIN = [((0, 1), (1, 1)), ((2, 0.5), (-1, 3)), ((-3, 20), (3, 30)), ((1, 500), (1.125, 450))]
CROSS = {}
EDGES = {
    "zero-concentration": [((0, 0), (0, 1)), ((0, 1), (0, 0)), ((1, 0), (2, 3)), ((1, 2), (2, 0))],
    "around-the-circle": [((3.125, 10), (-3.125, 10)), ((0, 2), (3.140625, 2)), ((100, 2), (0, 2))],
}
POINTS = (0, 1e-8, 0.5, -2, 3)


def support(loc, concentration):
    return Support(-pi, pi)


def natural(loc, concentration):
    return {COSINE: concentration * cos(loc), SINE: concentration * sin(loc)}


def log_partition(natural):
    return log(2 * pi * besseli(0, hypot(natural[COSINE], natural[SINE])))


def mean_resultant(concentration):
    return besseli(1, concentration) / besseli(0, concentration)


def expectation(statistic, loc, concentration):
    match statistic:
        case ("cos x",):
            return mean_resultant(concentration) * cos(loc)
        case ("sin x",):
            return mean_resultant(concentration) * sin(loc)
    raise LookupError(statistic)


def mean(loc, concentration):
    return loc


def variance(loc, concentration):
    return 1 - mean_resultant(concentration)
