"""Mixtures of normal distributions: bounds and approximations of KL, by definition.

A mixture is a list of (weight, (mean, covariance)), the weights of which are divided by their sum.
"""

from mpmath import exp, inf, log, mp, mpf, sqrt

from . import gaussians
from .gaussians import kl, log_density, subtracted
from .matrices import cholesky, combination, transposed

LEAST_GAIN = mpf(2) ** -40
MOST_TURNS = 1000


def log_sum(terms):
    """log of a sum of w exp(x), of pairs of w and x."""
    return log(mp.fsum(weight * exp(x) for weight, x in terms if weight))


def overlap(f, g):
    """log of the integral of f g: the density of one at the mean of the other."""
    (loc_f, covariance_f), (loc_g, covariance_g) = f, g
    return log_density(loc_g, loc_f, combination(1, covariance_f, 1, covariance_g))


def log_affinity(f, g):
    return gaussians.log_affinity(f, g, mpf(1) / 2)


def near(f, q):
    return log_sum([(w, -kl(f, g)) for w, g in q])


def over(f, q):
    return log_sum([(w, overlap(f, g)) for w, g in q])


def mean_over(p, term):
    return mp.fsum(weight * term(f) for weight, f in p if weight)


def variational(p, q):
    return mean_over(p, lambda f: near(f, p) - near(f, q))


def product(p, q):
    return mean_over(p, lambda f: over(f, p) - over(f, q))


def durrieu_lower(p, q):
    return mean_over(p, lambda f: near(f, p) - gaussians.entropy(*f) - over(f, q))


def durrieu_upper(p, q):
    return mean_over(p, lambda f: over(f, p) + gaussians.entropy(*f) - near(f, q))


def matched(p, q):
    return mp.fsum(
        weight * min(log(weight / other) + kl(f, g) for other, g in q if other)
        for weight, f in p
        if weight
    )


def moments(p):
    size = len(p[0][1][0])
    mean = tuple(mp.fsum(w * loc[i] for w, (loc, _) in p) for i in range(size))
    second = tuple(
        tuple(
            mp.fsum(w * (c[i][j] + (loc[i] - mean[i]) * (loc[j] - mean[j])) for w, (loc, c) in p)
            for j in range(size)
        )
        for i in range(size)
    )
    return mean, second


def moment_matched(p, q):
    return kl(moments(p), moments(q))


def log_mixture(x, p):
    return log_sum([(w, log_density(x, *f)) for w, f in p])


def unscented(p, q):
    """Over the mean and its changes by sqrt(d) times a column of the factor, to both sides."""

    def mean_log_ratio(f):
        loc, covariance = f
        size, columns = len(loc), transposed(cholesky(covariance))
        steps = [[sign * sqrt(size) * x for x in column] for column in columns for sign in (1, -1)]
        points = [subtracted(loc, step) for step in steps]
        return mp.fsum(log_mixture(x, p) - log_mixture(x, q) for x in points) / (2 * size)

    return mean_over(p, mean_log_ratio)


def variational_upper(p, q):
    """By turns until one wins less than 2^-40 of it: Hershey & Olsen 2007, equations 20 and 21."""
    weights, others = [w for w, _ in p], [w for w, _ in q]
    closeness = [[exp(-kl(f, g)) for _, g in q] for _, f in p]
    psi, bound = [[a * b for b in others] for a in weights], inf
    for _ in range(MOST_TURNS):
        scaled = [[x * y for x, y in zip(row, near)] for row, near in zip(psi, closeness)]
        sums = [mp.fsum(row) for row in scaled]
        value = mp.fsum(a * log(a / total) for a, total in zip(weights, sums) if a)
        phi = [[a * x / total for x in row] for a, row, total in zip(weights, scaled, sums) if a]
        columns = [mp.fsum(column) for column in zip(*phi)]
        weights_left = [a for a in weights if a]
        psi = [[b * x / c if c else x for b, x, c in zip(others, row, columns)] for row in phi]
        closeness = [near for a, near in zip(weights, closeness) if a]
        weights, gain, bound = weights_left, bound - value, min(bound, value)
        if not gain > LEAST_GAIN * bound:
            return bound
    return bound


def partnered(p, q):
    """The chain rule's bound, of as many components."""
    if len(p) != len(q) or any(a and not b for (a, _), (b, _) in zip(p, q)):
        return inf
    return mp.fsum(a * (log(a / b) + kl(f, g)) for (a, f), (b, g) in zip(p, q) if a)


def lower(p, q):
    """The best of Durrieu's bound, and with Gibbs' and Bhattacharyya's bounds of E log q."""

    def most_cross(f):
        affinity = 2 * log(mp.fsum(sqrt(w) * exp(log_affinity(f, g)) for w, g in q))
        return min(over(f, q) + gaussians.entropy(*f), affinity, mpf(0))

    return max(mpf(0), durrieu_lower(p, q), mean_over(p, lambda f: near(f, p) - most_cross(f)))


def upper(p, q):
    """The best of Durrieu's, Gibbs', Kolchinsky's & Tracey's (2017), and by pairs of components."""

    def most_own(f):
        return min(over(f, p) + gaussians.entropy(*f), mpf(0))

    def by_affinity(f):
        return log_sum([(w, log_affinity(f, g)) for w, g in p])

    return min(
        durrieu_upper(p, q),
        mean_over(p, lambda f: most_own(f) - near(f, q)),
        mean_over(p, lambda f: by_affinity(f) - near(f, q)),
        variational_upper(p, q),
        partnered(p, q),
    )


# In the order of kullback_mixture_divergence.
BOUNDS = (
    *(lower, upper, variational, product, durrieu_lower, durrieu_upper, variational_upper),
    *(matched, unscented, moment_matched),
)


def bounds(p, q):
    return [bound(p, q) for bound in BOUNDS]


def largest_divergence(p, q):
    return max(kl(f, g) for _, f in p for _, g in q)
