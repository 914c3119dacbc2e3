/* Members of the families of matrices. What must not be read is NaN. */
#ifndef MATRICES_H
#define MATRICES_H

#include <math.h>

#include <kullback.h>

static const double v[4] = {2, NAN, 0.5, 1}, w[4] = {1, NAN, -0.25, 3};
static const double columns_p[9] = {2, NAN, NAN, 1, 3, NAN, 0.5, -1, 4};
static const double columns_q[9] = {1, NAN, NAN, 0, 1, NAN, 0, 0.25, 2};
static const double zero = 0, loc[6] = {1, -1, 0.5, 2, 0, 3};

static inline kullback_matrix_distributions wisharts(kullback_matrix_family family, size_t batch, const double *df,
                                                     const double *matrix) {
    return (kullback_matrix_distributions){
        .family = family, .batch = batch, .rows = 2, .df = df, .df_stride = 1, .matrix = {matrix, 0, 2, 1}};
}

static inline kullback_matrix_distributions normals(const double *mean, const double *rows, const double *columns) {
    return (kullback_matrix_distributions){.family = KULLBACK_MATRIX_NORMAL,
                                           .batch = 1,
                                           .rows = 2,
                                           .columns = 3,
                                           .loc = {mean, 0, mean == &zero ? 0 : 3, mean == &zero ? 0 : 1},
                                           .matrix = {rows, 0, 2, 1},
                                           .column_matrix = {columns, 0, 3, 1}};
}

#endif
