"""Distributions of PyTorch, which is not imported here: an object of its comes with it."""

import sys
from functools import reduce
from typing import Any

import numpy as np

from kullback.distributions._base import REGISTRY, Distribution
from kullback.distributions._independent import Independent

# Of other samples, but of the same divergences and entropies.
_SAME_LAW = {"OneHotCategorical": "Categorical", "OneHotCategoricalStraightThrough": "Categorical"}


def is_pytorch(kind: type) -> bool:
    """Whether objects of this type are distributions of PyTorch."""
    modules = ("torch.distributions.distribution",)
    return any(c.__name__ == "Distribution" and c.__module__ in modules for c in kind.__mro__)


def adapt(name: str, given: Any) -> Distribution:
    """Make the distribution of this package that has the same name and parameters."""
    kind = _counterpart(name, given)
    if kind is Independent:
        base, axes = adapt(name, given.base_dist), given.reinterpreted_batch_ndims
        return Independent(base, axes) if axes else base
    fields = {field: getattr(given, field) for field in kind._fields_of(given)}
    return kind(**{field: _array(f"{name}.{field}", value) for field, value in fields.items()})


def _counterpart(name: str, given: Any) -> type[Distribution]:
    for kind in type(given).__mro__:
        family = _SAME_LAW.get(kind.__name__, kind.__name__)
        if kind.__module__.partition(".")[0] == "torch" and family in REGISTRY:
            return REGISTRY[family]
    raise TypeError(f"{name}: {type(given).__name__} of PyTorch has no counterpart here")


def _array(name: str, tensor: Any) -> Any:
    torch = sys.modules["torch"]
    if not isinstance(tensor, torch.Tensor):
        return tensor
    if tensor.requires_grad:
        raise ValueError(
            f"{name} requires a gradient, which closed forms do not give: detach it, or use"
            " kullback.torch, whose functions are differentiable"
        )
    if tensor.device.type != "cpu":
        raise ValueError(f"{name} is on {tensor.device}; the library computes on the CPU")
    if tensor.dtype == torch.bfloat16:
        tensor = tensor.to(torch.float32)
    return tensor.numpy()


def _dtype(given: Any) -> Any:
    """Return the dtype of a distribution's parameters."""
    kind = _counterpart("", given)
    if kind is Independent:
        return _dtype(given.base_dist)
    torch = sys.modules["torch"]
    values = (getattr(given, field) for field in kind._fields_of(given))
    return reduce(torch.promote_types, [x.dtype for x in values if isinstance(x, torch.Tensor)])


def like(operands: tuple[Any, ...], result: Any) -> Any:
    """Make a tensor, of the dtype of the parameters, if an operand is PyTorch's."""
    dtypes = [_dtype(operand) for operand in operands if is_pytorch(type(operand))]
    if not dtypes:
        return result
    torch = sys.modules["torch"]
    array = np.asarray(result)
    is_mixed = len(dtypes) < len(operands) and array.dtype == np.float64
    dtype = torch.float64 if is_mixed else reduce(torch.promote_types, dtypes)
    return torch.as_tensor(array).to(dtype)
