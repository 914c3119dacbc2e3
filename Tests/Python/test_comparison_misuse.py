"""Comparison of models: what is refused, and how it is named."""

import math
from typing import Any

import numpy as np
import pytest

from kullback import DivergenceError
from kullback.comparison import ModelComparison, compare_logits


def test_errors_name_the_place() -> None:
    logits = np.zeros((2, 3, 4))
    bad = logits.copy()
    bad[1, 2, 3] = math.inf
    comparison = ModelComparison()
    with pytest.raises(DivergenceError, match=r"^q\[1, 2\]: position 3: ") as caught:
        comparison.add(logits, bad)
    error = caught.value
    assert (error.argument, error.row, error.index, error.value) == ("q", (1, 2), 3, math.inf)
    with pytest.raises(DivergenceError, match=r"^labels\[0, 1\]: value 4\.0: ") as caught:
        comparison.add(logits, logits, [[0, 4, 0], [0, 0, 0]])
    assert (caught.value.argument, caught.value.row) == ("labels", (0, 1))
    assert len(comparison.tokens) == 0


@pytest.mark.parametrize(
    ("p", "labels", "error", "message"),
    [
        (np.zeros((2, 3), complex), None, TypeError, "p has dtype complex128"),
        (0.5, None, ValueError, "p is a single number"),
        (np.zeros((3, 2)), None, ValueError, r"p has shape \(3, 2\), q has shape \(2, 3\)"),
        (np.zeros((2, 3)), [0, 1, 2], ValueError, r"labels has shape \(3,\)"),
        (np.zeros((2, 3)), [0.0, 1.0], TypeError, "labels has dtype float64"),
    ],
)
def test_misuse(p: Any, labels: Any, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        compare_logits(p, np.zeros((2, 3)), labels)


def test_options_out_of_range() -> None:
    misuse: list[tuple[str, Any]] = [
        ("temperature", 0.0),
        ("temperature", math.nan),
        ("threads", 0),
    ]
    for keyword, value in misuse:
        with pytest.raises(DivergenceError) as caught:
            ModelComparison(**{keyword: value})
        assert caught.value.argument == keyword
