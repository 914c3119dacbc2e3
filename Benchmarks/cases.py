"""What is measured: the operation, its data, and the same in other libraries."""

from collections.abc import Callable
from dataclasses import dataclass

import numkong
import numpy as np
from scipy.spatial.distance import jensenshannon
from scipy.special import entr, log_softmax, rel_entr

SEED = 20240229


@dataclass(frozen=True)
class Case:
    """One operation on one set of columns.

    Attributes
    ----------
    operation : str
        Its name in measure.c.
    columns : list of numpy.ndarray
        Matrices of one shape and type.
    peers : dict of str to callable
        The same quantity in other libraries, from the columns.
    reference : callable
        The peer that is exact enough in float64; Kullback must agree with it.
    """

    operation: str
    columns: list[np.ndarray]
    peers: dict[str, Callable]
    reference: Callable

    @property
    def elements(self):
        """Elements per column."""
        return self.columns[0].size


def _sample(dtype, shape, columns):
    generator = np.random.default_rng(SEED)
    return [generator.standard_exponential(shape).astype(dtype) for _ in range(columns)]


def distributions(dtype, count, columns):
    """Rows that sum to one, with entries of all sizes."""
    return [x / x.sum(dtype=np.float64).astype(dtype) for x in _sample(dtype, (1, count), columns)]


def _rel_entr(p, q):
    return rel_entr(p, q).sum()


def kl(dtype, count):
    """KL divergence of one long row."""
    peers = {
        "NumKong": lambda p, q: numkong.kullbackleibler(p[0], q[0]),
        "SciPy": _rel_entr,
        "NumPy": lambda p, q: np.sum(p * np.log(p / q)),
    }
    return Case("kl", distributions(dtype, count, 2), peers, _normalized(_rel_entr))


def entropy(count):
    """Entropy of one long row."""
    peers = {"SciPy": lambda p: entr(p).sum()}
    return Case("entropy", distributions(np.float64, count, 1), peers, _normalized(peers["SciPy"]))


def jeffreys(count):
    """Jeffreys divergence of one long row."""
    peers = {"SciPy": lambda p, q: _rel_entr(p, q) + _rel_entr(q, p)}
    columns = distributions(np.float64, count, 2)
    return Case("jeffreys", columns, peers, _normalized(peers["SciPy"]))


def js_distance(count):
    """Jensen-Shannon distance of one long row."""
    peers = {"SciPy": lambda p, q: jensenshannon(p[0], q[0])}
    columns = distributions(np.float64, count, 2)
    return Case("js_distance", columns, peers, _normalized(peers["SciPy"]))


def logits(dtype, rows, count):
    """KL divergence of rows of logits, as in distillation."""

    def log_softmax_kl(a, b):
        log_p = log_softmax(a, axis=-1)
        return (np.exp(log_p) * (log_p - log_softmax(b, axis=-1))).sum(axis=-1)

    generator = np.random.default_rng(SEED)
    columns = [2 * generator.standard_normal((rows, count), dtype) for _ in range(2)]
    return Case("kl_logits", columns, {"SciPy": log_softmax_kl}, _in_double(log_softmax_kl))


def normal(count):
    """KL divergence of pairs of normals, elementwise."""

    def closed_form(loc_p, scale_p, loc_q, scale_q):
        ratio = (scale_p / scale_q) ** 2
        return ((loc_p - loc_q) ** 2 / scale_q**2 + ratio - 1 - np.log(ratio)) / 2

    columns = _sample(np.float64, (1, count), 4)
    return Case("normal", columns, {"NumPy": closed_form}, closed_form)


def vae(rows, count):
    """KL term of a variational auto-encoder, per row."""

    def closed_form(loc, log_var):
        return -0.5 * np.sum(1 + log_var - loc**2 - np.exp(log_var), axis=-1)

    columns = _sample(np.float64, (rows, count), 2)
    return Case("vae", columns, {"NumPy": closed_form}, closed_form)


def _in_double(function):
    return lambda *columns: function(*(x.astype(np.float64) for x in columns))


def _normalized(function):
    """Apply it to rows in float64 divided by their sums, which is what Kullback computes."""

    def of_normalized(*columns):
        rows = (x.astype(np.float64) for x in columns)
        return function(*(x / x.sum(axis=-1, keepdims=True) for x in rows))

    return of_normalized
