"""Cases of losses: patterns of rows, types, spaces, temperatures and options."""

from itertools import product

from ..cases import SHORT
from ..encoding import encode_row, row_of, to_dtype
from ..spaces import distribution, in_space, jitter, spread_weights
from .patterns import DIGITS, PATTERNS, TYPES, logits, stated

SAME = tuple((kind, kind) for kind in TYPES)
MIXED = tuple((a, b) for a, b in product(TYPES, TYPES) if a != b)
FEW_MIXED = (("f32", "f64"), ("bf16", "f32"), ("f16", "bf16"))
CORE = {
    *("size-1", "size-9", "size-1025", "batch", "ulps-9", "ulps-4097", "near-1e-4"),
    *("near-1e-12", "equal", "shifted", "masks", "mask-of-q", "far", "constant", "tops"),
    *("hot", "plus-1e+06", "nan"),
}
FEW = {"size-9", "batch", "ulps-17", "shifted", "masks", "nan"}
TEMPERATURES = ((2, 2), (3, 0.5), (1e-3, 1e-3))
AT_TEMPERATURE = {"size-9", "ulps-9", "masks", "hot", "shifted"}
SPACES = tuple(SHORT)


def case(identity, comment, function, sides, flags=(), gradients=("p", "q"), **members):
    """A case of `function`: gradients have their side's type, values at least single precision."""
    kinds = dict.fromkeys(side["type"] for side in sides.values())
    results = {"value": wide(kinds)}
    results |= {f"{side}_gradient": sides[side]["type"] for side in gradients if side in sides}
    return {
        "id": "-".join(("losses", identity, *kinds)),
        "comment": comment,
        # Elsewhere a factor is multiplied by, or belongs to the weights.
        "flags": [*flags, *(["c-options"] if "factor" in members.get("options", {}) else [])],
        "function": function,
        **members,
        **sides,
        "options": members.get("options", {}),
        "results": members.get("results", results),
    }


def wide(kinds):
    return "f64" if "f64" in kinds else "f32"


def pairs_of(kinds, names=None):
    for pattern in PATTERNS:
        for pair in pattern(kinds):
            if names is None or pair.name in names:
                yield pair


def sides_of(pair, kinds, is_one_sided, temperatures=(None, None)):
    sides = {"p": stated(pair.p, kinds[0], temperature=temperatures[0])}
    if not is_one_sided:
        sides["q"] = stated(pair.q, kinds[1], temperature=temperatures[1])
    return sides


def of_patterns(stem, quantity, is_one_sided):
    everything = stem == "kl"
    plan = [(kinds, None if everything else CORE) for kinds in (SAME if everything else SAME[:2])]
    if not is_one_sided:
        plan += [(kinds, FEW) for kinds in (MIXED if everything else FEW_MIXED)]
    for kinds, names in plan:
        for pair in pairs_of(kinds, names):
            identity = f"{stem}-{'x'.join(dict.fromkeys(kinds))}-{pair.name}"
            sides = sides_of(pair, kinds, is_one_sided)
            flags = () if is_one_sided else pair.flags
            yield case(identity, pair.comment, "loss", sides, flags, quantity=quantity)


def at_temperatures(stem, quantity, is_one_sided):
    for kind in ("f64", "bf16"):
        for pair in pairs_of((kind, kind), AT_TEMPERATURE):
            for temperatures in TEMPERATURES:
                identity = f"{stem}-T{temperatures[0]:g}-{temperatures[1]:g}-{pair.name}"
                comment = f"{pair.comment}; temperatures {temperatures[0]:g}, {temperatures[1]:g}"
                sides = sides_of(pair, (kind, kind), is_one_sided, temperatures)
                yield case(identity, comment, "loss", sides, quantity=quantity)


def in_spaces(stem, quantity, is_one_sided):
    """All pairs of spaces, and near-equal rows in each."""
    if quantity == "log_sum_exp":
        return
    pairs = [(a, a) for a in SPACES] if is_one_sided else product(SPACES, SPACES)
    for spaces in pairs:
        for kinds in SAME[:2] + ((("bf16", "f32"),) if not is_one_sided else ()):
            p, q = ([distribution(spread_weights(f"{s}9", 9), 9, k)] for s, k in zip("pq", kinds))
            rows = {"p": p, "q": q}
            yield spaced(f"{stem}-space", "rows of 9", rows, spaces, kinds, quantity, is_one_sided)
            if spaces[0] == spaces[1] and kinds in SAME:
                kind = kinds[0]
                rows = {"p": p, "q": [jitter(p[0], "jitter", 2.0 ** (8 - DIGITS[kind]), kind)]}
                identity, comment = f"{stem}-space-near", "near-equal rows of 9"
                yield spaced(identity, comment, rows, spaces, kinds, quantity, is_one_sided)


def spaced(identity, comment, rows, spaces, kinds, quantity, is_one_sided):
    names = ("p",) if is_one_sided else ("p", "q")
    sides = {
        name: stated([in_space(row, space, kind) for row in rows[name]], kind, space)
        for name, space, kind in zip(names, spaces, kinds)
    }
    given = "-".join(SHORT[space] for space in spaces[: len(names)])
    return case(f"{identity}-{given}", comment, "loss", sides, quantity=quantity)


def weights_of(kind, *numbers):
    return {"type": kind, "row": encode_row(row_of(*(to_dtype(x, kind) for x in numbers)))}


def option_sets():
    weights = weights_of("f64", 0.5, 2, 0, 1.25, 3)
    for reduction in ("sum", "batchmean"):
        yield reduction, {"reduction": reduction}
        yield f"{reduction}-mask", {"reduction": reduction, "mask": [1, 0, 1, 1, 0]}
        yield (
            f"{reduction}-weights",
            {"reduction": reduction, "row_weights": weights, "mask": [0, 1, 1, 1, 1]},
        )
    yield "masked-out", {"reduction": "batchmean", "mask": [0] * 5}
    yield "mask", {"mask": [0, 2, 255, 1, 0]}
    for kind in TYPES:
        yield f"weights-{kind}", {"row_weights": weights_of(kind, 0.1, -2, 0, 0.3, 7)}
    signed = weights_of("f32", 1, -1, 0.5, -0.5, 0.25)
    yield "signed-sum", {"reduction": "sum", "row_weights": signed}
    yield "factor", {"factor": (-0.3).hex()}
    yield "bits", {"base": "0x1p+1"}
    yield "all", {"reduction": "batchmean", "factor": (0.7).hex(), "base": (10.0).hex()}


def with_options(stem, quantity, is_one_sided):
    kinds = ("f64", "f64")
    for pair in pairs_of(kinds, {"batch"}):
        sides = sides_of(pair, kinds, is_one_sided)
        for name, options in option_sets():
            identity, comment = f"{stem}-{name}", f"five rows; {name}"
            yield case(identity, comment, "loss", sides, quantity=quantity, options=options)


def with_weights(stem, quantity, is_one_sided):
    kinds = ("f64", "f64")
    for pair in pairs_of(kinds, {"batch", "near-1e-4", "tops", "masks"}):
        sides = sides_of(pair, kinds, is_one_sided)
        for weight in (1e-6, 0.1, 1 - 2.0**-20):
            options = {"weight": weight.hex()}
            identity, comment = f"{stem}-beta-{weight:g}-{pair.name}", f"weight {weight:g}"
            yield case(identity, comment, "loss", sides, quantity=quantity, options=options)


def normalized(stem, quantity, is_one_sided):
    """Weights that are divided by their sums, and a sum that is not quite one."""
    rows = {"p": [row_of(3.0, 4.0, 5.0, 6.5)], "q": [row_of(1.0, 7.0, 2.0, 0.5)]}
    spaces = ("probabilities", "probabilities")
    if quantity != "log_sum_exp":
        whole = spaced(f"{stem}-weights", "weights", rows, spaces, SAME[1], quantity, is_one_sided)
        yield {**whole, "options": {"normalize": True}}
        off = {
            name: [row.map(lambda x: x / 18.5 * (1 + 5e-7)) for row in rows["p"]] for name in rows
        }
        off["q"] = [rows["q"][0].map(lambda x: x / 10.5 * (1 - 5e-7))]
        yield spaced(
            f"{stem}-off", "sums not quite one", off, spaces, SAME[0], quantity, is_one_sided
        )


def losses(stem, quantity=None, is_one_sided=False):
    parts = [of_patterns, in_spaces]
    if stem in ("kl", "entropy", "js_divergence"):
        parts += [with_options, normalized]
    if stem in ("js_divergence", "scaled_js"):
        parts += [with_weights]
    if stem in ("kl", "entropy"):
        parts += [at_temperatures]
    for part in parts:
        yield from part(stem, quantity or stem, is_one_sided)


def log_softmax(_stem):
    for kind in TYPES:
        for pair in pairs_of((kind, kind), CORE - {"mask-of-q", "near-1e-4", "near-1e-12"}):
            sides = sides_of(pair, (kind, kind), True)
            results = {"result": wide(kind)}
            identity = f"log_softmax-{pair.name}"
            yield case(identity, pair.comment, "log_softmax", sides, results=results)
    for temperature in (0.5, 3):
        sides = {"p": stated([logits("p9", 9, "f64")], "f64", temperature=temperature)}
        identity, comment = f"log_softmax-T{temperature:g}", f"temperature {temperature:g}"
        for name, options in (("nats", {}), ("bits", {"base": "0x1p+1"})):
            yield case(
                f"{identity}-{name}",
                comment,
                "log_softmax",
                sides,
                options=options,
                results={"result": "f64"},
            )
