"""Print what SciPy, and the formulas of other libraries, give for some rows: docs/other_libraries.md.

    python docs/scripts/other_libraries.py

Formulas are those of the sources of Distances.jl 0.10.12, dit 2.3 and philentropy 0.10.0, in double.
The exact values have 50 digits, start from the same doubles and are of row / sum(row).
"""

import warnings

import mpmath
import numpy as np
from scipy.spatial.distance import jensenshannon
from scipy.stats import entropy, power_divergence

DIFFERENCES = (1e-2, 1e-4, 1e-6, 1e-8)
PAIRS, COUNT = 25, 50
SEED = 1


# ---- Definitions, over distributions of mpmath numbers -------------------------------------------


def kl(p, q):
    return mpmath.fsum(x * mpmath.log(x / y) for x, y in zip(p, q, strict=True) if x != 0)


def mixture(p, q):
    return [(x + y) / 2 for x, y in zip(p, q, strict=True)]


def js(p, q):
    return (kl(p, mixture(p, q)) + kl(q, mixture(p, q))) / 2


def affinity(p, q, order):
    return mpmath.fsum(x**order * y ** (1 - order) for x, y in zip(p, q, strict=True))


def coefficient(p, q):
    return affinity(p, q, mpmath.mpf(1) / 2)


def cressie_read(p, q, order):
    return (affinity(p, q, order + 1) - 1) / (order * (order + 1))


# ---- The formulas of others ----------------------------------------------------------------------


def halved_entropies(p, q):
    m = (p + q) / 2
    return np.sum(p * np.log(p) / 2 + q * np.log(q) / 2 - m * np.log(m))


def difference_of_entropies(p, q):
    return entropy((p + q) / 2) - (entropy(p) + entropy(q)) / 2


def bare_tsallis(p, q):
    return (np.sum(p**0.5 * q**0.5) - 1) / (0.5 - 1)


def bare_renyi(p, q, order):
    return np.log(np.sum(p * (p / q) ** (order - 1))) / (order - 1)


NEAR = (
    ("`scipy.stats.entropy(p, q)`", entropy, kl),
    ("`jensenshannon(p, q)`, SciPy", jensenshannon, lambda p, q: mpmath.sqrt(js(p, q))),
    (
        '`power_divergence(p, q, lambda_="cressie-read")`, SciPy',
        lambda p, q: power_divergence(p, q, lambda_="cressie-read").statistic,
        lambda p, q: 2 * cressie_read(p, q, mpmath.mpf(2) / 3),
    ),
    ("`js_divergence`, Distances.jl", halved_entropies, js),
    ("`jensen_shannon_divergence`, dit", difference_of_entropies, js),
    (
        "`hellinger`, Distances.jl, dit, philentropy (halved)",
        lambda p, q: np.sqrt(1 - np.sum(np.sqrt(p * q))),
        lambda p, q: mpmath.sqrt(1 - coefficient(p, q)),
    ),
    (
        "`bhattacharyya`, Distances.jl, philentropy",
        lambda p, q: -np.log(np.sum(np.sqrt(p * q))),
        lambda p, q: -mpmath.log(coefficient(p, q)),
    ),
    (
        "`k_divergence`, philentropy",
        lambda p, q: np.sum(p * np.log(2 * p / (p + q))),
        lambda p, q: kl(p, mixture(p, q)),
    ),
    ("`tsallis_divergence`, order 1/2, dit", bare_tsallis, lambda p, q: 2 - 2 * coefficient(p, q)),
    (
        "`renyi_divergence`, order 2, Distances.jl",
        lambda p, q: bare_renyi(p, q, 2),
        lambda p, q: mpmath.log(affinity(p, q, 2)),
    ),
)
HALF = np.nextafter(0.5, 0)
REPORTED = (
    ("19436", [0.0, 1.0], [5e-324, 1.0]),
    ("20083", np.float32([0.027501475, 0.055202297]), np.float32([0.027537677, 0.055334348])),
    ("20779", [HALF, 1 - HALF], [1 - HALF, HALF]),
)


def normalised(row):
    """Return a row, as exact numbers, over its sum."""
    exact = [mpmath.mpf(float(x)) for x in row]
    return [x / mpmath.fsum(exact) for x in exact]


def error(got, expected):
    """Return a relative error."""
    return float(abs(mpmath.mpf(float(got)) / expected - 1))


def near_pairs(difference):
    """Return pairs of rows that differ relatively by up to `difference`."""
    rng = np.random.default_rng(SEED)
    pairs = []
    for p in rng.dirichlet(np.ones(COUNT), PAIRS):
        q = p * (1 + difference * rng.uniform(-1, 1, COUNT))
        pairs.append((p, q / q.sum()))
    return pairs


def print_near():
    """Print median relative errors where q nearly equals p; NaN counts as the largest."""
    print("| what | " + " | ".join(f"{d:.0e}" for d in DIFFERENCES) + " |")
    print("|---" * (len(DIFFERENCES) + 1) + "|")
    pairs = {difference: near_pairs(difference) for difference in DIFFERENCES}
    for name, function, exact in NEAR:
        cells = []
        for difference in DIFFERENCES:
            errors = [
                error(function(p, q), exact(normalised(p), normalised(q)))
                for p, q in pairs[difference]
            ]
            cells.append(f"{np.sort(errors)[PAIRS // 2]:.1e}")
        print(f"| {name} | {' | '.join(cells)} |")


def print_orders():
    """Print median relative errors of Rényi's definition for orders near one."""
    for excess in (1e-4, 1e-6):
        order = mpmath.mpf(1 + excess)
        errors = []
        for p, q in near_pairs(0.5):
            exact = mpmath.log(affinity(normalised(p), normalised(q), order)) / (order - 1)
            errors.append(error(bare_renyi(p, q, 1 + excess), exact))
        print(f"Rényi's definition, order 1 + {excess:.0e}: error {np.median(errors):.1e}")


def print_reported():
    """Print SciPy's Jensen-Shannon distance for the rows of its issues."""
    for issue, p, q in REPORTED:
        exact = mpmath.sqrt(js(normalised(p), normalised(q)))
        print(f"SciPy issue {issue}: {jensenshannon(p, q)}, exact {mpmath.nstr(exact, 12)}")


def print_epsilon():
    """Print philentropy's KL, with 1e-5 for an empty bin of q, where it is negative."""
    p, q = np.array([1 - 1e-6, 1e-6]), np.array([1.0, 0.0])
    print(
        f"philentropy's KL of {p}, {q}: {np.sum(p * np.log(p / np.where(q == 0, 1e-5, q))):.6g}, exact inf"
    )


def main():
    """Print everything."""
    mpmath.mp.dps = 50
    warnings.simplefilter("ignore", RuntimeWarning)
    print_near()
    print_orders()
    print_reported()
    print_epsilon()


if __name__ == "__main__":
    main()
