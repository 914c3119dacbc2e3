"""Orders, weights and keywords: their ranges, their names in errors, and what signatures show."""

import inspect
import math
from typing import Any

import numpy as np
import pytest

import kullback as kb
from kullback import DivergenceError, Status

NAN, INF = math.nan, math.inf
P, Q = np.array([0.5, 0.25, 0.25]), np.array([0.25, 0.25, 0.5])
OF_ONE = ["entropy", "renyi_entropy", "tsallis_entropy", "self_information"]
WITHOUT_UNIT = {
    "total_variation": (),
    "chi2_divergence": (),
    "neyman_chi2_divergence": (),
    "triangular_discrimination": (),
    "squared_hellinger": (),
    "hellinger_distance": (),
    "bhattacharyya_coefficient": (),
    "alpha_divergence": (0.5,),
    "cressie_read_divergence": (0.0,),
    "tsallis_divergence": (1.0,),
    "tsallis_entropy": (1.0,),
}
WITH_UNIT = {
    "kl_divergence": (),
    "reverse_kl_divergence": (),
    "generalized_kl_divergence": (),
    "jeffreys_divergence": (),
    "cross_entropy": (),
    "skew_divergence": (),
    "k_divergence": (),
    "js_divergence": (),
    "bhattacharyya_distance": (),
    "renyi_divergence": (0.3,),
    "renyi_entropy": (3.0,),
    "entropy": (),
    "self_information": (),
}
PUBLIC = [*WITHOUT_UNIT, *WITH_UNIT, "js_distance", "pointwise_divergence"]


def call(name: str, *parameters: Any, **keywords: Any) -> Any:
    operands = (P,) if name in OF_ONE else (P, Q)
    return getattr(kb, name)(*operands, *parameters, **keywords)


@pytest.mark.parametrize(
    ("name", "keyword", "values"),
    [
        ("renyi_entropy", "alpha", [-1e-9, -INF, NAN]),
        ("tsallis_entropy", "alpha", [-1, INF, NAN]),
        ("renyi_divergence", "alpha", [-1e-9, -INF, NAN]),
        ("tsallis_divergence", "alpha", [-1, INF, NAN]),
        ("alpha_divergence", "alpha", [INF, -INF, NAN]),
        ("cressie_read_divergence", "lambda_", [INF, -INF, NAN]),
        ("skew_divergence", "alpha", [0, -0.5, 1.5, NAN, INF]),
        ("js_divergence", "weight", [0, 1, -0.5, 1.5, NAN, INF]),
        ("js_distance", "weight", [0, 1, -0.5, 1.5, NAN, INF]),
    ],
)
def test_out_of_range(name: str, keyword: str, values: list[float]) -> None:
    for value in values:
        with pytest.raises(DivergenceError, match=f"^{keyword}: ") as caught:
            call(name, value)
        error = caught.value
        assert (error.status, error.argument, error.row) == (Status.OPTION, keyword, ())
        assert error.index is None
        np.testing.assert_equal(error.value, value)


@pytest.mark.parametrize("name", ["renyi_entropy", "renyi_divergence", "tsallis_entropy"])
def test_an_order_must_be_given(name: str) -> None:
    with pytest.raises(TypeError, match=rf"{name}\(\) missing .*'alpha'"):
        call(name)


@pytest.mark.parametrize("name", ["renyi_divergence", "alpha_divergence", "skew_divergence"])
@pytest.mark.parametrize("value", [None, "1", [0.5, 2.0], np.array([0.5, 2.0])])
def test_orders_are_numbers(name: str, value: Any) -> None:
    with pytest.raises((TypeError, ValueError)):
        call(name, value)


@pytest.mark.parametrize("value", [2, 2.0, np.float32(2), np.int8(2), np.array(2.0), True + 1])
def test_numbers_of_every_kind(value: Any) -> None:
    assert call("renyi_divergence", value) == pytest.approx(math.log(1.375), rel=1e-14)


@pytest.mark.parametrize("name", WITHOUT_UNIT)
def test_what_is_no_logarithm_has_no_unit(name: str) -> None:
    parameters = WITHOUT_UNIT[name]
    assert call(name, *parameters, base=2) == call(name, *parameters)


@pytest.mark.parametrize("name", WITH_UNIT)
def test_unit(name: str) -> None:
    parameters = WITH_UNIT[name]
    nats = call(name, *parameters)
    np.testing.assert_allclose(
        call(name, *parameters, base=2), nats / math.log(2), rtol=1e-14, atol=0
    )


def test_unit_under_the_root() -> None:
    bits = call("js_distance", base=2)
    assert bits == pytest.approx(float(call("js_distance")) / math.sqrt(math.log(2)), rel=1e-14)


def complete(name: str) -> dict[str, float]:
    """Give the orders that a function needs."""
    signature = inspect.signature(getattr(kb, name))
    return {key: 0.5 for key in ("alpha", "lambda_") if key in signature.parameters}


@pytest.mark.parametrize("name", sorted(set(PUBLIC) - {"pointwise_divergence"}))
def test_unknown_keywords(name: str) -> None:
    message = rf"^{name}\(\) got an unexpected keyword argument 'bass'$"
    with pytest.raises(TypeError, match=message):
        call(name, **complete(name), base=2, bass=2)


@pytest.mark.parametrize("name", ["self_information", "pointwise_divergence"])
@pytest.mark.parametrize("keyword", ["keepdims", "bass"])
def test_unknown_keywords_of_element_functions(name: str, keyword: str) -> None:
    message = rf"^{name}\(\) got an unexpected keyword argument '{keyword}'$"
    with pytest.raises(TypeError, match=message):
        call(name, **{keyword: False})


@pytest.mark.parametrize("name", PUBLIC)
def test_signatures_show_every_keyword(name: str) -> None:
    parameters = inspect.signature(getattr(kb, name)).parameters
    shown = {
        key: parameter.default
        for key, parameter in parameters.items()
        if parameter.kind is parameter.KEYWORD_ONLY
    }
    expected = {
        "axis": -1,
        "out": None,
        "space": "prob",
        "base": None,
        "normalize": False,
        "temperature": 1.0,
        "sum_tolerance": None,
        "threads": None,
    }
    if name == "pointwise_divergence":
        expected |= {"alpha": None, "weight": None}
    elif name != "self_information":
        expected["keepdims"] = False
    assert shown == expected


@pytest.mark.parametrize("name", PUBLIC)
def test_docstrings_are_complete(name: str) -> None:
    function = getattr(kb, name)
    for section in ("Parameters", "Returns", "Raises", "Notes", "References", "Examples"):
        assert f"{section}\n    ---" in function.__doc__
    assert "<" not in function.__doc__.replace("<=", "").replace("0 < ", "").replace(" < ", "")
    for parameter in inspect.signature(function).parameters:
        assert parameter in function.__doc__
