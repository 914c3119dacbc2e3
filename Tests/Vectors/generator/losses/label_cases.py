"""Cases of losses with hard labels: their cross-entropy, distillation; and of decoupled KL."""

from ..encoding import row_of
from ..spaces import uniform
from .cases import CORE, FEW, FEW_MIXED, SAME, case, pairs_of, sides_of, weights_of
from .patterns import TYPES, logits, rounded, stated

WEIGHTS = {"soft_weight": "0x1p-1", "hard_weight": "0x1.8p+0"}
LABELS = {"data": [0, 4, -100, 3, 2]}


def batch(kind):
    return [logits(f"q{i}", 5, kind) for i in range(5)]


def label_rows(kind):
    for count in (1, 2, 9, 65):
        rows = [rounded(uniform(f"labels{count}-{i}", count, -4, 4), kind) for i in range(3)]
        yield f"size-{count}", f"rows of {count}", rows, [0, count // 2, count - 1]
    certain = [rounded((20, 0, 1, -1), kind), rounded((90, 0, 1, -1), kind)]
    yield "certain", "a label of probability nearly one", certain, [0, 0]
    yield "wrong", "a label of small probability", certain, [1, 3]
    inf = float("inf")
    yield "masked", "-inf elsewhere", [rounded((2, -inf, 1, 0.5), kind)], [2]
    yield "masked-label", "-inf at the label", [rounded((2, -inf, 1, 0.5), kind)], [1]
    yield "far", "logits of +-1e4", [rounded((1e4, -1e4, 9e3, 1e4), kind)] * 2, [0, 2]
    yield "nan", "a NaN", [rounded((1, float("nan"), 2), kind), rounded((1, 0, 2), kind)], [0, 0]


def labelled(identity, comment, rows, kind, labels, temperature=None, space="logits", **members):
    sides = {"q": stated(rows, kind, space, temperature)}
    identity = f"label_loss-{identity}"
    return case(identity, comment, "label_loss", sides, labels=labels, **members)


def label_loss(_stem):
    for kind in TYPES:
        for name, comment, rows, data in label_rows(kind):
            yield labelled(name, comment, rows, kind, {"data": data})
            if name in ("size-9", "certain", "far"):
                smooth = {"data": data, "smoothing": (0.1).hex()}
                yield labelled(f"smooth-{name}", f"{comment}; smoothing 0.1", rows, kind, smooth)
    for reduction in ("none", "sum", "batchmean"):
        options = {} if reduction == "none" else {"reduction": reduction}
        yield labelled(
            reduction, f"reduction {reduction}", batch("f64"), "f64", LABELS, options=options
        )
        options = {
            **options,
            "mask": [1, 1, 1, 0, 1],
            "row_weights": weights_of("f32", 1, 2, 3, 4, 5),
        }
        yield labelled(
            f"{reduction}-weights", "weights", batch("f64"), "f64", LABELS, options=options
        )
    ignored = {"data": [0, 4, 7, 3, 7], "ignore_index": 7, "smoothing": (1.0).hex()}
    yield labelled("ignore-7", "smoothing 1, label 7 ignored", batch("f32"), "f32", ignored)
    yield labelled("T2", "temperature 2", batch("f64"), "f64", LABELS, temperature=2)
    options = {"factor": (0.3).hex(), "base": "0x1p+1"}
    yield labelled("bits", "bits times 0.3", batch("f64"), "f64", LABELS, options=options)
    for space in ("probabilities", "log-probabilities"):
        numbers = (0.5, 0.25, 0.125, 0.125) if space == "probabilities" else (-0.0625, -3.0, -4.5)
        options = {} if space == "probabilities" else {"normalize": True}
        rows = [row_of(*numbers)] * 3
        data = {"data": [0, 1, 2]}
        yield labelled(f"of-{space}", space, rows, "f64", data, space=space, options=options)


def distilled(identity, comment, sides, distillation, labels=None, **members):
    members |= {"labels": labels} if labels else {}
    identity = f"distillation-{identity}"
    return case(
        identity,
        comment,
        "distillation_loss",
        sides,
        gradients=("q",),
        distillation=distillation,
        **members,
    )


def tutorials():
    """The numbers that textbooks and tutorials work out."""
    three = {
        "p": stated([row_of(5.0, 2.0, 0.5)], "f64"),
        "q": stated([row_of(2.0, 1.5, 1.0)], "f64"),
    }
    soft = {"soft_weight": "0x1p+0", "hard_weight": "0x0p+0", "no_temperature_squared": True}
    yield "three-T1", three, {**soft, "temperature": "0x1p+0"}
    yield "three-T3", three, {**soft, "temperature": "0x1.8p+1"}
    four = {
        "p": stated([row_of(2.0, 1.0, 0.5, -0.5)], "f64"),
        "q": stated([row_of(1.5, 1.2, 0.3, -0.3)], "f64"),
    }
    yield "four-T2", four, {**soft, "temperature": "0x1p+1"}


def distillation(_stem):
    for name, sides, parts in tutorials():
        yield distilled(name, "worked out in tutorials", sides, parts)
    for kinds in (*SAME, *FEW_MIXED):
        soft = {"soft_weight": "0x1p+0", "hard_weight": "0x0p+0", "temperature": "0x1p+2"}
        for pair in pairs_of(kinds, CORE if kinds == SAME[1] else FEW):
            identity = f"soft-{'x'.join(dict.fromkeys(kinds))}-{pair.name}"
            yield distilled(identity, pair.comment, sides_of(pair, kinds, False), soft)
        for pair in pairs_of(kinds, {"batch"}):
            sides = sides_of(pair, kinds, False)
            yield from mixtures("x".join(dict.fromkeys(kinds)), sides)


def mixtures(kinds, sides):
    parts = {**WEIGHTS, "temperature": "0x1.8p+1"}
    smooth = {**LABELS, "smoothing": (0.1).hex()}
    for name, given, labels in (
        ("mixed", parts, LABELS),
        ("smooth", parts, smooth),
        ("not-squared", {**parts, "no_temperature_squared": True}, LABELS),
        ("reverse", {**parts, "quantity": "reverse_kl"}, LABELS),
        ("js", {**parts, "quantity": "js_divergence"}, LABELS),
        ("hard", {**parts, "soft_weight": "0x0p+0"}, LABELS),
    ):
        yield distilled(f"{kinds}-{name}", name, sides, given, labels)
    for reduction in ("sum", "batchmean"):
        options = {"reduction": reduction, "mask": [1, 1, 1, 0, 1]}
        yield distilled(f"{kinds}-{reduction}", reduction, sides, parts, LABELS, options=options)


def decoupled_kl(_stem):
    for kinds in (*SAME, *FEW_MIXED):
        names = (CORE if kinds in SAME[:2] else FEW) - {"nan"}
        for pair in pairs_of(kinds, names):
            sides = sides_of(pair, kinds, False)
            identity = f"decoupled_kl-{'x'.join(dict.fromkeys(kinds))}-{pair.name}"
            weights = {"mse_weight": "0x1p+0", "ce_weight": "0x1p+0"}
            yield case(identity, pair.comment, "decoupled_kl", sides, **weights)
            if pair.name == "batch":
                weights = {"mse_weight": "0x1.8p+1", "ce_weight": "0x1p-2"}
                options = {"reduction": "batchmean"}
                identity, comment = f"{identity}-weighted", "weights 3 and 1/4"
                yield case(identity, comment, "decoupled_kl", sides, options=options, **weights)
