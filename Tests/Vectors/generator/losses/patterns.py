"""Pairs of rows of logits that are hard for a loss, in every type."""

from dataclasses import dataclass
from math import inf, nan

from ..encoding import Tile, encode_row, row_of, to_dtype
from ..spaces import uniform

TYPES = ("f64", "f32", "f16", "bf16")
SIZES = (1, 2, 7, 8, 9, 15, 16, 17, 1023, 1024, 1025)
PERIOD = 16
# Of the significand of each type, with the leading bit.
DIGITS = {"f64": 53, "f32": 24, "f16": 11, "bf16": 8}


@dataclass
class Pair:
    """A batch of pairs."""

    name: str
    comment: str
    p: list
    q: list
    flags: tuple = ()


def rounded(numbers, kind, count=None):
    row = row_of(*(to_dtype(x, kind) for x in numbers))
    return Tile(row.pattern, count or row.count)


def logits(name, count, kind, low=-4.0, high=4.0):
    return rounded(uniform(name, min(count, PERIOD), low, high), kind, count)


def moved(row, steps, kind):
    """`row` with entry i changed by steps[i % len(steps)] units in the last place."""
    unit = 2.0 ** (1 - DIGITS[kind])
    moves = (steps[i % len(steps)] for i in range(len(row.pattern)))
    return row.map(lambda x: to_dtype(x * (1 + next(moves) * unit), kind))


def sizes(kinds):
    for count in SIZES:
        rows = [logits(f"{side}{count}", count, kind) for side, kind in zip("pq", kinds)]
        yield Pair(f"size-{count}", f"rows of {count}", *([row] for row in rows))
    p, q = ([logits(f"{s}{i}", 5, kind) for i in range(5)] for s, kind in zip("pq", kinds))
    yield Pair("batch", "five rows of 5", p, q)


def near(kinds):
    """Logits a few units in the last place of the coarser type apart."""
    kind = min(kinds, key=DIGITS.get)
    for count in (2, 9, 17, 4097, 32000):
        p = logits(f"near{count}", count, kind)
        q = moved(p, (1, 0, -1, 2, -2, 0, 3), kind)
        yield Pair(f"ulps-{count}", "some units in the last place apart", [p], [q], ("near-equal",))
    for exponent in (4, 8, 12):
        change = 10.0**-exponent
        if "f16" not in kinds or exponent == 4:
            p = rounded((1, 0, 1, 0), kind, 4096)
            q = rounded((1, change, 1, -change), kind, 4096)
            comment = f"every other logit 1e-{exponent} from zero"
            yield Pair(f"near-1e-{exponent}", comment, [p], [q], ("near-equal",))
    equal = [logits(f"equal{i}", 17, kind) for i in range(2)]
    yield Pair("equal", "P = Q", equal, equal)
    p = rounded((2.0, 0.5, -1.0, 0.25, 0.0), kind)
    shifted = p.map(lambda x: x + 8.0)
    yield Pair("shifted", "P = Q, one side shifted by 8", [p, shifted], [shifted, p])


def rare_and_top(kinds):
    """All of the difference in one entry of 64."""
    kind = min(kinds, key=DIGITS.get)
    p = rounded(uniform("rare", 64, -12, 2), kind)
    for name, pick in (("rare", min), ("top", max)):
        entry = p.pattern.index(pick(p.pattern))
        changed = list(p.pattern)
        changed[entry] = to_dtype(changed[entry] + 0.25, kind)
        yield Pair(name, f"the {name} entry of 64 differs", [p], [row_of(*changed)])


def masks(kinds):
    kind = min(kinds, key=DIGITS.get)
    some, other = (logits(f"mask{i}", 8, kind).pattern for i in range(2))

    def masked(row, *entries):
        return row_of(*(-inf if i in entries else x for i, x in enumerate(row)))

    yield Pair(
        "masks",
        "-inf on both sides, and where only p has it",
        [masked(some, 0, 3), masked(some, 1, 2, 7), masked(some, *range(1, 8))],
        [masked(other, 0, 3), masked(other, 7), masked(other)],
    )
    yield Pair(
        "mask-of-q",
        "-inf in q only",
        [masked(some), masked(some, 1)],
        [masked(other, 3), masked(other, 1, 2)],
    )


def extremes(kinds):
    kind = min(kinds, key=DIGITS.get)
    far = rounded((1e4, -1e4, 9.9e3, 0.0, 1e4), kind)
    yield Pair("far", "logits of +-1e4", [far, far], [rounded((1e4, 0, -1e4, 1, 9e3), kind), far])
    wide, narrow = rounded(uniform("wide", 33, -90, 90), kind), rounded((0.5,), kind, 33)
    yield Pair("constant", "one side constant", [wide, narrow], [narrow, wide])
    tops = (rounded((30, 0, 0.5, -1), kind), rounded((-1, 0.25, 0, 30), kind))
    yield Pair("tops", "disjoint tops: both nearly one-hot", [tops[0], tops[1]], [tops[1], tops[0]])
    hot = rounded((40, 0, 1, -2), kind), rounded((41, 0, 2, -2.5), kind)
    yield Pair("hot", "nearly one-hot at the same place", [hot[0], hot[1]], [hot[1], hot[0]])
    if kind == "f64":
        p = rounded(uniform("million", 9, -2, 2), kind)
        for shift in (1e6, 0.7, 1e3):
            q = row_of(*(x + shift for x in p.pattern))
            comment = f"one side plus {shift}, rounded"
            yield Pair(f"plus-{shift:g}", comment, [p, q], [q, p], ("near-equal", "shifted"))


def not_a_number(kinds):
    kind = min(kinds, key=DIGITS.get)
    good, bad = rounded((1, 2, 3), kind), rounded((1, nan, 3), kind)
    other = rounded((3, 2, 2), kind)
    yield Pair("nan", "NaN makes its own row NaN", [good, bad, good], [other, other, bad])


PATTERNS = (sizes, near, rare_and_top, masks, extremes, not_a_number)


def stated(rows, kind, space="logits", temperature=None):
    """One side of a case as the file has it."""
    given = {} if temperature is None else {"temperature": float(temperature).hex()}
    return {"type": kind, "space": space, **given, "rows": list(map(encode_row, rows))}
