"""Families of the real line, with a location and a scale."""

from kullback.distributions._univariate import Parameter, Univariate


class Normal(Univariate):
    """Normal distributions N(loc, scale^2), of density exp(-z^2 / 2) / (scale sqrt(2 pi)).

    z = (x - loc) / scale. Between two, the KL divergence is, in nats,
    ``((loc_p - loc_q)^2 / scale_q^2 + s - 1 - log s) / 2`` with ``s = scale_p^2 / scale_q^2``,
    computed without cancellation.

    Parameters
    ----------
    loc : array_like
        Mean.
    scale : array_like
        Standard deviation, positive. Broadcasts with `loc`: arrays make a batch of distributions.

    Notes
    -----
    Parameters are checked where they are used: a scale that is not positive, or an infinite
    parameter, makes `kl_divergence` raise `DivergenceError`. NaN parameters give NaN.

    Examples
    --------
    >>> import kullback
    >>> kullback.kl_divergence(kullback.Normal([0.0, 2.0], [1.0, 0.5]), kullback.Normal(0, 1))
    array([0.        , 2.31814718])
    """

    family = "normal"
    loc: Parameter
    scale: Parameter


class NormalLogVariance(Univariate):
    """Normal distributions N(loc, exp(log_var)), of which the logarithm of the variance is given.

    Parameters
    ----------
    loc : array_like
        Mean.
    log_var : array_like
        Logarithm of the variance; finite.

    Examples
    --------
    >>> import kullback
    >>> from kullback.distributions import Normal, NormalLogVariance
    >>> kullback.kl_divergence(NormalLogVariance(1.0, 0.0), NormalLogVariance(0.0, 0.0))
    np.float64(0.5)
    """

    family = "normal_log_variance"
    loc: Parameter
    log_var: Parameter


class Laplace(Univariate):
    """Laplace distributions, of density exp(-|x - loc| / scale) / (2 scale).

    Parameters
    ----------
    loc : array_like
        Mean and median.
    scale : array_like
        Mean distance from it, positive.

    Examples
    --------
    >>> from kullback.distributions import Laplace
    >>> Laplace(0.0, 3.0).variance
    np.float64(18.0)
    """

    family = "laplace"
    loc: Parameter
    scale: Parameter


class Logistic(Univariate):
    """Logistic distributions, of density exp(-z) / (scale (1 + exp(-z))^2), z = (x - loc) / scale.

    Parameters
    ----------
    loc : array_like
        Mean and median.
    scale : array_like
        Positive; the standard deviation is ``pi / sqrt(3)`` times as large.

    Examples
    --------
    >>> from kullback.distributions import Logistic
    >>> Logistic(0.0, 1.0).entropy()
    np.float64(2.0)
    """

    family = "logistic"
    loc: Parameter
    scale: Parameter


class Cauchy(Univariate):
    """Cauchy distributions, of density scale / (pi ((x - loc)^2 + scale^2)).

    They have no mean and no variance: both are NaN.

    Parameters
    ----------
    loc : array_like
        Median.
    scale : array_like
        Half of the interquartile range, positive.

    Examples
    --------
    >>> import kullback
    >>> from kullback.distributions import Cauchy
    >>> kullback.kl_divergence(Cauchy(2.0, 1.0), Cauchy(0.0, 1.0), base=2).round(12)
    np.float64(1.0)
    """

    family = "cauchy"
    loc: Parameter
    scale: Parameter


class Gumbel(Univariate):
    """Gumbel distributions, of density exp(-z - exp(-z)) / scale, z = (x - loc) / scale.

    Parameters
    ----------
    loc : array_like
        Mode.
    scale : array_like
        Positive; the standard deviation is ``pi / sqrt(6)`` times as large.

    Examples
    --------
    >>> from kullback.distributions import Gumbel
    >>> Gumbel(0.0, 1.0).mean.round(12)
    np.float64(0.577215664902)
    """

    family = "gumbel"
    loc: Parameter
    scale: Parameter


class Moyal(Univariate):
    """Moyal distributions, of density exp(-(z + exp(-z)) / 2) / (scale sqrt(2 pi)).

    z = (x - loc) / scale: the energy that a fast particle loses in matter (J. E. Moyal, 1955).

    Parameters
    ----------
    loc : array_like
        Mode.
    scale : array_like
        Positive; the standard deviation is ``pi / sqrt(2)`` times as large.

    Examples
    --------
    >>> from kullback.distributions import Moyal
    >>> Moyal(0.0, 1.0).log_prob(0.0).round(12)
    np.float64(-1.418938533205)
    """

    family = "moyal"
    loc: Parameter
    scale: Parameter
