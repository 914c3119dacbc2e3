"""Print what the χ² tail is made of and how accurate it is (docs/g_test.md).

    python docs/scripts/chi_squared.py

The reference is Γ(df / 2, x / 2) / Γ(df / 2) at 50 digits. x is the statistic that the library
reports for a table of counts, so that the error is that of the p-value alone.
"""

import mpmath
import numpy as np

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


