"""Wishart, inverse Wishart and matrix normal distributions: SciPy, errors, draws."""

# mypy: allow-untyped-defs, allow-untyped-calls, allow-incomplete-defs
# mypy: disable-error-code="attr-defined, import-untyped, arg-type"

import math

import mpmath as mp
import numpy as np
import pytest
from scipy import stats

import kullback
from kullback import distributions
from kullback.distributions import InverseWishart, MatrixNormal, Wishart

V, W = np.array([[2.0, 0.5], [0.5, 1.0]]), np.array([[1.0, -0.25], [-0.25, 3.0]])
LOC = np.array([[1.0, -1.0, 0.5], [2.0, 0.0, 3.0]])
COLUMNS = np.array([[2.0, 1.0, 0.5], [1.0, 3.0, -1.0], [0.5, -1.0, 4.0]])


@pytest.mark.parametrize(
    ("n", "m"), [(5.5, 30.0), (1e3, 4.0 + 1e-6), (7.0, 7.0 + 2**-30), (1e8, 1e8 + 1)]
)
@pytest.mark.parametrize("kind", [Wishart, InverseWishart])
def test_degrees_of_freedom(kind, n, m):
    """What they add, in more dimensions, with covariances that make the means the same."""
    d = 5
    got = kullback.kl_divergence(kind(n, np.eye(d)), kind(m, np.eye(d)))
    with mp.workdps(60):
        p, q = mp.mpf(n), mp.mpf(m)

        def log_gamma(x):
            return mp.fsum(mp.loggamma((x - i) / 2) for i in range(d))

        slope = mp.fsum(mp.digamma((p - i) / 2) for i in range(d))
        expected = log_gamma(q) - log_gamma(p) + (p - q) / 2 * slope
        assert abs(got - expected) <= 1e-13 * expected


def test_equal_means():
    """The means n V may be the same to the last bit, and then only the degrees of freedom tell."""
    got = kullback.kl_divergence(Wishart(4.0, 2.0 * V), Wishart(8.0, V))
    expected = 0
    with mp.workdps(50):
        for i in range(2):
            x, y = 4 - mp.mpf(i) / 2, 2 - mp.mpf(i) / 2
            expected += mp.loggamma(x) - mp.loggamma(y) - (x - y) * mp.digamma(y)
        expected -= 2 * (4 * mp.log(2) - 2)
        assert abs(got - expected) <= 1e-14 * expected


def test_equal_products():
    """Only the product of a matrix normal's covariances is known of it."""
    p, q = MatrixNormal(LOC, 2 * V, COLUMNS / 2), MatrixNormal(LOC, V, COLUMNS)
    assert kullback.kl_divergence(p, q) == 0
    step = MatrixNormal(LOC, V * (1 + 2**-40), COLUMNS)
    got = kullback.kl_divergence(step, q)
    with mp.workdps(50):
        change = mp.mpf(2) ** -40
        assert abs(got - 3 * (change - mp.log1p(change))) <= 1e-12 * got


def test_lower_triangle():
    """What is above the diagonal is not read."""
    upper = np.array([[0.0, 7.0], [0.0, 0.0]])
    expected = kullback.kl_divergence(Wishart(3.0, V), Wishart(4.0, W))
    p, q = Wishart(3.0, V + upper), Wishart(4.0, W - upper)
    assert kullback.kl_divergence(p, q) == expected
    assert p.entropy() == Wishart(3.0, V).entropy()


def test_batches():
    """Batches broadcast, on any number of threads, and have the values of single ones."""
    df = np.linspace(2.5, 40.0, 21)
    p, q = Wishart(df[:, np.newaxis], [V, W]), InverseWishart(df, [[W]])
    values = kullback.kl_divergence(p, Wishart(3.0, V))
    assert values.shape == p.batch_shape == (21, 2)
    assert q.batch_shape == (1, 21)
    assert values[7, 1] == kullback.kl_divergence(Wishart(df[7], W), Wishart(3.0, V))
    for threads in (1, 3):
        again = kullback.kl_divergence(p, Wishart(3.0, V), threads=threads)
        assert np.array_equal(values, again)
    assert np.allclose(kullback.kl_divergence(p, Wishart(3.0, V), base=2), values / math.log(2))
    assert p.entropy(base=2).shape == (21, 2)
    assert np.allclose(p.entropy(base=2), p.entropy() / math.log(2), rtol=1e-15)


def test_scipy():
    """SciPy's distributions take the place of these, and agree."""
    frozen = stats.wishart(5.0, V), stats.invwishart(5.0, V), stats.matrix_normal(LOC, V, COLUMNS)
    ours = Wishart(5.0, V), InverseWishart(5.0, V), MatrixNormal(LOC, V, COLUMNS)
    points = W, W, np.zeros((2, 3))
    for theirs, own, x in zip(frozen, ours, points, strict=True):
        assert kullback.kl_divergence(theirs, own) == 0
        # SciPy's entropy of invwishart has log 2 in place of log 2^d.
        excess = 1.5 * math.log(2) if isinstance(own, InverseWishart) else 0.0
        assert np.isclose(own.entropy() + excess, theirs.entropy(), rtol=1e-12)
        assert np.isclose(own.log_prob(x), theirs.logpdf(x), rtol=1e-12)
    assert np.allclose(ours[0].variance, frozen[0].var(), rtol=1e-14)
    assert np.allclose(ours[1].mean, frozen[1].mean(), rtol=1e-14)
    assert np.allclose(InverseWishart(8.0, V).variance, stats.invwishart(8.0, V).var(), rtol=1e-14)


def test_outside_the_support():
    """There is no density where a matrix is not positive definite."""
    x = np.array([[[1.0, 0.0], [0.0, -1.0]], [[1.0, 0.5], [0.5, 1.0]]])
    for kind in (Wishart, InverseWishart):
        values = kind(3.0, V).log_prob(x)
        assert values[0] == -np.inf
        assert np.isfinite(values[1])


def test_draws():
    """Means within five standard errors, and the seed decides."""
    count = 40000
    for p in (Wishart(3.5, V), InverseWishart(9.0, V), MatrixNormal(LOC, V, COLUMNS)):
        draws = p.sample(count, seed=1)
        assert draws.shape == (count, *p.event_shape)
        error = np.sqrt(p.variance / count)
        assert np.all(np.abs(draws.mean(axis=0) - p.mean) <= 5 * error)
        assert np.array_equal(p.sample(3, seed=2), p.sample(3, seed=2))
    batch = Wishart([3.0, 4.0], V).sample((5,), seed=1)
    assert batch.shape == (5, 2, 2, 2)


INFINITE = np.array([[np.inf, 0.0], [0.0, 1.0]])
ERRORS = [
    (Wishart(1.0, V), Wishart(3.0, V), r"p\.df: .*1"),
    (Wishart([3.0, np.inf], V), Wishart(3.0, V), r"p\.df\[1\]: .*inf"),
    (Wishart(3.0, V), Wishart(3.0, -V), r"q\.covariance_matrix: position 0: .*-2"),
    (InverseWishart(3.0, [V, -V]), InverseWishart(3.0, V), r"p\.scale_matrix\[1\]: position 0"),
    (InverseWishart(3.0, V), InverseWishart(3.0, V * 0 + 1), r"q\.scale_matrix: position 1"),
    (MatrixNormal(LOC, -V, -COLUMNS), MatrixNormal(LOC, V, COLUMNS), r"p\.row_covariance: pos"),
    (MatrixNormal(LOC, V, COLUMNS), MatrixNormal(LOC, V, -COLUMNS), r"q\.column_covariance: pos"),
    (MatrixNormal(INFINITE, V, V), MatrixNormal(V, V, V), r"p\.loc: position 0: .*inf"),
    (Wishart(3.0, INFINITE), Wishart(3.0, V), r"p\.covariance_matrix: position 0: .*inf"),
]


@pytest.mark.parametrize(("p", "q", "text"), ERRORS)
def test_errors(p, q, text):
    """Errors name the parameter, its place and its value."""
    with pytest.raises(kullback.DivergenceError, match=text):
        kullback.kl_divergence(p, q)


def test_misuse():
    """Shapes that do not fit, and families without a closed form."""
    with pytest.raises(ValueError, match="no parameters of a Wishart"):
        Wishart(3.0, [[1.0, 2.0]])
    with pytest.raises(ValueError, match="no parameters of a MatrixNormal"):
        MatrixNormal(LOC, V, V)
    with pytest.raises(ValueError, match="must broadcast"):
        Wishart([3.0, 4.0, 5.0], [V, V])
    with pytest.raises(ValueError, match="they must agree"):
        kullback.kl_divergence(Wishart(3.0, V), Wishart(3.0, COLUMNS))
    with pytest.raises(ValueError, match="x has shape"):
        Wishart(3.0, V).log_prob(COLUMNS)
    with pytest.raises(kullback.NoClosedFormError):
        kullback.kl_divergence(Wishart(3.0, V), InverseWishart(3.0, V))
    with pytest.raises(kullback.DivergenceError, match="df"):
        Wishart(0.5, V).entropy()
    with pytest.raises(kullback.DivergenceError, match="column_covariance"):
        MatrixNormal(LOC, V, -COLUMNS).sample()
    assert Wishart(3.0, V) == Wishart(3.0, V) != Wishart(4.0, V)
    assert "Wishart(df=array(3.)" in repr(Wishart(3.0, V))
    assert {"InverseWishart", "MatrixNormal", "Wishart"} <= set(distributions.__all__)
