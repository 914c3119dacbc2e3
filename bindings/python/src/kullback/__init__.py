"""Kullback-Leibler divergence and its relatives, in relative precision.

=====================  =====================================================================
Discrete               `entropy`, `cross_entropy`, `kl_divergence`, `jeffreys_divergence`,
                       `js_divergence`, `js_distance`
Parametric             `Normal`, `DiagonalNormal` (with `kl_divergence`), `vae_kl`
Estimated              `estimators.from_log_ratio`, `estimators.monte_carlo`,
                       `estimators.monte_carlo_from_callables`
Errors                 `DivergenceError`, `Status`
Run time               `cpu_level`, `limit_cpu_level`
=====================  =====================================================================

``p`` comes before ``q`` everywhere: D(p || q) is the divergence of p from q. Results are in nats
unless `base` says otherwise. Infinity is an answer; misuse raises `DivergenceError`, which is a
`ValueError`.

Arrays of float16 and float32 are computed as float32 (with sums in double precision), and give
float32; float64, integers, bools and mixtures give float64.
"""

from kullback import estimators
from kullback._core import version as _version
from kullback._discrete import (
    cross_entropy,
    entropy,
    jeffreys_divergence,
    js_distance,
    js_divergence,
    kl_divergence,
)
from kullback._distributions import DiagonalNormal, Normal, vae_kl
from kullback._errors import DivergenceError, Status
from kullback._runtime import cpu_level, limit_cpu_level

__version__: str = _version()

__all__ = [
    "DiagonalNormal",
    "DivergenceError",
    "Normal",
    "Status",
    "__version__",
    "cpu_level",
    "cross_entropy",
    "entropy",
    "estimators",
    "jeffreys_divergence",
    "js_distance",
    "js_divergence",
    "kl_divergence",
    "limit_cpu_level",
    "vae_kl",
]
