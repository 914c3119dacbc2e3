"""How much random variables say about each other."""

from collections.abc import Sequence
from typing import Literal, TypeAlias

from numpy.typing import ArrayLike

from kullback import _core
from kullback._evaluate import Floats
from kullback._settings import settings
from kullback._table_document import axes_tuple, of_tables, two_axes
from kullback._tables import information

Average: TypeAlias = Literal["arithmetic", "geometric", "min", "max", "joint"]

_AVERAGES: dict[Average, int] = {
    "arithmetic": _core.NORMALIZED_MUTUAL_INFORMATION,
    "geometric": _core.NORMALIZED_MUTUAL_INFORMATION_GEOMETRIC,
    "min": _core.NORMALIZED_MUTUAL_INFORMATION_MIN,
    "max": _core.NORMALIZED_MUTUAL_INFORMATION_MAX,
    "joint": _core.NORMALIZED_MUTUAL_INFORMATION_JOINT,
}


@of_tables
def mutual_information(
    joint: ArrayLike,
    *,
    axis: Sequence[int] = (-2, -1),
    base: float | None = None,
    normalize: bool = False,
    sum_tolerance: float | None = None,
    threads: int | None = None,
) -> Floats:
    """Mutual information of two variables, I(X; Y) = sum p_ij log(p_ij / (r_i c_j)).

    Parameters
    ----------
    joint : array_like
        Joint probabilities, one axis for each variable. The other axes are a batch.
    axis : tuple of two int, default (-2, -1)
        The axes of X and Y.
    <base>
    <options>
    <threads>

    Returns
    -------
    <result>

    Raises
    ------
    <errors>

    Notes
    -----
    r and c are the marginals. I(X; Y) = D(p || r c), 0 for independent variables only, and at most
    the smaller of H(X) and H(Y). Rows and columns may be zero.

    <exact> Integers that factorise give exactly 0.

    References
    ----------
    C. E. Shannon, "A mathematical theory of communication", 1948.

    Examples
    --------
    >>> import kullback
    >>> kullback.mutual_information([[0.5, 0.0], [0.0, 0.5]], base=2)
    np.float64(1.0)
    >>> kullback.mutual_information([[4, 8], [1, 2]], normalize=True)
    np.float64(0.0)
    """
    options = settings(
        _core.MUTUAL_INFORMATION,
        base=base,
        normalize=normalize,
        sum_tolerance=sum_tolerance,
        threads=threads,
    )
    return information(joint, two_axes(axis), options, normalize)


@of_tables
def normalized_mutual_information(
    joint: ArrayLike,
    *,
    average: Average = "arithmetic",
    axis: Sequence[int] = (-2, -1),
    normalize: bool = False,
    sum_tolerance: float | None = None,
    threads: int | None = None,
) -> Floats:
    """Mutual information of two variables, divided by an average of their entropies.

    Parameters
    ----------
    joint : array_like
        Joint probabilities, or with `normalize` a contingency table.
    average : {"arithmetic", "geometric", "min", "max", "joint"}, default "arithmetic"
        What I(X; Y) is divided by: a mean of H(X) and H(Y), the smaller or the larger of them, or
        H(X, Y).
    axis : tuple of two int, default (-2, -1)
        The axes of X and Y.
    <options>
    <threads>

    Returns
    -------
    <result> Between 0 and 1.

    Raises
    ------
    <errors>

    Notes
    -----
    Two constants (H(X) = H(Y) = 0) give 1, as in scikit-learn; where the formula is 0 / 0 otherwise
    the result is 0.

    <exact>

    References
    ----------
    N. X. Vinh, J. Epps and J. Bailey, "Information theoretic measures for clusterings comparison",
    2010.

    Examples
    --------
    >>> import kullback
    >>> kullback.normalized_mutual_information([[10, 0], [0, 20]], normalize=True)
    np.float64(1.0)
    """
    if average not in _AVERAGES:
        raise ValueError(f"average: {average!r} is not one of {', '.join(map(repr, _AVERAGES))}")
    options = settings(
        _AVERAGES[average], normalize=normalize, sum_tolerance=sum_tolerance, threads=threads
    )
    return information(joint, two_axes(axis), options, normalize)


@of_tables
def conditional_mutual_information(
    joint: ArrayLike,
    *,
    axis: Sequence[int] = (-3, -2),
    given: int | Sequence[int] = -1,
    base: float | None = None,
    normalize: bool = False,
    sum_tolerance: float | None = None,
    threads: int | None = None,
) -> Floats:
    """Mutual information of X and Y, given Z: I(X; Y | Z) = sum p log(p p_z / (p_xz p_yz)).

    Parameters
    ----------
    joint : array_like
        Joint probabilities, one axis for each variable. The other axes are a batch.
    axis : tuple of two int, default (-3, -2)
        The axes of X and Y.
    given : int or tuple of int, default -1
        The axes of Z.
    <base>
    <options>
    <threads>

    Returns
    -------
    <result>

    Raises
    ------
    <errors>

    Notes
    -----
    <exact>

    References
    ----------
    W. J. McGill, "Multivariate information transmission", 1954.

    Examples
    --------
    Of three bits whose sum is even, any two are independent until the third is known.

    >>> import kullback
    >>> even = [[[0.25, 0], [0, 0.25]], [[0, 0.25], [0.25, 0]]]
    >>> kullback.conditional_mutual_information(even, base=2)
    np.float64(1.0)
    """
    options = settings(
        _core.CONDITIONAL_MUTUAL_INFORMATION,
        base=base,
        normalize=normalize,
        sum_tolerance=sum_tolerance,
        threads=threads,
    )
    return information(joint, (*axes_tuple(given), *two_axes(axis)), options, normalize)
