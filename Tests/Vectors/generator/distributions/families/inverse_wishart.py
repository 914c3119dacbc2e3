"""Inverse Wishart, with n degrees of freedom: the inverse of a Wishart matrix of scale S^-1."""

from mpmath import inf

from ..matrices import inverse
from ..statistics import LOG_DET, entry_of_inverse
from ..vector_cases import near, vector_cases
from . import wishart
from .wishart import V, W

PARAMETERS = {"df": None, "scale_matrix": None}
GROUPS = {
    "plain": [((6, V), (7, W)), ((1.5, W), (10, V)), ((100, V), (90, V)), ((3, V), (3, W))],
    **near((6, V)),
    "one": [((6, ((2,),)), (5, ((0.5,),))), ((0.25, ((1,),)), (0.5, ((1,),)))],
    "three": wishart.GROUPS["three"],
    "nine": wishart.GROUPS["nine"],
    "extreme": wishart.GROUPS["extreme"],
}
AFFINITIES = ("plain", "near-1e-08")
MEMBERS = ("plain", "one", "three")
QUANTITIES = ("entropy", "mean", "variance")
POINTS = {"plain": (V, W, ((1, 0.5), (0.5, 1))), "one": (((2,),), ((0.25,),))}
WRONG = wishart.WRONG
support = wishart.support
condition = wishart.condition


def natural(df, scale):
    half = wishart.entries(wishart.halved(scale), entry_of_inverse)
    return {LOG_DET: -(df + len(scale) + 1) / 2, **half}


def log_partition(natural):
    log_det, scale = wishart.coefficients_of(natural)
    return wishart.log_normalizer(-2 * log_det - len(scale) - 1, scale)


def expectation(statistic, df, scale):
    precision = inverse(scale)
    match statistic:
        case ("log det x",):
            return -wishart.mean_log_det(df, precision)
        case ("(1/x)_ij", i, j):
            return df * precision[i][j]
    raise LookupError(statistic)


def mean(df, scale):
    """Diverges with few degrees of freedom: in the signs of the scale, and 0 becomes NaN."""
    excess = df - len(scale) - 1
    return [[x / excess if excess > 0 else inf * x for x in row] for row in scale]


def variance(df, scale):
    excess = df - len(scale) - 1

    def element(square, diagonals):
        if excess <= 2:
            return inf
        numerator = (excess + 2) * square + excess * diagonals
        return numerator / ((excess + 1) * excess**2 * (excess - 2))

    return [
        [element(x**2, scale[i][i] * scale[j][j]) for j, x in enumerate(row)]
        for i, row in enumerate(scale)
    ]


def cases():
    return vector_cases("inverse_wishart")
