"""The expected values and gradients of a case, from the case as its file states it."""

from math import e, lcm, log10

from mpmath import fsum, log, mp, mpf, nstr

from ..encoding import decode_row
from ..precision import DIGITS, DOUBLINGS, FIRST_PRECISION, GUARD_DIGITS, UNDERFLOW
from .rows import FUNCTIONS, Row, entries_of, option, sides_of
from .sides import batch

FLAGS = {"0": "zero", "inf": "infinite", "-inf": "infinite", "nan": "nan"}
MOST_EXPONENT = 420  # digits: probabilities below count as UNDERFLOW in a result


class Evaluation:
    """A case, and what does not depend on the working precision."""

    def __init__(self, case):
        self.case = case
        temperature = case.get("distillation", {}).get("temperature")
        names = [name for name in ("p", "q") if name in case]
        self.batches = {name: batch(case[name], temperature) for name in names}
        self.rows = len(case[names[0]]["rows"])
        self.count = self.batches[names[0]].rows[0].count
        self.mask = case["options"].get("mask", [1] * self.rows)
        weights = case["options"].get("row_weights")
        self.weights = decode_row(weights["row"]).pattern if weights else (1.0,) * self.rows
        spread = max(b.spread for b in self.batches.values()) * log10(e)
        self.digits = FIRST_PRECISION + int(min(spread, MOST_EXPONENT))
        self.patterns = [
            [b.rows[row].pattern for b in self.batches.values()] for row in range(self.rows)
        ]
        self.periods = [min(self.count, lcm(*map(len, p))) for p in self.patterns]
        if "labels" in case:
            self.periods = [self.count] * self.rows

    def has_nan(self, row):
        return any(b.has_nan(row) for b in self.batches.values())

    def counts(self, row):
        if not self.mask[row]:
            return False
        if self.case["function"] != "label_loss":
            return True
        labels = self.case["labels"]
        return labels["data"][row] != labels.get("ignore_index", -100)

    def nothing(self, row, number):
        pairs = [(mpf(number), mpf(0))] * self.periods[row]
        names = ("p_gradient", "q_gradient", "result")
        return Row((mpf(number), mpf(0)), dict.fromkeys(names, pairs))

    def row(self, row):
        """At the working precision, one pair for every position of a gradient's pattern."""
        if not self.counts(row):
            return self.nothing(row, 0)
        if self.has_nan(row):
            return self.nothing(row, "nan")
        is_labelled = "labels" in self.case
        positions, numbers = entries_of(self.patterns[row], self.periods[row], is_labelled)
        times = [0] * len(numbers)
        whole, rest = divmod(self.count, len(positions))
        for i, entry in enumerate(positions):
            times[entry] += whole + (i < rest)
        sides = sides_of(self.case, self.batches, numbers, times)
        result = FUNCTIONS[self.case["function"]](self.case, sides, row)
        gradients = {n: [pairs[i] for i in positions] for n, pairs in result.gradients.items()}
        return Row(result.value, gradients)

    def results(self):
        """Name -> lists of pairs, one list per row; that of values is one list of all."""
        options, reduction = self.case["options"], self.case["options"].get("reduction", "none")
        divisor = sum(map(self.counts, range(self.rows))) if reduction == "batchmean" else 1
        base = options.get("base")
        factor = option(self.case, "factor", 1) / (log(mpf(float.fromhex(base))) if base else 1)
        rows = [
            self.row(row).times(factor * mpf(weight) / (divisor or 1))
            for row, weight in enumerate(self.weights)
        ]
        values = [row.value for row in rows]
        if reduction != "none":
            # The mean of no rows is NaN, as anywhere; the gradients of masked rows are still 0.
            values = [tuple(map(fsum, zip(*values))) if divisor else (mpf("nan"), mpf(0))]
        asked = self.case["results"]
        gradients = {n: [row.gradients[n] for row in rows] for n in asked if n != "value"}
        return {**({"value": [values]} if "value" in asked else {}), **gradients}


def settled(before, after, digits):
    """`after` as text, or None where it does not stand still; what is but rounding is 0."""
    if not mp.isfinite(after):
        return nstr(after).lstrip("+")
    rounding = mpf(10) ** 15
    vanishes = abs(before) < rounding / mpf(10) ** digits
    if (vanishes and abs(after) < rounding / mpf(10) ** (2 * digits)) or abs(after) < UNDERFLOW:
        return "0"
    if abs(after - before) > abs(after) * mpf(10) ** -(DIGITS + GUARD_DIGITS):
        return None
    return nstr(after, DIGITS, strip_zeros=False, min_fixed=1, max_fixed=0)


def size_text(size):
    """Two digits are enough; a size below what any type holds is 0."""
    return "0" if size < UNDERFLOW else nstr(size, 2, min_fixed=1, max_fixed=0).lstrip("+")


def encoded(texts, count):
    return texts if len(texts) == count else {"tile": texts, "count": count}


def texts_of(evaluation, digits):
    """Name -> rows of texts, and of sizes; None where a number does not stand still."""
    with mp.workdps(digits):
        before = evaluation.results()
    with mp.workdps(2 * digits):
        after = evaluation.results()
        numbers = {
            name: [
                [settled(b[0], a[0], digits) for b, a in zip(*pair)]
                for pair in zip(before[name], rows)
            ]
            for name, rows in after.items()
        }
    if any(text is None for rows in numbers.values() for row in rows for text in row):
        return None
    return numbers, {n: [[size_text(s) for _, s in row] for row in r] for n, r in after.items()}


def expected_of(case):
    evaluation = Evaluation(case)
    for doubling in range(DOUBLINGS):
        texts = texts_of(evaluation, evaluation.digits * 2**doubling)
        if texts:
            return evaluation, *texts
    raise ArithmeticError(f"{case['id']}: no {DIGITS} digits")


def lines(evaluation, rows_of_name):
    """As the file has them: a list of values, and lists of rows."""
    result = {}
    for name, rows in rows_of_name.items():
        encoded_rows = [encoded(row, evaluation.count) for row in rows]
        result[name] = rows[0] if name == "value" else encoded_rows
    return result


def completed(case):
    """`case` with its expected results, unless it expects an error, and the flags they imply.

    Where a value is infinite, gradients are not asked for.
    """
    if "error" in case:
        return {**case, "flags": [*case["flags"], "error"]}
    evaluation, numbers, sizes = expected_of(case)
    values = numbers.get("value", [[]])[0]
    if {"inf", "-inf"} & set(values):
        case = {**case, "results": {"value": case["results"]["value"]}}
        numbers, sizes = ({"value": lists["value"]} for lists in (numbers, sizes))
    flags = [*case["flags"], *sorted({FLAGS[text] for text in values if text in FLAGS})]
    is_own_size = case["function"] == "log_softmax"
    sizes = {} if is_own_size else {"sizes": lines(evaluation, sizes)}
    return {**case, "flags": flags, "expected": lines(evaluation, numbers), **sizes}
