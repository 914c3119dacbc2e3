"""Tables of timings, on the terminal and in a Markdown file."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Target:
    """A measured number, and what it should at least (or at most) be."""

    what: str
    measured: float
    bound: float
    unit: str
    at_least: bool

    @property
    def met(self):
        """Whether the measured number reaches the bound."""
        return self.measured >= self.bound if self.at_least else self.measured < self.bound


class Report:
    """Text that is printed as it comes and kept for a file."""

    def __init__(self):
        self._lines = []

    def add(self, text=""):
        """One more line."""
        print(text, flush=True)
        self._lines.append(text)

    def heading(self, text):
        """Start a section."""
        self.add(f"\n## {text}\n")

    def table(self, header, rows):
        """Add a table, its columns as wide as their widest cell."""
        widths = [max(map(len, column)) for column in zip(header, *rows, strict=True)]
        self.add(_line(header, widths))
        rules = ["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])]
        self.add(_line(rules, widths))
        for row in rows:
            self.add(_line(row, widths))

    def targets(self, targets):
        """Add the table of targets."""
        rows = [
            (
                target.what,
                f"{'≥' if target.at_least else '<'} {target.bound:g} {target.unit}",
                f"{target.measured:.3g} {target.unit}",
                "yes" if target.met else "no",
            )
            for target in targets
        ]
        self.table(("what", "target", "measured", "met"), rows)

    def save(self, path):
        """Write all lines to a file."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(self._lines) + "\n", encoding="utf-8")


def _line(cells, widths):
    first, *rest = (
        f"{cell:<{width}}" if column == 0 else f"{cell:>{width}}"
        for column, (cell, width) in enumerate(zip(cells, widths, strict=True))
    )
    return f"| {' | '.join((first, *rest))} |"
