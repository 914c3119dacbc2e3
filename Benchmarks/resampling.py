"""Time bootstrap and permutation tests (docs/bootstrap.md).

    python Benchmarks/resampling.py

Prints seconds for 10,000 resamples of two rows of 1,000 bins, and the processor time behind them:
on a machine with other work, wall-clock time says little.
"""

import time

import numpy as np

import kullback

RESAMPLES = 10_000
BINS = 1_000


def timed(function, *arguments, **keywords):
    """Return the least wall-clock and processor time of three calls."""
    times = []
    for _ in range(3):
        start = time.perf_counter(), time.process_time()
        function(*arguments, **keywords)
        times.append((time.perf_counter() - start[0], time.process_time() - start[1]))
    return min(times)


def main():
    """Print the table of docs/bootstrap.md."""
    rng = np.random.default_rng(0)
    weights = rng.dirichlet(np.ones(BINS))
    print("| events per row | bootstrap, wall | processor | permutation, wall | processor |")
    print("|---|---|---|---|---|")
    for events in (10**4, 10**5, 10**6, 10**8):
        p, q = rng.multinomial(events, weights, size=2)
        cells = [f"{events:,}"]
        for function in (kullback.bootstrap, kullback.permutation_test):
            keywords = {"resamples": RESAMPLES, "threads": 2}
            wall, processor = timed(function, p, q, "js_divergence", **keywords)
            cells += [f"{wall:.2f} s", f"{processor:.2f} s"]
        print(f"| {' | '.join(cells)} |")


if __name__ == "__main__":
    main()
