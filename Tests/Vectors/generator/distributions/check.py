"""Compares closed forms with the integrals and sums that define them, to 30 digits.

python -m generator.distributions.check [family …]
"""

import sys
from itertools import count, pairwise, takewhile

from mpmath import cosh, exp, inf, isinf, log, mp, mpf, pi, sinh

from . import distribution
from .cases import ORDERS
from .distribution import FAMILIES, Distribution, expected_sum, module_of
from .statistics import value_at

SCALAR = [family for family in FAMILIES if hasattr(module_of(family), "PLAIN")]
WORKING_DIGITS = 45
MORE_DIGITS = 100  # of closed forms, and near the ends of an interval
TOLERANCE = mpf(10) ** -30
LEVELS = (8, 16, 32, 64, 128, 256, 512)


def map_of(low, high):
    """From the reals onto an interval, and the derivative, for double-exponential quadrature."""
    if isinf(low) and isinf(high):
        return lambda y: (sinh(y), (exp(y) + exp(-y)) / 2)
    if isinf(high):
        return lambda y: (low + exp(y), exp(y))
    if isinf(low):
        return lambda y: (high - exp(y), exp(y))
    return lambda y: (
        (low * exp(-y) + high * exp(y)) / (exp(y) + exp(-y)),
        2 * (high - low) / (exp(y) + exp(-y)) ** 2,
    )


def until_negligible(terms, least):
    """The terms up to some in a row that are too small to matter, but `least` in any case."""
    size = small = 0
    for i, term in enumerate(terms):
        yield term
        size += abs(term)
        small = small + 1 if abs(term) <= size * TOLERANCE / 1000 else 0
        if small > 5 and i > least:
            return


def over_interval(integrand, low, high):
    """Takahasi & Mori 1974: a trapezoidal sum, each halving of whose step doubles its digits."""
    to_interval, previous = map_of(low, high), None

    def term(u):
        x, derivative = to_interval(pi / 2 * sinh(u))
        return integrand(x) * derivative * cosh(u) * pi / 2 if low < x < high else mpf(0)

    for level in LEVELS:
        right = (term(mpf(i) / level) for i in count(0))
        left = (term(-mpf(i) / level) for i in count(1))
        terms = [*until_negligible(right, 2 * level), *until_negligible(left, 2 * level)]
        total = mp.fsum(terms) / level
        size = mp.fsum(map(abs, terms))
        if previous is not None and abs(total - previous) <= TOLERANCE ** mpf(0.8) * size:
            return total
        previous = total
    raise ArithmeticError(f"no quadrature to 30 digits: {previous}, {total}")


def over_support(integrand, support, breaks):
    """The integral or the sum; `breaks` are where the integrand has corners."""
    if support.is_lattice:
        beyond = inf if isinf(support.high) else int(support.high) + 1
        terms = (
            integrand(mpf(x)) for x in takewhile(lambda x: x < beyond, count(int(support.low)))
        )
        return mp.fsum(until_negligible(terms, 100))
    inner = sorted(x for x in breaks if support.low < x < support.high)
    ends = [support.low, *inner, support.high]
    with mp.workdps(MORE_DIGITS if mp.isfinite(ends[-1]) else WORKING_DIGITS):
        return mp.fsum(over_interval(integrand, a, b) for a, b in pairwise(ends))


def corners(*members):
    terms = [statistic for member in members for statistic in member.terms()]
    return {statistic[1] for statistic in terms if statistic[0] == "|x - c|"}


def log_density_of(member):
    terms = member.terms()
    return lambda x: expected_sum(terms, lambda statistic: value_at(statistic, x))


def integrals_of(p):
    """(what, closed form, integral) of one member."""
    log_p = log_density_of(p)

    def expected(function):
        return over_support(lambda x: exp(log_p(x)) * function(x), p.support(), corners(p))

    yield "mass", mpf(1), expected(lambda x: 1)
    yield "entropy", distribution.entropy(p), expected(lambda x: -log_p(x))
    if p.family == "von_mises":
        resultant = mp.hypot(expected(mp.cos), expected(mp.sin))
        yield "variance", distribution.variance(p), 1 - resultant
        return
    mean, variance = distribution.mean(p), distribution.variance(p)
    if mp.isfinite(mean):
        yield "mean", mean, expected(lambda x: x)
    if mp.isfinite(variance):
        yield "variance", variance, expected(lambda x: (x - mean) ** 2)


def integrals_between(p, q):
    """(what, closed form, integral) of a pair, where finite."""
    log_p, log_q = log_density_of(p), log_density_of(q)
    support, breaks = p.support(), corners(p, q)
    divergence = distribution.kl(p, q)
    if mp.isfinite(divergence):

        def integrand(x):
            return exp(log_p(x)) * (log_p(x) - log_q(x))

        yield "kl", divergence, over_support(integrand, support, breaks)
    if p.family != q.family or not hasattr(p.module, "natural"):
        return
    for order in map(mpf, ORDERS):

        def integrand(x, order=order):
            return exp(order * log_p(x) + (1 - order) * log_q(x))

        value = distribution.renyi(p, q, order)
        if mp.isfinite(value):
            integral = over_support(integrand, support, breaks)
            yield f"renyi {mp.nstr(order)}", value, log(integral) / (order - 1)


def pairs_of(family, each=2):
    module = module_of(family)
    is_alike = getattr(module, "are_alike", lambda p, q: True)
    for p, q in module.PLAIN[:each]:
        if is_alike(p, q):
            yield Distribution(family, p), Distribution(family, q)
    for other, pairs in module.CROSS.items():
        for p, q in pairs[:each]:
            yield Distribution(family, p), Distribution(other, q)


def discrepancies(family, each=2):
    """(what, of what, closed form, integral) of those that differ."""
    with mp.workdps(MORE_DIGITS):
        results = []
        for p, _ in module_of(family).PLAIN[:each]:
            member = Distribution(family, p)
            results += [(f"{what} of {p}", *both) for what, *both in integrals_of(member)]
        for p, q in pairs_of(family, each):
            name = f"of {p.parameters} and {q.family}{q.parameters}"
            results += [(f"{what} {name}", *both) for what, *both in integrals_between(p, q)]
        return len(results), [
            (what, closed, integral)
            for what, closed, integral in results
            if abs(closed - integral) > 10 * TOLERANCE * (1 + abs(closed))
        ]


def main():
    differing = 0
    for family in sys.argv[1:] or SCALAR:
        checked, differences = discrepancies(family)
        for what, closed, integral in differences:
            print(f"{family}: {what}: {mp.nstr(closed, 35)}, not {mp.nstr(integral, 35)}")
        print(f"{family}: {checked} closed forms, {len(differences)} differ")
        differing += len(differences)
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
