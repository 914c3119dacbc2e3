"""Print results of the packages dit and divergence beside exact ones: docs/other_libraries.md.

pip install dit==2.3 divergence==1.1.0
python docs/scripts/other_packages.py
"""

import math

import divergence
import numpy as np
from dit import Distribution
from dit.divergences.generalized_divergences import alpha_divergence, tsallis_divergence

# ½, ½ from ¾, ¼
FORWARD = math.log(4 / 3) / 2
REVERSE = math.log(27 / 16) / 4


def print_dit():
    """Print alpha and Tsallis divergences of dit next to, and at, the orders where they are KL."""
    p, q = Distribution(["0", "1"], [0.5, 0.5]), Distribution(["0", "1"], [0.75, 0.25])
    print(f"KL {FORWARD:.9f}, reversed {REVERSE:.9f} nats")
    for order in (-1, -0.999999, 0.999999, 1):
        print(f"dit, alpha, order {order}: {alpha_divergence(p, q, order):.9f}")
    for order in (0.999999, 1):
        print(f"dit, Tsallis, order {order}: {tsallis_divergence(p, q, order):.9f}")


def print_divergence():
    """Print divergences of the samples that its docstrings have, and of samples with empty bins."""
    p, q = np.array([0, 0, 0, 1, 1, 2]), np.array([0, 1, 1, 1, 2, 2])
    for function in (
        divergence.total_variation_distance,
        divergence.squared_hellinger_distance,
        divergence.chi_squared_divergence,
        divergence.jeffreys_divergence,
    ):
        print(f"divergence, {function.__name__}: {function(p, q, discrete=True):.9f}")
    one, both = np.array([0, 0]), np.array([0, 1])
    half = divergence.renyi_divergence(both, one, alpha=0.5, discrete=True)
    print(f"divergence, Rényi of order 1/2, (½, ½) from (1, 0): {half}, exact {math.log(2):.9f}")
    reverse = divergence.cressie_read_divergence(one, both, lambda_param=-1.0, discrete=True)
    print(f"divergence, Cressie-Read of order -1, (1, 0) from (½, ½): {reverse:.9f}, exact inf")


def main():
    """Print both."""
    print_dit()
    print_divergence()


if __name__ == "__main__":
    main()
