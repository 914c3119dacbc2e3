"""Misuse is an error that says where; infinity and NaN are answers."""

import math
import pickle
from typing import Any

import numpy as np
import pytest

import kullback as kb
from kullback import DiagonalNormal, DivergenceError, Normal, Status

NAN, INF = math.nan, math.inf
HALF = [0.5, 0.5]


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
@pytest.mark.parametrize(
    ("row", "space", "status", "index", "value"),
    [
        ([1.5, -0.5], "prob", Status.PROBABILITY, 1, -0.5),
        ([INF, 0.5], "prob", Status.PROBABILITY, 0, INF),
        ([NAN, -1.0], "prob", Status.PROBABILITY, 1, -1.0),
        ([-INF, 1.0], "prob", Status.PROBABILITY, 0, -INF),
        ([0.5, 0.75], "prob", Status.SUM, None, 1.25),
        ([0.0, 0.0], "prob", Status.NO_MASS, None, None),
        ([0.0, INF], "log", Status.PROBABILITY, 1, INF),
        ([0.0, 0.0], "log", Status.SUM, None, 2.0),
        ([-INF, -INF], "log", Status.NO_MASS, None, None),
        ([0.0, INF], "logits", Status.PROBABILITY, 1, INF),
        ([-INF, -INF], "logits", Status.NO_MASS, None, None),
    ],
)
def test_bad_rows(
    row: list[float], space: Any, status: Status, index: int | None, value: float, dtype: Any
) -> None:
    good = np.log(HALF) if space == "log" else np.array(HALF)
    batch = np.stack([good, good, np.array(row), np.array(row)]).astype(dtype)
    good = good.astype(dtype)
    for name, operands in {"p": (batch, good), "q": (good, batch)}.items():
        with pytest.raises(DivergenceError) as caught:
            kb.kl_divergence(*operands, space=space)
        error = caught.value
        assert (error.status, error.argument, error.row) == (status, name, (2,))
        assert error.index == index
        assert value is None or error.value == value
        assert str(error).startswith(f"{name}[2]: ")


def test_message_of_an_element() -> None:
    q = np.full((3, 4, 2), 0.5)
    q[2, 0] = [1.25, -0.25]
    with pytest.raises(
        DivergenceError, match=r"^q\[2, 0\]: position 1: value -0\.25: not a probability"
    ):
        kb.kl_divergence(HALF, q)


def test_message_of_a_row() -> None:
    with pytest.raises(DivergenceError, match=r"^p: .*1\.25"):
        kb.entropy([0.5, 0.75])


def test_no_elements() -> None:
    with pytest.raises(DivergenceError) as caught:
        kb.entropy(np.zeros((2, 0)))
    assert (caught.value.status, caught.value.row) == (Status.NO_MASS, (0,))


@pytest.mark.parametrize("axis", [-1, 0, 1])
@pytest.mark.parametrize("order", ["C", "F", "reversed"])
def test_the_first_row_in_c_order_is_reported(axis: int, order: str) -> None:
    p = np.full((5, 6, 2), 0.5)
    for row in [(4, 0), (3, 1), (3, 5), (2, 4)]:
        p[row] = [2.0, -1.0]
    p = {"C": p, "F": np.asfortranarray(p), "reversed": p[::-1].copy()[::-1]}[order]
    with pytest.raises(DivergenceError) as caught:
        kb.kl_divergence(
            np.moveaxis(p, -1, axis), np.moveaxis(np.full_like(p, 0.5), -1, axis), axis=axis
        )
    assert (caught.value.row, caught.value.index) == ((2, 4), 1)


def test_p_is_blamed_before_q_and_rows_before_both() -> None:
    bad = [2.0, -1.0]
    with pytest.raises(DivergenceError) as caught:
        kb.kl_divergence([HALF, bad], [HALF, bad])
    assert (caught.value.argument, caught.value.row) == ("p", (1,))
    with pytest.raises(DivergenceError) as caught:
        kb.kl_divergence([HALF, bad], [bad, bad])
    assert (caught.value.argument, caught.value.row) == ("q", (0,))


def test_a_bad_row_that_is_broadcast_is_reported_at_its_first_use() -> None:
    with pytest.raises(DivergenceError) as caught:
        kb.kl_divergence(np.full((3, 4, 2), 0.5), [2.0, -1.0])
    assert (caught.value.argument, caught.value.row) == ("q", (0, 0))


@pytest.mark.parametrize("threads", [None, 1, 2])
def test_out_is_untouched_on_error(threads: int | None) -> None:
    p = np.full((20_000, 8), 1 / 8)
    p[-1, -1] = -1
    out = np.full(20_000, -7.0)
    with pytest.raises(DivergenceError) as caught:
        kb.entropy(p, out=out, threads=threads)
    assert caught.value.row == (19_999,)
    assert (out == -7).all()


def test_nan_is_an_answer_for_its_row_only() -> None:
    p = np.array([[0.5, 0.5], [NAN, 0.5], [1.0, 0.0]])
    np.testing.assert_array_equal(kb.kl_divergence(p, p), [0, NAN, 0])
    np.testing.assert_array_equal(kb.entropy(p, base=2), [1, NAN, 0])


def test_infinity_is_an_answer() -> None:
    assert kb.kl_divergence(HALF, [1, 0]) == INF
    assert kb.kl_divergence([1, 0], HALF) == pytest.approx(math.log(2), rel=1e-14)
    assert kb.jeffreys_divergence([1, 0], HALF) == INF
    assert kb.cross_entropy(HALF, [1, 0]) == INF
    assert kb.js_divergence([1, 0], [0, 1], base=2) == 1


@pytest.mark.parametrize(
    ("keyword", "value"),
    [
        ("temperature", 0.0),
        ("temperature", -1.0),
        ("temperature", INF),
        ("temperature", NAN),
        ("base", 1),
        ("base", 0),
        ("base", 0.5),
        ("base", -2.0),
        ("base", INF),
        ("base", NAN),
        ("sum_tolerance", -1e-9),
        ("sum_tolerance", NAN),
        ("sum_tolerance", INF),
        ("threads", 0),
        ("threads", -1),
        ("threads", 2**31),
    ],
)
def test_options_out_of_range(keyword: str, value: float) -> None:
    options: dict[str, Any] = {keyword: value}
    with pytest.raises(DivergenceError, match=f"^{keyword}: ") as caught:
        kb.entropy(np.zeros((0, 3)), space="logits", **options)
    assert (caught.value.status, caught.value.argument) == (Status.OPTION, keyword)


def test_options_that_do_not_exist() -> None:
    options: Any = {"space": "probs"}
    with pytest.raises(ValueError, match="'probs' is not one of 'prob', 'log', 'logits'"):
        kb.entropy(HALF, **options)
    with pytest.raises(ValueError, match="temperature: 2 is not used except for logits"):
        kb.entropy(HALF, temperature=2)
    options = {"threads": 1.0}
    with pytest.raises(TypeError):
        kb.entropy(HALF, **options)
    options = {"weight": 0.5}
    with pytest.raises(TypeError):
        kb.kl_divergence(HALF, HALF, **options)


@pytest.mark.parametrize("family", [Normal, DiagonalNormal])
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("p.loc", INF),
        ("p.scale", 0.0),
        ("p.scale", -1.0),
        ("p.scale", INF),
        ("q.loc", -INF),
        ("q.scale", 0.0),
    ],
)
def test_bad_parameters(family: Any, name: str, value: float) -> None:
    parameters = {key: np.ones((2, 3)) for key in ("p.loc", "p.scale", "q.loc", "q.scale")}
    parameters[name][1, 2] = value
    p = family(parameters["p.loc"], parameters["p.scale"])
    q = family(parameters["q.loc"], parameters["q.scale"])
    with pytest.raises(DivergenceError) as caught:
        kb.kl_divergence(p, q)
    error = caught.value
    assert (error.status, error.argument, error.value) == (Status.PARAMETER, name, value)
    where = ((1, 2), None) if family is Normal else ((1,), 2)
    assert (error.row, error.index) == where


def test_bad_parameters_of_vae_are_named_as_they_were_passed() -> None:
    with pytest.raises(DivergenceError) as caught:
        kb.vae_kl([0.0, 0.0], [[0.0, 0.0], [0.0, INF]])
    error = caught.value
    assert (error.argument, error.row, error.index) == ("log_var", (1,), 1)


def test_weak_numbers_are_located_in_the_dtype_of_the_call() -> None:
    """1e-60 is a positive double, but 0 as a float, which is what this call computes in."""
    loc = np.zeros(3, np.float32)
    with pytest.raises(DivergenceError) as caught:
        kb.kl_divergence(Normal(loc, 1.0), Normal(loc, 1e-60))
    assert (caught.value.argument, caught.value.row, caught.value.value) == ("q.scale", (0,), 0)


def test_errors_are_value_errors_and_survive_pickling() -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011  # the type is what is tested
        kb.entropy([[0.5, 0.5], [1.5, -0.5]])
    copy = pickle.loads(pickle.dumps(caught.value))
    assert type(copy) is DivergenceError
    assert str(copy) == str(caught.value)
    assert vars(copy) == vars(caught.value)
    assert type(copy.status) is Status
