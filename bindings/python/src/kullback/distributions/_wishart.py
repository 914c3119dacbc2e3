"""Wishart distributions and their inverses."""

from numpy.typing import ArrayLike

from kullback import _core
from kullback.distributions._gaussian_parameters import Array
from kullback.distributions._matrices import _MatrixFamily


class _WishartFamily(_MatrixFamily):
    """Base class of the Wishart distribution and that of its inverse."""

    _axes = (0, 2)
    _codes = (
        (_core.ARGUMENT_P_FIRST, _core.ARGUMENT_P_SECOND),
        (_core.ARGUMENT_Q_FIRST, _core.ARGUMENT_Q_SECOND),
    )
    df: Array


class Wishart(_WishartFamily):
    """Wishart distributions: the scatter of draws from a normal distribution of mean 0.

    ``D(p || q)`` is n_q times that of two normal distributions with the covariances n V, and what
    the degrees of freedom add, all of them sums of numbers that are not negative.

    Parameters
    ----------
    df : array_like, shape (...)
        Degrees of freedom n, above d - 1.
    covariance_matrix : array_like, shape (..., d, d)
        V, positive definite; the lower triangle is read. The mean is n V.

    Examples
    --------
    >>> import kullback
    >>> from kullback.distributions import Wishart
    >>> p = Wishart(3.0, [[2.0, 0.5], [0.5, 1.0]])
    >>> q = Wishart(4.0, [[1.0, -0.25], [-0.25, 3.0]])
    >>> round(float(kullback.kl_divergence(p, q)), 12)
    2.008376688106
    """

    _family = _core.WISHART
    _names = ("df", "covariance_matrix")
    covariance_matrix: Array

    def __init__(self, df: ArrayLike, covariance_matrix: ArrayLike) -> None:
        self._set(df, covariance_matrix)


class InverseWishart(_WishartFamily):
    """Inverse Wishart distributions: the inverse is Wishart with the covariance ``Psi^-1``.

    Parameters
    ----------
    df : array_like, shape (...)
        Degrees of freedom n, above d - 1.
    scale_matrix : array_like, shape (..., d, d)
        Psi, positive definite; the lower triangle is read. The mean is ``Psi / (n - d - 1)``.

    Examples
    --------
    >>> import kullback
    >>> from kullback.distributions import InverseWishart
    >>> p = InverseWishart(6.0, [[2.0, 0.5], [0.5, 1.0]])
    >>> q = InverseWishart(7.0, [[1.0, -0.25], [-0.25, 3.0]])
    >>> round(float(kullback.kl_divergence(p, q)), 12)
    4.719090852202
    """

    _family = _core.INVERSE_WISHART
    _names = ("df", "scale_matrix")
    scale_matrix: Array

    def __init__(self, df: ArrayLike, scale_matrix: ArrayLike) -> None:
        self._set(df, scale_matrix)
