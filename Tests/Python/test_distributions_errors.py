"""Misuse of distribution objects."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import kullback as kb
from kullback import DiagonalNormal, DivergenceError, NoClosedFormError, Normal, Status, _core
from kullback._settings import settings
from kullback.distributions import Exponential, Gamma, Independent, Logistic


def test_nothing_is_written_on_an_error() -> None:
    out = np.full(3, 7.0)
    with pytest.raises(DivergenceError):
        kb.kl_divergence(Normal(0, [1.0, 1.0, -1.0]), Normal(0, 1), out=out)
    np.testing.assert_array_equal(out, [7, 7, 7])


@pytest.mark.parametrize("wrong", [-1.0, 0.0, math.inf])
def test_errors_name_the_parameter(wrong: float) -> None:
    rates = np.ones((2, 3, 4))
    rates[1, 0, 2] = rates[1, 2, 3] = wrong
    good = Exponential(np.ones(4))
    calls: dict[str, Callable[[], object]] = {
        "p.rate": lambda: kb.kl_divergence(Exponential(rates), good),
        "q.rate": lambda: kb.kl_divergence(good, Exponential(rates)),
        "rate": lambda: Exponential(rates).log_prob(1.0),
    }
    for name, call in calls.items():
        with pytest.raises(DivergenceError) as caught:
            call()
        error = caught.value
        assert (error.status, error.argument) == (Status.PARAMETER, name)
        assert (error.row, error.index, error.value) == ((1, 0, 2), None, wrong)
        assert str(error).startswith(f"{name}[1, 0, 2]: value {wrong}: a parameter is outside")
    methods: list[Callable[[], object]] = [
        Exponential(rates).entropy,
        lambda: Exponential(rates).mean,
    ]
    for method in methods:
        with pytest.raises(DivergenceError, match=r"^rate\[1, 0, 2\]"):
            method()
    with pytest.raises(DivergenceError, match=r"^rate\[0, 1, 0, 2\]"):
        Exponential(rates).sample(5)
    with pytest.raises(DivergenceError, match=r"^p\.rate\[1, 0, 2\]"):
        kb.entropy(Exponential(rates))


def test_errors_within_rows() -> None:
    scale = np.ones((2, 3))
    scale[1, 2] = -1.0
    for p, q in (
        (DiagonalNormal(0.0, scale), DiagonalNormal(0.0, np.ones(3))),
        (Independent(Exponential(scale), 1), Independent(Exponential(np.ones(3)), 1)),
    ):
        with pytest.raises(DivergenceError, match=r"^p\.(scale|rate)\[1\]: position 2: value -1"):
            kb.kl_divergence(p, q)


def test_no_closed_form() -> None:
    p, q = Gamma(2.0, 1.0), Logistic(0.0, 1.0)
    with pytest.raises(
        NoClosedFormError, match=r"Gamma \|\| Logistic: .*estimators\.monte_carlo"
    ) as caught:
        kb.kl_divergence(p, q)
    assert isinstance(caught.value, NotImplementedError | DivergenceError)
    assert caught.value.status == Status.NO_CLOSED_FORM
    with pytest.raises(NoClosedFormError, match=r"Normal \|\| Exponential: .*R.nyi"):
        kb.renyi_divergence(Normal(0, 1), Exponential(1.0), 2)
    with pytest.raises(NoClosedFormError, match=r"Normal \|\| Normal"):
        kb.js_divergence(Normal(0, 1), Normal(0, 1))  # type: ignore[arg-type]


def test_products_of_unlike_events() -> None:
    p = Independent(Exponential(np.ones((2, 3))), 1)
    with pytest.raises(TypeError, match="no closed form between Independent and Exponential"):
        kb.kl_divergence(p, Exponential(1.0))
    with pytest.raises(ValueError, match=r"\(3,\), those of q \(1,\): they must agree"):
        kb.kl_divergence(p, Independent(Exponential([1.0]), 1))


@pytest.mark.parametrize("wrong", [(10,), (10, 1.0, 2.0, 3.0), 10, (10, [1.0], 1.0), ("10", 1.0)])
def test_the_extension_refuses_what_is_no_distribution(wrong: Any) -> None:
    with pytest.raises(TypeError):
        _core.distribution_values(wrong, None, -1, settings(_core.ENTROPY), None)


def test_the_extension_draws_within_its_room() -> None:
    with pytest.raises(ValueError, match="do not broadcast to the result"):
        _core.distribution_samples((30, np.ones(3)), 1, 0, settings(_core.KL), np.empty(2))
    with pytest.raises(ValueError, match="do not broadcast to the result"):
        _core.distribution_samples((30, np.ones(3)), 1, 0, settings(_core.KL), np.empty(1))


def test_forms_that_depend_on_parameters() -> None:
    p, q = kb.distributions.NegativeBinomial(3, 0.2), kb.distributions.NegativeBinomial(4, 0.2)
    with pytest.raises(kb.NoClosedFormError, match=r"NegativeBinomial \|\| NegativeBinomial"):
        kb.kl_divergence(p, q)
    with pytest.raises(kb.NoClosedFormError, match=r"Binomial \|\| Binomial"):
        kb.hellinger_distance(
            kb.distributions.Binomial(3, 0.2), kb.distributions.Binomial([3, 4], 0.2)
        )
    assert np.isnan(kb.kl_divergence(p, kb.distributions.NegativeBinomial(np.nan, 0.2)))
