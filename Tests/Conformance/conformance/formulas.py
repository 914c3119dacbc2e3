"""The quantities of discrete distributions in double, by SciPy where it has them, with bounds.

Each is a function of a `Pair` and, where it has one, of its order or weight. It gives the value and
the sum of the magnitudes on the way to it: what a relative error of every p, q and term amounts to.
"""

from dataclasses import dataclass
from functools import partial

import numpy as np
from scipy import special, stats


@dataclass(frozen=True)
class Pair:
    """Normalised rows and their logarithms; for quantities of one row q is p."""

    p: np.ndarray
    q: np.ndarray
    log_p: np.ndarray
    log_q: np.ndarray

    @property
    def swapped(self):
        return Pair(self.q, self.p, self.log_q, self.log_p)

    @property
    def spread(self):
        """The size of the terms of entropies and divergences."""
        logarithms = [np.where(np.isfinite(x), abs(x), 0) for x in (self.log_p, self.log_q)]
        return ((self.p + self.q) * sum(logarithms)).sum()


def logarithmic(value, pair):
    return value, 4 + 2 * pair.spread


def entropy(pair):
    return logarithmic(stats.entropy(pair.p), pair)


def cross_entropy(pair):
    return logarithmic(-special.xlogy(pair.p, pair.q).sum(), pair)


def kl(pair):
    return logarithmic(stats.entropy(pair.p, pair.q), pair)


def reverse_kl(pair):
    return kl(pair.swapped)


def generalized_kl(pair):
    value = special.kl_div(pair.p, pair.q).sum()
    return value, 4 * (pair.p + pair.q).sum() + 2 * pair.spread


def jeffreys(pair):
    return logarithmic(stats.entropy(pair.p, pair.q) + stats.entropy(pair.q, pair.p), pair)


def skew_kl(pair, weight=0.5):
    return logarithmic(stats.entropy(pair.p, (1 - weight) * pair.p + weight * pair.q), pair)


def js_divergence(pair, weight=0.5):
    from_p, _ = skew_kl(pair, 1 - weight)
    from_q, _ = skew_kl(pair.swapped, weight)
    return logarithmic(weight * from_p + (1 - weight) * from_q, pair)


def root(quantity, pair, *parameter):
    square, size = quantity(pair, *parameter)
    return square**0.5, size / square**0.5


def total_variation(pair):
    return abs(pair.p - pair.q).sum() / 2, 2


def pearson_chi2(pair):
    statistic = stats.power_divergence(pair.p, pair.q, lambda_="pearson").statistic
    return statistic, (pair.p + (pair.p**2 / pair.q + pair.q) * (1 + abs(pair.log_p))).sum()


def neyman_chi2(pair):
    return pearson_chi2(pair.swapped)


def squared_hellinger(pair):
    return ((np.sqrt(pair.p) - np.sqrt(pair.q)) ** 2).sum() / 2, 2


def bhattacharyya_coefficient(pair):
    return np.sqrt(pair.p * pair.q).sum(), 2


def bhattacharyya_distance(pair):
    coefficient, size = bhattacharyya_coefficient(pair)
    return -np.log(coefficient), size / coefficient


def triangular_discrimination(pair):
    return ((pair.p - pair.q) ** 2 / (pair.p + pair.q)).sum(), 4


def power_sum(pair, order):
    """log of sum p^order q^(1 - order), and its size."""
    some = (pair.p > 0) | (pair.q > 0)
    from_p, from_q = order * pair.log_p[some], (1 - order) * pair.log_q[some]
    terms = np.exp(from_p + from_q)
    sizes = np.where(terms > 0, terms * (1 + abs(from_p) + abs(from_q)), 0)
    return special.logsumexp(from_p + from_q), abs(order) + sizes.sum() / terms.sum()


def renyi(pair, order):
    if np.isinf(order):
        return (pair.log_p - pair.log_q).max(), 2 + abs(pair.log_p).max() + abs(pair.log_q).max()
    logarithm, size = power_sum(pair, order)
    return logarithm / (order - 1), size / abs(order - 1)


def excess(pair, order):
    """The sum of powers less one, and its size."""
    logarithm, size = power_sum(pair, order)
    value = special.expm1(logarithm)
    return value, size * np.exp(logarithm) + abs(value)


def tsallis(pair, order):
    value, size = excess(pair, order)
    return value / (order - 1), size / abs(order - 1)


def cressie_read(pair, order):
    statistic = stats.power_divergence(pair.p, pair.q, lambda_=order).statistic
    logarithm, size = power_sum(pair, order + 1)
    return statistic / 2, (1 + size) * (1 + np.exp(logarithm)) / abs(order * (order + 1))


def alpha(pair, order):
    value, size = excess(pair, (1 - order) / 2)
    factor = 4 / ((1 - order) * (1 + order))
    return -factor * value, abs(factor) * size


def uniform_weights(pair):
    """`pair` with every weight of q one: its sum of powers is that of p alone."""
    return Pair(pair.p, np.ones_like(pair.p), pair.log_p, np.zeros_like(pair.p))


def renyi_entropy(pair, order):
    value, size = renyi(uniform_weights(pair), order)
    return -value, size


def tsallis_entropy(pair, order):
    value, size = tsallis(uniform_weights(pair), order)
    return -value, size


FORMULAS = {
    "entropy": entropy,
    "cross_entropy": cross_entropy,
    "kl": kl,
    "reverse_kl": reverse_kl,
    "generalized_kl": generalized_kl,
    "jeffreys": jeffreys,
    "skew_kl": skew_kl,
    "k_divergence": skew_kl,
    "js_divergence": js_divergence,
    "js_distance": partial(root, js_divergence),
    "total_variation": total_variation,
    "pearson_chi2": pearson_chi2,
    "neyman_chi2": neyman_chi2,
    "squared_hellinger": squared_hellinger,
    "hellinger_distance": partial(root, squared_hellinger),
    "bhattacharyya_coefficient": bhattacharyya_coefficient,
    "bhattacharyya_distance": bhattacharyya_distance,
    "triangular_discrimination": triangular_discrimination,
    "alpha": alpha,
    "cressie_read": cressie_read,
    "tsallis": tsallis,
    "renyi": renyi,
    "renyi_entropy": renyi_entropy,
    "tsallis_entropy": tsallis_entropy,
}
UNITLESS = (
    *("total_variation", "pearson_chi2", "neyman_chi2", "squared_hellinger", "hellinger_distance"),
    *("bhattacharyya_coefficient", "triangular_discrimination", "alpha", "cressie_read"),
    *("tsallis", "tsallis_entropy"),
)
