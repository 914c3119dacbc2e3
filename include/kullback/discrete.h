/*
 * Entropy, cross-entropy and divergences of discrete distributions.
 *
 *   entropy         H(p)      = -sum p log p                                 (Shannon 1948)
 *   cross-entropy   H(p, q)   = -sum p log q  = H(p) + D(p || q)
 *   KL              D(p || q) =  sum p log(p / q)                            (Kullback & Leibler 1951)
 *   Jeffreys        J(p, q)   = D(p || q) + D(q || p)                        (Jeffreys 1946)
 *   JS divergence   JS(p, q)  = (D(p || m) + D(q || m)) / 2, m = (p + q) / 2 (Lin 1991)
 *   JS distance     sqrt(JS(p, q)), a metric                                 (Endres & Schindelin 2003)
 *
 * 0 log 0 = 0. D, J and H(p, q) are +inf where q = 0 < p (J also where p = 0 < q). JS <= log 2.
 *
 * Errors, besides those of the call itself: KULLBACK_ERROR_PROBABILITY for a negative or infinite
 * probability (+inf for logarithms and logits), KULLBACK_ERROR_NO_MASS for a row without mass (count 0
 * included), KULLBACK_ERROR_SUM for a row that does not sum to one within `sum_tolerance`.
 */
#ifndef KULLBACK_DISCRETE_H
#define KULLBACK_DISCRETE_H

#include "options.h"

KULLBACK_BEGIN_DECLARATIONS

typedef int32_t kullback_quantity;
enum {
    KULLBACK_ENTROPY = 10,
    KULLBACK_CROSS_ENTROPY = 20,
    KULLBACK_KL = 30,
    KULLBACK_JEFFREYS = 40,
    KULLBACK_JS_DIVERGENCE = 50,
    KULLBACK_JS_DISTANCE = 60
};

/* ---- Simple: one contiguous row of `count` probabilities each; the answer goes to *result. ---- */

kullback_status kullback_entropy_f64(const double *p, size_t count, double *result);
kullback_status kullback_entropy_f32(const float *p, size_t count, float *result);

kullback_status kullback_cross_entropy_f64(const double *p, const double *q, size_t count, double *result);
kullback_status kullback_cross_entropy_f32(const float *p, const float *q, size_t count, float *result);

kullback_status kullback_kl_f64(const double *p, const double *q, size_t count, double *result);
kullback_status kullback_kl_f32(const float *p, const float *q, size_t count, float *result);

kullback_status kullback_jeffreys_f64(const double *p, const double *q, size_t count, double *result);
kullback_status kullback_jeffreys_f32(const float *p, const float *q, size_t count, float *result);

kullback_status kullback_js_divergence_f64(const double *p, const double *q, size_t count, double *result);
kullback_status kullback_js_divergence_f32(const float *p, const float *q, size_t count, float *result);

kullback_status kullback_js_distance_f64(const double *p, const double *q, size_t count, double *result);
kullback_status kullback_js_distance_f32(const float *p, const float *q, size_t count, float *result);

/* D(softmax(p / temperature) || softmax(q / temperature)) from two rows of logits; temperature > 0. */
kullback_status kullback_kl_logits_f64(const double *p, const double *q, size_t count, double temperature,
                                       double *result);
kullback_status kullback_kl_logits_f32(const float *p, const float *q, size_t count, float temperature, float *result);

/* ---- Advanced: batches. Row i's answer goes to result[i * result_stride]. ---- */

/* One row -> number. `quantity`: KULLBACK_ENTROPY. */
kullback_status kullback_entropy_rows_f64(kullback_quantity quantity, const kullback_rows_f64 *p,
                                          const kullback_options *options, double *result, ptrdiff_t result_stride);
kullback_status kullback_entropy_rows_f32(kullback_quantity quantity, const kullback_rows_f32 *p,
                                          const kullback_options *options, float *result, ptrdiff_t result_stride);

/*
 * Two rows -> number. `quantity`: any of the above but KULLBACK_ENTROPY. `p` and `q` must agree in rows
 * and count (KULLBACK_ERROR_SHAPE); row_stride = 0 compares one row with many.
 */
kullback_status kullback_divergence_rows_f64(kullback_quantity quantity, const kullback_rows_f64 *p,
                                             const kullback_rows_f64 *q, const kullback_options *options,
                                             double *result, ptrdiff_t result_stride);
kullback_status kullback_divergence_rows_f32(kullback_quantity quantity, const kullback_rows_f32 *p,
                                             const kullback_rows_f32 *q, const kullback_options *options, float *result,
                                             ptrdiff_t result_stride);

KULLBACK_END_DECLARATIONS

#endif
