"""Dumps: what a runner wrote, one line per result or error.

id index dtype 0 bits [bits]
id row dtype status argument index value-bits
"""

from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Dump:
    name: str
    lines: dict = field(default_factory=dict)  # (id, index) -> the fields after them
    faults: list = field(default_factory=list)

    @property
    def language(self):
        return self.name.split()[0]

    @property
    def has_enumerators(self):
        """Whether the interface takes enumerators, so that an unknown one can be passed."""
        return self.language in ("C", "C++")


def parse(name, text):
    dump = Dump(name)
    for line in text.splitlines():
        fields = line.split(" ")
        if len(fields) < 5:
            dump.faults.append(f"{name}: not a line of a dump: {line!r}")
            continue
        key = (fields[0], fields[1])
        if key in dump.lines:
            dump.faults.append(f"{name}: {' '.join(key)} is there twice")
        dump.lines[key] = tuple(fields[2:])
    return dump


def read(argument):
    """The dump that NAME=PATH on the command line speaks of."""
    name, separator, path = argument.partition("=")
    if not separator:
        raise ValueError(f"expected NAME=PATH, not {argument!r}")
    return parse(name, Path(path).read_text())
