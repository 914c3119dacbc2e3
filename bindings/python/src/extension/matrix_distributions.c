/*
 * Distributions of matrices. They come as (family, loc or None, first, second): arrays of doubles of any strides,
 * matrices of shape (batch, rows, columns), and degrees of freedom of shape (batch).
 */
#include "gaussians.h"

/* Returns 0, or -1 with an exception set. */
static int take_matrices(PyObject *given, npy_intp batch, kullback_matrices *self, npy_intp rows, npy_intp columns) {
    PyArrayObject *array = take_array(given, 3);
    if (array == NULL) {
        return -1;
    }
    if (PyArray_DIM(array, 0) != batch || PyArray_DIM(array, 1) != rows || PyArray_DIM(array, 2) != columns) {
        PyErr_SetString(PyExc_ValueError, "the shapes of matrices disagree");
        return -1;
    }
    *self = (kullback_matrices){.data = PyArray_DATA(array),
                                .batch_stride = stride_of(array, 0),
                                .row_stride = stride_of(array, 1),
                                .column_stride = stride_of(array, 2)};
    return 0;
}

static int take_normals(PyObject *loc, PyObject *rows, PyObject *columns, kullback_matrix_distributions *self) {
    PyArrayObject *array = take_array(loc, 3);
    if (array == NULL) {
        return -1;
    }
    const npy_intp *shape = PyArray_DIMS(array);
    self->batch = (size_t)shape[0];
    self->rows = (size_t)shape[1];
    self->columns = (size_t)shape[2];
    return take_matrices(loc, shape[0], &self->loc, shape[1], shape[2]) < 0 ||
                   take_matrices(rows, shape[0], &self->matrix, shape[1], shape[1]) < 0 ||
                   take_matrices(columns, shape[0], &self->column_matrix, shape[2], shape[2]) < 0
               ? -1
               : 0;
}

static int take_members(PyObject *given, kullback_matrix_distributions *self) {
    PyObject *loc, *first, *second;
    if (!PyArg_ParseTuple(given, "iOOO:matrices", &self->family, &loc, &first, &second)) {
        return -1;
    }
    if (loc != Py_None) {
        return take_normals(loc, first, second, self);
    }
    PyArrayObject *df = take_array(first, 1), *matrices = df == NULL ? NULL : take_array(second, 3);
    if (matrices == NULL) {
        return -1;
    }
    const npy_intp batch = PyArray_DIM(df, 0), size = PyArray_DIM(matrices, 1);
    self->batch = (size_t)batch;
    self->rows = (size_t)size;
    self->df = PyArray_DATA(df);
    self->df_stride = stride_of(df, 0);
    return take_matrices(second, batch, &self->matrix, size, size);
}

/* (p, q, settings) */
PyObject *matrix_distribution_kl(PyObject *Py_UNUSED(module), PyObject *arguments) {
    PyObject *first, *second;
    PyArrayObject *settings;
    kullback_matrix_distributions p = {0}, q = {0};
    if (!PyArg_ParseTuple(arguments, "O!O!O!:matrix_distribution_kl", &PyTuple_Type, &first, &PyTuple_Type, &second,
                          &PyArray_Type, &settings) ||
        take_members(first, &p) < 0 || take_members(second, &q) < 0) {
        return NULL;
    }
    call self;
    prepare(&self, PyArray_BYTES(settings), PyArray_STRIDE(settings, 0));
    const npy_intp shape[1] = {(npy_intp)p.batch};
    PyObject *result = PyArray_SimpleNew(1, shape, NPY_DOUBLE);
    if (result == NULL) {
        return NULL;
    }
    double *values = PyArray_DATA((PyArrayObject *)result);
    kullback_status status;
    Py_BEGIN_ALLOW_THREADS status = kullback_matrix_distribution_kl(&p, &q, &self.options, values, 1);
    Py_END_ALLOW_THREADS if (status != KULLBACK_OK) {
        raise_error(&self.error);
        Py_CLEAR(result);
    }
    return result;
}
