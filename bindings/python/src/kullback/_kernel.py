"""What a call of a ufunc needs to know about it."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class Kernel:
    """A ufunc, the Python names of its operands, and those of the arguments that it reports.

    `elementwise` says that its results have the core dimension of its operands.
    """

    ufunc: np.ufunc
    names: tuple[str, ...]
    arguments: Mapping[int, str]
    core_dimensions: int = 1
    elementwise: bool = False

    def batch_shape(self, shape: tuple[int, ...]) -> tuple[int, ...]:
        """Drop the core dimensions, which are the last."""
        return shape[: len(shape) - self.core_dimensions]
