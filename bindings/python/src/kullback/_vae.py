"""The divergence term of a variational auto-encoder."""

from typing import Any

from numpy.typing import ArrayLike, NDArray

from kullback import _core
from kullback._document import documented
from kullback._evaluate import Floats, evaluate
from kullback._kernel import Kernel
from kullback._settings import settings

_VAE = Kernel(
    _core.family_rows_standard,
    ("loc", "log_var"),
    {_core.ARGUMENT_LOC_P: "loc", _core.ARGUMENT_LOG_VAR_P: "log_var"},
)


@documented
def vae_kl(
    loc: ArrayLike,
    log_var: ArrayLike,
    *,
    axis: int = -1,
    keepdims: bool = False,
    out: NDArray[Any] | None = None,
    base: float | None = None,
    threads: int | None = None,
) -> Floats:
    """KL term of a variational auto-encoder, D(N(loc, diag(exp(log_var))) || N(0, I)).

    In nats, sum (loc^2 + exp(log_var) - 1 - log_var) / 2.

    Parameters
    ----------
    loc, log_var : array_like, shapes (..., n)
        Mean, and logarithm of the variance (not of the standard deviation).
    <layout>
    <base>
    <threads>

    Returns
    -------
    <returns>

    Raises
    ------
    DivergenceError
        If a parameter is infinite; a `ValueError` that says where.
    ValueError
        If the shapes do not agree, or `out` is read-only or of another shape.
    TypeError
        If an operand is not made of real numbers.

    Notes
    -----
    The approximation comes first: this is the reverse, mode-seeking direction. A row of no
    components gives 0.

    <accuracy>

    References
    ----------
    D. P. Kingma and M. Welling, "Auto-encoding variational Bayes", 2014.

    Examples
    --------
    >>> import kullback
    >>> kullback.vae_kl([[0.0, 0.0], [2.0, 0.0]], [[0.0, 0.0], [0.0, 1.0]])
    array([0.        , 2.35914091])
    """
    options = settings(_core.KL, _core.NORMAL_LOG_VARIANCE, base=base, threads=threads)
    return evaluate(_VAE, (loc, log_var), options, axis, keepdims, out)
