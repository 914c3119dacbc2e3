"""Every case of the vectors of distributions, at the tolerance of all results."""

import json
import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import kullback as kb
from distribution_examples import AVAILABLE, make

VECTORS = Path(__file__).parents[1] / "Vectors"
TOLERANCE = json.loads((VECTORS / "tolerances.json").read_text())["relative_error"]["f64"]


def _answers(case: Any) -> bool:
    """Whether the library has the families, and a closed form."""
    if case.get("q", case["p"])["family"] not in AVAILABLE:
        return False
    try:
        _value(case)
    except kb.NoClosedFormError:
        return False
    return True


def _cases() -> list[Any]:
    cases: list[Any] = []
    for family in AVAILABLE:
        path = VECTORS / "distributions" / f"{family}.json"
        if path.exists():
            cases += json.loads(path.read_text())["cases"]
    return [pytest.param(case, id=case["id"]) for case in cases if _answers(case)]


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


def _error(value: float, expected: float) -> float:
    if value == expected or (math.isnan(value) and math.isnan(expected)):
        return 0.0
    return abs(value - expected) / abs(expected) if expected and math.isfinite(value) else math.inf


@pytest.mark.parametrize("case", _cases())
def test_vectors(case: Any) -> None:
    expected = [float(entry) for entry in case["expected"]]
    values = np.broadcast_to(_value(case), len(expected))
    errors = [_error(*pair) for pair in zip(values.tolist(), expected, strict=True)]
    assert max(errors) <= TOLERANCE, (errors, values, expected)
