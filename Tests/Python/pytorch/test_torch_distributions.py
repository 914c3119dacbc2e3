"""Distributions of PyTorch as arguments, and against PyTorch's own closed forms."""

import math

import numpy as np
import pytest
import torch
from torch import distributions as td

import kullback
from kullback import distributions as kd

FIRST, SECOND = torch.tensor([0.5, 1.0, 3.0]).double(), torch.tensor([0.75, 2.0, 2.5]).double()
UNIT, OTHER_UNIT = (
    torch.tensor([0.25, 0.5, 0.75]).double(),
    torch.tensor([0.125, 0.625, 0.75]).double(),
)

MEMBERS = {
    "Bernoulli": (td.Bernoulli(UNIT), td.Bernoulli(OTHER_UNIT)),
    "Beta": (td.Beta(FIRST, SECOND), td.Beta(SECOND, FIRST)),
    "Binomial": (td.Binomial(7, UNIT), td.Binomial(7, OTHER_UNIT)),
    "Cauchy": (td.Cauchy(FIRST, SECOND), td.Cauchy(SECOND, FIRST)),
    "ContinuousBernoulli": (td.ContinuousBernoulli(UNIT), td.ContinuousBernoulli(OTHER_UNIT)),
    "Exponential": (td.Exponential(FIRST), td.Exponential(SECOND)),
    "Gamma": (td.Gamma(FIRST, SECOND), td.Gamma(SECOND, FIRST)),
    "Geometric": (td.Geometric(UNIT), td.Geometric(OTHER_UNIT)),
    "Gumbel": (td.Gumbel(FIRST, SECOND), td.Gumbel(SECOND, FIRST)),
    "HalfNormal": (td.HalfNormal(FIRST), td.HalfNormal(SECOND)),
    "Laplace": (td.Laplace(FIRST, SECOND), td.Laplace(SECOND, FIRST)),
    "LogNormal": (td.LogNormal(FIRST, SECOND), td.LogNormal(SECOND, FIRST)),
    "Normal": (td.Normal(FIRST, SECOND), td.Normal(SECOND, FIRST)),
    "Pareto": (td.Pareto(FIRST, SECOND + 2), td.Pareto(SECOND.minimum(FIRST), FIRST)),
    "Poisson": (td.Poisson(FIRST), td.Poisson(SECOND)),
    "Uniform": (td.Uniform(-FIRST, SECOND), td.Uniform(-SECOND - 2, FIRST + 2)),
}


def pairs():
    for p_name, (p, _) in MEMBERS.items():
        for q_name, (_, q) in MEMBERS.items():
            try:
                td.kl_divergence(p, q)
            except NotImplementedError:
                continue
            yield pytest.param(p, q, id=f"{p_name}-{q_name}")


@pytest.mark.parametrize(("p", "q"), list(pairs()))
def test_pairs_of_pytorch(p, q):
    value = kullback.kl_divergence(p, q)
    assert value.dtype == torch.float64
    torch.testing.assert_close(value, td.kl_divergence(p, q), rtol=1e-5, atol=1e-9)


@pytest.mark.parametrize("name", MEMBERS)
def test_distributions_are_ours_of_the_same_name(name):
    p, q = MEMBERS[name]
    kind = getattr(kd, name)
    fields = ["total_count", "probs"] if name == "Binomial" else list(kind._fields or ("probs",))
    ours = [kind(**{f: np.asarray(getattr(x, f)) for f in fields}) for x in (p, q)]
    expected = np.asarray(kullback.kl_divergence(*ours))
    np.testing.assert_array_equal(kullback.kl_divergence(p, q).numpy(), expected)
    mixed = kullback.kl_divergence(p, ours[1])
    assert isinstance(mixed, torch.Tensor)
    np.testing.assert_array_equal(mixed.numpy(), expected)


@pytest.mark.parametrize("name", sorted(MEMBERS.keys() - {"Binomial", "ContinuousBernoulli"}))
def test_entropies_of_pytorch(name):
    p, _ = MEMBERS[name]
    try:
        expected = p.entropy()
    except NotImplementedError:
        return
    torch.testing.assert_close(kullback.entropy(p), expected, rtol=1e-6, atol=1e-9)


def test_logits_keep_their_digits():
    p, q = (td.Bernoulli(logits=torch.tensor(x).double()) for x in (40.0, 41.0))
    # (1 - p) log((1 - p) / (1 - q)) - (1 - p) + (1 - q), where 1 - p is exp(-40)
    assert kullback.kl_divergence(p, q).item() == pytest.approx(math.exp(-41), rel=1e-12)


@pytest.mark.parametrize("dtype", [torch.float64, torch.float32, torch.float16, torch.bfloat16])
def test_dtypes(dtype):
    p = td.Normal(torch.zeros(3, dtype=dtype), torch.ones(3, dtype=dtype))
    q = td.Normal(torch.ones(3, dtype=dtype), torch.ones(3, dtype=dtype))
    value = kullback.kl_divergence(p, q)
    assert value.dtype == dtype
    assert value.tolist() == [0.5] * 3


@pytest.mark.parametrize("kind", [td.Categorical, td.OneHotCategorical, td.Dirichlet])
def test_distributions_of_vectors(kind):
    p, q = kind(torch.tensor([0.25, 0.75])), kind(torch.tensor([[0.5, 0.5], [0.125, 0.875]]))
    torch.testing.assert_close(kullback.kl_divergence(p, q), td.kl_divergence(p, q))
    if kind is not td.Dirichlet:
        p = kind(logits=torch.tensor([0.25, 0.75]))
        torch.testing.assert_close(kullback.kl_divergence(p, q), td.kl_divergence(p, q))


def test_products():
    p = td.Independent(td.Exponential(torch.tensor([[1.0, 2.0], [3.0, 4.0]])), 1)
    q = td.Independent(td.Exponential(torch.tensor([2.0, 2.0])), 1)
    torch.testing.assert_close(kullback.kl_divergence(p, q), td.kl_divergence(p, q))
    none = td.Independent(td.Exponential(torch.tensor([1.0])), 0)
    assert kullback.kl_divergence(none, none).tolist() == [0]


def test_gradients_are_not_lost_in_silence():
    p = td.Normal(torch.zeros(3, requires_grad=True), 1.0)
    with pytest.raises(ValueError, match=r"p\.loc requires a gradient.*kullback\.torch"):
        kullback.kl_divergence(p, td.Normal(0.0, 1.0))
    with torch.no_grad():
        detached = td.Normal(p.loc.detach(), 1.0)
    assert kullback.kl_divergence(detached, td.Normal(0.0, 1.0)).tolist() == [0] * 3


def test_other_devices_are_refused():
    loc = torch.zeros(3, device="meta")
    with pytest.raises(ValueError, match=r"p\.loc is on meta"):
        kullback.kl_divergence(td.Normal(loc, loc + 1, validate_args=False), td.Normal(0.0, 1.0))


def test_families_that_are_not_there():
    with pytest.raises(TypeError, match="StudentT of PyTorch has no counterpart"):
        kullback.kl_divergence(td.StudentT(3.0), td.StudentT(3.0))


def test_subclasses_are_what_they_derive_from():
    class Mine(td.Normal):
        pass

    assert kullback.kl_divergence(Mine(0.0, 1.0), td.Normal(1.0, 1.0)).item() == 0.5


def test_errors_name_the_parameter():
    p = td.Normal(torch.zeros(2), torch.tensor([1.0, -1.0]), validate_args=False)
    with pytest.raises(kullback.DivergenceError, match=r"^p\.scale\[1\]: value -1\.0"):
        kullback.kl_divergence(p, td.Normal(0.0, 1.0))


def number(x):
    return torch.tensor(x, dtype=torch.float64)


# Where PyTorch 2.15 is wrong: infinite for a finite divergence (issue 72525), and without a correct
# digit for members that nearly agree.
WRONG = [
    (
        td.ContinuousBernoulli(number(0.3)),
        td.Uniform(number(0.0), number(1.0)),
        0.029386202232129087,
    ),
    (
        td.Gamma(number(1e8), number(1.0)),
        td.Gamma(number(1e8 + 1), number(1.0)),
        5.0000000083333333e-09,
    ),
    (td.Beta(number(1e8), number(1e8)), td.Beta(number(1e8 + 1), number(1e8)), 2.50000000625e-09),
]


@pytest.mark.parametrize(("p", "q", "expected"), WRONG)
def test_where_pytorch_is_wrong(p, q, expected):
    assert kullback.kl_divergence(p, q).item() == pytest.approx(expected, rel=1e-14, abs=0)
    assert td.kl_divergence(p, q).item() != pytest.approx(expected, rel=1e-5, abs=0)


def test_wishart():
    scale, other = np.array([[2.0, 0.5], [0.5, 1.0]]), np.array([[1.0, -0.25], [-0.25, 3.0]])
    theirs = td.Wishart(number(3.0), torch.from_numpy(scale))
    value = kullback.kl_divergence(theirs, kd.Wishart(4.0, other))
    assert value.dtype == torch.float64
    expected = kullback.kl_divergence(kd.Wishart(3.0, scale), kd.Wishart(4.0, other))
    assert math.isclose(value.item(), expected, rel_tol=1e-14)
