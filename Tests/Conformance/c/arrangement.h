/* Where the numbers of a case of distributions lie in memory, in one of the ways that must not matter. */
#ifndef CONFORMANCE_ARRANGEMENT_H
#define CONFORMANCE_ARRANGEMENT_H

#include "distribution_case.h"
#include "placement.h"

typedef struct {
    const char *name;
    layout layout;
    int32_t threads;
    bool in_rows_of_one; /* univariate families: not all in one row */
    bool is_broadcast;   /* one entry for all has a stride of 0, instead of copies */
    bool is_transposed;  /* the first axis varies fastest */
    bool is_lower;       /* NaN above the diagonals of square matrices */
} variation;

typedef struct {
    double *memory; /* NULL where there is no such column */
    size_t size;
    double *first;
    size_t sizes[MOST_AXES];
    ptrdiff_t strides[MOST_AXES];
} strided;

/* What no call gives, in the place of results: NaN has one bit pattern. */
extern const uint64_t untouched;

/* The numbers of a column for `count` elements, with NaN in between. */
strided arranged(const column *column, size_t count, const variation *how);

/* Room for `width` results for each of `count` elements, all of it `untouched`. */
strided room_for(size_t count, size_t width, const variation *how);

/* The number at place i of element `element`, of results or vectors. */
double *at(const strided *numbers, size_t element, size_t i);

#endif
