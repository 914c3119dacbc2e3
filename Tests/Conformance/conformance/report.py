"""One table: function by language, passed and worst error."""


def table(verdict, names, peers):
    """The lines of the table. `peers` has (agreed, compared) with SciPy by stem."""
    stems = list(dict.fromkeys(stem for stem, _ in verdict.tallies))
    head = ["function", *names, "worst f64", "worst f32", "SciPy"]
    rows = [head, *(row_of(stem, verdict, names, peers) for stem in stems)]
    widths = [max(map(len, column)) for column in zip(*rows)]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip() for row in rows
    ]


def row_of(stem, verdict, names, peers):
    tallies = [verdict.tallies.get((stem, name)) for name in names]
    counts = [
        f"{tally.passed}/{tally.passed + tally.failed}" if tally else "-" for tally in tallies
    ]
    worst = [verdict.worst.get((stem, dtype)) for dtype in ("f64", "f32")]
    errors = ["-" if error is None else f"{float(error):.1e}" for error in worst]
    agreed = "{}/{}".format(*peers[stem]) if stem in peers else "-"
    return [stem, *counts, *errors, agreed]
