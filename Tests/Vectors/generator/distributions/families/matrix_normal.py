"""Matrix normal: the rows of x, one after the other, have the covariance row ⊗ column."""

from .. import gaussians
from ..gaussian_members import matrix, scatter
from ..matrices import kronecker
from ..vector_cases import vector_cases

ZERO, LOC = ((0, 0, 0), (0, 0, 0)), ((1, -1, 0.5), (2, 0, 3))
ROWS, COLUMNS = ((2, 0.5), (0.5, 1)), ((2, 1, 0.5), (1, 3, -1), (0.5, -1, 4))
MORE_ROWS, MORE_COLUMNS = ((1, -0.25), (-0.25, 3)), ((1, 0, 0), (0, 1, 0.25), (0, 0.25, 2))
PARAMETERS = {"loc": None, "row_covariance": None, "column_covariance": None}
GROUPS = {
    "plain": [
        ((ZERO, ROWS, COLUMNS), (LOC, MORE_ROWS, MORE_COLUMNS)),
        ((LOC, MORE_ROWS, COLUMNS), (LOC, ROWS, COLUMNS)),
        ((LOC, ROWS, COLUMNS), (ZERO, ROWS, COLUMNS)),
    ],
    "near-1e-08": [
        (
            (LOC, tuple(tuple(x * (1 + 2**-27) for x in row) for row in ROWS), COLUMNS),
            (LOC, ROWS, COLUMNS),
        )
    ],
    "five-by-three": [
        tuple((matrix(seed, 5, 3), scatter(seed, 5), scatter(seed + 2, 3)) for seed in (1, 5))
    ],
    "one": [((((1,),), ((2,),), ((3,),)), (((0,),), ((1,),), ((1,),)))],
}
MEMBERS = ("plain", "one")
QUANTITIES = ("entropy", "mean", "variance")
AFFINITIES = ("plain",)
WRONG = {
    "rows": (
        (ZERO, ((1, 2), (2, 1)), COLUMNS),
        {"status": "NOT_POSITIVE_DEFINITE", "parameter": 0, "index": 1, "value": -3},
    )
}
POINTS = {"plain": (ZERO, LOC), "one": (((0,),),)}


def flattened(loc, rows, columns):
    return tuple(x for row in loc for x in row), kronecker(rows, columns)


def kl(p, q):
    return gaussians.kl(flattened(*p), flattened(*q))


def log_affinity(p, q, order):
    return gaussians.log_affinity(flattened(*p), flattened(*q), order)


def entropy(loc, rows, columns):
    return gaussians.entropy(*flattened(loc, rows, columns))


def log_density(x, loc, rows, columns):
    flat, _ = flattened(x, rows, columns)
    return gaussians.log_density(flat, *flattened(loc, rows, columns))


def mean(loc, rows, columns):
    return loc


def variance(loc, rows, columns):
    return [[row[i] * column[j] for j, column in enumerate(columns)] for i, row in enumerate(rows)]


def condition(*sides):
    """The larger of the products' of the rows' and the columns'."""
    return max(gaussians.condition(u) * gaussians.condition(v) for _, u, v in sides)


def cases():
    return vector_cases("matrix_normal")
