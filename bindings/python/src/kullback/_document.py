"""Docstrings and signatures that share their parameters."""

import inspect
from collections.abc import Callable
from typing import Any, TypeVar, get_args

from kullback._rows import evaluate_with_options

_Function = TypeVar("_Function", bound=Callable[..., Any])

# In the order of their use: some stand for others.
_SHARED = {
    "row_or_object": """\
p : array_like, shape (..., n), or distribution object
        Probabilities, or what `space` says; or an object of `kullback.distributions`, of
        `scipy.stats` (frozen) or of `torch.distributions`. Of the keywords, only `out`, `base` and
        `threads` apply to objects.""",
    "pair_or_objects": """\
p, q : array_like, shapes (..., n), or distribution objects
        Probabilities, or what `space` says; or objects of `kullback.distributions`, of
        `scipy.stats` (frozen) or of `torch.distributions`. Of the keywords, only `out`, `base` and
        `threads` apply to objects.""",
    "row": """\
p : array_like, shape (..., n)
        Probabilities, or what `space` says.""",
    "pair": """\
p, q : array_like, shapes (..., n)
        Probabilities, or what `space` says.""",
    "keywords": """\
<layout>
    <space>
    <base>
    <options>
    <threads>""",
    "element_keywords": """\
axis : int, default -1
        The axis of each operand that holds the probabilities of one distribution, and that of the
        result. The other axes are a batch, and broadcast.
    <out>
    <space>
    <base>
    <options>
    <threads>""",
    "results": """\
Returns
    -------
    <returns>

    Raises
    ------
    <raises>""",
    "layout": """\
axis : int, default -1
        The axis of each operand that holds the probabilities of one distribution. The other axes
        are a batch, and broadcast.
    keepdims : bool, default False
        Keep that axis in the result, with length 1.
    <out>""",
    "out": """\
out : numpy.ndarray, optional
        Where to put the result: an array of its shape. Nothing is written on error, and it may
        overlap the operands.""",
    "space": """\
space : {"prob", "log", "logits"}, default "prob"
        What the numbers are: probabilities, natural logarithms of probabilities, or logits, which
        stand for ``softmax(logits / temperature)``. ``-inf`` is a probability of zero.""",
    "base": """\
base : float, optional
        Unit of the result: logarithms to this base, greater than 1. Nats by default; 2 gives
        bits. What is no logarithm has no unit, and does not depend on it.""",
    "options": """\
normalize : bool, default False
        Take any non-negative weights, such as counts (or their logarithms), and divide them by
        their sum. Logits are always normalised.
    temperature : float, default 1.0
        Divides logits.
    sum_tolerance : float, optional
        How far from one the sum of a row may be, 1e-6 by default for float64 and 1e-4 for float32.
        A row within it stands for ``row / sum(row)``, exactly.""",
    "threads": """\
threads : int, optional
        Use at most this many threads. By default the amount of work decides, and the environment
        variable ``KULLBACK_NUM_THREADS`` limits it. The result does not depend on it.""",
    "returns": """\
numpy.floating or numpy.ndarray
        One number per pair of distributions: a scalar for two vectors. float32 if all operands are
        float32 or float16, else float64. NaN where an operand has a NaN.""",
    "elements": """\
numpy.ndarray
        One number per element, in the shape of the operands broadcast together. float32 if all
        operands are float32 or float16, else float64. NaN where a distribution has a NaN.""",
    "raises": """\
DivergenceError
        If a probability is negative or infinite, a row does not sum to one, has no mass or is
        empty, or an option is out of range; a `ValueError` that says where.
    ValueError
        If the shapes do not agree, or `out` is read-only or of another shape.
    TypeError
        If an operand is not made of real numbers.""",
    "counts": """\
p, q : array_like of int, shape (n,)
        Counts. `p` comes before `q`.
    divergence : str, default "kl"
        Any divergence of two rows: ``"kl"``, ``"reverse_kl"``, ``"jeffreys"``, ``"js_divergence"``,
        ``"js_distance"`` and so on, by the names of the enumerators of the C API.
    order : float, optional
        Of ``"alpha"``, ``"cressie_read"``, ``"tsallis"`` and ``"renyi"``, which need one.
    weight : float, optional
        Of the mixture in ``"js_divergence"``, ``"js_distance"`` (the weight of p) and ``"skew_kl"``
        (that of q); 1/2 by default.
    base : float, optional
        Unit of the result: logarithms to this base. Nats by default.""",
    "resampling": """\
seed : int, default 0
        In [0, 2^64). Resample i depends on the seed and on i, not on `threads` or `resamples`.
    pseudocount : float, default 0.0
        Added to every count, of the data and of the resamples, before the divergence.
    threads : int, optional
        Use at most this many threads. The result does not depend on it.
    progress : callable, optional
        Called with the fraction done, from the calling thread, after about every tenth of a
        second's work and at the end. What it raises ends the computation and is passed on.""",
    "raises_counts": """\
DivergenceError
        If a count is negative or fractional, nothing was counted, counts sum to 2^53 or more, or an
        option is out of range.
    ValueError
        If the rows do not agree in length, or a name is not known.
    TypeError
        If counts are not numbers.""",
    "accuracy": """\
The relative error is at most 1e-14 (float64) or 1e-6 (float32), for near-equal, extreme and
    subnormal numbers too.""",
}


_KEYWORDS = {
    parameter.name: parameter
    for parameter in inspect.signature(evaluate_with_options).parameters.values()
    if parameter.kind is parameter.KEYWORD_ONLY
}


def documented(function: _Function) -> _Function:
    """Fill in the parts that the docstrings share, and show the keywords behind ``**options``.

    ``python -OO`` leaves no docstrings to fill in.
    """
    if "options" in function.__annotations__:
        _spell_out_options(function)
    if function.__doc__:
        for name, text in _SHARED.items():
            function.__doc__ = function.__doc__.replace(f"<{name}>", text)
    return function


def _spell_out_options(function: Callable[..., Any]) -> None:
    (options,) = get_args(function.__annotations__["options"])
    signature = inspect.signature(function)
    parameters = list(signature.parameters.values())[:-1]
    parameters += [_KEYWORDS[name] for name in _KEYWORDS if name in options.__annotations__]
    function.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]
