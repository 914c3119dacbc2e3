"""Runs one case of the vectors of losses, through kullback.losses."""

from functools import partial
from itertools import cycle, islice

import ml_dtypes
import numpy as np
from kullback import losses

DTYPES = {
    "f64": np.dtype(np.float64),
    "f32": np.dtype(np.float32),
    "f16": np.dtype(np.float16),
    "bf16": np.dtype(ml_dtypes.bfloat16),
}
SPACES = {"probabilities": "prob", "log-probabilities": "log", "logits": "logits"}
ONE_SIDED = {
    "entropy": losses.entropy,
    "kl": losses.kl_to_uniform,
    "log_sum_exp": losses.log_sum_exp,
}
TWO_SIDED = {
    "kl": losses.kl,
    "reverse_kl": losses.reverse_kl,
    "jeffreys": losses.jeffreys,
    "js_divergence": losses.js,
    "scaled_js": partial(losses.js, scaled=True),
}
# What errors name, by the name of the Python argument.
ARGUMENTS = {
    "loss": {"p": 10, "q": 20, "labels": 10, "logits": 20},
    "label_loss": {"logits": 20, "labels": 710},
    "distillation_loss": {"teacher": 760, "student": 770, "temperature": 780},
    "decoupled_kl": {"p": 10, "q": 20},
    "log_softmax": {"p": 10},
}
PREFIXES = {"value": "", "p_gradient": "p", "q_gradient": "q", "result": "r"}


def row_of(row, dtype):
    """Give a row of the vectors as an array."""
    pattern = row if isinstance(row, list) else row["tile"]
    numbers = [float.fromhex(number) for number in pattern]
    if isinstance(row, dict):
        numbers = list(islice(cycle(numbers), row["count"]))
    return np.array(numbers, dtype)


def rows_of(side):
    """Give one side's rows."""
    return np.stack([row_of(row, DTYPES[side["type"]]) for row in side["rows"]])


def number_of(members, name, default=1.0):
    """Give an optional number."""
    return float.fromhex(members[name]) if name in members else default


def keywords_of(case):
    """Give the keywords that all losses share."""
    options = case["options"]
    keywords = {"reduction": options.get("reduction", "none")}
    wanted = [side for side in "pq" if f"{side}_gradient" in case["results"]]
    keywords["gradient"] = "both" if len(wanted) == 2 else next(iter(wanted), None)
    if "base" in options:
        keywords["base"] = number_of(options, "base")
    if "mask" in options:
        keywords["mask"] = np.array(options["mask"]) != 0
    if "row_weights" in options:
        weights = options["row_weights"]
        keywords["weights"] = row_of(weights["row"], DTYPES[weights["type"]])
    return keywords


def sum_keywords_of(case):
    """Give the keywords of losses of rows that may have a sum other than one."""
    options = case["options"]
    keywords = {"normalize": "normalize" in options}
    if "sum_tolerance" in options:
        keywords["sum_tolerance"] = number_of(options, "sum_tolerance")
    return keywords_of(case) | keywords


def labels_of(case):
    """Give labels as an array, and their keywords."""
    labels = case["labels"]
    keywords = {
        "ignore_index": labels.get("ignore_index", -100),
        "label_smoothing": number_of(labels, "smoothing", 0.0),
    }
    return np.array(labels["data"]), keywords


def loss(case):
    """Call a loss of one side or of two."""
    sides = [case[name] for name in ("p", "q") if name in case]
    rows = [rows_of(side) for side in sides]
    spaces = tuple(SPACES[side["space"]] for side in sides)
    warm = tuple(number_of(side, "temperature") for side in sides)
    keywords = sum_keywords_of(case)
    if len(sides) == 1:
        call = ONE_SIDED[case["quantity"]]
        return call(*rows, space=spaces[0], temperature=warm[0], **keywords)
    if case["quantity"] == "cross_entropy":
        return losses.cross_entropy(
            rows[1],
            rows[0],
            label_space=spaces[0],
            space=spaces[1],
            temperature=warm[1],
            **keywords,
        )
    if "weight" in case["options"]:
        keywords["beta"] = number_of(case["options"], "weight")
    return TWO_SIDED[case["quantity"]](*rows, space=spaces, temperature=warm, **keywords)


def label_loss(case):
    """Call the cross-entropy of hard labels."""
    side, (labels, keywords) = case["q"], labels_of(case)
    space, warm = SPACES[side["space"]], number_of(side, "temperature")
    keywords |= sum_keywords_of(case)
    return losses.cross_entropy(rows_of(side), labels, space=space, temperature=warm, **keywords)


def distillation_loss(case):
    """Call the distillation loss."""
    given, keywords = case["distillation"], keywords_of(case)
    if "labels" in case:
        labels, of_labels = labels_of(case)
        keywords |= of_labels | {"labels": labels}
    return losses.distillation(
        rows_of(case["p"]),
        rows_of(case["q"]),
        temperature=number_of(given, "temperature"),
        soft_weight=number_of(given, "soft_weight"),
        hard_weight=number_of(given, "hard_weight"),
        temperature_squared="no_temperature_squared" not in given,
        divergence=given.get("quantity", "kl"),
        **keywords,
    )


def decoupled_kl(case):
    """Call the decoupled KL divergence."""
    sides = case["p"], case["q"]
    return losses.decoupled_kl(
        *map(rows_of, sides),
        mse_weight=number_of(case, "mse_weight"),
        ce_weight=number_of(case, "ce_weight"),
        temperature=tuple(number_of(side, "temperature") for side in sides),
        **keywords_of(case),
    )


def log_softmax(case):
    """Call log_softmax."""
    base = number_of(case["options"], "base", None)
    warm = number_of(case["p"], "temperature")
    return losses.log_softmax(rows_of(case["p"]), temperature=warm, base=base)


FUNCTIONS = {
    "loss": loss,
    "label_loss": label_loss,
    "distillation_loss": distillation_loss,
    "decoupled_kl": decoupled_kl,
    "log_softmax": log_softmax,
}


def results_of(case):
    """Call the function that the case is about: name -> array of values, or of rows."""
    result = FUNCTIONS[case["function"]](case)
    if case["function"] == "log_softmax":
        return {"result": result}
    if not isinstance(result, losses.Loss):
        return {"value": result}
    return {name: array for name, array in result._asdict().items() if array is not None}


def lines_of(case):
    """Describe the results of the case: one line per value and per row of a gradient."""
    for name, array in results_of(case).items():
        type_name = next(key for key, dtype in DTYPES.items() if dtype == array.dtype)
        digits = 2 * array.itemsize
        rows = np.atleast_2d(array) if name != "value" else np.reshape(array, (-1, 1))
        for row, numbers in enumerate(np.ascontiguousarray(rows)):
            bits = numbers.view(f"u{array.itemsize}")
            text = " ".join(f"{number:0{digits}x}" for number in bits.tolist())
            yield f"{case['id']} {PREFIXES[name]}{row} {type_name} 0 {text}"
