/* What the sources of kullback._core share. */
#ifndef KULLBACK_EXTENSION_H
#define KULLBACK_EXTENSION_H

#define PY_SSIZE_T_CLEAN
#include <Python.h>

#define NPY_NO_DEPRECATED_API NPY_2_0_API_VERSION
#define NPY_TARGET_VERSION NPY_2_0_API_VERSION
#define PY_ARRAY_UNIQUE_SYMBOL kullback_array_api
#define PY_UFUNC_UNIQUE_SYMBOL kullback_ufunc_api
#ifndef KULLBACK_EXTENSION_IMPORTS_NUMPY
#define NO_IMPORT_ARRAY
#define NO_IMPORT_UFUNC
#endif
#include <numpy/arrayobject.h>
#include <numpy/ufuncobject.h>

#include <kullback.h>

/* Raises what `error` says, with the GIL held. Always returns -1. */
int raise_error(const kullback_error *error);

/* None for success, else (status, argument, row, index, value, message), with the GIL held. */
PyObject *outcome(kullback_status status, const kullback_error *error);

/* Each adds its part to the module and returns 0, or -1 with an exception set. */
int add_constants(PyObject *module);
int add_errors(PyObject *module);
int add_families(PyObject *module);
int add_ufuncs(PyObject *module);

PyObject *information(PyObject *module, PyObject *arguments);
PyObject *js_among(PyObject *module, PyObject *arguments);
PyObject *monte_carlo(PyObject *module, PyObject *arguments);
PyObject *bound(PyObject *module, PyObject *arguments);
PyObject *f_divergence(PyObject *module, PyObject *arguments);
PyObject *generator(PyObject *module, PyObject *arguments);
PyObject *generator_limits(PyObject *module, PyObject *arguments);
PyObject *kl_from_tv(PyObject *module, PyObject *arguments);

PyObject *gaussian_divergences(PyObject *module, PyObject *arguments);
PyObject *gaussian_values(PyObject *module, PyObject *arguments);
PyObject *gaussian_kl_gradients(PyObject *module, PyObject *arguments);
PyObject *gaussian_geodesics(PyObject *module, PyObject *arguments);
PyObject *gaussian_barycenters(PyObject *module, PyObject *arguments);
PyObject *gaussian_marginals(PyObject *module, PyObject *arguments);
PyObject *gaussian_conditionals(PyObject *module, PyObject *arguments);
PyObject *gaussian_samples(PyObject *module, PyObject *arguments);
PyObject *matrix_distribution_values(PyObject *module, PyObject *arguments);
PyObject *matrix_distribution_moments(PyObject *module, PyObject *arguments);
PyObject *matrix_distribution_log_densities(PyObject *module, PyObject *arguments);
PyObject *matrix_distribution_samples(PyObject *module, PyObject *arguments);
PyObject *mixture_kl(PyObject *module, PyObject *arguments);
PyObject *mixture_log_density(PyObject *module, PyObject *arguments);
PyObject *mixture_draws(PyObject *module, PyObject *arguments);
PyObject *project_mixture(PyObject *module, PyObject *arguments);
PyObject *project_samples(PyObject *module, PyObject *arguments);
PyObject *distribution_values(PyObject *module, PyObject *arguments);
PyObject *distribution_log_densities(PyObject *module, PyObject *arguments);
PyObject *distribution_samples(PyObject *module, PyObject *arguments);
PyObject *vector_distribution_values(PyObject *module, PyObject *arguments);
PyObject *vector_distribution_log_densities(PyObject *module, PyObject *arguments);
PyObject *vector_distribution_samples(PyObject *module, PyObject *arguments);

/*
 * Copies a callable's answer, of this shape and rounded to `type` (NPY_FLOAT or NPY_DOUBLE), to `target`. Steals
 * `answer`, which is NULL after an exception. Returns the array it was in, or NULL with an exception set.
 */
PyObject *take_answer(const char *name, PyObject *answer, int type, int dimensions, const npy_intp *shape,
                      void *target);
PyObject *g_test_fit(PyObject *module, PyObject *arguments);
PyObject *g_test_table(PyObject *module, PyObject *arguments);
PyObject *bootstrap(PyObject *module, PyObject *arguments);
PyObject *permutation_test(PyObject *module, PyObject *arguments);

/* These return what `outcome` does. */
PyObject *loss(PyObject *module, PyObject *arguments);
PyObject *label_loss(PyObject *module, PyObject *arguments);
PyObject *distillation_loss(PyObject *module, PyObject *arguments);
PyObject *decoupled_kl(PyObject *module, PyObject *arguments);
PyObject *log_softmax(PyObject *module, PyObject *arguments);
PyObject *normal_loss(PyObject *module, PyObject *arguments);
PyObject *token_kl(PyObject *module, PyObject *arguments);
PyObject *fit_temperature(PyObject *module, PyObject *arguments);
PyObject *calibration_error(PyObject *module, PyObject *arguments);
PyObject *schedule_weight(PyObject *module, PyObject *arguments);
PyObject *adaptive_weight(PyObject *module, PyObject *arguments);
PyObject *ppo_weight(PyObject *module, PyObject *arguments);
PyObject *maximal_step(PyObject *module, PyObject *arguments);
PyObject *backtrack(PyObject *module, PyObject *arguments);

/* These return what `outcome` does, but for the size. */
PyObject *smooth(PyObject *module, PyObject *arguments);
PyObject *coarse_grain(PyObject *module, PyObject *arguments);
PyObject *compare_tokens(PyObject *module, PyObject *arguments);
PyObject *report_comparison(PyObject *module, PyObject *arguments);
PyObject *accumulator_size(PyObject *module, PyObject *bins);
PyObject *accumulator_init(PyObject *module, PyObject *arguments);
PyObject *accumulator_check(PyObject *module, PyObject *arguments);
PyObject *accumulator_add(PyObject *module, PyObject *arguments);
PyObject *accumulator_merge(PyObject *module, PyObject *arguments);
PyObject *accumulator_sums(PyObject *module, PyObject *arguments);

#endif
