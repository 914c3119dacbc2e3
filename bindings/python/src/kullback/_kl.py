"""Cross-entropy, the Kullback-Leibler divergence, and sums of it."""

from typing import Any, Unpack, overload

from numpy.typing import ArrayLike

from kullback import _core
from kullback._document import documented
from kullback._evaluate import Floats
from kullback._rows import PAIR, RowOptions, evaluate_rows
from kullback.distributions._base import AnyDistribution, DistributionOptions


@documented
def cross_entropy(p: ArrayLike, q: ArrayLike, **options: Unpack[RowOptions]) -> Floats:
    """Cross-entropy of two discrete distributions, H(p, q) = -sum p log q.

    Parameters
    ----------
    <pair>
    <keywords>

    <results>

    Notes
    -----
    H(p, q) = H(p) + D(p || q). It is infinite where q = 0 < p; 0 log 0 = 0.

    <accuracy>

    References
    ----------
    I. J. Good, "Some terminology and notation in information theory", 1956.

    Examples
    --------
    >>> import kullback
    >>> kullback.cross_entropy([0.5, 0.5], [0.75, 0.25], base=2).round(12)
    np.float64(1.207518749639)
    """
    return evaluate_rows(PAIR, _core.CROSS_ENTROPY, (p, q), options)


@overload
def kl_divergence(p: ArrayLike, q: ArrayLike, **options: Unpack[RowOptions]) -> Floats: ...
@overload
def kl_divergence(
    p: AnyDistribution, q: AnyDistribution, **options: Unpack[DistributionOptions]
) -> Any: ...
@documented
def kl_divergence(p: Any, q: Any, **options: Unpack[RowOptions]) -> Any:
    """Kullback-Leibler divergence D(p || q) = sum p log(p / q), of p from q.

    Of two discrete distributions, given as arrays; or of two distribution objects, in closed form:
    one number per pair.

    Parameters
    ----------
    <pair_or_objects>
    <keywords>

    <results>

    Notes
    -----
    Infinite where q = 0 < p; never negative; exactly 0 for p equal to q; not symmetric. It is also
    called relative entropy, and is the expected log-likelihood ratio of p against q under p.

    <accuracy>

    References
    ----------
    S. Kullback and R. A. Leibler, "On information and sufficiency", 1951.

    Examples
    --------
    >>> import kullback
    >>> kullback.kl_divergence([0.5, 0.5], [0.75, 0.25], base=2).round(12)
    np.float64(0.207518749639)
    >>> kullback.kl_divergence([[1, 9], [5, 5]], [1, 1], normalize=True)
    array([0.36806421, 0.        ])
    >>> kullback.kl_divergence([0.5, 0.5], [1.0, 0.0])
    np.float64(inf)
    >>> kullback.kl_divergence(kullback.Normal(0, 1), kullback.Normal(1, 1))
    np.float64(0.5)
    """
    return evaluate_rows(PAIR, _core.KL, (p, q), options)


@overload
def reverse_kl_divergence(p: ArrayLike, q: ArrayLike, **options: Unpack[RowOptions]) -> Floats: ...
@overload
def reverse_kl_divergence(
    p: AnyDistribution, q: AnyDistribution, **options: Unpack[DistributionOptions]
) -> Any: ...
@documented
def reverse_kl_divergence(p: Any, q: Any, **options: Unpack[RowOptions]) -> Any:
    """Reverse Kullback-Leibler divergence D(q || p) = sum q log(q / p).

    Parameters
    ----------
    <pair_or_objects>
    <keywords>

    <results>

    Notes
    -----
    `kl_divergence` with its operands exchanged: infinite where p = 0 < q. It is the one that
    variational inference minimises over its second operand, and is zero-forcing.

    <accuracy>

    References
    ----------
    S. Kullback and R. A. Leibler, "On information and sufficiency", 1951.

    Examples
    --------
    >>> import kullback
    >>> kullback.reverse_kl_divergence([0.5, 0.5], [0.75, 0.25], base=2).round(12)
    np.float64(0.188721875541)
    """
    return evaluate_rows(PAIR, _core.REVERSE_KL, (p, q), options)


@documented
def generalized_kl_divergence(p: ArrayLike, q: ArrayLike, **options: Unpack[RowOptions]) -> Floats:
    """Kullback-Leibler divergence of rows of any mass, sum p log(p / q) - p + q.

    Parameters
    ----------
    <pair>
    <keywords>

    <results>

    Notes
    -----
    Rows need not sum to one, and stand for themselves: they are not divided by their sums unless
    `normalize` asks for it. Also called I-divergence. An element with p = 0 contributes q; infinite
    where q = 0 < p. For distributions it is `kl_divergence`.

    <accuracy>

    References
    ----------
    I. Csiszár, "I-divergence geometry of probability distributions and minimization problems",
    1975.

    Examples
    --------
    >>> import kullback
    >>> kullback.generalized_kl_divergence([1.0, 2.0], [2.0, 2.0]).round(12)
    np.float64(0.30685281944)
    """
    return evaluate_rows(PAIR, _core.GENERALIZED_KL, (p, q), options)


@overload
def jeffreys_divergence(p: ArrayLike, q: ArrayLike, **options: Unpack[RowOptions]) -> Floats: ...
@overload
def jeffreys_divergence(
    p: AnyDistribution, q: AnyDistribution, **options: Unpack[DistributionOptions]
) -> Any: ...
@documented
def jeffreys_divergence(p: Any, q: Any, **options: Unpack[RowOptions]) -> Any:
    """Jeffreys divergence J(p, q) = D(p || q) + D(q || p).

    Parameters
    ----------
    <pair_or_objects>
    <keywords>

    <results>

    Notes
    -----
    Symmetric. Infinite where one of p and q is zero and the other is not. Some authors halve it.

    <accuracy>

    References
    ----------
    H. Jeffreys, "An invariant form for the prior probability in estimation problems", 1946.

    Examples
    --------
    >>> import kullback
    >>> kullback.jeffreys_divergence([0.5, 0.5], [0.75, 0.25], base=2).round(12)
    np.float64(0.39624062518)
    """
    return evaluate_rows(PAIR, _core.JEFFREYS, (p, q), options)
