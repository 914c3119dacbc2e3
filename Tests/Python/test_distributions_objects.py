"""Distributions as objects: parameters, shapes, equality, copies."""

import copy
import inspect
import pickle
from typing import Any

import numpy as np
import pytest

from distribution_examples import EXAMPLES, make
from kullback import DiagonalNormal, Normal, _core
from kullback.distributions import (
    Bernoulli,
    Binomial,
    Distribution,
    Gamma,
    Geometric,
    Independent,
    NegativeBinomial,
)

ALL = [pytest.param(make(family, EXAMPLES[family][0]), id=family) for family in EXAMPLES]


def test_every_family_of_the_library_has_a_class() -> None:
    assert EXAMPLES.keys() == _core.FAMILIES.keys()


@pytest.mark.parametrize("p", ALL)
def test_shapes(p: Distribution) -> None:
    assert (p.batch_shape, p.event_shape) == ((3,), ())


@pytest.mark.parametrize("family", EXAMPLES)
def test_parameters_are_attributes(family: str) -> None:
    p = make(family, EXAMPLES[family][0])
    for name, values in EXAMPLES[family][0].items():
        np.testing.assert_array_equal(getattr(p, name), values)
        assert f"{name}=array(" in repr(p)


@pytest.mark.parametrize("p", ALL)
def test_copies_are_equal(p: Distribution) -> None:
    for other in (copy.copy(p), copy.deepcopy(p), pickle.loads(pickle.dumps(p))):
        assert other == p
        assert repr(other) == repr(p)
        assert other.batch_shape == p.batch_shape


@pytest.mark.parametrize("family", EXAMPLES)
def test_others_are_not_equal(family: str) -> None:
    p, q = (make(family, parameters) for parameters in EXAMPLES[family])
    assert p != q
    assert p != Independent(p, 1)
    assert Independent(p, 1) == Independent(make(family, EXAMPLES[family][0]), 1)


@pytest.mark.parametrize("p", ALL)
def test_distributions_do_not_change(p: Distribution) -> None:
    with pytest.raises(AttributeError, match="cannot be changed"):
        p.anything = 1
    with pytest.raises(AttributeError, match="cannot be changed"):
        del p._shape  # type: ignore[attr-defined]
    with pytest.raises(TypeError):
        hash(p)


def test_parameters_are_read_only_and_not_copied() -> None:
    scale = np.ones(3)
    p = Normal(0, scale)
    assert np.shares_memory(p.scale, scale)
    with pytest.raises(ValueError, match="read-only"):
        p.scale[0] = 2
    scale[0] = 2.0  # the caller's own array stays so


def test_parameters_by_position_and_by_name() -> None:
    assert Gamma(1.0, 2.0) == Gamma(rate=2.0, concentration=1.0) == Gamma(1.0, rate=2.0)
    assert list(inspect.signature(Gamma).parameters) == ["concentration", "rate"]
    for wrong in ((1.0,), (1.0, 2.0, 3.0)):
        with pytest.raises(TypeError, match="argument"):
            Gamma(*wrong)
    unknown: Any = {"concentration": 1.0, "scale": 2.0}
    with pytest.raises(TypeError, match="argument"):
        Gamma(**unknown)


def test_shapes_that_do_not_broadcast_are_refused_at_once() -> None:
    with pytest.raises(ValueError, match=r"concentration has shape \(2,\), rate has shape \(3,\)"):
        Gamma([1.0, 2.0], [1.0, 2.0, 3.0])


@pytest.mark.parametrize("wrong", ["1", [1j], [None], object()])
def test_parameters_are_real_numbers(wrong: Any) -> None:
    with pytest.raises((TypeError, ValueError), match=r"rate|real"):
        Gamma(1.0, wrong)


@pytest.mark.parametrize("kind", [Bernoulli, Geometric, lambda **p: Binomial(3, **p)])
def test_probs_or_logits(kind: Any) -> None:
    for wrong in ({}, {"probs": 0.5, "logits": 0.0}):
        with pytest.raises(ValueError, match="either probs or logits"):
            kind(**wrong)


@pytest.mark.parametrize(
    "kind",
    [Geometric, lambda **p: Binomial(3, **p), lambda **p: NegativeBinomial(3, **p), Bernoulli],
)
def test_logits_stand_for_probabilities(kind: Any) -> None:
    logits = np.array([-3.0, 0.0, 1.0])
    expected = 1 / (1 + np.exp(-logits))
    np.testing.assert_allclose(kind(logits=logits).probs, expected, rtol=1e-15)


def test_independent() -> None:
    base = Normal(np.zeros((4, 3, 2)), 1.0)
    p = Independent(base, 2)
    assert (p.batch_shape, p.event_shape) == ((4,), (3, 2))
    assert (
        repr(Independent(Normal([0.0], 1), 1)) == "Independent(Normal(loc=array([0.]), scale=1), 1)"
    )
    for wrong in (0, 4, -1):
        with pytest.raises(
            ValueError, match=f"reinterpreted_batch_ndims: {wrong} is not from 1 to"
        ):
            Independent(base, wrong)


def test_diagonal_normal_has_its_parameters() -> None:
    p = DiagonalNormal([0.0, 1.0], 2.0)
    np.testing.assert_array_equal(p.loc, [0, 1])
    assert p.scale == 2
    assert repr(p) == "DiagonalNormal(loc=array([0., 1.]), scale=2.0)"
    assert pickle.loads(pickle.dumps(p)) == p
