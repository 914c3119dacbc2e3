/*
 * Functions from rows to rows: smoothing and coarse-graining of distributions and counts.
 *
 * Nothing in this library smooths unless it is asked to: D(p || q) = +inf where q = 0 < p is an answer. With x the
 * elements of a row, S their sum and n their number:
 *
 *   additive smoothing      (x + a) / (S + n a), a = amount >= 0
 *                           a = 1: Laplace 1814; a = 1/2: Jeffreys 1946, Krichevsky & Trofimov 1981;
 *                           a = 1/n: Perks 1947; a = 0 only normalises
 *   mixing with uniform     (1 - e) x / S + e / n, e = amount in [0, 1]               (Jelinek & Mercer 1980)
 *   coarse-graining         the sum of x over each group of bins, of the row as it is
 *
 * Element j of row i goes to result[i * result_row_stride + j * result_stride]. `result` may overlap `p`. Rows are
 * weights of any sum (probabilities, counts); counts are read as the doubles nearest to them. Of the options,
 * `threads` and `error` apply; others that are not at their defaults are KULLBACK_ERROR_OPTION.
 *
 * Errors, besides those of the call itself: KULLBACK_ERROR_PROBABILITY for a negative or infinite weight. Nothing is
 * written then, for any row.
 */
#ifndef KULLBACK_ROWS_H
#define KULLBACK_ROWS_H

#include "options.h"

KULLBACK_BEGIN_DECLARATIONS

typedef int32_t kullback_smoothing;
enum {
    KULLBACK_ADDITIVE = 10,
    KULLBACK_MIXING = 20
};

/*
 * Smoothed rows of `count` elements. Each element has a relative error of at most 5e-16 (`_f32`: 6e-8), and each row
 * sums to one within 1e-15 (`_f32`: 6e-8). NaN in a row makes all of that row NaN.
 *
 * Errors: KULLBACK_ERROR_OPTION (KULLBACK_ARGUMENT_AMOUNT) for an amount out of range, KULLBACK_ERROR_NO_MASS for a
 * row of no elements, or of zeros only where that leaves nothing to divide by: additive smoothing with a > 0 makes
 * it uniform.
 */
kullback_status kullback_smooth_f64(kullback_smoothing method, double amount, const kullback_rows_f64 *p,
                                    const kullback_options *options, double *result, ptrdiff_t result_row_stride,
                                    ptrdiff_t result_stride);
kullback_status kullback_smooth_f32(kullback_smoothing method, double amount, const kullback_rows_f32 *p,
                                    const kullback_options *options, float *result, ptrdiff_t result_row_stride,
                                    ptrdiff_t result_stride);
kullback_status kullback_smooth_i64(kullback_smoothing method, double amount, const kullback_rows_i64 *p,
                                    const kullback_options *options, double *result, ptrdiff_t result_row_stride,
                                    ptrdiff_t result_stride);

/*
 * Rows of `groups` sums: bin j of a row goes to group bin_map[j], which is in [0, groups). A group without bins has
 * the sum 0. Sums are compensated: their relative error is at most 2.3e-16 (`_f32`: 6e-8), and integers below 2^53
 * are exact. One above the largest number is +inf; NaN makes its group NaN. No divergence grows when both of its rows
 * are coarse-grained (data-processing inequality).
 *
 * Errors: KULLBACK_ERROR_PARAMETER (KULLBACK_ARGUMENT_BIN_MAP), with position and value, for a group out of range.
 */
kullback_status kullback_coarse_grain_f64(const kullback_rows_f64 *p, const int64_t *bin_map, size_t groups,
                                          const kullback_options *options, double *result, ptrdiff_t result_row_stride,
                                          ptrdiff_t result_stride);
kullback_status kullback_coarse_grain_f32(const kullback_rows_f32 *p, const int64_t *bin_map, size_t groups,
                                          const kullback_options *options, float *result, ptrdiff_t result_row_stride,
                                          ptrdiff_t result_stride);
kullback_status kullback_coarse_grain_i64(const kullback_rows_i64 *p, const int64_t *bin_map, size_t groups,
                                          const kullback_options *options, double *result, ptrdiff_t result_row_stride,
                                          ptrdiff_t result_stride);

KULLBACK_END_DECLARATIONS

#endif
