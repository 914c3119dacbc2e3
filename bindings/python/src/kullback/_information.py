"""How much random variables say about each other."""

from collections.abc import Callable, Sequence
from typing import Any, Literal, TypeAlias, TypeVar

from numpy.typing import ArrayLike

from kullback import _core
from kullback._document import documented
from kullback._evaluate import Floats
from kullback._settings import settings
from kullback._tables import among, information

Average: TypeAlias = Literal["arithmetic", "geometric", "min", "max", "joint"]

_AVERAGES: dict[Average, int] = {
    "arithmetic": _core.NORMALIZED_MUTUAL_INFORMATION,
    "geometric": _core.NORMALIZED_MUTUAL_INFORMATION_GEOMETRIC,
    "min": _core.NORMALIZED_MUTUAL_INFORMATION_MIN,
    "max": _core.NORMALIZED_MUTUAL_INFORMATION_MAX,
    "joint": _core.NORMALIZED_MUTUAL_INFORMATION_JOINT,
}

_Function = TypeVar("_Function", bound=Callable[..., Any])

_SHARED = {
    "options": """\
normalize : bool, default False
        Take any non-negative weights, such as counts, and divide each table by its sum.
    sum_tolerance : float, optional
        How far from one the sum of a table may be, 1e-6 by default for float64 and 1e-4 for
        float32. A table within it stands for ``table / sum(table)``, exactly.""",
    "result": """\
numpy.floating or numpy.ndarray
        One number per table: a scalar if there is one. float32 for float32 and float16, else
        float64. NaN where a table has a NaN.""",
    "errors": """\
DivergenceError
        If a probability is negative or infinite, a table does not sum to one or has no mass, or an
        option is out of range; a `ValueError` that says where. `index` is the position within the
        table in C order, with the axes in the order given.
    ValueError
        If `axis` repeats an axis, or names one that there is not.
    TypeError
        If the table is not made of real numbers.""",
    "exact": """\
The relative error is at most 1e-14 (float64) or 1e-6 (float32), near independence too: marginals
    and their products are carried to twice the precision.""",
}


def _documented(function: _Function) -> _Function:
    if function.__doc__:
        for name, text in _SHARED.items():
            function.__doc__ = function.__doc__.replace(f"<{name}>", text)
    return documented(function)


@_documented
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
    return information(joint, _two("axis", axis), options, normalize)


@_documented
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
    return information(joint, _two("axis", axis), options, normalize)


@_documented
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
    return information(joint, (*_tuple(given), *_two("axis", axis)), options, normalize)


@_documented
def total_correlation(
    joint: ArrayLike,
    *,
    axis: Sequence[int] | None = None,
    base: float | None = None,
    normalize: bool = False,
    sum_tolerance: float | None = None,
    threads: int | None = None,
) -> Floats:
    """Total correlation of variables, the divergence of p from the product of its marginals.

    Parameters
    ----------
    joint : array_like
        Joint probabilities, one axis for each variable. The other axes are a batch.
    axis : tuple of int, optional
        The axes of the variables, from two to eight; all by default.
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
    Of two variables, the mutual information. Also called multi-information.

    <exact>

    References
    ----------
    S. Watanabe, "Information theoretical analysis of multivariate correlation", 1960.

    Examples
    --------
    >>> import kullback
    >>> kullback.total_correlation([[[0.5, 0], [0, 0]], [[0, 0], [0, 0.5]]], base=2)
    np.float64(2.0)
    """
    options = settings(
        _core.TOTAL_CORRELATION,
        base=base,
        normalize=normalize,
        sum_tolerance=sum_tolerance,
        threads=threads,
    )
    return information(joint, axis, options, normalize)


@_documented
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
    return information(joint, _two("axis", axis), options, normalize)


@_documented
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
    return information(joint, None if axis is None else _tuple(axis), options, normalize)


@_documented
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
    return information(joint, (*_tuple(given), axis), options, normalize)


@_documented
def js_among(
    distributions: ArrayLike,
    weights: ArrayLike | None = None,
    *,
    axis: int = -1,
    among_axis: int = -2,
    base: float | None = None,
    normalize: bool = False,
    sum_tolerance: float | None = None,
    threads: int | None = None,
) -> Floats:
    """Jensen-Shannon divergence among any number of distributions, sum w_i D(p_i || m).

    Parameters
    ----------
    distributions : array_like, shape (..., k, n)
        k distributions of n probabilities each.
    weights : array_like, shape (k,), optional
        How much each counts. They must sum to one, as probabilities do; equal by default.
    axis : int, default -1
        The axis that holds the probabilities of one distribution.
    among_axis : int, default -2
        The axis along which the distributions are compared. The other axes are a batch.
    <base>
    normalize : bool, default False
        Take any non-negative weights, such as counts, and divide each distribution, and `weights`,
        by its sum.
    sum_tolerance : float, optional
        How far from one a sum may be, 1e-6 by default for float64 and 1e-4 for float32. What is
        within it is divided by its sum.
    <threads>

    Returns
    -------
    <result>

    Raises
    ------
    DivergenceError
        If a probability or a weight is negative or infinite, a distribution or the weights do not
        sum to one or have no mass, or an option is out of range; a `ValueError` that says where.
    ValueError
        If there are more or fewer weights than distributions.
    TypeError
        If the distributions are not made of real numbers.

    Notes
    -----
    m = sum w_i p_i. The mutual information of an outcome and which distribution it was drawn from:
    0 if all are equal, and at most the entropy of the weights, which disjoint distributions reach.
    Of two distributions it is `js_divergence`.

    The relative error is at most 1e-14 (float64) or 1e-6 (float32), for nearly equal distributions
    too: the mixture is carried to twice the precision.

    References
    ----------
    J. Lin, "Divergence measures based on the Shannon entropy", 1991.

    Examples
    --------
    >>> import kullback
    >>> kullback.js_among([[1, 0, 0], [0, 1, 0], [0, 0, 1]], [0.5, 0.25, 0.25], base=2)
    np.float64(1.5)
    """
    options = settings(
        0, base=base, normalize=normalize, sum_tolerance=sum_tolerance, threads=threads
    )
    return among(distributions, weights, (among_axis, axis), options, normalize)


def _tuple(axes: int | Sequence[int]) -> tuple[int, ...]:
    return tuple(axes) if isinstance(axes, Sequence) else (axes,)


def _two(name: str, axes: Sequence[int]) -> tuple[int, int]:
    if not isinstance(axes, Sequence) or len(axes) != 2:
        raise ValueError(f"{name}: {axes!r} is not two axes")
    return (axes[0], axes[1])
