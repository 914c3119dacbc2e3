"""What each element contributes to a divergence."""

import math
from collections.abc import Callable
from typing import Literal, TypeAlias, Unpack

from numpy.typing import ArrayLike

from kullback import _core
from kullback._document import documented
from kullback._evaluate import Floats
from kullback._rows import PAIR_ELEMENTS, ElementOptions, evaluate_rows
from kullback._settings import finite, interior_weight, not_negative, require, skew_weight

SumOfElements: TypeAlias = Literal[
    "kl",
    "reverse_kl",
    "generalized_kl",
    "jeffreys",
    "skew",
    "k",
    "js",
    "total_variation",
    "chi2",
    "neyman_chi2",
    "squared_hellinger",
    "triangular",
    "alpha",
    "cressie_read",
    "tsallis",
]

_QUANTITIES: dict[SumOfElements, int] = {
    "kl": _core.KL,
    "reverse_kl": _core.REVERSE_KL,
    "generalized_kl": _core.GENERALIZED_KL,
    "jeffreys": _core.JEFFREYS,
    "skew": _core.SKEW_KL,
    "k": _core.K_DIVERGENCE,
    "js": _core.JS_DIVERGENCE,
    "total_variation": _core.TOTAL_VARIATION,
    "chi2": _core.PEARSON_CHI2,
    "neyman_chi2": _core.NEYMAN_CHI2,
    "squared_hellinger": _core.SQUARED_HELLINGER,
    "triangular": _core.TRIANGULAR_DISCRIMINATION,
    "alpha": _core.ALPHA,
    "cressie_read": _core.CRESSIE_READ,
    "tsallis": _core.TSALLIS,
}
_Check: TypeAlias = Callable[[str, float], float]
_ORDERS: dict[str, _Check] = {"alpha": finite, "cressie_read": finite, "tsallis": not_negative}
_WEIGHTS: dict[str, _Check] = {"skew": skew_weight, "js": interior_weight}


@documented
def pointwise_divergence(
    p: ArrayLike,
    q: ArrayLike,
    divergence: SumOfElements = "kl",
    *,
    alpha: float | None = None,
    weight: float | None = None,
    **options: Unpack[ElementOptions],
) -> Floats:
    """Contribution of each element to a divergence, q f(p / q): never negative.

    Parameters
    ----------
    <pair>
    divergence : str, default "kl"
        The name of a divergence that is a sum over the elements: that of its function, without
        ``_divergence`` or ``_discrimination``.
    alpha : float, optional
        Order, which ``"alpha"``, ``"cressie_read"`` and ``"tsallis"`` need.
    weight : float, default 0.5
        Of p in ``"js"``, and of q in ``"skew"``.
    <element_keywords>

    Returns
    -------
    <elements>

    Raises
    ------
    <raises>

    Notes
    -----
    f is the canonical generator of the divergence, f(1) = f'(1) = 0; for total variation it is
    abs(t - 1) / 2. So contributions to ``"kl"`` are p log(p / q) - p + q, which tell where two
    distributions differ, and which p log(p / q) alone, of either sign, does not. They sum to the
    divergence.

    <accuracy>

    References
    ----------
    I. Csiszár, "Information-type measures of difference of probability distributions and indirect
    observations", 1967.

    Examples
    --------
    >>> import kullback
    >>> kullback.pointwise_divergence([0.5, 0.25, 0.25], [0.25, 0.25, 0.5], "chi2")
    array([0.25 , 0.   , 0.125])
    """
    if divergence not in _QUANTITIES:
        names = ", ".join(map(repr, _QUANTITIES))
        raise ValueError(f"divergence: {divergence!r} is not one of {names}")
    parameters = {}
    if divergence in _ORDERS:
        parameters["order"] = _ORDERS[divergence]("alpha", math.nan if alpha is None else alpha)
    elif alpha is not None:
        require(False, "alpha", alpha, f"used by {divergence!r}")
    if divergence in _WEIGHTS:
        parameters["weight"] = _WEIGHTS[divergence]("weight", 0.5 if weight is None else weight)
    elif weight is not None:
        require(False, "weight", weight, f"used by {divergence!r}")
    quantity = _QUANTITIES[divergence]
    return evaluate_rows(PAIR_ELEMENTS, quantity, (p, q), options, **parameters)
