/*
 * Divergences between members of a parametric family, in closed form.
 *
 *   KULLBACK_NORMAL                parameters loc, scale (mean and standard deviation, scale > 0)
 *       D(p || q) = (z^2 + phi(2 log(scale_p / scale_q))) / 2,  z = (loc_p - loc_q) / scale_q
 *   KULLBACK_NORMAL_LOG_VARIANCE   parameters loc, log_var (mean and logarithm of the variance)
 *       D(p || q) = (z^2 + phi(log_var_p - log_var_q)) / 2,     z = (loc_p - loc_q) exp(-log_var_q / 2)
 *
 * with phi(x) = exp(x) - 1 - x >= 0, which is computed without cancellation. Without q, q is the standard
 * member N(0, 1): with KULLBACK_NORMAL_LOG_VARIANCE that is the KL term of a variational auto-encoder,
 * (loc^2 + phi(log_var)) / 2 (Kingma & Welling 2014).
 *
 * Each comes elementwise (one number per pair of distributions) and over rows, where a row is a product
 * of independent members (a normal with diagonal covariance) and the result is the sum over it; a row of
 * no members gives 0.
 *
 * Errors: KULLBACK_ERROR_PARAMETER for scale <= 0, an infinite loc or scale, or a log_var of +-inf. NaN
 * parameters give NaN. KULLBACK_ERROR_OPTION for `space`, `normalize`, `temperature` or `sum_tolerance`, which
 * mean nothing here, unless they are at their defaults.
 */
#ifndef KULLBACK_FAMILIES_H
#define KULLBACK_FAMILIES_H

#include "discrete.h"
#include "family_list.h"
#include "options.h"

KULLBACK_BEGIN_DECLARATIONS

/* ---- Simple ---- */

/* D(N(loc_p, scale_p^2) || N(loc_q, scale_q^2)) of two univariate normals. */
kullback_status kullback_normal_kl_f64(double loc_p, double scale_p, double loc_q, double scale_q, double *result);
kullback_status kullback_normal_kl_f32(float loc_p, float scale_p, float loc_q, float scale_q, float *result);

/* The same for two normals with diagonal covariance in `count` dimensions. */
kullback_status kullback_diagonal_normal_kl_f64(const double *loc_p, const double *scale_p, const double *loc_q,
                                                const double *scale_q, size_t count, double *result);
kullback_status kullback_diagonal_normal_kl_f32(const float *loc_p, const float *scale_p, const float *loc_q,
                                                const float *scale_q, size_t count, float *result);

/* D(N(loc, diag(exp(log_var))) || N(0, I)): the KL term of a variational auto-encoder. */
kullback_status kullback_vae_kl_f64(const double *loc, const double *log_var, size_t count, double *result);
kullback_status kullback_vae_kl_f32(const float *loc, const float *log_var, size_t count, float *result);

/* ---- Advanced ----
 * `p` and `q` point to one batch per parameter of the family, in the order of its list above; all
 * batches agree in rows and count. `q` may be NULL: the standard member. `quantity`: KULLBACK_KL.
 */

/*
 * Elementwise: the answer for element j of row i goes to
 * result[i * result_row_stride + j * result_stride].
 */
kullback_status kullback_family_f64(kullback_quantity quantity, kullback_family family, const kullback_rows_f64 *p,
                                    const kullback_rows_f64 *q, const kullback_options *options, double *result,
                                    ptrdiff_t result_row_stride, ptrdiff_t result_stride);
kullback_status kullback_family_f32(kullback_quantity quantity, kullback_family family, const kullback_rows_f32 *p,
                                    const kullback_rows_f32 *q, const kullback_options *options, float *result,
                                    ptrdiff_t result_row_stride, ptrdiff_t result_stride);

/* Over rows: the sum over row i, one product distribution, goes to result[i * result_stride]. */
kullback_status kullback_family_rows_f64(kullback_quantity quantity, kullback_family family, const kullback_rows_f64 *p,
                                         const kullback_rows_f64 *q, const kullback_options *options, double *result,
                                         ptrdiff_t result_stride);
kullback_status kullback_family_rows_f32(kullback_quantity quantity, kullback_family family, const kullback_rows_f32 *p,
                                         const kullback_rows_f32 *q, const kullback_options *options, float *result,
                                         ptrdiff_t result_stride);

KULLBACK_END_DECLARATIONS

#endif
