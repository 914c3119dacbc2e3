"""Kullback-Leibler divergence and its relatives, in relative precision.

=====================  =====================================================================
Entropies              `entropy`, `renyi_entropy`, `tsallis_entropy`, `self_information`
Kullback-Leibler       `kl_divergence`, `reverse_kl_divergence`, `generalized_kl_divergence`,
                       `jeffreys_divergence`, `cross_entropy`
From a mixture         `js_divergence`, `js_distance`, `k_divergence`, `skew_divergence`
f-divergences          `total_variation`, `chi2_divergence`, `neyman_chi2_divergence`,
                       `triangular_discrimination`
Affinities             `squared_hellinger`, `hellinger_distance`, `bhattacharyya_coefficient`,
                       `bhattacharyya_distance`
With an order          `alpha_divergence`, `cressie_read_divergence`, `tsallis_divergence`,
                       `renyi_divergence`
Element by element     `pointwise_divergence`
Of any generator       `f_divergence`, `generators`
Inequalities           `bounds`
Information            `mutual_information`, `normalized_mutual_information`,
                       `conditional_mutual_information`, `total_correlation`,
                       `variation_of_information`, `joint_entropy`, `conditional_entropy`,
                       `js_among`
Losses                 `losses`, with gradients; `distillation_loss`
Parametric             `distributions` (`Normal`, `DiagonalNormal`, ...), `vae_kl`
Estimated              `estimators.from_log_ratio`, `estimators.monte_carlo`,
                       `estimators.monte_carlo_from_callables`
Gaussian mixtures      `mixtures.kl_divergence`, `projections.project`,
                       `projections.project_samples`
Rows to rows           `smooth`, `mix_with_uniform`, `coarse_grain`
Accumulated            `Accumulator`
Models                 `comparison.compare_logits`, `comparison.compare_files`,
                       `comparison.ModelComparison`
Calibrated             `calibration.fit_temperature`, `calibration.calibration_error`
Trained                `schedules` and `control` of the weight of a KL term
Counts                 `g_test`, `bootstrap`, `permutation_test`,
                       `population_stability_index` (with `GTest`, `Bootstrap`,
                       `PermutationTest`)
Errors                 `DivergenceError`, `NoClosedFormError`, `Status`
Run time               `cpu_level`, `limit_cpu_level`
=====================  =====================================================================

``p`` comes before ``q`` everywhere: D(p || q) is the divergence of p from q. Results are in nats
unless `base` says otherwise. Infinity is an answer; misuse raises `DivergenceError`, which is a
`ValueError`.

Arrays of float16 and float32 are computed as float32 (with sums in double precision), and give
float32; float64, integers, bools and mixtures give float64.
"""

from kullback import (
    bounds,
    calibration,
    comparison,
    control,
    distributions,
    estimators,
    generators,
    losses,
    mixtures,
    projections,
    schedules,
)
from kullback._accumulator import Accumulator
from kullback._affinities import (
    bhattacharyya_coefficient,
    bhattacharyya_distance,
    hellinger_distance,
    squared_hellinger,
)
from kullback._core import version as _version
from kullback._count_results import Bootstrap, GTest, PermutationTest
from kullback._counts import g_test, population_stability_index
from kullback._entropies import (
    entropy,
    renyi_entropy,
    self_information,
    tsallis_entropy,
)
from kullback._errors import DivergenceError, NoClosedFormError, Status
from kullback._f_divergence import f_divergence
from kullback._f_divergences import (
    chi2_divergence,
    neyman_chi2_divergence,
    total_variation,
    triangular_discrimination,
)
from kullback._information import (
    conditional_mutual_information,
    mutual_information,
    normalized_mutual_information,
)
from kullback._joint_entropy import conditional_entropy, joint_entropy, variation_of_information
from kullback._js_among import js_among
from kullback._kl import (
    cross_entropy,
    generalized_kl_divergence,
    jeffreys_divergence,
    kl_divergence,
    reverse_kl_divergence,
)
from kullback._label_losses import distillation as distillation_loss
from kullback._mixtures import (
    js_distance,
    js_divergence,
    k_divergence,
    skew_divergence,
)
from kullback._orders import (
    alpha_divergence,
    cressie_read_divergence,
    renyi_divergence,
    tsallis_divergence,
)
from kullback._pointwise import (
    pointwise_divergence,
)
from kullback._resampling import bootstrap, permutation_test
from kullback._row_functions import coarse_grain, mix_with_uniform, smooth
from kullback._runtime import cpu_level, limit_cpu_level
from kullback._total_correlation import total_correlation
from kullback._vae import vae_kl
from kullback.distributions import DiagonalNormal, Normal

__version__: str = _version()

__all__ = [
    "Accumulator",
    "Bootstrap",
    "DiagonalNormal",
    "DivergenceError",
    "GTest",
    "NoClosedFormError",
    "Normal",
    "PermutationTest",
    "Status",
    "__version__",
    "alpha_divergence",
    "bhattacharyya_coefficient",
    "bhattacharyya_distance",
    "bootstrap",
    "bounds",
    "calibration",
    "chi2_divergence",
    "coarse_grain",
    "comparison",
    "conditional_entropy",
    "conditional_mutual_information",
    "control",
    "cpu_level",
    "cressie_read_divergence",
    "cross_entropy",
    "distillation_loss",
    "distributions",
    "entropy",
    "estimators",
    "f_divergence",
    "g_test",
    "generalized_kl_divergence",
    "generators",
    "hellinger_distance",
    "jeffreys_divergence",
    "joint_entropy",
    "js_among",
    "js_distance",
    "js_divergence",
    "k_divergence",
    "kl_divergence",
    "limit_cpu_level",
    "losses",
    "mix_with_uniform",
    "mixtures",
    "mutual_information",
    "neyman_chi2_divergence",
    "normalized_mutual_information",
    "permutation_test",
    "pointwise_divergence",
    "population_stability_index",
    "projections",
    "renyi_divergence",
    "renyi_entropy",
    "reverse_kl_divergence",
    "schedules",
    "self_information",
    "skew_divergence",
    "smooth",
    "squared_hellinger",
    "total_correlation",
    "total_variation",
    "triangular_discrimination",
    "tsallis_divergence",
    "tsallis_entropy",
    "vae_kl",
    "variation_of_information",
]
