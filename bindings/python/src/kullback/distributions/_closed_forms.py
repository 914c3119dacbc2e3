"""Quantities of distribution objects, for the functions of `kullback`."""

import math
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, TypeAlias, cast

from kullback import _core
from kullback._evaluate import store
from kullback._settings import require, settings
from kullback.distributions import _pytorch, _scipy
from kullback.distributions._base import Distribution, no_closed_form

# Base, threads and order.
Keywords: TypeAlias = tuple[float | None, int | None, float | None]

_P_AND_Q = ("p", "q")


def _are_distributions(kind: type[Any]) -> bool:
    return issubclass(kind, Distribution) or _scipy.is_frozen(kind) or _pytorch.is_pytorch(kind)


# Whether objects of a type are distributions, ours or another's: quick, since it is asked of
# arrays, too.
are_distributions = cast("Callable[[type], bool]", lru_cache(maxsize=256)(_are_distributions))


def as_distribution(name: str, given: object) -> Distribution:
    """Make a distribution of this package."""
    if isinstance(given, Distribution):
        return given
    if _scipy.is_frozen(type(given)):
        return _scipy.adapt(name, given)
    return _pytorch.adapt(name, given)


def closed_form(
    quantity: int,
    operands: tuple[Any, ...],
    options: Mapping[str, Any],
    parameters: Mapping[str, float],
) -> Any:
    """Compute a quantity of one distribution object, or of two, with the keywords of a function."""
    if not all(are_distributions(type(operand)) for operand in operands):
        kinds = " and ".join(type(operand).__name__ for operand in operands)
        raise TypeError(f"there is no closed form between {kinds}")
    if not options.keys() <= {"out", "base", "threads"}:
        raise TypeError("only out, base and threads apply to distribution objects")
    order = parameters.get("order")
    if order is not None:
        require(0 < order < math.inf, "alpha", order, "a positive finite number")
    given = [as_distribution(name, x) for name, x in zip(_P_AND_Q, operands, strict=False)]
    p, q = given[0], given[1] if len(given) > 1 else None
    if q is not None and p.event_shape != q.event_shape:
        raise _unlike_events(p, q)
    out = options.get("out")
    result = _value(quantity, p, q, (options.get("base"), options.get("threads"), order), out)
    if out is not None:
        return result if result is out else store(result, out)
    return result if p is operands[0] and q is operands[-1] else _pytorch.like(operands, result)


def _value(
    quantity: int, p: Distribution, q: Distribution | None, keywords: Keywords, out: Any
) -> Any:
    base, threads, order = keywords
    if quantity == _core.JEFFREYS and q is not None:
        forward = _value(_core.KL, p, q, keywords, None)
        return forward + _value(_core.REVERSE_KL, p, q, keywords, None)
    names = _P_AND_Q
    if quantity == _core.REVERSE_KL and q is not None:
        quantity, p, q, names = _core.KL, q, p, names[::-1]
    vector = settings(quantity, base=base, threads=threads, order=order)
    value = p._value(quantity, q, vector, names, out)
    if value is NotImplemented:
        raise no_closed_form(quantity, p, q)
    return value


def _unlike_events(p: Distribution, q: Distribution) -> Exception:
    if len(p.event_shape) != len(q.event_shape):
        return TypeError(f"there is no closed form between {p._label} and {q._label}")
    text = f"events of p have shape {p.event_shape}, those of q {q.event_shape}"
    return ValueError(f"{text}: they must agree")
