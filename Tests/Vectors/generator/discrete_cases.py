"""Cases of entropy, cross-entropy and the divergences of discrete distributions."""

from . import pair_patterns, space_patterns, weight_patterns
from .cases import DTYPES, SHORT, case, error
from .divergences import DISCRETE, ONE_ROW
from .encoding import Tile, encode_number, encode_row, row_of, to_dtype
from .pair_patterns import Pairs
from .spaces import SPACES, in_space

TEMPERATURES = (0.5, 4.0)
AT_ALL_TEMPERATURES = (
    *("size-2", "size-9", "size-65", "size-1025", "batch-33", "base-2", "base-10", "nan"),
    *("near-1e-02-9", "near-1e-04-129", "near-1e-08-129", "near-1e-08-4097"),
    *("equal-9", "ulp-9", "ulp-1025", "one-hot", "tiny-probabilities", "wide", "confident"),
    *("zero-in-p", "zero-in-q", "zero-in-both", "shift-both-129", "shift-one-129"),
    *("vocabulary", "vocabulary-near", "vocabulary-masked"),
)


def written(pairs, space, dtype):
    """`pairs` with its rows of weights in the numbers of `space`."""
    p = [in_space(tile, space, dtype) for tile in pairs.p]
    q = [in_space(tile, space, dtype) for tile in pairs.q]
    options = {
        name: value for name, value in pairs.options.items() if space != "logits" or name == "base"
    }
    return Pairs(pairs.name, pairs.comment, p, q, pairs.flags, options, pairs.spaces, pairs.one_row)


def all_pairs(space, dtype):
    for pattern in (*pair_patterns.PATTERNS, *weight_patterns.PATTERNS):
        for pairs in pattern(dtype):
            if space in pairs.spaces:
                yield written(pairs, space, dtype)
    yield from space_patterns.pairs(space, dtype)


def encoded_options(options):
    return {
        name: value if value is True else encode_number(value) for name, value in options.items()
    }


def make(quantity, pairs, space, dtype, name):
    columns = {"p": pairs.p} if DISCRETE[quantity] in ONE_ROW else {"p": pairs.p, "q": pairs.q}
    members = {"space": space, "options": encoded_options(pairs.options)}
    if pairs.p[0].count == 0:
        members["error"] = error("NO_MASS", "P", 0, None, "0x0p+0")
    inputs = {side: [encode_row(tile) for tile in tiles] for side, tiles in columns.items()}
    return case(
        f"{quantity}-{SHORT[space]}-{name}",
        pairs.comment,
        quantity,
        dtype,
        inputs,
        pairs.flags,
        **members,
    )


def with_temperatures(quantity, pairs, space, dtype):
    yield make(quantity, pairs, space, dtype, pairs.name)
    if space == "logits" and pairs.name in AT_ALL_TEMPERATURES:
        for temperature in (*TEMPERATURES, 3.0) if pairs.name == "size-9" else TEMPERATURES:
            pairs.options = {**pairs.options, "temperature": temperature}
            yield make(quantity, pairs, space, dtype, f"{pairs.name}-t{temperature:g}")


def almost_one_hot(dtype):
    """Rows where the entropy, near zero, comes from the small entries alone."""
    for small in (1e-2, 1e-5, 1e-8, 1e-12, 1e-16, 1e-30):
        rest = to_dtype(small, dtype)
        rows = [
            row_of(to_dtype(1 - small, dtype), rest),
            row_of(rest / 4, rest / 2, to_dtype(1 - small, dtype), rest / 4),
        ]
        for row in rows:
            name = f"almost-one-hot-{small:.0e}-{row.count}"
            yield Pairs(name, f"all but {small:.0e} at one place", [row], [])
    many = Tile((to_dtype(1 - 1e-6, dtype), *[to_dtype(1e-6 / 128, dtype)] * 128), 129)
    yield Pairs("almost-one-hot-129", "all but 1e-6 at one place", [many], [])
    uniform = Tile((to_dtype(1 / 65537, dtype),), 65537)
    yield Pairs("uniform-65537", "log n, the largest", [uniform], [])


def entropy_cases(dtype):
    for space in SPACES:
        for pairs in all_pairs(space, dtype):
            if pairs.one_row:
                yield from with_temperatures("entropy", pairs, space, dtype)
        for pairs in almost_one_hot(dtype):
            yield make("entropy", written(pairs, space, dtype), space, dtype, pairs.name)


def divergence_cases(quantity, dtype):
    for space in SPACES:
        for pairs in all_pairs(space, dtype):
            yield from with_temperatures(quantity, pairs, space, dtype)


def cases(quantity):
    for dtype in DTYPES:
        yield from (
            entropy_cases(dtype) if quantity == "entropy" else divergence_cases(quantity, dtype)
        )
