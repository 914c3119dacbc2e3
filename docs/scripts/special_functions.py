"""Print how far the series of Sources/Kullback/Families/Special are from their functions, and expected values for tests.

    python docs/scripts/special_functions.py

The coefficients are read from the source, and evaluated without rounding.
"""

import re
from pathlib import Path

import mpmath
from mpmath import mpf

SPECIAL = Path(__file__).parents[2] / "Sources" / "Kullback" / "Families" / "Special"


def coefficients(name, first):
    """Return the numbers of the array literal in a file that begins with a number."""
    text = (SPECIAL / name).read_text(encoding="utf-8")
    body = re.search(r"\[\s*(" + re.escape(first) + r".*?)\]", text, re.DOTALL).group(1)
    return [mpf(float(x)) for x in re.findall(r"-?\d[\d.]*(?:e-?\d+)?", body)]


def largest(error, low, high, count=400):
    """Return the largest magnitude of a function at points of an interval, `low` left out."""
    points = (low + (high - low) * mpf(index) / count for index in range(1, count + 1))
    return float(max(abs(error(x)) for x in points))


def binet(t):
    """S''(x) / x, as a part of that of -log(x) / 2, at t = 1 / x."""
    x = 1 / t
    exact = mpmath.psi(1, x) - 1 / x - 1 / (2 * x**2)
    series = coefficients("StirlingSeries.swift", "0.0833")
    terms = (c * (2 * k - 1) * 2 * k * t ** (2 * k + 1) for k, c in enumerate(series, 1))
    return (mpmath.fsum(terms) - exact) * 2 * x**2


def about_two(e):
    """The Bregman divergence of log Γ from 2 to 2 + e, divided by e^2."""
    exact = mpmath.loggamma(2 + e) - e * mpmath.psi(0, 2)
    return mpmath.polyval(coefficients("LogGamma.swift", "0.3224")[::-1], e) * e**2 / exact - 1


def log_sinh(x):
    """The second derivative of log(sinh(x / 2) / (x / 2))."""
    exact = 1 / x**2 - 1 / (4 * mpmath.sinh(x / 2) ** 2)
    series = coefficients("UnitExponential.swift", "0.0416")
    terms = (c * 2 * k * (2 * k - 1) * x ** (2 * k - 2) for k, c in enumerate(series, 1))
    return mpmath.fsum(terms) / exact - 1


def near_zero(distance):
    """ψ(x0 + distance) / distance."""
    zero = mpmath.findroot(mpmath.digamma, 1.46)
    series = mpmath.polyval(coefficients("Digamma.swift", "0.9676")[::-1], distance)
    return series * distance / mpmath.digamma(zero + distance) - 1


def scaled_complement(y):
    """(1 + 2 x) exp(x^2) erfc(x) at y = (x - 3) / (x + 3)."""
    x = 3 * (1 + y) / (1 - y)
    exact = (1 + 2 * x) * mpmath.exp(x * x) * mpmath.erfc(x)
    slope = mpmath.polyval(coefficients("ErrorFunction.swift", "0.5060")[::-1], y)
    return (1 + (1 + y) / 2 * slope) / exact - 1


def error_function(x):
    """erf(x) / x at x^2."""
    series = mpmath.polyval(coefficients("ErrorFunction.swift", "1.1283")[::-1], x * x)
    return series * x / mpmath.erf(x) - 1


def bregman(b, a):
    """Return the Bregman divergences of log Γ(x) and of log Γ(x) - x log x + x."""
    b, a = mpf(b), mpf(a)
    whole = mpmath.loggamma(b) - mpmath.loggamma(a) - (b - a) * mpmath.digamma(a)
    return whole, whole - (b * mpmath.log(b / a) - b + a)


PAIRS = [
    *((2.5, 2.5 * (1 + e)) for e in (2**-2, 2**-7, 2**-27, 2**-50)),
    *((2.0**j, 3.0**k) for j in (-200, -30, -1, 2, 30) for k in (-20, -1, 1, 20)),
]


def main():
    """Print both."""
    mpmath.mp.dps = 50
    print(f"Binet's function, x >= 2:    {largest(binet, mpf(0), mpf(1) / 2):.1e}")
    print(f"log Γ about 2:               {largest(about_two, mpf(-1) / 2, mpf(1)):.1e}")
    print(f"log sinh, |η| <= 4:          {largest(log_sinh, mpf(0), mpf(4)):.1e}")
    print(f"digamma near its zero:       {largest(near_zero, mpf(-1) / 4, mpf(1) / 4, 399):.1e}")
    print(f"erfcx, x < 300:              {largest(scaled_complement, mpf(-1), mpf('0.98')):.1e}")
    print(f"erf, |x| <= 1/2:             {largest(error_function, mpf(0), mpf(1) / 2):.1e}")
    mpmath.mp.dps = 250
    for b, a in PAIRS:
        whole, remainder = bregman(b, a)
        print(f"({b!r}, {a!r}, {mpmath.nstr(whole, 20)}, {mpmath.nstr(remainder, 20)}),")


if __name__ == "__main__":
    main()
