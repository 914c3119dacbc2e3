"""What many random variables have in common."""

from collections.abc import Sequence

from numpy.typing import ArrayLike

from kullback import _core
from kullback._evaluate import Floats
from kullback._settings import settings
from kullback._table_document import of_tables
from kullback._tables import information


@of_tables
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
