"""Comparison chunk by chunk."""

import math
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from kullback import _core
from kullback._errors import DivergenceError, Status, raise_for
from kullback._settings import threads_or_default
from kullback._typed_rows import as_labels, as_row_array, labels_of, matrix, rows_of
from kullback.comparison._report import ComparisonReport, report_of

# kullback_token_comparison of kullback/comparison.h
_TOKEN = np.dtype(
    [
        ("kl", np.float64),
        ("nll_p", np.float64),
        ("nll_q", np.float64),
        ("nll_change", np.float64),
        ("probability_p", np.float64),
        ("probability_q", np.float64),
        ("probability_change", np.float64),
        ("flags", np.int64),
    ]
)

_NAMES = {_core.ARGUMENT_P: "p", _core.ARGUMENT_Q: "q"}


class ModelComparison:
    """What two models say of the same tokens, added chunk by chunk.

    Of each token 64 bytes are kept, so that logits larger than memory will do. The report depends
    on the tokens and their order only: not on how they are cut into chunks, nor on threads.

    Parameters
    ----------
    ignore_index : int, default -100
        Tokens with this label do not count.
    temperature : float, default 1.0
        Divides both models' logits.
    threads : int, optional
        Use at most this many threads.

    Raises
    ------
    DivergenceError
        If an option is out of range.

    Examples
    --------
    >>> from kullback.comparison import ModelComparison
    >>> comparison = ModelComparison()
    >>> comparison.add(p=[[2.0, 0.0], [0.0, 1.0]], q=[[2.0, 0.5], [0.5, 1.0]], labels=[0, 1])
    >>> comparison.add(p=[[1.0, 0.0]], q=[[0.0, 1.0]], labels=[0])
    >>> report = comparison.report()
    >>> report.tokens, round(float(report.same_top.value), 12)
    (3, 0.666666666667)
    >>> comparison.tokens["kl"].round(6)
    array([0.014884, 0.026345, 0.462117])
    """

    def __init__(
        self,
        *,
        ignore_index: int = -100,
        temperature: float = 1.0,
        threads: int | None = None,
    ) -> None:
        if not 0 < temperature < math.inf:
            text = f"temperature: {temperature} is not a positive finite number"
            raise DivergenceError(text, Status.OPTION, "temperature", (), None, temperature)
        self._ignore_index = ignore_index
        self._temperature = float(temperature)
        self._threads = threads_or_default(threads)
        self._chunks: list[NDArray[np.void]] = []

    def add(self, p: ArrayLike, q: ArrayLike, labels: ArrayLike | None = None) -> None:
        """Add tokens. On error none is added.

        Parameters
        ----------
        p, q : array_like, shape (..., n)
            The base model's logits and the other's: float64, float32, float16 or bfloat16, which
            need not agree and are not copied. NumPy has no bfloat16: that of ``ml_dtypes`` will do,
            or its bits as two opaque bytes, ``bits.view("V2")``. -inf masks an entry. Logarithms of
            probabilities are logits, too.
        labels : array_like of int, shape (...), optional
            The token that did come, for each row.

        Raises
        ------
        DivergenceError
            If a logit is +inf, a row is empty or all of it is masked, or a label is out of range.
        ValueError
            If shapes disagree.
        TypeError
            If a dtype is not supported.
        """
        p_array, q_array = as_row_array("p", p), as_row_array("q", q)
        if p_array.shape != q_array.shape:
            raise ValueError(f"p has shape {p_array.shape}, q has shape {q_array.shape}")
        batch = p_array.shape[:-1]
        label_row = None if labels is None else as_labels(labels, batch)
        self.add_rows(matrix(p_array, batch), matrix(q_array, batch), label_row, batch)

    def add_rows(
        self,
        p: NDArray[Any],
        q: NDArray[Any],
        labels: NDArray[np.int64] | None,
        batch: tuple[int, ...],
        first: int = 0,
    ) -> None:
        """Add matrices of logits, the rows from `first` on of a batch of this shape.

        Not part of the interface. The arrays live until the library, which is given addresses,
        returns.
        """
        tokens = np.zeros(len(p), _TOKEN)
        outcome = _core.compare_tokens(
            rows_of(p, _core.LOGITS, self._temperature),
            rows_of(q, _core.LOGITS, self._temperature),
            None if labels is None else labels_of(labels, self._ignore_index),
            self._threads,
            tokens,
        )
        raise_for(outcome, _NAMES, batch, first)
        self._chunks.append(tokens)

    def merge(self, other: "ModelComparison") -> None:
        """Append the tokens of another comparison."""
        self._chunks.extend(list(other._chunks))

    @property
    def tokens(self) -> NDArray[np.void]:
        """One record per token, in the order in which they were added.

        The fields are ``kl``, ``nll_p``, ``nll_q``, ``nll_change``, ``probability_p``,
        ``probability_q``, ``probability_change``, and ``flags``: 1 for a token that counts, plus 2
        if it has a label, plus 4 if both models have the same top token. ``argmax`` of ``kl`` finds
        where the models differ most.
        """
        if len(self._chunks) != 1:
            self._chunks = [np.concatenate([np.zeros(0, _TOKEN), *self._chunks])]
        view = self._chunks[0].view()
        view.flags.writeable = False
        return view

    def report(self) -> ComparisonReport:
        """Sum up the tokens.

        Raises
        ------
        DivergenceError
            If no token counts.
        """
        return report_of(self.tokens)
