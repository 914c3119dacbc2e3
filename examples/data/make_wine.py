"""Summarise the chemistry of three wine cultivars, and draw the numbers its estimate needs.

Writes beside this script wine_means.csv and wine_standard_deviations.csv (a row per cultivar, a
column per measurement), and wine_normal_draws.csv: standard-normal numbers from which every
language builds the same samples.
"""

import csv
import statistics
from pathlib import Path

import numpy as np
from sklearn.datasets import load_wine

DRAWS = 1000
HERE = Path(__file__).parent


def write(name, header, rows):
    with open(HERE / name, "w", newline="", encoding="ascii") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def summarise(wine, statistic):
    """One row per cultivar: the statistic of each measurement."""
    cultivars = (wine.data[wine.target == label] for label in range(3))
    return [[statistic(column) for column in cultivar.T.tolist()] for cultivar in cultivars]


def main():
    wine = load_wine()
    # The statistics module rounds the exact result once, so the files come out the same anywhere.
    write("wine_means.csv", wine.feature_names, summarise(wine, statistics.fmean))
    write(
        "wine_standard_deviations.csv",
        wine.feature_names,
        summarise(wine, statistics.stdev),
    )
    draws = np.random.default_rng(0).standard_normal((DRAWS, len(wine.feature_names)))
    write("wine_normal_draws.csv", wine.feature_names, draws.round(4).tolist())


if __name__ == "__main__":
    main()
