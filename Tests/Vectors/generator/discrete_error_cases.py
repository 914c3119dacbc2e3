"""Misuse of the discrete quantities: which argument, row, position and value the error names."""

from math import inf, nan

from .cases import SHORT, case, error
from .divergences import DISCRETE, ONE_ROW
from .encoding import Tile, encode_number, encode_row, row_of, to_dtype

TWO_ROWS = [quantity for quantity in DISCRETE if DISCRETE[quantity] not in ONE_ROW]
WITH_SUMS = [quantity for quantity in TWO_ROWS if quantity != "generalized_kl"]
WITH_ORDER = ("alpha", "cressie_read", "tsallis", "renyi", "renyi_entropy", "tsallis_entropy")
BAD_ORDERS = {
    "alpha": (inf, -inf, nan),
    "cressie_read": (inf, -inf, nan),
    "tsallis": (-0.5, inf, nan),
    "renyi": (-0.5, -inf, nan),
    "renyi_entropy": (-0.5, -inf, nan),
    "tsallis_entropy": (-0.5, inf, nan),
}
BAD_WEIGHTS = {
    "skew_kl": (-0.5, 1.5, inf, nan),
    "js_divergence": (-0.5, 1.0, inf, nan),
    "js_distance": (-0.5, 1.0, inf, nan),
}


def encoded(rows, dtype):
    return [encode_row(tile.map(lambda x: to_dtype(x, dtype))) for tile in rows]


def value_of(number, dtype="f64"):
    return encode_number(to_dtype(number, dtype))


def discrete(name, comment, dtype, p, q, expected, quantity="kl", space="probabilities", **options):
    inputs = {"p": encoded(p, dtype)}
    if quantity in WITH_ORDER and "order" not in options:
        options["order"] = value_of(2)
    if q is not None:
        inputs["q"] = encoded(q, dtype)
    identity = f"errors-{quantity}-{SHORT[space]}-{name}"
    members = {"space": space, "options": options, "error": expected}
    return case(identity, comment, quantity, dtype, inputs, **members)


def probabilities(dtype):
    good = row_of(0.25, 0.25, 0.5)
    negative, infinite = row_of(0.75, 0.5, -0.25), row_of(0.5, inf, 0.5)
    bad = error("PROBABILITY", "P", 1, 2, value_of(-0.25))
    for quantity in TWO_ROWS:
        yield discrete(
            "negative", "a negative probability", dtype, [good, negative], [good] * 2, bad, quantity
        )
    yield discrete(
        "negative", "a negative probability", dtype, [good, negative], None, bad, "entropy"
    )
    bad = error("PROBABILITY", "Q", 0, 1, "inf")
    yield discrete("infinite", "an infinite probability", dtype, [good], [infinite], bad)
    bad = error("PROBABILITY", "P", 0, 1, value_of(-0.1, dtype))
    first = row_of(0.5, -0.1, 0.3, -0.2, 0.5)
    even = row_of(*[0.2] * 5)
    yield discrete("first", "the first of two is named", dtype, [first], [even], bad)
    yield discrete(
        "p-before-q", "p is named before q", dtype, [first], [row_of(-1.0, 0.5, 0.5, 0.5, 0.5)], bad
    )
    bad = error("PROBABILITY", "Q", 1, 2, value_of(-0.25))
    yield discrete(
        "row-order",
        "q's row 1 before p's row 2",
        dtype,
        [good, good, negative],
        [good, negative, good],
        bad,
    )
    bad = error("PROBABILITY", "P", 0, 2, value_of(-0.25))
    yield discrete(
        "nan-too", "NaN does not hide a negative", dtype, [row_of(nan, 0.5, -0.25)], [good], bad
    )
    weights = {"normalize": True}
    bad = error("PROBABILITY", "P", 0, 1, value_of(-3))
    yield discrete(
        "weights",
        "a negative count",
        dtype,
        [row_of(5.0, -3.0)],
        [row_of(1.0, 1.0)],
        bad,
        **weights,
    )
    long = Tile((*[1 / 256] * 256, -1e-9), 257)
    bad = error("PROBABILITY", "Q", 0, 256, value_of(-1e-9, dtype))
    yield discrete("last", "the last of a long row", dtype, [Tile((1 / 257,), 257)], [long], bad)


def logarithms(dtype):
    good, infinite = row_of(0.0, -inf), row_of(-0.5, inf)
    bad = error("PROBABILITY", "P", 0, 1, "inf")
    for space in ("log-probabilities", "logits"):
        yield discrete(
            "infinite", "a logarithm of +inf", dtype, [infinite], [good], bad, space=space
        )
        yield discrete(
            "infinite", "a logarithm of +inf", dtype, [infinite], None, bad, "entropy", space
        )


def sums(dtype):
    good = row_of(0.25, 0.25, 0.5)
    short, long = row_of(0.25, 0.25, 0.375), row_of(0.5, 0.25, 0.5)
    below = error("SUM", "P", 0, None, value_of(0.875))
    for quantity in WITH_SUMS:
        yield discrete("sum-below", "sums to 0.875", dtype, [short], [good], below, quantity)
    yield discrete("sum-below", "sums to 0.875", dtype, [short], None, below, "entropy")
    above = error("SUM", "Q", 2, None, value_of(1.25))
    yield discrete("sum-above", "sums to 1.25", dtype, [good] * 3, [good, good, long], above)
    tight = row_of(0.5, 0.5, 2.0**-20)
    off = error("SUM", "Q", 0, None, value_of(1 + 2.0**-20))
    yield discrete(
        "sum-tight",
        "off by 1e-6, to a tolerance of 1e-7",
        dtype,
        [good],
        [tight],
        off,
        sum_tolerance=value_of(1e-7),
    )
    default = 2e-6 if dtype == "f64" else 2e-4
    slightly = row_of(0.5, 0.5, default)
    off = error("SUM", "P", 0, None, value_of(1 + to_dtype(default, dtype)))
    yield discrete(
        "sum-default", "just outside the default tolerance", dtype, [slightly], [good], off
    )
    twice = error("SUM", "P", 0, None, value_of(2))
    yield discrete(
        "sum-two",
        "sums to 2",
        dtype,
        [row_of(0.0, 0.0)],
        [row_of(0.0, -inf)],
        twice,
        space="log-probabilities",
    )


def no_mass(dtype):
    good, zero = row_of(0.5, 0.5), row_of(0.0, 0.0)
    nothing = [(side, error("NO_MASS", side.upper(), 0, None, value_of(0))) for side in "pq"]
    for side, expected in nothing:
        rows = {"p": [good], "q": [good], side: [zero]}
        yield discrete(
            f"{side}-zero", "every probability is 0", dtype, rows["p"], rows["q"], expected
        )
        yield discrete(
            f"{side}-no-counts",
            "every count is 0",
            dtype,
            rows["p"],
            rows["q"],
            expected,
            normalize=True,
        )
    finite, masked = row_of(0.0, -inf), row_of(-inf, -inf)
    for space in ("log-probabilities", "logits"):
        for side, expected in nothing:
            rows = {"p": [finite], "q": [finite], side: [masked]}
            yield discrete(
                f"{side}-masked",
                "every entry is -inf",
                dtype,
                rows["p"],
                rows["q"],
                expected,
                space=space,
            )
        yield discrete(
            "masked", "every entry is -inf", dtype, [masked], None, nothing[0][1], "entropy", space
        )


def options(dtype):
    good = row_of(0.5, 0.5)
    for name, option, values in (
        ("temperature", "temperature", (-1.0, inf, nan)),
        ("base", "base", (1.0, -2.0, inf, nan)),
        ("sum-tolerance", "sum_tolerance", (-1.0, nan)),
    ):
        space = "logits" if option == "temperature" else "probabilities"
        for value in values:
            text = encode_number(value)
            bad = error("OPTION", "OPTIONS", value=text)
            label = f"{name}-{value:g}"
            yield discrete(
                label,
                f"a {name} of {value:g}",
                dtype,
                [good],
                [good],
                bad,
                space=space,
                **{option: text},
            )


def parameters(dtype):
    good = row_of(0.5, 0.5)
    for option, bad_values in (("order", BAD_ORDERS), ("weight", BAD_WEIGHTS)):
        for quantity, values in bad_values.items():
            q = [good] if quantity in TWO_ROWS else None
            for value in values:
                text = encode_number(value)
                yield discrete(
                    f"{option}-{value:g}",
                    f"{'an' if option == 'order' else 'a'} {option} of {value:g}",
                    dtype,
                    [good],
                    q,
                    error("OPTION", "OPTIONS", value=text),
                    quantity,
                    **{option: text},
                )


def missing_orders(dtype):
    row = encoded([row_of(0.5, 0.5)], dtype)
    for quantity in WITH_ORDER:
        yield case(
            f"errors-{quantity}-prob-order-missing",
            "an order is not optional",
            quantity,
            dtype,
            {"p": row, "q": row} if quantity in TWO_ROWS else {"p": row},
            ("enumerators-only",),
            space="probabilities",
            options={},
            error=error("OPTION", "OPTIONS", value="nan"),
        )


def cases(dtype):
    for group in (probabilities, logarithms, sums, no_mass, options, parameters, missing_orders):
        yield from group(dtype)
