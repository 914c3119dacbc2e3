"""Pairs of rows whose weights are extreme, or do not sum to one."""

from .encoding import Tile, row_of, to_dtype
from .pair_patterns import Pairs
from .spaces import distribution, jitter, spread_weights


def subnormal(dtype):
    least = 2.0**-1074 if dtype == "f64" else 2.0**-149
    small = least * 2.0**13
    p = [
        row_of(1.0, least, 0.0),
        row_of(0.5, 0.5, least),
        row_of(0.5, 0.5, small),
        row_of(1.0, small, least),
    ]
    q = [
        row_of(1.0, 3 * least, least),
        row_of(0.5, 0.5, small),
        row_of(0.5, 0.5, 3 * small),
        row_of(0.5, 0.25, 0.25),
    ]
    yield Pairs("subnormal", "subnormal probabilities", p, q, ("subnormal",), one_row=True)


def extreme(dtype):
    big, small = (1e300, 1e-300) if dtype == "f64" else (1e37, 1e-37)
    big, small = to_dtype(big, dtype), to_dtype(small, dtype)
    p = [row_of(0.5, 0.5, small), row_of(0.25, 0.75, 0.0), row_of(small, 1.0, small)]
    q = [row_of(small, 0.5, 0.5), row_of(small, 1.0, small), row_of(1.0, small, small)]
    yield Pairs("tiny-probabilities", "probabilities near the smallest", p, q, one_row=True)
    p = [
        row_of(big, 2 * big, big / 4),
        row_of(small, small / 2, 3 * small),
        row_of(big, small, 1.0),
        row_of(1.0, 2.0, 3.0),
    ]
    q = [
        row_of(small, small, 2 * small),
        row_of(big, big, big),
        row_of(small, big, 1.0),
        row_of(big, 2 * big, big),
    ]
    yield Pairs(
        "huge-weights",
        "weights near the largest and the smallest",
        p,
        q,
        options={"normalize": True},
        one_row=True,
    )
    top = (2 - 2.0**-52) * 2.0**1023 if dtype == "f64" else (2 - 2.0**-23) * 2.0**127
    least = 2.0**-1074 if dtype == "f64" else 2.0**-149
    p = [row_of(top, top, top / 2, top), row_of(least, 2 * least, 5 * least, 0.0)]
    q = [row_of(top / 4, top, top, top), row_of(least, least, 7 * least, 11 * least)]
    yield Pairs(
        "overflowing-sum",
        "weights whose sum exceeds the largest number, and subnormal ones",
        p,
        q,
        ("subnormal",),
        options={"normalize": True},
        one_row=True,
    )


def inexact_sums(dtype):
    for off in (1e-7, -3e-7):
        for count in (9, 1025):
            weights = spread_weights(f"off{count}", min(count, 23))
            p = distribution(weights, count, dtype)
            q = jitter(p, f"{off}{count}", 1e-8 if dtype == "f64" else 1e-5, dtype).map(
                lambda x, factor=1 + off: to_dtype(x * factor, dtype)
            )
            yield Pairs(
                f"sum-off-{off:.0e}-{count}",
                "near-equal rows, one of which sums to one only within the tolerance",
                [p, q],
                [q, p],
                ("near-equal",),
                one_row=True,
            )
    loose = row_of(*(to_dtype(x, dtype) for x in (0.3, 0.25, 0.35)))
    other = row_of(*(to_dtype(x, dtype) for x in (0.4, 0.2, 0.55)))
    yield Pairs(
        "loose-tolerance",
        "sums of 0.9 and 1.15",
        [loose],
        [other],
        options={"sum_tolerance": 0.25},
        one_row=True,
    )


def counts(dtype):
    unequal_p = row_of(3.0, 0.0, 17.0, 5.0, 1.0)
    unequal_q = row_of(30.0, 2.0, 150.0, 70.0, 9.0)
    normalize = {"normalize": True}
    yield Pairs(
        "counts",
        "counts with unequal totals",
        [unequal_p],
        [unequal_q],
        options=normalize,
        one_row=True,
    )
    thrice = unequal_q.map(lambda x: 3 * x)
    proportional = Pairs(
        "counts-proportional",
        "p = 3 q",
        [thrice, unequal_q],
        [unequal_q, thrice],
        options=normalize,
        spaces=("probabilities",),
    )
    yield proportional
    long_q = Tile(tuple(float(1 + i * i % 29) for i in range(13)), 1025)
    yield Pairs(
        "counts-proportional-1025",
        "p = 7 q",
        [long_q.map(lambda x: 7 * x)],
        [long_q],
        options=normalize,
        spaces=("probabilities",),
    )
    base = row_of(*(float(round(x)) for x in (1e6, 2e6, 3e6, 5e5)))
    nearly = Tile((3e6 + 1, *(3 * x for x in base.pattern[1:])), 4)
    yield Pairs(
        "counts-nearly-proportional",
        "p = 3 q but for one count in three million",
        [nearly, base],
        [base, nearly],
        ("near-equal", "shifted"),
        normalize,
    )


def bases(dtype):
    p = distribution((1, 2, 3, 4), 4, dtype)
    q = distribution((4, 3, 3, 1), 4, dtype)
    for base in (2.0, 10.0, 3.0):
        yield Pairs(
            f"base-{base:.0f}",
            f"logarithms to base {base:.0f}",
            [p],
            [q],
            options={"base": base},
            one_row=True,
        )


PATTERNS = (subnormal, extreme, inexact_sums, counts, bases)
