#include "distribution_call.h"

#include <stdlib.h>

static kullback_status call_univariate(const distribution_case *test, const arrangement *in,
                                       const kullback_options *options);
static kullback_status call_vectors(const distribution_case *test, const arrangement *in,
                                    const kullback_options *options);
static kullback_status call_matrices(const distribution_case *test, const arrangement *in,
                                     const kullback_options *options);

kullback_status call_distribution(const distribution_case *test, const arrangement *in,
                                  const kullback_options *options) {
    switch (test->kind) {
    case UNIVARIATE:
        return call_univariate(test, in, options);
    case OF_VECTORS:
        return call_vectors(test, in, options);
    case OF_MATRICES:
        return call_matrices(test, in, options);
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

const strided *find(const side *side, const strided given[], const char *name) {
    const column *column = parameter(side, name);
    return column == NULL ? NULL : &given[column - side->columns];
}

static kullback_matrices matrices_of(const strided *given) {
    if (given == NULL || given->memory == NULL)
        return (kullback_matrices){.data = NULL};
    return (kullback_matrices){given->first, given->strides[0], given->strides[1], given->strides[2]};
}

static kullback_matrix_distributions of_matrices(const side *side, const strided given[], size_t count) {
    static const char *const names[] = {"covariance_matrix", "scale_matrix", "row_covariance"};
    kullback_matrix_distributions result = {.family = side->family, .batch = count};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const strided *matrix = find(side, given, names[i]);
        if (matrix == NULL)
            continue;
        result.matrix = matrices_of(matrix);
        result.rows = matrix->sizes[1];
    }
    const strided *df = find(side, given, "df"), *columns = find(side, given, "column_covariance");
    if (df != NULL) {
        result.df = df->first;
        result.df_stride = df->strides[0];
    }
    result.loc = matrices_of(find(side, given, "loc"));
    result.column_matrix = matrices_of(columns);
    result.columns = columns != NULL ? columns->sizes[1] : 0;
    return result;
}

static kullback_status call_moments(const distribution_case *test, const kullback_matrix_distributions *p,
                                    const arrangement *in, const kullback_options *options) {
    double *values = allocate(test->count * test->width, sizeof *values);
    kullback_status status = kullback_matrix_distribution_moments(test->quantity, p, options, values);
    for (size_t i = 0; status == KULLBACK_OK && i < test->count * test->width; i++)
        *at(&in->results, i / test->width, i % test->width) = values[i];
    free(values);
    return status;
}

static kullback_status call_matrices(const distribution_case *test, const arrangement *in,
                                     const kullback_options *options) {
    const kullback_matrix_distributions p = of_matrices(&test->p, in->p, test->count);
    const kullback_matrix_distributions q = of_matrices(&test->q, in->q, test->count);
    const kullback_matrices x = matrices_of(&in->x);
    double *result = in->results.first;
    const ptrdiff_t stride = in->results.strides[0];
    switch (test->quantity) {
    case LOG_DENSITY:
        return kullback_matrix_distribution_log_densities(&p, &x, options, result, stride);
    case KULLBACK_MEAN:
    case KULLBACK_VARIANCE:
        return call_moments(test, &p, in, options);
    default:
        return kullback_matrix_distribution_values(test->quantity, &p, q.family != 0 ? &q : NULL, options, result,
                                                   stride);
    }
}
