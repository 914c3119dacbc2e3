"""The expected results of a case, from the case as its file states it."""

from .definitions import (
    check_sum,
    discrete,
    estimate,
    family,
    normal_kl,
    normal_log_variance_kl,
    vae_kl,
)
from .encoding import columns_of, decode_row

DEFAULT_TOLERANCE = {"f64": 1e-6, "f32": 1e-4}
PARAMETERS = ("order", "weight")
FLAGS = {"0": "zero", "inf": "infinite", "nan": "nan"}


def batch_of(case):
    """The case's rows, each as (times, numbers) over all of its inputs side by side."""
    inputs = [list(map(decode_row, rows)) for rows in case["inputs"].values()]
    if (
        len({tile.count for tiles in inputs for tile in tiles}) > 1
        or len(set(map(len, inputs))) > 1
    ):
        raise ValueError(f"{case['id']}: inputs that disagree in shape")
    return [columns_of(tiles) for tiles in zip(*inputs)]


def elements_of(case):
    """The numbers of each position in turn, row by row."""
    patterns = [[decode_row(row).pattern for row in rows] for rows in case["inputs"].values()]
    return [numbers for row in zip(*patterns) for numbers in zip(*row)]


def number(options, name, default):
    return float.fromhex(options[name]) if name in options else default


def discrete_results(case, batch, base):
    quantity, options, space = case["quantity"], case["options"], case["space"]
    temperature = number(options, "temperature", 1.0)
    tolerance = number(options, "sum_tolerance", DEFAULT_TOLERANCE[case["dtype"]])
    parameters = tuple(number(options, name, None) for name in PARAMETERS if name in options)
    as_they_are = space != "logits" and not options.get("normalize")
    measures = as_they_are and quantity == "generalized_kl"
    for row in batch:
        if as_they_are and not measures:
            check_sum(row, space, tolerance)
        yield discrete(quantity, row, space, temperature, base, parameters, measures)


def expected_results(case):
    batch = batch_of(case)
    base = number(case.get("options", {}), "base", None)
    match case["quantity"]:
        case "normal" | "normal_log_variance" as quantity:
            term = normal_kl if quantity == "normal" else normal_log_variance_kl
            return [family(term, [(1, numbers)], base) for numbers in elements_of(case)]
        case "diagonal_normal":
            return [family(normal_kl, row, base) for row in batch]
        case "vae":
            return [family(vae_kl, row, base) for row in batch]
        case "log_ratio":
            return [estimate(case["estimator"], row, base) for row in batch]
    return list(discrete_results(case, batch, base))


def completed(case):
    """`case` with its expected results, unless it expects an error, and the flags they imply."""
    if "error" in case:
        return {**case, "flags": [*case["flags"], "error"]}
    results = expected_results(case)
    values = {
        text
        for result in results
        for text in (result.values() if isinstance(result, dict) else [result])
    }
    flags = [
        *case["flags"],
        *(flag for text, flag in FLAGS.items() if text in values or "-" + text in values),
    ]
    return {**case, "flags": flags, "expected": results}
