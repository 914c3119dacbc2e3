"""Divergences of long rows of logits, in extended precision, by formulas of their own.

With d = x - y the difference of two rows of logits and t = d - E_P[d], the normalisers cancel from

    D(P || Q) = log E_P[exp(-t)] = log1p(E_P[exp(-t) - 1 + t]),    log(p / q) = t + D,

a cumulant generating function: every term is positive, an error e of E_P[d] counts as e^2, and
nothing is the difference of two sums. The library subtracts logarithms of sums instead.
"""

# mypy: allow-untyped-defs, allow-untyped-calls
# mypy: disable-error-code="arg-type, attr-defined, call-arg, import-untyped"

from dataclasses import dataclass

import numpy as np

EXTENDED = np.longdouble
# Below it exp(-t) - 1 + t is its series: nine terms leave less than 1e-25 of it.
SERIES_LIMIT = 1e-2
SERIES_TERMS = 9


def excess(t):
    """Compute exp(-t) - 1 + t."""
    small = np.abs(t) < SERIES_LIMIT
    s = np.where(small, t, 0)
    series = np.zeros_like(s)
    for n in range(SERIES_TERMS + 1, 1, -1):
        series = s * (1 - series) / n if n > 2 else s * s * (1 - series) / 2
    with np.errstate(over="ignore"):
        return np.where(small, series, np.expm1(-t) + t)


def probabilities(logits):
    """Compute a softmax."""
    weights = np.exp(logits - logits.max())
    return weights / weights.sum()


@dataclass(frozen=True)
class Pair:
    """Two rows of logits: their distributions, the log ratio and D(P || Q)."""

    p: np.ndarray
    q: np.ndarray
    log_ratio: np.ndarray
    centred: np.ndarray  # log_ratio - D
    divergence: EXTENDED

    @property
    def swapped(self):
        """The pair the other way round."""
        reverse = (self.q * excess(-self.log_ratio)).sum()
        return Pair(self.q, self.p, -self.log_ratio, -self.log_ratio - reverse, reverse)

    def gradients(self):
        """Give the gradients of D(P || Q), each with the size of its terms.

        What is common to all of a row has an error that is small against the mean of a term.
        """
        of_p = self.p * self.centred
        size_p = self.p * (np.abs(self.log_ratio) + (self.p * np.abs(self.log_ratio)).sum())
        of_q = -self.q * np.expm1(self.log_ratio)
        return (of_p, size_p), (of_q, np.abs(of_q) + self.q * np.abs(self.q - self.p).sum())

    def js(self, weight):
        """Compute w D(P || M) + (1 - w) D(Q || M) with M = w P + (1 - w) Q."""
        from_p = -np.log1p((1 - weight) * np.expm1(-self.log_ratio))
        from_q = -np.log1p(weight * np.expm1(self.log_ratio))
        first, second = (self.p * excess(from_p)).sum(), (self.q * excess(from_q)).sum()
        return weight * first + (1 - weight) * second


def differences(x, y, origin):
    """Compute x - y less that of `origin`: exactly, up to the rounding of what is left."""
    rounded = x - y
    back = rounded - x
    lost = (x - (rounded - back)) - (y + back)
    return (rounded - rounded[origin]) + (lost - lost[origin])


def pair_of(x, y):
    """Compare two rows of logits of any float type; -inf on both sides is a mask."""
    x, y = (np.asarray(row).astype(np.float64).astype(EXTENDED) for row in (x, y))
    p, q = probabilities(x), probabilities(y)
    finite = [np.where(np.isinf(row), 0, row) for row in (x, y)]
    difference = np.where(p > 0, differences(*finite, np.argmax(p)), 0)
    centred = np.where(p > 0, difference - (p * difference).sum(), 0)
    divergence = np.log1p((p * excess(centred)).sum())
    return Pair(p, q, np.where(p > 0, centred + divergence, 0), centred, divergence)
