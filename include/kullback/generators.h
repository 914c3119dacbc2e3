/*
 * f-divergences (Csiszar 1963, Ali & Silvey 1966), of generators by name and of the caller's own.
 *
 *   D_f(p || q) = sum q f(p / q),   f convex on t >= 0 with f(1) = 0,
 *
 * with q f(0) where p = 0, p f'(inf) where q = 0, f'(inf) = lim f(t) / t for t -> inf, and 0 where both are.
 */
#ifndef KULLBACK_GENERATORS_H
#define KULLBACK_GENERATORS_H

#include "discrete.h"
#include "options.h"

KULLBACK_BEGIN_DECLARATIONS

/* What rows with zeros need to know of a generator. */
typedef struct kullback_generator_limits {
    double at_zero;           /* f(0), from above; may be +inf */
    double slope_at_infinity; /* f'(inf) = lim f(t) / t for t -> inf; may be +inf */
} kullback_generator_limits;

/* ---- Generators by name ----
 *
 * In canonical form, f >= 0 and f(1) = f'(1) = 0; with z = t - 1, the order a and the weight w:
 *
 *   KL, generalised KL   t log t - z                     alpha           c_b, b = (1 - a) / 2
 *   reverse KL           z - log t                       Cressie-Read    c_b, b = a + 1
 *   Jeffreys             z log t                         Tsallis         a c_a, a > 0
 *   JS                   w t log(t / m) - (1 - w) log m, m = w t + 1 - w
 *   skew KL              t log(t / m) - w z, m = (1 - w) t + w; K-divergence: w = 1/2
 *   total variation      |z| / 2
 *   Pearson, Neyman      z^2, z^2 / t
 *   squared Hellinger    (sqrt t - 1)^2 / 2
 *   triangular           z^2 / (t + 1)
 *
 * where c_b(t) = (t^b - b t + b - 1) / (b (b - 1)), with its limits for b = 0 and 1. The convex conjugate
 *
 *   f*(u) = sup over t >= 0 of u t - f(t)
 *
 * is +inf for u > f'(inf) and -f(0) below all slopes of f. It makes the divergence a maximum over functions u,
 * D_f(p || q) = max sum p u - sum q f*(u), attained at u = f'(p / q) (Nguyen, Wainwright & Jordan 2010; Nowozin, Cseke
 * & Tomioka 2016). docs/generators.md has the closed forms.
 *
 * All in nats. Relative error at most 1e-14, near t = 1 and u = 0 too. NaN gives NaN.
 */
typedef int32_t kullback_generator_function;
enum {
    KULLBACK_GENERATOR_VALUE = 10,               /* f(t); +inf for t < 0 */
    KULLBACK_GENERATOR_DERIVATIVE = 20,          /* f'(t); NaN for t < 0 */
    KULLBACK_GENERATOR_SECOND_DERIVATIVE = 30,   /* f''(t); NaN for t < 0 */
    KULLBACK_GENERATOR_CONJUGATE = 40,           /* f*(u) */
    KULLBACK_GENERATOR_CONJUGATE_DERIVATIVE = 50 /* the t >= 0 where u t - f(t) is largest; +inf if there is none */
};

/*
 * One number for each of `count`; `result` may be `x`. Of the options, `order`, `weight` and `error` apply; others that
 * are not at their defaults are KULLBACK_ERROR_OPTION, as is an order that is missing, not finite, or for Tsallis not
 * positive, and a weight out of range. Quantities without a generator (such as Renyi's, and square roots) are
 * KULLBACK_ERROR_QUANTITY.
 */
kullback_status kullback_generator_f64(kullback_quantity quantity, kullback_generator_function function,
                                       const double *x, size_t count, const kullback_options *options, double *result);

/* f(0) and f'(inf). */
kullback_status kullback_generator_limits_f64(kullback_quantity quantity, const kullback_options *options,
                                              kullback_generator_limits *result);

/* ---- Generators of the caller ---- */

/* At most so many ratios are in one call of a generator. */
#define KULLBACK_GENERATOR_BATCH 1024

/* Writes f(t) for each of `count` ratios t >= 0. Returns 0, or another number to stop. */
typedef int32_t (*kullback_generator_callback)(void *user, const double *t, size_t count, double *value);

/*
 * Row i's D_f goes to result[i * result_stride]. `f` is called on this thread, with the ratios of a row in order, and
 * with t = 1 to begin with; `user` is handed to it as it is.
 *
 * Limits are needed by rows with zeros only. Where `limits` is NULL, or a member of it NaN, f is asked: for f(0) at 0,
 * and if that is NaN at t = 2^-125, 2^-250 and 2^-500; for f'(inf) at their inverses.
 *
 * The error is that of the values of f, times the change of f over one unit in the last place of t; so f has to be
 * accurate near t = 1 for rows that are nearly equal, which needs its canonical form. Sums are compensated, and a
 * result below 0 by rounding is 0. Ratios beyond the range of double are taken as its ends. Options are those of
 * kullback_divergence_rows_f64, but `threads` does not matter.
 *
 * Errors, besides those of rows: KULLBACK_ERROR_CALLBACK with what f returned as value, and for argument F
 * KULLBACK_ERROR_PARAMETER: where f(t) is NaN or -inf (row, index, and t as value); where |f(1)| > 1e-12 (value 1);
 * where a limit cannot be found by asking (value 0 or +inf: give it); and where the sum is below -1e-12 times the
 * larger of 1 and the sum of |q f(t)|, so that f is not convex (row, and the sum as value).
 */
kullback_status kullback_f_divergence_f64(kullback_generator_callback f, void *user,
                                          const kullback_generator_limits *limits, const kullback_rows_f64 *p,
                                          const kullback_rows_f64 *q, const kullback_options *options, double *result,
                                          ptrdiff_t result_stride);
kullback_status kullback_f_divergence_f32(kullback_generator_callback f, void *user,
                                          const kullback_generator_limits *limits, const kullback_rows_f32 *p,
                                          const kullback_rows_f32 *q, const kullback_options *options, float *result,
                                          ptrdiff_t result_stride);

KULLBACK_END_DECLARATIONS

#endif
