"""Von Mises and Fisher: exp(k m·x) on the sphere; the direction m is divided by its length."""

from functools import cache
from math import cos, inf, sin

from mpmath import besseli, fdot, gamma, log, mp, mpf, norm, pi

from ..statistics import element
from ..vector_cases import near, vector_cases

AXIS = (1, 0, 0)


def unit(size, place):
    """A direction of two numbers that are not 0, and exactly of length 1."""
    return tuple({place: 0.6, size - 1: 0.8}.get(i, 0) for i in range(size))


PARAMETERS = {"loc": None, "concentration": None}
GROUPS = {
    "plain": [
        ((AXIS, 1), ((0, 1, 0), 2)),
        (((0.6, 0.8, 0), 10), ((0.8, 0.6, 0), 5)),
        (((1 / 3, 2 / 3, 2 / 3), 0.5), ((2 / 3, -1 / 3, 2 / 3), 100)),
    ],
    **near((AXIS, 3), (False, True)),
    "near-direction": [
        (((cos(angle), sin(angle), 0), k), (AXIS, k))
        for angle in (1e-2, 1e-4, 1e-8)
        for k in (0.5, 20)
    ],
    "extreme": [((AXIS, a), (AXIS, b)) for a in (1e-8, 1, 1e8) for b in (1e-8, 1, 1e8) if a != b],
    "opposite": [((AXIS, k), ((-1, 0, 0), k)) for k in (1e-8, 1, 1e8)],
    "to-uniform": [((AXIS, k), (AXIS, 0)) for k in (1e-8, 0.5, 1, 30, 1e8)],
    "from-uniform": [((AXIS, 0), (AXIS, k)) for k in (1e-8, 0.5, 1, 30, 1e8)],
    "circle": [(((1, 0), 1), ((0, 1), 2)), (((0.6, 0.8), 30), ((0.8, 0.6), 20))],
    "four": [(((1, 0, 0, 0), 1), ((0, 1, 0, 0), 2)), (((0.5,) * 4, 9), ((0.5,) * 4, 9.5))],
    "to-one": [(((0, 0.6, 0.8), k), (AXIS, 4)) for k in (0, 0.25, 4)],
    **{
        name: [
            ((unit(size, 0), 3), (unit(size, 1), 0.5)),
            ((unit(size, 2), 40), (unit(size, 2), 41)),
        ]
        for name, size in (("eight", 8), ("nine", 9), ("seventeen", 17), ("thirty-three", 33))
    },
    "sixty-four": [
        (((0.125,) * 64, a), ((0.125,) * 32 + (-0.125,) * 32, b))
        for a, b in ((1, 2), (50, 60), (1000, 1000))
    ],
}
MEMBERS = ("plain", "circle", "four", "from-uniform")
QUANTITIES = ("entropy", "mean")
AFFINITIES = ("plain",)
WRONG = {
    name: ((loc, k), {"status": "PARAMETER", "parameter": place, "index": index, "value": value})
    for name, loc, k, place, index, value in (
        ("length", (2, 0, 0), 1, 0, None, 2),
        ("concentration", AXIS, -1, 1, 0, -1),
        ("infinite", (0, inf, 0), 1, 0, 1, inf),
    )
}
POINTS = {"plain": (AXIS, (0, 1, 0), (-1, 0, 0)), "circle": ((1, 0), (0, -1))}


class Sphere:
    def contains(self, x):
        return fdot(x, x) == 1

    def is_within(self, other):
        return True


def support(loc, concentration):
    return Sphere()


def natural(loc, concentration):
    length = norm(loc)
    return {element(i): concentration * x / length for i, x in enumerate(loc)}


def log_partition(natural):
    concentration, half = norm(list(natural.values())), mpf(len(natural)) / 2
    if not concentration:
        return log(2 * pi**half / gamma(half))
    bessel = besseli(half - 1, concentration)
    return half * log(2 * pi) + log(bessel) - (half - 1) * log(concentration)


@cache
def mean_resultant(size, concentration, _precision):
    half = mpf(size) / 2
    return besseli(half, concentration) / besseli(half - 1, concentration) if concentration else 0


def mean(loc, concentration):
    length, resultant = norm(loc), mean_resultant(len(loc), concentration, mp.prec)
    return [resultant * x / length for x in loc]


def expectation(statistic, loc, concentration):
    _, i = statistic
    return mean(loc, concentration)[i]


def cases():
    return vector_cases("von_mises_fisher")
