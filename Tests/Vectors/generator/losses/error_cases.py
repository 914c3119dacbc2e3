"""What must be refused: the error says which argument, row, position and value."""

from math import inf

from ..cases import error
from ..encoding import encode_number
from .cases import case, weights_of
from .patterns import rounded, stated

GOOD, OTHER = (0.25, 0.5, 0.25), (0.5, 0.25, 0.25)
ONE = "0x1p+0"


def sides(p=(GOOD, GOOD), q=(OTHER, OTHER), kind="f64", space="probabilities", temperature=None):
    rows = {"p": p, "q": q}
    return {
        name: stated([rounded(row, kind) for row in rows[name]], kind, space, temperature)
        for name in rows
        if rows[name]
    }


def refused(name, comment, given, expected, function="loss", **members):
    flags = ("enumerators-only",) if expected["status"] == "QUANTITY" else ()
    quantity = {"quantity": "kl"} if function == "loss" else {}
    members = {**quantity, **members, "error": expected}
    gradients = ("q",) if function == "distillation_loss" else ("p", "q")
    return case(f"error-{name}", comment, function, given, flags, gradients, **members)


def of_rows():
    for kind in ("f64", "bf16"):
        negative = sides(q=(OTHER, (1.25, -0.25, 0)), kind=kind)
        found = error("PROBABILITY", "Q", 1, 1, encode_number(-0.25))
        yield refused("negative", "a negative probability", negative, found)
        hot = sides(p=((1, inf, 0), GOOD), kind=kind, space="logits")
        found = error("PROBABILITY", "P", 0, 1, "inf")
        yield refused("infinite", "a logit of +inf", hot, found)
        loose = sides(q=(OTHER, (0.5, 0.5, 0.25)), kind=kind)
        found = error("SUM", "Q", 1, None, encode_number(1.25))
        yield refused("sum", "a sum of 1.25", loose, found)
        empty = sides(p=(GOOD, (-inf, -inf, -inf)), kind=kind, space="logits")
        found = error("NO_MASS", "P", 1, None, "0x0p+0")
        yield refused("masked-row", "a row of masks", empty, found)


def of_options():
    for name, value in (("factor", inf), ("base", 1.0), ("weight", 1.5), ("sum_tolerance", -1.0)):
        found = error("OPTION", "OPTIONS", value=encode_number(value))
        options = {name: encode_number(value)}
        quantity = "js_divergence" if name == "weight" else "kl"
        comment = f"{name} of {value}"
        yield refused(name, comment, sides(), found, quantity=quantity, options=options)
    weights = {"row_weights": weights_of("f64", 1, inf)}
    found = error("PARAMETER", "ROW_WEIGHTS", 0, 1, "inf")
    yield refused("row-weight", "an infinite weight", sides(), found, options=weights)
    for quantity in ("renyi", "entropy"):
        found = error("QUANTITY", "QUANTITY")
        yield refused(quantity, "no loss of two sides", sides(), found, quantity=quantity)


def of_labels():
    logits = sides(p=(), space="logits")
    for label in (-1, 3):
        found = error("PARAMETER", "LABELS", 1, None, encode_number(float(label)))
        labels = {"data": [0, label]}
        comment = f"label {label} of 3"
        yield refused(f"label-{label}", comment, logits, found, "label_loss", labels=labels)
    smoothing = {"data": [0, 1], "smoothing": "0x1.8p+0"}
    found = error("OPTION", "LABELS", value="0x1.8p+0")
    yield refused("smoothing", "smoothing of 1.5", logits, found, "label_loss", labels=smoothing)


def of_distillation():
    masked = sides(q=(OTHER, (-inf, -inf, -inf)), space="logits")
    parts = {"soft_weight": ONE, "hard_weight": "0x0p+0"}
    found = error("NO_MASS", "STUDENT", 1, None, "0x0p+0")
    yield refused(
        "student", "a row of masks", masked, found, "distillation_loss", distillation=parts
    )
    parts = {**parts, "temperature": "-0x1p+0"}
    found = error("OPTION", "DISTILLATION", value="-0x1p+0")
    yield refused(
        "temperature",
        "a negative temperature",
        sides(space="logits"),
        found,
        "distillation_loss",
        distillation=parts,
    )


def errors(_stem):
    for part in (of_rows, of_options, of_labels, of_distillation):
        yield from part()
