"""Whole tasks, from Python on two threads, which may take so many seconds."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.spatial.distance import jensenshannon
from scipy.special import rel_entr

import cases
import kullback
from report import Target
from timing import interleave, python_timer

THREADS = 2
RESAMPLES = 10_000


@dataclass(frozen=True)
class Task:
    """Something to compute.

    Attributes
    ----------
    compute : callable
        By Kullback.
    reference : callable
        The same by SciPy.
    tolerance : float
        What they may differ by, as a relative difference.
    limit : float
        Seconds that it may take: a target.
    """

    compute: Callable
    reference: Callable
    tolerance: float
    limit: float = 1.0


def _js_among():
    (p,) = cases.distributions(np.float64, (100, 100_000), 1)
    return Task(
        lambda: kullback.js_among(p, threads=THREADS),
        lambda: rel_entr(p, p.mean(axis=0)).sum(axis=-1).mean(),
        tolerance=1e-6,
    )


def _bootstrap():
    generator = np.random.default_rng(cases.SEED)
    (shares,) = cases.distributions(np.float64, (1, 1000), 1)
    p, q = generator.multinomial(1_000_000, shares[0], size=2)

    def compute():
        result = kullback.bootstrap(p, q, "js_divergence", resamples=RESAMPLES, threads=THREADS)
        return result.value, result.low, result.high

    def reference():
        samples = (generator.multinomial(x.sum(), x / x.sum(), RESAMPLES) for x in (p, q))
        replicates = jensenshannon(*samples, axis=-1) ** 2
        return jensenshannon(p, q) ** 2, *np.quantile(replicates, (0.025, 0.975))

    # The ends of the interval are random.
    return Task(compute, reference, tolerance=1e-2)


def measure_tasks(report):
    """Check the tasks, time them, and return the targets."""
    report.heading(f"Tasks, from Python on {THREADS} threads")
    tasks = {
        "JS divergence among 100 rows of 100 000": _js_among(),
        f"bootstrap of JS divergence, 1000 bins, {RESAMPLES} resamples": _bootstrap(),
    }
    for name, task in tasks.items():
        deviation = np.max(np.abs(np.divide(task.compute(), task.reference()) - 1))
        if not deviation <= task.tolerance:
            raise SystemExit(f"{name}: differs from the reference by {deviation:.1e}")
    timings = interleave({name: python_timer(task.compute) for name, task in tasks.items()})
    report.table(
        ("task", "median, s", "minimum, s"),
        [(name, f"{t.median:.3f}", f"{t.minimum:.3f}") for name, t in timings.items()],
    )
    return [
        Target(name, timings[name].median, task.limit, "s", False) for name, task in tasks.items()
    ]
