/*
 * How much random variables say about each other, from tables of their joint probabilities, and Jensen-Shannon
 * divergence among any number of distributions.
 *
 * Two variables, p_ij with the marginals r_i = sum_j p_ij and c_j = sum_i p_ij:
 *   mutual information      I(X; Y)   = sum p log(p / (r c)) = D(p || r c)           (Shannon 1948)
 *   variation of info.      V(X, Y)   = H(X | Y) + H(Y | X), a metric                (Meila 2003)
 *   normalised mutual info. I(X; Y) / M, with M the arithmetic or geometric mean, minimum or maximum of H(X) and H(Y),
 *                           or H(X, Y); between 0 and 1, without unit          (Vinh, Epps & Bailey 2010)
 *
 * Any number of variables, one per axis, of which the last is Y, and the one before it X:
 *   joint entropy           H(all)    = -sum p log p                                 (Shannon 1948)
 *   conditional entropy     H(Y | all others)  = sum p log(sum_j p / p)              (Shannon 1948)
 *   conditional mutual inf. I(X; Y | all others)                                     (McGill 1954)
 *   total correlation       D(p || product of all marginals)                         (Watanabe 1960)
 *
 * A set of distributions p_i with weights w_i, m = sum_i w_i p_i:
 *   JS among them           sum_i w_i D(p_i || m)  <=  -sum w log w                  (Lin 1991)
 *
 * 0 log 0 = 0, so that rows and columns may be zero; no quantity is ever infinite. Of two constants (H(X) = H(Y) = 0)
 * the normalised mutual information is 1, and otherwise 0 where it would be 0 / 0.
 *
 * Accuracy: that of kullback.h. Nearly independent variables, and nearly equal distributions, too: marginals, mixtures
 * and their differences from the table are carried to twice the precision. Elements that differ by less than 2^-90
 * (8e-28) of them count as equal; so tables of integers that factorise give exactly 0.
 *
 * Errors, besides those of the call itself: KULLBACK_ERROR_PROBABILITY for a negative or infinite probability or
 * weight, KULLBACK_ERROR_NO_MASS for a table (for JS: a distribution) without mass, KULLBACK_ERROR_SUM for one that
 * does not sum to one within `sum_tolerance`.
 */
#ifndef KULLBACK_INFORMATION_H
#define KULLBACK_INFORMATION_H

#include "options.h"

KULLBACK_BEGIN_DECLARATIONS

typedef int32_t kullback_information;
enum {
    KULLBACK_MUTUAL_INFORMATION = 10,             /* 2 axes */
    KULLBACK_CONDITIONAL_MUTUAL_INFORMATION = 20, /* 2 to 8 */
    KULLBACK_TOTAL_CORRELATION = 30,              /* 2 to 8 */
    KULLBACK_VARIATION_OF_INFORMATION = 40,       /* 2 */
    KULLBACK_JOINT_ENTROPY = 50,                  /* 1 to 8 */
    KULLBACK_CONDITIONAL_ENTROPY = 60,            /* 2 to 8 */
    /* Normalised mutual information, by what it is divided by; 2 axes. */
    KULLBACK_NORMALIZED_MUTUAL_INFORMATION = 110, /* the arithmetic mean of H(X) and H(Y) */
    KULLBACK_NORMALIZED_MUTUAL_INFORMATION_GEOMETRIC = 120,
    KULLBACK_NORMALIZED_MUTUAL_INFORMATION_MIN = 130,
    KULLBACK_NORMALIZED_MUTUAL_INFORMATION_MAX = 140,
    KULLBACK_NORMALIZED_MUTUAL_INFORMATION_JOINT = 150
};

#define KULLBACK_MAX_DIMENSIONS 8

/*
 * A batch of `tables` tables of shape[0] x shape[1] x ... x shape[dimensions - 1] elements. Element (i, j, ...) of
 * table t is data[t * table_stride + i * strides[0] + j * strides[1] + ...]: strides are in elements, 0 broadcasts,
 * negative ones run backwards, and axes may be in any order. `data` may be NULL when the batch has no element. A
 * contiguous matrix has strides[0] = shape[1] and strides[1] = 1.
 */
typedef struct kullback_tables_f64 {
    const double *data;
    size_t tables;
    ptrdiff_t table_stride;
    size_t dimensions;
    size_t shape[KULLBACK_MAX_DIMENSIONS];
    ptrdiff_t strides[KULLBACK_MAX_DIMENSIONS];
} kullback_tables_f64;

typedef struct kullback_tables_f32 {
    const float *data;
    size_t tables;
    ptrdiff_t table_stride;
    size_t dimensions;
    size_t shape[KULLBACK_MAX_DIMENSIONS];
    ptrdiff_t strides[KULLBACK_MAX_DIMENSIONS];
} kullback_tables_f32;

/* Counts: read as the doubles nearest to them. */
typedef struct kullback_tables_i64 {
    const int64_t *data;
    size_t tables;
    ptrdiff_t table_stride;
    size_t dimensions;
    size_t shape[KULLBACK_MAX_DIMENSIONS];
    ptrdiff_t strides[KULLBACK_MAX_DIMENSIONS];
} kullback_tables_i64;

/* ---- Simple: one contiguous matrix; the answer goes to *result. ---- */

/* I(X; Y) from rows * columns joint probabilities. */
kullback_status kullback_mutual_information_f64(const double *joint, size_t rows, size_t columns, double *result);
kullback_status kullback_mutual_information_f32(const float *joint, size_t rows, size_t columns, float *result);

/* JS among the rows, equally weighted. */
kullback_status kullback_js_among_f64(const double *distributions, size_t rows, size_t count, double *result);
kullback_status kullback_js_among_f32(const float *distributions, size_t rows, size_t count, float *result);

/* ---- Advanced: batches. Table t's answer goes to result[t * result_stride]. ----
 *
 * Of the options, `space` must be KULLBACK_PROBABILITIES. Tables are probabilities that sum to one within
 * `sum_tolerance`, or with `normalize` any weights; each stands for table / sum(table), exactly.
 */

/*
 * Table -> number. `row` of an error is the table within the batch, and `index` the element's position within the table
 * in C order.
 */
kullback_status kullback_information_tables_f64(kullback_information quantity, const kullback_tables_f64 *joint,
                                                const kullback_options *options, double *result,
                                                ptrdiff_t result_stride);
kullback_status kullback_information_tables_f32(kullback_information quantity, const kullback_tables_f32 *joint,
                                                const kullback_options *options, float *result,
                                                ptrdiff_t result_stride);

/* The same for counts, which are divided by their sum as if options.normalize were set. */
kullback_status kullback_information_tables_i64(kullback_information quantity, const kullback_tables_i64 *joint,
                                                const kullback_options *options, double *result,
                                                ptrdiff_t result_stride);

/*
 * JS among the rows of each table of two dimensions, shape[0] distributions of shape[1] probabilities each. `weights`:
 * one for each of the shape[0] distributions, contiguous, the same for every table; with `normalize` they may have any
 * sum too. NULL weights all equally. `row` of an error counts the distributions of the whole batch.
 */
kullback_status kullback_js_among_tables_f64(const kullback_tables_f64 *distributions, const double *weights,
                                             const kullback_options *options, double *result, ptrdiff_t result_stride);
kullback_status kullback_js_among_tables_f32(const kullback_tables_f32 *distributions, const double *weights,
                                             const kullback_options *options, float *result, ptrdiff_t result_stride);

/* The same for counts: each distribution, and `weights`, are divided by their sums as if options.normalize were set. */
kullback_status kullback_js_among_tables_i64(const kullback_tables_i64 *distributions, const double *weights,
                                             const kullback_options *options, double *result, ptrdiff_t result_stride);

KULLBACK_END_DECLARATIONS

#endif
