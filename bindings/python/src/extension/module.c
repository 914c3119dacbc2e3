/* kullback._core: the advanced floor of the C API as NumPy ufuncs. The package `kullback` wraps it. */
#define KULLBACK_EXTENSION_IMPORTS_NUMPY
#include "extension.h"

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
    {"gaussian_geodesics", gaussian_geodesics, METH_VARARGS, NULL},
    {"gaussian_barycenters", gaussian_barycenters, METH_VARARGS, NULL},
    {"gaussian_marginals", gaussian_marginals, METH_VARARGS, NULL},
    {"gaussian_conditionals", gaussian_conditionals, METH_VARARGS, NULL},
    {"gaussian_samples", gaussian_samples, METH_VARARGS, NULL},
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
