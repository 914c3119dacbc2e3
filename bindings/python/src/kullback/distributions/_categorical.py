"""Categorical distributions, whose divergences are the discrete ones."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from kullback import _core
from kullback._evaluate import call
from kullback._kernel import Kernel
from kullback._settings import Settings
from kullback.distributions._base import Distribution, Seed, Shape
from kullback.distributions._vector_family import as_vectors
from kullback.distributions._vectors import Multinomial

_DIVERGENCES = (
    _core.KL,
    _core.RENYI,
    _core.BHATTACHARYYA_DISTANCE,
    _core.BHATTACHARYYA_COEFFICIENT,
    _core.SQUARED_HELLINGER,
    _core.HELLINGER_DISTANCE,
)


class Categorical(Distribution):
    """Categorical distributions: the index of one of d outcomes.

    Parameters
    ----------
    probs : array_like, shape (..., d), optional
        Probabilities of the outcomes; they are divided by their sum.
    logits : array_like, shape (..., d), optional
        Their logarithms, up to a constant; one of the two is given.

    Examples
    --------
    >>> import kullback
    >>> from kullback.distributions import Categorical
    >>> float(kullback.kl_divergence(Categorical([0.5, 0.5]), Categorical([0.75, 0.25])))
    0.14384103622589045
    """

    probs: NDArray[Any]
    logits: NDArray[Any]

    def __init__(self, probs: ArrayLike | None = None, logits: ArrayLike | None = None) -> None:
        if (probs is None) == (logits is None):
            raise ValueError("either probs or logits is needed, and not both")
        name, given = ("logits", logits) if probs is None else ("probs", probs)
        assert given is not None
        self.__dict__.update({name: as_vectors(name, given)}, _name=name)

    @classmethod
    def _fields_of(cls, given: Any) -> tuple[str, ...]:
        return ("logits",) if "logits" in vars(given) else ("probs",)

    @property
    def _rows(self) -> NDArray[Any]:
        rows: NDArray[Any] = self.__dict__[self.__dict__["_name"]]
        return rows

    @property
    def _log_rows(self) -> NDArray[Any]:
        if self.__dict__["_name"] == "logits":
            return self._rows
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.asarray(np.log(self._rows))

    def __repr__(self) -> str:
        """Name the class and its parameter."""
        return f"Categorical({self.__dict__['_name']}={self._rows!r})"

    def __eq__(self, other: object) -> bool:
        """Whether the other has the same parameter."""
        if not isinstance(other, Categorical) or self.__dict__["_name"] != other.__dict__["_name"]:
            return False
        return np.array_equal(self._rows, other._rows)

    __hash__ = None  # type: ignore[assignment]  # arrays have none

    @property
    def batch_shape(self) -> tuple[int, ...]:
        """Shape of the batch of distributions, ``()`` for one."""
        return self._rows.shape[:-1]

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
        sides = [self] if other is None else [self, other]
        if not all(isinstance(side, Categorical) for side in sides):
            return NotImplemented
        if quantity not in ((_core.ENTROPY,) if other is None else _DIVERGENCES):
            return NotImplemented
        kinds = {side.__dict__["_name"] for side in sides}
        is_logits = "logits" in kinds
        rows = [side._rows if len(kinds) == 1 else side._log_rows for side in sides]  # type: ignore[attr-defined]
        vector = settings.copy()
        vector[2:5] = (_core.LOGITS if is_logits else _core.PROBABILITIES, 1, float(is_logits))
        labels = [
            f"{name}.{side.__dict__['_name']}" if name else side.__dict__["_name"]
            for name, side in zip(names, sides, strict=False)
        ]
        arguments = dict(zip((_core.ARGUMENT_P, _core.ARGUMENT_Q), labels, strict=False))
        ufunc = _core.entropy if other is None else _core.divergence
        return call(Kernel(ufunc, tuple(labels), arguments), tuple(rows), vector)

    def log_prob(self, x: ArrayLike) -> Any:
        """Logarithm of the probability of outcome `x`, -inf where there is no such outcome."""
        index = np.asarray(x)
        outcome = np.where(index == np.floor(index), index, -1)
        inside = (outcome >= 0) & (outcome < self._rows.shape[-1])
        logs = self._log_rows - np.logaddexp.reduce(self._log_rows, axis=-1, keepdims=True)
        batch = np.broadcast_shapes(index.shape, self.batch_shape)
        table = np.broadcast_to(logs, (*batch, logs.shape[-1]))
        place = np.broadcast_to(np.where(inside, outcome, 0), batch).astype(np.intp)
        found = np.take_along_axis(table, place[..., np.newaxis], axis=-1)[..., 0]
        return np.where(inside, found, -np.inf)[()]

    def sample(self, shape: Shape = (), seed: Seed = None, *, threads: int | None = None) -> Any:
        """Draw indices, an int64 array of shape ``(*shape, *batch_shape)``; see univariate ones."""
        probs = self._rows
        if self.__dict__["_name"] == "logits":
            probs = np.exp(self._rows - self._rows.max(axis=-1, keepdims=True))
        probs = probs / probs.sum(axis=-1, keepdims=True)
        return Multinomial(1, probs).sample(shape, seed, threads=threads).argmax(axis=-1)
