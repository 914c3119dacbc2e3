"""The cases of mixtures of normal distributions."""

from . import cases
from .gaussian_members import FORMS, member, nearby, scatter, vector
from .vector_cases import with_nan

FAMILY = "gaussian_mixture"
WEIGHTS = {1: (1,), 2: (0.75, 0.25), 3: (0.5, 0.125, 0.375)}


def mixture(form, seed, size, count):
    """Weights, and the parameters of components side by side."""
    components = [member(form, 10 * seed + i, size) for i in range(count)]
    return WEIGHTS[count], *zip(*components)


def bounds(name, comment, pairs, forms=("covariance", "covariance"), **options):
    names = [("weights", *FORMS[form]) for form in forms]
    return {
        "id": f"{FAMILY}-bounds-{name}",
        "comment": comment,
        "quantity": "mixture_bounds",
        "p": cases.side(FAMILY, [p for p, _ in pairs], names[0]),
        "q": cases.side(FAMILY, [q for _, q in pairs], names[1]),
        **options,
    }


def sizes():
    for size, counts in ((1, (2, 3)), (2, (3, 2)), (3, (1, 1)), (5, (2, 2)), (9, (2, 1))):
        pair = tuple(mixture("covariance", seed, size, n) for seed, n in zip((1, 2), counts))
        yield bounds(f"{size}", f"size {size}, {counts} components", [pair])
    for form in FORMS:
        pairs = [(mixture(form, 1, 2, 2), mixture("covariance", 2, 2, 3))]
        yield bounds(form, f"stated by {form}", pairs, (form, "covariance"))


def near():
    """Components change a little: what is large must cancel."""
    loc, covariances = ((0, 0), (6, -8)), (scatter(1, 2), scatter(2, 2))
    base = ((0.25, 0.75), loc, covariances)
    for step in (2.0**-13, 2.0**-27):
        moved = tuple(tuple(x + step for x in mean) for mean in loc)
        other = (base[0], moved, tuple(nearby(c, step) for c in covariances))
        yield bounds(f"near-{step:.0e}", "components nearly agree", [(other, base), (base, other)])
    yield bounds("equal", "P = Q", [(base, base)])


def special():
    p, q = mixture("covariance", 1, 2, 2), mixture("covariance", 2, 2, 3)
    unused = ((0.25, 0, 0.75), *q[1:])
    yield bounds("zero-weight-q", "a component without weight", [(p, unused)])
    yield bounds("zero-weight-p", "a component without weight", [(unused, q)])
    scaled = [
        (weights, loc, tuple(tuple(tuple(x * scale for x in row) for row in c) for c in spread))
        for weights, loc, spread in (p,)
        for scale in (1e-8, 1e8)
    ]
    yield bounds("scales", "narrow and wide components", [(x, q) for x in scaled])
    nan = (p[0], with_nan(p[1]), p[2])
    yield bounds("nan", "NaN makes its own result NaN", [(nan, p), (p, nan), (p, p)])


def densities():
    for form in FORMS:
        points = [vector(seed, 3) for seed in (1, 7, 8)]
        x = [cases.encoded(point) for point in (*points, with_nan(points[0]))]
        yield {
            "id": f"{FAMILY}-log_density-{form}",
            "comment": form.replace("_", " "),
            "quantity": "log_density",
            "p": cases.side(FAMILY, [mixture(form, 1, 3, 2)], ("weights", *FORMS[form])),
            "x": x,
        }


def errors():
    p, q = mixture("covariance", 1, 2, 2), mixture("covariance", 2, 2, 2)
    at = {"status": "PROBABILITY", "argument": "Q_WEIGHTS", "row": 0, "index": 1}
    negative = ((1.25, -0.25), *q[1:])
    yield bounds(
        "negative-weight",
        "a weight below 0",
        [(p, negative)],
        error={**at, "value": cases.encoded(-0.25)},
    )
    at = {"status": "SUM", "argument": "P_WEIGHTS", "row": 0, "index": None}
    light = ((0.25, 0.25), *p[1:])
    yield bounds(
        "sum", "weights of another sum", [(light, q)], error={**at, "value": cases.encoded(0.5)}
    )
    at = {"status": "NOT_POSITIVE_DEFINITE", "argument": "Q", "row": 1, "index": 1}
    factors = mixture("cholesky", 2, 2, 1)
    indefinite = (q[0], q[1], (factors[2][0], ((1, 0), (2, -3))))
    yield bounds(
        "indefinite",
        "the second component is none",
        [(p, indefinite)],
        ("covariance", "cholesky"),
        error={**at, "value": cases.encoded(-3)},
    )


def mixture_cases():
    yield from sizes()
    yield from near()
    yield from special()
    yield from densities()
    yield from errors()
