"""Runs cases of univariate distributions through the classes of the Python package."""

import kullback
import numpy as np
from kullback import distributions

DIVERGENCES = {
    "kl": kullback.kl_divergence,
    "renyi": kullback.renyi_divergence,
    "bhattacharyya_distance": kullback.bhattacharyya_distance,
}
# As the vectors call them; classes have PyTorch's names, as their parameters do.
FAMILIES = {
    kind.family: kind
    for kind in map(distributions.__dict__.get, distributions.__all__)
    if hasattr(kind, "family")
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
