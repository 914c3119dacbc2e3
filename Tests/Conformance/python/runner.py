"""Runs every case of the vector files named on the command line, through the Python package.

Writes one line per result, as ../README.md describes.
"""

import json
import sys
from pathlib import Path

import distribution_runner
import kullback
import loss_runner
import numpy as np
from kullback import estimators

SPACES = {"probabilities": "prob", "log-probabilities": "log", "logits": "logits"}
DTYPES = {"f64": np.float64, "f32": np.float32}
BITS = {np.dtype(np.float64): (np.uint64, 16), np.dtype(np.float32): (np.uint32, 8)}
FIRST_DATA_STATUS = 100
ARGUMENTS = {
    "p": 10, "q": 20,
    "loc": 110, "p.loc": 110, "p.scale": 120, "log_var": 130, "q.loc": 210, "q.scale": 220,
    "log_ratio": 310,
    "base": 920, "temperature": 920, "sum_tolerance": 920,
    "alpha": 920, "lambda_": 920, "weight": 920, "beta": 920,
    "labels": 710, "label_smoothing": 710, "weights": 730,
}  # fmt: skip
DISCRETE = {
    "entropy": kullback.entropy,
    "cross_entropy": kullback.cross_entropy,
    "kl": kullback.kl_divergence,
    "jeffreys": kullback.jeffreys_divergence,
    "js_divergence": kullback.js_divergence,
    "js_distance": kullback.js_distance,
    "reverse_kl": kullback.reverse_kl_divergence,
    "generalized_kl": kullback.generalized_kl_divergence,
    "skew_kl": kullback.skew_divergence,
    "k_divergence": kullback.k_divergence,
    "total_variation": kullback.total_variation,
    "pearson_chi2": kullback.chi2_divergence,
    "neyman_chi2": kullback.neyman_chi2_divergence,
    "squared_hellinger": kullback.squared_hellinger,
    "hellinger_distance": kullback.hellinger_distance,
    "bhattacharyya_coefficient": kullback.bhattacharyya_coefficient,
    "bhattacharyya_distance": kullback.bhattacharyya_distance,
    "triangular_discrimination": kullback.triangular_discrimination,
    "alpha": kullback.alpha_divergence,
    "cressie_read": kullback.cressie_read_divergence,
    "tsallis": kullback.tsallis_divergence,
    "renyi": kullback.renyi_divergence,
    "renyi_entropy": kullback.renyi_entropy,
    "tsallis_entropy": kullback.tsallis_entropy,
}
# What the Python functions call an option, where that differs.
PARAMETERS = {
    ("alpha", "order"): "alpha",
    ("cressie_read", "order"): "lambda_",
    ("tsallis", "order"): "alpha",
    ("renyi", "order"): "alpha",
    ("renyi_entropy", "order"): "alpha",
    ("tsallis_entropy", "order"): "alpha",
    ("skew_kl", "weight"): "alpha",
}
NORMALS = {"normal": kullback.Normal, "diagonal_normal": kullback.DiagonalNormal}


def row_of(row, dtype):
    """Give a row of the vectors as an array."""
    if isinstance(row, list):
        return np.array([float.fromhex(number) for number in row], dtype)
    pattern = np.array([float.fromhex(number) for number in row["tile"]], dtype)
    return np.resize(pattern, row["count"])


def results_of(case):
    """Call the function that the case is about: arrays of results, two for estimates."""
    dtype = DTYPES[case["dtype"]]
    inputs = [np.stack([row_of(row, dtype) for row in rows]) for rows in case["inputs"].values()]
    quantity = case["quantity"]
    options = {
        PARAMETERS.get((quantity, name), name): value if value is True else float.fromhex(value)
        for name, value in case.get("options", {}).items()
    }
    if quantity in DISCRETE:
        return [DISCRETE[quantity](*inputs, space=SPACES[case["space"]], **options)]
    if quantity in NORMALS:
        normal = NORMALS[quantity]
        return [kullback.kl_divergence(normal(*inputs[:2]), normal(*inputs[2:]), **options)]
    if quantity == "vae":
        return [kullback.vae_kl(*inputs, **options)]
    estimate = estimators.from_log_ratio(*inputs, kind=case["estimator"], **options)
    return [estimate.value, estimate.standard_error]


def hexadecimal(number):
    """Give the bits of a NumPy number."""
    unsigned, digits = BITS[number.dtype]
    return f"{number.view(unsigned):0{digits}x}"


def place_of(case, error):
    """Give row and position, where the error has them."""
    if error.status < FIRST_DATA_STATUS or isinstance(error, kullback.NoClosedFormError):
        return None, None
    if error.argument == "weights":  # in C one row, with a weight for each row of the others
        return 0, *error.row
    # A batch of single normals has elements where the others have rows.
    return error.row if case.get("quantity") == "normal" else (*error.row, error.index)


def error_line(case, error):
    """Describe an error."""
    row, index = ("-" if number is None else str(number) for number in place_of(case, error))
    value = hexadecimal(np.float64(error.value))
    arguments = ARGUMENTS | loss_runner.ARGUMENTS.get(case.get("function"), {})
    if "function" not in case and "p" in case:
        arguments |= distribution_runner.ARGUMENTS.get(case["p"]["family"], {})
    status, argument = str(int(error.status)), str(arguments[error.argument])
    return " ".join([case["id"], row, case.get("dtype", "f64"), status, argument, index, value])


def lines_of(case):
    """Run the case, and describe what came of it."""
    try:
        if "function" in case:
            yield from loss_runner.lines_of(case)
            return
        if "p" in case:
            yield from distribution_runner.lines_of(case)
            return
        results = results_of(case)
    except kullback.DivergenceError as error:
        yield error_line(case, error)
        return
    columns = [np.ascontiguousarray(result).ravel() for result in results]
    for index, numbers in enumerate(zip(*columns, strict=True)):
        bits = " ".join(map(hexadecimal, numbers))
        yield f"{case['id']} {index} {case['dtype']} 0 {bits}"


def main():
    """Run all files."""
    for path in sys.argv[1:]:
        for case in json.loads(Path(path).read_text())["cases"]:
            if not {"enumerators-only", "c-options"} & set(case.get("flags", ())):
                for line in lines_of(case):
                    print(line)


if __name__ == "__main__":
    main()
