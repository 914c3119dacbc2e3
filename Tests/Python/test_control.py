"""Schedules, controllers and trust regions, against the formulas of the papers."""

import dataclasses
import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from kullback import DivergenceError, Status, control, schedules


def argument_of(call: Callable[[], object]) -> str:
    """Name the argument that a call reports."""
    with pytest.raises(DivergenceError) as caught:
        call()
    assert str(caught.value).startswith(f"{caught.value.argument}: ")
    return caught.value.argument


def test_shapes() -> None:
    for step in range(0, 300, 7):
        x = min(step / 200, 1)
        assert schedules.linear(200)(step) == pytest.approx(x, abs=1e-15)
        cosine = schedules.cosine(200, 0.5, 2)(step)
        assert cosine == pytest.approx(0.5 + 1.5 * (1 - math.cos(math.pi * x)) / 2, rel=1e-15)
        # Bowman et al. 2016: slope k and midpoint m
        k, m = 0.02, 125
        logistic = schedules.sigmoid(2 * m, steepness=2 * m * k)(step)
        assert logistic == pytest.approx(1 / (1 + math.exp(-k * (step - m))), rel=1e-14)


@pytest.mark.parametrize("shape", ["linear", "cosine", "sigmoid"])
@pytest.mark.parametrize("ratio", [0.25, 0.5, 1.0])
def test_cycles(shape: schedules.Shape, ratio: float) -> None:
    functions: dict[str, Callable[[float], float]] = {
        "linear": lambda x: x,
        "cosine": lambda x: (1 - math.cos(math.pi * x)) / 2,
        "sigmoid": lambda x: 1 / (1 + math.exp(-12 * (x - 0.5))),
    }
    weight = schedules.cyclical(1000, 5, ratio, shape, 0.25, 1.25)
    for step in range(1200):
        x = step % 200 / 200 / ratio
        done = 1 if x >= 1 or step >= 1000 else functions[shape](x)
        assert weight(step) == pytest.approx(0.25 + done, rel=1e-14)


def test_schedules_are_values() -> None:
    assert schedules.linear(5) == schedules.Schedule("linear", 5)
    assert len({schedules.linear(5), schedules.linear(5), schedules.cosine(5)}) == 2
    assert dataclasses.replace(schedules.linear(5), end=2.0)(5) == 2
    assert schedules.linear(10)(int(np.int32(5))) == 0.5


def test_schedule_errors() -> None:
    make = schedules.Schedule
    assert argument_of(lambda: make("linear", 0)) == "steps"
    assert argument_of(lambda: make("linear", 5, -1.0)) == "start"
    assert argument_of(lambda: make("linear", 5, 0.0, math.nan)) == "end"
    assert argument_of(lambda: make("linear", 5, cycles=-1)) == "cycles"
    assert argument_of(lambda: make("linear", 5, cycles=2**52)) == "cycles"
    assert argument_of(lambda: make("linear", 5, ratio=0.0)) == "ratio"
    assert argument_of(lambda: make("linear", 5, ratio=1.5)) == "ratio"
    assert argument_of(lambda: make("sigmoid", 5, steepness=math.inf)) == "steepness"
    assert argument_of(lambda: schedules.cyclical(5, 0)) == "cycles"
    assert argument_of(lambda: schedules.linear(5)(-1)) == "step"
    shape: Any = "square"
    with pytest.raises(ValueError, match="'square' is not one of 'linear', 'cosine', 'sigmoid'"):
        make(shape, 5)
    steps: Any = 5.0
    with pytest.raises(TypeError):
        make("linear", steps)


def test_adaptive_controller() -> None:
    controller = control.AdaptiveController(0.2, target=6, horizon=10_000)
    expected = 0.2
    for kl in (9.0, 6.0, 5.7, -1.0, math.inf, np.float32(6.3)):
        error = min(max(float(kl) / 6 - 1, -0.2), 0.2)
        expected *= 1 + error * 256 / 10_000
        assert controller.update(kl, n_steps=256) == pytest.approx(expected, rel=1e-14)
    assert controller.weight == pytest.approx(expected, rel=1e-14)
    before = controller.weight
    assert argument_of(lambda: controller.update(math.nan)) == "kl"
    assert argument_of(lambda: controller.update(1.0, n_steps=50_000)) == "n_steps"
    assert controller.weight == before


def test_controllers_check_what_they_are_made_of() -> None:
    make = control.AdaptiveController
    assert argument_of(lambda: make(0.0, 1, 1)) == "weight"
    assert argument_of(lambda: make(1, math.nan, 1)) == "target"
    assert argument_of(lambda: make(1, 1, -1)) == "horizon"
    assert argument_of(lambda: make(1, 1, 1, clip=0)) == "clip"
    assert argument_of(lambda: control.PPOPenalty(1, 0)) == "target"
    assert argument_of(lambda: control.FixedController(-1)) == "weight"
    assert control.FixedController(0.1).update(math.inf) == 0.1


def test_ppo_penalty() -> None:
    penalty = control.PPOPenalty(1.0, target=0.01)
    divergences = [0.0151, 0.0149, 0.0067, 0.0066, 0.0]
    assert [penalty.update(kl) for kl in divergences] == [2, 2, 2, 1, 0.5]
    assert argument_of(lambda: penalty.update(math.nan)) == "kl"
    assert penalty.weight == 0.5


def test_trust_region() -> None:
    assert control.is_within(0.01, 0.01)
    assert not control.is_within(np.float64(0.011), 0.01)
    assert not control.is_within(math.nan, math.inf)
    assert control.maximal_step(0.01, np.float32(8)) == pytest.approx(0.05, rel=1e-15)
    assert control.maximal_step(1e-320, 1e300) == pytest.approx(
        math.sqrt(2) * math.sqrt(1e-320) * 1e-150, rel=1e-14
    )
    assert argument_of(lambda: control.maximal_step(0.01, 0)) == "curvature"
    assert argument_of(lambda: control.maximal_step(math.nan, 1)) == "bound"


def test_backtracking() -> None:
    seen = []

    def evaluate(fraction: float) -> Any:
        seen.append(fraction)
        return np.float32(fraction), np.float64(0.3 - fraction)

    found = control.backtrack(evaluate, 1.0, shrink=0.5)
    assert found[2] == pytest.approx(0.05)
    assert found._replace(improvement=0.0) == (0.25, 0.25, 0.0, 3, True)
    assert seen == [1, 0.5, 0.25]
    none = control.backtrack(lambda _: math.nan, math.inf, max_tries=4)
    assert (none.fraction, none.tries, none.accepted) == (0, 4, False)
    assert math.isnan(none.kl)


def test_failing_evaluations() -> None:
    def fails(_: float) -> float:
        raise KeyError("no policy")

    with pytest.raises(KeyError, match="no policy"):
        control.backtrack(fails, 1.0)
    with pytest.raises(TypeError):
        control.backtrack(lambda _: "a", 1.0)
    with pytest.raises(ValueError, match="a tuple of 3"):
        control.backtrack(lambda _: (1, 2, 3), 1.0)
    assert argument_of(lambda: control.backtrack(lambda _: 0, -1.0)) == "bound"
    assert argument_of(lambda: control.backtrack(lambda _: 0, 1.0, shrink=1)) == "shrink"
    assert argument_of(lambda: control.backtrack(lambda _: 0, 1.0, max_tries=0)) == "max_tries"


def test_status() -> None:
    with pytest.raises(DivergenceError) as caught:
        control.maximal_step(-1, 1)
    assert (caught.value.status, caught.value.value) == (Status.PARAMETER, -1)
    assert (caught.value.row, caught.value.index) == ((), None)
