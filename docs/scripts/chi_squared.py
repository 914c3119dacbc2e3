"""Print how accurate p-values of χ² are, and the numbers in the tests of them (docs/g_test.md).

    python docs/scripts/chi_squared.py

The reference is Γ(df / 2, x / 2) / Γ(df / 2) at 50 digits. In the table, x is the statistic that
the library reports for random counts, so that the error is that of the p-value alone.
"""

import mpmath
import numpy as np
from scipy.stats import chi2

import kullback

SEED = 1


def stirling_error(x):
    """Return log(x!) less Stirling's formula: the table of StirlingError.swift."""
    formula = x * mpmath.log(x) - x + mpmath.log(2 * mpmath.pi * x) / 2 if x else 0
    return mpmath.loggamma(x + 1) - (formula or mpmath.log(2 * mpmath.pi) / 2)


def tail(df, statistic):
    """Return the probability that χ² exceeds the statistic."""
    a, x = mpmath.mpf(df) / 2, mpmath.mpf(statistic) / 2
    density = mpmath.exp(a * mpmath.log(x) - x - mpmath.loggamma(a + 1))
    if x < a + 1:
        return 1 - density * series(a, x)
    return density * a / fraction(a, x)


def series(a, x):
    """Return Σ x^n / ((a + 1) ... (a + n))."""
    term = total = mpmath.mpf(1)
    while term > mpmath.eps * total:
        a += 1
        term *= x / a
        total += term
    return total


def fraction(a, x):
    """Return Legendre's continued fraction, by Lentz's method."""
    value = c = b = x + 1 - a
    d, n, factor = mpmath.mpf(0), 0, mpmath.mpf(0)
    while abs(factor - 1) > mpmath.eps * 10:
        n += 1
        b += 2
        d = 1 / (b + n * (a - n) * d)
        c = b + n * (a - n) / c
        factor = c * d
        value *= factor
    return value


def g_statistic(observed, expected):
    """Return 2 Σ o log(o / e), with the expected weights in proportion."""
    count, total = sum(observed), sum(expected)
    pairs = zip(observed, expected, strict=True)
    return 2 * mpmath.fsum(
        o * mpmath.log(mpmath.mpf(o) * total / (mpmath.mpf(e) * count)) for o, e in pairs if o
    )


def print_published():
    """Print the expected values of the tests on Mendel's peas and on a small table."""
    observed, weights = [315, 108, 101, 32], [9, 3, 3, 1]
    statistic = g_statistic(observed, weights)
    correction = 1 + (sum(mpmath.mpf(16) / w for w in weights) - 1) / (6 * 556 * 3)
    print("Mendel:", *(mpmath.nstr(x, 17) for x in (statistic, tail(3, statistic), correction)))
    print("    corrected:", mpmath.nstr(tail(3, statistic / correction), 17))
    rows, pooled = [[10, 20, 30], [20, 20, 20]], [30, 40, 50]
    statistic = mpmath.fsum(g_statistic(row, pooled) for row in rows)
    correction = 1 + (4 - 1) * (120 * sum(1 / mpmath.mpf(c) for c in pooled) - 1) / (6 * 120 * 2)
    print("Table:", *(mpmath.nstr(x, 17) for x in (statistic, tail(2, statistic), correction)))


def print_tails():
    """Print the table of ChiSquaredTests.swift."""
    for df, x in (
        *((1, x) for x in ("1e-6", "0.5", "4", "100", "1300")),
        *((2, x) for x in ("0.01", "3", "1400")),
        *((3, x) for x in ("0.25", "40", "1390.5")),
        *((10, x) for x in ("1", "10", "1450")),
        *((99, x) for x in ("50", "99", "101", "400", "1700")),
        *((10_000, x) for x in ("9000", "10000", "10002", "10400", "15000")),
        *((1_000_000, x) for x in ("990000", "1000000", "1000004", "1010000", "1052000")),
    ):
        print(f"({x}, {df}, {mpmath.nstr(tail(df, float(x)), 17)}),")


def print_errors():
    """Print the table of docs/g_test.md."""
    rng = np.random.default_rng(SEED)
    print("| df | p-values from | to | largest relative error | scipy.stats.chi2.sf |")
    print("|---|---|---|---|---|")
    for bins, repeats in ((2, 100), (3, 100), (4, 100), (101, 100), (1001, 60), (100_001, 20)):
        found, errors, peer = [], [], []
        for _ in range(repeats):
            weights = 1 + rng.uniform(0, 2) * rng.uniform(-0.5, 0.5, bins) / np.sqrt(np.sqrt(bins))
            counts = rng.multinomial(int(rng.integers(20, 400)) * bins, weights / weights.sum())
            test = kullback.g_test(counts)
            expected = tail(bins - 1, test.statistic)
            if expected < 1e-300:
                continue
            found.append(expected)
            errors.append(abs(mpmath.mpf(test.p_value) / expected - 1))
            peer.append(abs(mpmath.mpf(float(chi2.sf(test.statistic, bins - 1))) / expected - 1))
        cells = (min(found), max(found), max(errors), max(peer))
        print(f"| {bins - 1} | {' | '.join(f'{float(x):.1e}' for x in cells)} |")


def main():
    """Print everything."""
    mpmath.mp.dps = 50
    print_published()
    print_tails()
    print_errors()


if __name__ == "__main__":
    main()
