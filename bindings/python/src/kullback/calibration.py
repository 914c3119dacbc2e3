"""Calibration of classifiers: temperature scaling, and the calibration error.

Labels are hard, one class per row, or soft, rows of probabilities. Rows are arrays of shape
``(..., n)``, of float64, float32, float16 or bfloat16 (of ml_dtypes), which are read where they
are.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from kullback import _core
from kullback._classifier import Target, typed_rows
from kullback._settings import Space, require, settings
from kullback._typed_rows import rows_of

__all__ = ["Calibration", "TemperatureFit", "calibration_error", "fit_temperature"]

_BIN = np.dtype([("accuracy", np.float64), ("confidence", np.float64), ("count", np.uintp)])


class TemperatureFit(NamedTuple):
    """A temperature and what it changes.

    Attributes
    ----------
    temperature : float
        From 0 to infinity; NaN where a number is NaN.
    loss_before, loss_after : float
        Mean loss at the temperature that the search started with, and at the one found.
    ece_before, ece_after : float
        Expected calibration errors.
    n : int
        Rows that count.
    iterations : int
        Passes over the logits in search of the temperature.
    converged : bool
        Whether the temperature has its digits.
    """

    temperature: float
    loss_before: float
    loss_after: float
    ece_before: float
    ece_after: float
    n: int
    iterations: int
    converged: bool


class Calibration(NamedTuple):
    """Calibration error of confidences.

    Attributes
    ----------
    expected, maximum : float
        Expected and maximum calibration error.
    accuracy, confidence : float
        Means over all rows.
    n : int
        Rows that count.
    bins : numpy.ndarray
        Structured, one element per bin: the means ``accuracy`` and ``confidence`` of the rows in
        it, NaN if there are none, and their ``count``.
    """

    expected: float
    maximum: float
    accuracy: float
    confidence: float
    n: int
    bins: NDArray[np.void]


def fit_temperature(
    logits: ArrayLike,
    labels: ArrayLike | None = None,
    *,
    soft_labels: ArrayLike | None = None,
    ignore_index: int = -100,
    temperature: float = 1.0,
    n_bins: int = 15,
    base: float | None = None,
    threads: int | None = None,
) -> TemperatureFit:
    """Temperature T of logits z that minimises the mean of -log softmax(z / T)[label].

    Parameters
    ----------
    logits : array_like, shape (..., n)
        Or logarithms of probabilities, which are logits. -inf masks an entry.
    labels : array_like of int, shape (...)
        Classes.
    soft_labels : array_like, shape (..., n)
        Instead of `labels`: probabilities p. The loss is the cross-entropy; to minimise it is to
        minimise D(p || softmax(z / T)).
    ignore_index : int, default -100
        Label of rows that do not count; they are not read.
    temperature : float, default 1.0
        That of "before", where the search starts; it does not change the result, but for rounding.
    n_bins : int, default 15
        Bins of the calibration errors.
    base : float, optional
        Unit of the losses. Nats by default.
    threads : int, optional
        At most so many; the result does not depend on it.

    Returns
    -------
    TemperatureFit
        The temperature is 0 where every label is a largest logit of its row, and infinite where
        labels have, on average, no larger logits than their rows' mean: the uniform distribution
        is the best then. Where no temperature makes a difference, it stays.

    Raises
    ------
    DivergenceError
        If a label is no position of its row, or one's logit is -inf (the loss is infinite at every
        temperature), a logit is +inf, a soft label is no probability, or no row counts.
    ValueError
        If shapes disagree, or not exactly one of `labels` and `soft_labels` is given.

    Notes
    -----
    The loss is convex in 1 / T. Newton's method takes 4 to 10 passes as a rule. Relative errors:
    losses below 1e-13; T below 1e-14, where the loss has a marked minimum.

    References
    ----------
    C. Guo, G. Pleiss, Y. Sun and K. Q. Weinberger, "On calibration of modern neural networks",
    2017.

    Examples
    --------
    >>> from kullback import calibration
    >>> fit = calibration.fit_temperature([[2.0, 0.0], [3.0, 0.0], [0.0, 1.0]], [0, 1, 1])
    >>> round(fit.temperature, 6), fit.converged
    (inf, True)
    """
    rows, batch = typed_rows("logits", logits)
    with_options = settings(0, temperature=temperature, space="logits", base=base, threads=threads)
    described = rows_of(rows, _core.LOGITS, temperature)
    target = Target(labels, soft_labels, rows.shape, batch, ignore_index)
    return TemperatureFit(
        *target.call(_core.fit_temperature, described, n_bins, None, with_options)
    )


def calibration_error(
    p: ArrayLike,
    labels: ArrayLike | None = None,
    *,
    soft_labels: ArrayLike | None = None,
    ignore_index: int = -100,
    space: Space = "prob",
    temperature: float = 1.0,
    normalize: bool = False,
    n_bins: int = 15,
    sum_tolerance: float | None = None,
    threads: int | None = None,
) -> Calibration:
    """Calibration error: how far confidence, a row's largest probability, is from accuracy.

    Parameters
    ----------
    p : array_like, shape (..., n)
        Rows in `space`.
    labels : array_like of int, shape (...)
        Classes. A row is right if its first largest entry is its label's.
    soft_labels : array_like, shape (..., n)
        Instead of `labels`: probabilities. A row's accuracy is what they give its first largest
        entry.
    ignore_index : int, default -100
        Label of rows that do not count; they are not read.
    space : {"prob", "log", "logits"}, default "prob"
        What the numbers are.
    temperature : float, default 1.0
        Divides logits.
    normalize : bool, default False
        Divide rows by their sums.
    n_bins : int, default 15
        Bin i has the confidences in (i / n_bins, (i + 1) / n_bins].
    sum_tolerance : float, optional
        How far sums may be from one.
    threads : int, optional
        At most so many; the result does not depend on it.

    Returns
    -------
    Calibration

    Raises
    ------
    DivergenceError
        If a row or a soft label is no distribution, a label is no position of its row, or no row
        counts.
    ValueError
        If shapes disagree, or not exactly one of `labels` and `soft_labels` is given.

    Notes
    -----
    ECE = sum over bins of count / n |accuracy - confidence|; MCE is the largest difference. Both
    depend on the number of bins, and ECE is biased: it is not 0 for a finite sample of a perfectly
    calibrated classifier.

    References
    ----------
    M. P. Naeini, G. F. Cooper and M. Hauskrecht, "Obtaining well calibrated probabilities using
    Bayesian binning", 2015.

    Examples
    --------
    >>> from kullback import calibration
    >>> result = calibration.calibration_error([[0.75, 0.25], [0.25, 0.75]], [0, 0], n_bins=4)
    >>> result.expected, result.accuracy, result.bins["count"].tolist()
    (0.25, 0.5, [0, 0, 2, 0])
    """
    rows, batch = typed_rows("p", p)
    with_options = settings(
        0,
        space=space,
        normalize=normalize,
        temperature=temperature,
        sum_tolerance=sum_tolerance,
        threads=threads,
    )
    spaces = {"prob": _core.PROBABILITIES, "log": _core.LOG_PROBABILITIES, "logits": _core.LOGITS}
    described = rows_of(rows, spaces[space], temperature)
    target = Target(labels, soft_labels, rows.shape, batch, ignore_index)
    require(1 <= n_bins <= 1 << 20, "n_bins", n_bins, "from 1 to 2^20")
    bins = np.empty(n_bins, _BIN)
    expected, maximum, accuracy, confidence, n = target.call(
        _core.calibration_error, described, n_bins, bins, with_options
    )
    return Calibration(expected, maximum, accuracy, confidence, n, bins)
