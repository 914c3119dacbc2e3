"""Divergences of batches of Gaussians against PyTorch's, and the kernels' parts against LAPACK's.

    python Benchmarks/gaussians.py [repetitions]

Medians of one run, on two threads each, in microseconds per pair; PyTorch's once with its
distributions made before and once with making them, without its validation. LAPACK is SciPy's
OpenBLAS: two factorizations and one triangular solution, all that a KL divergence of covariances
needs of it.
"""

import statistics
import sys
import time

import numpy as np
import torch
from scipy.linalg import lapack

from kullback import kl_divergence
from kullback.distributions import MultivariateNormal

SHAPES = ((4, 8192), (16, 2048), (64, 256), (256, 16), (1024, 1))
THREADS = 2


def median(function, repetitions):
    """Microseconds of a call."""
    times = []
    for _ in range(repetitions):
        start = time.perf_counter()
        function()
        times.append(time.perf_counter() - start)
    return 1e6 * statistics.median(times)


def operands(d, batch):
    """Make means and covariances of both sides."""
    random = np.random.default_rng(d)
    sides = []
    for shift in (0.5, 1.5):
        root = random.normal(size=(batch, d, d))
        sides.append(
            (random.normal(size=(batch, d)), root @ root.transpose(0, 2, 1) / d + shift * np.eye(d))
        )
    return sides


def lapack_calls(p, q):
    """Factor both and solve, for each of a batch."""
    for first, second in zip(p, q, strict=True):
        a, _ = lapack.dpotrf(first.T, lower=1)
        b, _ = lapack.dpotrf(second.T, lower=1)
        lapack.dtrtrs(b, a, lower=1)


def measure(d, batch, repetitions):
    """Print a line of the table."""
    (p_loc, p), (q_loc, q) = operands(d, batch)
    p_root, q_root = np.linalg.cholesky(p), np.linalg.cholesky(q)
    divergence, normal = torch.distributions.kl_divergence, torch.distributions.MultivariateNormal
    p_t, q_t, ps, qs, ms, ns = map(torch.from_numpy, (p, q, p_root, q_root, p_loc, q_loc))

    def theirs(name, first, second):
        return normal(ms, **{name: first}, validate_args=False), normal(
            ns, **{name: second}, validate_args=False
        )

    made = theirs("scale_tril", ps, qs)
    ours = {
        name: (MultivariateNormal(p_loc, **{name: a}), MultivariateNormal(q_loc, **{name: b}))
        for name, a, b in (("scale_tril", p_root, q_root), ("covariance_matrix", p, q))
    }
    values = [
        median(lambda: kl_divergence(*ours["scale_tril"], threads=THREADS), repetitions),
        median(lambda: divergence(*made), repetitions),
        median(lambda: divergence(*theirs("scale_tril", ps, qs)), repetitions),
        median(lambda: kl_divergence(*ours["covariance_matrix"], threads=THREADS), repetitions),
        median(lambda: divergence(*theirs("covariance_matrix", p_t, q_t)), repetitions),
        median(lambda: lapack_calls(p, q), repetitions),
    ]
    expected = divergence(*made).numpy()
    for pair in ours.values():
        assert np.allclose(kl_divergence(*pair), expected, rtol=1e-9)
    print(f"| {d} | {batch} | " + " | ".join(f"{value / batch:.3g}" for value in values) + " |")


def main():
    """Print the table."""
    repetitions = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    torch.set_num_threads(THREADS)
    print("| d | pairs | factors: ours | PyTorch | made | covariances: ours | made | LAPACK |")
    print("|---|---|---|---|---|---|---|---|")
    for d, batch in SHAPES:
        measure(d, batch, repetitions)


if __name__ == "__main__":
    main()
