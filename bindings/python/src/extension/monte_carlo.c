/* Monte-Carlo estimates whose sampler and log-densities are Python callables. */
#include "extension.h"

#include <string.h>

/* The `user` of the library's callbacks, which run on the calling thread, under its GIL. */
typedef struct model {
    PyObject *sample;
    PyObject *log_p;
    PyObject *log_q;
    PyObject *samples; /* the current batch: what both log-densities receive; NULL before the first */
    int dimensions;    /* of an array of samples: 1 for numbers, 2 for vectors */
} model;

/* The callback's answer as an array of doubles. Steals `answer`, which is NULL after an exception. */
static PyArrayObject *doubles_of(const char *name, PyObject *answer) {
    if (answer == NULL) {
        return NULL;
    }
    PyArrayObject *given = (PyArrayObject *)PyArray_FROM_O(answer);
    Py_DECREF(answer);
    if (given == NULL) {
        return NULL;
    }
    PyArray_Descr *real = PyArray_DescrFromType(NPY_DOUBLE);
    PyArrayObject *doubles = NULL;
    if (PyArray_CanCastArrayTo(given, real, NPY_SAFE_CASTING)) {
        doubles = (PyArrayObject *)PyArray_FROM_OTF((PyObject *)given, NPY_DOUBLE, NPY_ARRAY_IN_ARRAY);
    } else {
        PyErr_Format(PyExc_ValueError, "%s returned an array of %S, which float64 cannot hold", name,
                     PyArray_DESCR(given));
    }
    Py_DECREF(real);
    Py_DECREF(given);
    return doubles;
}

static int check_shape(const char *name, PyArrayObject *array, int dimensions, const npy_intp *shape) {
    if (PyArray_NDIM(array) == dimensions && PyArray_CompareLists(PyArray_DIMS(array), shape, dimensions)) {
        return 0;
    }
    PyObject *got = PyArray_IntTupleFromIntp(PyArray_NDIM(array), PyArray_DIMS(array));
    PyObject *expected = PyArray_IntTupleFromIntp(dimensions, shape);
    if (got != NULL && expected != NULL) {
        PyErr_Format(PyExc_ValueError, "%s returned an array of shape %S, not %S", name, got, expected);
    }
    Py_XDECREF(got);
    Py_XDECREF(expected);
    return -1;
}

/* Copies the callback's answer to `target`. Returns the array it was in, or NULL with an exception set. */
static PyObject *take(const char *name, PyObject *answer, int dimensions, const npy_intp *shape, double *target) {
    PyArrayObject *array = doubles_of(name, answer);
    if (array == NULL) {
        return NULL;
    }
    if (check_shape(name, array, dimensions, shape) < 0) {
        Py_DECREF(array);
        return NULL;
    }
    memcpy(target, PyArray_DATA(array), (size_t)PyArray_NBYTES(array));
    return (PyObject *)array;
}

/* A view that cannot be written through: the log-densities must see the same numbers. Steals `array`. */
static PyObject *read_only(PyObject *array) {
    PyObject *view = PyArray_View((PyArrayObject *)array, NULL, NULL);
    Py_DECREF(array);
    if (view != NULL) {
        PyArray_CLEARFLAGS((PyArrayObject *)view, NPY_ARRAY_WRITEABLE);
    }
    return view;
}

static int32_t draw(void *user, size_t count, size_t dimension, double *samples) {
    model *self = user;
    const npy_intp shape[] = {(npy_intp)count, (npy_intp)dimension};
    PyObject *answer = PyObject_CallFunction(self->sample, "n", (Py_ssize_t)count);
    PyObject *batch = take("sample", answer, self->dimensions, shape, samples);
    if (batch == NULL) {
        return -1;
    }
    Py_XSETREF(self->samples, read_only(batch));
    return self->samples == NULL ? -1 : 0;
}

static int32_t evaluate(const model *self, const char *name, PyObject *log_density, size_t count, double *target) {
    const npy_intp shape[] = {(npy_intp)count};
    PyObject *array = take(name, PyObject_CallOneArg(log_density, self->samples), 1, shape, target);
    Py_XDECREF(array);
    return array == NULL ? -1 : 0;
}

static int32_t evaluate_p(void *user, const double *Py_UNUSED(samples), size_t count, size_t Py_UNUSED(dimension),
                          double *log_density) {
    const model *self = user;
    return evaluate(self, "log_p", self->log_p, count, log_density);
}

static int32_t evaluate_q(void *user, const double *Py_UNUSED(samples), size_t count, size_t Py_UNUSED(dimension),
                          double *log_density) {
    const model *self = user;
    return evaluate(self, "log_q", self->log_q, count, log_density);
}

/* (sample, log_p, log_q, dimension or 0 for numbers, count, estimator, base) -> (value, standard error) */
PyObject *monte_carlo(PyObject *Py_UNUSED(module), PyObject *arguments) {
    model self = {0};
    Py_ssize_t dimension, count;
    int estimator;
    kullback_error error = {0};
    kullback_options options = {.struct_size = sizeof options, .error = &error};
    if (!PyArg_ParseTuple(arguments, "OOOnnid:monte_carlo", &self.sample, &self.log_p, &self.log_q, &dimension, &count,
                          &estimator, &options.base)) {
        return NULL;
    }
    self.dimensions = dimension == 0 ? 1 : 2;
    kullback_estimate estimate;
    const kullback_status status =
        kullback_monte_carlo_f64(estimator, draw, evaluate_p, evaluate_q, &self, dimension == 0 ? 1 : (size_t)dimension,
                                 (size_t)count, &options, &estimate);
    Py_XDECREF(self.samples);
    if (status == KULLBACK_OK) {
        return Py_BuildValue("(dd)", estimate.value, estimate.standard_error);
    }
    if (status != KULLBACK_ERROR_CALLBACK) {
        raise_error(&error);
    }
    return NULL; /* with the exception of the callback, if one stopped the call */
}
