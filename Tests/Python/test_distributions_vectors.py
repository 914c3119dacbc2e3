"""Every case of the vectors of distributions, at the tolerance of all results."""

import json
import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import kullback as kb
from distribution_examples import EXAMPLES, make

VECTORS = Path(__file__).parents[1] / "Vectors"
_TOLERANCES = json.loads((VECTORS / "tolerances.json").read_text())
TOLERANCE = _TOLERANCES["relative_error"]["f64"]


# What the oracle has a closed form for, and the library has not.
MISSING_PAIRS = {(p, q) for p, others in _TOLERANCES["without_closed_form"].items() for q in others}


def _is_missing(case: Any) -> bool:
    return "q" in case and (case["p"]["family"], case["q"]["family"]) in MISSING_PAIRS


def _cases(is_missing: bool = False) -> list[Any]:
    cases: list[Any] = []
    for family in EXAMPLES:
        path = VECTORS / "distributions" / f"{family}.json"
        cases += json.loads(path.read_text())["cases"] if path.exists() else []
    chosen = [case for case in cases if _is_missing(case) == is_missing]
    return [pytest.param(case, id=case["id"]) for case in chosen]


def _column(entries: list[str]) -> Any:
    return np.array([float.fromhex(entry) for entry in entries])


def _member(side: Any) -> Any:
    columns = {name: _column(entries) for name, entries in side["parameters"].items()}
    return make(side["family"], columns)


def _value(case: Any) -> Any:
    p, quantity = _member(case["p"]), case["quantity"]
    if quantity == "log_density":
        return p.log_prob(_column(case["x"]))
    if quantity == "entropy":
        return p.entropy()
    if "q" not in case:
        return getattr(p, quantity)
    q = _member(case["q"])
    if quantity == "renyi":
        return kb.renyi_divergence(p, q, float.fromhex(case["order"]))
    return {"kl": kb.kl_divergence, "bhattacharyya_distance": kb.bhattacharyya_distance}[quantity](
        p, q
    )


def _error(value: float, expected: float, size: float) -> float:
    if value == expected or (math.isnan(value) and math.isnan(expected)):
        return 0.0
    return abs(value - expected) / size if size and math.isfinite(value) else math.inf


@pytest.mark.parametrize("case", _cases())
def test_vectors(case: Any) -> None:
    expected = [float(entry) for entry in case["expected"]]
    values = np.broadcast_to(_value(case), len(expected))
    # Entropies and log-densities are sums of either sign: their errors are relative to 1 and more.
    unit = 1.0 if case["quantity"] in ("entropy", "log_density") else 0.0
    pairs = zip(values.tolist(), expected, strict=True)
    errors = [_error(value, exact, unit + abs(exact)) for value, exact in pairs]
    assert max(errors) <= TOLERANCE, (errors, values, expected)


@pytest.mark.parametrize("case", _cases(is_missing=True))
def test_missing_forms(case: Any) -> None:
    with pytest.raises(kb.NoClosedFormError):
        _value(case)
