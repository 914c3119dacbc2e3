"""Print how far the polynomials of Sources/Kullback/Numerics are from their functions.

    python docs/scripts/series.py

The coefficients are read from the source, and evaluated without rounding.
"""

import re
from pathlib import Path

import mpmath

NUMERICS = Path(__file__).parents[2] / "Sources" / "Kullback" / "Numerics"
POINTS = 4000


def coefficients(name):
    """Return the numbers of the one array literal that is passed to `polynomial` in a file."""
    text = (NUMERICS / name).read_text(encoding="utf-8")
    body = re.search(r"polynomial\(\s*\w+,\s*\[(.*?)\]", text, re.DOTALL).group(1)
    return [mpmath.mpf(float(x)) for x in re.findall(r"[\d.]+(?:e-?\d+)?", body)]


def largest_error(constants, function, low, high):
    """Return the largest relative error of a polynomial on an interval, 0 left out."""
    worst = mpmath.mpf(0)
    for index in range(POINTS + 1):
        x = low + (high - low) * index / POINTS
        if x != 0:
            exact = function(x)
            worst = max(worst, abs(mpmath.polyval(constants[::-1], x) / exact - 1))
    return float(worst)


def atanh_excess(t):
    """(atanh(s) - s) / s^3 at t = s^2."""
    s = mpmath.sqrt(t)
    return (mpmath.atanh(s) - s) / s**3


def exp_excess(r):
    """(exp(r) - 1 - r) / r^2."""
    return (mpmath.expm1(r) - r) / r**2


def main():
    """Print both."""
    mpmath.mp.dps = 50
    bound = mpmath.log(2) / 2
    atanh = largest_error(
        coefficients("LogRatio.swift"), atanh_excess, mpmath.mpf(0), mpmath.mpf("0.04")
    )
    exp = largest_error(coefficients("Exponential.swift"), exp_excess, -bound, bound)
    print(f"atanh(s) - s, |s| <= 1/5:           {atanh:.2e}")
    print(f"exp(r) - 1 - r, |r| <= log(2) / 2:  {exp:.2e}")


if __name__ == "__main__":
    main()
