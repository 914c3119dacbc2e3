"""Keywords as the settings vector that every ufunc takes as its last operand."""

import math
import operator
from functools import lru_cache
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from kullback import _core
from kullback._errors import DivergenceError, Status

Space: TypeAlias = Literal["prob", "log", "logits"]
Settings: TypeAlias = NDArray[np.float64]

SPACES = {
    "prob": _core.PROBABILITIES,
    "log": _core.LOG_PROBABILITIES,
    "logits": _core.LOGITS,
}


def require(valid: bool, keyword: str, value: float, what: str) -> None:
    """Raise the error for an option that is not valid."""
    if not valid:
        text = f"{keyword}: {value} is not {what}"
        raise DivergenceError(text, Status.OPTION, keyword, (), None, value)


def finite(keyword: str, order: float) -> float:
    """Check an order that may be any finite number."""
    require(-math.inf < order < math.inf, keyword, order, "a finite number")
    return float(order)


def not_negative(keyword: str, order: float) -> float:
    """Check an order that has to be at least 0, and finite."""
    require(0 <= order < math.inf, keyword, order, "a non-negative finite number")
    return float(order)


def interior_weight(keyword: str, weight: float) -> float:
    """Check the weight of one of two, both of which count."""
    require(0 < weight < 1, keyword, weight, "between 0 and 1")
    return float(weight)


def skew_weight(keyword: str, weight: float) -> float:
    """Check a weight that may be all there is."""
    require(0 < weight <= 1, keyword, weight, "above 0 and at most 1")
    return float(weight)


def base_or_default(base: float | None) -> float:
    """Check `base`; 0 stands for the default."""
    if base is None:
        return 0.0
    require(1 < base < math.inf, "base", base, "a finite number greater than 1")
    return base


def sum_tolerance_or_default(tolerance: float | None) -> float:
    """Check `sum_tolerance`; 0 stands for the default."""
    if tolerance is None:
        return 0.0
    require(0 <= tolerance < math.inf, "sum_tolerance", tolerance, "a non-negative finite number")
    # 0 means the default to the library; no two doubles near 1 differ by as little as this.
    return tolerance or math.ulp(0.0)


def threads_or_default(threads: int | None) -> int:
    """Check `threads`; 0 stands for the default."""
    if threads is None:
        return 0
    count = operator.index(threads)
    require(1 <= count < 2**31, "threads", count, "a positive number of threads")
    return count


# The cache makes a call cheap; `typed` keeps 2 and 2.0 apart, of which only one is a thread count.
@lru_cache(maxsize=256, typed=True)
def settings(
    quantity: int,
    family: int = 0,
    space: Space = "prob",
    normalize: bool = False,
    temperature: float = 1.0,
    base: float | None = None,
    sum_tolerance: float | None = None,
    threads: int | None = None,
    order: float | None = None,
    weight: float = 0.0,
) -> Settings:
    """Check the keywords and put them in the order of ``enum setting`` in settings.h.

    An order and a weight have been checked: their names and ranges depend on the function.
    """
    if space not in SPACES:
        raise ValueError(f"space: {space!r} is not one of {', '.join(map(repr, SPACES))}")
    require(0 < temperature < math.inf, "temperature", temperature, "a positive finite number")
    unused = temperature != 1 and space != "logits"
    require(not unused, "temperature", temperature, "used except for logits")
    vector = np.array(
        [
            quantity,
            family,
            SPACES[space],
            bool(normalize),
            temperature,
            base_or_default(base),
            sum_tolerance_or_default(sum_tolerance),
            threads_or_default(threads),
            math.nan if order is None else order,
            weight,
        ],
        dtype=np.float64,
    )
    vector.flags.writeable = False
    return vector


def of_quantity(quantity: int, vector: Settings) -> Settings:
    """Give the settings for another quantity, in nats."""
    changed = vector.copy()
    changed[0], changed[5] = quantity, 0.0
    return changed


def of_family(family: int, vector: Settings) -> Settings:
    """Give the settings for a family."""
    changed = vector.copy()
    changed[1] = family
    return changed
