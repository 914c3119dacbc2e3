/*
 * Memory with an inaccessible page on either side: reading or writing one byte past it ends the program.
 * What is between a row's elements is NaN, so that using it shows in the result.
 */
#ifndef GUARDED_H
#define GUARDED_H

#include <math.h>
#include <stddef.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "real.h"

typedef enum side {
    AT_FRONT_GUARD,
    AT_BACK_GUARD
} side;

typedef struct guarded {
    real *first;
    size_t capacity;
} guarded;

static inline guarded guarded_allocate(size_t pages) {
    const size_t page = (size_t)sysconf(_SC_PAGESIZE);
    char *base = mmap(NULL, (pages + 2) * page, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (base == MAP_FAILED || mprotect(base + page, pages * page, PROT_READ | PROT_WRITE) != 0) {
        abort();
    }
    return (guarded){(real *)(void *)(base + page), pages * page / sizeof(real)};
}

/* How far the elements reach before and after element 0 of row 0. */
static inline void extent(const rows *layout, ptrdiff_t *lowest, ptrdiff_t *highest) {
    const ptrdiff_t down = layout->rows > 0 ? (ptrdiff_t)(layout->rows - 1) * layout->row_stride : 0;
    const ptrdiff_t across = layout->count > 0 ? (ptrdiff_t)(layout->count - 1) * layout->stride : 0;
    *lowest = (down < 0 ? down : 0) + (across < 0 ? across : 0);
    *highest = (down > 0 ? down : 0) + (across > 0 ? across : 0);
}

/* Sets layout->data so that the batch ends at a guard; `values` holds its elements row by row. */
static inline void guarded_place(const guarded *memory, side at, rows *layout, const real *values) {
    ptrdiff_t lowest, highest;
    extent(layout, &lowest, &highest);
    fill(memory->first, memory->capacity, (real)NAN);
    const size_t elements = layout->rows * layout->count == 0 ? 0 : (size_t)(highest - lowest) + 1;
    real *data = (at == AT_FRONT_GUARD ? memory->first : memory->first + memory->capacity - elements) - lowest;
    for (size_t i = 0; i < layout->rows; i++) {
        for (size_t j = 0; j < layout->count; j++) {
            data[(ptrdiff_t)i * layout->row_stride + (ptrdiff_t)j * layout->stride] = values[i * layout->count + j];
        }
    }
    layout->data = data;
}

#endif
