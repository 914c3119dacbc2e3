"""Times tables and sets of distributions, on one thread and on two.

Prints seconds per call, the smallest of a few.
"""

import functools
import timeit

import numpy as np

import kullback

RNG = np.random.default_rng(1)


def cases():
    """Yield (name, function, operand)."""
    yield "js_among, 100 x 100000", kullback.js_among, RNG.random((100, 100000))
    yield "mutual_information, 1000 x 1000", kullback.mutual_information, RNG.random((1000, 1000))
    cube = RNG.random((100, 100, 100))
    yield "total_correlation, 100 x 100 x 100", kullback.total_correlation, cube
    batch = RNG.random((100000, 2, 2))
    yield "mutual_information, 100000 of 2 x 2", kullback.mutual_information, batch


def main():
    """Print one line per case and number of threads."""
    for name, function, operand in cases():
        for threads in (1, 2):
            call = functools.partial(function, operand, normalize=True, threads=threads)
            seconds = min(timeit.repeat(call, number=1, repeat=7))
            print(f"{name}, {threads} threads: {seconds:.6f} s")


if __name__ == "__main__":
    main()
