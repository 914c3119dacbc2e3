/* A pair of Gaussians, and batches of them in memory. */
#ifndef GAUSSIANS_H
#define GAUSSIANS_H

#include <math.h>
#include <string.h>

#include <kullback.h>

#include "check.h"

static const double untouched = -12345;
static kullback_error error;

static const double loc_p[2] = {0, 0}, loc_q[2] = {1, -0.5};
static const double covariance_p[4] = {2, NAN, 0.5, 1}, covariance_q[4] = {1, NAN, 0.25, 1.5};

static inline bool is_close(double got, double expected, double tolerance) {
    return fabs(got - expected) <= tolerance * fabs(expected);
}

static inline kullback_gaussians gaussians(kullback_covariance_form form, size_t batch, size_t d, const double *loc,
                                           const double *matrix) {
    return (kullback_gaussians){.batch = batch,
                                .dimension = d,
                                .form = form,
                                .loc = loc,
                                .loc_batch_stride = (ptrdiff_t)d,
                                .loc_stride = 1,
                                .matrix = matrix,
                                .matrix_batch_stride = (ptrdiff_t)(d * d),
                                .row_stride = (ptrdiff_t)d,
                                .column_stride = 1};
}

static inline kullback_options options_of(double order, double weight) {
    memset(&error, 0, sizeof error);
    return (kullback_options){
        .struct_size = sizeof(kullback_options), .order = order, .weight = weight, .error = &error};
}

static inline void check_reported(kullback_error expected) {
    CHECK_EQUAL(error.status, expected.status);
    CHECK_EQUAL(error.argument, expected.argument);
    CHECK_EQUAL(error.row, expected.row);
    CHECK_EQUAL(error.index, expected.index);
    CHECK_EQUAL(error.value, expected.value);
}

/* `copies` independent copies of two dimensions, along the diagonal of one matrix. */
static inline void tile_pair(const double *from, size_t d, double *to) {
    for (size_t i = 0; i < d * d; i++) {
        to[i] = 0;
    }
    for (size_t i = 0; i < d; i++) {
        to[i * d + i] = from[i % 2 * 3];
        if (i % 2 == 1) {
            to[i * d + i - 1] = from[2];
        }
    }
}

#endif
