"""Print the relative error of D(p || q) for rows made to lose as much as a block can.

    python docs/scripts/worst_block.py

The first eight terms of a block are equal, and each of the other 1016 is just below half a
unit in the last place of its lane's sum, so that every addition rounds it away.
"""

import mpmath
import numpy as np

import kullback

BLOCK, LANES = 1024, 8
TILT = 0.3
FRACTIONS = (0.30, 0.60, 0.90, 0.95, 1.20)


def rows(fraction):
    """Return p and q whose later terms are `fraction` half units of the first ones."""
    p, q = np.empty(BLOCK), np.empty(BLOCK)
    head = (1 + TILT * np.array([1, -1] * 4)) / LANES
    p[:LANES], q[:LANES] = head, head[::-1]
    first = (head * np.log(head / head[::-1]) - head + head[::-1]).min()
    q[LANES:] = fraction * first * 2.0**-53 / (2 * np.log(2) - 1)
    p[LANES:] = 2 * q[LANES:]
    return p, q


def exact(p, q):
    """Return D(p || q) of the normalised rows."""
    p, q = ([mpmath.mpf(float(x)) for x in row] for row in (p, q))
    sum_p, sum_q = mpmath.fsum(p), mpmath.fsum(q)
    total = mpmath.fsum(x * mpmath.log(x / y) for x, y in zip(p, q, strict=True))
    return total / sum_p + mpmath.log(sum_q / sum_p)


def main():
    """Print one line for each size of the later terms."""
    mpmath.mp.dps = 60
    for fraction in FRACTIONS:
        p, q = rows(fraction)
        error = mpmath.mpf(float(kullback.kl_divergence(p, q))) / exact(p, q) - 1
        print(f"{fraction:.2f} half units: {float(abs(error)):.1e}")


if __name__ == "__main__":
    main()
