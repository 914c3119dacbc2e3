"""Results of the statistics on counts."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class GTest:
    """The result of a G-test.

    Attributes
    ----------
    statistic : float
        G, divided by the correction.
    df : float
        Degrees of freedom.
    p_value : float
        Probability that χ² with so many degrees of freedom exceeds the statistic.
    correction : float
        Williams' divisor; 1 without.
    """

    statistic: float
    df: float
    p_value: float
    correction: float


@dataclass(frozen=True, slots=True)
class Bootstrap:
    """A divergence of two rows of counts, and how uncertain it is.

    Attributes
    ----------
    value : float
        The divergence of the counts as they are.
    low, high : float
        The confidence interval.
    standard_error : float
        Standard deviation of the replicates, with n - 1 in the denominator; NaN for one replicate,
        or if one is infinite.
    bias : float
        Mean of the replicates, less the value.
    replicates : numpy.ndarray
        The divergences of the resamples.
    """

    value: float
    low: float
    high: float
    standard_error: float
    bias: float
    replicates: NDArray[np.float64] = field(repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class PermutationTest:
    """Whether two rows of counts may come from one distribution.

    Attributes
    ----------
    value : float
        The divergence of the counts as they are.
    p_value : float
        (1 + resamples with a divergence at least as large) / (1 + resamples).
    resamples : int
        How often the counts were dealt out.
    replicates : numpy.ndarray
        The divergences of the resamples.
    """

    value: float
    p_value: float
    resamples: int
    replicates: NDArray[np.float64] = field(repr=False, compare=False)
