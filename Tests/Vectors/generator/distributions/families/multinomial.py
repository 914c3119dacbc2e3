"""Multinomial: how often each category occurs in n trials."""

from dataclasses import dataclass

from mpmath import exp, fsum, log, loggamma

from ..statistics import LOG_FACTORIAL, element, log_multinomial
from ..vector_cases import near, nearly_normalized, vector_cases
from . import binomial

PARAMETERS = {"total_count": None, "probs": None}
GROUPS = {
    "plain": [
        ((5, (0.25, 0.5, 0.25)), (5, (0.125, 0.125, 0.75))),
        ((1, (0.1, 0.2, 0.7)), (1, (0.3, 0.3, 0.4))),
        ((20, (0.9, 0.05, 0.05)), (20, (0.05, 0.05, 0.9))),
    ],
    **{
        name: [((n, nearly_normalized(p)), q) for (n, p), q in pairs]
        for name, pairs in near((7, (0.5, 0.25, 0.25)), (False, True)).items()
    },
    "zeros": [
        ((5, (0.5, 0.5, 0)), (5, (0.25, 0.25, 0.5))),
        ((5, (0.25, 0.25, 0.5)), (5, (0.5, 0.5, 0))),
        ((5, (1, 0, 0)), (5, (0.25, 0.25, 0.5))),
    ],
    "other-count": [
        ((5, (0.5, 0.25, 0.25)), (6, (0.5, 0.25, 0.25))),
        ((6, (0.5, 0.25, 0.25)), (5, (0.5, 0.25, 0.25))),
    ],
    "many-trials": [((1e8, (0.25, 0.75)), (1e8, (0.5, 0.5)))],
    "one-trial": [
        ((1, (0.1, 0.2, 0.7)), (1, (0.3, 0.3, 0.4))),
        ((1, (0.5, 0.5, 0)), (1, (0.25, 0.25, 0.5))),
        ((1, (1e-8, 0.5, 0.5)), (1, (0.5, 0.5, 1e-8))),
    ],
    "to-one": [((3, p), (3, (0.5, 0.25, 0.25))) for p in ((0.25, 0.25, 0.5), (0.125, 0.75, 0.125))],
    "extreme": [((1e8, (1e-8, 1 - 1e-8)), (1e8, (0.5, 0.5))), ((9, (0.5, 0.5)), (9, (1e-8, 1)))],
    **{
        name: [tuple((9, nearly_normalized([1 + i * i % n for i in range(size)])) for n in (7, 5))]
        for name, size in (("eight", 8), ("nine", 9), ("seventeen", 17), ("thirty-three", 33))
    },
    "two": [((4, (0.25, 0.75)), (4, (0.5, 0.5)))],
}
AFFINITIES = ("plain", "near-1e-08")
MEMBERS = ("plain", "two", "one-trial")
QUANTITIES = ("entropy", "mean", "variance")
WRONG = {
    name: ((n, probs), {"status": status, "parameter": place, "index": index, "value": value})
    for name, n, probs, status, place, index, value in (
        ("negative", 5, (0.5, -0.25, 0.75), "PROBABILITY", 0, 1, -0.25),
        ("sum", 5, (0.5, 0.25, 0.5), "SUM", 0, None, 1.25),
        ("fraction", 2.5, (0.5, 0.25, 0.25), "PARAMETER", 1, 0, 2.5),
        ("count", -1, (0.5, 0.25, 0.25), "PARAMETER", 1, 0, -1),
    )
}
POINTS = {"plain": ((5, 0, 0), (2, 2, 1), (0, 5, 0), (1, 1, 1), (6, -1, 0)), "two": ((1, 3),)}


@dataclass(frozen=True)
class Counts:
    total: object
    categories: frozenset

    def contains(self, x):
        within = all(y >= 0 and (y == 0 or i in self.categories) for i, y in enumerate(x))
        return within and fsum(x) == self.total

    def is_within(self, other):
        return self.total == other.total and self.categories <= other.categories


def support(total_count, probs):
    return Counts(total_count, frozenset(i for i, p in enumerate(probs) if p))


def natural(total_count, probs):
    counts = {element(i): log(p) for i, p in enumerate(probs)}
    return {**counts, log_multinomial(total_count): 1}


def log_partition(natural):
    ((_, n),) = (statistic for statistic in natural if statistic[0] != "x_i")
    return n * log(fsum(exp(c) for name, c in natural.items() if name[0] == "x_i"))


def expectation(statistic, total_count, probs):
    match statistic:
        case ("x_i", i):
            return total_count * probs[i] / fsum(probs)
        case (_, n) if n == total_count:
            shares = [p / fsum(probs) for p in probs]
            logs = [binomial.expectation(LOG_FACTORIAL, n, share) for share in shares]
            return loggamma(n + 1) - fsum(logs)
    raise LookupError(statistic)


def mean(total_count, probs):
    return [total_count * p / fsum(probs) for p in probs]


def variance(total_count, probs):
    return [total_count * p / fsum(probs) * (1 - p / fsum(probs)) for p in probs]


def cases():
    return vector_cases("multinomial")
