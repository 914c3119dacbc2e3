"""Errors of the nodes of reverse projections: the table of docs/projections.md.

    python docs/scripts/projection_nodes.py

E log p(z) for z standard normal and p a mixture of three Gaussians near 0, whose narrowest is
narrower than z by a factor of `ratio`; the worst of some mixtures. Exact values are sums over finer
nodes or, beyond two dimensions, over 2,000,000 random ones, whose error is about 1e-3 itself.
Errors are divided by 1 + |E log p|.
"""

import numpy as np
from scipy.special import ndtri

SIZE, GENERATOR = 4093, 220


def log_mixture(x, means, scales, weights):
    d = x.shape[1]
    terms = [
        np.log(w) - 0.5 * np.sum(((x - m) / s) ** 2, axis=1) - d * np.log(s)
        for m, s, w in zip(means, scales, weights, strict=True)
    ]
    return np.logaddexp.reduce(terms)


def grid(d, step, steps):
    axis = np.arange(-steps, steps + 1) * step
    z = np.stack(np.meshgrid(*[axis] * d), -1).reshape(-1, d)
    weights = np.exp(-0.5 * np.sum(z * z, axis=1))
    return z, weights / weights.sum()


def lattice(d):
    index = np.arange(SIZE)
    columns = [index]
    for _ in range(d - 1):
        columns.append(columns[-1] * GENERATOR % SIZE)
    z = ndtri((np.stack(columns, 1) + 0.5) / SIZE)
    z = np.linalg.solve(np.linalg.cholesky(z.T @ z / SIZE), z.T).T
    return np.concatenate([z, -z]), np.full(2 * SIZE, 0.5 / SIZE)


def random_nodes(d):
    return np.random.default_rng(1).normal(size=(2_000_000, d)), np.full(2_000_000, 5e-7)


def worst(nodes, finer, d, ratio, trials):
    random, error = np.random.default_rng(0), 0.0
    for _ in range(trials):
        scales = float(ratio) ** -random.random(3)
        scales[0] = 1 / ratio
        mixture = random.normal(size=(3, d)), scales, random.dirichlet(np.ones(3))
        got, exact = (w @ log_mixture(z, *mixture) for z, w in (nodes, finer))
        error = max(error, abs(got - exact) / (1 + abs(exact)))
    return error


def main():
    one = grid(1, 1 / 400, 3400), grid(1, 1 / 4000, 34000)
    for ratio in (10, 30, 60, 100, 300):
        print(f"d = 1, ratio {ratio}: {worst(*one, 1, ratio, 100):.1e}")
    two = grid(2, 1 / 10, 82), grid(2, 1 / 40, 328)
    for ratio in (2, 3, 5, 10):
        print(f"d = 2, ratio {ratio}: {worst(*two, 2, ratio, 20):.1e}")
    for d in (3, 5, 10):
        nodes = lattice(d), random_nodes(d)
        for ratio in (1.5, 3):
            print(f"d = {d}, ratio {ratio}: {worst(*nodes, d, ratio, 10):.1e}")


if __name__ == "__main__":
    main()
