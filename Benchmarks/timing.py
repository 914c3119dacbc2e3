"""Timing in turns: noise and changes of the clock rate meet all contenders alike."""

import statistics
import time
from dataclasses import dataclass

SAMPLE_SECONDS = 2e-3
# Threads of OpenMP wait for more work for some milliseconds after a call, on the cores of whoever
# is timed next.
PAUSE_SECONDS = 20e-3
# After which processors take as long to be awake again.
WARM_UP_SECONDS = 20e-3
CASE_SECONDS = 3.0
FEWEST_ROUNDS = 5
MOST_ROUNDS = 101


@dataclass(frozen=True)
class Timing:
    """Seconds per call, over the samples of one contender."""

    median: float
    minimum: float


def python_timer(function):
    """Return a function that calls `function` so many times and gives the seconds per call."""

    def seconds(calls):
        start = time.perf_counter()
        for _ in range(calls):
            function()
        return (time.perf_counter() - start) / calls

    return seconds


def calls_per_sample(seconds):
    """How many calls make a sample long enough to be timed well."""
    seconds(1)
    calls = 1
    while (elapsed := calls * seconds(calls)) < SAMPLE_SECONDS:
        calls *= max(2, min(10, int(SAMPLE_SECONDS / elapsed)))
    return calls


def warm_up(seconds):
    """Call for a while."""
    end = time.perf_counter() + WARM_UP_SECONDS
    while time.perf_counter() < end:
        seconds(1)


def interleave(contenders):
    """Time the contenders in turns, round after round.

    Parameters
    ----------
    contenders : dict of str to callable
        Takes a number of calls, gives the seconds per call.

    Returns
    -------
    dict of str to Timing
    """
    calls = {name: calls_per_sample(seconds) for name, seconds in contenders.items()}
    samples = {name: [] for name in contenders}
    start = time.perf_counter()
    for done in range(MOST_ROUNDS):
        if done >= FEWEST_ROUNDS and time.perf_counter() - start > CASE_SECONDS:
            break
        for name, seconds in contenders.items():
            time.sleep(PAUSE_SECONDS)
            warm_up(seconds)
            samples[name].append(seconds(calls[name]))
    return {
        name: Timing(statistics.median(values), min(values)) for name, values in samples.items()
    }
