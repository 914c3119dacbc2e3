"""Mixtures of normal distributions, of which only bounds and approximations of KL are closed."""

from mpmath import fsum

from .. import gaussians, mixtures
from ..mixture_cases import mixture_cases
from . import multivariate_normal

PARAMETERS = {"weights": None, "loc": None, "covariance_matrix": None}


def standard(named):
    weights = named.pop("weights")
    columns = zip(*named.values())
    components = [multivariate_normal.standard(dict(zip(named, x))) for x in columns]
    return [(w / fsum(weights), component) for w, component in zip(weights, components)]


def log_density(x, *mixture):
    return mixtures.log_mixture(x, mixture)


def condition(*sides):
    return max(gaussians.condition(c) for mixture in sides if mixture for _, (_, c) in mixture)


def size(p, q):
    """What errors of bounds are relative to."""
    return 1 + mixtures.largest_divergence(p, q)


def cases():
    return mixture_cases()
