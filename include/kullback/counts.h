/*
 * Statistics on counts: the G-test, and bootstrap and permutation of any divergence.
 *
 * Counts are never negative and sum to less than 2^53, so that doubles hold them (KULLBACK_ERROR_FREQUENCY). A row in
 * which nothing was counted is KULLBACK_ERROR_NO_MASS.
 */
#ifndef KULLBACK_COUNTS_H
#define KULLBACK_COUNTS_H

#include "discrete.h"

KULLBACK_BEGIN_DECLARATIONS

/* ---- G-test: is a divergence of counts more than chance? ----
 *
 *   goodness of fit    G = 2 sum o log(o / e) = 2 N D(o / N || e),  df = bins with e > 0, less 1, less ddof
 *   homogeneity        G = 2 sum N_k D(row k || sum of all rows),   df = (rows - 1) (bins with counts - 1)
 *
 * The p-value is the probability that chi-squared with df degrees of freedom exceeds the statistic (Wilks 1938); its
 * relative error, given the statistic, is below 1e-13 down to 1e-300. Williams' (1976) correction divides G by
 *
 *   goodness of fit    1 + (sum 1 / e - 1) / (6 N df)                            e as probabilities; ddof must be 0
 *   homogeneity        1 + (N sum 1 / N_k - 1) (N sum 1 / C_j - 1) / (6 N df)    N_k, C_j: sums of rows and columns
 *
 * by which its mean is that of chi-squared to one order in 1 / N more. G = +inf and p = 0 where o > 0 = e; p = 1 for
 * df = 0 otherwise. NaN in `expected` gives NaN.
 */
typedef struct kullback_g_test {
    double statistic; /* G / correction */
    double df;
    double p_value;
    double correction; /* Williams' divisor; 1 without */
} kullback_g_test;

/* Simple: goodness of fit of one contiguous row. `expected` are weights of any sum. */
kullback_status kullback_g_test_i64(const int64_t *observed, const double *expected, size_t count,
                                    kullback_g_test *result);

/*
 * Goodness of fit, row by row; row i's test goes to result[i]. Both have as many rows; row_stride = 0 broadcasts.
 * `williams` other than 0 corrects. `ddof`: parameters of `expected` that were estimated from `observed`;
 * KULLBACK_ERROR_OPTION if that leaves less than no degree of freedom. Of the options, only `error` applies.
 */
kullback_status kullback_g_test_rows_i64(const kullback_rows_i64 *observed, const kullback_rows_f64 *expected,
                                         int32_t williams, size_t ddof, const kullback_options *options,
                                         kullback_g_test *result);

/* Homogeneity of the rows of a table, which is also independence of its rows and columns. */
kullback_status kullback_g_test_table_i64(const kullback_rows_i64 *table, int32_t williams,
                                          const kullback_options *options, kullback_g_test *result);

/* ---- Resampling: how uncertain is a divergence of counts? ---- */

/* Returns 0, or another number to stop: the call then returns KULLBACK_ERROR_CALLBACK, with it in the error slot. */
typedef int32_t (*kullback_progress)(void *user, double fraction);

typedef int32_t kullback_interval;
enum {
    KULLBACK_PERCENTILE = 0, /* the quantiles a and b of the replicates */
    KULLBACK_BASIC = 10      /* 2 value - b to 2 value - a; may be negative */
};

/* How to resample. NULL in place of a pointer, and 0 in any member, mean the default. */
typedef struct kullback_resampling {
    size_t struct_size; /* sizeof(kullback_resampling) as the caller knows it */
    size_t resamples;   /* default 9999 */
    /*
     * Resample i is drawn by Philox 4x32-10 (Salmon et al. 2011) with the seed for its key and i in its counter: it
     * does not depend on the number of threads, nor on how many resamples there are.
     */
    uint64_t seed;
    double pseudocount; /* added to every count, of the data and of the resamples, before the divergence */
    double level;       /* of the confidence interval, in (0, 1); default 0.95 */
    kullback_interval interval;
    int32_t reserved;   /* 0 */
    double *replicates; /* NULL, or room for the divergences of all resamples, in order */
    /*
     * NULL, or what to call with the fraction done, from the calling thread and no other, after about every tenth of a
     * second's work and at the end.
     */
    kullback_progress progress;
    void *user; /* handed to `progress` as it is */
} kullback_resampling;

typedef struct kullback_bootstrap {
    double value; /* the divergence of the counts */
    double low;   /* the confidence interval */
    double high;
    double standard_error; /* standard deviation of the replicates (n - 1); NaN if one is infinite */
    double bias;           /* mean of the replicates, less the value */
    size_t resamples;
} kullback_bootstrap;

typedef struct kullback_permutation_test {
    double value; /* the divergence of the counts */
    double p_value;
    size_t resamples;
} kullback_permutation_test;

/*
 * Bootstrap (Efron 1979) of a divergence of two rows of counts. Each resample draws as many events as p has with p's
 * proportions, and likewise for q: exact multinomial draws. Quantiles are linear between replicates (Hyndman & Fan's
 * type 7, NumPy's default).
 *
 * `p` and `q` have one row each. `quantity`: any of two rows in discrete.h. Of the options, `base`, `order`, `weight`,
 * `threads` and `error` apply.
 */
kullback_status kullback_bootstrap_i64(kullback_quantity quantity, const kullback_rows_i64 *p,
                                       const kullback_rows_i64 *q, const kullback_resampling *resampling,
                                       const kullback_options *options, kullback_bootstrap *result);

/*
 * Permutation test of p and q coming from one distribution: the pooled events are dealt out at random, as many to each
 * as it has (exact multivariate hypergeometric draws). With D* the divergence of a resample and D that of the data,
 * p_value = (1 + number of D* >= D) / (1 + resamples) (Phipson & Smyth 2010), which is valid for any number of
 * resamples. A D* that is less than D by at most 2^-40 of it, as from rounding, counts as equal.
 *
 * KULLBACK_ERROR_QUANTITY for those that are not smallest for equal rows: the cross-entropy and the Bhattacharyya
 * coefficient. `level` and `interval` are ignored. Otherwise as kullback_bootstrap_i64.
 */
kullback_status kullback_permutation_test_i64(kullback_quantity quantity, const kullback_rows_i64 *p,
                                              const kullback_rows_i64 *q, const kullback_resampling *resampling,
                                              const kullback_options *options, kullback_permutation_test *result);

KULLBACK_END_DECLARATIONS

#endif
