"""What all distributions have in common."""

import inspect
import operator
from collections.abc import Sequence
from typing import Any, Protocol, SupportsIndex, TypeAlias, TypedDict, runtime_checkable

import numpy as np
from numpy.typing import ArrayLike, NDArray

from kullback import _core
from kullback._errors import NoClosedFormError, Status
from kullback._settings import Settings, settings

Seed: TypeAlias = int | np.random.Generator | None
Shape: TypeAlias = SupportsIndex | Sequence[SupportsIndex]

# From the names of classes, which are PyTorch's, to them.
REGISTRY: dict[str, type["Distribution"]] = {}

_QUANTITIES = {
    _core.KL: "the KL divergence",
    _core.RENYI: "the Rényi divergence",
    _core.BHATTACHARYYA_DISTANCE: "the Bhattacharyya distance",
    _core.BHATTACHARYYA_COEFFICIENT: "the Bhattacharyya coefficient",
    _core.SQUARED_HELLINGER: "the squared Hellinger distance",
    _core.HELLINGER_DISTANCE: "the Hellinger distance",
    _core.ENTROPY: "the entropy",
    _core.MEAN: "the mean",
    _core.VARIANCE: "the variance",
}


@runtime_checkable
class AnyDistribution(Protocol):
    """A distribution of this package, of PyTorch, or a frozen one of SciPy."""

    def entropy(self) -> Any:
        """All of them have this."""


class DistributionOptions(TypedDict, total=False):
    """Keywords of quantities of distribution objects."""

    out: NDArray[Any] | None
    base: float | None
    threads: int | None


class Distribution:
    """Base class of distributions.

    A family of its own implements `batch_shape`, `event_shape`, `log_prob`, `sample` and
    ``_value``, through which the functions of `kullback` reach it; its class is then found under
    its name by the adaptors of PyTorch's distributions.
    """

    def __init_subclass__(cls) -> None:
        """Make the class known by its name."""
        super().__init_subclass__()
        if not cls.__name__.startswith("_"):
            REGISTRY[cls.__name__] = cls

    def __setattr__(self, name: str, value: object) -> None:
        """Refuse: distributions do not change."""
        raise AttributeError(f"{name}: a {type(self).__name__} cannot be changed")

    def __delattr__(self, name: str) -> None:
        """Refuse: distributions do not change."""
        raise AttributeError(f"{name}: a {type(self).__name__} cannot be changed")

    @classmethod
    def _fields_of(cls, given: Any) -> tuple[str, ...]:
        """Name the parameters to take from a distribution of PyTorch whose class has this name."""
        return tuple(inspect.signature(cls).parameters)

    @property
    def batch_shape(self) -> tuple[int, ...]:
        """Shape of the batch of distributions, ``()`` for one."""
        raise NotImplementedError

    @property
    def event_shape(self) -> tuple[int, ...]:
        """Shape of one sample of one distribution, ``()`` for a number."""
        raise NotImplementedError

    def log_prob(self, x: ArrayLike) -> Any:
        """Logarithm of the density, or of the probability, at `x`."""
        raise NotImplementedError

    def sample(self, shape: Shape = (), seed: Seed = None) -> Any:
        """Draw samples, an array of shape ``(*shape, *batch_shape, *event_shape)``."""
        raise NotImplementedError

    def _value(
        self,
        quantity: int,
        other: "Distribution | None",
        settings: Settings,
        names: tuple[str, str],
        out: NDArray[Any] | None,
    ) -> Any:
        """Compute a quantity of this distribution, or of this and another, one for each of a batch.

        Parameters
        ----------
        quantity : int
            A quantity of the C API; `settings` has it too, with the order, base and threads.
        other : Distribution or None
            None for a quantity of one: entropy, mean, variance.
        settings : numpy.ndarray
            What functions of ``_core`` take.
        names : tuple of str
            What errors call the two: ``("p", "q")``, or ``("", "")`` in a method.
        out : numpy.ndarray or None
            Where the result may go, if it fits there without a conversion.

        Returns
        -------
        numpy.floating, numpy.ndarray or NotImplemented
            The last if there is no closed form.
        """
        return NotImplemented

    def _own(self, quantity: int, base: float | None = None, threads: int | None = None) -> Any:
        options = settings(quantity, base=base, threads=threads)
        value = self._value(quantity, None, options, ("", ""), None)
        if value is NotImplemented:
            raise no_closed_form(quantity, self, None)
        return value

    def entropy(self, *, base: float | None = None, threads: int | None = None) -> Any:
        """Entropy, of a density relative to Lebesgue measure: -E log p.

        Parameters
        ----------
        base : float, optional
            Unit of the result: logarithms to this base. Nats by default.
        threads : int, optional
            Use at most this many threads. The result does not depend on it.
        """
        return self._own(_core.ENTROPY, base, threads)

    @property
    def mean(self) -> Any:
        """Mean; NaN where there is none."""
        return self._own(_core.MEAN)

    @property
    def variance(self) -> Any:
        """Variance; infinite or NaN where there is none."""
        return self._own(_core.VARIANCE)

    @property
    def stddev(self) -> Any:
        """Standard deviation, the square root of the variance."""
        return np.sqrt(self.variance)

    @property
    def _label(self) -> str:
        """What errors call it."""
        return type(self).__name__


def common_batch(p: Distribution, q: Distribution) -> tuple[int, ...]:
    """Broadcast the batches of two distributions."""
    try:
        return np.broadcast_shapes(p.batch_shape, q.batch_shape)
    except ValueError:
        text = f"p has batch shape {p.batch_shape}, q has {q.batch_shape}"
        raise ValueError(f"{text}: they must broadcast") from None


def no_closed_form(quantity: int, p: Distribution, q: Distribution | None) -> NoClosedFormError:
    """Say that there is none."""
    subject = p._label if q is None else f"{p._label} || {q._label}"
    what = _QUANTITIES.get(quantity, "this quantity")
    text = f"{subject}: there is no closed form of {what}"
    if quantity == _core.KL:
        text += "; kullback.estimators.monte_carlo gives an estimate"
    return NoClosedFormError(text, Status.NO_CLOSED_FORM, "p" if q is None else "q", (), None, 0.0)


def shape_of(shape: Shape) -> tuple[int, ...]:
    """Make a tuple: a number stands for one axis."""
    axes = (shape,) if isinstance(shape, SupportsIndex) else shape
    return tuple(operator.index(axis) for axis in axes)


def seed_of(seed: Seed) -> int:
    """Make a number below 2^64: of a generator, the next of its numbers."""
    if seed is None or isinstance(seed, np.random.Generator):
        generator = np.random.default_rng(seed)
        return int(generator.integers(2**64 - 1, dtype=np.uint64, endpoint=True))
    number = operator.index(seed)
    if not 0 <= number < 2**64:
        raise ValueError(f"seed: {number} is not in [0, 2^64)")
    return number
