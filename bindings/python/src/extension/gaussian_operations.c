/* Gaussians from Gaussians, and draws. Gaussians come as in gaussians.c, and go as (loc, matrix) of the form asked for.
 */
#include "gaussians.h"

/* Arrays for results, and where they are. */
typedef struct {
    PyArrayObject *loc, *matrix;
    kullback_gaussian_results raw;
} results;

/* Returns 0, or -1 with an exception set. */
static int make_results(results *self, int form, size_t batch, size_t dimension) {
    const npy_intp shape[3] = {(npy_intp)batch, (npy_intp)dimension, (npy_intp)dimension};
    self->loc = (PyArrayObject *)PyArray_SimpleNew(2, shape, NPY_DOUBLE);
    self->matrix = (PyArrayObject *)PyArray_SimpleNew(3, shape, NPY_DOUBLE);
    if (self->loc == NULL || self->matrix == NULL) {
        Py_XDECREF(self->loc);
        Py_XDECREF(self->matrix);
        return -1;
    }
    self->raw = (kullback_gaussian_results){form, 0, PyArray_DATA(self->loc), PyArray_DATA(self->matrix)};
    return 0;
}

static PyObject *finish(results *self, kullback_status status, const kullback_error *error) {
    if (status == KULLBACK_OK) {
        return Py_BuildValue("NN", self->loc, self->matrix);
    }
    Py_DECREF(self->loc);
    Py_DECREF(self->matrix);
    raise_error(error);
    return NULL;
}

/* Coordinates as a contiguous array of intp. Returns their count, or -1 with an exception set. */
static npy_intp take_coordinates(PyObject *given, const size_t **coordinates) {
    PyArrayObject *array = (PyArrayObject *)given;
    if (!PyArray_Check(given) || PyArray_TYPE(array) != NPY_INTP || PyArray_NDIM(array) != 1 ||
        !PyArray_ISCARRAY_RO(array)) {
        PyErr_SetString(PyExc_TypeError, "coordinates are an array of intp");
        return -1;
    }
    *coordinates = PyArray_DATA(array);
    return PyArray_DIM(array, 0);
}

/* (connection, p, q, weight, form, settings) */
PyObject *gaussian_geodesics(PyObject *Py_UNUSED(module), PyObject *arguments) {
    PyObject *first, *second;
    PyArrayObject *settings;
    int connection, form;
    double weight;
    kullback_gaussians p = {0}, q = {0};
    results made;
    if (!PyArg_ParseTuple(arguments, "iO!O!diO!:gaussian_geodesics", &connection, &PyTuple_Type, &first, &PyTuple_Type,
                          &second, &weight, &form, &PyArray_Type, &settings) ||
        take_gaussians(first, &p) < 0 || take_gaussians(second, &q) < 0 ||
        make_results(&made, form, p.batch, p.dimension) < 0) {
        return NULL;
    }
    call self;
    prepare(&self, PyArray_BYTES(settings), PyArray_STRIDE(settings, 0));
    kullback_status status;
    Py_BEGIN_ALLOW_THREADS status = kullback_gaussian_geodesics(connection, &p, &q, weight, &self.options, &made.raw);
    Py_END_ALLOW_THREADS return finish(&made, status, &self.error);
}

/* (connection, p, weights of the members of one barycentre, form, settings) */
PyObject *gaussian_barycenters(PyObject *Py_UNUSED(module), PyObject *arguments) {
    PyObject *first, *shares;
    PyArrayObject *settings, *weights;
    int connection, form;
    kullback_gaussians p = {0};
    results made;
    if (!PyArg_ParseTuple(arguments, "iO!OiO!:gaussian_barycenters", &connection, &PyTuple_Type, &first, &shares, &form,
                          &PyArray_Type, &settings) ||
        take_gaussians(first, &p) < 0 || (weights = take_array(shares, 1)) == NULL) {
        return NULL;
    }
    const size_t count = (size_t)PyArray_DIM(weights, 0);
    if (make_results(&made, form, count == 0 ? 0 : p.batch / count, p.dimension) < 0) {
        return NULL;
    }
    call self;
    prepare(&self, PyArray_BYTES(settings), PyArray_STRIDE(settings, 0));
    kullback_status status;
    Py_BEGIN_ALLOW_THREADS status = kullback_gaussian_barycenters(connection, &p, count, PyArray_DATA(weights),
                                                                  stride_of(weights, 0), &self.options, &made.raw);
    Py_END_ALLOW_THREADS return finish(&made, status, &self.error);
}

/* (p, coordinates or None for all, form, settings) */
PyObject *gaussian_marginals(PyObject *Py_UNUSED(module), PyObject *arguments) {
    PyObject *first, *chosen;
    PyArrayObject *settings;
    int form;
    kullback_gaussians p = {0};
    results made;
    const size_t *coordinates = NULL;
    if (!PyArg_ParseTuple(arguments, "O!OiO!:gaussian_marginals", &PyTuple_Type, &first, &chosen, &form, &PyArray_Type,
                          &settings) ||
        take_gaussians(first, &p) < 0) {
        return NULL;
    }
    const npy_intp count = chosen == Py_None ? (npy_intp)p.dimension : take_coordinates(chosen, &coordinates);
    if (count < 0 || make_results(&made, form, p.batch, (size_t)count) < 0) {
        return NULL;
    }
    call self;
    prepare(&self, PyArray_BYTES(settings), PyArray_STRIDE(settings, 0));
    kullback_status status;
    Py_BEGIN_ALLOW_THREADS status =
        kullback_gaussian_marginals(&p, coordinates, (size_t)count, &self.options, &made.raw);
    Py_END_ALLOW_THREADS return finish(&made, status, &self.error);
}

/* (p, coordinates, their values of shape (batch, count), form, settings) */
PyObject *gaussian_conditionals(PyObject *Py_UNUSED(module), PyObject *arguments) {
    PyObject *first, *chosen, *values;
    PyArrayObject *settings, *x;
    int form;
    kullback_gaussians p = {0};
    results made;
    const size_t *coordinates;
    npy_intp count;
    if (!PyArg_ParseTuple(arguments, "O!OOiO!:gaussian_conditionals", &PyTuple_Type, &first, &chosen, &values, &form,
                          &PyArray_Type, &settings) ||
        take_gaussians(first, &p) < 0 || (count = take_coordinates(chosen, &coordinates)) < 0 ||
        (x = take_array(values, 2)) == NULL) {
        return NULL;
    }
    if ((size_t)count > p.dimension || (size_t)PyArray_DIM(x, 0) != p.batch || PyArray_DIM(x, 1) != count) {
        PyErr_SetString(PyExc_ValueError, "the shapes of Gaussians, coordinates and values disagree");
        return NULL;
    }
    if (make_results(&made, form, p.batch, p.dimension - (size_t)count) < 0) {
        return NULL;
    }
    call self;
    prepare(&self, PyArray_BYTES(settings), PyArray_STRIDE(settings, 0));
    kullback_status status;
    Py_BEGIN_ALLOW_THREADS status = kullback_gaussian_conditionals(
        &p, coordinates, (size_t)count, PyArray_DATA(x), stride_of(x, 0), stride_of(x, 1), &self.options, &made.raw);
    Py_END_ALLOW_THREADS return finish(&made, status, &self.error);
}

/* (p, seed, count, settings) -> an array of shape (count, batch, d) */
PyObject *gaussian_samples(PyObject *Py_UNUSED(module), PyObject *arguments) {
    PyObject *first;
    PyArrayObject *settings, *result;
    unsigned long long seed;
    Py_ssize_t count;
    kullback_gaussians p = {0};
    if (!PyArg_ParseTuple(arguments, "O!KnO!:gaussian_samples", &PyTuple_Type, &first, &seed, &count, &PyArray_Type,
                          &settings) ||
        take_gaussians(first, &p) < 0) {
        return NULL;
    }
    const npy_intp shape[3] = {count, (npy_intp)p.batch, (npy_intp)p.dimension};
    if ((result = (PyArrayObject *)PyArray_SimpleNew(3, shape, NPY_DOUBLE)) == NULL) {
        return NULL;
    }
    call self;
    prepare(&self, PyArray_BYTES(settings), PyArray_STRIDE(settings, 0));
    double *draws = PyArray_DATA(result);
    kullback_status status;
    Py_BEGIN_ALLOW_THREADS status = kullback_gaussian_samples(&p, seed, 0, (size_t)count, &self.options, draws);
    Py_END_ALLOW_THREADS if (status != KULLBACK_OK) {
        raise_error(&self.error);
        Py_CLEAR(result);
    }
    return (PyObject *)result;
}
