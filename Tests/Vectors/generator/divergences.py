"""Entropies and divergences of rows of probabilities, as their textbook definitions.

A row is a list of (times, p) or (times, p, q). Where a probability is zero a term has the limit of
its formula, and so a power of zero is zero for the orders 0 < order, and for 0 because the order
tends to it from above.
"""

from math import inf

from mpmath import fsum, log, mpf, sqrt

HALF = mpf(1) / 2


def swapped(row):
    return [(times, q, p) for times, p, q in row]


# ---- One row -------------------------------------------------------------------------------------


def entropy(row):
    return -fsum(times * p * log(p) for times, p in row if p > 0)


def sum_of_powers(row, order):
    return fsum(times * p**order for times, p in row if p > 0)


def renyi_entropy(row, order):
    if order == inf:
        return -log(max(p for _, p in row))
    return entropy(row) if order == 1 else log(sum_of_powers(row, order)) / (1 - order)


def tsallis_entropy(row, order):
    return entropy(row) if order == 1 else (sum_of_powers(row, order) - 1) / (1 - order)


# ---- Two rows: logarithms ------------------------------------------------------------------------


def cross_entropy(row):
    return -fsum(times * p * (log(q) if q > 0 else -inf) for times, p, q in row if p > 0)


def kl(row):
    return fsum(times * p * (log(p / q) if q > 0 else inf) for times, p, q in row if p > 0)


def reverse_kl(row):
    return kl(swapped(row))


def generalized_kl(row):
    return kl(row) + fsum(times * (q - p) for times, p, q in row)


def jeffreys(row):
    return kl(row) + reverse_kl(row)


def skew_kl(row, weight=HALF):
    return kl([(times, p, (1 - weight) * p + weight * q) for times, p, q in row])


def k_divergence(row):
    return skew_kl(row)


def js_divergence(row, weight=HALF):
    mixed = [(times, p, q, weight * p + (1 - weight) * q) for times, p, q in row]
    from_p = kl([(times, p, m) for times, p, _, m in mixed])
    return weight * from_p + (1 - weight) * kl([(times, q, m) for times, _, q, m in mixed])


def js_distance(row, weight=HALF):
    return sqrt(js_divergence(row, weight))


# ---- Two rows: differences and square roots ------------------------------------------------------


def total_variation(row):
    return fsum(times * abs(p - q) for times, p, q in row) / 2


def pearson_chi2(row):
    terms = ((times, (p - q) ** 2, q) for times, p, q in row if p != q)
    return fsum(times * (square / q if q > 0 else inf) for times, square, q in terms)


def neyman_chi2(row):
    return pearson_chi2(swapped(row))


def squared_hellinger(row):
    return fsum(times * (sqrt(p) - sqrt(q)) ** 2 for times, p, q in row) / 2


def hellinger_distance(row):
    return sqrt(squared_hellinger(row))


def bhattacharyya_coefficient(row):
    return fsum(times * sqrt(p * q) for times, p, q in row)


def bhattacharyya_distance(row):
    return -log(bhattacharyya_coefficient(row))


def triangular_discrimination(row):
    return fsum(times * (p - q) ** 2 / (p + q) for times, p, q in row if p != q)


# ---- Two rows: powers ----------------------------------------------------------------------------


def mixed_power(p, q, order):
    """p^order q^(1 - order), or its limit."""
    if p > 0 and q > 0:
        return p**order * q ** (1 - order)
    diverges = (p > 0 and order > 1) or (q > 0 and order < 0)
    return mpf(inf) if diverges else mpf(0)


def power_sum(row, order):
    return fsum(times * mixed_power(p, q, order) for times, p, q in row)


def alpha(row, order):
    if abs(order) == 1:
        return kl(row) if order == -1 else reverse_kl(row)
    return 4 / (1 - order**2) * (1 - power_sum(row, (1 - order) / 2))


def cressie_read(row, order):
    if order in (0, -1):
        return kl(row) if order == 0 else reverse_kl(row)
    return (power_sum(row, order + 1) - 1) / (order * (order + 1))


def tsallis(row, order):
    return kl(row) if order == 1 else (power_sum(row, order) - 1) / (order - 1)


def renyi(row, order):
    if order == inf:
        return max(log(p / q) if q > 0 else inf for _, p, q in row if p > 0)
    return kl(row) if order == 1 else log(power_sum(row, order)) / (order - 1)


ONE_ROW = (entropy, renyi_entropy, tsallis_entropy)
LOGARITHMIC = (
    *(entropy, renyi_entropy, cross_entropy, kl, reverse_kl, generalized_kl, jeffreys, skew_kl),
    *(k_divergence, js_divergence, js_distance, bhattacharyya_distance, renyi),
)
UNITLESS = (
    *(tsallis_entropy, total_variation, pearson_chi2, neyman_chi2, squared_hellinger),
    *(hellinger_distance, bhattacharyya_coefficient, triangular_discrimination),
    *(alpha, cressie_read, tsallis),
)
DISCRETE = {quantity.__name__: quantity for quantity in (*LOGARITHMIC, *UNITLESS)}
