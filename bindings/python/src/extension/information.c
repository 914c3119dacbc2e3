/* Tables of joint probabilities, and sets of distributions. No ufuncs: a table has any number of axes. */
#include "extension.h"

#include "settings.h"

#define REAL double
#define RESULT double
#define TYPED(name) name##_f64
#include "information_template.h"
#undef REAL
#undef RESULT
#undef TYPED

#define REAL float
#define RESULT float
#define TYPED(name) name##_f32
#include "information_template.h"
#undef REAL
#undef RESULT
#undef TYPED

#define REAL int64_t
#define RESULT double
#define TYPED(name) name##_i64
#include "information_template.h"
#undef REAL
#undef RESULT
#undef TYPED

/*
 * information(tables, settings, result) and js_among(tables, weights, settings, result): `tables` has the batch as its
 * first axis, and `result` one contiguous number for each. kullback/_information.py sees to shapes and dtypes.
 */
PyObject *information(PyObject *Py_UNUSED(module), PyObject *arguments) {
    PyArrayObject *tables, *settings, *result;
    if (!PyArg_ParseTuple(arguments, "O!O!O!:information", &PyArray_Type, &tables, &PyArray_Type, &settings,
                          &PyArray_Type, &result)) {
        return NULL;
    }
    call self;
    prepare(&self, PyArray_BYTES(settings), PyArray_STRIDE(settings, 0));
    kullback_status status;
    Py_BEGIN_ALLOW_THREADS;
    switch (PyArray_TYPE(tables)) {
    case NPY_FLOAT:
        status = information_f32(&self, tables, result);
        break;
    case NPY_DOUBLE:
        status = information_f64(&self, tables, result);
        break;
    default:
        status = information_i64(&self, tables, result);
    }
    Py_END_ALLOW_THREADS;
    return outcome(status, &self.error);
}

PyObject *js_among(PyObject *Py_UNUSED(module), PyObject *arguments) {
    PyArrayObject *tables, *settings, *result;
    PyObject *given;
    if (!PyArg_ParseTuple(arguments, "O!OO!O!:js_among", &PyArray_Type, &tables, &given, &PyArray_Type, &settings,
                          &PyArray_Type, &result)) {
        return NULL;
    }
    const double *weights = given == Py_None ? NULL : PyArray_DATA((PyArrayObject *)given);
    call self;
    prepare(&self, PyArray_BYTES(settings), PyArray_STRIDE(settings, 0));
    kullback_status status;
    Py_BEGIN_ALLOW_THREADS;
    switch (PyArray_TYPE(tables)) {
    case NPY_FLOAT:
        status = among_f32(&self, tables, weights, result);
        break;
    case NPY_DOUBLE:
        status = among_f64(&self, tables, weights, result);
        break;
    default:
        status = among_i64(&self, tables, weights, result);
    }
    Py_END_ALLOW_THREADS;
    return outcome(status, &self.error);
}
