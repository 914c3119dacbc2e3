"""The expected results of a case, from the case as its file states it."""

from mpmath import inf, isnan, mp, mpf, nstr

from .. import precision
from ..definitions import DOUBLE_OVERFLOW
from . import distribution, mixtures
from .distribution import Distribution

OPTIONS = ("order", "weight", "blocks")


def decoded(value):
    return tuple(map(decoded, value)) if isinstance(value, list) else float.fromhex(value)


def flattened(value):
    return [x for part in value for x in flattened(part)] if isinstance(value, tuple) else [value]


def spread(columns):
    """The elements of columns, in which one value stands for as many as there are elements."""
    count = max(map(len, columns))
    columns = [column * count if len(column) == 1 else column for column in columns]
    if {len(column) for column in columns} != {count}:
        raise ValueError("columns that disagree in length")
    return list(zip(*columns))


def elements_of(case):
    """What the quantity is a function of: distributions, an order, a point."""
    columns = [members(case[name]) for name in ("p", "q") if name in case]
    columns += [decoded([case[name]]) for name in OPTIONS if name in case]
    columns += [decoded(case["x"])] if "x" in case else []
    return spread(columns)


def members(side):
    names, columns = side["parameters"].keys(), side["parameters"].values()
    return [
        Distribution(side["family"], numbers, tuple(names))
        for numbers in spread(list(map(decoded, columns)))
    ]


def result(quantity, element):
    numbers = [
        x
        for argument in element
        for x in flattened(
            argument.parameters if isinstance(argument, Distribution) else (argument,)
        )
    ]
    if any(map(isnan, numbers)):
        return "nan"
    compute, spanned = getattr(distribution, quantity), precision.digits_spanned([(1, numbers)])
    return settled(lambda: compute(*element), spanned)


def settled(compute, spanned):
    """A number, or the list of them; beyond the largest double they are infinite."""
    values = {}

    def value():
        """Once for each precision."""
        if mp.prec not in values:
            values[mp.prec] = compute()
        return values[mp.prec]

    if isinstance(value(), (list, tuple)):
        return [settled(lambda i=i: value()[i], spanned) for i in range(len(value()))]

    def bounded():
        number = mpf(value())
        return number if abs(number) < DOUBLE_OVERFLOW or isnan(number) else inf * number

    return precision.settle(bounded, spanned)


def completed(case):
    """With what is expected, unless that is an error, and what the tolerance depends on."""
    if "error" in case:
        return case
    elements, quantity = elements_of(case), case["quantity"]
    expected = [result(quantity, element) for element in elements]
    module = distribution.module_of(case["p"]["family"])
    members = [[x.numbers() for x in e if isinstance(x, Distribution)] for e in elements]
    relevant = {}
    if hasattr(module, "condition"):
        relevant["condition"] = measured(module.condition, members, expected)
    if quantity == "mixture_bounds":
        relevant["sizes"] = measured(module.size, members, expected)
        expected = [x if isinstance(x, list) else [x] * len(mixtures.BOUNDS) for x in expected]
    return {**case, **relevant, "expected": expected}


def measured(measure, members, expected):
    """To three digits; 1 where nothing is finite."""
    return [
        "1" if isinstance(x, str) and x in ("inf", "nan") else nstr(measure(*sides), 3)
        for sides, x in zip(members, expected)
    ]
