/* Matrices of NumPy as batches of rows, for the functions that are no ufuncs. */
#ifndef KULLBACK_EXTENSION_MATRIX_H
#define KULLBACK_EXTENSION_MATRIX_H

#include "settings.h"

enum element {
    ELEMENT_F64,
    ELEMENT_F32,
    ELEMENT_I64
};

static inline enum element element_of(PyArrayObject *rows) {
    const int type = PyArray_TYPE(rows);
    return type == NPY_DOUBLE ? ELEMENT_F64 : type == NPY_FLOAT ? ELEMENT_F32 : ELEMENT_I64;
}

/* The rows of a C-contiguous matrix of that element. */
#define ROWS(element, array)                                                                                           \
    &(const kullback_rows_##element) {                                                                                 \
        PyArray_DATA(array), (size_t)PyArray_DIM(array, 0), (size_t)PyArray_DIM(array, 1),                             \
            (ptrdiff_t)PyArray_DIM(array, 1), 1                                                                        \
    }

#endif
