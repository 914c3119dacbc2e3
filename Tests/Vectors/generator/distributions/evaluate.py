"""The expected results of a case, from the case as its file states it."""

from mpmath import inf, isnan

from .. import precision
from ..definitions import DOUBLE_OVERFLOW
from . import distribution
from .distribution import Distribution


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
    columns = [
        [Distribution(case[name]["family"], numbers) for numbers in spread(numbers_of(case[name]))]
        for name in ("p", "q")
        if name in case
    ]
    columns += [decoded([case["order"]])] if "order" in case else []
    columns += [decoded(case["x"])] if "x" in case else []
    return spread(columns)


def numbers_of(side):
    return [decoded(column) for column in side["parameters"].values()]


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
    compute = getattr(distribution, quantity)

    def bounded():
        value = compute(*element)
        return value if abs(value) < DOUBLE_OVERFLOW or isnan(value) else inf * value

    return precision.settle(bounded, precision.digits_spanned([(1, numbers)]))


def completed(case):
    return {
        **case,
        "expected": [result(case["quantity"], element) for element in elements_of(case)],
    }
