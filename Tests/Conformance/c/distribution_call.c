#include "distribution_call.h"

#include <math.h>
#include <stdlib.h>

static kullback_status call_univariate(const distribution_case *test, const arrangement *in,
                                       const kullback_options *options);
static kullback_status call_vectors(const distribution_case *test, const arrangement *in,
                                    const kullback_options *options);
static kullback_status call_gaussians(const distribution_case *test, const arrangement *in,
                                      const kullback_options *options);
static kullback_status call_mixtures(const distribution_case *test, const arrangement *in,
                                     const kullback_options *options);

kullback_status call_distribution(const distribution_case *test, const arrangement *in,
                                  const kullback_options *options) {
    switch (test->kind) {
    case UNIVARIATE:
        return call_univariate(test, in, options);
    case OF_VECTORS:
        return call_vectors(test, in, options);
    case GAUSSIAN:
        return call_gaussians(test, in, options);
    default:
        return call_mixtures(test, in, options);
    }
}

/* A row for each element, or of all elements if they are numbers. */
static kullback_typed_rows rows_of(const strided *numbers, size_t count, bool in_rows) {
    if (numbers->memory == NULL)
        return (kullback_typed_rows){.data = NULL};
    return (kullback_typed_rows){.data = numbers->first,
                                 .type = KULLBACK_F64,
                                 .rows = in_rows ? count : 1,
                                 .count = in_rows ? numbers->sizes[1] : count,
                                 .row_stride = numbers->strides[in_rows ? 0 : 1],
                                 .stride = numbers->strides[in_rows ? 1 : 0]};
}

static kullback_typed_results results_of(const strided *numbers, bool in_rows) {
    return (kullback_typed_results){numbers->first, KULLBACK_F64, 0, numbers->strides[in_rows ? 0 : 1],
                                    numbers->strides[in_rows ? 1 : 0]};
}

static kullback_status call_univariate(const distribution_case *test, const arrangement *in,
                                       const kullback_options *options) {
    const bool in_rows = in->in_rows_of_one;
    const size_t n = test->count;
    const kullback_distributions p = {
        test->p.family, 0, {rows_of(&in->p[0], n, in_rows), rows_of(&in->p[1], n, in_rows)}};
    const kullback_distributions q = {
        test->q.family, 0, {rows_of(&in->q[0], n, in_rows), rows_of(&in->q[1], n, in_rows)}};
    const kullback_typed_results results = results_of(&in->results, in_rows);
    if (test->quantity != LOG_DENSITY)
        return kullback_distribution_values(test->quantity, &p, q.family != 0 ? &q : NULL, options, &results);
    const kullback_typed_rows x = rows_of(&in->x, n, in_rows);
    return kullback_distribution_log_densities(&p, &x, options, &results);
}

/* Vectors come first to the library, in whatever order they are given. */
static kullback_vector_distributions vectors_of(const side *side, const strided given[], size_t count) {
    const bool is_first = side->columns[0].axes > 1;
    return (kullback_vector_distributions){side->family, 0, rows_of(&given[is_first ? 0 : 1], count, true),
                                           rows_of(&given[is_first ? 1 : 0], count, true)};
}

static kullback_status call_vectors(const distribution_case *test, const arrangement *in,
                                    const kullback_options *options) {
    const kullback_vector_distributions p = vectors_of(&test->p, in->p, test->count);
    const kullback_vector_distributions q = vectors_of(&test->q, in->q, test->count);
    const kullback_typed_results results = results_of(&in->results, true);
    if (test->quantity != LOG_DENSITY)
        return kullback_vector_distribution_values(test->quantity, &p, q.family != 0 ? &q : NULL, options, &results);
    const kullback_typed_rows x = rows_of(&in->x, test->count, true);
    return kullback_vector_distribution_log_densities(&p, &x, options, &results);
}

static const strided *find(const side *side, const strided given[], const char *name) {
    const column *column = parameter(side, name);
    return column == NULL ? NULL : &given[column - side->columns];
}

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

static kullback_status call_gaussians(const distribution_case *test, const arrangement *in,
                                      const kullback_options *options) {
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

static kullback_status call_mixtures(const distribution_case *test, const arrangement *in,
                                     const kullback_options *options) {
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
