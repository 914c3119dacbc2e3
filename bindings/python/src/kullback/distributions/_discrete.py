"""Families of integers."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from kullback import _core
from kullback.distributions._univariate import Parameter, Univariate


def _one_of(probs: ArrayLike | None, logits: ArrayLike | None) -> None:
    if (probs is None) == (logits is None):
        raise ValueError("either probs or logits must be given, not both")


def _as_probs(probs: ArrayLike | None, logits: ArrayLike | None) -> ArrayLike:
    """Give probabilities: 1 / (1 + exp(-logits)) is the mean of a Bernoulli distribution."""
    _one_of(probs, logits)
    given: ArrayLike = Bernoulli(logits=logits).mean if probs is None else probs
    return given


class _Trials(Univariate):
    """Base class: members of different `total_count` have fewer closed forms."""

    total_count: Parameter

    def _has_same_count(self, other: Univariate) -> bool:
        a, b = np.asarray(self.total_count), np.asarray(other._given["total_count"])
        return not np.any((a != b) & ~np.isnan(a + b))


class Poisson(Univariate):
    """Poisson distributions, of probabilities rate^k exp(-rate) / k!.

    Parameters
    ----------
    rate : array_like
        Mean, positive.

    Examples
    --------
    >>> import kullback
    >>> from kullback.distributions import Poisson
    >>> kullback.kl_divergence(Poisson(2.0), Poisson(1.0)).round(12)
    np.float64(0.38629436112)
    """

    family = "poisson"
    rate: Parameter


class Bernoulli(Univariate):
    """Bernoulli distributions: 1 with probability `probs`, else 0.

    Parameters
    ----------
    probs : array_like, optional
        Probability of 1, in [0, 1].
    logits : array_like, optional
        Its logit, log(probs / (1 - probs)), which keeps the digits of probabilities close to 1;
        may be infinite. Either of the two is given.

    Attributes
    ----------
    probs : float or numpy.ndarray
        Whichever was given.
    logits : float, numpy.ndarray or None
        None if `probs` was given.

    Examples
    --------
    >>> import kullback
    >>> from kullback.distributions import Bernoulli
    >>> kullback.kl_divergence(Bernoulli(0.5), Bernoulli(logits=0.0))
    np.float64(0.0)
    """

    def __init__(self, probs: ArrayLike | None = None, logits: ArrayLike | None = None) -> None:
        _one_of(probs, logits)
        if probs is None:
            assert logits is not None
            self._set("bernoulli_logits", {"logits": logits})
        else:
            self._set("bernoulli", {"probs": probs})

    @classmethod
    def _fields_of(cls, given: Any) -> tuple[str, ...]:
        return ("probs",) if "probs" in vars(given) else ("logits",)

    @property
    def probs(self) -> Any:
        """Probability of 1."""
        given = self._given.get("probs")
        return self.mean if given is None else given

    @property
    def logits(self) -> Any:
        """Logit of the probability of 1, if it was given."""
        return self._given.get("logits")


class Binomial(_Trials):
    """Binomial distributions, of the number of successes in `total_count` trials.

    Parameters
    ----------
    total_count : array_like
        Number of trials, an integer of at least 0.
    probs : array_like, optional
        Probability of success, in [0, 1].
    logits : array_like, optional
        Its logit, which is rounded to a probability. Either of the two is given.

    Examples
    --------
    >>> from kullback.distributions import Binomial
    >>> Binomial(10, 0.5).mean
    np.float64(5.0)
    """

    total_count: Parameter
    probs: Parameter

    def __init__(
        self,
        total_count: ArrayLike = 1,
        probs: ArrayLike | None = None,
        logits: ArrayLike | None = None,
    ) -> None:
        self._set("binomial", {"total_count": total_count, "probs": _as_probs(probs, logits)})

    def _has_form(self, quantity: int, other: Univariate) -> bool:
        is_kl = quantity == _core.KL or not isinstance(other, Binomial)
        return is_kl or self._has_same_count(other)


class Geometric(Univariate):
    """Geometric distributions, of the number of failures before the first success.

    The probabilities are probs (1 - probs)^k, k = 0, 1, ...; `scipy.stats.geom` counts from 1.

    Parameters
    ----------
    probs : array_like, optional
        Probability of success, in (0, 1].
    logits : array_like, optional
        Its logit, which is rounded to a probability. Either of the two is given.

    Examples
    --------
    >>> from kullback.distributions import Geometric
    >>> Geometric(0.25).mean
    np.float64(3.0)
    """

    probs: Parameter

    def __init__(self, probs: ArrayLike | None = None, logits: ArrayLike | None = None) -> None:
        self._set("geometric", {"probs": _as_probs(probs, logits)})


class NegativeBinomial(_Trials):
    """Negative binomial distributions, of the number of successes before `total_count` failures.

    `scipy.stats.nbinom` counts failures before successes: its p is 1 - probs.

    Parameters
    ----------
    total_count : array_like
        Number of failures, positive, not necessarily an integer.
    probs : array_like, optional
        Probability of success, in [0, 1).
    logits : array_like, optional
        Its logit, which is rounded to a probability. Either of the two is given.

    Examples
    --------
    >>> from kullback.distributions import NegativeBinomial
    >>> NegativeBinomial(3.0, 0.5).mean
    np.float64(3.0)
    """

    total_count: Parameter
    probs: Parameter

    def __init__(
        self,
        total_count: ArrayLike,
        probs: ArrayLike | None = None,
        logits: ArrayLike | None = None,
    ) -> None:
        given = {"total_count": total_count, "probs": _as_probs(probs, logits)}
        self._set("negative_binomial", given)

    def _has_form(self, quantity: int, other: Univariate) -> bool:
        return not isinstance(other, NegativeBinomial) or self._has_same_count(other)
