"""The tolerances of tolerances.json, with exceptions that expire."""

import json
from datetime import date
from fnmatch import fnmatchcase

from .vectors import FOLDER

EXCEPTION_MEMBERS = {"cases", "dtype", "tolerance", "reason", "expires"}


class Tolerances:
    def __init__(self, content, today=None):
        self.relative_error = content["relative_error"]
        self.losses = content["losses"]
        self.conditioned = content["conditioned"]
        self.exceptions = content["exceptions"]
        self.today = today or date.today()
        self.needed = set()
        for exception in self.exceptions:
            if set(exception) != EXCEPTION_MEMBERS or not exception["reason"].strip():
                raise ValueError(
                    f"an exception has exactly {sorted(EXCEPTION_MEMBERS)}: {exception}"
                )

    def allows(self, expected, error):
        """Whether a relative error is within the tolerance of the line's case."""
        if error <= self.usual(expected.case)[expected.precision]:
            return True
        for number, exception in enumerate(self.exceptions):
            if self.applies(exception, expected):
                self.needed.add(number)
                return error <= exception["tolerance"]
        return False

    def usual(self, case):
        """What holds for a kind of case: of Gaussians, in terms of a condition number."""
        if "function" in case:
            return self.losses
        return self.conditioned if "condition" in case else self.relative_error

    def applies(self, exception, expected):
        matches = (
            fnmatchcase(expected.case["id"], exception["cases"])
            and expected.precision == exception["dtype"]
        )
        return matches and not self.is_expired(exception)

    def is_expired(self, exception):
        return date.fromisoformat(exception["expires"]) < self.today

    def faults(self):
        """What is wrong with the exceptions, once everything has been judged."""
        for number, exception in enumerate(self.exceptions):
            if self.is_expired(exception):
                yield f"the exception for {exception['cases']} expired on {exception['expires']}"
            elif number not in self.needed:
                yield f"the exception for {exception['cases']} is no longer needed"


def load(folder=FOLDER):
    return Tolerances(json.loads((folder / "tolerances.json").read_text()))
