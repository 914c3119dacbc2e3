"""What the docstrings of losses share."""

from collections.abc import Callable
from typing import Any, TypeVar

from kullback._loss_document import SHARED, fill

_Function = TypeVar("_Function", bound=Callable[..., Any])

_OWN = {
    "pair": """\
p, q : Tensor, shapes (..., n)
        Rows of logits, or of what `space` says; the batches broadcast. On the CPU, tensors of
        float64, float32, float16 and bfloat16 are read as they are, whatever their strides.""",
    "row": """\
p : Tensor, shape (..., n)
        Rows of logits, or of what `space` says.""",
    "keywords": """\
reduction : {"batchmean", "sum", "none"}, default "batchmean"
        The sum of all values divided by the number of rows that count, that sum, or one value per
        row.
    weights : Tensor, optional
        Of the rows: a number for each, which multiplies its value. It broadcasts to the batch, and
        gets no gradient.
    mask : Tensor of bool, optional
        Rows that count, broadcast to the batch. Others are not read, and give 0.
    base : float, optional
        Unit of the result: logarithms to this base. Nats by default.
    threads : int, optional
        Use at most this many threads. The result does not depend on it.""",
    "results": """\
Returns
    -------
    Tensor
        float64 if an operand is, else float32. Its gradient is computed in the same pass.

    Raises
    ------
    DivergenceError
        If a row on the CPU is not what it should be: a logit of +inf, a negative probability, a row
        without mass; or if an option is out of range. A `ValueError` that names the argument, the
        row, the position and the value.
    ValueError
        If shapes do not agree, or a name is not known.
    TypeError
        If a dtype is wrong.""",
}


def documented(function: _Function) -> _Function:
    """Fill in the shared parts of a docstring: those of NumPy's losses, but for tensors' own."""
    return fill(function, SHARED | _OWN)
