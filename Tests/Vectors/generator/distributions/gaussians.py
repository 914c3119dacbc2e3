"""Divergences between normal distributions of vectors, from means and covariances."""

from mpmath import fdot, inf, log, matrix, mp, mpf, pi, sqrt

from .matrices import (
    cholesky,
    combination,
    diagonal,
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
    if factor_q is None:
        return kl_on_subspace(p, q)
    if factor_p is None:
        return inf
    ratio = solve_lower(factor_q, transposed(factor_p))
    (standard,) = solve_lower(factor_q, [subtracted(loc_p, loc_q)])
    squares = sum(fdot(column, column) for column in ratio) + fdot(standard, standard)
    logs = sum(log(b[i] / a[i]) for i, (a, b) in enumerate(zip(factor_p, factor_q)))
    return (squares - len(loc_p)) / 2 + logs


def kl_on_subspace(p, q):
    """Of a singular q: in orthogonal coordinates of its affine subspace, if p lives on it.

    Eigenvalues count as 0 below the root of the working precision, which none of a case is near.
    """
    (loc_p, covariance_p), (loc_q, covariance_q) = p, q
    values, vectors = mp.eigsy(matrix(covariance_q))
    least, size = sqrt(mp.eps) * max(values), len(values)
    columns = [tuple(vectors[i, k] for i in range(size)) for k in range(size)]
    inside = [column for column, value in zip(columns, values) if value > least]
    outside = [column for column, value in zip(columns, values) if value <= least]
    difference = subtracted(loc_p, loc_q)
    strays = [*times_vector(outside, difference), trace(restricted(covariance_p, outside))]
    if any(abs(stray) > least for stray in strays):
        return inf
    origin = tuple(mpf(0) for _ in inside)
    return kl(
        (times_vector(inside, difference), restricted(covariance_p, inside)),
        (origin, restricted(covariance_q, inside)),
    )


def restricted(covariance, directions):
    """Of the projections on these directions."""
    return product(directions, product(covariance, transposed(directions)))


def jeffreys(p, q):
    return kl(p, q) + kl(q, p)


def kl_gradient(p, q):
    """By the mean and the Cholesky factor of p, then by those of q; matrices by rows.

    d D = <1/Sq, d Sp> / 2 - <1/Lp, d Lp> and so on, with Sp = Lp Lp' (Petersen & Pedersen 2012).
    """
    (loc_p, covariance_p), (loc_q, covariance_q) = p, q
    factor_p, factor_q = cholesky(covariance_p), cholesky(covariance_q)
    precision, step = inverse(covariance_q), subtracted(loc_p, loc_q)
    by_loc = times_vector(precision, step)
    inverse_diagonal = diagonal([1 / row[i] for i, row in enumerate(factor_p)])
    by_factor_p = combination(1, product(precision, factor_p), -1, inverse_diagonal)
    second = combination(1, covariance_p, 1, product(transposed([step]), [step]))
    by_covariance = combination(1, precision, -1, product(precision, product(second, precision)))
    by_factor_q = product(by_covariance, factor_q)
    opposite = [-x for x in by_loc]
    return [*by_loc, *lower_part(by_factor_p), *opposite, *lower_part(by_factor_q)]


def lower_part(a):
    """By rows, with zeros above the diagonal."""
    return [x if j <= i else mpf(0) for i, row in enumerate(a) for j, x in enumerate(row)]


def condition(covariance):
    """The condition number of the Cholesky factor; of a singular covariance, on its subspace."""
    values = eigenvalues(covariance)
    least = sqrt(mp.eps) * max(values)
    return sqrt(max(values) / min(value for value in values if value > least))


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
