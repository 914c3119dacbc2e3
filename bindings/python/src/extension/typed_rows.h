/*
 * Arrays as addresses with strides, so that NumPy and PyTorch share one path without copies:
 *
 *   rows      (address, type, space, rows, count, row stride, stride, temperature) or None
 *   results   (address, type, row stride, stride) or None
 *   labels    (address, count, stride, ignored label, smoothing) or None
 *
 * Strides are in elements. Callers keep the memory alive during the call.
 */
#ifndef KULLBACK_EXTENSION_TYPED_ROWS_H
#define KULLBACK_EXTENSION_TYPED_ROWS_H

#include "extension.h"

typedef struct some_rows {
    kullback_typed_rows value;
    const kullback_typed_rows *given; /* NULL for None */
} some_rows;

typedef struct some_results {
    kullback_typed_results value;
    const kullback_typed_results *given;
} some_results;

typedef struct some_labels {
    kullback_labels value;
    const kullback_labels *given;
} some_labels;

static inline void *place_at(unsigned long long address) {
    return (void *)(uintptr_t)address;
}

/* Converters of PyArg_ParseTuple: 1 for success, 0 with an exception set. `given` points to `value`: no copies. */
int take_rows(PyObject *object, void *into);
int take_results(PyObject *object, void *into);
int take_labels(PyObject *object, void *into);

#endif
