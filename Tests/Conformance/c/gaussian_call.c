#include "distribution_call.h"

#include <stdlib.h>

static const struct {
    const char *matrix, *diagonal;
    kullback_covariance_form form;
} forms[] = {
    {"covariance_matrix", NULL, KULLBACK_COVARIANCE}, {"scale_tril", NULL, KULLBACK_CHOLESKY},
    {"precision_matrix", NULL, KULLBACK_PRECISION},   {NULL, "variances", KULLBACK_DIAGONAL},
    {"cov_factor", "cov_diag", KULLBACK_LOW_RANK},
};

/* A batch along an axis of the columns: the first, or the second at an element, which has components. */
static kullback_gaussians gaussians_of(const side *side, const strided given[], size_t axis, size_t element,
                                       size_t count) {
    kullback_gaussians result = {.batch = count};
    const strided *loc = find(side, given, "loc");
    if (loc == NULL)
        return result;
    result.dimension = loc->sizes[axis + 1];
    result.loc = loc->first + (axis > 0 ? (ptrdiff_t)element * loc->strides[0] : 0);
    result.loc_batch_stride = loc->strides[axis];
    result.loc_stride = loc->strides[axis + 1];
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        const strided *matrix = forms[i].matrix ? find(side, given, forms[i].matrix) : NULL;
        const strided *diagonal = forms[i].diagonal ? find(side, given, forms[i].diagonal) : NULL;
        if (matrix == NULL && diagonal == NULL)
            continue;
        result.form = forms[i].form;
        if (matrix != NULL) {
            result.matrix = matrix->first + (axis > 0 ? (ptrdiff_t)element * matrix->strides[0] : 0);
            result.matrix_batch_stride = matrix->strides[axis];
            result.row_stride = matrix->strides[axis + 1];
            result.column_stride = matrix->strides[axis + 2];
            result.rank = matrix->sizes[axis + 2];
        }
        if (diagonal != NULL) {
            result.diagonal = diagonal->first + (axis > 0 ? (ptrdiff_t)element * diagonal->strides[0] : 0);
            result.diagonal_batch_stride = diagonal->strides[axis];
            result.diagonal_stride = diagonal->strides[axis + 1];
        }
    }
    return result;
}

/* By the mean and the factor of p, then by those of q, which the library writes one after the other. */
static kullback_status call_gradients(const kullback_gaussians *p, const kullback_gaussians *q, const arrangement *in,
                                      const kullback_options *options) {
    const size_t d = p->dimension, sizes[] = {d, d * d, d, d * d};
    double *parts[4];
    for (size_t i = 0; i < 4; i++)
        parts[i] = allocate(p->batch * sizes[i], sizeof *parts[i]);
    kullback_status status =
        kullback_gaussian_kl_gradients(p, q, options, NULL, parts[0], parts[1], parts[2], parts[3]);
    for (size_t b = 0; status == KULLBACK_OK && b < p->batch; b++) {
        size_t place = 0;
        for (size_t i = 0; i < 4; i++) {
            for (size_t j = 0; j < sizes[i]; j++)
                *at(&in->results, b, place++) = parts[i][b * sizes[i] + j];
        }
    }
    for (size_t i = 0; i < 4; i++)
        free(parts[i]);
    return status;
}

kullback_status call_gaussians(const distribution_case *test, const arrangement *in, const kullback_options *options) {
    const kullback_gaussians p = gaussians_of(&test->p, in->p, 0, 0, test->count);
    const kullback_gaussians q = gaussians_of(&test->q, in->q, 0, 0, test->count);
    double *result = in->results.first;
    const ptrdiff_t stride = in->results.strides[0];
    switch (test->quantity) {
    case LOG_DENSITY:
        return kullback_gaussian_log_densities(&p, in->x.first, in->x.strides[0], in->x.strides[1], options, result,
                                               stride);
    case MUTUAL_INFORMATION:
        return kullback_gaussian_mutual_informations(&p, test->first_block, options, result, stride);
    case KL_GRADIENT:
        return call_gradients(&p, &q, in, options);
    case KULLBACK_ENTROPY:
        return kullback_gaussian_entropies(&p, options, result, stride);
    default:
        return kullback_gaussian_divergences(test->quantity, &p, &q, options, result, stride);
    }
}

static kullback_gaussian_mixture mixture_of(const side *side, const strided given[], size_t element) {
    const strided *weights = find(side, given, "weights");
    if (weights == NULL)
        return (kullback_gaussian_mixture){.weights = NULL};
    return (kullback_gaussian_mixture){gaussians_of(side, given, 1, element, weights->sizes[1]),
                                       weights->first + (ptrdiff_t)element * weights->strides[0], weights->strides[1]};
}

/* What is no sample, in the order of the vectors. */
static void store_bounds(const kullback_mixture_divergence *kl, const strided *results, size_t element) {
    const double numbers[] = {kl->lower,         kl->upper,         kl->variational,       kl->product,
                              kl->durrieu_lower, kl->durrieu_upper, kl->variational_upper, kl->matched,
                              kl->unscented,     kl->moment_matched};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        *at(results, element, i) = numbers[i];
}

kullback_status call_mixtures(const distribution_case *test, const arrangement *in, const kullback_options *options) {
    const kullback_mixture_sampling sampling = {.struct_size = sizeof sampling, .none = 1};
    kullback_status status = KULLBACK_OK;
    for (size_t i = 0; status == KULLBACK_OK && i < test->count; i++) {
        const kullback_gaussian_mixture p = mixture_of(&test->p, in->p, i), q = mixture_of(&test->q, in->q, i);
        if (test->quantity == LOG_DENSITY) {
            const kullback_rows_f64 x = {at(&in->x, i, 0), 1, in->x.sizes[1], in->x.strides[0], in->x.strides[1]};
            status = kullback_mixture_log_density(&p, &x, options, at(&in->results, i, 0), 1);
        } else {
            kullback_mixture_divergence kl;
            status = kullback_mixture_kl(&p, &q, &sampling, options, &kl);
            if (status == KULLBACK_OK)
                store_bounds(&kl, &in->results, i);
        }
    }
    return status;
}
