"""The vectors as the judge needs them: which lines a dump must have, and what they must say."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

import jsonschema

ROOT = Path(__file__).resolve().parents[3]
FOLDER = ROOT / "Tests" / "Vectors"
STATUS_HEADER = ROOT / "include" / "kullback" / "status.h"
NOT_VECTORS = ("schema", "tolerances")


@dataclass(frozen=True)
class Expected:
    """What the line of one result, or of one error, must say."""

    stem: str
    case: dict
    numbers: tuple = ()  # a result's number, or an estimate's two, as the vectors have them
    error: dict | None = None

    @property
    def is_optional(self):
        """Whether an interface without enumerators cannot express the case."""
        return "enumerators-only" in self.case["flags"]


def enumerators(prefix):
    """The enumerators of status.h by the part of their name after `prefix`."""
    found = re.findall(rf"KULLBACK_{prefix}_(\w+) = (\d+)", STATUS_HEADER.read_text())
    return {name: int(number) for name, number in found}


def vector_paths(folder=FOLDER):
    return [path for path in sorted(folder.glob("*.json")) if path.stem not in NOT_VECTORS]


def load(folder=FOLDER):
    """All files, each checked against the schema."""
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
        yield row, Expected(stem, case, error=case["error"])
        return
    for index, result in enumerate(case["expected"]):
        numbers = tuple(result.values()) if isinstance(result, dict) else (result,)
        yield str(index), Expected(stem, case, numbers)
