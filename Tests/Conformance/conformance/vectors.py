"""The vectors as the judge needs them: which lines a dump must have, and what they must say."""

import json
import re
from dataclasses import dataclass
from functools import cache
from itertools import cycle, islice
from pathlib import Path

import jsonschema
from mpmath import mpf

from . import interfaces

ROOT = Path(__file__).resolve().parents[3]
FOLDER = ROOT / "Tests" / "Vectors"
STATUS_HEADER = ROOT / "include" / "kullback" / "status.h"
FAMILY_HEADER = ROOT / "include" / "kullback" / "family_list.h"
FOLDERS = ("losses", "distributions")
NOT_VECTORS = ("schema", "tolerances")


@dataclass(frozen=True)
class Expected:
    """What the line of one result, or of one error, must say."""

    stem: str
    case: dict
    numbers: tuple = ()  # a result's number, an estimate's two, or a row, as the vectors have them
    error: dict | None = None
    sizes: tuple = ()  # of the terms of each number, where its error is relative to these
    condition: str = "1"  # the condition number that errors of Gaussians are proportional to
    dtype: str = ""  # of the numbers
    is_gradient: bool = False

    @property
    def precision(self):
        """What the tolerance depends on: of losses, whether all inputs are doubles."""
        if "function" not in self.case:
            return self.dtype if self.is_of_distributions else self.case["dtype"]
        types = {self.case[side]["type"] for side in ("p", "q") if side in self.case}
        return "f64" if types == {"f64"} else "f32"

    @property
    def is_of_distributions(self):
        """Whether the case is one of parametric families, which are doubles."""
        return is_of_distributions(self.case)

    def is_optional(self, dump):
        """Whether the interface that wrote the dump cannot express the case."""
        if self.is_of_distributions:
            return interfaces.lacks(dump.language, self.case)
        flags = self.case.get("flags", ())
        is_special = not {"enumerators-only", "c-options"}.isdisjoint(flags)
        return is_special and not dump.has_enumerators


def enumerators(prefix):
    """The enumerators of status.h by the part of their name after `prefix`."""
    found = re.findall(rf"KULLBACK_{prefix}_(\w+) = (\d+)", STATUS_HEADER.read_text())
    return {name: int(number) for name, number in found}


def vector_paths(folder=FOLDER):
    return [path for path in sorted(folder.glob("*.json")) if path.stem not in NOT_VECTORS]


def load_all():
    """All files; those in folders are told apart from divergences by their stems."""
    files = load(FOLDER)
    for folder in FOLDERS:
        files += [{**file, "stem": f"{folder}/{file['stem']}"} for file in load(FOLDER / folder)]
    return files


def is_of_distributions(case):
    """Whether a case is one of parametric families."""
    return isinstance(case.get("p"), dict) and "family" in case["p"]


@cache
def univariate_families():
    """The families of family_list.h."""
    return {name.lower() for name in re.findall(r"X\((\w+), \d+\)", FAMILY_HEADER.read_text())}


@cache
def pairs_without_closed_form():
    """Of the cases' pairs, those that the library refuses: the families of q, by that of p."""
    return json.loads((FOLDER / "tolerances.json").read_text())["without_closed_form"]


def load(folder=FOLDER):
    """The files of a folder, each checked against its schema."""
    validator = jsonschema.Draft202012Validator(json.loads((folder / "schema.json").read_text()))
    files = []
    for path in vector_paths(folder):
        content = json.loads(path.read_text())
        validator.validate(content)
        if content["stem"] != path.stem:
            raise ValueError(f"{path.name} says that it is {content['stem']}")
        files.append(content)
    return files


def expected_lines(files):
    """(id, index) -> Expected, for every line that a complete dump has."""
    lines = {}
    for content in files:
        for case in content["cases"]:
            for index, expected in lines_of(content["stem"], case):
                if lines.setdefault((case["id"], index), expected) is not expected:
                    raise ValueError(f"two cases are called {case['id']}")
    return lines


def lines_of(stem, case):
    if "error" in case:
        row = str(case["error"].get("row", "-"))
        yield row, Expected(stem, case, error=case["error"], dtype=case.get("dtype", "f64"))
    elif "function" in case:
        yield from loss_lines(stem, case)
    elif is_of_distributions(case):
        yield from distribution_lines(stem, case)
    else:
        for index, result in enumerate(case["expected"]):
            # Estimates are doubles, whatever the dtype of the log ratios.
            numbers = tuple(result.values()) if isinstance(result, dict) else (result,)
            yield str(index), Expected(stem, case, numbers, dtype=case["dtype"])


PREFIXES = {"value": "", "p_gradient": "p", "q_gradient": "q", "result": "r"}


# Families of densities have entropies and log-densities of either sign, the others probabilities.
PROBABILITIES = {
    *("bernoulli", "binomial", "geometric", "multinomial", "negative_binomial", "poisson"),
}
# Of those that are not univariate, the ones that runners have.
OTHER_FAMILIES = {
    *("dirichlet", "multinomial", "von_mises_fisher", "multivariate_normal", "gaussian_mixture"),
    *("wishart", "inverse_wishart", "matrix_normal"),
}


def distribution_lines(stem, case):
    """One line per element, or the error for a pair of which the library has no closed form."""
    family = case["p"]["family"]
    if family not in univariate_families() | OTHER_FAMILIES:
        return
    if "q" in case and case["q"]["family"] in pairs_without_closed_form().get(family, ()):
        error = {"status": "NO_CLOSED_FORM", "argument": "Q"}
        yield "-", Expected(stem, case, error=error, dtype="f64")
        return
    for index, result in enumerate(case["expected"]):
        numbers = tuple(flattened(result))
        condition = case["condition"][index] if "condition" in case else "1"
        sizes = tuple(sizes_of(case, numbers, index))
        yield str(index), Expected(stem, case, numbers, None, sizes, condition, "f64")


def flattened(result):
    """A number, or those of a vector or a matrix."""
    return [x for part in result for x in flattened(part)] if isinstance(result, list) else [result]


def sizes_of(case, numbers, index):
    """What the error of each number is relative to, where that is not the number itself."""
    quantity, family = case["quantity"], case["p"]["family"]
    if quantity == "kl_gradient":
        return largest_of_blocks(numbers, len(case["p"]["parameters"]["loc"][0]))
    if quantity == "mixture_bounds":
        return [case["sizes"][index]] * len(numbers)
    if quantity in ("entropy", "log_density") and family not in PROBABILITIES:
        return [str(max(abs(mpf(number)), 1)) for number in numbers]
    return ()


def largest_of_blocks(numbers, size):
    """The largest number of the gradient by each parameter; above diagonals zeros must be zeros."""
    by_loc, by_factor = [True] * size, [j <= i for i in range(size) for j in range(size)]
    sizes, rest = [], list(numbers)
    for is_judged in (by_loc, by_factor) * 2:
        block, rest = rest[: len(is_judged)], rest[len(is_judged) :]
        largest = str(max(abs(mpf(number)) for number in block))
        sizes += [largest if judged else "" for judged in is_judged]
    return sizes


def loss_lines(stem, case):
    """One line per value, and one per row of a gradient."""
    for name, rows in case["expected"].items():
        sizes = case.get("sizes", {}).get(name, rows)
        for row, (numbers, terms) in enumerate(zip(rows, sizes, strict=True)):
            is_value, dtype = name == "value", case["results"][name]
            texts = ((numbers,), (terms,)) if is_value else (expanded(numbers), expanded(terms))
            identity = f"{PREFIXES[name]}{row}"
            yield (
                identity,
                Expected(
                    stem, case, texts[0], sizes=texts[1], dtype=dtype, is_gradient=not is_value
                ),
            )


def expanded(row):
    """A row, written out or as a pattern that is repeated."""
    if isinstance(row, list):
        return tuple(row)
    return tuple(islice(cycle(row["tile"]), row["count"]))
