"""Jensen-Shannon divergence among any number of distributions."""

from numpy.typing import ArrayLike

from kullback._evaluate import Floats
from kullback._settings import settings
from kullback._table_document import of_tables
from kullback._tables import among


@of_tables
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
