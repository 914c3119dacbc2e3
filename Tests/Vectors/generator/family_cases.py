"""Cases of normal distributions: one by one, with diagonal covariance, and against N(0, 1)."""

from itertools import product
from math import nan

from .cases import DTYPES, case, straddling
from .encoding import Tile, encode_number, encode_row, to_dtype
from .spaces import next_number, uniform

SIZES = (1, 2, *straddling(8, 16, 32, 64, 128, 1024), 4097, 65537, 200001)
NAMES = ("loc_p", "scale_p", "loc_q", "scale_q")
LOG_VARIANCE_NAMES = ("loc_p", "log_var_p", "loc_q", "log_var_q")


def pairs_of_normals(dtype):
    """Named groups of (loc_p, scale_p, loc_q, scale_q)."""

    def following(number, steps=1):
        for _ in range(steps):
            number = next_number(number, dtype)
        return number

    limit = 1e150 if dtype == "f64" else 1e15
    yield (
        "plain",
        "ordinary parameters",
        [(0, 1, 1, 1), (2, 0.5, 0, 1), (0, 1, 0, 2), (-1, 2, 3, 4), (1e3, 1, 0, 7)],
    )
    yield (
        "equal",
        "P = Q",
        [
            (0, 1, 0, 1),
            (1.5, 0.3, 1.5, 0.3),
            (1e8, limit, 1e8, limit),
            (-3, 1 / limit, -3, 1 / limit),
        ],
    )
    near = [(1 + a, 2 * (1 + b), 1, 2) for a, b in product((0, 1e-2, 1e-4, 1e-8, -1e-8), repeat=2)]
    yield "near", "parameters that nearly agree", near
    ulp = [(1, following(2), 1, 2), (following(1), 2, 1, 2), (following(3), following(0.7), 3, 0.7)]
    ulp += [
        (1e8, 1, following(1e8), following(1, 2)),
        (0, 0.99, 0, following(0.99)),
        (0, following(1), 0, 1),
    ]
    yield "ulp", "parameters an ulp apart", ulp
    scales = [(0, a, 0, b) for a, b in product((1e-8, 1.0, 1e8), repeat=2) if a != b]
    scales += [(0, limit, 0, 1), (0, 1, 0, limit), (0, 1 / limit, 0, 1), (0, 1, 0, 1 / limit)]
    scales += [
        (0, limit, 0, 1 / limit),
        (0, 1 / limit, 0, limit),
        (limit, limit, 0, limit),
        (limit, 1, -limit, 1),
    ]
    yield "scales", "scales far apart", scales
    ratios = [
        (0, ratio, 0, 1) for ratio in (0.5, 0.7, 0.71, 0.99, 1.01, 1.41, 1.42, 1.999, 2.001, 3, 0.1)
    ]
    yield "ratios", "ratios of scale on both sides of where a kernel may change its method", ratios
    largest = 1.7e308 if dtype == "f64" else 3.3e38
    distance = largest / 1.7e8
    yield (
        "far",
        "locations whose difference exceeds the largest number",
        [(largest, distance, -largest, distance)],
    )
    least = 2.0**-1074 if dtype == "f64" else 2.0**-149
    yield (
        "subnormal",
        "subnormal parameters",
        [(least, 1, 0, 1), (0, least, 0, 3 * least), (0, 5 * least, 2 * least, 7 * least)],
    )
    yield (
        "nan",
        "NaN makes its own result NaN",
        [(nan, 1, 0, 1), (0, 1, 0, 2), (0, nan, 0, 1), (0, 1, nan, 1), (0, 1, 0, nan)],
    )


def normal_cases(dtype):
    for name, comment, group in pairs_of_normals(dtype):
        rows = [[encode_number(to_dtype(x, dtype)) for x in column] for column in zip(*group)]
        inputs = {name: [row] for name, row in zip(NAMES, rows)}
        yield case(f"normal-{name}", comment, "normal", dtype, inputs)
        if name == "plain":
            bits = {"base": "0x1p+1"}
            yield case(
                f"normal-{name}-bits", comment + ", in bits", "normal", dtype, inputs, options=bits
            )


def log_variance_cases(dtype):
    """Normals by the logarithm of their variance: (loc_p, log_var_p, loc_q, log_var_q)."""
    groups = {
        "plain": [(0, 0, 1, 0), (2, -1.5, 0, 0.5), (-1, 3, 3, 4), (1e3, 0, 0, 4), (0, 30, 0, -30)],
        "near": [(1 + a, b, 1, 0) for a, b in product((0, 1e-2, 1e-8), (0, 1e-2, -1e-5, 1e-8))],
        "offset": [(0.25, 5 + b, 0.25, 5) for b in (1e-2, -1e-2, 1e-4, 1e-6, 0)],
        "wide": [
            (0, 700, 0, 0),
            (0, -700, 0, 0),
            (0, 0, 0, 700),
            (1e30, 0, 0, 138),
            (0, 650, 0, 640),
        ],
    }
    for name, group in groups.items():
        columns = [[encode_number(to_dtype(x, dtype)) for x in column] for column in zip(*group)]
        inputs = {key: [column] for key, column in zip(LOG_VARIANCE_NAMES, columns)}
        identity, comment = f"normal_log_variance-{name}", "parametrised by the log-variance"
        flags = ("enumerators-only",)
        yield case(identity, comment, "normal_log_variance", dtype, inputs, flags)


def parameters(name, count, low, high, dtype, period):
    numbers = uniform(f"{name}{count}", min(count, period) or 1, low, high)
    return Tile(tuple(to_dtype(x, dtype) for x in numbers), count)


def diagonal_cases(dtype):
    for count in (0, *SIZES):
        ranges = ((-2, 2, 13), (0.2, 3, 11), (-2, 2, 7), (0.2, 3, 5))
        tiles = [
            parameters(name, count, low, high, dtype, period)
            for name, (low, high, period) in zip(NAMES, ranges)
        ]
        inputs = {name: [encode_row(tile)] for name, tile in zip(NAMES, tiles)}
        yield case(
            f"diagonal_normal-size-{count}", f"{count} dimensions", "diagonal_normal", dtype, inputs
        )
    for name, comment, group in pairs_of_normals(dtype):
        columns = {
            key: [[encode_number(to_dtype(x, dtype)) for x in column]]
            for key, column in zip(NAMES, zip(*group))
        }
        yield case(f"diagonal_normal-{name}", comment, "diagonal_normal", dtype, columns)
    yield from near_diagonal_cases(dtype)


def near_diagonal_cases(dtype):
    for relative in (1e-4, 1e-8):
        p = [parameters(f"near {name}", 129, 0.5, 2, dtype, 37) for name in ("loc", "scale")]
        q = [tile.map(lambda x, factor=1 + relative: to_dtype(x * factor, dtype)) for tile in p]
        inputs = {name: [encode_row(tile)] * 2 for name, tile in zip(NAMES, [*p, *q])}
        comment = f"129 dimensions, parameters within {relative:.0e}"
        yield case(
            f"diagonal_normal-near-{relative:.0e}",
            comment,
            "diagonal_normal",
            dtype,
            inputs,
            ("near-equal",),
        )


def vae_cases(dtype):
    log_vars = (
        0.0,
        1e-300,
        1e-8,
        -1e-8,
        1e-2,
        -1e-2,
        0.3,
        -0.3,
        0.7,
        -0.7,
        1.0,
        -1.0,
        2.5,
        -2.5,
        30.0,
        -30.0,
        700.0,
        -700.0,
    )
    locs = (0.0, 1e-300, 1e-8, 0.25, -3.0, 1e4)
    rows = [
        (to_dtype(loc, dtype), to_dtype(log_var, dtype)) for loc, log_var in product(locs, log_vars)
    ]
    inputs = {
        "loc": [[encode_number(loc)] for loc, _ in rows],
        "log_var": [[encode_number(v)] for _, v in rows],
    }
    yield case("vae-singles", "every pair of a mean and a log-variance", "vae", dtype, inputs)
    yield case(
        "vae-singles-bits", "the same in bits", "vae", dtype, inputs, options={"base": "0x1p+1"}
    )
    for count in (0, *SIZES):
        yield vae_case(f"size-{count}", f"{count} dimensions", count, 2, 3, dtype)
    for small in (1e-2, 1e-4, 1e-8):
        yield vae_case(
            f"near-{small:.0e}",
            f"a posterior within {small:.0e} of the prior",
            129,
            small,
            small,
            dtype,
        )
    loc, log_var = (
        [["0x1p+0", "nan"], ["0x1p+0", "0x1p+1"], ["0x1p+0", "0x0p+0"]],
        [["0x0p+0", "0x1p+0"]] * 2 + [["nan", "0x0p+0"]],
    )
    yield case(
        "vae-nan", "NaN makes its own row NaN", "vae", dtype, {"loc": loc, "log_var": log_var}
    )


def vae_case(name, comment, count, loc_range, log_var_range, dtype):
    loc = parameters(f"vae loc {name}", count, -loc_range, loc_range, dtype, 13)
    log_var = parameters(f"vae log_var {name}", count, -log_var_range, log_var_range, dtype, 17)
    return case(
        f"vae-{name}",
        comment,
        "vae",
        dtype,
        {"loc": [encode_row(loc)], "log_var": [encode_row(log_var)]},
    )


CASES = {
    "normal": (normal_cases, log_variance_cases),
    "diagonal_normal": (diagonal_cases,),
    "vae": (vae_cases,),
}


def cases(quantity):
    for dtype in DTYPES:
        for group in CASES[quantity]:
            yield from group(dtype)
