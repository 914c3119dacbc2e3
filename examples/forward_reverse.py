"""A picture of the two directions of KL divergence.

One normal q is fitted to a density p with two modes. Minimising D(p || q) makes q cover both modes:
wherever p has mass, a q without any costs much. Minimising D(q || p) makes q seek one mode: mass of
q where p has none costs much, and a mode of p that q misses costs little.
"""

import matplotlib
import numpy as np
from kullback import kl_divergence
from scipy.optimize import minimize

matplotlib.use("Agg")
from matplotlib import pyplot as plt

GRID = np.linspace(-15, 15, 3001)
MODES = [(0.6, -2.0, 0.7), (0.4, 2.5, 1.1)]  # weight, mean, standard deviation


def log_normal_density(mean, deviation):
    z = (GRID - mean) / deviation
    return -0.5 * z * z - np.log(deviation) - 0.5 * np.log(2 * np.pi)


def log_mixture_density():
    terms = [np.log(weight) + log_normal_density(mean, sd) for weight, mean, sd in MODES]
    return np.logaddexp.reduce(terms)


def divergence(log_p, log_q):
    """D(p || q) of two densities, from the logarithms of their values on the grid."""
    return kl_divergence(log_p, log_q, space="log", normalize=True)


def fit(objective):
    """The normal that minimises objective(log q): mean, standard deviation and the minimum.

    The search starts at each mode, since D(q || p) has a local minimum at each.
    """

    def at(parameters):
        mean, log_deviation = parameters
        return objective(log_normal_density(mean, np.exp(log_deviation)))

    options = {"xatol": 1e-6, "fatol": 1e-12}
    starts = [(mean, np.log(deviation)) for _, mean, deviation in MODES]
    searches = [minimize(at, x, method="Nelder-Mead", options=options) for x in starts]
    best = min(searches, key=lambda search: search.fun)
    return best.x[0], np.exp(best.x[1]), best.fun


def draw(path):
    """Fit both ways, save the picture, and return the two fits."""
    log_p = log_mixture_density()
    forward = fit(lambda log_q: divergence(log_p, log_q))
    reverse = fit(lambda log_q: divergence(log_q, log_p))

    figure, axes = plt.subplots(figsize=(9, 5), layout="constrained")
    axes.fill_between(GRID, np.exp(log_p), color="0.85")
    axes.plot(GRID, np.exp(log_p), color="0.35", label="p, a mixture of two normals")
    fits = [
        (forward, "C0", "-", "forward: q minimises D(p || q), covers both modes"),
        (reverse, "C3", "--", "reverse: q minimises D(q || p), seeks one mode"),
    ]
    for (mean, deviation, value), color, line, what in fits:
        label = f"{what}\nmean {mean:.2f}, sd {deviation:.2f}, divergence {value:.4f} nats"
        density = np.exp(log_normal_density(mean, deviation))
        axes.plot(GRID, density, color=color, linestyle=line, linewidth=2, label=label)
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
    return forward, reverse
