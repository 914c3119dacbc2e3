"""What is measured: the operation, its data, and the same in other libraries."""

from collections.abc import Callable
from dataclasses import dataclass

import numkong
import numpy as np
from scipy.spatial.distance import jensenshannon
from scipy.special import entr, log_softmax, logsumexp, rel_entr

SEED = 20240229
FEWEST_ELEMENTS = 1 << 16


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


def distributions(dtype, shape, columns):
    """Rows that sum to one, with entries of all sizes."""
    return [
        x / x.sum(axis=-1, keepdims=True, dtype=np.float64).astype(dtype)
        for x in _sample(dtype, shape, columns)
    ]


def _each(function):
    """Apply it row by row, for functions that give one number."""
    return lambda *columns: [function(*rows) for rows in zip(*columns, strict=True)]


def _rel_entr(p, q):
    return rel_entr(p, q).sum(axis=-1)


def _discrete(operation, dtype, count, peers, columns=2):
    """Make a case of rows of so many elements; SciPy is the reference.

    Short rows come in batches: the branch predictor would learn a single one by heart, to the
    advantage of code with branches.
    """
    rows = max(1, FEWEST_ELEMENTS // count)
    peers = {name: _each(function) for name, function in peers.items()}
    data = distributions(dtype, (rows, count), columns)
    return Case(operation, data, peers, _normalized(peers["SciPy"]))


def kl(dtype, count):
    """KL divergence of long rows."""
    peers = {
        "NumKong": numkong.kullbackleibler,
        "SciPy": _rel_entr,
        "NumPy": lambda p, q: np.sum(p * np.log(p / q)),
    }
    return _discrete("kl", dtype, count, peers)


def entropy(count):
    """Entropy of one long row."""
    return _discrete("entropy", np.float64, count, {"SciPy": lambda p: entr(p).sum()}, columns=1)


def jeffreys(count):
    """Jeffreys divergence of one long row."""
    peers = {"SciPy": lambda p, q: _rel_entr(p, q) + _rel_entr(q, p)}
    return _discrete("jeffreys", np.float64, count, peers)


def js_distance(count):
    """Jensen-Shannon distance of one long row."""
    return _discrete("js_distance", np.float64, count, {"SciPy": jensenshannon})


def _renyi(a):
    return {
        "NumPy": lambda p, q: np.log(np.sum(p**a * q ** (1 - a), axis=-1)) / (a - 1),
        "SciPy": lambda p, q: (logsumexp(a * np.log(p) + (1 - a) * np.log(q), axis=-1) / (a - 1)),
    }


# By operation, as one expression on whole matrices; the last peer is the reference.
_ON_MATRICES = {
    "js_divergence": {"SciPy": lambda p, q: jensenshannon(p, q, axis=-1) ** 2},
    "jeffreys": {"SciPy": lambda p, q: _rel_entr(p, q) + _rel_entr(q, p)},
    "k_divergence": {"SciPy": lambda p, q: _rel_entr(p, (p + q) / 2)},
    "renyi_0.7": _renyi(0.7),
    "renyi_2.5": _renyi(2.5),
    "hellinger_distance": {
        "NumPy": lambda p, q: np.sqrt(((np.sqrt(p) - np.sqrt(q)) ** 2).sum(axis=-1) / 2)
    },
    "pearson_chi2": {"NumPy": lambda p, q: ((p - q) ** 2 / q).sum(axis=-1)},
    "total_variation": {"NumPy": lambda p, q: np.abs(p - q).sum(axis=-1) / 2},
    "triangular_discrimination": {"NumPy": lambda p, q: ((p - q) ** 2 / (p + q)).sum(axis=-1)},
}


def on_matrices(operation, shape):
    """Make a case of a divergence of two float64 matrices, which the peers take whole."""
    peers = _ON_MATRICES[operation]
    *_, reference = peers.values()
    return Case(operation, distributions(np.float64, shape, 2), peers, _normalized(reference))


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
