"""A member of a family, and what is asked of it and of pairs, from the modules of `families`.

The one formula of divergences: log p - log q is a sum of statistics, and its expectation that of
their expectations. What both have the same coefficient of needs none.
"""

from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from pathlib import Path

from mpmath import expm1, inf, isinf, mpf, sqrt

from . import gaussians, mixtures
from .statistics import ONE, SQUARE, X, value_at

FAMILIES = sorted(
    path.stem for path in (Path(__file__).parent / "families").glob("*.py") if path.stem[0] != "_"
)


def module_of(family):
    return import_module(f"{__package__}.families.{family}")


def exact(value):
    return tuple(map(exact, value)) if isinstance(value, tuple) else mpf(value)


@dataclass(frozen=True)
class Support:
    """From `low` to `high`, and these, unless it is open; of integers if it is a lattice."""

    low: object
    high: object
    is_lattice: bool = False
    is_open: bool = False

    def contains(self, x):
        return self.low <= x <= self.high and not (self.is_open and x in (self.low, self.high))

    def is_within(self, other):
        """But for ends of intervals, which have no mass."""
        return (
            self.is_lattice == other.is_lattice
            and other.low <= self.low
            and self.high <= other.high
        )


@dataclass(frozen=True)
class Distribution:
    """`names` are those of the parameters, where the module knows several ways to state them."""

    family: str
    parameters: tuple
    names: tuple = ()

    @cached_property
    def module(self):
        return module_of(self.family)

    def numbers(self):
        """At the working precision, which may have changed since the last call."""
        numbers = exact(self.parameters)
        standard = getattr(self.module, "standard", None)
        return standard(dict(zip(self.names, numbers))) if standard else numbers

    def support(self):
        return self.module.support(*self.numbers())

    def natural(self):
        return self.module.natural(*self.numbers())

    def terms(self):
        if hasattr(self.module, "terms"):
            return self.module.terms(*self.numbers())
        natural = self.natural()
        return {**natural, ONE: -self.module.log_partition(natural)}

    def expectation(self, statistic):
        return mpf(1) if statistic == ONE else self.module.expectation(statistic, *self.numbers())


def expected_sum(terms, expectation):
    """A positive term that is infinite outweighs others: E_P[log p - log q] is never -inf."""
    values = []
    for statistic, coefficient in terms.items():
        if coefficient != 0:
            expected = expectation(statistic)
            values.append(coefficient * expected if expected != 0 else mpf(0))
    return inf if inf in values else sum(values)


def difference(terms, others):
    zero = mpf(0)
    names = [*terms, *(statistic for statistic in others if statistic not in terms)]
    return {name: terms.get(name, zero) - others.get(name, zero) for name in names}


def kl(p, q):
    if p == q:
        return mpf(0)
    if hasattr(p.module, "kl") and p.family == q.family:
        return p.module.kl(p.numbers(), q.numbers())
    if not p.support().is_within(q.support()):
        return inf
    return expected_sum(difference(p.terms(), q.terms()), p.expectation)


def entropy(p):
    if hasattr(p.module, "entropy"):
        return p.module.entropy(*p.numbers())
    return -expected_sum(p.terms(), p.expectation)


def mean(p):
    return getattr(p.module, "mean", lambda *_: p.expectation(X))(*p.numbers())


def variance(p):
    if hasattr(p.module, "variance"):
        return p.module.variance(*p.numbers())
    expected, square = p.expectation(X), p.expectation(SQUARE)
    return square if isinf(square) else square - expected**2


def log_density(p, x):
    x = exact(x)
    if hasattr(p.module, "log_density"):
        return p.module.log_density(x, *p.numbers())
    support = p.support()
    if not support.contains(x):
        return -inf
    return expected_sum(p.terms(), lambda statistic: value_at(statistic, x))


def log_affinity(p, q, order):
    """log ∫ p^a q^(1 - a), by the partition functions of an exponential family."""
    if hasattr(p.module, "log_affinity"):
        return p.module.log_affinity(p.numbers(), q.numbers(), order)
    naturals = p.natural(), q.natural()
    mixed = {
        name: order * naturals[0].get(name, 0) + (1 - order) * naturals[1].get(name, 0)
        for name in naturals[0] | naturals[1]
    }
    partition = p.module.log_partition
    return partition(mixed) - order * partition(naturals[0]) - (1 - order) * partition(naturals[1])


def renyi(p, q, order):
    order = mpf(order)
    return mpf(0) if p == q else log_affinity(p, q, order) / (order - 1)


def bhattacharyya_distance(p, q):
    return renyi(p, q, 0.5) / 2


def squared_hellinger(p, q):
    return -expm1(-bhattacharyya_distance(p, q))


def hellinger_distance(p, q):
    return sqrt(squared_hellinger(p, q))


def mixture_bounds(p, q):
    return mixtures.bounds(p.numbers(), q.numbers())


def of_gaussians(name):
    """A quantity that only normals of vectors have."""

    def quantity(*arguments):
        sides = (x.numbers() if isinstance(x, Distribution) else exact(x) for x in arguments)
        return getattr(gaussians, name)(*sides)

    return quantity


jeffreys = of_gaussians("jeffreys")
kl_gradient = of_gaussians("kl_gradient")
geometric_js = of_gaussians("geometric_js")
dual_geometric_js = of_gaussians("dual_geometric_js")
squared_wasserstein = of_gaussians("squared_wasserstein")
mutual_information = of_gaussians("mutual_information")
