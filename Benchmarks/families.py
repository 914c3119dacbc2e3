"""Measure divergences of a million pairs of distributions against torch.distributions, in one run.

    python Benchmarks/families.py

Two threads each, in turns. PyTorch's distributions are made before, without their validation, so
that it is formula against formula: `kl_divergence` of each. Prints a table and writes it to
build/families.md. `make bench-torch` installs PyTorch first.
"""

import sys
from pathlib import Path

import numpy as np
import torch

import kullback
from kullback import distributions
from report import Report
from timing import interleave, python_timer

ROOT = Path(__file__).resolve().parent.parent
THREADS = 2
COUNT = 1_000_000
# The families that PyTorch has, with how their parameters are drawn: from (low, high), each.
FAMILIES = {
    "Normal": ((-2, 2), (0.2, 3)),
    "Exponential": ((0.2, 3),),
    "Gamma": ((0.5, 5), (0.2, 3)),
    "Beta": ((0.5, 5), (0.5, 5)),
    "Laplace": ((-2, 2), (0.2, 3)),
    "Gumbel": ((-2, 2), (1, 2)),
    "Pareto": ((0.2, 1), (0.5, 3)),
    "Poisson": ((0.2, 9),),
    "Bernoulli": ((0.01, 0.99),),
    "Geometric": ((0.01, 0.99),),
    "ContinuousBernoulli": ((0.01, 0.99),),
    "HalfNormal": ((0.2, 3),),
    "LogNormal": ((-2, 2), (0.2, 3)),
    "Cauchy": ((-2, 2), (0.2, 3)),
}
PAIRS = [(name, name) for name in FAMILIES] + [
    ("Gamma", "Normal"),
    ("Beta", "Gamma"),
    ("Normal", "Laplace"),
    ("Gumbel", "Normal"),
]


def parameters(name, seed):
    """Draw a million members."""
    random = np.random.default_rng(seed)
    return [random.uniform(low, high, COUNT) for low, high in FAMILIES[name]]


def pair_of(module, names, columns, convert):
    """Make both sides' distributions."""
    return [
        getattr(module, name)(*map(convert, own)) for name, own in zip(names, columns, strict=True)
    ]


def compare(names, dtype):
    """Time both, and give the medians in nanoseconds per pair."""
    columns = [[x.astype(dtype) for x in parameters(name, seed)] for seed, name in enumerate(names)]
    ours = pair_of(distributions, names, columns, np.asarray)
    theirs = pair_of(torch.distributions, names, columns, torch.from_numpy)
    result = np.empty(COUNT, dtype)
    contenders = {
        "ours": python_timer(lambda: kullback.kl_divergence(*ours, out=result, threads=THREADS))
    }
    try:
        torch.distributions.kl_divergence(*theirs)
    except NotImplementedError:
        pass
    else:
        contenders["theirs"] = python_timer(lambda: torch.distributions.kl_divergence(*theirs))
    times = interleave(contenders)
    return [1e9 / COUNT * times[key].median if key in times else None for key in ("ours", "theirs")]


def main():
    """Measure all pairs."""
    torch.set_num_threads(THREADS)
    torch.distributions.Distribution.set_default_validate_args(False)
    report = Report()
    report.heading(f"{COUNT} pairs, {THREADS} threads, medians, ns per pair")
    rows = []
    for names in PAIRS:
        cells = [" || ".join(names) if names[0] != names[1] else names[0]]
        for dtype in (np.float64, np.float32):
            ours, theirs = compare(names, dtype)
            cells += [f"{ours:.1f}"]
            cells += [f"{theirs:.1f}", f"{theirs / ours:.1f}"] if theirs else ["none", ""]
        rows.append(cells)
    header = ("pair", "f64", "PyTorch", "times", "f32", "PyTorch", "times")
    report.table(header, rows)
    report.save(ROOT / "build" / "families.md")


if __name__ == "__main__":
    sys.exit(main())
