/*
 * Arguments of losses. Arrays come as addresses with strides, so that NumPy and PyTorch share one path without copies:
 *
 *   rows      (address, type, space, rows, count, row stride, stride, temperature) or None
 *   results   (address, type, row stride, stride) or None
 *   labels    (address, count, stride, ignored label, smoothing) or None
 *   options   (reduction, threads, factor, base, weight, sum tolerance, normalize,
 *              rows that hold the weights, address of the mask, its stride)
 *
 * Callers keep the memory alive during the call.
 */
#ifndef KULLBACK_EXTENSION_LOSS_ARGUMENTS_H
#define KULLBACK_EXTENSION_LOSS_ARGUMENTS_H

#include "extension.h"

typedef struct some_rows {
    kullback_typed_rows value;
    const kullback_typed_rows *given; /* NULL for None */
} some_rows;

typedef struct some_results {
    kullback_typed_results value;
    const kullback_typed_results *given;
} some_results;

/* `value` points to its neighbours: it must not be copied. */
typedef struct loss_options {
    kullback_loss_options value;
    some_rows row_weights;
    kullback_error error;
} loss_options;

/* Converters of PyArg_ParseTuple: 1 for success, 0 with an exception set. */
int take_rows(PyObject *object, void *into);
int take_results(PyObject *object, void *into);
int take_options(PyObject *object, void *into);

#endif
