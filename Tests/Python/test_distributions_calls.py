"""Calls about distribution objects: broadcasting, dtypes, keywords, errors."""

import itertools
import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import kullback as kb
from distribution_examples import AVAILABLE, EXAMPLES, make
from kullback import DiagonalNormal, DivergenceError, NoClosedFormError, Normal, Status
from kullback.distributions import Exponential, Gamma, Independent, Logistic

PAIRS = [pytest.param(family, id=family) for family in AVAILABLE]
SYMMETRIC = [
    kb.bhattacharyya_distance,
    kb.bhattacharyya_coefficient,
    kb.squared_hellinger,
    kb.hellinger_distance,
]


def members(family: str) -> tuple[Any, Any]:
    p, q = EXAMPLES[family]
    return make(family, p), make(family, q)


def has_affinities(family: str) -> bool:
    """Whether it is an exponential family."""
    try:
        kb.bhattacharyya_distance(*members(family))
    except NoClosedFormError:
        return False
    return True


def of_dtype(family: str, side: int, dtype: Any) -> Any:
    parameters = EXAMPLES[family][side]
    return make(family, {name: np.array(x, dtype) for name, x in parameters.items()})


@pytest.mark.parametrize("family", PAIRS)
def test_divergence_is_positive_and_zero_of_equals(family: str) -> None:
    p, q = members(family)
    values = np.asarray(kb.kl_divergence(p, q))
    assert values.shape == (3,)
    assert values[2] == 0
    assert np.all(values[:2] > 0)
    np.testing.assert_array_equal(kb.kl_divergence(p, p), np.zeros(3))


@pytest.mark.parametrize("family", PAIRS)
def test_batches_are_of_their_members(family: str) -> None:
    """Broadcasting by strides changes no bit."""
    p_parameters, q_parameters = EXAMPLES[family]
    column = {name: np.array(x)[:, np.newaxis] for name, x in p_parameters.items()}
    # Every second number, backwards.
    row = {name: np.repeat(x[::-1], 2)[::-2] for name, x in q_parameters.items()}
    table = kb.kl_divergence(make(family, column), make(family, row))
    assert table.shape == (3, 3)
    for i, j in itertools.product(range(3), range(3)):
        p = make(family, {name: x[i] for name, x in p_parameters.items()})
        q = make(family, {name: x[j] for name, x in q_parameters.items()})
        value = kb.kl_divergence(p, q)
        assert isinstance(value, np.float64)
        assert value == table[i, j]


def test_batches_of_any_strides() -> None:
    rng = np.random.default_rng(0)
    loc = rng.normal(size=(3, 1, 5, 1))
    scale = np.moveaxis(rng.exponential(size=(5, 4, 2)), 0, 1)[:, np.newaxis].swapaxes(1, 2)
    p, q = Normal(loc, 1.0), Normal(0.5, scale[:, :, 0])
    shape = np.broadcast_shapes(p.batch_shape, q.batch_shape)
    full = Normal(np.broadcast_to(loc, shape).copy(), np.ones(shape))
    others = Normal(np.full(shape, 0.5), np.broadcast_to(q.scale, shape).copy())
    np.testing.assert_array_equal(kb.kl_divergence(p, q), kb.kl_divergence(full, others))
    records = np.zeros(4, [("byte", "i1"), ("loc", "f8")])  # steps that are no whole numbers
    records["loc"] = [1, 2, 3, 4]
    np.testing.assert_array_equal(
        kb.kl_divergence(Normal(records["loc"], 1), Normal(0, 1)), [0.5, 2, 4.5, 8]
    )


@pytest.mark.parametrize("family", PAIRS)
def test_dtypes(family: str) -> None:
    p, q = of_dtype(family, 0, np.float32), of_dtype(family, 1, np.float32)
    wide_p, wide_q = of_dtype(family, 0, np.float64), of_dtype(family, 1, np.float64)
    single = kb.kl_divergence(p, q)
    assert single.dtype == np.float32
    np.testing.assert_allclose(single, kb.kl_divergence(wide_p, wide_q), rtol=1e-6)
    assert kb.kl_divergence(p, wide_q).dtype == np.float64
    halves = of_dtype(family, 0, np.float16)
    np.testing.assert_array_equal(kb.kl_divergence(halves, q), single)
    assert p.log_prob(np.float32(0.5)).dtype == np.float32
    assert p.log_prob(0.5).dtype == np.float32
    assert p.log_prob(np.float64(0.5)).dtype == np.float64
    assert p.entropy().dtype == p.sample(2, seed=1).dtype == np.float32


def test_numbers_are_weak() -> None:
    single = np.array([1, 2], np.float32)
    assert kb.kl_divergence(Normal(single, 2), Normal(0.0, 1)).dtype == np.float32
    assert kb.kl_divergence(Normal(single, np.float64(2)), Normal(0.0, 1)).dtype == np.float64
    assert kb.kl_divergence(Normal(0, 1), Normal(0, 2)).dtype == np.float64
    integers = Normal(np.array([1, 2]), 1)
    assert kb.kl_divergence(integers, Normal(0, 1)).dtype == np.float64
    assert kb.kl_divergence(Normal(single, 1), integers).dtype == np.float64


@pytest.mark.parametrize("family", [x for x in AVAILABLE if has_affinities(x)])
@pytest.mark.parametrize("divergence", SYMMETRIC)
def test_affinities_are_symmetric(family: str, divergence: Any) -> None:
    p, q = members(family)
    np.testing.assert_allclose(divergence(p, q), divergence(q, p), rtol=1e-13)
    distance = kb.bhattacharyya_distance(p, q)
    np.testing.assert_allclose(kb.bhattacharyya_coefficient(p, q), np.exp(-distance), rtol=1e-14)
    np.testing.assert_allclose(kb.squared_hellinger(p, q), -np.expm1(-distance), rtol=1e-14)
    np.testing.assert_allclose(
        kb.hellinger_distance(p, q) ** 2, kb.squared_hellinger(p, q), rtol=1e-14
    )
    np.testing.assert_allclose(kb.renyi_divergence(p, q, 0.5), 2 * distance, rtol=1e-14)


def test_orders() -> None:
    p, q = Normal(0.0, 1.0), Normal(1.0, 1.0)
    assert kb.renyi_divergence(p, q, 1) == kb.kl_divergence(p, q)
    assert kb.renyi_divergence(p, q, 3.0) == pytest.approx(1.5, rel=1e-14)
    for wrong in (0.0, math.inf):
        with pytest.raises(DivergenceError, match=f"alpha: {wrong} is not a positive finite"):
            kb.renyi_divergence(p, q, wrong)


def test_jeffreys_and_reverse() -> None:
    p, q = Normal([0.0, 1.0], 1.0), Normal(1.0, 2.0)
    forward, backward = kb.kl_divergence(p, q), kb.kl_divergence(q, p)
    np.testing.assert_array_equal(kb.reverse_kl_divergence(p, q), backward)
    np.testing.assert_array_equal(kb.jeffreys_divergence(p, q), forward + backward)
    with pytest.raises(DivergenceError, match=r"^q\.scale\[1\]: value -1\.0"):
        kb.reverse_kl_divergence(p, Normal(0.0, [1.0, -1.0]))


def test_units() -> None:
    p, q = Exponential([1.0, 2.0]), Exponential(3.0)
    bits = np.asarray(kb.kl_divergence(p, q)) / math.log(2)
    np.testing.assert_allclose(kb.kl_divergence(p, q, base=2), bits, rtol=1e-15)
    np.testing.assert_allclose(kb.entropy(p, base=2), p.entropy() / math.log(2), rtol=1e-15)
    np.testing.assert_array_equal(kb.entropy(p, base=2), p.entropy(base=2))
    coefficient = kb.bhattacharyya_coefficient(p, q)
    np.testing.assert_array_equal(kb.bhattacharyya_coefficient(p, q, base=2), coefficient)
    with pytest.raises(DivergenceError, match="base"):
        kb.kl_divergence(p, q, base=1)


def test_threads_change_no_bit() -> None:
    rng = np.random.default_rng(0)
    p, q = Exponential(rng.exponential(size=100_003)), Exponential(rng.exponential(size=100_003))
    single = kb.kl_divergence(p, q, threads=1)
    np.testing.assert_array_equal(kb.kl_divergence(p, q, threads=3), single)
    with pytest.raises(DivergenceError, match="threads"):
        kb.kl_divergence(p, q, threads=0)


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_out(dtype: Any) -> None:
    p, q = Normal(np.array([0, 1], dtype), 1), Normal(np.zeros((3, 1), dtype), 2)
    expected = kb.kl_divergence(p, q)
    for out in (
        np.empty((3, 2), dtype),
        np.empty((3, 2), dtype, order="F"),
        np.empty((3, 2), "f8"),
    ):
        assert kb.kl_divergence(p, q, out=out) is out
        np.testing.assert_array_equal(out, expected)
    scalar = np.empty((), dtype)
    assert kb.kl_divergence(Normal(scalar, 1), Normal(scalar, 1), out=scalar) is scalar
    with pytest.raises(ValueError, match="out has shape"):
        kb.kl_divergence(p, q, out=np.empty(6))
    with pytest.raises(ValueError, match="read-only"):
        kb.kl_divergence(p, q, out=np.broadcast_to(np.zeros(2), (3, 2)))


def test_out_may_be_a_parameter() -> None:
    loc = np.array([1.0, 2.0, 3.0])
    kb.kl_divergence(Normal(loc, 1), Normal(0, 1), out=loc)
    np.testing.assert_array_equal(loc, [0.5, 2, 4.5])
    reversed_ = np.array([1.0, 2.0, 3.0])
    kb.kl_divergence(Normal(reversed_[::-1], 1), Normal(0, 1), out=reversed_)
    np.testing.assert_array_equal(reversed_, [4.5, 2, 0.5])


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


def test_supports_that_do_not_fit_are_infinitely_far() -> None:
    assert kb.kl_divergence(Normal([0.0, 1.0], 1.0), Exponential(1.0)).tolist() == [math.inf] * 2


def test_products_are_sums() -> None:
    rng = np.random.default_rng(0)
    rates = rng.exponential(size=(2, 4, 3, 5))
    p, q = Exponential(rates[0]), Exponential(rates[1])
    for axes in (1, 2, 3):
        over = tuple(range(-axes, 0))
        p_product, q_product = Independent(p, axes), Independent(q, axes)
        for function in (kb.kl_divergence, kb.bhattacharyya_distance):
            expected = np.sum(function(p, q), axis=over)
            np.testing.assert_allclose(function(p_product, q_product), expected, rtol=1e-14)
        np.testing.assert_allclose(kb.entropy(p_product), np.sum(p.entropy(), over), rtol=1e-13)
        distance = kb.bhattacharyya_distance(p_product, q_product)
        np.testing.assert_allclose(
            kb.squared_hellinger(p_product, q_product, base=2), -np.expm1(-distance), rtol=1e-14
        )
        x = p_product.sample(7, seed=1)
        assert x.shape == (7, 4, 3, 5)
        assert p_product.log_prob(x).shape == (7, *p_product.batch_shape)
        np.testing.assert_array_equal(p_product.mean, p.mean)
    transposed = Independent(Exponential(rates[0].transpose(2, 0, 1)), 2)
    other = Independent(Exponential(rates[1].transpose(2, 0, 1)), 2)
    expected = np.sum(kb.kl_divergence(p, q), axis=(0, 1))
    np.testing.assert_allclose(kb.kl_divergence(transposed, other), expected, rtol=1e-14)


def test_products_of_unlike_events() -> None:
    p = Independent(Exponential(np.ones((2, 3))), 1)
    with pytest.raises(TypeError, match="no closed form between Independent and Exponential"):
        kb.kl_divergence(p, Exponential(1.0))
    with pytest.raises(ValueError, match=r"\(3,\), those of q \(1,\): they must agree"):
        kb.kl_divergence(p, Independent(Exponential([1.0]), 1))


def test_empty_batches() -> None:
    assert kb.kl_divergence(Normal(np.zeros((0, 3)), 1), Normal(0, 1)).shape == (0, 3)
    empty = Independent(Exponential(np.ones((2, 0))), 1)
    np.testing.assert_array_equal(kb.kl_divergence(empty, empty), [0, 0])


@pytest.mark.parametrize("family", PAIRS)
def test_estimates_take_what_closed_forms_do(family: str) -> None:
    p, q = (make(family, {n: x[0] for n, x in side.items()}) for side in EXAMPLES[family])
    estimate = kb.estimators.monte_carlo(p, q, 20_000, "k1", seed=3)
    exact = float(kb.kl_divergence(p, q))
    assert abs(estimate.value - exact) < 5 * estimate.standard_error + 1e-12
