"""Measure Kullback against SciPy, NumKong and NumPy, in one run.

    python Benchmarks/run.py

Prints tables and writes them to build/benchmarks.md. Kullback is called through its C interface,
from a C program; the others from Python, whose overhead counts for them at small sizes only. Fails
where values disagree, never because of a timing.
"""

import argparse
import os
import tempfile
import time
from pathlib import Path

import numkong
import numpy as np
import scipy

import cases
import kullback
from overhead import measure_overhead
from report import Report, Target
from tasks import measure_tasks
from timing import interleave, python_timer
from worker import Worker, compile_worker

ROOT = Path(__file__).resolve().parent.parent
SIZES = {"4096": 1 << 12, "65 536": 1 << 16, "1 M": 1 << 20, "16 M": 1 << 24}
SHAPES = {"4096 rows of 1000": (4096, 1000), "1 row of 16 M": (1, 1 << 24)}
# By title: how many times as fast as each peer Kullback should be, where that is a target.
DIVERGENCES = {
    "f-divergences against SciPy": {"js_divergence": 30, "jeffreys": None, "k_divergence": None},
    "f-divergences against NumPy": {
        "hellinger_distance": 5,
        "pearson_chi2": 5,
        "total_variation": None,
        "triangular_discrimination": None,
    },
    "Rényi divergence": {"renyi_0.7": 10, "renyi_2.5": 10},
}
RENYI_PEERS = """
- NumPy's powers are right until they leave the range of numbers: for order 2.5 they give NaN where
  p and q are 1e-200. SciPy's logsumexp is right there too. Both give NaN for it where p = q = 0.
- Both lose their digits for near-equal rows: half of them where rows differ by 1e-4 of themselves,
  all at 1e-8."""
# What Kullback, or a peer without a remark, may differ from the reference by.
MOST_DEVIATION = 1e-6


def parse_arguments():
    """Where the library is, and where the tables go."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--prefix", type=Path, default=ROOT / "build" / "prefix")
    parser.add_argument("--output", type=Path, default=ROOT / "build" / "benchmarks.md")
    return parser.parse_args()


def processor_name():
    """Give the processor's model as the kernel tells it."""
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return "unknown processor"


def describe(report):
    """One line on the machine and one on the libraries."""
    load = os.getloadavg()[0]
    report.add("# Benchmarks\n")
    report.add(
        f"{processor_name()}, {os.cpu_count()} processors, best level {kullback.cpu_level()}, "
        f"load {load:.1f} at the start; one thread unless said otherwise.\n"
    )
    report.add(
        f"Kullback {kullback.__version__}, NumKong {numkong.__version__}, "
        f"SciPy {scipy.__version__}, NumPy {np.__version__}."
    )


def deviation(results, expected):
    """Give the largest relative difference."""
    return float(np.max(np.abs(results / expected - 1)))


class Section:
    """Cases with the same peers: one table, a row for each."""

    def __init__(self, report, program, title):
        self._report = report
        self._program = program
        self._rows = []
        self._notes = []
        self._header = ()
        report.heading(title)

    def measure(self, name, case):
        """Check a case, time it, and return each peer's time over Kullback's best level's."""
        with Worker(self._program, case.operation, case.columns) as worker:
            self._check(name, case, worker.results)
            contenders = {
                level: lambda calls, level=level: worker.seconds(level, 1, calls)
                for level in worker.levels()
            }
            for peer, function in case.peers.items():
                contenders[peer] = python_timer(lambda f=function: f(*case.columns))
            return self._add(name, case, interleave(contenders), worker.level)

    def _check(self, name, case, results):
        expected = np.ravel(case.reference(*case.columns))
        if not (own := deviation(results, expected)) <= MOST_DEVIATION:
            raise SystemExit(f"{name}: differs from the reference by {own:.1e}")
        for peer, function in case.peers.items():
            peer_deviation = deviation(np.ravel(function(*case.columns)), expected)
            if not peer_deviation <= MOST_DEVIATION:
                self._notes.append(f"{name}: {peer}'s value is off by {peer_deviation:.1e}.")

    def _add(self, name, case, timings, level):
        best = timings[level]
        ratios = {
            peer: (timings[peer].median / best.median, timings[peer].minimum / best.minimum)
            for peer in case.peers
        }
        self._header = ("ns per element", *timings, *(f"{peer} / {level}" for peer in ratios))
        scale = 1e9 / case.elements
        times = (f"{t.median * scale:.3f} ({t.minimum * scale:.3f})" for t in timings.values())
        self._rows.append((name, *times, *(f"{a:.1f} ({b:.1f})" for a, b in ratios.values())))
        return {peer: median for peer, (median, _) in ratios.items()}

    def close(self):
        """Print the table and what is to say about it."""
        self._report.table(self._header, self._rows)
        if self._notes:
            self._report.add()
        for note in self._notes:
            self._report.add(f"- {note}")


def measure_kl(report, program):
    """KL divergence at all sizes and both types; the targets at float64."""
    targets = []
    for dtype in (np.float64, np.float32):
        type_name = np.dtype(dtype).name
        section = Section(report, program, f"KL divergence, {type_name}")
        for size, count in SIZES.items():
            ratios = section.measure(f"n = {size}", cases.kl(dtype, count))
            if dtype is np.float64:
                what = f"KL {type_name}, n = {size}, against"
                targets += [
                    Target(f"{what} SciPy's rel_entr", ratios["SciPy"], 25, "times", True),
                    Target(f"{what} NumKong", ratios["NumKong"], 2, "times", True),
                ]
        section.close()
    return targets


def measure_divergences(report, program):
    """Measure the divergences that peers compute on whole matrices."""
    targets = []
    for title, operations in DIVERGENCES.items():
        section = Section(report, program, f"{title}, float64")
        for shape_name, shape in SHAPES.items():
            for operation, bound in operations.items():
                name = f"{operation}, {shape_name}"
                ratios = section.measure(name, cases.on_matrices(operation, shape))
                if bound:
                    targets += [
                        Target(f"{name}, against {peer}", ratio, bound, "times", True)
                        for peer, ratio in ratios.items()
                    ]
        section.close()
    report.add(RENYI_PEERS)
    return targets


def measure_others(report, program):
    """Measure the other discrete quantities, logits, and normals."""
    section = Section(report, program, "Entropy, Jeffreys divergence and Jensen-Shannon distance")
    for size in ("65 536", "1 M"):
        for make in (cases.entropy, cases.jeffreys, cases.js_distance):
            section.measure(f"{make.__name__}, n = {size}", make(SIZES[size]))
    section.close()

    section = Section(report, program, "KL divergence of logits, 256 rows of 32 000")
    for dtype in (np.float64, np.float32):
        section.measure(np.dtype(dtype).name, cases.logits(dtype, 256, 32_000))
    section.close()

    section = Section(report, program, "Normals")
    section.measure("elementwise, n = 1 M", cases.normal(SIZES["1 M"]))
    section.measure("VAE, 4096 rows of 256", cases.vae(4096, 256))
    section.close()


def measure_threads(report, program):
    """One thread and two on the longest row."""
    report.heading("Threads: KL divergence, float64, n = 16 M")
    with Worker(program, "kl", cases.kl(np.float64, SIZES["16 M"]).columns) as worker:
        timings = interleave(
            {n: lambda calls, n=n: worker.seconds(worker.level, n, calls) for n in (1, 2)}
        )
    one, two = timings[1], timings[2]
    report.add(
        f"1 thread {one.median * 1e3:.1f} ms ({one.minimum * 1e3:.1f}), "
        f"2 threads {two.median * 1e3:.1f} ms ({two.minimum * 1e3:.1f}): "
        f"{one.median / two.median:.2f} ({one.minimum / two.minimum:.2f}) times as fast."
    )


def main():
    """Measure everything."""
    arguments = parse_arguments()
    start = time.perf_counter()
    report = Report()
    describe(report)
    report.add(
        "\nCells are medians, with minima in brackets. Rows of 4096 are 16 different ones. "
        "Kullback is called from C, the others from Python."
    )
    with tempfile.TemporaryDirectory() as directory:
        program = compile_worker(arguments.prefix.resolve(), Path(directory))
        targets = measure_kl(report, program)
        targets += measure_divergences(report, program)
        measure_others(report, program)
        targets += measure_overhead(report, program)
        measure_threads(report, program)
    targets += measure_tasks(report)
    report.heading("Targets")
    report.targets(targets)
    report.add(f"\nMeasured in {time.perf_counter() - start:.0f} s.")
    report.save(arguments.output)


if __name__ == "__main__":
    main()
