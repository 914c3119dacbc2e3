/*
 * Entropies and divergences of discrete distributions.
 *
 * One row:
 *   entropy                 H(p) = -sum p log p                                      (Shannon 1948)
 *   Renyi entropy           log(sum p^a) / (1 - a)                                   (Renyi 1961)
 *   Tsallis entropy         (1 - sum p^a) / (a - 1)                                  (Tsallis 1988)
 *   self-information        -log p, one number per element                           (Shannon 1948)
 *
 * Two rows, with t = p / q:
 *   cross-entropy           H(p, q)   = -sum p log q  = H(p) + D(p || q)
 *   KL                      D(p || q) =  sum p log(p / q)                            (Kullback & Leibler 1951)
 *   reverse KL              D(q || p)
 *   generalised KL          sum p log(p / q) - p + q, of rows as they are            (Csiszar 1975)
 *   Jeffreys                J(p, q)   = D(p || q) + D(q || p)                        (Jeffreys 1946)
 *   skew KL                 D(p || (1 - w) p + w q), w = options.weight              (Lee 1999)
 *   K-divergence            D(p || (p + q) / 2)                                      (Lin 1991)
 *   JS divergence           w D(p || m) + (1 - w) D(q || m), m = w p + (1 - w) q     (Lin 1991)
 *   JS distance             its square root; a metric for w = 1/2                    (Endres & Schindelin 2003)
 *   total variation         sum |p - q| / 2
 *   Pearson chi-squared     sum (p - q)^2 / q                                        (Pearson 1900)
 *   Neyman chi-squared      sum (p - q)^2 / p                                        (Neyman 1949)
 *   squared Hellinger       sum (sqrt p - sqrt q)^2 / 2                              (Hellinger 1909)
 *   Hellinger distance      its square root, a metric
 *   Bhattacharyya           coefficient sum sqrt(p q), distance -log of it           (Bhattacharyya 1943)
 *   triangular              sum (p - q)^2 / (p + q)                                  (Le Cam 1986, Topsoe 2000)
 *   alpha                   4 / (1 - a^2) (1 - sum p^((1 - a) / 2) q^((1 + a) / 2))  (Amari 1985)
 *   Cressie-Read            sum p ((p / q)^l - 1) / (l (l + 1))                      (Cressie & Read 1984)
 *   Tsallis                 (sum p^a q^(1 - a) - 1) / (a - 1)                        (Tsallis 1998)
 *   Renyi                   log(sum p^a q^(1 - a)) / (a - 1)                         (Renyi 1961)
 *
 * 0 log 0 = 0. D and H(p, q) are +inf where q = 0 < p, and every other divergence has the limit of its generator
 * there and where p = 0 < q. JS <= log 2. Orders a and l are `options.order`; where a formula is 0 / 0 it has its
 * limit (KL for a Renyi order of 1). Renyi orders may also be 0 and +inf.
 *
 * Errors, besides those of the call itself: KULLBACK_ERROR_PROBABILITY for a negative or infinite
 * probability (+inf for logarithms and logits), KULLBACK_ERROR_NO_MASS for a row without mass (count 0
 * included), KULLBACK_ERROR_SUM for a row that does not sum to one within `sum_tolerance`. Generalised KL takes rows of
 * any mass, also none, but not of no elements. A missing order, and an order or a weight out of range, are
 * KULLBACK_ERROR_OPTION.
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
    KULLBACK_JS_DISTANCE = 60,
    KULLBACK_REVERSE_KL = 70,
    KULLBACK_GENERALIZED_KL = 80,
    KULLBACK_SKEW_KL = 90, /* options.weight: that of q in the mixture */
    KULLBACK_K_DIVERGENCE = 100,
    KULLBACK_TOTAL_VARIATION = 110,
    KULLBACK_PEARSON_CHI2 = 120,
    KULLBACK_NEYMAN_CHI2 = 130,
    KULLBACK_SQUARED_HELLINGER = 140,
    KULLBACK_HELLINGER_DISTANCE = 150,
    KULLBACK_BHATTACHARYYA_COEFFICIENT = 160,
    KULLBACK_BHATTACHARYYA_DISTANCE = 170,
    KULLBACK_TRIANGULAR_DISCRIMINATION = 180,
    KULLBACK_ALPHA = 190, /* these four: options.order */
    KULLBACK_CRESSIE_READ = 200,
    KULLBACK_TSALLIS = 210,
    KULLBACK_RENYI = 220,
    KULLBACK_SCALED_JS = 230,     /* of losses.h only */
    KULLBACK_RENYI_ENTROPY = 310, /* these two: options.order */
    KULLBACK_TSALLIS_ENTROPY = 320,
    KULLBACK_SELF_INFORMATION = 330,
    KULLBACK_LOG_SUM_EXP = 340 /* of losses.h only */
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

kullback_status kullback_total_variation_f64(const double *p, const double *q, size_t count, double *result);
kullback_status kullback_total_variation_f32(const float *p, const float *q, size_t count, float *result);

kullback_status kullback_pearson_chi2_f64(const double *p, const double *q, size_t count, double *result);
kullback_status kullback_pearson_chi2_f32(const float *p, const float *q, size_t count, float *result);

kullback_status kullback_hellinger_distance_f64(const double *p, const double *q, size_t count, double *result);
kullback_status kullback_hellinger_distance_f32(const float *p, const float *q, size_t count, float *result);

kullback_status kullback_bhattacharyya_distance_f64(const double *p, const double *q, size_t count, double *result);
kullback_status kullback_bhattacharyya_distance_f32(const float *p, const float *q, size_t count, float *result);

/* `order` >= 0 or +inf; 1 gives KL. */
kullback_status kullback_renyi_f64(const double *p, const double *q, size_t count, double order, double *result);
kullback_status kullback_renyi_f32(const float *p, const float *q, size_t count, double order, float *result);

kullback_status kullback_renyi_entropy_f64(const double *p, size_t count, double order, double *result);
kullback_status kullback_renyi_entropy_f32(const float *p, size_t count, double order, float *result);

/* D(softmax(p / temperature) || softmax(q / temperature)) from two rows of logits; temperature > 0. */
kullback_status kullback_kl_logits_f64(const double *p, const double *q, size_t count, double temperature,
                                       double *result);
kullback_status kullback_kl_logits_f32(const float *p, const float *q, size_t count, float temperature, float *result);

/* ---- Advanced: batches. Row i's answer goes to result[i * result_stride]. ---- */

/* One row -> number. `quantity`: KULLBACK_ENTROPY, KULLBACK_RENYI_ENTROPY, KULLBACK_TSALLIS_ENTROPY. */
kullback_status kullback_entropy_rows_f64(kullback_quantity quantity, const kullback_rows_f64 *p,
                                          const kullback_options *options, double *result, ptrdiff_t result_stride);
kullback_status kullback_entropy_rows_f32(kullback_quantity quantity, const kullback_rows_f32 *p,
                                          const kullback_options *options, float *result, ptrdiff_t result_stride);

/*
 * Two rows -> number. `quantity`: any of those of two rows. `p` and `q` must agree in rows
 * and count (KULLBACK_ERROR_SHAPE); row_stride = 0 compares one row with many.
 */
kullback_status kullback_divergence_rows_f64(kullback_quantity quantity, const kullback_rows_f64 *p,
                                             const kullback_rows_f64 *q, const kullback_options *options,
                                             double *result, ptrdiff_t result_stride);
kullback_status kullback_divergence_rows_f32(kullback_quantity quantity, const kullback_rows_f32 *p,
                                             const kullback_rows_f32 *q, const kullback_options *options, float *result,
                                             ptrdiff_t result_stride);

/* The same for counts, which are divided by their sums as if options.normalize were set. */
kullback_status kullback_divergence_rows_i64(kullback_quantity quantity, const kullback_rows_i64 *p,
                                             const kullback_rows_i64 *q, const kullback_options *options,
                                             double *result, ptrdiff_t result_stride);

/*
 * One row -> row: element j of row i goes to result[i * result_row_stride + j * result_stride].
 * KULLBACK_ENTROPY gives -p log p, KULLBACK_SELF_INFORMATION -log p, of the normalised row.
 */
kullback_status kullback_entropy_elements_f64(kullback_quantity quantity, const kullback_rows_f64 *p,
                                              const kullback_options *options, double *result,
                                              ptrdiff_t result_row_stride, ptrdiff_t result_stride);
kullback_status kullback_entropy_elements_f32(kullback_quantity quantity, const kullback_rows_f32 *p,
                                              const kullback_options *options, float *result,
                                              ptrdiff_t result_row_stride, ptrdiff_t result_stride);

/*
 * Two rows -> row: what each element contributes to the divergence, q f(p / q) with the canonical generator f
 * (f >= 0, f(1) = f'(1) = 0; for total variation |t - 1| / 2). Contributions are never negative, and sum to the
 * divergence. `quantity`: any of those of two rows that is such a sum; so not the distances, the cross-entropy, the
 * Bhattacharyya coefficient and distance, and Renyi's.
 */
kullback_status kullback_divergence_elements_f64(kullback_quantity quantity, const kullback_rows_f64 *p,
                                                 const kullback_rows_f64 *q, const kullback_options *options,
                                                 double *result, ptrdiff_t result_row_stride, ptrdiff_t result_stride);
kullback_status kullback_divergence_elements_f32(kullback_quantity quantity, const kullback_rows_f32 *p,
                                                 const kullback_rows_f32 *q, const kullback_options *options,
                                                 float *result, ptrdiff_t result_row_stride, ptrdiff_t result_stride);

KULLBACK_END_DECLARATIONS

#endif
