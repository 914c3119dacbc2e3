/* Each test is compiled twice, for double and for float (TEST_F32). */
#ifndef REAL_H
#define REAL_H

#include <kullback.h>
#include <stdbool.h>
#include <string.h>

#ifdef TEST_F32
typedef float real;
#define FN(stem) stem##_f32
#else
typedef double real;
#define FN(stem) stem##_f64
#endif

typedef FN(kullback_rows) rows;

/* The content of a result that no call has written. */
static const real untouched = (real)-12345;

static inline void fill(real *array, size_t count, real value) {
    for (size_t i = 0; i < count; i++) {
        array[i] = value;
    }
}

static inline bool all_equal(const real *array, size_t count, real value) {
    for (size_t i = 0; i < count; i++) {
        if (array[i] != value) {
            return false;
        }
    }
    return true;
}

static inline bool same_bits(const real *a, const real *b, size_t count) {
    return memcmp(a, b, count * sizeof *a) == 0;
}

static inline rows contiguous(const real *data, size_t row_count, size_t count) {
    return (rows){data, row_count, count, (ptrdiff_t)count, 1};
}

#endif
