"""Cases of the quantities that are computed in the ways that `discrete_cases` tries throughout.

They take a core of its patterns, and the orders and weights vary over few of them.
"""

from dataclasses import dataclass, field, replace
from math import inf

from .cases import DTYPES
from .discrete_cases import all_pairs, almost_one_hot, make, written
from .discrete_cases import cases as all_cases
from .spaces import SPACES

CORE = {
    *("size-0", "size-1", "size-2", "size-7", "size-8", "size-9", "size-65", "size-1025"),
    "size-65537",
    *("batch-3", "near-1e-02-9", "near-1e-04-9", "near-1e-08-9", "near-1e-12-9"),
    *("ulp-2", "ulp-9", "ulp-1025", "equal-9", "zero-in-p", "zero-in-q", "zero-in-both"),
    *("disjoint", "negative-zero", "nan", "one-hot", "subnormal", "tiny-probabilities"),
    *("huge-weights", "overflowing-sum", "sum-off-1e-07-9", "loose-tolerance", "counts"),
    *("counts-proportional", "counts-nearly-proportional", "base-2", "base-10", "unnormalised"),
    *("shift-one-5", "shift-exact", "wide", "confident", "vocabulary", "one-ulp"),
    *("almost-one-hot-1e-05-2", "almost-one-hot-1e-12-2", "almost-one-hot-1e-30-4"),
    *("almost-one-hot-129", "uniform-65537"),
}
AT_TEMPERATURE = {"size-9", "near-1e-08-9", "zero-in-q", "wide", "confident", "one-hot"}
TEMPERATURE = 0.5
FEW = {
    "probabilities": {
        *("size-9", "size-65", "near-1e-04-9", "near-1e-08-9", "near-1e-12-9", "ulp-9", "equal-9"),
        *("zero-in-p", "zero-in-q", "disjoint", "one-hot", "subnormal", "tiny-probabilities"),
        *("overflowing-sum", "sum-off-1e-07-9", "counts-nearly-proportional"),
        *("almost-one-hot-1e-05-2", "almost-one-hot-1e-30-4", "almost-one-hot-129"),
    },
    "log-probabilities": {"size-9", "near-1e-08-9", "zero-in-both"},
    "logits": {"near-1e-08-9", "zero-in-q", "shift-exact", "one-hot", "confident", "wide"},
}
ONE_ROW = ("renyi_entropy", "tsallis_entropy")
WITH_ALL_PATTERNS = ("js_divergence", "js_distance")


@dataclass(frozen=True)
class Parameter:
    """An order or a weight: its values, by name, for the whole core and for few rows."""

    option: str
    core: dict
    few: dict = field(default_factory=dict)

    def named(self, name):
        return f"{'a' if self.option == 'order' else 'w'}{name}"


def numbers(*texts):
    return {text: float(text) for text in texts}


def near(number):
    """Values so close to `number` that a formula that divides by the distance loses its digits."""
    return {f"{number}-1e-12": number - 1e-12, f"{number}+1e-12": number + 1e-12}


ORDERS = numbers("0", "1e-12", "0.5", "1", "1.5", "3", "1e3") | near(1)
SKEWS = numbers("1e-9", "0.1", "0.75", "1")
WEIGHTS = numbers("1e-9", "0.1", "0.75") | {"1-1e-9": 1 - 1e-9}
PARAMETERS = {
    "alpha": Parameter(
        "order",
        numbers("-0.5", "3"),
        numbers("-3", "-1", "0", "0.5", "1") | near(1) | {"-1+1e-12": -1 + 1e-12},
    ),
    "cressie_read": Parameter(
        "order",
        {"2over3": 2 / 3, "-2": -2.0},
        numbers("-1", "-0.5", "0", "1e-12", "1", "2") | {"-1+1e-12": -1 + 1e-12},
    ),
    "tsallis": Parameter("order", numbers("0.3", "2"), ORDERS),
    "renyi": Parameter("order", numbers("0.3", "2"), ORDERS | {"inf": inf}),
    "renyi_entropy": Parameter("order", numbers("0.3", "2"), ORDERS | {"inf": inf}),
    "tsallis_entropy": Parameter("order", numbers("0.3", "2"), ORDERS),
    "skew_kl": Parameter("weight", {}, SKEWS),
    "js_divergence": Parameter("weight", {}, WEIGHTS),
    "js_distance": Parameter("weight", {}, WEIGHTS),
}


def patterns(quantity, space, dtype):
    """The patterns of the quantity, of which the core and the few are parts."""
    if quantity not in ONE_ROW:
        yield from all_pairs(space, dtype)
        return
    yield from (pairs for pairs in all_pairs(space, dtype) if pairs.one_row)
    yield from (written(pairs, space, dtype) for pairs in almost_one_hot(dtype))


def with_option(pairs, option, value, suffix):
    options = {**pairs.options, option: value}
    return replace(pairs, name=f"{pairs.name}-{suffix}", options=options)


def with_temperature(chosen):
    """The pairs of logits, and some of them again at another temperature."""
    for pairs in chosen:
        yield pairs
        if pairs.name in AT_TEMPERATURE:
            yield with_option(pairs, "temperature", TEMPERATURE, f"t{TEMPERATURE}")


def core(quantity, space, dtype):
    chosen = [pairs for pairs in patterns(quantity, space, dtype) if pairs.name in CORE]
    return list(with_temperature(chosen) if space == "logits" else chosen)


def varied(quantity, space, dtype):
    """Few rows at each value of the parameter."""
    parameter = PARAMETERS[quantity]
    chosen = [pairs for pairs in patterns(quantity, space, dtype) if pairs.name in FEW[space]]
    for name, value in parameter.few.items():
        for pairs in chosen:
            yield with_option(pairs, parameter.option, value, parameter.named(name))


def at_core_values(parameter, chosen, dtype):
    """`chosen` at each value for the core; in f32, where less can go wrong, at the first only."""
    for name, value in list(parameter.core.items())[: None if dtype == "f64" else 1]:
        for pairs in chosen:
            yield with_option(pairs, parameter.option, value, parameter.named(name))


def pairs_of(quantity, space, dtype):
    parameter = PARAMETERS.get(quantity)
    if quantity not in WITH_ALL_PATTERNS:
        chosen = core(quantity, space, dtype)
        has_order = parameter and parameter.option == "order"
        yield from at_core_values(parameter, chosen, dtype) if has_order else chosen
    if parameter and dtype == "f64":
        yield from varied(quantity, space, dtype)


def cases(quantity):
    if quantity in WITH_ALL_PATTERNS:
        yield from all_cases(quantity)
    for dtype in DTYPES:
        for space in SPACES:
            for pairs in pairs_of(quantity, space, dtype):
                yield make(quantity, pairs, space, dtype, pairs.name)
