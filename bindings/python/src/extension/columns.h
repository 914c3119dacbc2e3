/* Arrays and numbers, broadcast to one shape, as matrices that the library reads where they lie. */
#ifndef KULLBACK_EXTENSION_COLUMNS_H
#define KULLBACK_EXTENSION_COLUMNS_H

#include "extension.h"

enum {
    COLUMNS_MAX = 4
};

/* A part of a batch that every column walks through in equal steps, of elements. */
typedef struct walk {
    npy_intp length;
    npy_intp strides[COLUMNS_MAX];
} walk;

typedef struct columns {
    int count;
    PyArrayObject *arrays[COLUMNS_MAX]; /* NULL for a number */
    double numbers[COLUMNS_MAX];
    int is_single; /* results are float32 */
    int dimensions;
    npy_intp shape[NPY_MAXDIMS];
    walk inner, outer;
} columns;

/* These return 0, or -1 with an exception set. */
int add_column(columns *self, PyObject *given);

/*
 * Broadcasts the columns, to the shape of `room` if there is one, and finds their strides. The last `row_axes` axes
 * make up rows; -1 leaves that open. What two strides cannot describe is copied.
 */
int lay_out(columns *self, int row_axes, PyArrayObject *room);

/* A new reference to `out` if it serves as it is, else to a new array: for an element each, or for a row each. */
PyArrayObject *new_results(const columns *self, int row_axes, PyObject *out);

kullback_typed_rows view_column(const columns *self, int which);
kullback_typed_results view_results(const columns *self, PyArrayObject *results, int row_axes);

/* Makes `row` of an error about an element its place in the batch, in C order, and drops the index. */
void locate_element(const columns *self, kullback_error *error);

void release_columns(columns *self);

#endif
