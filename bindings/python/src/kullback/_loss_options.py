"""Keywords of the losses, and their checks."""

import math
from typing import Any, Literal, TypeAlias, TypedDict

from numpy.typing import ArrayLike, NDArray

from kullback import _core
from kullback._settings import SPACES, Space, finite, require

Reduction: TypeAlias = Literal["none", "sum", "batchmean"]
Side: TypeAlias = Literal["p", "q", "both"]

_REDUCTIONS = {
    "none": _core.REDUCTION_NONE,
    "sum": _core.REDUCTION_SUM,
    "batchmean": _core.REDUCTION_BATCHMEAN,
}
_SOFT_QUANTITIES = {
    "kl": _core.KL,
    "reverse_kl": _core.REVERSE_KL,
    "jeffreys": _core.JEFFREYS,
    "js_divergence": _core.JS_DIVERGENCE,
}


class SumKeywords(TypedDict, total=False):
    """Keywords of rows that may have a sum other than one."""

    normalize: bool
    sum_tolerance: float | None


class RowKeywords(SumKeywords, total=False):
    """Those of one row."""

    space: Space
    temperature: float


class PairKeywords(SumKeywords, total=False):
    """Those of two rows, which may differ."""

    space: Space | tuple[Space, Space]
    temperature: float | tuple[float, float]


class BatchOptions(TypedDict, total=False):
    """Keywords of all losses."""

    reduction: Reduction
    weights: ArrayLike | None
    mask: ArrayLike | None
    gradient: Side | None
    base: float | None
    threads: int | None
    out: NDArray[Any] | None


class SumOptions(BatchOptions, SumKeywords, total=False):
    """All of rows that may have a sum other than one."""


class RowLossOptions(BatchOptions, RowKeywords, total=False):
    """All of one row."""


class PairLossOptions(BatchOptions, PairKeywords, total=False):
    """All of two rows."""


def reduction_code(reduction: str) -> int:
    """Check the name of a reduction."""
    if reduction == "mean":
        raise ValueError(
            "reduction: 'mean' would also divide by the number of elements of a row, which leaves"
            " no divergence; 'batchmean' divides by the number of rows"
        )
    if reduction not in _REDUCTIONS:
        raise ValueError(f"reduction: {reduction!r} is not one of 'none', 'sum', 'batchmean'")
    return _REDUCTIONS[reduction]


def space_code(space: Space) -> int:
    """Check the name of a space."""
    if space not in SPACES:
        raise ValueError(f"space: {space!r} is not one of {', '.join(map(repr, SPACES))}")
    return SPACES[space]


def temperature_of(temperature: float, space: Space) -> float:
    """Check a temperature."""
    require(0 < temperature < math.inf, "temperature", temperature, "a positive finite number")
    unused = temperature != 1 and space != "logits"
    require(not unused, "temperature", temperature, "used except for logits")
    return float(temperature)


def sides(
    space: Space | tuple[Space, Space], temperature: float | tuple[float, float]
) -> tuple[tuple[int, float], tuple[int, float]]:
    """Check the space and the temperature of each of two sides."""
    p, q = space if isinstance(space, tuple) else (space, space)
    warm_p, warm_q = temperature if isinstance(temperature, tuple) else (temperature, temperature)
    return (
        (space_code(p), temperature_of(warm_p, p)),
        (space_code(q), temperature_of(warm_q, q)),
    )


def soft_quantity(divergence: str) -> int:
    """Check the divergence of a distillation."""
    if divergence not in _SOFT_QUANTITIES:
        names = ", ".join(map(repr, _SOFT_QUANTITIES))
        raise ValueError(f"divergence: {divergence!r} is not one of {names}")
    return _SOFT_QUANTITIES[divergence]


def js_quantity(beta: float, scaled: bool) -> tuple[int, float]:
    """Choose the quantity and its weight; at its ends the scaled divergence has its limits."""
    if scaled and beta in (0, 1):
        return (_core.REVERSE_KL if beta else _core.KL), 0.0
    what = "between 0 and 1" + ("" if scaled else ", where the divergence is 0 for all rows")
    require(0 < beta < 1, "beta", beta, what)
    return (_core.SCALED_JS if scaled else _core.JS_DIVERGENCE), float(beta)


def distillation_parts(
    temperature: float,
    soft_weight: float,
    hard_weight: float | None,
    temperature_squared: bool,
    divergence: str,
    has_labels: bool,
) -> tuple[float, float, float, bool, int]:
    """Check how a distillation loss is made up; give the members of kullback_distillation."""
    require(0 < temperature < math.inf, "temperature", temperature, "a positive finite number")
    hard = hard_weight if hard_weight is not None else float(has_labels)
    for name, weight in (("soft_weight", soft_weight), ("hard_weight", hard)):
        finite(name, weight)
    if hard != 0 and not has_labels:
        raise ValueError("hard_weight is of labels, and there are none")
    return temperature, soft_weight, hard, not temperature_squared, soft_quantity(divergence)
