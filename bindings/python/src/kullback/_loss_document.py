"""What the docstrings and the signatures of losses share."""

import inspect
from collections.abc import Callable
from typing import Any, TypeVar, get_args

_Function = TypeVar("_Function", bound=Callable[..., Any])

# In the order of their use: some stand for others.
SHARED = {
    "pair": """\
p, q : array_like, shapes (..., n)
        Rows of logits, or of what `space` says; the batches broadcast. Rows of float16, bfloat16
        (of ml_dtypes), float32 and float64 are read as they are, whatever their strides.""",
    "row": """\
p : array_like, shape (..., n)
        Rows of logits, or of what `space` says. Rows of float16, bfloat16 (of ml_dtypes), float32
        and float64 are read as they are, whatever their strides.""",
    "pair_keywords": """\
space : {"logits", "log", "prob"} or a pair of them, default "logits"
        What the numbers are: logits, which stand for ``softmax(logits / temperature)``, natural
        logarithms of probabilities, or probabilities. A pair if p and q differ.
    temperature : float or a pair of floats, default 1.0
        Divides logits.
    <keywords>
    <sums>""",
    "row_keywords": """\
space : {"logits", "log", "prob"}, default "logits"
        What the numbers are: logits, which stand for ``softmax(logits / temperature)``, natural
        logarithms of probabilities, or probabilities.
    temperature : float, default 1.0
        Divides logits.
    <keywords>
    <sums>""",
    "keywords": """\
reduction : {"none", "sum", "batchmean"}, default "none"
        One value per row, the sum of them, or that sum divided by the number of rows that count.
    weights : array_like, optional
        Of the rows: a number for each, which multiplies its value and its gradients. It broadcasts
        to the batch.
    mask : array_like of bool, optional
        Rows that count, broadcast to the batch. Others are not read, and their values and
        gradients are 0.
    gradient : {"p", "q", "both"}, optional
        The operands to differentiate by. Each row of the broadcast batch has a gradient of its own.
    base : float, optional
        Unit of the result: logarithms to this base. Nats by default.
    threads : int, optional
        Use at most this many threads. The result does not depend on it.
    out : numpy.ndarray, optional
        Where to put the value: an array of its shape. Nothing is written on error.""",
    "sums": """\
normalize : bool, default False
        Take any non-negative weights (or their logarithms) and divide them by their sum.
    sum_tolerance : float, optional
        How far from one the sum of a row of probabilities may be: 1e-6 by default for float64,
        1e-4 for float32 and 0.02 for halves. A row within it stands for ``row / sum(row)``.""",
    "results": """\
Returns
    -------
    numpy.floating, numpy.ndarray or Loss
        float64 if an operand is float64 or of integers, else float32. With `gradient`, a `Loss`.

    Raises
    ------
    DivergenceError
        If a row is not what it should be: a NaN is an answer, but a logit of +inf, a negative
        probability, or a row without mass is not; or if an option is out of range. A `ValueError`
        that names the argument, the row, the position and the value.
    ValueError
        If shapes do not agree, or a name is not known.
    TypeError
        If an operand has another dtype.""",
}
_DEFAULTS = {
    "space": "logits",
    "temperature": 1.0,
    "reduction": "none",
    "normalize": False,
}
_ORDER = [
    "space",
    "temperature",
    "reduction",
    "weights",
    "mask",
    "gradient",
    "base",
    "threads",
    "out",
    "normalize",
    "sum_tolerance",
]


def fill(function: _Function, shared: dict[str, str]) -> _Function:
    """Fill in the shared parts of a docstring; ``python -OO`` leaves none."""
    if function.__doc__:
        for name, text in shared.items():
            function.__doc__ = function.__doc__.replace(f"<{name}>", text)
    return function


def documented(function: _Function) -> _Function:
    """Fill in the shared parts of a docstring, and show the keywords behind ``**options``."""
    signature = inspect.signature(function)
    (options,) = get_args(function.__annotations__["options"])
    keywords = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=_DEFAULTS.get(name))
        for name in sorted(options.__annotations__, key=_ORDER.index)
    ]
    parameters = list(signature.parameters.values())[:-1] + keywords
    function.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]
    return fill(function, SHARED)
