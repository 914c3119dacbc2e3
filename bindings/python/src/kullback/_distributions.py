"""Normal distributions, and divergences between them in closed form."""

import math
from typing import Any, ClassVar, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from kullback import _core
from kullback._document import documented
from kullback._evaluate import Floats, evaluate
from kullback._kernel import Kernel
from kullback._settings import settings

Parameter: TypeAlias = float | NDArray[Any]

_HALF_LOG_TAU = 0.5 * math.log(math.tau)
_NAMES = ("loc_p", "scale_p", "loc_q", "scale_q")
_ARGUMENTS = {
    _core.ARGUMENT_LOC_P: "loc_p",
    _core.ARGUMENT_SCALE_P: "scale_p",
    _core.ARGUMENT_LOC_Q: "loc_q",
    _core.ARGUMENT_SCALE_Q: "scale_q",
}
_VAE = Kernel(
    _core.family_rows_standard,
    ("loc", "log_var"),
    {_core.ARGUMENT_LOC_P: "loc", _core.ARGUMENT_LOG_VAR_P: "log_var"},
)


def _parameter(value: ArrayLike) -> Parameter:
    # A Python number has no dtype of its own: it takes that of the arrays it meets.
    return value if isinstance(value, (int, float)) else np.asarray(value)


class Family:
    """What `Normal` and `DiagonalNormal` share: parameters `loc` and `scale`."""

    __slots__ = ("loc", "scale")
    kernel: ClassVar[Kernel]

    def __init__(self, loc: ArrayLike, scale: ArrayLike) -> None:
        self.loc = _parameter(loc)
        self.scale = _parameter(scale)
        try:
            self._shape()
        except ValueError:
            shapes = f"loc has shape {np.shape(loc)}, scale has shape {np.shape(scale)}"
            raise ValueError(f"{shapes}: they must broadcast") from None

    def __repr__(self) -> str:
        """Name the class and its parameters."""
        return f"{type(self).__name__}(loc={self.loc!r}, scale={self.scale!r})"

    def _shape(self) -> tuple[int, ...]:
        return np.broadcast_shapes(np.shape(self.loc), np.shape(self.scale))

    def _check_scale(self) -> None:
        if np.any(np.less_equal(self.scale, 0)):
            raise ValueError("scale: a standard deviation is not positive")

    def sample(self, n: int, rng: np.random.Generator) -> NDArray[np.float64]:
        """Draw `n` samples: the first axis of the result, before those of the batch."""
        self._check_scale()
        return rng.normal(self.loc, self.scale, size=(n, *self._shape()))

    def _log_density(self, x: ArrayLike) -> Any:
        self._check_scale()
        z = (np.asarray(x) - self.loc) / self.scale
        return -0.5 * z * z - np.log(self.scale) - _HALF_LOG_TAU


class Normal(Family):
    """Univariate normal distributions N(loc, scale^2).

    `kl_divergence` of two of them is, in nats,
    ``((loc_p - loc_q)^2 / scale_q^2 + s - 1 - log s) / 2`` with ``s = scale_p^2 / scale_q^2``,
    computed without cancellation.

    Parameters
    ----------
    loc : array_like
        Mean.
    scale : array_like
        Standard deviation, positive. Broadcasts with `loc`: arrays make a batch of distributions.

    Notes
    -----
    Parameters are checked where they are used: a scale that is not positive, or an infinite
    parameter, makes `kl_divergence` raise `DivergenceError`. NaN parameters give NaN.

    Examples
    --------
    >>> import kullback
    >>> kullback.kl_divergence(kullback.Normal([0.0, 2.0], [1.0, 0.5]), kullback.Normal(0, 1))
    array([0.        , 2.31814718])
    """

    __slots__ = ()
    kernel = Kernel(_core.family, _NAMES, _ARGUMENTS, core_dimensions=0)

    @property
    def event_shape(self) -> tuple[int, ...]:
        """Shape of one sample: it is a number."""
        return ()

    def log_prob(self, x: ArrayLike) -> Any:
        """Logarithm of the density at `x`, which broadcasts with the parameters."""
        return self._log_density(x)


class DiagonalNormal(Family):
    """Multivariate normal distributions with diagonal covariance, N(loc, diag(scale^2)).

    `kl_divergence` of two of them is the sum of the univariate divergences over the last axis.

    Parameters
    ----------
    loc : array_like, shape (..., d)
        Mean.
    scale : array_like, shape (..., d)
        Standard deviation of each component, positive. Broadcasts with `loc`; either may be a
        number, but not both. Axes before the last make a batch of distributions.

    Notes
    -----
    Parameters are checked where they are used, as for `Normal`.

    Examples
    --------
    >>> import kullback
    >>> p = kullback.DiagonalNormal([0.0, 2.0], [1.0, 0.5])
    >>> kullback.kl_divergence(p, kullback.DiagonalNormal([0.0, 0.0], 1.0)).round(12)
    np.float64(2.31814718056)
    """

    __slots__ = ()
    kernel = Kernel(_core.family_rows, _NAMES, _ARGUMENTS)

    def __init__(self, loc: ArrayLike, scale: ArrayLike) -> None:
        super().__init__(loc, scale)
        shape = self._shape()
        if not shape:
            raise ValueError("loc and scale are single numbers; an array is needed")
        # The last axes must agree in length, which broadcasting alone does not give.
        dtype = np.result_type(self.loc, self.scale)
        self.loc = np.broadcast_to(np.asarray(self.loc, dtype), shape)
        self.scale = np.broadcast_to(np.asarray(self.scale, dtype), shape)

    @property
    def event_shape(self) -> tuple[int, ...]:
        """Shape of one sample: ``(d,)``."""
        return self._shape()[-1:]

    def log_prob(self, x: ArrayLike) -> Any:
        """Logarithm of the density at `x`, whose last axis has length d."""
        return self._log_density(x).sum(axis=-1)


def kl_between(
    p: object,
    q: object,
    base: float | None,
    threads: int | None,
    out: NDArray[Any] | None,
) -> Floats:
    """D(p || q) of two members of one family."""
    if not isinstance(p, Family) or not isinstance(q, Family) or p.kernel is not q.kernel:
        raise TypeError(
            f"there is no closed form between {type(p).__name__} and {type(q).__name__}"
        )
    options = settings(_core.KL, _core.NORMAL, base=base, threads=threads)
    return evaluate(p.kernel, (p.loc, p.scale, q.loc, q.scale), options, out=out)


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
