"""The cases of normal distributions of vectors: in every way to state them, and of many sizes."""

from itertools import permutations

from . import cases
from .vector_cases import changed, with_nan

FAMILY = "multivariate_normal"
SIZES = (1, 2, 3, 5, 8, 17, 33, 65)
FORMS = {
    "covariance": ("loc", "covariance_matrix"),
    "cholesky": ("loc", "scale_tril"),
    "precision": ("loc", "precision_matrix"),
    "diagonal": ("loc", "scale_diag"),
    "low_rank": ("loc", "cov_factor", "cov_diag"),
}
WEIGHTS = (0.5, 0.25, 0.875)


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


def two_sided(quantity, name, comment, pairs, forms=("covariance", "covariance"), **options):
    names = [FORMS[form] for form in forms]
    return {
        "id": f"{FAMILY}-{quantity}-{name}",
        "comment": comment,
        "quantity": quantity,
        "p": cases.side(FAMILY, [p for p, _ in pairs], names[0]),
        "q": cases.side(FAMILY, [q for _, q in pairs], names[1]),
        **options,
    }


def sizes():
    """Several pairs of small sizes, one of large ones."""
    for form in FORMS:
        for size in SIZES:
            seeds = ((1, 2), (3, 4), (5, 6)) if size < 9 else ((1, 2),)
            pairs = [(member(form, a, size), member(form, b, size)) for a, b in seeds]
            yield two_sided("kl", f"{form}-{size}", f"size {size}", pairs, (form, form))
            if size in (2, 3, 8, 17):
                near = [(neighbour(q), q) for _, q in pairs]
                comment = f"size {size}, parameters within 2^-27"
                yield two_sided("kl", f"{form}-near-{size}", comment, near, (form, form))


def mixed_forms():
    for one, other in permutations(FORMS, 2):
        pairs = [(member(one, 1, 3), member(other, 2, 3))]
        yield two_sided("kl", f"{one}-{other}", "stated differently", pairs, (one, other))


def scaled(scales, correlation):
    """A covariance of these standard deviations and one correlation."""
    return tuple(
        tuple(a * b * (1 if i == j else correlation) for j, b in enumerate(scales))
        for i, a in enumerate(scales)
    )


def ill_conditioned():
    """Condition numbers up to 1e8, by scales and by correlation."""
    zero, shift = (0, 0, 0), (1, 2, -3)
    matrices = [
        scaled((1, 2.0**-7, 2.0**-13), 0.5),
        scaled((2.0**13, 1, 1), -0.25),
        scaled((1, 1, 1), 1 - 2.0**-13),
        scaled((1, 1, 1), 1 - 2.0**-26),
        scaled((1e4, 1e4, 1e4), 0.5),
        scaled((1e-4, 1e-4, 1e-4), 0.5),
    ]
    plain = scaled((1, 1, 1), 0.25)
    pairs = [((shift, a), (zero, plain)) for a in matrices]
    pairs += [((zero, plain), (shift, a)) for a in matrices]
    yield two_sided("kl", "ill-conditioned", "condition numbers up to 1e8", pairs)
    pairs = [((zero, nearby(a, 2.0**-32)), (zero, a)) for a in matrices[:3]]
    yield two_sided("kl", "ill-conditioned-near", "the same, nearly equal", pairs)


def special():
    pairs = [(member("covariance", 1, 3), member("covariance", 2, 3))]
    p, q = pairs[0]
    yield two_sided("kl", "equal", "P = Q", [(p, p), (q, q)])
    same = [((p[0], q[1]), q), ((nearby(q[0]), q[1]), q), (p, (p[0], q[1]))]
    yield two_sided("kl", "same-part", "equal covariances, or means", same)
    shifted = tuple(x + 1e8 for x in p[0])
    yield two_sided(
        "kl",
        "far",
        "means far away, near and not",
        [((shifted, p[1]), p), ((tuple(x + 1 for x in shifted), p[1]), (shifted, p[1]))],
    )
    nan = [((with_nan(p[0]), p[1]), q), ((p[0], with_nan(p[1])), q), (p, (with_nan(q[0]), q[1]))]
    yield two_sided("kl", "nan", "NaN makes its own result NaN", [*nan, (p, q)])


def divergences():
    """Quantities beside KL, in small sizes."""
    for size in (1, 2, 3, 5):
        pairs = [(member("covariance", a, size), member("covariance", a + 1, size)) for a in (1, 3)]
        pairs += [(neighbour(q), q) for _, q in pairs[:1]]
        for quantity in (
            *("bhattacharyya_distance", "squared_hellinger", "hellinger_distance"),
            "squared_wasserstein",
        ):
            yield two_sided(quantity, f"{size}", f"size {size}", pairs)
        for order in cases.ORDERS:
            options = {"order": cases.encoded(order)}
            yield two_sided("renyi", f"{order}-{size}", f"order {order}", pairs, **options)
        for quantity in ("geometric_js", "dual_geometric_js"):
            for weight in WEIGHTS:
                options = {"weight": cases.encoded(weight)}
                comment = f"weight {weight} of P"
                yield two_sided(quantity, f"{weight}-{size}", comment, pairs, **options)


def of_one():
    for form, names in FORMS.items():
        for quantity in ("entropy", "mean", "variance"):
            members = [member(form, seed, 3) for seed in (1, 2, 3)]
            yield one_sided(quantity, form, members, names)
        members, points = [member(form, 1, 3)], [vector(seed, 3) for seed in (1, 7, 8)]
        x = [cases.encoded(point) for point in (*points, with_nan(points[0]))]
        yield one_sided("log_density", form, members, names, x=x)
    for blocks in ((1, 1), (2, 1), (1, 1, 1), (3, 2), (2, 2, 4)):
        members = [member("covariance", seed, sum(blocks)) for seed in (1, 2)]
        name, options = "-".join(map(str, blocks)), {"blocks": cases.encoded(blocks)}
        yield one_sided("mutual_information", name, members, FORMS["covariance"], **options)


def one_sided(quantity, name, members, names, **options):
    return {
        "id": f"{FAMILY}-{quantity}-{name}",
        "comment": name.replace("_", " "),
        "quantity": quantity,
        "p": cases.side(FAMILY, members, names),
        **options,
    }


def gaussian_cases():
    yield from sizes()
    yield from mixed_forms()
    yield from ill_conditioned()
    yield from special()
    yield from divergences()
    yield from of_one()
