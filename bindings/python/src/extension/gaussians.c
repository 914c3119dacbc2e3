/*
 * Multivariate Gaussians. They come as (form, loc, matrix or None, diagonal or None): arrays of doubles of shape
 * (batch, d), (batch, d, d or rank) and (batch, d), of any strides.
 */
#include "gaussians.h"

/* An array of doubles of so many axes, or NULL with an exception set. */
PyArrayObject *take_array(PyObject *given, int axes) {
    if (!PyArray_Check(given)) {
        PyErr_SetString(PyExc_TypeError, "a Gaussian is made of arrays");
        return NULL;
    }
    PyArrayObject *array = (PyArrayObject *)given;
    if (PyArray_TYPE(array) != NPY_DOUBLE || PyArray_NDIM(array) != axes || !PyArray_ISBEHAVED_RO(array)) {
        PyErr_SetString(PyExc_TypeError, "an array of a Gaussian has another type or number of axes");
        return NULL;
    }
    return array;
}

ptrdiff_t stride_of(PyArrayObject *array, int axis) {
    return PyArray_STRIDE(array, axis) / (npy_intp)sizeof(double);
}

/* Returns 0, or -1 with an exception set. */
int take_gaussians(PyObject *given, kullback_gaussians *self) {
    PyObject *loc, *matrix, *diagonal;
    if (!PyArg_ParseTuple(given, "iOOO:gaussians", &self->form, &loc, &matrix, &diagonal)) {
        return -1;
    }
    PyArrayObject *array = take_array(loc, 2);
    if (array == NULL) {
        return -1;
    }
    self->batch = (size_t)PyArray_DIM(array, 0);
    self->dimension = (size_t)PyArray_DIM(array, 1);
    self->loc = PyArray_DATA(array);
    self->loc_batch_stride = stride_of(array, 0);
    self->loc_stride = stride_of(array, 1);
    const npy_intp batch = PyArray_DIM(array, 0), dimension = PyArray_DIM(array, 1);
    if (matrix != Py_None) {
        if ((array = take_array(matrix, 3)) == NULL) {
            return -1;
        }
        self->rank = (size_t)PyArray_DIM(array, 2);
        self->matrix = PyArray_DATA(array);
        self->matrix_batch_stride = stride_of(array, 0);
        self->row_stride = stride_of(array, 1);
        self->column_stride = stride_of(array, 2);
        if (PyArray_DIM(array, 0) != batch || PyArray_DIM(array, 1) != dimension ||
            (self->form != KULLBACK_LOW_RANK && PyArray_DIM(array, 2) != dimension)) {
            PyErr_SetString(PyExc_ValueError, "the shapes of a Gaussian's arrays disagree");
            return -1;
        }
    }
    if (diagonal != Py_None) {
        if ((array = take_array(diagonal, 2)) == NULL) {
            return -1;
        }
        self->diagonal = PyArray_DATA(array);
        self->diagonal_batch_stride = stride_of(array, 0);
        self->diagonal_stride = stride_of(array, 1);
        if (PyArray_DIM(array, 0) != batch || PyArray_DIM(array, 1) != dimension) {
            PyErr_SetString(PyExc_ValueError, "the shapes of a Gaussian's arrays disagree");
            return -1;
        }
    }
    return 0;
}

/* A new array of one number for each of a batch, or NULL with an exception set. */
static PyArrayObject *new_values(const kullback_gaussians *p) {
    const npy_intp shape[1] = {(npy_intp)p->batch};
    return (PyArrayObject *)PyArray_SimpleNew(1, shape, NPY_DOUBLE);
}

static PyObject *finish(kullback_status status, const kullback_error *error, PyArrayObject *result) {
    if (status == KULLBACK_OK) {
        return (PyObject *)result;
    }
    Py_DECREF(result);
    raise_error(error);
    return NULL;
}

/* (p, q, settings) */
PyObject *gaussian_divergences(PyObject *Py_UNUSED(module), PyObject *arguments) {
    PyObject *first, *second;
    PyArrayObject *settings, *result;
    if (!PyArg_ParseTuple(arguments, "O!O!O!:gaussian_divergences", &PyTuple_Type, &first, &PyTuple_Type, &second,
                          &PyArray_Type, &settings)) {
        return NULL;
    }
    call self;
    prepare(&self, PyArray_BYTES(settings), PyArray_STRIDE(settings, 0));
    kullback_gaussians p = {0}, q = {0};
    if (take_gaussians(first, &p) < 0 || take_gaussians(second, &q) < 0 || (result = new_values(&p)) == NULL) {
        return NULL;
    }
    kullback_status status;
    Py_BEGIN_ALLOW_THREADS status =
        kullback_gaussian_divergences(self.quantity, &p, &q, &self.options, PyArray_DATA(result), 1);
    Py_END_ALLOW_THREADS return finish(status, &self.error, result);
}

/* (p, None for the entropy, a count of coordinates for their mutual information, or points of shape (batch, d),
 * settings) */
PyObject *gaussian_values(PyObject *Py_UNUSED(module), PyObject *arguments) {
    PyObject *first, *what;
    PyArrayObject *settings, *result, *points = NULL;
    if (!PyArg_ParseTuple(arguments, "O!OO!:gaussian_values", &PyTuple_Type, &first, &what, &PyArray_Type, &settings)) {
        return NULL;
    }
    call self;
    prepare(&self, PyArray_BYTES(settings), PyArray_STRIDE(settings, 0));
    kullback_gaussians p = {0};
    size_t count = 0;
    const int is_count = PyLong_Check(what);
    if (is_count && (count = PyLong_AsSize_t(what)) == (size_t)-1 && PyErr_Occurred()) {
        return NULL;
    }
    if (take_gaussians(first, &p) < 0 || (!is_count && what != Py_None && (points = take_array(what, 2)) == NULL)) {
        return NULL;
    }
    if (points != NULL &&
        ((size_t)PyArray_DIM(points, 0) != p.batch || (size_t)PyArray_DIM(points, 1) != p.dimension)) {
        PyErr_SetString(PyExc_ValueError, "the shapes of Gaussians and points disagree");
        return NULL;
    }
    if ((result = new_values(&p)) == NULL) {
        return NULL;
    }
    double *values = PyArray_DATA(result);
    kullback_status status;
    Py_BEGIN_ALLOW_THREADS status =
        points != NULL ? kullback_gaussian_log_densities(&p, PyArray_DATA(points), stride_of(points, 0),
                                                         stride_of(points, 1), &self.options, values, 1)
        : is_count     ? kullback_gaussian_mutual_informations(&p, count, &self.options, values, 1)
                       : kullback_gaussian_entropies(&p, &self.options, values, 1);
    Py_END_ALLOW_THREADS return finish(status, &self.error, result);
}

/* (p, q, settings) -> (values, by loc_p, by scale_tril_p, by loc_q, by scale_tril_q) */
PyObject *gaussian_kl_gradients(PyObject *Py_UNUSED(module), PyObject *arguments) {
    PyObject *first, *second;
    PyArrayObject *settings;
    if (!PyArg_ParseTuple(arguments, "O!O!O!:gaussian_kl_gradients", &PyTuple_Type, &first, &PyTuple_Type, &second,
                          &PyArray_Type, &settings)) {
        return NULL;
    }
    call self;
    prepare(&self, PyArray_BYTES(settings), PyArray_STRIDE(settings, 0));
    kullback_gaussians p = {0}, q = {0};
    if (take_gaussians(first, &p) < 0 || take_gaussians(second, &q) < 0) {
        return NULL;
    }
    const npy_intp shape[3] = {(npy_intp)p.batch, (npy_intp)p.dimension, (npy_intp)p.dimension};
    PyObject *results = PyTuple_New(5);
    double *data[5] = {NULL};
    for (int i = 0; results != NULL && i < 5; i++) {
        PyObject *array = PyArray_SimpleNew(i == 0 ? 1 : i % 2 == 1 ? 2 : 3, shape, NPY_DOUBLE);
        if (array == NULL) {
            Py_CLEAR(results);
        } else {
            data[i] = PyArray_DATA((PyArrayObject *)array);
            PyTuple_SET_ITEM(results, i, array);
        }
    }
    if (results == NULL) {
        return NULL;
    }
    kullback_status status;
    Py_BEGIN_ALLOW_THREADS status =
        kullback_gaussian_kl_gradients(&p, &q, &self.options, data[0], data[1], data[2], data[3], data[4]);
    Py_END_ALLOW_THREADS if (status == KULLBACK_OK) {
        return results;
    }
    Py_DECREF(results);
    raise_error(&self.error);
    return NULL;
}
