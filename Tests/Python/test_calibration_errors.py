"""Errors of temperature scaling and of the calibration error."""

import math
from typing import Any

import numpy as np
import pytest

from kullback import DivergenceError, Status, calibration


def error_of(*arguments: Any, **keywords: Any) -> DivergenceError:
    with pytest.raises(DivergenceError) as caught:
        calibration.fit_temperature(*arguments, **keywords)
    return caught.value


def test_errors() -> None:
    rows = np.zeros((2, 3, 4))
    labels = np.zeros((2, 3), int)
    labels[1, 2] = 4
    error = error_of(rows, labels)
    assert (error.status, error.argument, error.row, error.value) == (
        Status.PARAMETER,
        "labels",
        (1, 2),
        4,
    )
    assert str(error) == "labels[1, 2]: value 4.0: a parameter is outside its domain"
    error = error_of([[1.0, math.inf]], [0])
    assert (error.status, error.argument, error.index) == (Status.PROBABILITY, "logits", 1)
    error = error_of([[1.0, 2.0]], soft_labels=[[0.5, 0.4]])
    assert (error.status, error.argument, error.value) == (Status.SUM, "soft_labels", 0.9)
    error = error_of([[1.0, -math.inf]], [1])
    assert (error.status, error.argument) == (Status.PARAMETER, "labels")
    assert error_of([[1.0, 2.0]], [-100]).status == Status.COUNT
    assert error_of([[1.0, 2.0]], [0], n_bins=0).argument == "n_bins"
    assert error_of([[1.0, 2.0]], [0], temperature=0).argument == "temperature"


def test_arguments_that_do_not_fit() -> None:
    rows = [[1.0, 2.0]]
    with pytest.raises(ValueError, match="either labels or soft_labels"):
        calibration.fit_temperature(rows)
    with pytest.raises(ValueError, match="either labels or soft_labels"):
        calibration.fit_temperature(rows, [0], soft_labels=rows)
    with pytest.raises(ValueError, match=r"labels has shape \(2,\); the batch has shape \(1,\)"):
        calibration.fit_temperature(rows, [0, 1])
    with pytest.raises(ValueError, match="soft_labels are"):
        calibration.fit_temperature(rows, soft_labels=[[1.0]])
    with pytest.raises(TypeError, match="labels has dtype float64"):
        calibration.fit_temperature(rows, [0.0])
    with pytest.raises(ValueError, match="logits is a single number"):
        calibration.fit_temperature(1.0, 0)
    space: Any = "probs"
    with pytest.raises(ValueError, match="'probs'"):
        calibration.calibration_error(rows, [0], space=space)
