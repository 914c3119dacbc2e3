"""Linear algebra of small matrices of mpmath numbers, as tuples of rows."""

from mpmath import fdot, log, matrix, mp, mpf, sqrt


def identity(size):
    return tuple(tuple(mpf(i == j) for j in range(size)) for i in range(size))


def diagonal(numbers):
    return tuple(
        tuple(x if i == j else mpf(0) for j in range(len(numbers))) for i, x in enumerate(numbers)
    )


def transposed(a):
    return tuple(zip(*a))


def product(a, b):
    columns = transposed(b)
    return tuple(tuple(fdot(row, column) for column in columns) for row in a)


def combination(weight_a, a, weight_b, b):
    return tuple(
        tuple(weight_a * x + weight_b * y for x, y in zip(row, other)) for row, other in zip(a, b)
    )


def times_vector(a, x):
    return tuple(fdot(row, x) for row in a)


def trace(a):
    return mp.fsum(row[i] for i, row in enumerate(a))


def cholesky(a):
    """The lower triangular factor; None if the matrix is not positive definite.

    A pivot is 0 below the root of the working precision, relative to its diagonal element.
    """
    factor = []
    for i, row in enumerate(a):
        new = []
        for j in range(i):
            new.append((row[j] - fdot(new, factor[j][:j])) / factor[j][j])
        pivot = row[i] - fdot(new, new)
        if pivot <= sqrt(mp.eps) * abs(row[i]):
            return None
        new += [sqrt(pivot), *[mpf(0)] * (len(a) - i - 1)]
        factor.append(tuple(new))
    return tuple(factor)


def solve_lower(factor, columns):
    """The solutions of factor y = column, for each of the columns."""
    solutions = []
    for column in columns:
        solution = []
        for i, x in enumerate(column):
            solution.append((x - fdot(factor[i][:i], solution)) / factor[i][i])
        solutions.append(tuple(solution))
    return tuple(solutions)


def inverse(a):
    """Of a symmetric positive definite matrix."""
    rows = solve_lower(cholesky(a), identity(len(a)))  # the columns of 1 / L
    return tuple(tuple(fdot(x, y) for y in rows) for x in rows)


def log_determinant(a):
    factor = cholesky(a)
    return 2 * mp.fsum(log(row[i]) for i, row in enumerate(factor))


def kronecker(a, b):
    return tuple(tuple(x * y for x in row_a for y in row_b) for row_a in a for row_b in b)


def eigenvalues(a):
    return tuple(mp.eigsy(matrix(a), eigvals_only=True))
