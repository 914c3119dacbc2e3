"""Print the largest relative error of the polynomial in Sources/KullbackKernels/KLSums.swift.

    python docs/scripts/kl_series.py

It stands for ((1 + s) atanh(s) - s) / s^2 with |s| <= 1/5, and is evaluated here with the kernel's
coefficients but without rounding: what is left is the error of the approximation.
"""

import re
from pathlib import Path

import mpmath

SOURCE = Path(__file__).parents[2] / "Sources" / "KullbackKernels" / "KLSums.swift"
POINTS = 20_000


def coefficients():
    """Return the constants of `rest`, in the order of the source, and the scale."""
    text = SOURCE.read_text(encoding="utf-8")
    body = text[text.index("let a = (t") : text.index("var series")]
    scale = re.search(r"polynomialScale = ([\d.]+)", text).group(1)
    return [mpmath.mpf(float(x)) for x in (*re.findall(r"\d+\.\d{9,}", body), scale)]


def approximation(s, constants):
    """Return the polynomial at s."""
    c0, c1, c2, c3, c4, c5, scale = constants
    t = s * s
    a = (t + c0) * t
    b = (c1 - t) * (a + c2)
    r = c3 - (c4 - b) * (b + (-c5 - a))
    return 1 + (s + t) * r / scale


def main():
    """Print the largest error, and where it is."""
    mpmath.mp.dps = 40
    constants = coefficients()
    worst, place = mpmath.mpf(0), None
    for index in range(-POINTS, POINTS + 1):
        if index == 0:
            continue
        s = mpmath.mpf(index) / (5 * POINTS)
        exact = ((1 + s) * mpmath.atanh(s) - s) / (s * s)
        error = abs(approximation(s, constants) / exact - 1)
        if error > worst:
            worst, place = error, s
    print(f"largest relative error {float(worst):.2e} at s = {float(place):.4f}")


if __name__ == "__main__":
    main()
