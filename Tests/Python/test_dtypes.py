"""Which dtypes are accepted, what they are computed in, and what comes back."""

import array
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

import kullback as kb

HALVES = [0.5, 0.25, 0.25]
QUARTERS = [0.25, 0.25, 0.5]
FLOATS = ["f2", "f4", "f8"]
INTEGERS = ["?", "i1", "u1", "i2", "u2", "i4", "u4", "i8", "u8"]


@pytest.mark.parametrize(
    ("p", "q", "result"),
    [
        ("f8", "f8", "f8"),
        ("f4", "f4", "f4"),
        ("f2", "f2", "f4"),
        ("f2", "f4", "f4"),
        ("f4", "f8", "f8"),
        ("f8", "f2", "f8"),
        ("f4", "i1", "f8"),
        ("u8", "f2", "f8"),
    ],
)
def test_result_dtype(p: str, q: str, result: str) -> None:
    value = kb.kl_divergence(np.array([1, 0, 0], p), np.array([1, 0, 0], q))
    assert value.dtype == np.dtype(result)
    assert value == 0


@pytest.mark.parametrize("dtype", FLOATS)
def test_exact_numbers_give_the_same_from_every_dtype(dtype: str) -> None:
    exact = kb.kl_divergence(HALVES, QUARTERS)
    value = kb.kl_divergence(np.array(HALVES, dtype), np.array(QUARTERS, dtype))
    assert value == np.dtype(value.dtype).type(exact)


@pytest.mark.parametrize("dtype", INTEGERS)
def test_counts_of_every_integer_type(dtype: str) -> None:
    counts = np.array([1, 1, 0], dtype)
    value = kb.entropy(counts, normalize=True, base=2)
    assert value.dtype == np.float64
    assert value == 1


def test_scalars_and_arrays() -> None:
    assert type(kb.entropy(HALVES)) is np.float64
    assert type(kb.entropy(np.array(HALVES, "f4"))) is np.float32
    assert type(kb.entropy([HALVES])) is np.ndarray


@pytest.mark.parametrize(
    "sequence",
    [HALVES, tuple(HALVES), memoryview(array.array("d", HALVES))],
    ids=lambda sequence: type(sequence).__name__,
)
def test_sequences(sequence: Any) -> None:
    assert float(kb.entropy(sequence, base=2)) == 1.5


@pytest.mark.parametrize(
    "bad",
    [
        np.array(HALVES, object),
        np.array(HALVES, complex),
        np.array(HALVES, np.longdouble),
        np.array(HALVES, "U"),
        np.array(HALVES, "S"),
        np.array([1, 2, 3], "M8[D]"),
        np.array([1, 2, 3], "m8[D]"),
        None,
        "half",
    ],
    ids=lambda bad: str(getattr(bad, "dtype", bad)),
)
def test_other_dtypes_are_refused_by_name(bad: Any) -> None:
    with pytest.raises(TypeError, match=r"p has dtype .*; float16, float32, float64"):
        kb.entropy(bad)
    with pytest.raises(TypeError, match=r"q has dtype .*; float16, float32, float64"):
        kb.kl_divergence(HALVES, bad)


def test_ragged_lists() -> None:
    with pytest.raises(ValueError, match="inhomogeneous"):
        kb.entropy([[1.0, 0.0], [1.0]])


class Labelled(np.ndarray[Any, Any]):
    """A subclass, which NumPy hands back."""


class Tracing:
    """Not an array, but it knows what to do with a ufunc."""

    def __init__(self, array: NDArray[Any]) -> None:
        self.array = array
        self.calls: list[str] = []

    def __array_ufunc__(self, ufunc: Any, method: str, *inputs: Any, **keywords: Any) -> Any:
        self.calls.append(method)
        plain = [x.array if isinstance(x, Tracing) else x for x in inputs]
        return getattr(ufunc, method)(*plain, **keywords)


def test_subclasses_are_kept() -> None:
    array = np.array([HALVES, QUARTERS]).view(Labelled)
    assert type(kb.entropy(array)) is Labelled


def test_array_ufunc_is_honoured() -> None:
    traced = Tracing(np.array([HALVES, QUARTERS]))
    result = kb.kl_divergence(traced, QUARTERS)  # type: ignore[call-overload]
    assert traced.calls == ["__call__"]
    np.testing.assert_array_equal(result, kb.kl_divergence(traced.array, QUARTERS))
