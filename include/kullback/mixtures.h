/*
 * Gaussian mixtures, and the KL divergence between them.
 *
 * It has no closed form. One call gives bounds that are proved (docs/gaussian_mixtures.md), approximations that are not
 * bounds, and a Monte-Carlo estimate. With p = sum pi_a f_a, q = sum omega_b g_b, entropies H, and z, t the integrals
 * of products of two components,
 *
 *   variational       sum_a pi_a log(sum_a' pi_a' exp -D(f_a || f_a') / sum_b omega_b exp -D(f_a || g_b))
 *   product           sum_a pi_a log(sum_a' pi_a' z_aa' / sum_b omega_b t_ab)             (Hershey & Olsen 2007)
 *   durrieu_lower     sum_a pi_a (log(sum_a' pi_a' exp -D(f_a || f_a')) - H(f_a) - log(sum_b omega_b t_ab))
 *   durrieu_upper     sum_a pi_a (log(sum_a' pi_a' z_aa') + H(f_a) - log(sum_b omega_b exp -D(f_a || g_b)))
 *                                                                                 (Durrieu, Thiran & Kelly 2012)
 *   variational_upper min of D(phi || psi) + sum phi_ab D(f_a || g_b) over phi and psi with the marginals pi and omega,
 *                     by turns until one wins less than 2^-40 of it, at most 1000       (Hershey & Olsen 2007)
 *   matched           sum_a pi_a min_b (log(pi_a / omega_b) + D(f_a || g_b))   (Goldberger, Gordon & Greenspan 2003)
 *   unscented         the mean of log p / q over 2 d sigma points of each component, weighted    (the same)
 *   moment_matched    KL between the Gaussians with the mixtures' means and covariances
 *
 * `lower` and `upper` are the best of all bounds, some of them not named above. `lower` is at least 0; both are 0 where
 * p and q are given by the same numbers in the same order. The approximations may be negative.
 *
 * Errors: KULLBACK_ERROR_NOT_POSITIVE_DEFINITE and KULLBACK_ERROR_PARAMETER as in gaussians.h, with the component as
 * the row; KULLBACK_ERROR_PROBABILITY (index: the component), KULLBACK_ERROR_SUM or KULLBACK_ERROR_NO_MASS of
 * KULLBACK_ARGUMENT_P_WEIGHTS or KULLBACK_ARGUMENT_Q_WEIGHTS; KULLBACK_ERROR_COUNT for a mixture of no component or no
 * dimension. Of the options `base`, `normalize` and `sum_tolerance` (of the weights), `threads` and `error` apply;
 * `space` is KULLBACK_ERROR_OPTION unless at its default. Nothing is written on an error. NaN in gives NaN, but for
 * weights.
 *
 * Accuracy: absolute error at most 1e-13 (1 + the largest divergence between components) times the condition number of
 * the Cholesky factors, but for the Monte-Carlo estimate.
 */
#ifndef KULLBACK_MIXTURES_H
#define KULLBACK_MIXTURES_H

#include "estimators.h"
#include "gaussians.h"
#include "options.h"

KULLBACK_BEGIN_DECLARATIONS

/* Gaussians, one component each, and the weight of component k at weights[k * weight_stride]: not negative, of sum 1.
 */
typedef struct kullback_gaussian_mixture {
    kullback_gaussians components;
    const double *weights;
    ptrdiff_t weight_stride;
} kullback_gaussian_mixture;

/* How samples are drawn. NULL in place of a pointer, and 0 in any member, mean the default. */
typedef struct kullback_mixture_sampling {
    size_t struct_size;           /* sizeof(kullback_mixture_sampling) as the caller knows it */
    kullback_estimator estimator; /* default KULLBACK_K1, whose variance is always finite */
    int32_t none;                 /* not 0: no samples, and an estimate of NaN */
    /*
     * How many, default 10000: of each component its share, rounded up, and at least two. Sample i is drawn by
     * Philox 4x32-10 with the seed for its key and i in its counter.
     */
    size_t samples;
    uint64_t seed;
} kullback_mixture_sampling;

typedef struct kullback_mixture_divergence {
    double lower; /* bounds */
    double upper;
    double variational; /* approximations */
    double product;
    double durrieu_lower;
    double durrieu_upper;
    double variational_upper;
    double matched;
    double unscented;
    double moment_matched;
    /*
     * Stratified by component: sum pi_a m_a with the mean m_a over samples of component a, unbiased with
     * KULLBACK_K1 and KULLBACK_K3, and its standard error, the root of sum pi_a^2 v_a / n_a.
     */
    kullback_estimate monte_carlo;
} kullback_mixture_divergence;

/* D(p || q). `sampling` and `options` may be NULL. */
kullback_status kullback_mixture_kl(const kullback_gaussian_mixture *p, const kullback_gaussian_mixture *q,
                                    const kullback_mixture_sampling *sampling, const kullback_options *options,
                                    kullback_mixture_divergence *result);

/* log p at each row of `x`, in nats (or the unit of `base`); KULLBACK_ERROR_SHAPE unless rows have `dimension` numbers.
 */
kullback_status kullback_mixture_log_density(const kullback_gaussian_mixture *p, const kullback_rows_f64 *x,
                                             const kullback_options *options, double *result, ptrdiff_t result_stride);

/* `count` independent draws, row by row: draw i is from stream `first + i` of the seed. */
kullback_status kullback_mixture_draws(const kullback_gaussian_mixture *p, uint64_t seed, uint64_t first, size_t count,
                                       const kullback_options *options, double *result);

KULLBACK_END_DECLARATIONS

#endif
