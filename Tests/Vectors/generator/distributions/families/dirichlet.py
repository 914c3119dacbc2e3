"""Dirichlet: the product of x_i^(a_i - 1) on the simplex, relative to d x_1 … d x_(n - 1)."""

from itertools import permutations

from mpmath import digamma, fsum, inf, loggamma

from ..statistics import log_element
from ..vector_cases import near, vector_cases

PARAMETERS = {"concentration": None}
GROUPS = {
    "plain": [
        (((1, 2, 3),), ((3, 2, 1),)),
        (((0.5, 0.5, 0.5),), ((1, 1, 1),)),
        (((10, 0.25, 4),), ((9, 0.5, 3),)),
        (((900, 800, 1000),), ((950, 850, 900),)),
    ],
    **near(((2, 0.5, 7),)),
    "same-direction": [
        (((1 + change, 2 * (1 + change), 5 * (1 + change)),), ((1, 2, 5),))
        for change in (1e-2, 1e-4, 1e-8)
    ],
    "extreme": [
        ((p,), (q,)) for p in permutations((1e-8, 1.0, 1e8)) for q in ((1, 1, 1), (1e8, 2, 1e-8))
    ],
    "two": [(((2, 3),), ((3, 2),)), (((0.5, 0.5),), ((1, 1),))],
    "one": [(((2,),), ((3,),))],
    "to-one": [(((a, 2, 1 / a),), ((1, 1, 2),)) for a in (0.25, 1, 8)],
    **{
        name: [tuple((tuple(1 + i * i % n / 4 for i in range(size)),) for n in (7, 5))]
        for name, size in (("eight", 8), ("nine", 9), ("seventeen", 17), ("thirty-three", 33))
    },
    "fifty": [tuple((tuple(1 + i * i % n / 4 for i in range(50)),) for n in (7, 5))],
}
AFFINITIES = ("plain", "near-1e-08")
MEMBERS = ("plain", "extreme", "two")
QUANTITIES = ("entropy", "mean", "variance")
WRONG = {
    name: (((1, x, 1),), {"status": "PARAMETER", "parameter": 0, "index": 1, "value": x})
    for name, x in (("zero", 0), ("negative", -0.5), ("infinite", inf))
}
POINTS = {"plain": ((0.25, 0.5, 0.25), (0.125, 0.125, 0.75), (0, 0.5, 0.5), (0.5, 0.5, 0))}


class Simplex:
    def contains(self, x):
        return all(y >= 0 for y in x) and fsum(x) == 1

    def is_within(self, other):
        return True


def support(concentration):
    return Simplex()


def natural(concentration):
    return {log_element(i): a - 1 for i, a in enumerate(concentration)}


def log_partition(natural):
    concentration = [coefficient + 1 for coefficient in natural.values()]
    if any(a <= 0 for a in concentration):
        return inf
    return fsum(map(loggamma, concentration)) - loggamma(fsum(concentration))


def expectation(statistic, concentration):
    _, i = statistic
    return digamma(concentration[i]) - digamma(fsum(concentration))


def mean(concentration):
    total = fsum(concentration)
    return [a / total for a in concentration]


def variance(concentration):
    total = fsum(concentration)
    return [a * (total - a) / (total**2 * (total + 1)) for a in concentration]


def cases():
    return vector_cases("dirichlet")
