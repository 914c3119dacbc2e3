"""Curves between two Gaussians: of exponential families, and of mixtures."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from kullback.distributions._gaussian import MultivariateNormal


def e_geodesic(p: MultivariateNormal, q: MultivariateNormal, weight: float) -> MultivariateNormal:
    """Gaussian proportional to ``p^(1 - weight) q^weight``: natural parameters move along a line.

    Of the members m of the family it has the least ``(1 - weight) D(m || p) + weight D(m || q)``.

    Parameters
    ----------
    p, q : MultivariateNormal
        Ends, of one dimension; batches broadcast.
    weight : float
        In [0, 1]: p at 0, q at 1.

    References
    ----------
    S. Amari, "Information Geometry and Its Applications", 2016.
    """
    return _between(p, q, weight, reverse=True)


def m_geodesic(p: MultivariateNormal, q: MultivariateNormal, weight: float) -> MultivariateNormal:
    """Gaussian with the moments of the mixture ``(1 - weight) p + weight q``.

    Of the members m of the family it has the least ``(1 - weight) D(p || m) + weight D(q || m)``.

    Parameters
    ----------
    p, q : MultivariateNormal
        Ends, of one dimension; batches broadcast.
    weight : float
        In [0, 1]: p at 0, q at 1.

    References
    ----------
    S. Amari, "Information Geometry and Its Applications", 2016.

    Examples
    --------
    >>> from kullback.distributions import MultivariateNormal, e_geodesic, m_geodesic
    >>> p, q = MultivariateNormal([0.0], [[1.0]]), MultivariateNormal([2.0], [[1.0]])
    >>> m_geodesic(p, q, 0.5).covariance_matrix, e_geodesic(p, q, 0.5).covariance_matrix
    (array([[2.]]), array([[1.]]))
    """
    return _between(p, q, weight, reverse=False)


def _between(
    p: MultivariateNormal, q: MultivariateNormal, weight: float, *, reverse: bool
) -> MultivariateNormal:
    if not 0 <= weight <= 1:
        raise ValueError(f"weight: {weight!r} is not between 0 and 1")
    if p.event_shape != q.event_shape:
        raise ValueError(f"p has event shape {p.event_shape}, q has {q.event_shape}")
    batch = np.broadcast_shapes(p.batch_shape, q.batch_shape)
    (d,) = p.event_shape

    def stacked(ours: ArrayLike, theirs: ArrayLike, *shape: int) -> Any:
        return np.stack([np.broadcast_to(x, (*batch, *shape)) for x in (ours, theirs)], len(batch))

    loc = stacked(p.loc, q.loc, d)
    if reverse:
        precision = stacked(p.precision_matrix, q.precision_matrix, d, d)
        ends = MultivariateNormal(loc, precision_matrix=precision)
    else:
        ends = MultivariateNormal(loc, stacked(p.covariance_matrix, q.covariance_matrix, d, d))
    return ends.kl_barycenter([1 - weight, weight], reverse=reverse)
