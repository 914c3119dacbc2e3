/* Batches of rows that say of themselves what their numbers are, and places for results of any type. */
#ifndef KULLBACK_TYPED_ROWS_H
#define KULLBACK_TYPED_ROWS_H

#include "options.h"

KULLBACK_BEGIN_DECLARATIONS

/* Types of number, as they lie in memory. */
typedef int32_t kullback_type;
enum {
    KULLBACK_F64 = 10,
    KULLBACK_F32 = 20,
    KULLBACK_F16 = 30, /* IEEE 754 binary16 */
    KULLBACK_BF16 = 40 /* the upper half of a binary32 */
};

/*
 * `rows` rows of `count` elements: element j of row i is number i * row_stride + j * stride from `data`. Strides are in
 * elements, 0 broadcasts, negative ones run backwards. `data` may be NULL when the batch has no element.
 */
typedef struct kullback_typed_rows {
    const void *data;
    kullback_type type;
    kullback_space space; /* of the rows; callees that take plain numbers want KULLBACK_PROBABILITIES, which is 0 */
    size_t rows;
    size_t count;
    ptrdiff_t row_stride;
    ptrdiff_t stride;
    double temperature; /* of logits: p = softmax(row / temperature); 0 means 1 */
} kullback_typed_rows;

/*
 * Where results go: that for element j of row i to number i * row_stride + j * stride from `data`, that for row i as a
 * whole to number i * row_stride. Results are rounded once, to nearest, from double.
 */
typedef struct kullback_typed_results {
    void *data;
    kullback_type type;
    int32_t reserved; /* 0 */
    ptrdiff_t row_stride;
    ptrdiff_t stride;
} kullback_typed_results;

KULLBACK_END_DECLARATIONS

#endif
