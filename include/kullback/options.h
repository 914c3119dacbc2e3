/* Batches of rows, and the options that the advanced floor takes. */
#ifndef KULLBACK_OPTIONS_H
#define KULLBACK_OPTIONS_H

#include <stddef.h>
#include <stdint.h>

#include "status.h"

KULLBACK_BEGIN_DECLARATIONS

/*
 * A batch of `rows` rows of `count` elements. Element j of row i is data[i * row_stride + j * stride]:
 * strides are in elements, 0 broadcasts, negative ones run backwards. `data` may be NULL when the batch
 * has no element. A contiguous matrix has row_stride = count and stride = 1.
 */
typedef struct kullback_rows_f64 {
    const double *data;
    size_t rows;
    size_t count;
    ptrdiff_t row_stride;
    ptrdiff_t stride;
} kullback_rows_f64;

typedef struct kullback_rows_f32 {
    const float *data;
    size_t rows;
    size_t count;
    ptrdiff_t row_stride;
    ptrdiff_t stride;
} kullback_rows_f32;

/* Counts: read as the doubles nearest to them. */
typedef struct kullback_rows_i64 {
    const int64_t *data;
    size_t rows;
    size_t count;
    ptrdiff_t row_stride;
    ptrdiff_t stride;
} kullback_rows_i64;

/* What the numbers of a row are. */
typedef int32_t kullback_space;
enum {
    KULLBACK_PROBABILITIES = 0,
    KULLBACK_LOG_PROBABILITIES = 10, /* natural logarithms; -inf is a probability of 0 */
    KULLBACK_LOGITS = 20             /* p = softmax(row / temperature); -inf masks an entry */
};

/*
 * Options. NULL in place of a pointer to options, and 0 in any member, mean the default, so
 * `kullback_options options = {sizeof options};` is a valid start.
 */
typedef struct kullback_options {
    size_t struct_size;   /* sizeof(kullback_options) as the caller knows it */
    kullback_space space; /* default KULLBACK_PROBABILITIES */
    /*
     * Not 0: rows are weights (counts, unnormalised probabilities, or logarithms of such) and are divided
     * by their sum. Logits are always normalised.
     */
    int32_t normalize;
    double temperature; /* divides both sides' logits; positive and finite; default 1; other spaces reject others */
    double base;        /* unit of the result: logarithms to this base; default e; greater than 1 and finite */
    /*
     * How far the sum of a row may be from one: |sum - 1| <= sum_tolerance. Default 1e-6 (f64) and
     * 1e-4 (f32). Within it the row is divided by its sum.
     */
    double sum_tolerance;
    /*
     * Threads for this call: 0 chooses by the amount of work, at most the number of processors and at most
     * the environment variable KULLBACK_NUM_THREADS; n uses at most n. The result does not depend on it.
     */
    int32_t threads;
    int32_t reserved;      /* 0 */
    kullback_error *error; /* NULL, or where to say what was at fault */
    /*
     * Order of the quantities that have one, as it is: 0 is the order 0. It is an error if it is missing, because
     * options are NULL or `struct_size` ends before it. Others ignore it.
     */
    double order;
    /*
     * Of the mixture in JS (the weight of p) and skew KL (that of q): in (0, 1], and below 1 for JS. Default 1/2.
     * Others ignore it.
     */
    double weight;
} kullback_options;

KULLBACK_END_DECLARATIONS

#endif
