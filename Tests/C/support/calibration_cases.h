/* Rows of a classifier with labels of either kind. */
#ifndef CALIBRATION_CASES_H
#define CALIBRATION_CASES_H

#include <stdint.h>

#include <kullback.h>

enum {
    ROWS = 4,
    CLASSES = 3
};

static const double logits[] = {2, 1, 0.5, 0.5, 2.5, -1, 1, 0, 3, 0.25, 1.5, 1};
static const double soft[] = {0.5, 0.25, 0.25, 0, 1, 0, 0.125, 0.125, 0.75, 0.25, 0.25, 0.5};
static const int64_t labels[] = {0, 1, 0, 2};

static inline kullback_typed_rows typed(const void *data, kullback_type type, kullback_space space, size_t rows) {
    return (kullback_typed_rows){data, type, space, rows, CLASSES, CLASSES, 1, 0};
}

static inline kullback_labels hard(const int64_t *classes, size_t count) {
    return (kullback_labels){classes, count, 1, -100, 0};
}

#endif
