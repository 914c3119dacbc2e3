"""KL divergence between Gaussian mixtures, of which there is no closed form."""

import operator
from typing import NamedTuple

from kullback import _core
from kullback._settings import base_or_default, require, settings
from kullback.distributions._base import Seed, seed_of
from kullback.distributions._gaussian_mixture import GaussianMixture
from kullback.estimators import Estimate, Kind, _estimator

__all__ = ["MixtureKL", "kl_divergence"]


class MixtureKL(NamedTuple):
    """What is known of the KL divergence between two mixtures.

    Attributes
    ----------
    lower, upper : float
        The divergence is between them: the best of all bounds. `lower` is at least 0, and both are
        0 for mixtures given by the same numbers in the same order.
    variational : float
        Variational approximation (Hershey & Olsen 2007). No bound; may be negative.
    product : float
        Product of Gaussians (Hershey & Olsen 2007). No bound; may be negative.
    durrieu_lower, durrieu_upper : float
        Bounds of Durrieu, Thiran & Kelly (2012).
    variational_upper : float
        Variational upper bound (Hershey & Olsen 2007).
    matched : float
        Each component with the closest of the other (Goldberger, Gordon & Greenspan 2003). No
        bound.
    unscented : float
        Mean of the log ratio over sigma points of the components (the same). No bound.
    moment_matched : float
        Between the normal distributions with the same means and covariances. No bound.
    monte_carlo : Estimate
        From samples of `p`, stratified by component.
    """

    lower: float
    upper: float
    variational: float
    product: float
    durrieu_lower: float
    durrieu_upper: float
    variational_upper: float
    matched: float
    unscented: float
    moment_matched: float
    monte_carlo: Estimate


def kl_divergence(
    p: GaussianMixture,
    q: GaussianMixture,
    *,
    samples: int = 10_000,
    estimator: Kind = "k1",
    seed: Seed = 0,
    base: float | None = None,
    threads: int | None = None,
) -> MixtureKL:
    """Bounds, approximations and an estimate of ``D(p || q)``.

    Parameters
    ----------
    p, q : GaussianMixture
        Of any numbers of components.
    samples : int, default 10000
        How many to draw: of each component its share, rounded up, and two at least. 0 for none,
        and an estimate of NaN.
    estimator : {"k1", "k2", "k3"}, default "k1"
        See `kullback.estimators`. ``k1`` always has a variance; that of ``k3`` is smaller for
        mixtures that nearly agree, and may be infinite for others.
    seed : int or numpy.random.Generator, default 0
        The same seed gives the same samples.
    base : float, optional
        Unit of the result: logarithms to this base. Nats by default.
    threads : int, optional
        Use at most this many threads. The result does not depend on it.

    Returns
    -------
    MixtureKL

    Raises
    ------
    DivergenceError
        For a negative weight, weights whose sum is not one, or a matrix that is not positive
        definite, with the component as the row.

    Examples
    --------
    >>> import kullback.mixtures
    >>> from kullback.distributions import GaussianMixture, MultivariateNormal
    >>> p = GaussianMixture([0.6, 0.4], MultivariateNormal([[-2.0], [2.5]], [[[0.49]], [[1.21]]]))
    >>> q = GaussianMixture([0.5, 0.5], MultivariateNormal([[-1.0], [1.0]], [[[1.0]], [[4.0]]]))
    >>> kl = kullback.mixtures.kl_divergence(p, q)
    >>> kl.lower < kl.variational < kl.upper
    True
    """
    for name, mixture in (("p", p), ("q", q)):
        if not isinstance(mixture, GaussianMixture):
            raise TypeError(f"{name}: a {type(mixture).__name__} is not a GaussianMixture")
    if p.event_shape != q.event_shape:
        text = f"events of p have shape {p.event_shape}, those of q {q.event_shape}"
        raise ValueError(f"{text}: they must agree")
    count = operator.index(samples)
    require(0 <= count < 2**40, "samples", count, "a number of samples")
    options = settings(_core.KL, base=base_or_default(base) or None, threads=threads)
    kind = _estimator(estimator)
    try:
        values, estimate = _core.mixture_kl(
            p.members, q.members, kind, count, seed_of(seed), options
        )
    except _core.CoreError as error:
        of_q = error.args[1] in q.argument_names("q")
        names = p.argument_names("p") | q.argument_names("q")
        raise (q if of_q else p).translated(error, names) from None
    return MixtureKL(*values, Estimate(*estimate))
