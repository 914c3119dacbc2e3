/*
 * Monte-Carlo estimates of D(p || q) from samples x of p.
 *
 * Each averages a function of the log ratio l = log p(x) - log q(x) (Schulman 2020, "Approximating KL
 * divergence"; his r is q(x) / p(x) = exp(-l) when the samples come from p):
 *
 *   KULLBACK_K1   l                   unbiased; single terms and the average can be negative
 *   KULLBACK_K2   l^2 / 2             biased, low variance, never negative
 *   KULLBACK_K3   exp(-l) - 1 + l     unbiased, low variance, never negative
 *
 * The standard error is sqrt(v / n), v the sample variance with n - 1 in the denominator; NaN for n = 1.
 * An infinite log ratio gives an infinite value (and a standard error of NaN); k3 overflows to +inf below
 * l = -709.78. Nothing is clamped.
 *
 * Errors: KULLBACK_ERROR_COUNT for no samples at all.
 */
#ifndef KULLBACK_ESTIMATORS_H
#define KULLBACK_ESTIMATORS_H

#include "options.h"

KULLBACK_BEGIN_DECLARATIONS

typedef int32_t kullback_estimator;
enum {
    KULLBACK_K1 = 10,
    KULLBACK_K2 = 20,
    KULLBACK_K3 = 30
};

typedef struct kullback_estimate {
    double value;
    double standard_error;
    size_t count; /* samples used */
} kullback_estimate;

/* ---- From an array of log ratios ---- */

/* Simple: one contiguous row. */
kullback_status kullback_log_ratio_f64(kullback_estimator estimator, const double *log_ratio, size_t count,
                                       kullback_estimate *result);
kullback_status kullback_log_ratio_f32(kullback_estimator estimator, const float *log_ratio, size_t count,
                                       kullback_estimate *result);

/*
 * Advanced: row i's estimate goes to result[i]. Of the options, `base`, `threads` and `error` apply; others
 * that are not at their defaults are KULLBACK_ERROR_OPTION.
 */
kullback_status kullback_log_ratio_rows_f64(kullback_estimator estimator, const kullback_rows_f64 *log_ratio,
                                            const kullback_options *options, kullback_estimate *result);
kullback_status kullback_log_ratio_rows_f32(kullback_estimator estimator, const kullback_rows_f32 *log_ratio,
                                            const kullback_options *options, kullback_estimate *result);

/* ---- From user callbacks ----
 *
 * Batches of at most KULLBACK_MONTE_CARLO_BATCH samples are drawn, in order, on the calling thread. A
 * callback returns 0, or another value to stop: the call then returns KULLBACK_ERROR_CALLBACK, with that
 * value in the error slot.
 */

#define KULLBACK_MONTE_CARLO_BATCH 4096

/* Writes `count` samples of `dimension` numbers each, row by row. */
typedef int32_t (*kullback_sampler_f64)(void *user, size_t count, size_t dimension, double *samples);
typedef int32_t (*kullback_sampler_f32)(void *user, size_t count, size_t dimension, float *samples);

/* Writes the log-density of each of `count` samples. */
typedef int32_t (*kullback_log_density_f64)(void *user, const double *samples, size_t count, size_t dimension,
                                            double *log_density);
typedef int32_t (*kullback_log_density_f32)(void *user, const float *samples, size_t count, size_t dimension,
                                            float *log_density);

/*
 * Draws `count` samples from p and averages. `user` is handed to all three callbacks as it is. The result
 * is bit for bit that of kullback_log_ratio_f64 on the same log ratios. Of the options, `base` and
 * `error` apply. `dimension` is at least 1.
 */
kullback_status kullback_monte_carlo_f64(kullback_estimator estimator, kullback_sampler_f64 sampler,
                                         kullback_log_density_f64 log_density_p, kullback_log_density_f64 log_density_q,
                                         void *user, size_t dimension, size_t count, const kullback_options *options,
                                         kullback_estimate *result);
kullback_status kullback_monte_carlo_f32(kullback_estimator estimator, kullback_sampler_f32 sampler,
                                         kullback_log_density_f32 log_density_p, kullback_log_density_f32 log_density_q,
                                         void *user, size_t dimension, size_t count, const kullback_options *options,
                                         kullback_estimate *result);

KULLBACK_END_DECLARATIONS

#endif
