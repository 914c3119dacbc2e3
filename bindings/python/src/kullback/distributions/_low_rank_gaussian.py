"""Multivariate normal distributions whose covariance is of low rank, but for its diagonal."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from kullback import _core
from kullback.distributions._gaussian import MultivariateNormal
from kullback.distributions._gaussian_parameters import Array, as_array


class LowRankMultivariateNormal(MultivariateNormal):
    """Multivariate normal distributions of covariance ``W W^T + diag(D)``.

    Parameters
    ----------
    loc : array_like, shape (..., d)
        Mean.
    cov_factor : array_like, shape (..., d, r)
        W.
    cov_diag : array_like, shape (..., d)
        D, positive.
    """

    def __init__(self, loc: ArrayLike, cov_factor: ArrayLike, cov_diag: ArrayLike) -> None:
        mean, factor = as_array("loc", loc, 1), as_array("cov_factor", cov_factor, 2)
        diagonal = as_array("cov_diag", cov_diag, 1)
        if factor.shape[-2:-1] != mean.shape[-1:] or diagonal.shape[-1:] != mean.shape[-1:]:
            text = f"cov_factor has {factor.shape}, cov_diag has {diagonal.shape}"
            raise ValueError(f"loc has shape {mean.shape}, {text}")
        self._set(_core.LOW_RANK, mean, "cov_factor", factor, diagonal)

    @classmethod
    def _fields_of(cls, given: Any) -> tuple[str, ...]:
        return ("loc", "cov_factor", "cov_diag")

    @property
    def cov_factor(self) -> Array:
        """W."""
        return self._matrix

    @property
    def cov_diag(self) -> Array:
        """D."""
        return np.asarray(self._diagonal)
