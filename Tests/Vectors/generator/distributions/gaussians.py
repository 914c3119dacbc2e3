"""Divergences between normal distributions of vectors, from means and covariances."""

from mpmath import exp, fdot, inf, log, mpf, pi, sqrt

from .matrices import (
    cholesky,
    combination,
    eigenvalues,
    inverse,
    log_determinant,
    product,
    solve_lower,
    times_vector,
    trace,
    transposed,
)


def subtracted(a, b):
    return tuple(x - y for x, y in zip(a, b))


def kl(p, q):
    (loc_p, covariance_p), (loc_q, covariance_q) = p, q
    factor_p, factor_q = cholesky(covariance_p), cholesky(covariance_q)
    ratio = solve_lower(factor_q, transposed(factor_p))
    (standard,) = solve_lower(factor_q, [subtracted(loc_p, loc_q)])
    squares = sum(fdot(column, column) for column in ratio) + fdot(standard, standard)
    logs = sum(log(b[i] / a[i]) for i, (a, b) in enumerate(zip(factor_p, factor_q)))
    return (squares - len(loc_p)) / 2 + logs


def log_affinity(p, q, order):
    """log of the integral of p^a q^(1 - a); infinite where it diverges (Gil et al. 2013)."""
    (loc_p, covariance_p), (loc_q, covariance_q) = p, q
    mixed = combination(order, covariance_q, 1 - order, covariance_p)
    factor = cholesky(mixed)
    if factor is None:
        return inf
    (standard,) = solve_lower(factor, [subtracted(loc_p, loc_q)])
    logs = (1 - order) * log_determinant(covariance_p) + order * log_determinant(covariance_q)
    squares = order * (1 - order) * fdot(standard, standard)
    return (logs - log_determinant(mixed) - squares) / 2


def geometric_mean(p, q, weight):
    """The normal proportional to p^w q^(1 - w)."""
    (loc_p, covariance_p), (loc_q, covariance_q) = p, q
    precision_p, precision_q = inverse(covariance_p), inverse(covariance_q)
    covariance = inverse(combination(weight, precision_p, 1 - weight, precision_q))
    shift = combination(
        weight,
        [times_vector(precision_p, loc_p)],
        1 - weight,
        [times_vector(precision_q, loc_q)],
    )
    return times_vector(covariance, shift[0]), covariance


def geometric_js(p, q, weight):
    """Nielsen 2019; the dual of Deasy, Simidjievski & Liò 2020 has the mean first."""
    middle = geometric_mean(p, q, weight)
    return weight * kl(p, middle) + (1 - weight) * kl(q, middle)


def dual_geometric_js(p, q, weight):
    middle = geometric_mean(p, q, weight)
    return weight * kl(middle, p) + (1 - weight) * kl(middle, q)


def squared_hellinger(p, q):
    return 1 - exp(log_affinity(p, q, mpf(1) / 2))


def hellinger_distance(p, q):
    return sqrt(squared_hellinger(p, q))


def squared_wasserstein(p, q):
    """Of order 2: the Bures distance of the covariances, squared, and that of the means."""
    (loc_p, covariance_p), (loc_q, covariance_q) = p, q
    factor, difference = cholesky(covariance_p), subtracted(loc_p, loc_q)
    shared = eigenvalues(product(transposed(factor), product(covariance_q, factor)))
    bures = trace(covariance_p) + trace(covariance_q) - 2 * sum(map(sqrt, shared))
    return fdot(difference, difference) + bures


def mutual_information(p, blocks):
    """Between blocks of so many neighbouring elements: of more than two, the total correlation."""
    _, covariance = p
    starts = [sum(blocks[:i]) for i in range(len(blocks))]
    parts = [
        [row[int(start) : int(start + size)] for row in covariance[int(start) : int(start + size)]]
        for start, size in zip(starts, blocks)
    ]
    return (sum(map(log_determinant, parts)) - log_determinant(covariance)) / 2


def entropy(loc, covariance):
    return (len(loc) * (1 + log(2 * pi)) + log_determinant(covariance)) / 2


def log_density(x, loc, covariance):
    (standard,) = solve_lower(cholesky(covariance), [subtracted(x, loc)])
    logs = len(loc) * log(2 * pi) + log_determinant(covariance)
    return -(fdot(standard, standard) + logs) / 2
