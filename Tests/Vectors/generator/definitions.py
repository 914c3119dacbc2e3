"""The quantities from their inputs, written as textbook definitions over mpmath numbers.

Nothing here is arranged for accuracy: the working precision is raised until the answer stands
still. A row is a list of (times, numbers) where `numbers` are the exact inputs at one position, and
`times` says at how many positions they occur.
"""

from fractions import Fraction
from functools import cache
from math import inf, isfinite, isnan

from mpmath import exp, fsum, log, mpf, sqrt

from .divergences import DISCRETE, LOGARITHMIC, ONE_ROW
from .precision import digits_spanned, settle

# The least magnitude that rounds to infinity.
DOUBLE_OVERFLOW = mpf(2) ** 1024 - mpf(2) ** 970


# ---- Discrete distributions ----------------------------------------------------------------------


def weight(number, space, temperature):
    """What an input of `space` weighs."""
    if space == "probabilities":
        return mpf(number)
    return mpf(0) if number == -inf else exp(mpf(number) / mpf(temperature))


def weights(row, space, temperature):
    """`row` with its inputs replaced by what they weigh."""
    weigh = cache(lambda number: weight(number, space, temperature))
    return [(times, *map(weigh, numbers)) for times, numbers in row]


def normalised(row):
    """`row` with each column of weights divided by its sum."""
    columns = range(1, len(row[0]))
    totals = [fsum(entry[0] * entry[column] for entry in row) for column in columns]
    return [(times, *(w / t for w, t in zip(numbers, totals))) for times, *numbers in row]


def same_distribution(row, space):
    """Whether both columns are one distribution, decided in exact arithmetic."""
    if not (is_within(row, 0, 1, space) and is_within(row, 1, 0, space)):
        return False
    pairs = [(times, Fraction(p), Fraction(q)) for times, (p, q) in row if p != empty(space)]
    if space != "probabilities":
        return len({p - q for _, p, q in pairs}) == 1
    total_p = sum(times * p for times, p, _ in pairs)
    total_q = sum(times * q for times, _, q in pairs)
    return all(p * total_q == q * total_p for _, p, q in pairs)


def empty(space):
    """The input whose probability is zero."""
    return 0 if space == "probabilities" else -inf


def is_within(row, inner, outer, space):
    """Whether the support of one column is part of another's."""
    nothing = empty(space)
    return all(numbers[inner] == nothing or numbers[outer] != nothing for _, numbers in row)


def is_one_hot(row, column, space):
    return sum(times for times, numbers in row if numbers[column] != empty(space)) == 1


def vanishes(quantity, row, space, parameters, measures):
    """Whether the quantity is exactly zero."""
    if DISCRETE[quantity] in ONE_ROW:
        return is_one_hot(row, 0, space)
    if quantity == "bhattacharyya_coefficient":
        return not any(empty(space) not in numbers for _, numbers in row)
    if quantity in ("tsallis", "renyi") and parameters == (0,):
        return is_within(row, 1, 0, space)
    if measures:
        return all(p == q for _, (p, q) in row)
    same = same_distribution(row, space)
    return same and is_one_hot(row, 1, space) if quantity == "cross_entropy" else same


def check_sum(row, space, tolerance):
    """Refuses a row that would be an error: its case must say so."""
    for column in range(len(row[0][1])):
        total = fsum(times * weight(numbers[column], space, 1) for times, numbers in row)
        if abs(total - 1) > tolerance * (1 - mpf(10) ** -3):
            raise ValueError(f"the row sums to {total}")


def discrete(quantity, row, space, temperature, base, parameters=(), measures=False):
    """`parameters` are the order or the weight, if any; `measures` are not normalised."""
    if any(isnan(number) for _, numbers in row for number in numbers):
        return "nan"
    if vanishes(quantity, row, space, parameters, measures):
        return "0"
    definition = DISCRETE[quantity]
    base = base if definition in LOGARITHMIC else None

    def compute():
        numbers = weights(row, space, temperature)
        value = definition(numbers if measures else normalised(numbers), *map(mpf, parameters))
        return value / (sqrt(unit(base)) if quantity == "js_distance" else unit(base))

    scale = 0 if space == "probabilities" else 1 / temperature
    return settle(compute, digits_spanned(row, scale))


def unit(base):
    return log(mpf(base)) if base else mpf(1)


# ---- Normal distributions ------------------------------------------------------------------------


def normal_kl(loc_p, scale_p, loc_q, scale_q):
    loc_p, scale_p, loc_q, scale_q = map(mpf, (loc_p, scale_p, loc_q, scale_q))
    squares = scale_p**2 + (loc_p - loc_q) ** 2
    return log(scale_q / scale_p) + squares / (2 * scale_q**2) - mpf(1) / 2


def normal_log_variance_kl(loc_p, log_var_p, loc_q, log_var_q):
    loc_p, log_var_p, loc_q, log_var_q = map(mpf, (loc_p, log_var_p, loc_q, log_var_q))
    squares = exp(log_var_p) + (loc_p - loc_q) ** 2
    return (log_var_q - log_var_p) / 2 + squares / (2 * exp(log_var_q)) - mpf(1) / 2


def vae_kl(loc, log_var):
    loc, log_var = mpf(loc), mpf(log_var)
    return (loc**2 + exp(log_var) - 1 - log_var) / 2


def is_standard_or_same(numbers):
    half = len(numbers) // 2
    return not any(numbers) if half == 1 else numbers[:half] == numbers[half:]


def family(term, row, base):
    """The sum of `term` over a row of parameters."""
    if any(isnan(number) for _, numbers in row for number in numbers):
        return "nan"
    if all(is_standard_or_same(numbers) for _, numbers in row):
        return "0"
    spanned = digits_spanned(row, scale=0 if term is normal_kl else 1)
    return settle(
        lambda: fsum(times * term(*numbers) for times, numbers in row) / unit(base), spanned
    )


# ---- Estimators ----------------------------------------------------------------------------------


def estimator_term(estimator, ratio):
    """One sample's contribution. A term beyond the largest double is infinite, as documented."""
    if ratio in (inf, -inf):
        return mpf(ratio) if estimator == "k1" else mpf(inf)
    ratio = mpf(ratio)
    if estimator == "k1":
        return ratio
    term = ratio**2 / 2 if estimator == "k2" else exp(-ratio) - 1 + ratio
    return term if term < DOUBLE_OVERFLOW else mpf(inf)


def is_mean_zero(estimator, row):
    if estimator == "k1" and all(isfinite(ratio) for _, (ratio,) in row):
        return sum(times * Fraction(ratio) for times, (ratio,) in row) == 0
    return not any(ratio for _, (ratio,) in row)


def is_constant(estimator, row):
    return len({abs(ratio) if estimator == "k2" else ratio for _, (ratio,) in row}) == 1


def mean(estimator, row):
    total = fsum(times * estimator_term(estimator, ratio) for times, (ratio,) in row)
    return total / sum(times for times, _ in row)


def standard_error(estimator, row):
    count = sum(times for times, _ in row)
    centre = mean(estimator, row)
    terms = [(times, estimator_term(estimator, ratio)) for times, (ratio,) in row]
    variance = fsum(times * (term - centre) ** 2 for times, term in terms) / (count - 1)
    return sqrt(variance / count)


def estimate(estimator, row, base):
    """Value and standard error."""
    if any(isnan(ratio) for _, (ratio,) in row):
        return {"value": "nan", "standard_error": "nan"}
    spanned = digits_spanned(row, scale=1 if estimator == "k3" else 0)
    settled_mean = "0"
    if not is_mean_zero(estimator, row):
        settled_mean = settle(lambda: mean(estimator, row) / unit(base), spanned)
    if settled_mean.endswith(("inf", "nan")) or sum(times for times, _ in row) == 1:
        return {"value": settled_mean, "standard_error": "nan"}
    if is_constant(estimator, row):
        return {"value": settled_mean, "standard_error": "0"}
    error = settle(lambda: standard_error(estimator, row) / unit(base), spanned)
    return {"value": settled_mean, "standard_error": error}
