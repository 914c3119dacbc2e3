"""Families of the circle."""

from kullback.distributions._univariate import Parameter, Univariate


class VonMises(Univariate):
    """Von Mises distributions, of density exp(k cos(x - loc)) / (2 pi I0(k)), k = concentration.

    Parameters
    ----------
    loc : array_like
        Mean direction, an angle in radians.
    concentration : array_like
        At least 0, which gives the uniform distribution of the circle.

    Examples
    --------
    >>> import kullback
    >>> from kullback.distributions import VonMises
    >>> kullback.kl_divergence(VonMises(0.0, 1.0), VonMises(0.0, 0.0)).round(12)
    np.float64(0.210475607389)
    """

    family = "von_mises"
    loc: Parameter
    concentration: Parameter
