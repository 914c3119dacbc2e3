/*
 * The Gaussian closest to a Gaussian mixture, or to samples.
 *
 *   KULLBACK_FORWARD_PROJECTION   argmin over q of D(p || q), the moment projection: p's mean and covariance. q covers
 * p. KULLBACK_REVERSE_PROJECTION   argmin over q of D(q || p), the information projection: as a rule one mode of p. It
 * is searched for from each component of p and from the moments, by quasi-Newton steps on a sum over fixed nodes of q.
 *
 * A diagonal q has the variances of p alone (forward), or is the best of those (reverse).
 *
 * The divergences are sums over nodes: 6801 in one dimension, which is exact to 1e-8 where q is at most 30 times as
 * wide as the narrowest component; a grid of 165 x 165 in two; in more, 8186 points of a lattice, exact up to degree
 * three, for at most 1024 dimensions (KULLBACK_ERROR_COUNT). docs/projections.md has their errors. Of the forward
 * projection the nodes give the value only. Nothing depends on chance or on threads.
 *
 * Errors: those of mixtures.h, for p; KULLBACK_ERROR_QUANTITY for another direction. Nothing is written on an error.
 */
#ifndef KULLBACK_PROJECTIONS_H
#define KULLBACK_PROJECTIONS_H

#include "mixtures.h"

KULLBACK_BEGIN_DECLARATIONS

typedef int32_t kullback_projection_direction;
enum {
    KULLBACK_FORWARD_PROJECTION = 10,
    KULLBACK_REVERSE_PROJECTION = 20
};

typedef struct kullback_projection {
    double value; /* the least D(p || q), or D(q || p), in the unit of `base` */
    /* Where the search that found it began: a component, or, with the number of components, p's moments. */
    size_t start;
    size_t mode;       /* the component with the largest share of p's density at q's mean */
    size_t iterations; /* of that search; 0 for the forward projection */
    int32_t converged; /* whether it ended where no element of the gradient is above 1e-6 */
    int32_t reserved;  /* 0 */
} kullback_projection;

/*
 * The Gaussian closest to p, full or `diagonal`: its mean goes to loc[d], the lower Cholesky factor of its covariance,
 * contiguous and row by row with zeros above the diagonal, to factor[d * d]. `start_values`: NULL, or room for one
 * number more than there are components: the minimum from each start, +inf where there was none.
 */
kullback_status kullback_project_mixture(kullback_projection_direction direction, const kullback_gaussian_mixture *p,
                                         int32_t diagonal, const kullback_options *options, double *loc, double *factor,
                                         double *start_values, kullback_projection *result);

/*
 * The Gaussian closest to samples, one per row: their mean, and sum w (x - loc)(x - loc)^T, by compensated sums.
 * Forward only: a reverse projection needs a density. `weights`: NULL, or one row with a number per sample, whose sum
 * is one unless `normalize`. `covariance` (d * d) and `factor`, its Cholesky factor, may be NULL;
 * KULLBACK_ERROR_NOT_POSITIVE_DEFINITE of KULLBACK_ARGUMENT_SAMPLES if there is no factor, as of too few samples, and
 * it is wanted. Infinite samples are KULLBACK_ERROR_PARAMETER.
 */
kullback_status kullback_project_samples(const kullback_rows_f64 *samples, const kullback_rows_f64 *weights,
                                         int32_t diagonal, const kullback_options *options, double *loc,
                                         double *covariance, double *factor);

KULLBACK_END_DECLARATIONS

#endif
