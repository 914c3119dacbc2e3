"""Control of a KL term in training: penalties that adapt, and the steps of a trust region.

Divergences may be Python's, NumPy's or PyTorch's numbers. NaN raises `DivergenceError`, and is
never within a trust region.
"""

import operator
from collections.abc import Callable
from typing import Any, NamedTuple, SupportsFloat

from kullback import _core
from kullback._errors import translated
from kullback._settings import require

__all__ = [
    "AdaptiveController",
    "FixedController",
    "LineSearch",
    "PPOPenalty",
    "backtrack",
    "is_within",
    "maximal_step",
]


def _number(function: Callable[..., float], *arguments: SupportsFloat) -> float:
    try:
        return function(*map(float, arguments))
    except _core.CoreError as error:
        raise translated(error) from None


class FixedController:
    """A weight that stays, with the interface of those that do not."""

    __slots__ = ("weight",)

    def __init__(self, weight: float) -> None:
        require(0 <= weight < float("inf"), "weight", weight, "a non-negative finite number")
        self.weight = float(weight)

    def update(self, kl: SupportsFloat, n_steps: float = 1) -> float:
        """Return the weight."""
        return self.weight


class AdaptiveController:
    """Adapts the weight of a KL penalty in proportion to how far the divergence is from a target.

    weight <- weight (1 + e n_steps / horizon), e = kl / target - 1 limited to [-clip, clip].

    Parameters
    ----------
    weight, target, horizon : float
        Positive and finite. `horizon` is a number of steps.
    clip : float, default 0.2
        Positive and finite.

    Attributes
    ----------
    weight : float
        The weight for the next steps.

    References
    ----------
    D. M. Ziegler et al., "Fine-tuning language models from human preferences", 2019.

    Examples
    --------
    >>> from kullback import control
    >>> controller = control.AdaptiveController(0.1, target=6.0, horizon=10_000)
    >>> round(controller.update(kl=9.0, n_steps=256), 9)
    0.100512
    """

    __slots__ = ("clip", "horizon", "target", "weight")

    def __init__(self, weight: float, target: float, horizon: float, clip: float = 0.2) -> None:
        require(clip > 0, "clip", clip, "a positive finite number")
        self.target = target
        self.horizon = horizon
        self.clip = clip
        # A step too small to count checks the arguments, and leaves the weight.
        self.weight = _number(_core.adaptive_weight, weight, target, target, horizon, 5e-324, clip)

    def update(self, kl: SupportsFloat, n_steps: float = 1) -> float:
        """Adapt the weight to the divergence that `n_steps` steps led to, and return it.

        Raises `DivergenceError` for NaN, and if ``clip * n_steps`` is not less than the horizon:
        weights could become negative then.
        """
        self.weight = _number(
            _core.adaptive_weight, self.weight, kl, self.target, self.horizon, n_steps, self.clip
        )
        return self.weight


class PPOPenalty:
    """Adaptive KL penalty of PPO: half the weight if kl < target / 1.5, twice if kl > 1.5 target.

    Parameters
    ----------
    weight, target : float
        Positive and finite.

    References
    ----------
    J. Schulman et al., "Proximal policy optimization algorithms", 2017.

    Examples
    --------
    >>> from kullback import control
    >>> penalty = control.PPOPenalty(1.0, target=0.01)
    >>> penalty.update(0.02), penalty.update(0.01), penalty.update(0.001)
    (2.0, 2.0, 1.0)
    """

    __slots__ = ("target", "weight")

    def __init__(self, weight: float, target: float) -> None:
        self.target = target
        self.weight = _number(_core.ppo_weight, weight, target, target)

    def update(self, kl: SupportsFloat, n_steps: float = 1) -> float:
        """Adapt the weight to a divergence, and return it."""
        self.weight = _number(_core.ppo_weight, self.weight, kl, self.target)
        return self.weight


def is_within(kl: SupportsFloat, bound: SupportsFloat) -> bool:
    """Whether a divergence is at most a bound; NaN is not."""
    return float(kl) <= float(bound)


def maximal_step(bound: SupportsFloat, curvature: SupportsFloat) -> float:
    """Length of the step along x for which the quadratic model of the divergence is `bound`.

    s^2 x'Hx / 2 = bound for s = sqrt(2 bound / curvature), with curvature = x'Hx, H the Fisher
    information. Both are positive and finite.

    References
    ----------
    J. Schulman et al., "Trust region policy optimization", 2015, appendix C.

    Examples
    --------
    >>> from kullback import control
    >>> control.maximal_step(0.01, 2.0)
    0.1
    """
    return _number(_core.maximal_step, bound, curvature)


class LineSearch(NamedTuple):
    """What a line search found.

    Attributes
    ----------
    fraction : float
        Of the step to take; 0 if none was accepted.
    kl, improvement : float
        At the last fraction tried; infinite improvement where there was no loss to improve.
    tries : int
        Evaluations.
    accepted : bool
        Whether a fraction was accepted.
    """

    fraction: float
    kl: float
    improvement: float
    tries: int
    accepted: bool


def backtrack(
    evaluate: Callable[[float], Any],
    bound: SupportsFloat,
    *,
    shrink: float = 0.5,
    max_tries: int = 10,
) -> LineSearch:
    """Find the first of the fractions 1, shrink, shrink^2 ... of a step within a trust region.

    Parameters
    ----------
    evaluate : callable
        Takes a fraction, and returns the divergence of so much of the step, or a tuple of it and
        of the improvement of a loss, which must be positive. An exception ends the search.
    bound : float
        What the divergence may be at most; at least 0.
    shrink : float, default 0.5
        In (0, 1).
    max_tries : int, default 10
        Evaluations at most.

    Returns
    -------
    LineSearch
        NaN is not accepted.

    Raises
    ------
    DivergenceError
        If an argument is outside its domain.

    References
    ----------
    J. Schulman et al., "Trust region policy optimization", 2015, appendix C.

    Examples
    --------
    >>> from kullback import control
    >>> control.backtrack(lambda fraction: 0.1 * fraction**2, bound=0.01)
    LineSearch(fraction=0.25, kl=0.00625, improvement=inf, tries=3, accepted=True)
    """
    require(0 < shrink < 1, "shrink", shrink, "between 0 and 1")
    tries = operator.index(max_tries)
    require(1 <= tries < 2**63, "max_tries", tries, "a positive number of tries")
    try:
        return LineSearch(*_core.backtrack(evaluate, float(bound), float(shrink), tries))
    except _core.CoreError as error:
        raise translated(error) from None
