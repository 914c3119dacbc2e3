"""Judges each line of each dump: present, the same bits as in the first dump, and right."""

from dataclasses import dataclass, field

from mpmath import mpf

from .numbers import FORMATS, LEAST_GRADIENT, error_of_terms, relative_error
from .vectors import enumerators

STATUS = enumerators("ERROR")
ARGUMENT = enumerators("ARGUMENT")
SUM_TOLERANCE = mpf("1e-14")


@dataclass
class Tally:
    passed: int = 0
    failed: int = 0


@dataclass
class Verdict:
    tallies: dict = field(default_factory=dict)  # (stem, dump name) -> Tally
    worst: dict = field(default_factory=dict)  # (stem, dtype) -> relative error
    faults: list = field(default_factory=list)  # one sentence per failure

    def count(self, stem, name, complaint):
        tally = self.tallies.setdefault((stem, name), Tally())
        if complaint is None:
            tally.passed += 1
        else:
            tally.failed += 1
            self.faults.append(complaint)

    @property
    def passed(self):
        return sum(tally.passed for tally in self.tallies.values())

    @property
    def failed(self):
        return len(self.faults)


def judge(lines, dumps, tolerances):
    """The verdict over all `dumps`; the first is the one whose bits the others must have."""
    verdict = Verdict()
    for dump in dumps:
        verdict.faults += dump.faults
        verdict.faults += [
            f"{dump.name}: {' '.join(key)}: no such line is expected"
            for key in dump.lines.keys() - lines
        ]
    for key, expected in lines.items():
        for dump in dumps:
            if key not in dump.lines and expected.is_optional(dump):
                continue
            problem = problem_of(key, expected, dump, dumps[0], tolerances, verdict)
            complaint = problem and f"{dump.name}: {' '.join(key)}: {problem}"
            verdict.count(expected.stem, dump.name, complaint)
    verdict.faults += tolerances.faults()
    return verdict


def problem_of(key, expected, dump, first, tolerances, verdict):
    """What is wrong with a line, or None."""
    fields = dump.lines.get(key)
    if fields is None:
        return "missing"
    if fields[0] != expected.dtype:
        return f"has dtype {fields[0]}"
    wrong = (
        wrong_error(fields, expected)
        if expected.error
        else wrong_result(fields, expected, tolerances, verdict)
    )
    if wrong:
        return wrong
    if same_part(fields, expected) != same_part(first.lines.get(key, ()), expected):
        other = " ".join(first.lines.get(key, ("nothing",)))
        return f"has {' '.join(fields)}, but {first.name} {other}"
    return None


def same_part(fields, expected):
    """What every language must say: of a missing closed form, not the number of a family."""
    is_missing = expected.error and expected.error["status"] == "NO_CLOSED_FORM"
    return fields[:4] if is_missing else fields


def wrong_result(fields, expected, tolerances, verdict):
    if fields[1] != "0":
        return f"fails with status {fields[1]}"
    if len(fields) != 2 + len(expected.numbers):
        return f"has {len(fields) - 2} numbers"
    is_estimate = not expected.sizes and len(expected.numbers) > 1
    form = FORMATS["f64" if is_estimate else expected.dtype]
    sizes = expected.sizes or [None] * len(expected.numbers)
    floor = LEAST_GRADIENT[expected.precision] if expected.is_gradient else mpf(0)
    for bits, exact, size in dict.fromkeys(zip(fields[2:], expected.numbers, sizes)):
        error = (
            error_of_terms(bits, exact, size, form, floor)
            if size
            else relative_error(bits, exact, form)
        ) / mpf(expected.condition)
        place = (expected.stem, expected.precision)
        verdict.worst[place] = max(verdict.worst.get(place, mpf(0)), error)
        if not tolerances.allows(expected, error):
            got = float(form.decode(bits))
            return f"is {got!r}, expected {exact}: relative error {float(error):.2g}"
    return None


def wrong_error(fields, expected):
    error = expected.error
    if fields[1] == "0":
        return "is not refused"
    if len(fields) != 5:
        return "is not the line of an error"
    _, status, argument, index, bits = fields
    if (int(status), int(argument)) != (STATUS[error["status"]], ARGUMENT[error["argument"]]):
        wanted = f"{error['status']} of {error['argument']}"
        return f"is status {status} of argument {argument}, expected {wanted}"
    if index != ("-" if error.get("index") is None else str(error["index"])):
        return f"is at {index}, expected {error.get('index')}"
    if "value" in error and not same_value(bits, error):
        return f"names {float(FORMATS['f64'].decode(bits))!r}, expected {error['value']}"
    return None


def same_value(bits, error):
    """Whether the value is as expected; a sum may be rounded, the rest are the caller's numbers."""
    exact = mpf(float.fromhex(error["value"]))
    distance = relative_error(bits, exact, FORMATS["f64"])
    return distance <= SUM_TOLERANCE if error["status"] == "SUM" else distance == 0
