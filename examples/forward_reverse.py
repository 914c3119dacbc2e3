"""A picture of the two directions of KL divergence.

One normal q is fitted to a density p with two modes. Minimising D(p || q) makes q cover both modes:
wherever p has mass, a q without any costs much. Minimising D(q || p) makes q seek one mode: mass of
q where p has none costs much, and a mode of p that q misses costs little.
"""

import matplotlib
import numpy as np
from kullback.distributions import GaussianMixture, MultivariateNormal
from kullback.projections import project

matplotlib.use("Agg")
from matplotlib import pyplot as plt

GRID = np.linspace(-7, 8, 1501)
MIXTURE = GaussianMixture([0.6, 0.4], MultivariateNormal([[-2.0], [2.5]], [[[0.49]], [[1.21]]]))


def density(distribution):
    return np.exp(distribution.log_prob(GRID[:, np.newaxis]))


def draw(path):
    """Fit both ways, save the picture, and return the two fits: mean, deviation and divergence."""
    projections = [project(MIXTURE, direction) for direction in ("forward", "reverse")]
    figure, axes = plt.subplots(figsize=(9, 5), layout="constrained")
    axes.fill_between(GRID, density(MIXTURE), color="0.85")
    axes.plot(GRID, density(MIXTURE), color="0.35", label="p, a mixture of two normals")
    styles = [
        ("C0", "-", "forward: q minimises D(p || q), covers both modes"),
        ("C3", "--", "reverse: q minimises D(q || p), seeks one mode"),
    ]
    fits = []
    for projection, (color, line, what) in zip(projections, styles, strict=True):
        q, value = projection.distribution, projection.divergence
        mean, deviation = q.loc.item(), q.scale_tril.item()
        label = f"{what}\nmean {mean:.2f}, sd {deviation:.2f}, divergence {value:.4f} nats"
        axes.plot(GRID, density(q), color=color, linestyle=line, linewidth=2, label=label)
        fits.append((mean, deviation, value))
    axes.set(
        title="One normal fitted to two modes by forward and by reverse KL divergence",
        xlabel="x",
        ylabel="density",
        xlim=(-7, 8),
        ylim=(0, None),
    )
    axes.legend(loc="upper right")
    figure.savefig(path, dpi=150)
    plt.close(figure)
    return fits
