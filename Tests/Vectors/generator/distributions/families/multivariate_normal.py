"""Normal distributions of vectors, stated by PyTorch's names, or by `variances`."""

from .. import gaussians
from ..gaussian_cases import gaussian_cases
from ..matrices import combination, diagonal, inverse, product, transposed

PARAMETERS = {"loc": None, "covariance_matrix": None}


def standard(named):
    """Mean and covariance from any of the ways to state them."""
    match named:
        case {"loc": loc, "covariance_matrix": covariance}:
            return loc, covariance
        case {"loc": loc, "scale_tril": factor}:
            return loc, product(factor, transposed(factor))
        case {"loc": loc, "precision_matrix": precision}:
            return loc, inverse(precision)
        case {"loc": loc, "variances": numbers}:
            return loc, diagonal(numbers)
        case {"loc": loc, "cov_factor": factor, "cov_diag": numbers}:
            low_rank = product(factor, transposed(factor))
            return loc, combination(1, low_rank, 1, diagonal(numbers))
    raise ValueError(f"unknown parameters {list(named)}")


kl = gaussians.kl
log_affinity = gaussians.log_affinity
entropy = gaussians.entropy
log_density = gaussians.log_density


def condition(p, q=None):
    """Of the second, if there are two."""
    _, covariance = q or p
    return gaussians.condition(covariance)


def cases():
    return gaussian_cases()
