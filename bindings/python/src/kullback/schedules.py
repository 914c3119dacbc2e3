"""Weights of a KL term, step by step: annealing, once or in cycles.

A schedule is a value; called with a step, from 0, it gives the weight.
"""

import math
import operator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from kullback import _core
from kullback._errors import translated
from kullback._settings import require

__all__ = ["Schedule", "Shape", "cosine", "cyclical", "linear", "sigmoid"]

Shape: TypeAlias = Literal["linear", "cosine", "sigmoid"]

_SHAPES: dict[str, int] = {
    "linear": _core.LINEAR,
    "cosine": _core.COSINE,
    "sigmoid": _core.SIGMOID,
}


@dataclass(frozen=True, slots=True)
class Schedule:
    """Weights that go from `start` to `end`: start + (end - start) f(x), x the part that is done.

    Attributes
    ----------
    shape : {"linear", "cosine", "sigmoid"}
        f(x) = x; (1 - cos(pi x)) / 2; 1 / (1 + exp(-steepness (x - 1/2))).
    steps : int
        Steps after which the weight stays `end`.
    start, end : float
        At least 0, and finite.
    cycles : int
        0, or in how many equal parts of `steps` the ramp is repeated.
    ratio : float
        Part of a cycle, or of `steps`, that the ramp takes; in (0, 1].
    steepness : float
        Of the sigmoid; positive.

    Raises
    ------
    DivergenceError
        If one is outside its domain.
    """

    shape: Shape
    steps: int
    start: float = 0.0
    end: float = 1.0
    cycles: int = 0
    ratio: float = 1.0
    steepness: float = 12.0

    def __post_init__(self) -> None:
        """Find what is outside its domain before the first step does."""
        if self.shape not in _SHAPES:
            names = ", ".join(map(repr, _SHAPES))
            raise ValueError(f"shape: {self.shape!r} is not one of {names}")
        # 0 would be the library's defaults, and it does not know negative integers.
        require(1 <= operator.index(self.steps) < 2**53, "steps", self.steps, "from 1 to 2^53 - 1")
        require(0 <= operator.index(self.cycles) < 2**53, "cycles", self.cycles, "below 2^53")
        require(self.ratio > 0, "ratio", self.ratio, "in (0, 1]")
        require(self.steepness > 0, "steepness", self.steepness, "a positive finite number")
        self(0)

    def __call__(self, step: int) -> float:
        """Weight at a step, from 0."""
        step = operator.index(step)
        require(0 <= step < 2**63, "step", step, "a number of steps")
        try:
            return _core.schedule_weight(
                _SHAPES[self.shape],
                self.start,
                self.end,
                self.steps,
                self.cycles,
                self.ratio,
                self.steepness,
                step,
            )
        except _core.CoreError as error:
            raise translated(error) from None


def linear(steps: int, start: float = 0.0, end: float = 1.0) -> Schedule:
    """Weight that goes from `start` to `end` at a constant rate, and stays.

    Examples
    --------
    >>> from kullback import schedules
    >>> weight = schedules.linear(10)
    >>> weight(0), weight(5), weight(99)
    (0.0, 0.5, 1.0)
    """
    return Schedule("linear", steps, start, end)


def cosine(steps: int, start: float = 0.0, end: float = 1.0) -> Schedule:
    """Weight that goes from `start` to `end` along half a period of a cosine, and stays."""
    return Schedule("cosine", steps, start, end)


def sigmoid(
    steps: int, start: float = 0.0, end: float = 1.0, *, steepness: float = 12.0
) -> Schedule:
    """Weight along a logistic function, half way at ``steps / 2`` (Bowman et al. 2016).

    At step 0 it is 1 / (1 + exp(steepness / 2)) of the way (0.0025 by default), and it goes on
    after `steps`. A slope of k per step and a midpoint of m are ``sigmoid(2 * m, steepness=2 * m *
    k)``.

    References
    ----------
    S. R. Bowman et al., "Generating sentences from a continuous space", 2016.
    """
    return Schedule("sigmoid", steps, start, end, steepness=steepness)


def cyclical(
    steps: int,
    cycles: int = 4,
    ratio: float = 0.5,
    shape: Shape = "linear",
    start: float = 0.0,
    end: float = 1.0,
    *,
    steepness: float = 12.0,
) -> Schedule:
    """Weight that goes from `start` to `end` again and again.

    In each of `cycles` equal parts of `steps` it does so over the first `ratio`, and is `end` over
    the rest.

    References
    ----------
    H. Fu et al., "Cyclical annealing schedule: a simple approach to mitigating KL vanishing", 2019.

    Examples
    --------
    >>> from kullback import schedules
    >>> weight = schedules.cyclical(40, cycles=4)
    >>> [weight(step) for step in (0, 1, 5, 9, 10)]
    [0.0, 0.2, 1.0, 1.0, 0.0]
    """
    require(operator.index(cycles) >= 1, "cycles", cycles, "a positive number of cycles")
    require(math.isfinite(ratio), "ratio", ratio, "in (0, 1]")
    return Schedule(shape, steps, start, end, cycles, ratio, steepness)
