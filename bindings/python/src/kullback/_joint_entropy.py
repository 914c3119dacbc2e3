"""Entropies of several random variables."""

from collections.abc import Sequence

from numpy.typing import ArrayLike

from kullback import _core
from kullback._evaluate import Floats
from kullback._settings import settings
from kullback._table_document import axes_tuple, of_tables, two_axes
from kullback._tables import information


@of_tables
def variation_of_information(
    joint: ArrayLike,
    *,
    axis: Sequence[int] = (-2, -1),
    base: float | None = None,
    normalize: bool = False,
    sum_tolerance: float | None = None,
    threads: int | None = None,
) -> Floats:
    """Variation of information of two variables, V(X, Y) = H(X | Y) + H(Y | X).

    Parameters
    ----------
    joint : array_like
        Joint probabilities, or with `normalize` a contingency table.
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
    A metric on partitions: 0 if each variable determines the other.

    The relative error is at most 1e-14 (float64) or 1e-6 (float32).

    References
    ----------
    M. Meila, "Comparing clusterings by the variation of information", 2003.

    Examples
    --------
    >>> import kullback
    >>> kullback.variation_of_information([[0.25, 0.25], [0.25, 0.25]], base=2)
    np.float64(2.0)
    """
    options = settings(
        _core.VARIATION_OF_INFORMATION,
        base=base,
        normalize=normalize,
        sum_tolerance=sum_tolerance,
        threads=threads,
    )
    return information(joint, two_axes(axis), options, normalize)


@of_tables
def joint_entropy(
    joint: ArrayLike,
    *,
    axis: int | Sequence[int] | None = None,
    base: float | None = None,
    normalize: bool = False,
    sum_tolerance: float | None = None,
    threads: int | None = None,
) -> Floats:
    """Entropy of variables together, H(X, Y, ...) = -sum p log p.

    Parameters
    ----------
    joint : array_like
        Joint probabilities, one axis for each variable. The other axes are a batch.
    axis : int or tuple of int, optional
        The axes of the variables, at most eight; all by default.
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
    The relative error is at most 1e-14 (float64) or 1e-6 (float32).

    References
    ----------
    C. E. Shannon, "A mathematical theory of communication", 1948.

    Examples
    --------
    >>> import kullback
    >>> kullback.joint_entropy([[0.25, 0.25], [0.5, 0.0]], base=2)
    np.float64(1.5)
    """
    options = settings(
        _core.JOINT_ENTROPY,
        base=base,
        normalize=normalize,
        sum_tolerance=sum_tolerance,
        threads=threads,
    )
    return information(joint, None if axis is None else axes_tuple(axis), options, normalize)


@of_tables
def conditional_entropy(
    joint: ArrayLike,
    *,
    axis: int = -1,
    given: int | Sequence[int] = -2,
    base: float | None = None,
    normalize: bool = False,
    sum_tolerance: float | None = None,
    threads: int | None = None,
) -> Floats:
    """Entropy of Y given X, H(Y | X) = sum p(x) H(Y | X = x).

    Parameters
    ----------
    joint : array_like
        Joint probabilities, one axis for each variable. The other axes are a batch.
    axis : int, default -1
        The axis of Y.
    given : int or tuple of int, default -2
        The axes of X.
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
    A sum of entropies, not a difference: nothing cancels where X almost determines Y. The relative
    error is at most 1e-14 (float64) or 1e-6 (float32).

    References
    ----------
    C. E. Shannon, "A mathematical theory of communication", 1948.

    Examples
    --------
    >>> import kullback
    >>> kullback.conditional_entropy([[0.25, 0.25], [0.5, 0.0]], base=2)
    np.float64(0.5)
    """
    options = settings(
        _core.CONDITIONAL_ENTROPY,
        base=base,
        normalize=normalize,
        sum_tolerance=sum_tolerance,
        threads=threads,
    )
    return information(joint, (*axes_tuple(given), axis), options, normalize)
