"""One row of a case: its value and gradients, each number with the size of its terms."""

from dataclasses import dataclass, field

from mpmath import mpf

from .quantities import ONE_SIDED, TWO_SIDED, decoupled_kl, label_loss, log_sum_exp
from .sides import side


@dataclass
class Row:
    value: tuple  # the number and its size
    gradients: dict = field(default_factory=dict)  # "p_gradient" -> such a pair for every entry

    def times(self, factor):
        scaled = {name: scale(pairs, factor) for name, pairs in self.gradients.items()}
        return Row(scale([self.value], factor)[0], scaled)


def scale(pairs, factor):
    return [(factor * number, abs(factor) * size) for number, size in pairs]


def divergence(quantity, p, q, weight):
    value, u, v = TWO_SIDED[quantity](p, q, weight) if q else ONE_SIDED[quantity](p)
    gradients = {"p_gradient": p.gradient(u)}
    if q:
        gradients["q_gradient"] = q.gradient(v)
    return Row((value, abs(value)), gradients)


def loss(case, sides, _row):
    p, q = sides["p"], sides.get("q")
    if case["quantity"] == "log_sum_exp":
        value, size, gradient = log_sum_exp(p)
        return Row((value, size), {"p_gradient": gradient})
    return divergence(case["quantity"], p, q, option(case, "weight", 0.5))


def labelled(case, sides, row):
    labels = case["labels"]
    label = labels["data"][row]
    if label == labels.get("ignore_index", -100):
        return None
    smoothing = float.fromhex(labels.get("smoothing", "0x0p+0"))
    value, gradient = label_loss(sides["q"], label, smoothing)
    return Row((value, abs(value)), {"q_gradient": gradient})


def distilled(case, sides, row):
    given = case["distillation"]
    weights = [mpf(float.fromhex(given[f"{part}_weight"])) for part in ("soft", "hard")]
    temperature = mpf(float.fromhex(given.get("temperature", "0x1p+0")))
    quantity = given.get("quantity", "kl")
    soft = divergence(quantity, sides["p"], sides["q"], option(case, "weight", 0.5))
    squared = 1 if given.get("no_temperature_squared") else temperature**2
    total = soft.times(weights[0] * squared)
    del total.gradients["p_gradient"]
    if not weights[1]:
        return total
    hard = labelled(case, {**sides, "q": sides["plain"]}, row)
    if hard is None:
        return total
    hard = hard.times(weights[1])
    gradient = zip(total.gradients["q_gradient"], hard.gradients["q_gradient"])
    return Row(add(total.value, hard.value), {"q_gradient": [add(a, b) for a, b in gradient]})


def add(a, b):
    return (a[0] + b[0], a[1] + b[1])


def decoupled(case, sides, _row):
    weights = [mpf(float.fromhex(case[name])) for name in ("mse_weight", "ce_weight")]
    value, p_gradient, q_gradient = decoupled_kl(sides["p"], sides["q"], *weights)
    return Row((value, abs(value)), {"p_gradient": p_gradient, "q_gradient": q_gradient})


def log_softmax(_case, sides, _row):
    logarithms = [(x, abs(x)) for x in sides["p"].logarithms]
    return Row((mpf(0), mpf(0)), {"result": logarithms})


FUNCTIONS = {
    "loss": loss,
    "label_loss": labelled,
    "distillation_loss": distilled,
    "decoupled_kl": decoupled,
    "log_softmax": log_softmax,
}


def option(case, name, default):
    text = case["options"].get(name)
    return mpf(float.fromhex(text) if text else default)


def entries_of(patterns, period, are_distinct):
    """The entry of each position, and the numbers of each entry: those of positions that agree."""
    numbers = [tuple(pattern[i % len(pattern)] for pattern in patterns) for i in range(period)]
    if are_distinct:
        return list(range(period)), numbers
    entries = {}
    return [entries.setdefault(key, len(entries)) for key in numbers], list(entries)


def sides_of(case, batches, numbers, times):
    """What the functions above take, for one row."""
    columns = dict(zip(batches, zip(*numbers, strict=True), strict=True))
    sides = {
        name: side(times, columns[name], batch.space, batch.temperature)
        for name, batch in batches.items()
    }
    if case["function"] == "distillation_loss":
        sides["plain"] = side(times, columns["q"], "logits", 1)
    return sides
