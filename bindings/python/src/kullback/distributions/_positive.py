"""Families of the positive numbers."""

from kullback.distributions._univariate import Parameter, Univariate


class Exponential(Univariate):
    """Exponential distributions, of density rate exp(-rate x) on x >= 0.

    Parameters
    ----------
    rate : array_like
        Inverse of the mean, positive.

    Examples
    --------
    >>> import kullback
    >>> from kullback.distributions import Exponential
    >>> kullback.kl_divergence(Exponential(1.0), Exponential(0.5)).round(12)
    np.float64(0.19314718056)
    """

    family = "exponential"
    rate: Parameter


class Gamma(Univariate):
    """Gamma distributions, of density rate^a x^(a - 1) exp(-rate x) / Gamma(a), a = concentration.

    Parameters
    ----------
    concentration : array_like
        Shape, positive.
    rate : array_like
        Inverse of the scale, positive.

    Examples
    --------
    >>> from kullback.distributions import Gamma
    >>> Gamma(3.0, 2.0).mean
    np.float64(1.5)
    """

    family = "gamma"
    concentration: Parameter
    rate: Parameter


class Chi2(Univariate):
    """Chi-squared distributions, of density x^(k - 1) exp(-x / 2) / (2^k Gamma(k)), k = df / 2.

    They are gamma distributions of concentration df / 2 and rate 1 / 2.

    Parameters
    ----------
    df : array_like
        Degrees of freedom, positive.

    Examples
    --------
    >>> from kullback.distributions import Chi2
    >>> Chi2(3.0).variance
    np.float64(6.0)
    """

    family = "chi2"
    df: Parameter


class Chi(Univariate):
    """Chi distributions, of density 2 x^(df - 1) exp(-x^2 / 2) / (2^(df / 2) Gamma(df / 2)).

    The lengths of normal vectors.

    Parameters
    ----------
    df : array_like
        Degrees of freedom, positive: Rayleigh's distribution has 2, Maxwell's 3.

    Examples
    --------
    >>> from kullback.distributions import Chi
    >>> Chi(2.0).mean.round(12)
    np.float64(1.253314137316)
    """

    family = "chi"
    df: Parameter


class InverseGamma(Univariate):
    """Inverse gamma distributions: of 1 / x, where x is `Gamma` of these parameters.

    The density is rate^a x^(-a - 1) exp(-rate / x) / Gamma(a), a = concentration.

    Parameters
    ----------
    concentration : array_like
        Shape, positive. The mean is infinite up to 1, the variance up to 2.
    rate : array_like
        Scale of x, positive.

    Examples
    --------
    >>> from kullback.distributions import InverseGamma
    >>> InverseGamma(3.0, 2.0).mean
    np.float64(1.0)
    """

    family = "inverse_gamma"
    concentration: Parameter
    rate: Parameter


class Weibull(Univariate):
    """Weibull distributions, of density (k / scale) u^(k - 1) exp(-u^k), u = x / scale.

    Parameters
    ----------
    scale : array_like
        Positive.
    concentration : array_like
        Shape k, positive: 1 gives exponential distributions, 2 Rayleigh's.

    Examples
    --------
    >>> from kullback.distributions import Weibull
    >>> Weibull(2.0, 1.0).log_prob(2.0).round(12)
    np.float64(-1.69314718056)
    """

    family = "weibull"
    scale: Parameter
    concentration: Parameter


class Pareto(Univariate):
    """Pareto distributions, of density alpha scale^alpha / x^(alpha + 1) on x >= scale.

    Parameters
    ----------
    scale : array_like
        Smallest value, positive.
    alpha : array_like
        Shape, positive. The mean is infinite up to 1, the variance up to 2.

    Examples
    --------
    >>> from kullback.distributions import Pareto
    >>> Pareto(1.0, 3.0).mean
    np.float64(1.5)
    """

    family = "pareto"
    scale: Parameter
    alpha: Parameter


class LogNormal(Univariate):
    """Log-normal distributions: of exp(x), where x is `Normal` of these parameters.

    Parameters
    ----------
    loc : array_like
        Mean of the logarithm.
    scale : array_like
        Standard deviation of the logarithm, positive.

    Examples
    --------
    >>> import kullback
    >>> from kullback.distributions import LogNormal
    >>> kullback.kl_divergence(LogNormal(1.0, 1.0), LogNormal(0.0, 1.0))
    np.float64(0.5)
    """

    family = "log_normal"
    loc: Parameter
    scale: Parameter


class HalfNormal(Univariate):
    """Half-normal distributions: of |x|, where x is ``Normal(0, scale)``.

    Parameters
    ----------
    scale : array_like
        Standard deviation of x, positive.

    Examples
    --------
    >>> from kullback.distributions import HalfNormal
    >>> HalfNormal(1.0).mean.round(12)
    np.float64(0.797884560803)
    """

    family = "half_normal"
    scale: Parameter


class InverseGaussian(Univariate):
    """Inverse Gaussian distributions: sqrt(c / (2 pi x^3)) exp(-c (x / m - 1)^2 / (2 x)).

    m is `loc`, c is `concentration`: the time at which a Brownian motion with drift first reaches a
    level.

    Parameters
    ----------
    loc : array_like
        Mean, positive.
    concentration : array_like
        Positive; the variance is ``loc^3 / concentration``.

    Examples
    --------
    >>> from kullback.distributions import InverseGaussian
    >>> InverseGaussian(2.0, 4.0).variance
    np.float64(2.0)
    """

    family = "inverse_gaussian"
    loc: Parameter
    concentration: Parameter


class LogUniform(Univariate):
    """Log-uniform (reciprocal) distributions, of density 1 / (x log(high / low)) on [low, high].

    Parameters
    ----------
    low, high : array_like
        Ends, ``0 < low < high``.

    Examples
    --------
    >>> from kullback.distributions import LogUniform
    >>> LogUniform(1.0, 2.0).mean.round(12)
    np.float64(1.442695040889)
    """

    family = "log_uniform"
    low: Parameter
    high: Parameter
