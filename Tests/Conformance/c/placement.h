/* Where the elements of a batch lie in memory. */
#ifndef CONFORMANCE_PLACEMENT_H
#define CONFORMANCE_PLACEMENT_H

#include <stddef.h>

typedef enum {
    LAYOUT_CONTIGUOUS,
    LAYOUT_SPREAD,   /* every other element, with NaN between */
    LAYOUT_REVERSED, /* from the end of memory to its start */
} layout;

typedef struct {
    ptrdiff_t row_stride;
    ptrdiff_t stride;
    size_t first; /* where element 0 of row 0 lies */
    size_t size;
} placement;

static inline placement place(layout layout, size_t rows, size_t count) {
    size_t gap = layout == LAYOUT_SPREAD ? 2 : 1;
    ptrdiff_t sign = layout == LAYOUT_REVERSED ? -1 : 1;
    size_t size = rows * count * gap;
    return (placement){
        .row_stride = sign * (ptrdiff_t)(count * gap),
        .stride = sign * (ptrdiff_t)gap,
        .first = sign < 0 && size > 0 ? size - 1 : 0,
        .size = size,
    };
}

static inline size_t position(const placement *place, size_t row, size_t index) {
    return place->first + (size_t)((ptrdiff_t)row * place->row_stride + (ptrdiff_t)index * place->stride);
}

#endif
