"""Inequalities between divergences of the same two distributions.

A function's name says what is bounded, from which side, and by what; each takes and returns arrays
or numbers, in float64, with a relative error of at most 1e-14, near 0 too. NaN gives NaN. `kl` is
D(p || q), `tv` the total variation V, `h2` the squared Hellinger distance H, `chi2` Pearson's
chi-squared C and `js` the Jensen-Shannon divergence, as the functions of the package compute them.
`base` is the unit of KL and JS, in and out; nats by default.

Without a function: H <= V, and JS <= log 2.
"""

from functools import partial
from typing import Literal, TypeAlias

from numpy.typing import ArrayLike

from kullback import _core
from kullback._elementwise import elementwise
from kullback._evaluate import Floats
from kullback._settings import base_or_default

__all__ = [
    "chi2_lower_from_kl",
    "h2_lower_from_tv",
    "h2_upper_from_kl",
    "js_lower_from_tv",
    "js_upper_from_tv",
    "kl_lower_from_h2",
    "kl_lower_from_tv",
    "kl_upper_from_chi2",
    "kl_upper_from_tv",
    "tv_upper_from_h2",
    "tv_upper_from_kl",
]

Upper: TypeAlias = Literal["pinsker", "bretagnolle-huber", "smaller", "sharp"]
Lower: TypeAlias = Literal["pinsker", "bretagnolle-huber", "vajda", "sharp"]

_UPPER: dict[str, int] = {
    "pinsker": _core.TV_FROM_KL_PINSKER,
    "bretagnolle-huber": _core.TV_FROM_KL_BRETAGNOLLE_HUBER,
    "smaller": _core.TV_FROM_KL,
    "sharp": _core.TV_FROM_KL_SHARP,
}
_LOWER: dict[str, int] = {
    "pinsker": _core.KL_FROM_TV_PINSKER,
    "bretagnolle-huber": _core.KL_FROM_TV_BRETAGNOLLE_HUBER,
    "vajda": _core.KL_FROM_TV_VAJDA,
    "sharp": _core.KL_FROM_TV_SHARP,
}


def _choice(methods: dict[str, int], method: str) -> int:
    if method not in methods:
        raise ValueError(f"method: {method!r} is not one of {', '.join(map(repr, methods))}")
    return methods[method]


def _bound(which: int, base: float | None = None, **operand: ArrayLike) -> Floats:
    return elementwise(partial(_core.bound, which, base_or_default(base)), **operand)


def tv_upper_from_kl(
    kl: ArrayLike, method: Upper = "sharp", *, base: float | None = None
) -> Floats:
    """Total variation is at most this, if the Kullback-Leibler divergence is `kl`.

    Parameters
    ----------
    kl : array_like
        D(p || q), or D(q || p); at least 0.
    method : {"pinsker", "bretagnolle-huber", "smaller", "sharp"}, default "sharp"
        sqrt(D / 2) but at most 1; sqrt(1 - exp(-D)); the smaller of both; the smallest bound there
        is, which two outcomes attain.
    base : float, optional
        Unit of `kl`. Nats by default.

    Returns
    -------
    numpy.float64 or numpy.ndarray

    Raises
    ------
    DivergenceError
        If a number is negative, or the base out of range.

    References
    ----------
    J. Bretagnolle and C. Huber, "Estimation des densites: risque minimax", 1979.

    A. A. Fedotov, P. Harremoes and F. Topsoe, "Refinements of Pinsker's inequality", 2003.

    Examples
    --------
    >>> from kullback import bounds
    >>> [bounds.tv_upper_from_kl(2.0, method).round(6) for method in ("pinsker", "smaller")]
    [np.float64(1.0), np.float64(0.929873)]
    """
    return _bound(_choice(_UPPER, method), base, kl=kl)


def kl_lower_from_tv(
    tv: ArrayLike, method: Lower = "sharp", *, base: float | None = None
) -> Floats:
    """Kullback-Leibler divergence is at least this, if the total variation is `tv`.

    Parameters
    ----------
    tv : array_like
        V, from 0 to 1.
    method : {"pinsker", "bretagnolle-huber", "vajda", "sharp"}, default "sharp"
        2 V^2; -log(1 - V^2); log((1 + V) / (1 - V)) - 2 V / (1 + V); the largest bound there is,
        which two outcomes attain.
    base : float, optional
        Unit of the result. Nats by default.

    Returns
    -------
    numpy.float64 or numpy.ndarray

    Raises
    ------
    DivergenceError
        If a number is not from 0 to 1, or the base out of range.

    References
    ----------
    I. Vajda, "Note on discrimination information and variation", 1970.

    A. A. Fedotov, P. Harremoes and F. Topsoe, "Refinements of Pinsker's inequality", 2003.

    Examples
    --------
    >>> from kullback import bounds
    >>> bounds.kl_lower_from_tv(0.5, "pinsker")
    np.float64(0.5)
    """
    return _bound(_choice(_LOWER, method), base, tv=tv)


def kl_upper_from_tv(tv: ArrayLike, q_min: ArrayLike, *, base: float | None = None) -> Floats:
    """D(p || q) is at most log(1 + 2 V^2 / q_min), q_min the smallest probability of q.

    0 for V = 0, and otherwise infinite for q_min = 0.

    Parameters
    ----------
    tv, q_min : array_like
        V and the smallest probability of q, from 0 to 1. They broadcast.
    base : float, optional
        Unit of the result. Nats by default.

    Returns
    -------
    numpy.float64 or numpy.ndarray

    References
    ----------
    I. Sason, "On reverse Pinsker inequalities", 2015.
    """
    return elementwise(partial(_core.kl_from_tv, base_or_default(base)), tv=tv, q_min=q_min)


def tv_upper_from_h2(h2: ArrayLike) -> Floats:
    """V <= sqrt(H (2 - H)); L. Le Cam, 1986."""
    return _bound(_core.TV_FROM_SQUARED_HELLINGER, h2=h2)


def h2_lower_from_tv(tv: ArrayLike) -> Floats:
    """H >= 1 - sqrt(1 - V^2), the inverse of `tv_upper_from_h2`."""
    return _bound(_core.SQUARED_HELLINGER_FROM_TV, tv=tv)


def kl_lower_from_h2(h2: ArrayLike, *, base: float | None = None) -> Floats:
    """D(p || q) >= -2 log(1 - H), and so at least 2 H."""
    return _bound(_core.KL_FROM_SQUARED_HELLINGER, base, h2=h2)


def h2_upper_from_kl(kl: ArrayLike, *, base: float | None = None) -> Floats:
    """H <= 1 - exp(-D / 2), the inverse of `kl_lower_from_h2`."""
    return _bound(_core.SQUARED_HELLINGER_FROM_KL, base, kl=kl)


def kl_upper_from_chi2(chi2: ArrayLike, *, base: float | None = None) -> Floats:
    """D(p || q) <= log(1 + C); A. L. Gibbs and F. E. Su, 2002."""
    return _bound(_core.KL_FROM_PEARSON_CHI2, base, chi2=chi2)


def chi2_lower_from_kl(kl: ArrayLike, *, base: float | None = None) -> Floats:
    """C >= exp(D) - 1, the inverse of `kl_upper_from_chi2`."""
    return _bound(_core.PEARSON_CHI2_FROM_KL, base, kl=kl)


def js_upper_from_tv(tv: ArrayLike, *, base: float | None = None) -> Floats:
    """JS <= V log 2; J. Lin, 1991."""
    return _bound(_core.JS_UPPER_FROM_TV, base, tv=tv)


def js_lower_from_tv(tv: ArrayLike, *, base: float | None = None) -> Floats:
    """JS >= ((1 + V) log(1 + V) + (1 - V) log(1 - V)) / 2; F. Topsoe, 2000."""
    return _bound(_core.JS_LOWER_FROM_TV, base, tv=tv)
