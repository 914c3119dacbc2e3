/*
 * Divergences between multivariate Gaussians N(mu, Sigma) of d dimensions, in batches; and their geodesics,
 * barycentres, marginals, conditionals and draws.
 *
 *   KULLBACK_KL           (tr(Sq^-1 Sp) - d + log(det Sq / det Sp) + (mp - mq)^T Sq^-1 (mp - mq)) / 2
 *   KULLBACK_REVERSE_KL   D(q || p);   KULLBACK_JEFFREYS  D(p || q) + D(q || p)
 *   KULLBACK_RENYI        of order a = options.order > 0; +inf where a Sq + (1 - a) Sp is not positive definite
 *                                                                                            (Gil et al. 2013)
 *   KULLBACK_BHATTACHARYYA_DISTANCE, _COEFFICIENT, KULLBACK_SQUARED_HELLINGER, KULLBACK_HELLINGER_DISTANCE
 *   KULLBACK_GEOMETRIC_JS, KULLBACK_DUAL_GEOMETRIC_JS
 *                         w D(p || m) + (1 - w) D(q || m), and with m first; m is proportional to p^w q^(1 - w),
 *                         w = options.weight, default 1/2                      (Nielsen 2019, Deasy et al. 2020)
 *
 * D = sum over the triangular matrix F = Lq^-1 (Lp - Lq) of F_ij^2, with 2 (F_ii - log(1 + F_ii)) along its diagonal,
 * is how the covariances' part of 2 KL is computed: never negative, and nothing cancels where p and q nearly agree.
 *
 *   KULLBACK_SQUARED_WASSERSTEIN   |mp - mq|^2 + tr(Sp + Sq - 2 (Sq^1/2 Sp Sq^1/2)^1/2)     (Bures; Bhatia et al. 2019)
 *
 * Results are in nats, or in the unit of `base` where they are logarithms. NaN in gives NaN. Options that are not
 * `base`, `threads`, `order`, `weight` and `error` are KULLBACK_ERROR_OPTION unless at their defaults.
 *
 * Singular covariances (as covariances, variances or of low rank): +inf, or 0 of the coefficient and 1 of Hellinger's
 * distances, but where both live on one affine subspace, what the coordinates on it have.
 *
 * Errors: KULLBACK_ERROR_NOT_POSITIVE_DEFINITE, with p or q, the row of the batch, and the pivot's index and value,
 * where a pivot is negative, or, in other forms and quantities than the above, not above the rounding of its row, (d +
 * 1) 2^-53 Sigma_ii. KULLBACK_ERROR_PARAMETER for an infinite number; `index` is then i for loc_p and loc_q, and i d +
 * j for element (i, j) of a matrix (i r + j of a low-rank factor). Nothing is written on an error.
 *
 * Geodesics, barycentres, marginals, conditionals and draws take `threads` and `error`; results may take the place of
 * what is read. Covariances that are wanted may be singular where those given are and have a meaning (mixture
 * connection, marginals), and draws may be from singular ones.
 *
 * Accuracy: relative error at most 1e-13 times the condition number of Lq, whose square is that of Sq. Of the elements
 * of matrices, relative to the root of the product of the diagonal elements in their row and column, at most 1e-14 for
 * what is given and wanted as covariances (mixture connection) or as precisions (exponential one), else that times the
 * condition number of the covariance, or, for Cholesky factors from Cholesky factors, of those.
 */
#ifndef KULLBACK_GAUSSIANS_H
#define KULLBACK_GAUSSIANS_H

#include "discrete.h"
#include "options.h"

KULLBACK_BEGIN_DECLARATIONS

/* Quantities of Gaussians only. */
enum {
    KULLBACK_GEOMETRIC_JS = 510,
    KULLBACK_DUAL_GEOMETRIC_JS = 520,
    KULLBACK_SQUARED_WASSERSTEIN = 530
};

/* What `matrix` is. Of square matrices only the lower triangle is read. */
typedef int32_t kullback_covariance_form;
enum {
    KULLBACK_COVARIANCE = 10,
    KULLBACK_CHOLESKY = 20,  /* the lower triangular factor of the covariance, of positive diagonal */
    KULLBACK_PRECISION = 30, /* the covariance's inverse */
    KULLBACK_DIAGONAL = 40,  /* no matrix: `diagonal` holds the variances */
    KULLBACK_LOW_RANK = 50   /* W of d rows and `rank` columns: the covariance is W W^T + diag(diagonal) */
};

/*
 * `batch` Gaussians of `dimension` dimensions. Element i of mean number b is loc[b * loc_batch_stride + i *
 * loc_stride], element (i, j) of matrix number b is matrix[b * matrix_batch_stride + i * row_stride + j *
 * column_stride], and so on; strides are in elements, 0 broadcasts, negative ones run backwards. What a form does not
 * have is not looked at.
 */
typedef struct kullback_gaussians {
    size_t batch;
    size_t dimension;
    kullback_covariance_form form;
    int32_t reserved; /* 0 */
    size_t rank;      /* of KULLBACK_LOW_RANK */
    const double *loc;
    ptrdiff_t loc_batch_stride;
    ptrdiff_t loc_stride;
    const double *matrix;
    ptrdiff_t matrix_batch_stride;
    ptrdiff_t row_stride;
    ptrdiff_t column_stride;
    const double *diagonal;
    ptrdiff_t diagonal_batch_stride;
    ptrdiff_t diagonal_stride;
} kullback_gaussians;

/*
 * The quantity of pair number b of p and q, which agree in batch and dimension (KULLBACK_ERROR_SHAPE), goes to
 * result[b * result_stride].
 */
kullback_status kullback_gaussian_divergences(kullback_quantity quantity, const kullback_gaussians *p,
                                              const kullback_gaussians *q, const kullback_options *options,
                                              double *result, ptrdiff_t result_stride);

/* One number per Gaussian: (d (1 + log 2 pi) + log det Sigma) / 2. */
kullback_status kullback_gaussian_entropies(const kullback_gaussians *p, const kullback_options *options,
                                            double *result, ptrdiff_t result_stride);

/*
 * Mutual information of the first `count` coordinates and the others, log(det S11 det S22 / det Sigma) / 2, as a sum of
 * numbers that are not negative. 0 for a `count` of 0 or d; KULLBACK_ERROR_COUNT beyond.
 */
kullback_status kullback_gaussian_mutual_informations(const kullback_gaussians *p, size_t count,
                                                      const kullback_options *options, double *result,
                                                      ptrdiff_t result_stride);

/* The logarithm of the density of Gaussian number b at the point x[b * x_batch_stride + i * x_stride], i < d. */
kullback_status kullback_gaussian_log_densities(const kullback_gaussians *p, const double *x, ptrdiff_t x_batch_stride,
                                                ptrdiff_t x_stride, const kullback_options *options, double *result,
                                                ptrdiff_t result_stride);

/*
 * D(p || q) of each pair and its gradients, contiguous: `loc_p` and `loc_q` of batch x d numbers, `cholesky_p` and
 * `cholesky_q` of batch x d x d with respect to the Cholesky factors, zero above the diagonal. Any of them may be NULL.
 * They are as accurate as the divergence, and exactly 0 where p and q are given by the same numbers.
 */
kullback_status kullback_gaussian_kl_gradients(const kullback_gaussians *p, const kullback_gaussians *q,
                                               const kullback_options *options, double *result, double *loc_p,
                                               double *cholesky_p, double *loc_q, double *cholesky_q);

/*
 * Gaussians as results, contiguous: loc of batch x d numbers, and matrix of batch x d x d, row by row and in full:
 * covariances, Cholesky factors (zero above the diagonal) or precisions, as `form` says (KULLBACK_ERROR_OPTION for
 * another). Either may be NULL.
 */
typedef struct kullback_gaussian_results {
    kullback_covariance_form form;
    int32_t reserved; /* 0 */
    double *loc;
    double *matrix;
} kullback_gaussian_results;

/* Along which coordinates Gaussians are averaged (Amari 2016). */
typedef int32_t kullback_connection;
enum {
    KULLBACK_MIXTURE_CONNECTION = 10,    /* mu and Sigma + mu mu^T: the moments of the mixture */
    KULLBACK_EXPONENTIAL_CONNECTION = 20 /* Sigma^-1 mu and Sigma^-1: proportional to the product of powers */
};

/*
 * The points of the m-geodesics and e-geodesics from p to q at `weight`: coordinates are (1 - weight) those of p plus
 * weight times those of q. In between they have the least (1 - weight) D(p || m) + weight D(q || m), or
 * (1 - weight) D(m || p) + weight D(m || q). A `weight` below 0 or above 1 goes on along the line, as far as there are
 * Gaussians: beyond, KULLBACK_ERROR_NOT_POSITIVE_DEFINITE of KULLBACK_ARGUMENT_WEIGHT, with the row and the pivot.
 */
kullback_status kullback_gaussian_geodesics(kullback_connection connection, const kullback_gaussians *p,
                                            const kullback_gaussians *q, double weight, const kullback_options *options,
                                            const kullback_gaussian_results *results);

/*
 * Of each `count` Gaussians of p, one after the other, the m with the least weighted mean of D(p_k || m) (mixture
 * connection) or D(m || p_k) (exponential one). Weight k is weights[k * weight_stride]: not negative, of sum 1 within
 * `sum_tolerance`, or divided by their sum if `normalize`; NULL for equal ones. KULLBACK_ERROR_SHAPE unless `count`
 * divides the batch, KULLBACK_ERROR_COUNT for 0; errors of weights are those of probabilities.
 */
kullback_status kullback_gaussian_barycenters(kullback_connection connection, const kullback_gaussians *p, size_t count,
                                              const double *weights, ptrdiff_t weight_stride,
                                              const kullback_options *options,
                                              const kullback_gaussian_results *results);

/*
 * The distributions of `count` of the coordinates, in the order given; NULL for all of them, which converts one form to
 * another. KULLBACK_ERROR_PARAMETER of KULLBACK_ARGUMENT_COORDINATES for one that is not below d or comes twice.
 */
kullback_status kullback_gaussian_marginals(const kullback_gaussians *p, const size_t *coordinates, size_t count,
                                            const kullback_options *options, const kullback_gaussian_results *results);

/*
 * The distributions of the other coordinates, in their order, where the `count` given ones of Gaussian number b have
 * the values x[b * x_batch_stride + i * x_stride], i < count: their mean is mu2 + L21 L11^-1 (x - mu1) and their
 * Cholesky factor L22, of the factor L with the coordinates given first. KULLBACK_ERROR_PARAMETER for an infinite x.
 */
kullback_status kullback_gaussian_conditionals(const kullback_gaussians *p, const size_t *coordinates, size_t count,
                                               const double *x, ptrdiff_t x_batch_stride, ptrdiff_t x_stride,
                                               const kullback_options *options,
                                               const kullback_gaussian_results *results);

/*
 * `count` independent draws from each, loc + L z: draw i from Gaussian number b goes to the d numbers from
 * result[(i * batch + b) * d] on, and is from stream `first + i * batch + b` of the seed. It depends on the seed, that
 * number and the Gaussian only.
 */
kullback_status kullback_gaussian_samples(const kullback_gaussians *p, uint64_t seed, uint64_t first, size_t count,
                                          const kullback_options *options, double *result);

KULLBACK_END_DECLARATIONS

#endif
