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
    int type;          /* of samples and log-densities: NPY_FLOAT or NPY_DOUBLE */
} model;

/*
 * The callback's answer as an array of `type`, to which it is rounded. Either type takes the same answers:
 * those that doubles hold. Steals `answer`, which is NULL after an exception.
 */
static PyArrayObject *converted(const char *name, PyObject *answer, int type) {
    if (answer == NULL) {
        return NULL;
    }
    PyArrayObject *given = (PyArrayObject *)PyArray_FROM_O(answer);
    Py_DECREF(answer);
    if (given == NULL) {
        return NULL;
    }
    PyArray_Descr *widest = PyArray_DescrFromType(NPY_DOUBLE);
    PyArrayObject *array = NULL;
    if (PyArray_CanCastArrayTo(given, widest, NPY_SAFE_CASTING)) {
        array = (PyArrayObject *)PyArray_FROM_OTF((PyObject *)given, type, NPY_ARRAY_IN_ARRAY | NPY_ARRAY_FORCECAST);
    } else {
        PyErr_Format(PyExc_ValueError, "%s returned an array of %S, which float64 cannot hold", name,
                     PyArray_DESCR(given));
    }
    Py_DECREF(widest);
    Py_DECREF(given);
    return array;
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

PyObject *take_answer(const char *name, PyObject *answer, int type, int dimensions, const npy_intp *shape,
                      void *target) {
    PyArrayObject *array = converted(name, answer, type);
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

static int32_t draw(model *self, size_t count, size_t dimension, void *samples) {
    const npy_intp shape[] = {(npy_intp)count, (npy_intp)dimension};
    PyObject *answer = PyObject_CallFunction(self->sample, "n", (Py_ssize_t)count);
    PyObject *batch = take_answer("sample", answer, self->type, self->dimensions, shape, samples);
    if (batch == NULL) {
        return -1;
    }
    Py_XSETREF(self->samples, read_only(batch));
    return self->samples == NULL ? -1 : 0;
}

static int32_t evaluate(const model *self, const char *name, PyObject *log_density, size_t count, void *target) {
    const npy_intp shape[] = {(npy_intp)count};
    PyObject *array = take_answer(name, PyObject_CallOneArg(log_density, self->samples), self->type, 1, shape, target);
    Py_XDECREF(array);
    return array == NULL ? -1 : 0;
}

#define REAL double
#define TYPED(name) name##_f64
#include "monte_carlo_template.h"
#undef REAL
#undef TYPED

#define REAL float
#define TYPED(name) name##_f32
#include "monte_carlo_template.h"
#undef REAL
#undef TYPED

/* (sample, log_p, log_q, dimension or 0 for numbers, count, single, estimator, base) -> (value, standard error) */
PyObject *monte_carlo(PyObject *Py_UNUSED(module), PyObject *arguments) {
    model self = {0};
    Py_ssize_t dimension, count;
    int single; /* precision, rather than double */
    int estimator;
    kullback_error error = {0};
    kullback_options options = {.struct_size = sizeof options, .error = &error};
    if (!PyArg_ParseTuple(arguments, "OOOnnpid:monte_carlo", &self.sample, &self.log_p, &self.log_q, &dimension, &count,
                          &single, &estimator, &options.base)) {
        return NULL;
    }
    self.dimensions = dimension == 0 ? 1 : 2;
    self.type = single ? NPY_FLOAT : NPY_DOUBLE;
    kullback_estimate estimate;
    const kullback_status status = (single ? average_f32 : average_f64)(
        estimator, &self, dimension == 0 ? 1 : (size_t)dimension, (size_t)count, &options, &estimate);
    Py_XDECREF(self.samples);
    if (status == KULLBACK_OK) {
        return Py_BuildValue("(dd)", estimate.value, estimate.standard_error);
    }
    if (status != KULLBACK_ERROR_CALLBACK) {
        raise_error(&error);
    }
    return NULL; /* with the exception of the callback, if one stopped the call */
}
