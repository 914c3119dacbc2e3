/* kullback._core: the advanced floor of the C API as NumPy ufuncs. The package `kullback` wraps it. */
#define KULLBACK_EXTENSION_IMPORTS_NUMPY
#include "extension.h"

#define CONSTANT(name)                                                                                                 \
    { #name, KULLBACK_##name }

static const struct {
    const char *name;
    long value;
} constants[] = {
    CONSTANT(ENTROPY),
    CONSTANT(CROSS_ENTROPY),
    CONSTANT(KL),
    CONSTANT(JEFFREYS),
    CONSTANT(JS_DIVERGENCE),
    CONSTANT(JS_DISTANCE),
    CONSTANT(REVERSE_KL),
    CONSTANT(GENERALIZED_KL),
    CONSTANT(SKEW_KL),
    CONSTANT(K_DIVERGENCE),
    CONSTANT(TOTAL_VARIATION),
    CONSTANT(PEARSON_CHI2),
    CONSTANT(NEYMAN_CHI2),
    CONSTANT(SQUARED_HELLINGER),
    CONSTANT(HELLINGER_DISTANCE),
    CONSTANT(BHATTACHARYYA_COEFFICIENT),
    CONSTANT(BHATTACHARYYA_DISTANCE),
    CONSTANT(TRIANGULAR_DISCRIMINATION),
    CONSTANT(ALPHA),
    CONSTANT(CRESSIE_READ),
    CONSTANT(TSALLIS),
    CONSTANT(RENYI),
    CONSTANT(SCALED_JS),
    CONSTANT(MEAN),
    CONSTANT(VARIANCE),
    CONSTANT(GEOMETRIC_JS),
    CONSTANT(DUAL_GEOMETRIC_JS),
    CONSTANT(SQUARED_WASSERSTEIN),
    CONSTANT(RENYI_ENTROPY),
    CONSTANT(TSALLIS_ENTROPY),
    CONSTANT(SELF_INFORMATION),
    CONSTANT(LOG_SUM_EXP),
    CONSTANT(TV_FROM_KL_PINSKER),
    CONSTANT(TV_FROM_KL_BRETAGNOLLE_HUBER),
    CONSTANT(TV_FROM_KL),
    CONSTANT(TV_FROM_KL_SHARP),
    CONSTANT(TV_FROM_SQUARED_HELLINGER),
    CONSTANT(KL_FROM_TV_PINSKER),
    CONSTANT(KL_FROM_TV_BRETAGNOLLE_HUBER),
    CONSTANT(KL_FROM_TV_VAJDA),
    CONSTANT(KL_FROM_TV_SHARP),
    CONSTANT(KL_FROM_SQUARED_HELLINGER),
    CONSTANT(KL_FROM_PEARSON_CHI2),
    CONSTANT(SQUARED_HELLINGER_FROM_TV),
    CONSTANT(SQUARED_HELLINGER_FROM_KL),
    CONSTANT(JS_UPPER_FROM_TV),
    CONSTANT(JS_LOWER_FROM_TV),
    CONSTANT(PEARSON_CHI2_FROM_KL),
    CONSTANT(GENERATOR_VALUE),
    CONSTANT(GENERATOR_DERIVATIVE),
    CONSTANT(GENERATOR_SECOND_DERIVATIVE),
    CONSTANT(GENERATOR_CONJUGATE),
    CONSTANT(GENERATOR_CONJUGATE_DERIVATIVE),
    CONSTANT(NORMAL),
    CONSTANT(NORMAL_LOG_VARIANCE),
    CONSTANT(COVARIANCE),
    CONSTANT(CHOLESKY),
    CONSTANT(PRECISION),
    CONSTANT(LOW_RANK),
    CONSTANT(K1),
    CONSTANT(K2),
    CONSTANT(K3),
    CONSTANT(WISHART),
    CONSTANT(INVERSE_WISHART),
    CONSTANT(MATRIX_NORMAL),
    CONSTANT(DIRICHLET),
    CONSTANT(MULTINOMIAL),
    CONSTANT(VON_MISES_FISHER),
    CONSTANT(ADDITIVE),
    CONSTANT(MIXING),
    CONSTANT(MUTUAL_INFORMATION),
    CONSTANT(CONDITIONAL_MUTUAL_INFORMATION),
    CONSTANT(TOTAL_CORRELATION),
    CONSTANT(VARIATION_OF_INFORMATION),
    CONSTANT(JOINT_ENTROPY),
    CONSTANT(CONDITIONAL_ENTROPY),
    CONSTANT(NORMALIZED_MUTUAL_INFORMATION),
    CONSTANT(NORMALIZED_MUTUAL_INFORMATION_GEOMETRIC),
    CONSTANT(NORMALIZED_MUTUAL_INFORMATION_MIN),
    CONSTANT(NORMALIZED_MUTUAL_INFORMATION_MAX),
    CONSTANT(NORMALIZED_MUTUAL_INFORMATION_JOINT),
    CONSTANT(PROBABILITIES),
    CONSTANT(LOG_PROBABILITIES),
    CONSTANT(LOGITS),
    CONSTANT(F64),
    CONSTANT(F32),
    CONSTANT(F16),
    CONSTANT(BF16),
    CONSTANT(REDUCTION_NONE),
    CONSTANT(REDUCTION_SUM),
    CONSTANT(REDUCTION_BATCHMEAN),
    CONSTANT(FLOOR_NONE),
    CONSTANT(FLOOR_SAMPLE),
    CONSTANT(FLOOR_BATCH),
    CONSTANT(TOKENS),
    CONSTANT(TOKENS_ROW_SUM),
    CONSTANT(TOKENS_ROW_MEAN),
    CONSTANT(TOKENS_SUM),
    CONSTANT(TOKENS_MEAN),
    CONSTANT(TOKENS_MEAN_OF_MEANS),
    CONSTANT(LINEAR),
    CONSTANT(COSINE),
    CONSTANT(SIGMOID),
    CONSTANT(CPU_BASELINE),
    CONSTANT(CPU_X86_64_V3),
    CONSTANT(CPU_X86_64_V4),
    CONSTANT(FORWARD_PROJECTION),
    CONSTANT(REVERSE_PROJECTION),
    CONSTANT(ARGUMENT_P),
    CONSTANT(ARGUMENT_Q),
    CONSTANT(ARGUMENT_LOC_P),
    CONSTANT(ARGUMENT_SCALE_P),
    CONSTANT(ARGUMENT_LOG_VAR_P),
    CONSTANT(ARGUMENT_LOC_Q),
    CONSTANT(ARGUMENT_SCALE_Q),
    CONSTANT(ARGUMENT_LOG_VAR_Q),
    CONSTANT(ARGUMENT_P_FIRST),
    CONSTANT(ARGUMENT_P_SECOND),
    CONSTANT(ARGUMENT_Q_FIRST),
    CONSTANT(ARGUMENT_Q_SECOND),
    CONSTANT(ARGUMENT_LOG_DENSITY_P),
    CONSTANT(ARGUMENT_LOG_DENSITY_Q),
    CONSTANT(ARGUMENT_LOG_RATIO),
    CONSTANT(ARGUMENT_F),
    CONSTANT(ARGUMENT_X),
    CONSTANT(ARGUMENT_Q_MIN),
    CONSTANT(ARGUMENT_ACCUMULATOR),
    CONSTANT(ARGUMENT_BIN_MAP),
    CONSTANT(ARGUMENT_AMOUNT),
    CONSTANT(ARGUMENT_JOINT),
    CONSTANT(ARGUMENT_DISTRIBUTIONS),
    CONSTANT(ARGUMENT_WEIGHTS),
    CONSTANT(ARGUMENT_P_WEIGHTS),
    CONSTANT(ARGUMENT_Q_WEIGHTS),
    CONSTANT(ARGUMENT_SAMPLES),
    CONSTANT(ARGUMENT_LABELS),
    CONSTANT(ARGUMENT_MASK),
    CONSTANT(ARGUMENT_ROW_WEIGHTS),
    CONSTANT(ARGUMENT_TEACHER),
    CONSTANT(ARGUMENT_STUDENT),
    CONSTANT(ARGUMENT_DISTILLATION),
    CONSTANT(PERCENTILE),
    CONSTANT(BASIC),
    CONSTANT(ARGUMENT_OBSERVED),
    CONSTANT(ARGUMENT_EXPECTED),
    CONSTANT(ARGUMENT_TABLE),
    CONSTANT(ARGUMENT_TOKENS),
    CONSTANT(ERROR_COUNT),
    CONSTANT(ERROR_OPTION),
    CONSTANT(ERROR_PROBABILITY),
    CONSTANT(ERROR_SUM),
    CONSTANT(ERROR_NO_MASS),
    CONSTANT(ERROR_PARAMETER),
    CONSTANT(ERROR_FORMAT),
    CONSTANT(ERROR_NO_CLOSED_FORM),
    CONSTANT(ERROR_NOT_POSITIVE_DEFINITE),
    CONSTANT(ERROR_QUANTITY),
    CONSTANT(ERROR_FREQUENCY),
};

static PyObject *version(PyObject *Py_UNUSED(module), PyObject *Py_UNUSED(none)) {
    return PyUnicode_FromString(kullback_version_string());
}

static PyObject *get_cpu_level(PyObject *Py_UNUSED(module), PyObject *Py_UNUSED(none)) {
    return PyLong_FromLong(kullback_get_cpu_level());
}

static PyObject *limit_cpu_level(PyObject *Py_UNUSED(module), PyObject *level) {
    const long limit = PyLong_AsLong(level);
    if (limit == -1 && PyErr_Occurred()) {
        return NULL;
    }
    const kullback_status status = kullback_limit_cpu_level((kullback_cpu_level)limit);
    if (status != KULLBACK_OK) {
        return PyErr_Format(PyExc_ValueError, "%s", kullback_status_message(status));
    }
    Py_RETURN_NONE;
}

static PyMethodDef functions[] = {
    {"bound", bound, METH_VARARGS, NULL},
    {"f_divergence", f_divergence, METH_VARARGS, NULL},
    {"generator", generator, METH_VARARGS, NULL},
    {"generator_limits", generator_limits, METH_VARARGS, NULL},
    {"kl_from_tv", kl_from_tv, METH_VARARGS, NULL},
    {"information", information, METH_VARARGS, NULL},
    {"js_among", js_among, METH_VARARGS, NULL},
    {"monte_carlo", monte_carlo, METH_VARARGS, NULL},
    {"distribution_values", distribution_values, METH_VARARGS, NULL},
    {"distribution_log_densities", distribution_log_densities, METH_VARARGS, NULL},
    {"distribution_samples", distribution_samples, METH_VARARGS, NULL},
    {"vector_distribution_values", vector_distribution_values, METH_VARARGS, NULL},
    {"vector_distribution_log_densities", vector_distribution_log_densities, METH_VARARGS, NULL},
    {"vector_distribution_samples", vector_distribution_samples, METH_VARARGS, NULL},
    {"gaussian_divergences", gaussian_divergences, METH_VARARGS, NULL},
    {"gaussian_values", gaussian_values, METH_VARARGS, NULL},
    {"gaussian_kl_gradients", gaussian_kl_gradients, METH_VARARGS, NULL},
    {"matrix_distribution_values", matrix_distribution_values, METH_VARARGS, NULL},
    {"matrix_distribution_moments", matrix_distribution_moments, METH_VARARGS, NULL},
    {"matrix_distribution_log_densities", matrix_distribution_log_densities, METH_VARARGS, NULL},
    {"matrix_distribution_samples", matrix_distribution_samples, METH_VARARGS, NULL},
    {"mixture_kl", mixture_kl, METH_VARARGS, NULL},
    {"mixture_log_density", mixture_log_density, METH_VARARGS, NULL},
    {"mixture_draws", mixture_draws, METH_VARARGS, NULL},
    {"project_mixture", project_mixture, METH_VARARGS, NULL},
    {"project_samples", project_samples, METH_VARARGS, NULL},
    {"loss", loss, METH_VARARGS, NULL},
    {"label_loss", label_loss, METH_VARARGS, NULL},
    {"distillation_loss", distillation_loss, METH_VARARGS, NULL},
    {"decoupled_kl", decoupled_kl, METH_VARARGS, NULL},
    {"log_softmax", log_softmax, METH_VARARGS, NULL},
    {"normal_loss", normal_loss, METH_VARARGS, NULL},
    {"token_kl", token_kl, METH_VARARGS, NULL},
    {"smooth", smooth, METH_VARARGS, NULL},
    {"coarse_grain", coarse_grain, METH_VARARGS, NULL},
    {"compare_tokens", compare_tokens, METH_VARARGS, NULL},
    {"report_comparison", report_comparison, METH_VARARGS, NULL},
    {"accumulator_size", accumulator_size, METH_O, NULL},
    {"accumulator_init", accumulator_init, METH_VARARGS, NULL},
    {"accumulator_check", accumulator_check, METH_VARARGS, NULL},
    {"accumulator_add", accumulator_add, METH_VARARGS, NULL},
    {"accumulator_merge", accumulator_merge, METH_VARARGS, NULL},
    {"accumulator_sums", accumulator_sums, METH_VARARGS, NULL},
    {"g_test_fit", g_test_fit, METH_VARARGS, NULL},
    {"g_test_table", g_test_table, METH_VARARGS, NULL},
    {"bootstrap", bootstrap, METH_VARARGS, NULL},
    {"permutation_test", permutation_test, METH_VARARGS, NULL},
    {"fit_temperature", fit_temperature, METH_VARARGS, NULL},
    {"calibration_error", calibration_error, METH_VARARGS, NULL},
    {"schedule_weight", schedule_weight, METH_VARARGS, NULL},
    {"adaptive_weight", adaptive_weight, METH_VARARGS, NULL},
    {"ppo_weight", ppo_weight, METH_VARARGS, NULL},
    {"maximal_step", maximal_step, METH_VARARGS, NULL},
    {"backtrack", backtrack, METH_VARARGS, NULL},
    {"version", version, METH_NOARGS, NULL},
    {"get_cpu_level", get_cpu_level, METH_NOARGS, NULL},
    {"limit_cpu_level", limit_cpu_level, METH_O, NULL},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT,
    .m_name = "kullback._core",
    .m_size = -1, /* one interpreter: the ufuncs and CoreError are static */
    .m_methods = functions,
};

static int add_constants(PyObject *module) {
    for (size_t i = 0; i < sizeof constants / sizeof *constants; i++) {
        if (PyModule_AddIntConstant(module, constants[i].name, constants[i].value) < 0) {
            return -1;
        }
    }
    return 0;
}

PyMODINIT_FUNC PyInit__core(void) {
    import_array();
    import_umath();
    PyObject *module = PyModule_Create(&definition);
    if (module == NULL) {
        return NULL;
    }
    if (add_constants(module) < 0 || add_errors(module) < 0 || add_families(module) < 0 || add_ufuncs(module) < 0) {
        Py_DECREF(module);
        return NULL;
    }
    return module;
}
