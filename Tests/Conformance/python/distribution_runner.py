"""Runs cases of univariate distributions through the classes of the Python package."""

import re
from pathlib import Path

import kullback
import numpy as np
from kullback import distributions

DIVERGENCES = {
    "kl": kullback.kl_divergence,
    "renyi": kullback.renyi_divergence,
    "bhattacharyya_distance": kullback.bhattacharyya_distance,
}
HEADER = Path(__file__).parents[3] / "include" / "kullback" / "family_list.h"


def class_of(name):
    """Give the class of a family as the C header calls it, if there is one of this name."""
    return getattr(distributions, "".join(word.capitalize() for word in name.split("_")), None)


# As the vectors call them.
FAMILIES = {
    name.lower(): class_of(name) for name in re.findall(r"X\((\w+), \d+\)", HEADER.read_text())
}


def column_of(numbers):
    """Give the numbers of a column: one for each element, or one for all."""
    return np.array([float.fromhex(number) for number in numbers])


def member_of(side):
    """Give a batch of distributions."""
    parameters = {name: column_of(column) for name, column in side["parameters"].items()}
    return FAMILIES[side["family"]](**parameters)


def results_of(case):
    """Call what the case is about."""
    p, quantity = member_of(case["p"]), case["quantity"]
    if quantity in ("mean", "variance"):
        return getattr(p, quantity)
    if quantity == "entropy":
        return p.entropy()
    if quantity == "log_density":
        return p.log_prob(column_of(case["x"]))
    options = {"alpha": float.fromhex(case["order"])} if "order" in case else {}
    return DIVERGENCES[quantity](p, member_of(case["q"]), **options)


def lines_of(case):
    """Run the case, and describe what came of it, if the family is one of single numbers."""
    if case["p"]["family"] not in FAMILIES:
        return
    values = np.broadcast_to(results_of(case), len(case["expected"]))
    for index, value in enumerate(values):
        yield f"{case['id']} {index} f64 0 {value.view(np.uint64):016x}"
