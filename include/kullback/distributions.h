/*
 * Univariate distributions of the families of family_list.h: divergences between them in closed form, of one family or
 * of two, their entropy, mean and variance, log-densities, and draws.
 *
 * Quantities of two distributions: KULLBACK_KL, between any two families for which it has a closed form, or is infinite
 * because the support of one is not within that of the other; within an exponential family also KULLBACK_RENYI (`order`
 * of the options, above 0), KULLBACK_BHATTACHARYYA_DISTANCE, KULLBACK_BHATTACHARYYA_COEFFICIENT,
 * KULLBACK_SQUARED_HELLINGER and KULLBACK_HELLINGER_DISTANCE. Of one, with q = NULL: KULLBACK_ENTROPY, KULLBACK_MEAN,
 * KULLBACK_VARIANCE. KL, Renyi, entropy and the Bhattacharyya distance are in the unit of `base`.
 *
 * Errors: KULLBACK_ERROR_PARAMETER for a parameter outside its domain, with its position and value, and one of the
 * arguments KULLBACK_ARGUMENT_P_FIRST ... KULLBACK_ARGUMENT_Q_SECOND; KULLBACK_ERROR_NO_CLOSED_FORM for a pair, or a
 * quantity of a family, that has none: kullback_monte_carlo_f64 then gives an estimate. So do negative binomials, and
 * Renyi divergences of binomials, of different counts; argument and position are then those of q's. NaN parameters give
 * NaN.
 * `space`, `normalize`, `temperature` and `sum_tolerance` of the options mean nothing here: KULLBACK_ERROR_OPTION
 * unless at their defaults. Nothing is written on an error.
 *
 * Accuracy: relative error at most 1e-14 (f64 parameters and results), 1e-6 (others), for parameters that nearly agree
 * too; exceptions are on the families' pages.
 */
#ifndef KULLBACK_DISTRIBUTIONS_H
#define KULLBACK_DISTRIBUTIONS_H

#include "discrete.h"
#include "family_list.h"
#include "typed_rows.h"

KULLBACK_BEGIN_DECLARATIONS

/* Quantities of one distribution, beside KULLBACK_ENTROPY. */
enum {
    KULLBACK_MEAN = 410,
    KULLBACK_VARIANCE = 420
};

/*
 * A batch of members of one family: one batch of numbers per parameter, which agree in rows and count. A family of one
 * parameter leaves the second alone.
 */
typedef struct kullback_distributions {
    kullback_family family;
    int32_t reserved; /* 0 */
    kullback_typed_rows parameters[2];
} kullback_distributions;

/*
 * Elementwise: the quantity of element j of row i of p and of q goes to place (i, j) of the results. `q` is NULL for a
 * quantity of one distribution. Results may take the place of parameters of the same layout and type.
 */
kullback_status kullback_distribution_values(kullback_quantity quantity, const kullback_distributions *p,
                                             const kullback_distributions *q, const kullback_options *options,
                                             const kullback_typed_results *results);

/*
 * Over rows, each a product of independent members: the KL divergence, Renyi divergence, Bhattacharyya distance or
 * entropy of row i, which is the sum over its elements, goes to place (i, 0). A row of no members gives 0.
 */
kullback_status kullback_distribution_row_values(kullback_quantity quantity, const kullback_distributions *p,
                                                 const kullback_distributions *q, const kullback_options *options,
                                                 const kullback_typed_results *results);

/*
 * log p(x), elementwise: the logarithm of the density, or of the probability for families of integers; -inf outside the
 * support. `x` agrees with the parameters in rows and count.
 */
kullback_status kullback_distribution_log_densities(const kullback_distributions *p, const kullback_typed_rows *x,
                                                    const kullback_options *options,
                                                    const kullback_typed_results *results);

/*
 * Draws one number from each element. That for element j of row i depends on the seed, its parameters and the number
 * `first` + i * count + j only (Philox 4x32-10, Salmon et al. 2011), not on threads or on how a batch is split. Rows of
 * stride 0 make many draws of one distribution.
 */
kullback_status kullback_distribution_samples(const kullback_distributions *p, uint64_t seed, uint64_t first,
                                              const kullback_options *options, const kullback_typed_results *results);

KULLBACK_END_DECLARATIONS

#endif
