"""Members of the normal distributions of vectors, in every way to state them."""

from .vector_cases import changed

FORMS = {
    "covariance": ("loc", "covariance_matrix"),
    "cholesky": ("loc", "scale_tril"),
    "precision": ("loc", "precision_matrix"),
    "diagonal": ("loc", "variances"),
    "low_rank": ("loc", "cov_factor", "cov_diag"),
}


def whole_numbers(seed, count, most):
    """From -most to most (Park & Miller 1988)."""
    for _ in range(count):
        seed = seed * 48271 % (2**31 - 1)
        yield seed // 1000 % (2 * most + 1) - most


def vector(seed, size, most=3):
    return tuple(whole_numbers(seed + 1, size, most))


def matrix(seed, rows, columns, most=2):
    numbers = list(whole_numbers(seed + 2, rows * columns, most))
    return tuple(tuple(numbers[i * columns : (i + 1) * columns]) for i in range(rows))


def scatter(seed, size):
    """A positive definite matrix of whole numbers: A A' of a square A, and the identity."""
    factor = matrix(seed, size, size, 1)
    return tuple(
        tuple(sum(x * y for x, y in zip(a, b)) + (i == j) for j, b in enumerate(factor))
        for i, a in enumerate(factor)
    )


def lower(seed, size):
    return tuple(
        tuple(x / 64 if j < i else (abs(x) + 1) / 2 if j == i else 0 for j, x in enumerate(row))
        for i, row in enumerate(matrix(seed, size, size, 3))
    )


def member(form, seed, size):
    """Parameters of whole numbers, or with few bits, so that a file stays small."""
    loc = vector(seed, size)
    match form:
        case "cholesky":
            return loc, lower(seed, size)
        case "diagonal":
            return loc, tuple((abs(x) + 1) / 2 for x in vector(seed + 9, size))
        case "low_rank":
            variances = tuple((abs(x) + 1) / 4 for x in vector(seed + 9, size))
            return loc, matrix(seed, size, min(size, 3)), variances
    return loc, scatter(seed, size)


def nearby(value, step=2.0**-27):
    """Each number by a relative change of up to `step`; symmetric where the matrix is."""
    if not isinstance(value[0], tuple):
        return changed(value, step)
    return tuple(
        tuple(x * (1 + step * (1, -0.5, 0.25)[(i + j) % 3]) for j, x in enumerate(row))
        for i, row in enumerate(value)
    )


def neighbour(member):
    return tuple(map(nearby, member))


def scaled_member(form, member, scale):
    """Every number, which is exact in `form` and so no covariance of another."""
    return tuple(multiplied(value, scale) for value in member)


def multiplied(value, scale):
    return tuple(multiplied(x, scale) for x in value) if isinstance(value, tuple) else value * scale


def scaled(scales, correlation):
    """A covariance of these standard deviations and one correlation."""
    return tuple(
        tuple(a * b * (1 if i == j else correlation) for j, b in enumerate(scales))
        for i, a in enumerate(scales)
    )
