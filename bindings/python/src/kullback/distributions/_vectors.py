"""Distributions of vectors: directions, proportions, and counts of outcomes."""

from typing import Any

from numpy.typing import ArrayLike, NDArray

from kullback import _core
from kullback.distributions._vector_family import _VectorFamily


class Dirichlet(_VectorFamily):
    """Dirichlet distributions: proportions, points of the simplex.

    The density of the first d - 1 components is ``prod x_i^(a_i - 1) Gamma(a_0) / prod Gamma(a_i)``
    with ``a_0 = sum a_i``. An exponential family: Rényi's divergence and Bhattacharyya's and
    Hellinger's distances have closed forms too.

    Parameters
    ----------
    concentration : array_like, shape (..., d)
        a, positive.

    Examples
    --------
    >>> import kullback
    >>> from kullback.distributions import Dirichlet
    >>> kullback.kl_divergence(Dirichlet([1.0, 2.0, 3.0]), Dirichlet([2.0, 2.0, 2.0])).round(12)
    np.float64(0.80685281944)
    """

    _family = _core.DIRICHLET
    concentration: NDArray[Any]

    def __init__(self, concentration: ArrayLike) -> None:
        self._set(concentration=concentration)


class Multinomial(_VectorFamily):
    """Multinomial distributions: counts of the outcomes of independent trials.

    ``D(p || q)`` is `total_count` times that of one trial; infinite for different total counts.

    Parameters
    ----------
    total_count : array_like, shape (...)
        Trials, integers.
    probs : array_like, shape (..., d)
        Probabilities of the outcomes.

    Examples
    --------
    >>> import kullback
    >>> from kullback.distributions import Multinomial
    >>> p, q = Multinomial(10, [0.5, 0.5]), Multinomial(10, [0.75, 0.25])
    >>> kullback.kl_divergence(p, q).round(12)
    np.float64(1.438410362259)
    """

    _family = _core.MULTINOMIAL
    total_count: NDArray[Any]
    probs: NDArray[Any]

    def __init__(self, total_count: ArrayLike = 1, probs: ArrayLike | None = None) -> None:
        if probs is None:
            raise TypeError("probs is needed")
        self._set(probs=probs, total_count=total_count)


class VonMisesFisher(_VectorFamily):
    """von Mises-Fisher distributions: directions, points of the unit sphere.

    The density is proportional to ``exp(concentration * loc . x)``.

    Parameters
    ----------
    loc : array_like, shape (..., d)
        Mean direction, of length 1; d is at least 2.
    concentration : array_like, shape (...)
        Not negative; 0 is the uniform distribution.

    Examples
    --------
    >>> import kullback
    >>> from kullback.distributions import VonMisesFisher
    >>> uniform = VonMisesFisher([0.0, 0.0, 1.0], 0.0)
    >>> round(float(kullback.kl_divergence(VonMisesFisher([0.0, 0.0, 1.0], 2.0), uniform)), 12)
    0.479409249401
    """

    _family = _core.VON_MISES_FISHER
    loc: NDArray[Any]
    concentration: NDArray[Any]

    def __init__(self, loc: ArrayLike, concentration: ArrayLike) -> None:
        self._set(loc=loc, concentration=concentration)
