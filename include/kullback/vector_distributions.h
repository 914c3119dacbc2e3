/*
 * Distributions of vectors: divergences in closed form within a family, entropy, mean, variance, log-densities, draws.
 *
 *   KULLBACK_DIRICHLET           vectors: concentration, positive. On the simplex.
 *       D(p || q) = b0 KL(b / b0 || a / a0) + sum R(b_i, a_i) - R(b0, a0), a and b the concentrations of p and q, a0
 * and b0 their sums, R the Bregman divergence of log Gamma(x) - x log x + x KULLBACK_MULTINOMIAL         vectors:
 * probabilities; scalars: total_count, an integer >= 0. Categorical for 1. D(p || q) = n KL(probabilities of p || of
 * q), infinite for different total counts KULLBACK_VON_MISES_FISHER    vectors: mean direction, of length 1; scalars:
 * concentration >= 0. On the unit sphere of d >= 2 dimensions; 0 is the uniform distribution. D(p || q) = B(k_q, k_p) +
 * A(k_p) k_q |m_p - m_q|^2 / 2, with A(k) = I_{d/2}(k) / I_{d/2-1}(k) and B the Bregman divergence of log(I_{d/2-1}(k)
 * k^(1-d/2))
 *
 * Quantities: KULLBACK_KL, KULLBACK_ENTROPY, and, since all three are
 * exponential families, KULLBACK_RENYI (`order` of the options, above 0), KULLBACK_BHATTACHARYYA_DISTANCE,
 * KULLBACK_BHATTACHARYYA_COEFFICIENT, KULLBACK_SQUARED_HELLINGER and KULLBACK_HELLINGER_DISTANCE, one number per row;
 * KULLBACK_MEAN and KULLBACK_VARIANCE (of each component), a row of numbers per row.
 *
 * Errors: KULLBACK_ERROR_PARAMETER with the argument KULLBACK_ARGUMENT_P_FIRST (vectors) ... KULLBACK_ARGUMENT_Q_SECOND
 * (scalars), also for a direction whose length is not 1 within `sum_tolerance` (it is divided by its length);
 * KULLBACK_ERROR_PROBABILITY and KULLBACK_ERROR_SUM for probabilities. KULLBACK_ERROR_NO_CLOSED_FORM of two families.
 */
#ifndef KULLBACK_VECTOR_DISTRIBUTIONS_H
#define KULLBACK_VECTOR_DISTRIBUTIONS_H

#include "distributions.h"

KULLBACK_BEGIN_DECLARATIONS

typedef int32_t kullback_vector_family;
enum {
    KULLBACK_DIRICHLET = 10,
    KULLBACK_MULTINOMIAL = 20,
    KULLBACK_VON_MISES_FISHER = 30
};

/* A batch of members of one family: row i of `vectors`, and row i of `scalars`, whose count is 1, where there are any.
 */
typedef struct kullback_vector_distributions {
    kullback_vector_family family;
    int32_t reserved; /* 0 */
    kullback_typed_rows vectors;
    kullback_typed_rows scalars;
} kullback_vector_distributions;

/* q is NULL for a quantity of one distribution. */
kullback_status kullback_vector_distribution_values(kullback_quantity quantity, const kullback_vector_distributions *p,
                                                    const kullback_vector_distributions *q,
                                                    const kullback_options *options,
                                                    const kullback_typed_results *results);

/* Of row i of x: the log-density relative to the flat one on the simplex or the sphere, or the log-probability of
 * counts. */
kullback_status kullback_vector_distribution_log_densities(const kullback_vector_distributions *p,
                                                           const kullback_typed_rows *x,
                                                           const kullback_options *options,
                                                           const kullback_typed_results *results);

/* One draw per row, which depends on the seed, the row's parameters and the number `first` + row only. */
kullback_status kullback_vector_distribution_samples(const kullback_vector_distributions *p, uint64_t seed,
                                                     uint64_t first, const kullback_options *options,
                                                     const kullback_typed_results *results);

KULLBACK_END_DECLARATIONS

#endif
