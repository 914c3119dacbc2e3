"""Pairs of parameters that are hard: nearly equal, equal, far apart, and NaN."""

from itertools import product
from math import inf, nan, nextafter

from .domains import COUNT

RELATIVE = (1e-2, 1e-4, 1e-8)
ULP = 2.0**-52


def changed(number, relative):
    """`number` by a relative change; a zero becomes it."""
    return number * (1 + relative) if number else relative


def following(number, steps):
    """A zero is followed by an ulp of 1."""
    return (nextafter(number, inf * steps) if number else steps * ULP) if steps else number


def directions(module):
    """Each parameter alone, all together, and one against another; counts stay."""
    steps = [(0,) if domain is COUNT else (0, 1) for domain in module.PARAMETERS.values()]
    yield from (direction for direction in product(*steps) if any(direction))
    free = [i for i, choice in enumerate(steps) if len(choice) > 1]
    if len(free) > 1:
        yield tuple((i == free[0]) - (i == free[1]) for i in range(len(steps)))


def neighbours(module, change):
    """Pairs of members that nearly agree. Where the mean is a quotient, two have the same."""
    for base in dict.fromkeys(p for p, _ in module.PLAIN[:3]):
        for direction in directions(module):
            yield tuple(map(change, base, direction)), base


def near(module):
    for relative in RELATIVE:
        pairs = neighbours(module, lambda x, step, r=relative: changed(x, r * step) if step else x)
        yield f"near-{relative:.0e}", f"parameters within {relative:.0e}", list(pairs)
    yield "near-ulp", "parameters an ulp apart", list(neighbours(module, following))


def members(module):
    return list(product(*(domain.value for domain in module.PARAMETERS.values())))


def extreme(module):
    """Every two members whose counts agree."""
    domains = module.PARAMETERS.values()
    return [
        (p, q)
        for p, q in product(members(module), repeat=2)
        if p != q and all(d is not COUNT or a == b for a, b, d in zip(p, q, domains))
    ]


def with_nan(module):
    """Each parameter of P and of Q is NaN in turn; the last pair has none."""
    p, q = module.PLAIN[0]
    for i in range(len(p) + len(q)):
        numbers = [nan if i == j else number for j, number in enumerate((*p, *q))]
        yield tuple(numbers[: len(p)]), tuple(numbers[len(p) :])
    yield p, q


def groups(module):
    """(name, comment, pairs) of one family."""
    yield "plain", "ordinary parameters", module.PLAIN
    yield from near(module)
    equal = list(dict.fromkeys(p for pair in module.PLAIN for p in pair))
    if getattr(module, "EXTREMES", True):
        yield "extreme", "parameters far apart", extreme(module)
        equal += members(module)
    yield "equal", "P = Q", [(p, p) for p in equal]
    for name, pairs in getattr(module, "EDGES", {}).items():
        yield name, name.replace("-", " "), pairs
    yield "nan", "NaN makes its own result NaN", list(with_nan(module))
