"""Categorical: i with probability p_i, divided by their sum."""

from dataclasses import dataclass

from mpmath import exp, fsum, log

from ..statistics import indicator
from ..vector_cases import near, nearly_normalized, vector_cases

PARAMETERS = {"probs": None}
GROUPS = {
    "plain": [
        (((0.25, 0.5, 0.25),), ((0.125, 0.125, 0.75),)),
        (((0.1, 0.2, 0.7),), ((0.3, 0.3, 0.4),)),
        (((0.9, 0.05, 0.05),), ((0.05, 0.05, 0.9),)),
    ],
    "kullback-2.1": [(((0.36, 0.48, 0.16),), ((1 / 3, 1 / 3, 1 / 3),))],
    **{
        name: [((nearly_normalized(p),), q) for (p,), q in pairs]
        for name, pairs in near(((0.5, 0.25, 0.25),)).items()
    },
    "zeros": [
        (((0.5, 0.5, 0),), ((0.25, 0.25, 0.5),)),
        (((0.25, 0.25, 0.5),), ((0.5, 0.5, 0),)),
        (((1, 0, 0),), ((0.25, 0.25, 0.5),)),
        (((1, 0, 0),), ((0, 1, 0),)),
        (((0.5, 0.5, 0),), ((0.25, 0.75, 0),)),
    ],
    "tiny": [(((1, 1e-8, 1e-300),), ((1, 1e-300, 1e-8),)), (((1, 1e-8, 0),), ((1, 2e-8, 0),))],
    "two": [(((0.25, 0.75),), ((0.5, 0.5),))],
    "one": [(((1,),), ((1,),))],
}
AFFINITIES = ("plain", "near-1e-08")
MEMBERS = ("plain", "zeros", "tiny")
QUANTITIES = ("entropy",)
POINTS = {"plain": (0, 1, 2), "zeros": (0, 2)}


@dataclass(frozen=True)
class Categories:
    names: frozenset

    def contains(self, x):
        return int(x) in self.names

    def is_within(self, other):
        return self.names <= other.names


def support(probs):
    return Categories(frozenset(i for i, p in enumerate(probs) if p))


def natural(probs):
    return {indicator(i): log(p) for i, p in enumerate(probs)}


def log_partition(natural):
    return log(fsum(map(exp, natural.values())))


def expectation(statistic, probs):
    name, i = statistic
    if name != "[x = i]":
        raise LookupError(statistic)
    return probs[i] / fsum(probs)


def cases():
    return vector_cases("categorical")
