"""The cases of normal distributions of vectors: in every way to state them, and of many sizes."""

from itertools import permutations
from math import inf

from . import cases
from .gaussian_members import (
    FORMS,
    member,
    nearby,
    neighbour,
    scaled,
    scaled_member,
    vector,
)
from .vector_cases import with_nan

FAMILY = "multivariate_normal"
SIZES = (1, 2, 3, 5, 8, 9, 17, 33)
SCALES = (1e-8, 1, 1e8)
ENDS = [(a, b) for a in SCALES for b in SCALES if a != b]
WEIGHTS = (0.5, 0.25, 0.875)


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
    """Several pairs of small sizes, one of large ones; 65 is beyond what is computed by eights."""
    for form in FORMS:
        for size in SIZES if form != "covariance" else (*SIZES, 65):
            seeds = ((1, 2), (3, 4)) if size < 9 else ((1, 2),)
            pairs = [(member(form, a, size), member(form, b, size)) for a, b in seeds]
            yield two_sided("kl", f"{form}-{size}", f"size {size}", pairs, (form, form))
            if size in (2, 3, 9):
                near = [(neighbour(q), q) for _, q in pairs]
                comment = f"size {size}, parameters within 2^-27"
                yield two_sided("kl", f"{form}-near-{size}", comment, near, (form, form))
        p, *several = (member(form, seed, 3) for seed in (1, 2, 3, 4))
        pairs = [(p, q) for q in several]
        yield two_sided("kl", f"{form}-to-several", "one P", pairs, (form, form))
        pairs = [(q, p) for q in several]
        yield two_sided("kl", f"{form}-from-several", "one Q", pairs, (form, form))
        pairs = [(scaled_member(form, p, a), scaled_member(form, several[0], b)) for a, b in ENDS]
        yield two_sided("kl", f"{form}-scales", "of 1e-8 and 1e8", pairs, (form, form))


def mixed_forms():
    for one, other in permutations(FORMS, 2):
        pairs = [(member(one, 1, 3), member(other, 2, 3))]
        yield two_sided("kl", f"{one}-{other}", "stated differently", pairs, (one, other))


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


def singular():
    """Both on one subspace, on different ones, and a singular q."""
    loc, p, q = (1, 0, -1), ((1, 0), (1, 1), (0, 2)), ((2, 1), (1, 2), (-2, 2))
    nowhere, none = (0, 0, 0), (0, 0, 0)
    other, full = ((1, 0), (1, 1), (1, 1)), (1, 1, 1)
    pairs = [((loc, p, none), (loc, q, none)), (((3, 3, 3), p, none), (loc, q, none))]
    pairs += [((nowhere, p, none), (loc, q, none)), ((loc, other, none), (loc, q, none))]
    pairs += [((loc, p, full), (loc, q, none)), ((loc, p, none), (loc, q, full))]
    forms = ("low_rank", "low_rank")
    yield two_sided("kl", "singular-low_rank", "on one subspace, or not", pairs, forms)
    one, flat = ((1, 1), ((2, 1), (1, 2))), ((1, 1), ((1, 1), (1, 1)))
    pairs = [(one, flat), (flat, one), (((3, 3), ((4, 4), (4, 4))), flat)]
    yield two_sided("kl", "singular-covariance", "a matrix of rank 1", pairs)
    variances = [((1, 2), (1, 0)), ((0, 2), (2, 0)), ((1, 2), (0, 1))]
    pairs = [(variances[0], variances[i]) for i in (1, 2)] + [(variances[1], variances[0])]
    yield two_sided("kl", "singular-diagonal", "a variance of 0", pairs, ("diagonal", "diagonal"))


def divergences():
    """Quantities beside KL, in small sizes."""
    for size in (1, 2, 3, 5, 9):
        pairs = [(member("covariance", a, size), member("covariance", a + 1, size)) for a in (1, 3)]
        pairs += [(neighbour(q), q) for _, q in pairs[:1]]
        for quantity in (
            *("bhattacharyya_distance", "squared_hellinger", "hellinger_distance", "jeffreys"),
            "squared_wasserstein",
        ):
            yield two_sided(quantity, f"{size}", f"size {size}", pairs)
        for order in cases.ORDERS:
            options = {"order": cases.encoded(order)}
            yield two_sided("renyi", f"{order}-{size}", f"order {order}", pairs, **options)
        for quantity in ("geometric_js", "dual_geometric_js"):
            for weight in WEIGHTS[: 3 if size < 5 else 1]:
                options = {"weight": cases.encoded(weight)}
                comment = f"weight {weight} of P"
                yield two_sided(quantity, f"{weight}-{size}", comment, pairs, **options)


def gradients():
    for form in FORMS:
        p, q = member(form, 1, 3), member(form, 2, 3)
        pairs, forms = [(p, q), (neighbour(q), q), (q, p)], (form, form)
        yield two_sided("kl_gradient", form, "also nearly equal ones", pairs, forms)
    pairs = [(member("covariance", 1, 9), member("covariance", 2, 9))]
    yield two_sided("kl_gradient", "9", "size 9", pairs)


def of_one():
    for form, names in FORMS.items():
        members = [member(form, seed, 3) for seed in (1, 2, 3)]
        members += [scaled_member(form, members[0], scale) for scale in (1e-8, 1e8)]
        yield one_sided("entropy", form, members, names)
        for size in (3, 9):
            points = [vector(seed, size) for seed in (1, 7, 8)]
            x = [cases.encoded(point) for point in (*points, with_nan(points[0]))]
            members = [member(form, 1, size)]
            yield one_sided("log_density", f"{form}-{size}", members, names, x=x)
    for blocks in ((1, 1), (2, 1), (3, 2), (1, 8)):
        members = [member("covariance", seed, sum(blocks)) for seed in (1, 2)]
        name, options = "-".join(map(str, blocks)), {"blocks": cases.encoded(blocks)}
        yield one_sided("mutual_information", name, members, FORMS["covariance"], **options)


def errors():
    """(name, forms, what is wrong with p or q of the second pair, the error)."""
    p, indefinite = ((0, 1), ((1, 0), (0, 1))), ((0, 0), ((1, 2), (2, 1)))
    for name, form, wrong, pivot, value in (
        ("covariance", "covariance", indefinite, 1, -3),
        ("cholesky", "cholesky", ((0, 0), ((1, 0), (2, -3))), 1, -3),
        ("precision", "precision", indefinite, 0, -3),
        ("diagonal", "diagonal", ((0, 0), (1, -0.5)), 1, -0.5),
    ):
        at = {"status": "NOT_POSITIVE_DEFINITE", "row": 1, "index": pivot, "value": value}
        pairs = [(p, member(form, 1, 2)), (p, wrong)]
        yield refused(f"not-definite-{name}", pairs, ("covariance", form), at, "Q")
        pairs = [(q, p) for p, q in pairs]
        yield refused(f"not-definite-{name}-p", pairs, (form, "covariance"), at, "P")
    for name, wrong, argument, index in (
        ("loc", ((0, inf), p[1]), "LOC_P", 1),
        ("covariance", ((0, 0), ((1, 0), (-inf, 1))), "P", 2),
    ):
        value = inf if name == "loc" else -inf
        at = {"status": "PARAMETER", "row": 0, "index": index, "value": value}
        yield refused(f"infinite-{name}", [(wrong, p)], ("covariance",) * 2, at, argument)


def refused(name, pairs, forms, error, argument):
    error = {"argument": argument, **error, "value": cases.encoded(error["value"])}
    return two_sided("kl", name, name.replace("-", " "), pairs, forms, error=error)


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
    yield from singular()
    yield from divergences()
    yield from gradients()
    yield from of_one()
    yield from errors()
