"""Pairs of rows that are hard for a divergence, as weights, to be written in every space."""

from dataclasses import dataclass, field
from itertools import product
from math import nan

from .cases import straddling
from .encoding import Tile, row_of, to_dtype
from .spaces import distribution, jitter, spread_weights

SIZES = (0, 1, 2, *straddling(8, 16, 32, 64, 128))
LONG_SIZES = (*straddling(1024), 4097, 65536, 65537, 200001)
PERIOD_P, PERIOD_Q = 13, 17
ALL_SPACES = ("probabilities", "log-probabilities", "logits")


@dataclass
class Pairs:
    """A batch of pairs; `one_row` says that its p makes a case for quantities of one row."""

    name: str
    comment: str
    p: list
    q: list
    flags: tuple = ()
    options: dict = field(default_factory=dict)
    spaces: tuple = ALL_SPACES
    one_row: bool = False


def weights_for(name, count, period):
    return spread_weights(name, min(count, period) or 1)


def sizes(dtype):
    for count in SIZES + LONG_SIZES:
        p = distribution(weights_for(f"p{count}", count, PERIOD_P), count, dtype)
        q = distribution(weights_for(f"q{count}", count, PERIOD_Q), count, dtype)
        yield Pairs(f"size-{count}", f"rows of {count}", [p], [q], one_row=True)
    for count in (3, 33):
        p, q = (
            [
                distribution(spread_weights(f"{side}{row}-{count}", count), count, dtype)
                for row in range(4)
            ]
            for side in "pq"
        )
        yield Pairs(f"batch-{count}", f"four rows of {count}", p, q, one_row=True)


def near_equal(dtype):
    for relative, count in (*product((1e-2, 1e-4, 1e-8), (2, 9, 129, 4097)), (1e-12, 9)):
        weights = spread_weights(f"near{count}", min(count, 23))
        p = distribution(weights, count, dtype)
        q = distribution(jitter(p, f"{relative}{count}", relative, dtype).pattern, count, dtype)
        yield Pairs(
            f"near-{relative:.0e}-{count}",
            f"rows of {count} that differ by {relative:.0e} of each probability",
            [p],
            [q],
            ("near-equal",),
        )


def equal(dtype):
    for count in (2, 9, 65, 4097):
        p = distribution(spread_weights(f"equal{count}", min(count, 23)), count, dtype)
        yield Pairs(f"equal-{count}", "P = Q", [p], [p])


def zeros(dtype):
    def row(*weights):
        return distribution(weights, len(weights), dtype)

    some, tail, head = row(3, 4, 5, 6), row(0, 0, 1, 2), row(1, 2, 0, 0)
    gaps = row(1, 0, 2, 0)
    yield Pairs("zero-in-p", "0 log 0 = 0", [tail, head, gaps], [some] * 3, one_row=True)
    yield Pairs("zero-in-q", "q = 0 < p", [some] * 3, [tail, head, gaps])
    yield Pairs("zero-in-both", "zeros at the same places", [gaps, gaps], [row(2, 0, 1, 0), gaps])
    yield Pairs("disjoint", "supports without a common point", [head], [tail])
    wide_p = distribution((0, 2, 3, 0, 1, 5, 0), 4097, dtype)
    wide_q = distribution((0, 1, 3, 2, 4, 5, 0), 4097, dtype)
    yield Pairs("zero-in-p-4097", "zeros throughout a long row", [wide_p], [wide_q], one_row=True)
    yield Pairs("zero-in-q-4097", "zeros throughout a long row", [wide_q], [wide_p])
    negative_zero = Tile((0.5, -0.0, 0.5), 3)
    yield Pairs(
        "negative-zero",
        "-0.0 is a probability of zero",
        [negative_zero, negative_zero],
        [row(1, 2, 1), negative_zero],
        spaces=("probabilities",),
        one_row=True,
    )


def not_a_number(dtype):
    good = distribution((1, 2, 3), 3, dtype)
    bad = Tile((good.pattern[0], nan, good.pattern[2]), 3)
    other = distribution((3, 2, 2), 3, dtype)
    yield Pairs(
        "nan",
        "NaN makes its own row NaN",
        [good, bad, good, bad, good],
        [other, other, bad, bad, other],
        one_row=True,
    )


def one_hot(dtype):
    rest = to_dtype(1e-12, dtype)
    exact, almost = row_of(1.0, 0.0, 0.0), row_of(to_dtype(1 - 1e-12, dtype), rest, 0.0)
    all_three = row_of(to_dtype(1 - 1e-12, dtype), rest / 2, rest / 2)
    tiny = row_of(1.0, to_dtype(1e-18, dtype), to_dtype(1e-25, dtype))
    even = distribution((1, 1, 1), 3, dtype)
    p = [exact, exact, exact, almost, almost, all_three, tiny, all_three, even, tiny]
    q = [exact, almost, all_three, almost, all_three, tiny, all_three, even, tiny, tiny]
    yield Pairs("one-hot", "one-hot rows, and almost one-hot ones", p, q, one_row=True)


PATTERNS = (sizes, near_equal, equal, zeros, not_a_number, one_hot)
