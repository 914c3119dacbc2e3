"""The quantities as their textbook definitions, over mpmath numbers: the oracle of the tests.

Nothing here is arranged for accuracy. 700 digits are enough for what the tests ask: differences in
the last bit of a double, next to probabilities of 5e-324.
"""

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

import mpmath  # type: ignore[import-untyped]
from mpmath import fsum, inf, log, mpf, sqrt

Row: TypeAlias = Sequence[Any]

DIGITS = 700


def normalized(row: Row) -> list[Any]:
    """Probabilities, from any weights."""
    weights = [mpf(float(weight)) for weight in row]
    total = fsum(weights)
    return [weight / total for weight in weights]


def power(base: Any, exponent: Any) -> Any:
    """Powers of zero included: 0^0 = 1, and 0^-x is infinite."""
    if base > 0:
        return base**exponent
    return mpf(1) if exponent == 0 else mpf(0) if exponent > 0 else inf


def product(a: Any, b: Any) -> Any:
    """Zero times infinity is zero."""
    return mpf(0) if a == 0 or b == 0 else a * b


def kl(p: Row, q: Row) -> Any:
    return fsum(a * (log(a / b) if b > 0 else inf) for a, b in zip(p, q, strict=True) if a > 0)


def power_sum(p: Row, q: Row, order: Any) -> Any:
    """Sum p^a q^(1 - a), over what is possible under p for the order 0."""
    pairs = [(a, b) for a, b in zip(p, q, strict=True) if a > 0 or b > 0]
    if order == 0:
        return fsum(b for a, b in pairs if a > 0)
    return fsum(product(power(a, order), power(b, 1 - order)) for a, b in pairs)


def mixture(p: Row, q: Row, weight: Any) -> list[Any]:
    return [weight * a + (1 - weight) * b for a, b in zip(p, q, strict=True)]


def js(p: Row, q: Row, weight: Any) -> Any:
    m = mixture(p, q, weight)
    return weight * kl(p, m) + (1 - weight) * kl(q, m)


def chi2(p: Row, q: Row) -> Any:
    pairs = list(zip(p, q, strict=True))
    return fsum((a - b) ** 2 / b if b > 0 else inf for a, b in pairs if a > 0 or b > 0)


def coefficient(p: Row, q: Row) -> Any:
    return fsum(sqrt(a * b) for a, b in zip(p, q, strict=True))


def triangular(p: Row, q: Row) -> Any:
    pairs = list(zip(p, q, strict=True))
    return fsum((a - b) ** 2 / (a + b) for a, b in pairs if a + b > 0)


def alpha(p: Row, q: Row, order: Any) -> Any:
    if abs(order) == 1:
        return kl(p, q) if order == -1 else kl(q, p)
    return 4 / (1 - order**2) * (1 - power_sum(p, q, (1 - order) / 2))


def cressie_read(p: Row, q: Row, order: Any) -> Any:
    if order in (0, -1):
        return kl(p, q) if order == 0 else kl(q, p)
    return (power_sum(p, q, order + 1) - 1) / (order * (order + 1))


def tsallis(p: Row, q: Row, order: Any) -> Any:
    return kl(p, q) if order == 1 else (power_sum(p, q, order) - 1) / (order - 1)


def renyi(p: Row, q: Row, order: Any) -> Any:
    if order == 1:
        return kl(p, q)
    if order == inf:
        ratios = [a / b if b > 0 else inf for a, b in zip(p, q, strict=True) if a > 0]
        return log(max(ratios))
    total = power_sum(p, q, order)
    return inf if total == 0 else log(total) / (order - 1)


def entropy(p: Row) -> Any:
    return -fsum(a * log(a) for a in p if a > 0)


def self_information(p: Row) -> list[Any]:
    return [-log(a) if a > 0 else inf for a in p]


def renyi_entropy(p: Row, order: Any) -> Any:
    if order == 1:
        return entropy(p)
    if order == inf:
        return -log(max(p))
    return log(fsum(power(a, order) for a in p if a > 0)) / (1 - order)


def tsallis_entropy(p: Row, order: Any) -> Any:
    if order == 1:
        return entropy(p)
    return (1 - fsum(power(a, order) for a in p if a > 0)) / (order - 1)


# By the names of the public functions.
OF_TWO: dict[str, Callable[[Row, Row], Any]] = {
    "kl_divergence": kl,
    "reverse_kl_divergence": lambda p, q: kl(q, p),
    "generalized_kl_divergence": kl,
    "cross_entropy": lambda p, q: entropy(p) + kl(p, q),
    "jeffreys_divergence": lambda p, q: kl(p, q) + kl(q, p),
    "k_divergence": lambda p, q: kl(p, mixture(p, q, mpf(0.5))),
    "total_variation": lambda p, q: fsum(abs(a - b) for a, b in zip(p, q, strict=True)) / 2,
    "chi2_divergence": chi2,
    "neyman_chi2_divergence": lambda p, q: chi2(q, p),
    "squared_hellinger": lambda p, q: 1 - coefficient(p, q),
    "hellinger_distance": lambda p, q: sqrt(1 - coefficient(p, q)),
    "bhattacharyya_coefficient": coefficient,
    "bhattacharyya_distance": lambda p, q: renyi(p, q, mpf(0.5)) / 2,
    "triangular_discrimination": triangular,
}
WITH_WEIGHT: dict[str, Callable[[Row, Row, Any], Any]] = {
    "js_divergence": js,
    "js_distance": lambda p, q, weight: sqrt(js(p, q, weight)),
    "skew_divergence": lambda p, q, weight: kl(p, mixture(p, q, 1 - weight)),
}
WITH_ORDER: dict[str, Callable[[Row, Row, Any], Any]] = {
    "alpha_divergence": alpha,
    "cressie_read_divergence": cressie_read,
    "tsallis_divergence": tsallis,
    "renyi_divergence": renyi,
}
OF_ONE: dict[str, Callable[[Row, Any], Any]] = {
    "renyi_entropy": renyi_entropy,
    "tsallis_entropy": tsallis_entropy,
}
ORDERS: dict[str, list[float]] = {
    "alpha_divergence": [-7, -3, -1.5, -1, -1 + 2**-40, -0.5, 0, 2**-40, 0.5, 1, 2, 5],
    "cressie_read_divergence": [-3, -2, -1.5, -1, -0.75, -0.5, -(2**-40), 0, 2 / 3, 1, 2, 4],
    "tsallis_divergence": [0, 2**-40, 0.3, 0.5, 1 - 2**-40, 1, 1 + 2**-40, 1.5, 2, 3, 10],
    "renyi_divergence": [
        0,
        2**-40,
        0.3,
        0.5,
        1 - 2**-40,
        1,
        1 + 2**-40,
        1.5,
        2,
        10,
        300,
        float("inf"),
    ],
    "renyi_entropy": [
        0,
        2**-40,
        0.3,
        0.5,
        1 - 2**-40,
        1,
        1 + 2**-40,
        1.5,
        2,
        10,
        300,
        float("inf"),
    ],
    "tsallis_entropy": [0, 2**-40, 0.3, 0.5, 1 - 2**-40, 1, 1 + 2**-40, 1.5, 2, 3, 10],
}


# What one element contributes, by the names of pointwise_divergence.
def kl_term(a: Any, b: Any) -> Any:
    return b if a == 0 else inf if b == 0 else a * log(a / b) - a + b


def chi2_term(a: Any, b: Any) -> Any:
    return (a - b) ** 2 / b if b > 0 else inf if a > 0 else mpf(0)


def js_term(a: Any, b: Any) -> Any:
    m = (a + b) / 2
    return (kl_term(a, m) + kl_term(b, m)) / 2 if m > 0 else mpf(0)


CONTRIBUTIONS: dict[str, Callable[[Any, Any], Any]] = {
    "kl": kl_term,
    "reverse_kl": lambda a, b: kl_term(b, a),
    "jeffreys": lambda a, b: kl_term(a, b) + kl_term(b, a),
    "skew": lambda a, b: kl_term(a, (a + b) / 2) if a + b > 0 else mpf(0),
    "k": lambda a, b: kl_term(a, (a + b) / 2) if a + b > 0 else mpf(0),
    "js": js_term,
    "total_variation": lambda a, b: abs(a - b) / 2,
    "chi2": chi2_term,
    "neyman_chi2": lambda a, b: chi2_term(b, a),
    "squared_hellinger": lambda a, b: (sqrt(a) - sqrt(b)) ** 2 / 2,
    "triangular": lambda a, b: (a - b) ** 2 / (a + b) if a + b > 0 else mpf(0),
}


def exact(definition: Callable[..., Any], rows: Sequence[Row], *parameters: float) -> Any:
    """Evaluate the quantity of the normalised rows, to well over the digits of a double."""
    with mpmath.workdps(DIGITS):
        return definition(*map(normalized, rows), *map(mpf, parameters))
