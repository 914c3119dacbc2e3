"""Print expected values of log-normalisers, trigonometric and incomplete functions for tests, and coefficients of series.

python docs/scripts/log_normalizers.py
"""

from mpmath import (
    mp,
    mpf,
    besseli,
    cos,
    exp,
    expm1,
    gammainc,
    betainc,
    e1,
    euler,
    fac2,
    factorial,
    log,
    log1p,
    sin,
    tan,
)

mp.dps = 120
TERMS = 18


def hankel_logarithm():
    """Return c_1 ... of log I0(k) = k - log(2 pi k) / 2 + sum c_m k^-m."""
    a = [
        fac2(2 * k - 1) ** 2 / (factorial(k) * mpf(8) ** k) if k else mpf(1)
        for k in range(TERMS + 1)
    ]
    c = [mpf(0)] * (TERMS + 1)
    for n in range(1, TERMS + 1):
        c[n] = a[n] - sum(k * c[k] * a[n - k] for k in range(1, n)) / n
    return c[1:]


def bessel(order):
    """Return the log-normaliser and the mean resultant length of an order."""

    def value(k):
        k = mpf(k)
        return (
            log(besseli(order, k)) - order * log(k)
            if k
            else -order * log(mpf(2)) - log(mp.gamma(order + 1))
        )

    def slope(k):
        k = mpf(k)
        return besseli(order + 1, k) / besseli(order, k) if k else mpf(0)

    return value, slope


def unit_exponential():
    """Return log((e^x - 1) / x) and its derivative."""

    def value(x):
        return log(expm1(mpf(x)) / x) if x else mpf(0)

    def slope(x):
        return 1 / (1 - exp(-mpf(x))) - 1 / mpf(x) if x else mpf(1) / 2

    return value, slope


def softplus():
    """Return log(1 + e^x) and its derivative."""
    return lambda x: log1p(exp(mpf(x))), lambda x: 1 / (1 + exp(-mpf(x)))


def bregman(function, b, a):
    """Return the Bregman divergence of a function and its derivative."""
    value, slope = function
    return value(b) - value(a) - (mpf(b) - mpf(a)) * slope(a)


def table(name, rows):
    """Print a Swift table."""
    print(f"    static let {name}: [[Double]] = [")
    for row in rows:
        print(
            "        ["
            + ", ".join(mp.nstr(x, 20) if isinstance(x, mpf) else repr(float(x)) for x in row)
            + "],"
        )
    print("    ]")


LADDER = [0.0, 2.0**-30, 0.25, 3.0, 20.0, 40.0, 70.0, 1000.0]
PAIRS = [(b, a) for b in LADDER for a in LADDER[::2] if a != b] + [
    (a * (1 + d), a) for a in (2.0**-30, 3.0, 40.0, 1000.0) for d in (2.0**-30, -(2.0**-20), 0.125)
]
SIGNED = [(b, s * a) for b, a in PAIRS[::2] for s in (1, -1) if b != s * a]

if __name__ == "__main__":
    print([float(c) for c in hankel_logarithm()])
    table("circular", [(b, a, bregman(bessel(0), b, a)) for b, a in PAIRS])
    orders = (0, 0.5, 1, 4.5, 100)
    table(
        "spherical",
        [
            (n, b, a, bregman(bessel(mpf(n)), b, a))
            for i, (b, a) in enumerate(PAIRS[3:])
            for n in orders[i % 2 :: 2]
        ],
    )
    table("unitExponential", [(b, a, bregman(unit_exponential(), b, a)) for b, a in SIGNED])
    mp.dps = 1200
    table("bernoulli", [(b, a, bregman(softplus(), b, a)) for b, a in SIGNED if abs(a) < 1000])
    mp.dps = 400
    angles = [
        2.0**-30,
        0.5,
        2.0,
        3.141592653589793,
        6.283185307179586,
        1e6,
        182.212373908208,
        -1e15,
        1e300,
    ]
    table(
        "angles",
        [(x, sin(mpf(x)), cos(mpf(x)), 2 * sin(mpf(x) / 2) ** 2, tan(mpf(x))) for x in angles],
    )
    mp.dps = 60
    points = [2.0**-30, 0.25, 0.875, 1.0, 3.0, 30.0, 600.0]
    table("integrals", [(x, e1(mpf(x)), e1(mpf(x)) + log(mpf(x)) + euler) for x in points])
    shapes = [2.0**-30, 0.25, 1.0, 7.3, 900.5]
    gammas = [
        (a, x)
        for a in shapes
        for x in (0.001, 0.75, 1.5, 9.0, a * 1.125, a * 0.75)
        if x < 30 + 3 * a < 4000
    ]
    table(
        "gammas",
        [
            (
                a,
                x,
                gammainc(mpf(a), 0, mpf(x), regularized=True),
                gammainc(mpf(a), mpf(x), mp.inf, regularized=True),
            )
            for a, x in gammas
        ],
    )
    betas = [
        (a, b, x)
        for a in (0.25, 3.0, 41.5)
        for b in (0.5, 2.0, 300.25)
        for x in (0.015625, 0.5, 0.90625)
    ]
    table(
        "betas",
        [(a, b, x, betainc(mpf(a), mpf(b), 0, mpf(x), regularized=True)) for a, b, x in betas],
    )
