"""Wishart, with n degrees of freedom and scale V: the scatter of n draws from N(0, V)."""

from math import isqrt

from mpmath import digamma, fsum, inf, log, loggamma, mpf, pi

from .. import gaussians
from ..gaussian_members import scatter
from ..matrices import cholesky, combination, inverse, log_determinant
from ..statistics import LOG_DET, entry
from ..vector_cases import near, vector_cases

V = ((2, 0.5), (0.5, 1))
W = ((1, -0.25), (-0.25, 3))
PARAMETERS = {"df": None, "covariance_matrix": None}
GROUPS = {
    "plain": [((3, V), (4, W)), ((1.5, W), (10, V)), ((100, V), (90, V)), ((3, V), (3, W))],
    **near((4, V)),
    "one": [((3, ((2,),)), (5, ((0.5,),))), ((0.25, ((1,),)), (0.5, ((1,),)))],
    "three": [
        ((4, ((2, 1, 0.5), (1, 3, -1), (0.5, -1, 4))), (7, ((1, 0, 0), (0, 1, 0.25), (0, 0.25, 2))))
    ],
    "nine": [((12, scatter(1, 9)), (9.5, scatter(2, 9)))],
    "extreme": [
        ((a, ((b, 0), (0, b))), (c, ((1, 0), (0, 1))))
        for a in (1 + 1e-8, 1e8)
        for b in (1e-8, 1, 1e8)
        for c in (1 + 1e-8, 1e8)
        if (a, b) != (c, 1)
    ],
}
AFFINITIES = ("plain", "near-1e-08")
MEMBERS = ("plain", "one", "three")
QUANTITIES = ("entropy", "mean", "variance")
WRONG = {
    name: ((df, matrix), {"status": status, "parameter": place, "index": index, "value": value})
    for name, df, matrix, status, place, index, value in (
        ("df", 1, V, "PARAMETER", 0, 0, 1),
        ("infinite", 3, ((1, 0), (inf, 1)), "PARAMETER", 1, 2, inf),
        ("indefinite", 3, ((1, 2), (2, 1)), "NOT_POSITIVE_DEFINITE", 1, 1, -3),
    )
}
POINTS = {"plain": (V, W, ((1, 0.5), (0.5, 1))), "one": (((2,),), ((0.25,),))}


class PositiveDefinite:
    def contains(self, x):
        return True

    def is_within(self, other):
        return True


def support(df, scale):
    return PositiveDefinite()


def log_multigamma(size, a):
    logs = [loggamma(a - mpf(i) / 2) for i in range(size)]
    return mpf(size * (size - 1)) / 4 * log(pi) + fsum(logs)


def mean_log_det(df, scale):
    terms = [digamma((df - i) / 2) for i in range(len(scale))]
    return fsum(terms) + len(scale) * log(2) + log_determinant(scale)


def entries(coefficients, statistic=entry):
    return {statistic(i, j): x for i, row in enumerate(coefficients) for j, x in enumerate(row)}


def halved(matrix):
    return combination(-mpf(1) / 2, matrix, 0, matrix)


def natural(df, scale):
    return {LOG_DET: (df - len(scale) - 1) / 2, **entries(halved(inverse(scale)))}


def coefficients_of(natural):
    """Of log det x, and of the entries, as the matrix of which they are minus a half."""
    log_det, *entries = natural.values()
    size = isqrt(len(entries))
    return log_det, [[-2 * x for x in row] for row in zip(*[iter(entries)] * size)]


def log_partition(natural):
    log_det, precision = coefficients_of(natural)
    return log_normalizer(2 * log_det + len(precision) + 1, precision)


def log_normalizer(df, precision):
    """Of the inverse of the scale; inf where it is not positive definite, or df too small."""
    size, factor = len(precision), cholesky(precision)
    if factor is None or df <= size - 1:
        return inf
    half = df / 2
    return half * (size * log(2) - log_determinant(precision)) + log_multigamma(size, half)


def expectation(statistic, df, scale):
    match statistic:
        case ("log det x",):
            return mean_log_det(df, scale)
        case ("x_ij", i, j):
            return df * scale[i][j]
    raise LookupError(statistic)


def mean(df, scale):
    return [[df * x for x in row] for row in scale]


def variance(df, scale):
    return [
        [df * (x**2 + scale[i][i] * scale[j][j]) for j, x in enumerate(row)]
        for i, row in enumerate(scale)
    ]


def condition(*sides):
    """The larger of the matrices'."""
    return max(gaussians.condition(matrix) for _, matrix in sides)


def cases():
    return vector_cases("wishart")
