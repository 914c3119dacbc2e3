"""Comparison of arrays, whole or in chunks."""

from collections.abc import Iterable, Sequence

from numpy.typing import ArrayLike

from kullback.comparison._model import ModelComparison
from kullback.comparison._report import ComparisonReport


def compare_logits(
    p: ArrayLike,
    q: ArrayLike,
    labels: ArrayLike | None = None,
    *,
    ignore_index: int = -100,
    temperature: float = 1.0,
    threads: int | None = None,
) -> ComparisonReport:
    """Compare two models by their logits for the same tokens.

    Parameters
    ----------
    p, q : array_like, shape (..., n)
        The base model's logits and the other's; see `ModelComparison.add`.
    labels : array_like of int, shape (...), optional
        The token that did come, for each row.
    ignore_index, temperature, threads
        As for `ModelComparison`.

    Returns
    -------
    ComparisonReport

    Raises
    ------
    DivergenceError, ValueError, TypeError
        As `ModelComparison.add` and `ModelComparison.report` do.

    Examples
    --------
    >>> import numpy as np
    >>> from kullback.comparison import compare_logits
    >>> rng = np.random.default_rng(1)
    >>> base = 3 * rng.standard_normal((1000, 50))
    >>> report = compare_logits(base, base.astype(np.float16), labels=base.argmax(axis=1))
    >>> report.kl.value < 1e-6, report.kl_quantiles[1] < 1e-5, report.perplexity_ratio.n
    (True, True, 1000)
    """
    comparison = ModelComparison(
        ignore_index=ignore_index, temperature=temperature, threads=threads
    )
    comparison.add(p, q, labels)
    return comparison.report()


def compare_chunks(
    chunks: Iterable[Sequence[ArrayLike]],
    *,
    ignore_index: int = -100,
    temperature: float = 1.0,
    threads: int | None = None,
) -> ComparisonReport:
    """Compare two models by chunks of their logits, of which one at a time is in memory.

    Parameters
    ----------
    chunks : iterable of (p, q) or (p, q, labels)
        Arguments of `ModelComparison.add`.
    ignore_index, temperature, threads
        As for `ModelComparison`.

    Returns
    -------
    ComparisonReport
        That of all tokens together.

    Raises
    ------
    DivergenceError, ValueError, TypeError
        As `ModelComparison.add` and `ModelComparison.report` do.

    Examples
    --------
    >>> from kullback.comparison import compare_chunks
    >>> compare_chunks(([[0.0, i]], [[0.0, 1.0]]) for i in range(3)).tokens
    3
    """
    comparison = ModelComparison(
        ignore_index=ignore_index, temperature=temperature, threads=threads
    )
    for chunk in chunks:
        comparison.add(*chunk)
    return comparison.report()
