"""Gaussian mixtures in mpmath: approximations and bounds of their KL divergence, by definition.

A mixture is a list of (weight, mean, covariance).
"""

# mypy: allow-untyped-defs, allow-untyped-calls, allow-incomplete-defs
# mypy: disable-error-code="attr-defined, import-untyped, arg-type"

import mpmath as mp


def exact(mixture):
    """Take the numbers of a GaussianMixture."""
    members = zip(
        mixture.weights, mixture.components.loc, mixture.components.covariance_matrix, strict=True
    )
    parts = [
        (mp.mpf(float(w)), mp.matrix(m.tolist()), mp.matrix(c.tolist())) for w, m, c in members
    ]
    total = sum(w for w, _, _ in parts)
    return [(w / total, mean, covariance) for w, mean, covariance in parts]


def kl(f, g):
    """Divergence of two components."""
    (_, mean_f, cov_f), (_, mean_g, cov_g) = f, g
    inverse, step = cov_g**-1, mean_f - mean_g
    product = inverse * cov_f
    trace = sum(product[i, i] for i in range(cov_f.rows))
    determinants = mp.log(mp.det(cov_g) / mp.det(cov_f))
    return (trace - cov_f.rows + determinants + (step.T * inverse * step)[0]) / 2


def density(component, x):
    """Density of a component."""
    _, mean, covariance = component
    step = x - mean
    square = (step.T * covariance**-1 * step)[0]
    return mp.exp(-square / 2) / mp.sqrt((2 * mp.pi) ** covariance.rows * mp.det(covariance))


def overlap(f, g):
    """Integrate a product: it is one density at the other's mean."""
    return density((1, g[1], f[2] + g[2]), f[1])


def entropy(f):
    """Entropy of a component."""
    return mp.log((2 * mp.pi * mp.e) ** f[2].rows * mp.det(f[2])) / 2


def _near(f, q):
    return mp.log(sum(g[0] * mp.exp(-kl(f, g)) for g in q if g[0] > 0))


def _over(f, q):
    return mp.log(sum(g[0] * overlap(f, g) for g in q))


def variational(p, q):
    """Hershey & Olsen 2007."""
    return sum(f[0] * (_near(f, p) - _near(f, q)) for f in p)


def product(p, q):
    """Hershey & Olsen 2007."""
    return sum(f[0] * (_over(f, p) - _over(f, q)) for f in p)


def durrieu_lower(p, q):
    """Durrieu, Thiran & Kelly 2012."""
    return sum(f[0] * (_near(f, p) - entropy(f) - _over(f, q)) for f in p)


def durrieu_upper(p, q):
    """Durrieu, Thiran & Kelly 2012."""
    return sum(f[0] * (_over(f, p) + entropy(f) - _near(f, q)) for f in p)


def matched(p, q):
    """Goldberger, Gordon & Greenspan 2003."""

    def least(f):
        return min(mp.log(f[0] / g[0]) + kl(f, g) for g in q if g[0] > 0)

    return sum(f[0] * least(f) for f in p if f[0] > 0)


def moments(p):
    """Gaussian with the same mean and covariance."""
    mean = sum((w * m for w, m, _ in p), 0 * p[0][1])
    steps = [(w, m - mean, c) for w, m, c in p]
    return 1, mean, sum((w * (c + s * s.T) for w, s, c in steps), 0 * p[0][2])


def moment_matched(p, q):
    """Divergence of those."""
    return kl(moments(p), moments(q))


def log_ratio(p, q, x):
    """Logarithm of p / q at x."""

    def value(mixture):
        return sum(c[0] * density(c, x) for c in mixture)

    return mp.log(value(p) / value(q))


def unscented(p, q):
    """Mean of the log ratio over sigma points."""
    total = mp.mpf(0)
    for weight, mean, covariance in p:
        factor, d = mp.cholesky(covariance), covariance.rows
        points = [mean + sign * mp.sqrt(d) * factor[:, j] for j in range(d) for sign in (1, -1)]
        total += weight * sum(log_ratio(p, q, x) for x in points) / (2 * d)
    return total


QUANTITIES = {
    f.__name__: f
    for f in (
        variational,
        product,
        durrieu_lower,
        durrieu_upper,
        matched,
        moment_matched,
        unscented,
    )
}
