"""The compiled layer: the advanced floor of the C API as NumPy ufuncs."""

from collections.abc import Callable
from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

_Array: TypeAlias = NDArray[Any]

# One ufunc per shape of computation. The last operand is what `_settings.settings` returns.
entropy: Final[np.ufunc]
divergence: Final[np.ufunc]
entropy_elements: Final[np.ufunc]
divergence_elements: Final[np.ufunc]
family_rows: Final[np.ufunc]
family_rows_standard: Final[np.ufunc]
log_ratio: Final[np.ufunc]

class CoreError(Exception):
    """What the library reported: `args` is (status, argument, index, value, message, row)."""

    args: tuple[int, int, int | None, float, str, int]

# None, or what the library reported: (status, argument, row, index, value, message).
_Outcome: TypeAlias = tuple[int, int, int, int | None, float, str] | None

def information(
    tables: np.ndarray[Any, Any], settings: np.ndarray[Any, Any], result: np.ndarray[Any, Any], /
) -> _Outcome: ...
def js_among(
    tables: np.ndarray[Any, Any],
    weights: np.ndarray[Any, Any] | None,
    settings: np.ndarray[Any, Any],
    result: np.ndarray[Any, Any],
    /,
) -> _Outcome: ...
def monte_carlo(
    sample: Callable[[int], Any],
    log_p: Callable[[Any], Any],
    log_q: Callable[[Any], Any],
    dimension: int,
    count: int,
    single: bool,
    estimator: int,
    base: float,
    /,
) -> tuple[float, float]: ...
def f_divergence(
    f: Callable[[Any], Any],
    at_zero: float,
    slope_at_infinity: float,
    p: np.ndarray[Any, Any],
    q: np.ndarray[Any, Any],
    settings: np.ndarray[Any, Any],
    result: np.ndarray[Any, Any],
    /,
) -> None: ...
def generator(
    quantity: int, function: int, order: float, weight: float, x: np.ndarray[Any, Any], /
) -> np.ndarray[Any, Any]: ...
def generator_limits(quantity: int, order: float, weight: float, /) -> tuple[float, float]: ...
def bound(which: int, base: float, x: np.ndarray[Any, Any], /) -> np.ndarray[Any, Any]: ...
def kl_from_tv(
    base: float, x: np.ndarray[Any, Any], q_min: np.ndarray[Any, Any], /
) -> np.ndarray[Any, Any]: ...
def smooth(p: _Array, amount: float, settings: _Array, result: _Array, /) -> _Outcome: ...
def coarse_grain(p: _Array, bin_map: _Array, settings: _Array, result: _Array, /) -> _Outcome: ...

# A family's number and its parameters.
_Members: TypeAlias = tuple[Any, ...]

FAMILIES: Final[dict[str, int]]

def distribution_values(
    p: _Members, q: _Members | None, row_axes: int, settings: _Array, out: _Array | None, /
) -> Any: ...
def distribution_log_densities(
    p: _Members, x: Any, settings: _Array, out: _Array | None, /
) -> Any: ...
def distribution_samples(
    p: _Members, seed: int, first: int, settings: _Array, out: _Array, /
) -> _Array: ...

# The form of a covariance, means, and what the form is made of.
_Gaussians: TypeAlias = tuple[int, _Array, _Array | None, _Array | None]

def gaussian_divergences(p: _Gaussians, q: _Gaussians, settings: _Array, /) -> _Array: ...
def gaussian_values(p: _Gaussians, what: _Array | int | None, settings: _Array, /) -> _Array: ...
def gaussian_kl_gradients(
    p: _Gaussians, q: _Gaussians, settings: _Array, /
) -> tuple[_Array, _Array, _Array, _Array, _Array]: ...

_Made: TypeAlias = tuple[_Array, _Array]

def gaussian_geodesics(
    connection: int,
    p: _Gaussians,
    q: _Gaussians,
    weight: float,
    form: int,
    settings: _Array,
    /,
) -> _Made: ...
def gaussian_barycenters(
    connection: int, p: _Gaussians, weights: _Array, form: int, settings: _Array, /
) -> _Made: ...
def gaussian_marginals(
    p: _Gaussians, coordinates: np.ndarray[Any, Any] | None, form: int, settings: _Array, /
) -> _Made: ...
def gaussian_conditionals(
    p: _Gaussians, coordinates: np.ndarray[Any, Any], x: _Array, form: int, settings: _Array, /
) -> _Made: ...
def gaussian_samples(p: _Gaussians, seed: int, count: int, settings: _Array, /) -> _Array: ...

# A family, means, and two parameters: numbers and matrices, or matrices and matrices.
_Matrices: TypeAlias = tuple[int, _Array | None, _Array, _Array]

def matrix_distribution_values(
    p: _Matrices, q: _Matrices | None, settings: _Array, /
) -> _Array: ...
def matrix_distribution_moments(p: _Matrices, settings: _Array, /) -> _Array: ...
def matrix_distribution_log_densities(p: _Matrices, x: _Array, settings: _Array, /) -> _Array: ...
def matrix_distribution_samples(
    p: _Matrices, seed: int, first: int, settings: _Array, /
) -> _Array: ...

# Components, and their weights.
_Mixture: TypeAlias = tuple[_Gaussians, _Array]

_Ten: TypeAlias = tuple[float, float, float, float, float, float, float, float, float, float]

def mixture_kl(
    p: _Mixture, q: _Mixture, estimator: int, samples: int, seed: int, settings: _Array, /
) -> tuple[_Ten, tuple[float, float, int]]: ...
def mixture_log_density(p: _Mixture, x: _Array, settings: _Array, /) -> _Array: ...
def mixture_draws(p: _Mixture, seed: int, count: int, settings: _Array, /) -> _Array: ...
def project_mixture(
    p: _Mixture, direction: int, diagonal: bool, settings: _Array, /
) -> tuple[_Array, _Array, _Array, tuple[float, int, int, int, bool]]: ...
def project_samples(
    samples: _Array, weights: _Array | None, diagonal: bool, settings: _Array, /
) -> tuple[_Array, _Array]: ...

# What these tuples hold is at the head of src/extension/typed_rows.h.
_Rows: TypeAlias = tuple[int, int, int, int, int, int, int, float]
_Results: TypeAlias = tuple[int, int, int, int]
_Labels: TypeAlias = tuple[int, int, int, int, float]

# A family of vectors, its vectors and its numbers.
_Vectors: TypeAlias = tuple[int, _Rows, _Rows | None]

def vector_distribution_values(
    p: _Vectors, q: _Vectors | None, settings: _Array, results: _Results, /
) -> _Outcome: ...
def vector_distribution_log_densities(
    p: _Vectors, x: _Rows, settings: _Array, results: _Results, /
) -> _Outcome: ...
def vector_distribution_samples(
    p: _Vectors, seed: int, first: int, settings: _Array, results: _Results, /
) -> _Outcome: ...
def compare_tokens(
    p: _Rows,
    q: _Rows,
    labels: _Labels | None,
    threads: int,
    tokens: _Array,
    /,
) -> _Outcome: ...
def report_comparison(tokens: _Array, report: _Array, /) -> _Outcome: ...
def accumulator_init(words: _Array, bins: int, /) -> _Outcome: ...
def accumulator_check(words: _Array, /) -> _Outcome: ...
def accumulator_add(words: _Array, side: int, rows: _Array, settings: _Array, /) -> _Outcome: ...
def accumulator_merge(into: _Array, source: _Array, /) -> _Outcome: ...
def accumulator_sums(words: _Array, side: int, result: _Array, /) -> _Outcome: ...
def accumulator_size(bins: int, /) -> int: ...

# Losses; their options are those of loss_options.h.
_LossOptions: TypeAlias = tuple[int, int, float, float, float, float, int, _Rows | None, int, int]
_Distillation: TypeAlias = tuple[float, float, float, int, int]

def loss(
    quantity: int,
    p: _Rows,
    q: _Rows | None,
    options: _LossOptions,
    value: _Results | None,
    p_gradient: _Results | None,
    q_gradient: _Results | None,
    /,
) -> _Outcome: ...
def label_loss(
    q: _Rows,
    labels: _Labels,
    options: _LossOptions,
    value: _Results | None,
    gradient: _Results | None,
    /,
) -> _Outcome: ...
def distillation_loss(
    teacher: _Rows,
    student: _Rows,
    labels: _Labels | None,
    distillation: _Distillation,
    options: _LossOptions,
    value: _Results | None,
    gradient: _Results | None,
    /,
) -> _Outcome: ...
def decoupled_kl(
    p: _Rows,
    q: _Rows,
    mse_weight: float,
    ce_weight: float,
    options: _LossOptions,
    value: _Results | None,
    p_gradient: _Results | None,
    q_gradient: _Results | None,
    /,
) -> _Outcome: ...
def log_softmax(p: _Rows, options: _LossOptions, result: _Results, /) -> _Outcome: ...
def normal_loss(
    family: int,
    p: tuple[_Rows, _Rows],
    q: tuple[_Rows, _Rows] | None,
    normal: tuple[float, int, int],
    options: _LossOptions,
    value: _Results | None,
    gradients: tuple[_Results | None, _Results | None, _Results | None, _Results | None],
    /,
) -> _Outcome: ...
def token_kl(
    estimator: int,
    log_p: _Rows,
    log_q: _Rows,
    mask: tuple[int, int, int] | None,
    reduction: int,
    options: _LossOptions,
    value: _Results | None,
    gradient: _Results | None,
    /,
) -> _Outcome: ...
def g_test_fit(
    observed: NDArray[np.int64], expected: NDArray[np.float64], williams: bool, ddof: int, /
) -> tuple[float, float, float, float]: ...
def g_test_table(
    table: NDArray[np.int64], williams: bool, /
) -> tuple[float, float, float, float]: ...
def bootstrap(
    quantity: int,
    p: NDArray[np.int64],
    q: NDArray[np.int64],
    order: float,
    weight: float,
    base: float,
    threads: int,
    resamples: int,
    seed: int,
    pseudocount: float,
    level: float,
    interval: int,
    progress: Callable[[float], object] | None,
    /,
) -> tuple[float, float, float, float, float, NDArray[np.float64]]: ...
def permutation_test(
    quantity: int,
    p: NDArray[np.int64],
    q: NDArray[np.int64],
    order: float,
    weight: float,
    base: float,
    threads: int,
    resamples: int,
    seed: int,
    pseudocount: float,
    level: float,
    interval: int,
    progress: Callable[[float], object] | None,
    /,
) -> tuple[float, float, NDArray[np.float64]]: ...
def fit_temperature(
    rows: _Rows,
    labels: _Labels | None,
    soft_labels: _Rows | None,
    n_bins: int,
    bins: int,
    settings: NDArray[np.float64],
    /,
) -> tuple[float, float, float, float, float, int, int, bool]: ...
def calibration_error(
    rows: _Rows,
    labels: _Labels | None,
    soft_labels: _Rows | None,
    n_bins: int,
    bins: int,
    settings: NDArray[np.float64],
    /,
) -> tuple[float, float, float, float, int]: ...
def schedule_weight(
    shape: int,
    start: float,
    end: float,
    steps: int,
    cycles: int,
    ratio: float,
    steepness: float,
    step: int,
    /,
) -> float: ...
def adaptive_weight(
    weight: float, kl: float, target: float, horizon: float, n_steps: float, clip: float, /
) -> float: ...
def ppo_weight(weight: float, kl: float, target: float, /) -> float: ...
def maximal_step(bound: float, curvature: float, /) -> float: ...
def backtrack(
    evaluate: Callable[[float], Any], bound: float, shrink: float, max_tries: int, /
) -> tuple[float, float, float, int, bool]: ...
def version() -> str: ...
def get_cpu_level() -> int: ...
def limit_cpu_level(level: int, /) -> None: ...

ENTROPY: Final[int]
CROSS_ENTROPY: Final[int]
KL: Final[int]
JEFFREYS: Final[int]
JS_DIVERGENCE: Final[int]
JS_DISTANCE: Final[int]
REVERSE_KL: Final[int]
GENERALIZED_KL: Final[int]
SKEW_KL: Final[int]
K_DIVERGENCE: Final[int]
TOTAL_VARIATION: Final[int]
PEARSON_CHI2: Final[int]
NEYMAN_CHI2: Final[int]
SQUARED_HELLINGER: Final[int]
HELLINGER_DISTANCE: Final[int]
BHATTACHARYYA_COEFFICIENT: Final[int]
BHATTACHARYYA_DISTANCE: Final[int]
TRIANGULAR_DISCRIMINATION: Final[int]
ALPHA: Final[int]
CRESSIE_READ: Final[int]
TSALLIS: Final[int]
RENYI: Final[int]
SCALED_JS: Final[int]
MEAN: Final[int]
VARIANCE: Final[int]
GEOMETRIC_JS: Final[int]
DUAL_GEOMETRIC_JS: Final[int]
SQUARED_WASSERSTEIN: Final[int]
RENYI_ENTROPY: Final[int]
TSALLIS_ENTROPY: Final[int]
SELF_INFORMATION: Final[int]
LOG_SUM_EXP: Final[int]
TV_FROM_KL_PINSKER: Final[int]
TV_FROM_KL_BRETAGNOLLE_HUBER: Final[int]
TV_FROM_KL: Final[int]
TV_FROM_KL_SHARP: Final[int]
TV_FROM_SQUARED_HELLINGER: Final[int]
KL_FROM_TV_PINSKER: Final[int]
KL_FROM_TV_BRETAGNOLLE_HUBER: Final[int]
KL_FROM_TV_VAJDA: Final[int]
KL_FROM_TV_SHARP: Final[int]
KL_FROM_SQUARED_HELLINGER: Final[int]
KL_FROM_PEARSON_CHI2: Final[int]
SQUARED_HELLINGER_FROM_TV: Final[int]
SQUARED_HELLINGER_FROM_KL: Final[int]
JS_UPPER_FROM_TV: Final[int]
JS_LOWER_FROM_TV: Final[int]
PEARSON_CHI2_FROM_KL: Final[int]
GENERATOR_VALUE: Final[int]
GENERATOR_DERIVATIVE: Final[int]
GENERATOR_SECOND_DERIVATIVE: Final[int]
GENERATOR_CONJUGATE: Final[int]
GENERATOR_CONJUGATE_DERIVATIVE: Final[int]
WISHART: Final[int]
INVERSE_WISHART: Final[int]
MATRIX_NORMAL: Final[int]
DIRICHLET: Final[int]
MULTINOMIAL: Final[int]
VON_MISES_FISHER: Final[int]
NORMAL: Final[int]
NORMAL_LOG_VARIANCE: Final[int]
COVARIANCE: Final[int]
CHOLESKY: Final[int]
PRECISION: Final[int]
LOW_RANK: Final[int]
MIXTURE_CONNECTION: Final[int]
EXPONENTIAL_CONNECTION: Final[int]
K1: Final[int]
K2: Final[int]
K3: Final[int]
ADDITIVE: Final[int]
MIXING: Final[int]
MUTUAL_INFORMATION: Final[int]
CONDITIONAL_MUTUAL_INFORMATION: Final[int]
TOTAL_CORRELATION: Final[int]
VARIATION_OF_INFORMATION: Final[int]
JOINT_ENTROPY: Final[int]
CONDITIONAL_ENTROPY: Final[int]
NORMALIZED_MUTUAL_INFORMATION: Final[int]
NORMALIZED_MUTUAL_INFORMATION_GEOMETRIC: Final[int]
NORMALIZED_MUTUAL_INFORMATION_MIN: Final[int]
NORMALIZED_MUTUAL_INFORMATION_MAX: Final[int]
NORMALIZED_MUTUAL_INFORMATION_JOINT: Final[int]
PROBABILITIES: Final[int]
LOG_PROBABILITIES: Final[int]
LOGITS: Final[int]
F64: Final[int]
F32: Final[int]
F16: Final[int]
BF16: Final[int]
REDUCTION_NONE: Final[int]
REDUCTION_SUM: Final[int]
REDUCTION_BATCHMEAN: Final[int]
FLOOR_NONE: Final[int]
FLOOR_SAMPLE: Final[int]
FLOOR_BATCH: Final[int]
TOKENS: Final[int]
TOKENS_ROW_SUM: Final[int]
TOKENS_ROW_MEAN: Final[int]
TOKENS_SUM: Final[int]
TOKENS_MEAN: Final[int]
TOKENS_MEAN_OF_MEANS: Final[int]
LINEAR: Final[int]
COSINE: Final[int]
SIGMOID: Final[int]
CPU_BASELINE: Final[int]
CPU_X86_64_V3: Final[int]
CPU_X86_64_V4: Final[int]
FORWARD_PROJECTION: Final[int]
REVERSE_PROJECTION: Final[int]
ARGUMENT_P: Final[int]
ARGUMENT_Q: Final[int]
ARGUMENT_LOC_P: Final[int]
ARGUMENT_SCALE_P: Final[int]
ARGUMENT_LOG_VAR_P: Final[int]
ARGUMENT_LOC_Q: Final[int]
ARGUMENT_SCALE_Q: Final[int]
ARGUMENT_LOG_VAR_Q: Final[int]
ARGUMENT_P_FIRST: Final[int]
ARGUMENT_P_SECOND: Final[int]
ARGUMENT_Q_FIRST: Final[int]
ARGUMENT_Q_SECOND: Final[int]
ARGUMENT_LOG_DENSITY_P: Final[int]
ARGUMENT_LOG_DENSITY_Q: Final[int]
ARGUMENT_LOG_RATIO: Final[int]
ARGUMENT_F: Final[int]
ARGUMENT_X: Final[int]
ARGUMENT_Q_MIN: Final[int]
ARGUMENT_ACCUMULATOR: Final[int]
ARGUMENT_BIN_MAP: Final[int]
ARGUMENT_AMOUNT: Final[int]
ARGUMENT_JOINT: Final[int]
ARGUMENT_DISTRIBUTIONS: Final[int]
ARGUMENT_WEIGHTS: Final[int]
ARGUMENT_P_WEIGHTS: Final[int]
ARGUMENT_Q_WEIGHTS: Final[int]
ARGUMENT_SAMPLES: Final[int]
ARGUMENT_WEIGHT: Final[int]
ARGUMENT_LABELS: Final[int]
ARGUMENT_MASK: Final[int]
ARGUMENT_ROW_WEIGHTS: Final[int]
ARGUMENT_TEACHER: Final[int]
ARGUMENT_STUDENT: Final[int]
ARGUMENT_DISTILLATION: Final[int]
PERCENTILE: Final[int]
BASIC: Final[int]
ARGUMENT_OBSERVED: Final[int]
ARGUMENT_EXPECTED: Final[int]
ARGUMENT_TABLE: Final[int]
ARGUMENT_TOKENS: Final[int]
ERROR_COUNT: Final[int]
ERROR_OPTION: Final[int]
ERROR_PROBABILITY: Final[int]
ERROR_SUM: Final[int]
ERROR_NO_MASS: Final[int]
ERROR_PARAMETER: Final[int]
ERROR_FORMAT: Final[int]
ERROR_FREQUENCY: Final[int]
ERROR_NO_CLOSED_FORM: Final[int]
ERROR_NOT_POSITIVE_DEFINITE: Final[int]
ERROR_QUANTITY: Final[int]
