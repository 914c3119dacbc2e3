/*
 * Distributions of matrices: divergences within a family, entropy, mean, variance, log-densities, draws.
 *
 *   KULLBACK_WISHART           df n > d - 1; matrix: the covariance V of the d-dimensional Gaussians whose scatter it
 * is. With S = n V, b = n_q / 2, a = n_p / 2: D(p || q) = n_q D(N(0, Sp) || N(0, Sq)) + sum over 0 <= i < d of B(b -
 * i/2, a - i/2) - X(b, a), B the Bregman divergence of log Gamma, and X(b, a) = b log(b / a) - b + a
 *   KULLBACK_INVERSE_WISHART   df n > d - 1; matrix: the scale Psi. Its inverse is Wishart with the covariance Psi^-1
 *   KULLBACK_MATRIX_NORMAL     loc of `rows` x `columns`; matrix: the covariance U of a column's elements;
 * column_matrix: the covariance V of a row's. Elements (i, k) and (j, l) have the covariance U_ij V_kl (Dawid 1981). D
 * is that of Gaussians of rows * columns dimensions, in time proportional to (rows * columns)^3 for each pair.
 *
 * Quantities of two: KULLBACK_KL, KULLBACK_RENYI (`order` of the options, above 0), KULLBACK_BHATTACHARYYA_DISTANCE,
 * KULLBACK_BHATTACHARYYA_COEFFICIENT, KULLBACK_SQUARED_HELLINGER and KULLBACK_HELLINGER_DISTANCE: all three are
 * exponential families. With a the order, n = a n_p + (1 - a) n_q and C = a n_p / n Sq + (1 - a) n_q / n Sp (with
 * Psi^-1 for V of inverse Wishart distributions, and n = 1 of matrix normals) the divergences of order a < 1 are those
 * of N(0, Sp) and N(0, Sq) from N(0, C), times n, and what the degrees of freedom add. Of order a > 1 they are infinite
 * where C is not positive definite or n <= d - 1.
 *
 * Sums of numbers that are not negative, exactly 0 where p = q, and for matrix normals also where the products U_ij
 * V_kl are the same. In nats, or in the unit of `base`; the other options are `threads`, `order` and `error`. NaN in
 * gives NaN.
 *
 * Errors, first those of p: KULLBACK_ERROR_PARAMETER for an infinite number or too few degrees of freedom,
 * KULLBACK_ERROR_NOT_POSITIVE_DEFINITE with the pivot's index and value, where it is not above the rounding of its row.
 * The argument is KULLBACK_ARGUMENT_P_FIRST (df) or _SECOND (matrix), of matrix normals KULLBACK_ARGUMENT_P_FIRST
 * (matrix), _SECOND (column_matrix) or KULLBACK_ARGUMENT_LOC_P; `index` is i d + j for element (i, j) of a matrix.
 * Nothing is written on an error.
 *
 * Accuracy: that of gaussians.h, also where p and q nearly agree: differences of products are exact to their last bit.
 */
#ifndef KULLBACK_MATRIX_DISTRIBUTIONS_H
#define KULLBACK_MATRIX_DISTRIBUTIONS_H

#include "distributions.h"

KULLBACK_BEGIN_DECLARATIONS

typedef int32_t kullback_matrix_family;
enum {
    KULLBACK_WISHART = 10,
    KULLBACK_INVERSE_WISHART = 20,
    KULLBACK_MATRIX_NORMAL = 30
};

/* Element (i, j) of matrix number b is data[b * batch_stride + i * row_stride + j * column_stride]; strides are in
 * elements, 0 broadcasts, negative ones run backwards. Of symmetric matrices only the lower triangle is read. */
typedef struct kullback_matrices {
    const double *data;
    ptrdiff_t batch_stride;
    ptrdiff_t row_stride;
    ptrdiff_t column_stride;
} kullback_matrices;

/* `batch` distributions of one family. What a family does not have is not looked at. */
typedef struct kullback_matrix_distributions {
    kullback_matrix_family family;
    int32_t reserved; /* 0 */
    size_t batch;
    size_t rows;    /* d of Wishart distributions */
    size_t columns; /* of matrix normals */
    const double *df;
    ptrdiff_t df_stride;
    kullback_matrices loc;
    kullback_matrices matrix;
    kullback_matrices column_matrix;
} kullback_matrix_distributions;

/*
 * The quantity of member number b, or of pair number b of p and q, which agree in batch and shape
 * (KULLBACK_ERROR_SHAPE), goes to result[b * result_stride]. q is NULL for KULLBACK_ENTROPY, the differential entropy.
 * Of two families there is nothing (KULLBACK_ERROR_NO_CLOSED_FORM).
 */
kullback_status kullback_matrix_distribution_values(kullback_quantity quantity, const kullback_matrix_distributions *p,
                                                    const kullback_matrix_distributions *q,
                                                    const kullback_options *options, double *result,
                                                    ptrdiff_t result_stride);

/*
 * The means (KULLBACK_MEAN) or variances (KULLBACK_VARIANCE) of the members' elements: matrices by rows, one after the
 * other. Those of an inverse Wishart distribution are infinite where there are too few degrees of freedom: the mean,
 * element by element times infinity, for n <= d + 1, the variances for n <= d + 3.
 */
kullback_status kullback_matrix_distribution_moments(kullback_quantity quantity, const kullback_matrix_distributions *p,
                                                     const kullback_options *options, double *result);

/*
 * The logarithm of the density of member number b at matrix number b of x, of which Wishart distributions and their
 * inverses read the lower triangle, whose density it is: -inf where it is not positive definite.
 */
kullback_status kullback_matrix_distribution_log_densities(const kullback_matrix_distributions *p,
                                                           const kullback_matrices *x, const kullback_options *options,
                                                           double *result, ptrdiff_t result_stride);

/*
 * One draw per member, matrices by rows one after the other, which depends on the seed, the member's parameters and the
 * number `first` + b only. Bartlett's (1933) of Wishart distributions.
 */
kullback_status kullback_matrix_distribution_samples(const kullback_matrix_distributions *p, uint64_t seed,
                                                     uint64_t first, const kullback_options *options, double *result);

KULLBACK_END_DECLARATIONS

#endif
