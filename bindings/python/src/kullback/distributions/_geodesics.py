"""Curves between two Gaussians: of exponential families, and of mixtures."""

from kullback import _core
from kullback._settings import settings
from kullback.distributions._gaussian import MultivariateNormal
from kullback.distributions._gaussian_parameters import made


def e_geodesic(p: MultivariateNormal, q: MultivariateNormal, weight: float) -> MultivariateNormal:
    """Gaussian proportional to ``p^(1 - weight) q^weight``: natural parameters move along a line.

    Of the members m of the family it has the least ``(1 - weight) D(m || p) + weight D(m || q)``.

    Parameters
    ----------
    p, q : MultivariateNormal
        Ends, of one dimension; batches broadcast. Of two that are given by `scale_tril`, the point
        is too.
    weight : float
        p at 0, q at 1. Below and above, the line goes on as far as there are distributions.

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
        Ends, of one dimension; batches broadcast. Of two that are given by `scale_tril`, the point
        is too.
    weight : float
        p at 0, q at 1. Below and above, the line goes on as far as there are distributions.

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
    batch, (connection, form) = p._common(q), p._average(q, reverse=reverse)
    loc, matrix = made(
        lambda: _core.gaussian_geodesics(
            connection,
            p._members(batch),
            q._members(batch),
            float(weight),
            form,
            settings(_core.KL),
        ),
        batch,
        p._both(q, ("p", "q")) | {_core.ARGUMENT_WEIGHT: "weight"},
    )
    return MultivariateNormal._in_form(form, loc, matrix)
