"""What a call costs beyond its work: ten elements, from C and from Python."""

import numkong
import numpy as np
from scipy.special import entr, rel_entr

import cases
import kullback
from report import Target
from timing import interleave, python_timer
from worker import Worker

COUNT = 10


def measure_overhead(report, program):
    """Time short calls and return the targets."""
    report.heading(f"Cost of a call, float64, n = {COUNT}")
    p, q = cases.distributions(np.float64, (1, COUNT), 2)
    with (
        Worker(program, "simple_kl", [p, q]) as kl,
        Worker(program, "simple_entropy", [p]) as entropy,
    ):
        timings = interleave(
            {
                "KL, C": lambda calls: kl.seconds(kl.level, 1, calls),
                "entropy, C": lambda calls: entropy.seconds(entropy.level, 1, calls),
                **_from_python(p[0], q[0]),
            }
        )
    report.table(
        ("call", "median, ns", "minimum, ns"),
        [(name, f"{t.median * 1e9:.0f}", f"{t.minimum * 1e9:.0f}") for name, t in timings.items()],
    )
    return [
        *(
            Target(f"{what}, C, n = {COUNT}", timings[f"{what}, C"].median * 1e9, 60, "ns", False)
            for what in ("KL", "entropy")
        ),
        *(
            Target(
                f"{what}, Python, n = {COUNT}",
                *(timings[f"{what}, Python"].median * 1e6, 3, "µs", False),
            )
            for what in ("KL", "entropy")
        ),
    ]


def _from_python(p, q):
    functions = {
        "KL, Python": lambda: kullback.kl_divergence(p, q),
        "entropy, Python": lambda: kullback.entropy(p),
        "KL, NumKong": lambda: numkong.kullbackleibler(p, q),
        "KL, SciPy": lambda: rel_entr(p, q).sum(),
        "entropy, SciPy": lambda: entr(p).sum(),
    }
    return {name: python_timer(function) for name, function in functions.items()}
