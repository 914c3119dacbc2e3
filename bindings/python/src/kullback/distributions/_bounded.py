"""Families of intervals."""

from kullback.distributions._univariate import Parameter, Univariate


class Beta(Univariate):
    """Beta distributions, of density x^(a - 1) (1 - x)^(b - 1) / B(a, b) on [0, 1].

    a is `concentration1`, b is `concentration0`.

    Parameters
    ----------
    concentration1, concentration0 : array_like
        Shapes, positive; the mean is ``a / (a + b)``.

    Examples
    --------
    >>> from kullback.distributions import Beta
    >>> Beta(1.0, 3.0).mean
    np.float64(0.25)
    """

    family = "beta"
    concentration1: Parameter
    concentration0: Parameter


class Kumaraswamy(Univariate):
    """Kumaraswamy distributions, of density a b x^(a - 1) (1 - x^a)^(b - 1) on [0, 1].

    a is `concentration1`, b is `concentration0`.

    Parameters
    ----------
    concentration1, concentration0 : array_like
        Shapes, positive.

    Examples
    --------
    >>> from kullback.distributions import Kumaraswamy
    >>> Kumaraswamy(1.0, 2.0).mean.round(12)
    np.float64(0.333333333333)
    """

    family = "kumaraswamy"
    concentration1: Parameter
    concentration0: Parameter


class Uniform(Univariate):
    """Uniform distributions, of density 1 / (high - low) on [low, high].

    Parameters
    ----------
    low, high : array_like
        Ends, ``low < high``.

    Examples
    --------
    >>> import kullback
    >>> from kullback.distributions import Uniform
    >>> kullback.kl_divergence(Uniform(0.0, 1.0), Uniform(-1.0, 1.0), base=2).round(12)
    np.float64(1.0)
    >>> kullback.kl_divergence(Uniform(-1.0, 1.0), Uniform(0.0, 1.0))
    np.float64(inf)
    """

    family = "uniform"
    low: Parameter
    high: Parameter


class LogitNormal(Univariate):
    """Logit-normal distributions: of 1 / (1 + exp(-x)), where x is `Normal` of these parameters.

    Mean and variance have no closed form.

    Parameters
    ----------
    loc : array_like
        Mean of the logit.
    scale : array_like
        Standard deviation of the logit, positive.

    Examples
    --------
    >>> import kullback
    >>> from kullback.distributions import LogitNormal
    >>> kullback.kl_divergence(LogitNormal(1.0, 1.0), LogitNormal(0.0, 1.0))
    np.float64(0.5)
    """

    family = "logit_normal"
    loc: Parameter
    scale: Parameter


class ContinuousBernoulli(Univariate):
    """Continuous Bernoulli distributions, of density C probs^x (1 - probs)^(1 - x) on [0, 1].

    Parameters
    ----------
    probs : array_like
        In (0, 1); 1/2 gives the uniform distribution. It is not the mean.

    References
    ----------
    G. Loaiza-Ganem and J. P. Cunningham, "The continuous Bernoulli: fixing a pervasive error in
    variational autoencoders", 2019.

    Examples
    --------
    >>> from kullback.distributions import ContinuousBernoulli
    >>> ContinuousBernoulli(0.5).mean.round(12)
    np.float64(0.5)
    """

    family = "continuous_bernoulli"
    probs: Parameter
