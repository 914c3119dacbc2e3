"""Rows of a classifier and their labels, as the functions of kullback._core take them."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from kullback import _core
from kullback._errors import translated
from kullback._settings import Settings, require
from kullback._typed_rows import (
    Rows,
    address_of,
    as_labels,
    as_row_array,
    labels_of,
    matrix,
    rows_of,
)


def typed_rows(name: str, operand: ArrayLike) -> tuple[NDArray[Any], tuple[int, ...]]:
    """View an array as a matrix; also return the batch's shape."""
    array = as_row_array(name, operand)
    batch = array.shape[:-1]
    return matrix(array, batch), batch


class Target:
    """Labels of one kind or the other, which live as long as this."""

    def __init__(
        self,
        labels: ArrayLike | None,
        soft_labels: ArrayLike | None,
        shape: tuple[int, ...],
        batch: tuple[int, ...],
        ignore_index: int,
    ) -> None:
        if (labels is None) == (soft_labels is None):
            raise ValueError("either labels or soft_labels are needed")
        self.batch = batch
        self.ignore_index = ignore_index
        self.hard = None if labels is None else as_labels(labels, batch)
        self.soft = None if soft_labels is None else typed_rows("soft_labels", soft_labels)[0]
        if self.soft is not None and self.soft.shape != shape:
            raise ValueError(f"soft_labels are {self.soft.shape} rows, not {shape}")

    def call(
        self,
        function: Any,
        rows: Rows,
        n_bins: int,
        bins: NDArray[np.void] | None,
        with_options: Settings,
    ) -> tuple[Any, ...]:
        """Call a function of kullback._core."""
        require(1 <= n_bins <= 1 << 20, "n_bins", n_bins, "from 1 to 2^20")
        address = 0 if bins is None else address_of(bins)
        hard, soft = self.hard, self.soft
        labels = None if hard is None else labels_of(hard, self.ignore_index)
        soft_labels = None if soft is None else rows_of(soft)
        try:
            fields: tuple[Any, ...] = function(
                rows, labels, soft_labels, n_bins, address, with_options
            )
        except _core.CoreError as error:
            raise translated(error, self.batch) from None
        return fields
