/*
 * Divergences between multivariate Gaussians N(mu, Sigma) of d dimensions, in batches.
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
 * Accuracy: relative error at most 1e-13 times the condition number of Lq, whose square is that of Sq.
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

KULLBACK_END_DECLARATIONS

#endif
