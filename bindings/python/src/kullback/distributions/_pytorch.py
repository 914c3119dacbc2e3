"""Distributions of PyTorch, which is not imported here: an object of its comes with it."""

import sys
from typing import Any

import numpy as np

from kullback.distributions._base import REGISTRY, Distribution
from kullback.distributions._independent import Independent


def is_pytorch(kind: type) -> bool:
    """Whether objects of this type are distributions of PyTorch."""
    modules = ("torch.distributions.distribution",)
    return any(c.__name__ == "Distribution" and c.__module__ in modules for c in kind.__mro__)


def adapt(name: str, given: Any) -> Distribution:
    """Make the distribution of this package that has the same name and parameters."""
    for kind in type(given).__mro__:
        if kind.__module__.partition(".")[0] != "torch":
            continue
        if kind.__name__ == "Independent":
            base = adapt(name, given.base_dist)
            axes = given.reinterpreted_batch_ndims
            return Independent(base, axes) if axes else base
        if kind.__name__ in REGISTRY:
            return _convert(name, given, REGISTRY[kind.__name__])
    raise TypeError(f"{name}: {type(given).__name__} of PyTorch has no counterpart here")


def _convert(name: str, given: Any, kind: type[Distribution]) -> Distribution:
    names = kind._fields_of(given)
    return kind(**{key: _array(f"{name}.{key}", getattr(given, key)) for key in names})


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


def _tensors(given: Any) -> list[Any]:
    """All parameters of a distribution."""
    if hasattr(given, "base_dist"):
        return _tensors(given.base_dist)
    torch = sys.modules["torch"]
    return [value for value in vars(given).values() if isinstance(value, torch.Tensor)]


def like(operands: tuple[Any, ...], result: Any) -> Any:
    """Make a tensor, of the dtype of the parameters, if an operand is PyTorch's."""
    foreign = [operand for operand in operands if is_pytorch(type(operand))]
    if not foreign:
        return result
    torch = sys.modules["torch"]
    dtypes = [tensor.dtype for given in foreign for tensor in _tensors(given)]
    dtype = dtypes[0]
    for other in dtypes[1:]:
        dtype = torch.promote_types(dtype, other)
    if np.asarray(result).dtype == np.float64 and len(foreign) < len(operands):
        dtype = torch.float64
    return torch.as_tensor(np.asarray(result)).to(dtype)
