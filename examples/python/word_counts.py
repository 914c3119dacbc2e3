"""Did the words of a text change between two versions? Tests and intervals on counts.

    python word_counts.py DIRECTORY

reads how often words occur in versions 2 and 3 of a licence, from the CSV files of examples/data,
and asks whether the difference is more than chance, how large it is, how sure that is, and which
words make it.
"""

import sys
from pathlib import Path

import numpy as np
from kullback import bootstrap, g_test, permutation_test, population_stability_index


def read_counts(path):
    with path.open(encoding="utf-8") as lines:
        words = next(lines).strip().split(",")
        return words, np.array([int(count) for count in next(lines).split(",")])


def show_progress(fraction):
    print(f"\r{fraction:4.0%}", end="", file=sys.stderr)


def main(directory):
    words, old = read_counts(directory / "words_gpl_2.csv")
    _, new = read_counts(directory / "words_gpl_3.csv")
    print(f"{old.sum()} words in version 2, {new.sum()} in version 3, {len(words)} bins")

    test = g_test([old, new])
    print(f"G-test: G = {test.statistic:.6g}, df = {test.df:.0f}, p = {test.p_value:.3g}")

    # A word that one version lacks would make KL and PSI infinite.
    smooth = {"pseudocount": 0.5}
    print(f"PSI: {population_stability_index(new, old, **smooth):.6g}")
    result = bootstrap(new, old, "jeffreys", method="basic", seed=1, **smooth)
    print(f"    bootstrap: bias {result.bias:.3g}, standard error {result.standard_error:.3g}")
    print(f"    95% interval: {result.low:.3g} to {result.high:.3g}")
    test = permutation_test(new, old, "jeffreys", seed=1, progress=show_progress, **smooth)
    print(file=sys.stderr)
    print(f"    permutation test: p = {test.p_value:.3g}")

    # Halves of one text are alike: the same numbers, where there is nothing to find.
    half = np.random.default_rng(1).multivariate_hypergeometric(new, new.sum() // 2)
    print(
        f"Version 3, two halves: PSI {population_stability_index(half, new - half, **smooth):.3g}"
    )
    print(f"    G-test: p = {g_test([half, new - half]).p_value:.3g}")
    test = permutation_test(half, new - half, "jeffreys", seed=1, **smooth)
    print(f"    permutation test: p = {test.p_value:.3g}")

    shares = old / old.sum(), new / new.sum()
    change = shares[1] - shares[0]
    for index in np.argsort(-np.abs(change))[:5]:
        print(f"{words[index]}: {shares[0][index]:.2%} to {shares[1][index]:.2%}")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(f"usage: {sys.argv[0]} DIRECTORY")
    main(Path(sys.argv[1]))
