"""Print the relative error of D(p || q) where q nearly equals p: SciPy, and this library.

    python docs/scripts/near_equal.py

The reference has 60 digits and starts from the same doubles; it is the divergence of
row / sum(row).
"""

import mpmath
import numpy as np
from scipy.special import rel_entr

import kullback

COUNT = 1000
SEED = 1
DIFFERENCES = (1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8)


def near(p, difference, rng):
    """Return probabilities that differ relatively from `p` by about `difference`."""
    q = p * (1 + difference * rng.uniform(-1, 1, p.size))
    return q / q.sum()


def exact(p, q):
    """Return D(p || q) of the normalised rows."""
    p, q = ([mpmath.mpf(float(x)) for x in row] for row in (p, q))
    sum_p, sum_q = mpmath.fsum(p), mpmath.fsum(q)
    total = mpmath.fsum(x * mpmath.log(x / y) for x, y in zip(p, q, strict=True))
    return total / sum_p + mpmath.log(sum_q / sum_p)


def main():
    """Print the table of docs/accuracy.md."""
    mpmath.mp.dps = 60
    rng = np.random.default_rng(SEED)
    p = rng.dirichlet(np.ones(COUNT))
    print("| relative difference | D(p ‖ q), nats | rel_entr(p, q).sum() | kullback |")
    print("|---|---|---|---|")
    for difference in DIFFERENCES:
        q = near(p, difference, rng)
        expected = exact(p, q)
        results = (rel_entr(p, q).sum(), kullback.kl_divergence(p, q))
        errors = (abs(mpmath.mpf(float(x)) / expected - 1) for x in results)
        cells = (f"{float(number):.1e}" for number in (expected, *errors))
        print(f"| {difference:.0e} | {' | '.join(cells)} |")


if __name__ == "__main__":
    main()
