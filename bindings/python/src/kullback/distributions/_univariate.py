"""Univariate distributions: what a family needs beside its docstring and its parameters."""

import inspect
from collections.abc import Mapping
from typing import Any, ClassVar, TypeAlias, dataclass_transform

import numpy as np
from numpy.typing import ArrayLike, NDArray

from kullback import _core
from kullback._errors import DivergenceError, translated
from kullback._settings import Settings, settings
from kullback._typed_rows import as_floats
from kullback.distributions._base import Distribution, Seed, Shape, seed_of, shape_of

# What is given as an array_like, and kept as a number or a read-only array of floats.
Parameter: TypeAlias = Any

_P = (_core.ARGUMENT_P_FIRST, _core.ARGUMENT_P_SECOND)
_Q = (_core.ARGUMENT_Q_FIRST, _core.ARGUMENT_Q_SECOND)


def as_parameter(name: str, value: ArrayLike) -> Parameter:
    """Make a read-only array of floats; a Python number keeps its type, which is weak."""
    if type(value) is float or type(value) is int:
        return value
    array = as_floats(name, value)
    if array.dtype.kind != "f":
        array = array.astype(np.float32)  # bfloat16
    view = array.view() if array.flags.aligned else array.copy()
    view.flags.writeable = False
    return view


def common_shape(parameters: Mapping[str, Parameter]) -> tuple[int, ...]:
    """Broadcast the shapes of parameters."""
    shapes = {name: x.shape for name, x in parameters.items() if isinstance(x, np.ndarray)}
    different = set(shapes.values())
    if len(different) < 2:  # broadcasting costs more than all else
        return different.pop() if different else ()
    try:
        return np.broadcast_shapes(*different)
    except ValueError:
        text = ", ".join(f"{name} has shape {shape}" for name, shape in shapes.items())
        raise ValueError(f"{text}: they must broadcast") from None


@dataclass_transform(frozen_default=True, eq_default=False)
class Univariate(Distribution):
    """Base class of the families of univariate distributions.

    A family is a class with a docstring, the name that ``kullback/family_list.h`` has for it, and
    its parameters, which may be arrays and broadcast:

        class Gamma(Univariate):
            family = "gamma"
            concentration: Parameter
            rate: Parameter
    """

    family: ClassVar[str]
    _fields: ClassVar[tuple[str, ...]]

    def __init_subclass__(cls) -> None:
        """Take the parameters from the annotations."""
        super().__init_subclass__()
        cls._fields = tuple(inspect.get_annotations(cls))
        if "__init__" not in vars(cls):
            kind = inspect.Parameter.POSITIONAL_OR_KEYWORD
            fields = [inspect.Parameter(name, kind, annotation=ArrayLike) for name in cls._fields]
            cls.__signature__ = inspect.Signature(fields)  # type: ignore[attr-defined]

    def __init__(self, *values: ArrayLike, **named: ArrayLike) -> None:
        if named or len(values) != len(self._fields):
            values = inspect.signature(type(self)).bind(*values, **named).args
        self._set(self.family, dict(zip(self._fields, values, strict=True)))

    def _set(self, family: str, given: Mapping[str, ArrayLike]) -> None:
        """Keep the parameters of a member of a family of the library."""
        parameters = {name: as_parameter(name, value) for name, value in given.items()}
        self.__dict__.update(
            parameters,
            _given=parameters,
            _members=(_core.FAMILIES[family], *parameters.values()),
            _shape=common_shape(parameters),
        )

    def __repr__(self) -> str:
        """Name the class and its parameters."""
        text = ", ".join(f"{name}={value!r}" for name, value in self._given.items())
        return f"{type(self).__name__}({text})"

    def __eq__(self, other: object) -> bool:
        """Whether the other is of the same family and has the same parameters."""
        if type(other) is not type(self) or self._given.keys() != other._given.keys():
            return False
        pairs = zip(self._given.values(), other._given.values(), strict=True)
        return all(np.array_equal(mine, others) for mine, others in pairs)

    __hash__ = None  # type: ignore[assignment]  # arrays have none

    @classmethod
    def _fields_of(cls, given: Any) -> tuple[str, ...]:
        return cls._fields

    @property
    def _given(self) -> dict[str, Parameter]:
        given: dict[str, Parameter] = self.__dict__["_given"]
        return given

    @property
    def batch_shape(self) -> tuple[int, ...]:
        """Shape of the parameters, broadcast: ``()`` for one distribution."""
        shape: tuple[int, ...] = self.__dict__["_shape"]
        return shape

    @property
    def event_shape(self) -> tuple[int, ...]:
        """Shape of one sample: it is a number."""
        return ()

    def _value(
        self,
        quantity: int,
        other: Distribution | None,
        settings: Settings,
        names: tuple[str, str],
        out: NDArray[Any] | None,
    ) -> Any:
        return self._values(other, -1, settings, names, out)

    def _values(
        self,
        other: Distribution | None,
        row_axes: int,
        settings: Settings,
        names: tuple[str, str],
        out: NDArray[Any] | None,
    ) -> Any:
        """Call the library: for a value each, or for one of all along the last `row_axes` axes."""
        if not (other is None or isinstance(other, Univariate)):
            return NotImplemented
        if other is not None and not self._has_form(int(settings[0]), other):
            return NotImplemented
        members = None if other is None else other.__dict__["_members"]
        try:
            return _core.distribution_values(
                self.__dict__["_members"], members, row_axes, settings, out
            )
        except _core.CoreError as error:
            if error.args[0] in (_core.ERROR_NO_CLOSED_FORM, _core.ERROR_QUANTITY):
                return NotImplemented
            raise self._translated(error, other, row_axes, names) from None
        except ValueError:
            assert other is not None
            text = f"p has batch shape {self.batch_shape}, q has {other.batch_shape}"
            raise ValueError(f"{text}: they must broadcast") from None

    def _has_form(self, quantity: int, other: "Univariate") -> bool:
        """Whether there is a closed form for these parameters, where that depends on them."""
        return True

    def _translated(
        self,
        error: _core.CoreError,
        other: "Univariate | None",
        row_axes: int,
        names: tuple[str, str],
    ) -> DivergenceError:
        """Turn an error of the library into one about the parameters by their names."""
        arguments = self._arguments(_P, names[0])
        shape = self.batch_shape
        if other is not None:
            arguments |= other._arguments(_Q, names[1])
            shape = np.broadcast_shapes(shape, other.batch_shape)
        return translated(error, shape[: len(shape) - max(row_axes, 0)], arguments)

    def _arguments(self, codes: tuple[int, ...] = _P, name: str = "") -> dict[int, str]:
        """Name the parameters that an error of the library is about."""
        prefix = f"{name}." if name else ""
        return {code: prefix + given for code, given in zip(codes, self._given, strict=False)}

    def log_prob(self, x: ArrayLike, *, threads: int | None = None) -> Any:
        """Logarithm of the density, or of the probability for distributions of integers.

        Parameters
        ----------
        x : array_like
            Points; broadcasts with the parameters.
        threads : int, optional
            Use at most this many threads. The result does not depend on it.

        Returns
        -------
        numpy.floating or numpy.ndarray
            -inf outside the support.
        """
        points = as_parameter("x", x)
        options = settings(_core.KL, threads=threads)
        try:
            return _core.distribution_log_densities(
                self.__dict__["_members"], points, options, None
            )
        except _core.CoreError as error:
            shape = np.broadcast_shapes(self.batch_shape, np.shape(points))
            raise translated(error, shape, self._arguments()) from None
        except ValueError:
            text = f"x has shape {np.shape(points)}, the distribution has {self.batch_shape}"
            raise ValueError(f"{text}: they must broadcast") from None

    def sample(self, shape: Shape = (), seed: Seed = None, *, threads: int | None = None) -> Any:
        """Draw samples.

        Parameters
        ----------
        shape : int or sequence of int, default ()
            How many samples, before the axes of the batch: n gives an array of shape
            ``(n, *batch_shape)``.
        seed : int or numpy.random.Generator, optional
            An int in [0, 2^64) gives the same samples every time, and sample i whatever the number
            of samples. A generator seeds them with its next number, and nothing at random.
        threads : int, optional
            Use at most this many threads. The samples do not depend on it.

        Returns
        -------
        numpy.floating or numpy.ndarray
            float32 if all parameters are float32 or float16, else float64.
        """
        result = np.empty((*shape_of(shape), *self.batch_shape), self._dtype)
        options = settings(_core.KL, threads=threads)
        members = self.__dict__["_members"]
        try:
            _core.distribution_samples(members, seed_of(seed), 0, options, result)
        except _core.CoreError as error:
            raise translated(error, result.shape, self._arguments()) from None
        return result[()]

    @property
    def _dtype(self) -> type[np.floating[Any]]:
        arrays = [value for value in self._given.values() if isinstance(value, np.ndarray)]
        is_single = arrays and all(array.itemsize < 8 for array in arrays)
        return np.float32 if is_single else np.float64
