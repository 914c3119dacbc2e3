"""Cases of the Monte-Carlo estimators from log ratios."""

from math import inf, nan

from .cases import DTYPES, case, straddling
from .encoding import Tile, encode_row, row_of, to_dtype
from .spaces import alternate_ulp, uniform

SIZES = (1, 2, 3, *straddling(8, 16), 64, 65, *straddling(4096), 10000, 65537)
ESTIMATORS = ("k1", "k2", "k3")


def ratios(name, count, low, high, dtype):
    numbers = uniform(f"{name}{count}", min(count, 101), low, high)
    return Tile(tuple(to_dtype(x, dtype) for x in numbers), count)


def cancelling(big, dtype):
    """Terms of both signs that leave little: a mean far below the terms."""
    numbers = [to_dtype(x, dtype) for x in uniform(f"cancel{big}", 16, 0.5 * big, big)]
    return Tile(
        (*numbers, 1e-3 if dtype == "f64" else 2.0**-10, *(-x for x in reversed(numbers))), 33
    )


def sized_rows(dtype):
    for count in SIZES:
        yield f"size-{count}", f"{count} samples", [ratios("ratio", count, -1, 2, dtype)]
    yield "batch", "three rows of 9", [ratios(f"row {row}", 9, -1, 2, dtype) for row in range(3)]


def special_rows(dtype):
    for small in (1e-2, 1e-5, 1e-8, 1e-16, 1e-160):
        if dtype == "f64" or small > 1e-16:
            yield (
                f"near-{small:.0e}",
                f"log ratios within {small:.0e} of 0",
                [ratios("near", 129, -small, small, dtype)],
            )
    yield "zero", "all log ratios 0", [row_of(0.0, 0.0, 0.0), row_of(0.0, -0.0, 0.0)]
    yield (
        "constant",
        "all log ratios the same",
        [Tile((to_dtype(0.1, dtype),), count) for count in (10, 10)],
    )
    nearly = Tile((to_dtype(0.1, dtype),), 9)
    yield (
        "nearly-constant",
        "log ratios an ulp apart",
        [alternate_ulp(Tile(nearly.pattern * 9, 9), dtype)],
    )
    for big in (1e3, 1e8) if dtype == "f64" else (1e2,):
        yield f"cancelling-{big:.0e}", "a mean far below its terms", [cancelling(big, dtype)]
    yield "offset", "a spread far below the mean", [ratios("offset", 257, 1000, 1000.001, dtype)]
    yield (
        "large",
        "log ratios of hundreds",
        [row_of(300.0, -300.0, 12.5), row_of(600.0, 200.0, -10.0)],
    )
    yield (
        "signs",
        "a mean of exactly 0",
        [row_of(1.5, -1.5, 0.25, -0.25), row_of(2.0, -1.0, -1.0, 0.0)],
    )
    yield (
        "infinite",
        "an infinite log ratio",
        [row_of(inf, 1.0), row_of(-inf, 1.0), row_of(inf, inf)],
    )
    yield "infinite-both", "infinite log ratios of both signs", [row_of(inf, -inf)]
    yield "nan", "NaN makes its own row NaN", [row_of(1.0, nan), row_of(1.0, 2.0), row_of(nan, inf)]


def extreme_rows():
    """Rows at the ends of the range of double."""
    yield (
        "edge",
        "k3 just below and beyond its overflow",
        [row_of(-709.5), row_of(-710.0), row_of(-746.0)],
    )
    yield "edge-pair", "one term overflows", [row_of(-710.0, 0.0), row_of(-709.0, -709.5)]
    yield (
        "huge",
        "squares beyond the largest number",
        [row_of(1e160, -1e160, 3e160), row_of(1e150, 2e150, 0.0)],
    )
    yield (
        "overflowing-sum",
        "a sum beyond the largest number",
        [row_of(1.5e308, 1.25e308, 1.75e308)],
    )
    yield (
        "tiny",
        "squares below the smallest number",
        [row_of(1e-170, -2e-170, 5e-324), row_of(1e-300, 2e-300, -1e-300)],
    )


def rows(dtype):
    yield from sized_rows(dtype)
    yield from special_rows(dtype)
    if dtype == "f64":
        yield from extreme_rows()


def cases(_quantity):
    for dtype in DTYPES:
        for estimator in ESTIMATORS:
            for name, comment, tiles in rows(dtype):
                inputs = {"log_ratio": [encode_row(tile) for tile in tiles]}
                identity = f"log_ratio-{estimator}-{name}"
                yield case(identity, comment, "log_ratio", dtype, inputs, estimator=estimator)
            bits = {"log_ratio": [encode_row(ratios("bits", 33, -1, 2, dtype))]}
            identity = f"log_ratio-{estimator}-bits"
            yield case(
                identity,
                "in bits",
                "log_ratio",
                dtype,
                bits,
                estimator=estimator,
                options={"base": "0x1p+1"},
            )
