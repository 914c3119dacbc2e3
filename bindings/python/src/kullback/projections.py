"""The normal distribution closest to a Gaussian mixture, or to samples."""

from typing import Any, Literal, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from kullback import _core
from kullback._errors import translated
from kullback._settings import settings
from kullback.distributions._gaussian import MultivariateNormal
from kullback.distributions._gaussian_mixture import GaussianMixture

__all__ = ["Direction", "Projection", "project", "project_samples"]

Direction: TypeAlias = Literal["forward", "reverse"]

_DIRECTIONS = {"forward": _core.FORWARD_PROJECTION, "reverse": _core.REVERSE_PROJECTION}


class Projection(NamedTuple):
    """The normal distribution closest to a mixture, and how it was found.

    Attributes
    ----------
    distribution : MultivariateNormal
        Given by its Cholesky factor.
    divergence : float
        The least ``D(p || q)`` (forward) or ``D(q || p)`` (reverse).
    start : int or None
        Component at which the search began that found it; None for the moments of `p`.
    mode : int
        Component with the largest share of the density of `p` at the mean.
    iterations : int
        Of that search; 0 for the forward projection.
    converged : bool
        Whether the search ended where the gradient vanishes.
    start_values : numpy.ndarray
        The minimum from each component as a start and, last, from the moments; infinite where
        there was no search.
    """

    distribution: MultivariateNormal
    divergence: float
    start: int | None
    mode: int
    iterations: int
    converged: bool
    start_values: NDArray[np.float64]


def project(
    p: GaussianMixture,
    direction: Direction = "forward",
    *,
    diagonal: bool = False,
    base: float | None = None,
) -> Projection:
    """Find the normal distribution q closest to a mixture.

    The forward projection, ``argmin D(p || q)``, has the mean and the covariance of `p`: it covers
    `p`. The reverse one, ``argmin D(q || p)``, is as a rule at one mode of `p`. It is searched for
    from each component and from the moments. Divergences are sums over fixed nodes, the same every
    time: exact to 1e-8 in one dimension where q is at most 30 times as wide as the narrowest
    component.

    Parameters
    ----------
    p : GaussianMixture
        Of at most 1024 dimensions.
    direction : {"forward", "reverse"}, default "forward"
        Which divergence is to be least.
    diagonal : bool, default False
        Among distributions of independent coordinates.
    base : float, optional
        Unit of the divergence: logarithms to this base. Nats by default.

    Returns
    -------
    Projection

    Examples
    --------
    >>> from kullback.distributions import GaussianMixture, MultivariateNormal
    >>> from kullback.projections import project
    >>> p = GaussianMixture([0.6, 0.4], MultivariateNormal([[-2.0], [2.5]], [[[0.49]], [[1.21]]]))
    >>> project(p, "forward").distribution.loc
    array([-0.2])
    >>> reverse = project(p, "reverse")
    >>> reverse.distribution.loc.round(6), reverse.mode, round(reverse.divergence, 6)
    (array([-1.969611]), 0, 0.49732)
    """
    if not isinstance(p, GaussianMixture):
        text = f"p: a {type(p).__name__} is not a GaussianMixture"
        if direction == "reverse":
            text += ": a reverse projection needs a density, which samples do not have"
        raise TypeError(text)
    if direction not in _DIRECTIONS:
        raise ValueError(f"direction: {direction!r} is not one of 'forward', 'reverse'")
    options = settings(_core.KL, base=base)
    try:
        loc, factor, values, (divergence, start, *rest) = _core.project_mixture(
            p.members, _DIRECTIONS[direction], bool(diagonal), options
        )
    except _core.CoreError as error:
        raise p.translated(error, p.argument_names("p")) from None
    mode, iterations, converged = rest[0], rest[1], bool(rest[2])
    closest = MultivariateNormal(loc, scale_tril=factor)
    first = None if start == len(p.weights) else start
    return Projection(closest, divergence, first, mode, iterations, converged, values)


def project_samples(
    samples: ArrayLike,
    weights: ArrayLike | None = None,
    *,
    normalize: bool = False,
    diagonal: bool = False,
) -> MultivariateNormal:
    """Find the normal distribution closest to samples: their mean and covariance.

    This is the forward projection, which maximises the likelihood. A reverse one needs a density,
    which samples do not have: fit a mixture, and `project` that.

    Parameters
    ----------
    samples : array_like, shape (n, d)
        One per row.
    weights : array_like, shape (n,), optional
        Not negative, with a sum of one unless `normalize`; the same for all by default.
    normalize : bool, default False
        Divide the weights by their sum.
    diagonal : bool, default False
        Only the variances: covariances are 0.

    Returns
    -------
    MultivariateNormal
        Sums are compensated, over two passes; the covariance is divided by n, not n - 1.

    Examples
    --------
    >>> from kullback.projections import project_samples
    >>> q = project_samples([[0.0, 1.0], [2.0, 0.0], [1.0, 5.0]])
    >>> q.loc
    array([1., 2.])
    """
    points = np.require(np.asarray(samples, np.float64), None, "A")
    shares: Any = (
        None if weights is None else np.require(np.asarray(weights, np.float64), None, "A")
    )
    if points.ndim != 2:
        raise ValueError(f"samples has shape {points.shape}; two axes are needed")
    if shares is not None and shares.shape != points.shape[:1]:
        raise ValueError(f"samples has shape {points.shape}, weights has {shares.shape}")
    options = settings(_core.KL, normalize=normalize)
    try:
        loc, covariance = _core.project_samples(points, shares, bool(diagonal), options)
    except _core.CoreError as error:
        names = {_core.ARGUMENT_SAMPLES: "samples", _core.ARGUMENT_WEIGHTS: "weights"}
        raise translated(error, points.shape[:1], names) from None
    return MultivariateNormal(loc, covariance)
