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

/* Returns 0, or -1 with an exception set. */
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

/* A new array of one number for each member, or of one matrix for each; NULL with an exception set. */
static PyArrayObject *new_results(const kullback_matrix_distributions *p, int of_matrices) {
    const size_t width = p->family == KULLBACK_MATRIX_NORMAL ? p->columns : p->rows;
    const npy_intp shape[3] = {(npy_intp)p->batch, (npy_intp)p->rows, (npy_intp)width};
    return (PyArrayObject *)PyArray_SimpleNew(of_matrices ? 3 : 1, shape, NPY_DOUBLE);
}

static PyObject *finish(kullback_status status, const kullback_error *error, PyArrayObject *result) {
    if (status == KULLBACK_OK) {
        return (PyObject *)result;
    }
    Py_DECREF(result);
    raise_error(error);
    return NULL;
}

/* (p, q or None, settings) */
PyObject *matrix_distribution_values(PyObject *Py_UNUSED(module), PyObject *arguments) {
    PyObject *first, *second;
    PyArrayObject *settings, *result;
    kullback_matrix_distributions p = {0}, q = {0};
    if (!PyArg_ParseTuple(arguments, "O!OO!:matrix_distribution_values", &PyTuple_Type, &first, &second, &PyArray_Type,
                          &settings) ||
        take_members(first, &p) < 0 || (second != Py_None && take_members(second, &q) < 0) ||
        (result = new_results(&p, 0)) == NULL) {
        return NULL;
    }
    call self;
    prepare(&self, PyArray_BYTES(settings), PyArray_STRIDE(settings, 0));
    const kullback_matrix_distributions *other = second == Py_None ? NULL : &q;
    kullback_status status;
    Py_BEGIN_ALLOW_THREADS status =
        kullback_matrix_distribution_values(self.quantity, &p, other, &self.options, PyArray_DATA(result), 1);
    Py_END_ALLOW_THREADS return finish(status, &self.error, result);
}

/* (p, settings) */
PyObject *matrix_distribution_moments(PyObject *Py_UNUSED(module), PyObject *arguments) {
    PyObject *first;
    PyArrayObject *settings, *result;
    kullback_matrix_distributions p = {0};
    if (!PyArg_ParseTuple(arguments, "O!O!:matrix_distribution_moments", &PyTuple_Type, &first, &PyArray_Type,
                          &settings) ||
        take_members(first, &p) < 0 || (result = new_results(&p, 1)) == NULL) {
        return NULL;
    }
    call self;
    prepare(&self, PyArray_BYTES(settings), PyArray_STRIDE(settings, 0));
    kullback_status status;
    Py_BEGIN_ALLOW_THREADS status =
        kullback_matrix_distribution_moments(self.quantity, &p, &self.options, PyArray_DATA(result));
    Py_END_ALLOW_THREADS return finish(status, &self.error, result);
}

/* (p, points of the shape of the members' matrices, settings) */
PyObject *matrix_distribution_log_densities(PyObject *Py_UNUSED(module), PyObject *arguments) {
    PyObject *first, *points;
    PyArrayObject *settings, *result;
    kullback_matrix_distributions p = {0};
    kullback_matrices x;
    if (!PyArg_ParseTuple(arguments, "O!OO!:matrix_distribution_log_densities", &PyTuple_Type, &first, &points,
                          &PyArray_Type, &settings) ||
        take_members(first, &p) < 0) {
        return NULL;
    }
    const size_t width = p.family == KULLBACK_MATRIX_NORMAL ? p.columns : p.rows;
    if (take_matrices(points, (npy_intp)p.batch, &x, (npy_intp)p.rows, (npy_intp)width) < 0 ||
        (result = new_results(&p, 0)) == NULL) {
        return NULL;
    }
    call self;
    prepare(&self, PyArray_BYTES(settings), PyArray_STRIDE(settings, 0));
    kullback_status status;
    Py_BEGIN_ALLOW_THREADS status =
        kullback_matrix_distribution_log_densities(&p, &x, &self.options, PyArray_DATA(result), 1);
    Py_END_ALLOW_THREADS return finish(status, &self.error, result);
}

/* (p, seed, first, settings) */
PyObject *matrix_distribution_samples(PyObject *Py_UNUSED(module), PyObject *arguments) {
    PyObject *members;
    PyArrayObject *settings, *result;
    unsigned long long seed, first;
    kullback_matrix_distributions p = {0};
    if (!PyArg_ParseTuple(arguments, "O!KKO!:matrix_distribution_samples", &PyTuple_Type, &members, &seed, &first,
                          &PyArray_Type, &settings) ||
        take_members(members, &p) < 0 || (result = new_results(&p, 1)) == NULL) {
        return NULL;
    }
    call self;
    prepare(&self, PyArray_BYTES(settings), PyArray_STRIDE(settings, 0));
    kullback_status status;
    Py_BEGIN_ALLOW_THREADS status =
        kullback_matrix_distribution_samples(&p, seed, first, &self.options, PyArray_DATA(result));
    Py_END_ALLOW_THREADS return finish(status, &self.error, result);
}
