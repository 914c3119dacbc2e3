"""Keywords of the losses, and the checks of tensors."""

from typing import TypedDict

import torch
from torch import Tensor

from kullback import _core
from kullback._loss_options import (
    PairKeywords,
    Reduction,
    RowKeywords,
    SumKeywords,
    reduction_code,
)
from kullback._settings import (
    base_or_default,
    sum_tolerance_or_default,
    threads_or_default,
)
from kullback.torch._memory import TYPES, broadcast


class BatchOptions(TypedDict, total=False):
    """Keywords of all losses."""

    reduction: Reduction
    weights: Tensor | None
    mask: Tensor | None
    base: float | None
    threads: int | None


class SumOptions(BatchOptions, SumKeywords, total=False):
    """All of rows that may have a sum other than one."""


class RowLossOptions(BatchOptions, RowKeywords, total=False):
    """All of one row."""


class PairLossOptions(BatchOptions, PairKeywords, total=False):
    """All of two rows."""


class Batch:
    """Operands, broadcast to one batch of rows, and the keywords of `SumOptions`, checked."""

    def __init__(
        self,
        operands: dict[str, Tensor],
        reduction: str = "batchmean",
        weights: Tensor | None = None,
        mask: Tensor | None = None,
        base: float | None = None,
        threads: int | None = None,
        normalize: bool = False,
        sum_tolerance: float | None = None,
        js_weight: float = 0.0,
    ) -> None:
        self.tensors = _broadcast(operands)
        self.batch = self.tensors[0].shape[:-1]
        self.weights = None if weights is None else self._weights(weights)
        self.mask = None if mask is None else self._mask(mask)
        self.settings = [
            float(reduction_code(reduction)),
            float(threads_or_default(threads)),
            1.0,  # a factor
            base_or_default(base),
            js_weight,
            sum_tolerance_or_default(sum_tolerance),
            float(normalize),
        ]

    @property
    def per_row(self) -> tuple[Tensor | None, Tensor | None]:
        """What belongs to rows: their weights and the mask."""
        return self.weights, self.mask

    @property
    def is_native(self) -> bool:
        """Whether the library can read all of it."""
        tensors = [*self.tensors, *(t for t in (self.weights, self.mask) if t is not None)]
        readable = all(tensor.dtype in TYPES for tensor in self.tensors)
        return readable and all(tensor.device.type == "cpu" for tensor in tensors)

    def wanted(self, is_number: bool | None = None) -> list[bool]:
        """Say that the value is wanted, and which gradients are with it.

        Those that a backward pass may hand out as they are: of a number, and not of a compiled
        graph, which cannot depend on the gradient from above.
        """
        if is_number is None:
            is_number = self.settings[0] != _core.REDUCTION_NONE
        now = is_number and torch.is_grad_enabled() and not torch.compiler.is_compiling()
        return [True, *(now and tensor.requires_grad for tensor in self.tensors)]

    def labels(self, labels: Tensor) -> Tensor:
        """Check hard labels."""
        if labels.dtype.is_floating_point or labels.dtype.is_complex or labels.dtype == torch.bool:
            raise TypeError(f"labels has dtype {labels.dtype}; integers are needed")
        if labels.shape != self.batch:
            raise ValueError(
                f"labels has shape {tuple(labels.shape)}; the batch has shape {tuple(self.batch)}"
            )
        return labels.to(torch.int64)

    def _weights(self, weights: Tensor) -> Tensor:
        if weights.requires_grad:
            raise ValueError("weights requires a gradient, and gets none; detach it")
        if weights.dtype not in TYPES:
            weights = weights.to(torch.float64)
        return self._expanded("weights", weights)

    def _mask(self, mask: Tensor) -> Tensor:
        if mask.dtype != torch.bool:
            raise TypeError(f"mask has dtype {mask.dtype}; torch.bool is needed")
        return self._expanded("mask", mask)

    def _expanded(self, name: str, tensor: Tensor) -> Tensor:
        try:
            return tensor.expand(self.batch)
        except RuntimeError:
            raise ValueError(
                f"{name} has shape {tuple(tensor.shape)}; the batch has shape {tuple(self.batch)}"
            ) from None


def _broadcast(operands: dict[str, Tensor]) -> list[Tensor]:
    for name, tensor in operands.items():
        if not tensor.dtype.is_floating_point:
            raise TypeError(f"{name} has dtype {tensor.dtype}; floats are needed")
        if tensor.dim() == 0:
            raise ValueError(f"{name} is a single number; a tensor with rows is needed")
    tensors = list(operands.values())
    if all(tensor.shape == tensors[0].shape for tensor in tensors):
        return tensors
    if any(tensor.shape[-1] != tensors[0].shape[-1] for tensor in tensors):
        raise ValueError(f"{_shapes(operands)}: they must agree along the last axis")
    try:
        return broadcast(*tensors)
    except RuntimeError:
        raise ValueError(f"{_shapes(operands)}: they must broadcast") from None


def _shapes(operands: dict[str, Tensor]) -> str:
    return ", ".join(f"{name} has shape {tuple(t.shape)}" for name, t in operands.items())
