"""Entropy of multinomial distributions, by mpmath."""

# mypy: allow-untyped-defs, allow-untyped-calls, allow-incomplete-defs
# mypy: disable-error-code="import-untyped"

import itertools
import math

import mpmath as mp
import numpy as np
import pytest

from kullback.distributions import Binomial, Categorical, Multinomial

TOLERANCE = 1e-14


def _shares(probs):
    exact = [mp.mpf(float(x)) for x in probs]
    total = mp.fsum(exact)
    return [x / total for x in exact if x > 0]


def _by_outcomes(n, probs):
    """Sum over all outcomes."""
    entropy = mp.mpf(0)
    for counts in itertools.product(range(n + 1), repeat=len(probs)):
        if sum(counts) == n:
            ways = math.factorial(n) // math.prod(math.factorial(k) for k in counts)
            mass = ways * mp.fprod(x**k for k, x in zip(counts, probs, strict=True))
            entropy -= mass * mp.log(mass)
    return entropy


def _by_counts(n, probs):
    """-log n! + sum E log X_i! - n sum p_i log p_i, from the binomial counts X_i."""
    logs = [mp.loggamma(k + 1) for k in range(n + 1)]
    entropy = -logs[n] - n * mp.fsum(x * mp.log(x) for x in probs)
    for x in probs:
        masses = (mp.binomial(n, k) * x**k * (1 - x) ** (n - k) for k in range(n + 1))
        entropy += mp.fsum(mass * own for mass, own in zip(masses, logs, strict=True))
    return entropy


@pytest.mark.parametrize("n", [2, 3, 8])
@pytest.mark.parametrize(
    "probs",
    [(0.5, 0.5), (0.2, 0.3, 0.5), (0.999, 0.0005, 0.0005), (0.0, 0.25, 0.75), (0.25,) * 4],
)
def test_all_outcomes(n, probs):
    """Of few trials."""
    got = Multinomial(n, probs).entropy()
    with mp.workdps(50):
        expected = _by_outcomes(n, _shares(probs))
        assert abs(got - expected) <= TOLERANCE * expected
        assert abs(_by_counts(n, _shares(probs)) - expected) <= mp.mpf(10) ** -45


@pytest.mark.parametrize("n", [2, 40, 700])
@pytest.mark.parametrize(
    "probs",
    [
        (1 - 1e-8, 1e-8),
        (1 - 1e-12, 5e-13, 5e-13),
        (0.5, 0.5 - 1e-8, 1e-8),
        tuple(range(1, 21)),
        (0.9, 0.1 - 1e-6, 1e-6),
    ],
)
def test_counts(n, probs):
    """Of more, also where nearly all have one outcome."""
    shares = np.array(probs) / np.sum(probs)
    got = Multinomial(n, shares).entropy()
    with mp.workdps(80):
        expected = _by_counts(n, _shares(shares))
        assert abs(got - expected) <= TOLERANCE * expected


@pytest.mark.parametrize("n", [1e3, 1e6, 1e12, 2.0**53])
@pytest.mark.parametrize("p", [0.5, 0.75, 1e-6])
def test_two_outcomes(n, p):
    """Of two outcomes one count has all there is to know: of very many trials, it is normal."""
    got = Multinomial(n, [p, 1 - p]).entropy()
    if n * p * (1 - p) > 1e9:
        # What is left out is below 1 / (n p).
        expected = 0.5 * math.log(2 * math.pi * math.e * n * p * (1 - p))
        assert abs(got - expected) <= TOLERANCE * expected + 1 / (n * p)
    assert abs(got - Binomial(n, p).entropy()) <= TOLERANCE * got


def test_ends():
    """No trials, one, and one outcome."""
    probs = [0.25, 0.75]
    assert Multinomial(0, probs).entropy() == 0
    assert Multinomial(1, probs).entropy() == Categorical(probs).entropy()
    assert Multinomial(7, [1.0]).entropy() == Multinomial(7, [0.0, 1.0]).entropy() == 0
    assert np.isnan(Multinomial(7, [np.nan, 1.0]).entropy())
    batch = Multinomial([1, 2, 2.0**53], [probs]).entropy(base=2)
    assert batch.shape == (3,)
    assert batch[1] == Multinomial(2, probs).entropy(base=2)
