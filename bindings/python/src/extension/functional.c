/* Generators and bounds, number by number, and f-divergences whose generator is a Python callable. */
#include "extension.h"

#include <string.h>

#include "settings.h"

static PyArrayObject *doubles(PyObject *object) {
    return (PyArrayObject *)PyArray_FROM_OTF(object, NPY_DOUBLE, NPY_ARRAY_IN_ARRAY);
}

static PyArrayObject *like(PyArrayObject *x) {
    return (PyArrayObject *)PyArray_SimpleNew(PyArray_NDIM(x), PyArray_DIMS(x), NPY_DOUBLE);
}

/* `result` if the call went well; else NULL, with what it reported as an exception. */
static PyObject *checked(kullback_status status, const kullback_error *error, PyArrayObject *result) {
    if (status == KULLBACK_OK) {
        return (PyObject *)result;
    }
    Py_DECREF(result);
    raise_error(error);
    return NULL;
}

/* (quantity, function, order, weight, x) -> array like x */
PyObject *generator(PyObject *Py_UNUSED(module), PyObject *arguments) {
    int quantity, function;
    PyObject *object;
    kullback_error error = {0};
    kullback_options options = {.struct_size = sizeof options, .error = &error};
    if (!PyArg_ParseTuple(arguments, "iiddO:generator", &quantity, &function, &options.order, &options.weight,
                          &object)) {
        return NULL;
    }
    PyArrayObject *x = doubles(object);
    PyArrayObject *result = x == NULL ? NULL : like(x);
    PyObject *answer = NULL;
    if (result != NULL) {
        const kullback_status status = kullback_generator_f64(quantity, function, PyArray_DATA(x),
                                                              (size_t)PyArray_SIZE(x), &options, PyArray_DATA(result));
        answer = checked(status, &error, result);
    }
    Py_XDECREF(x);
    return answer;
}

/* (quantity, order, weight) -> (f(0), f'(inf)) */
PyObject *generator_limits(PyObject *Py_UNUSED(module), PyObject *arguments) {
    int quantity;
    kullback_error error = {0};
    kullback_options options = {.struct_size = sizeof options, .error = &error};
    if (!PyArg_ParseTuple(arguments, "idd:generator_limits", &quantity, &options.order, &options.weight)) {
        return NULL;
    }
    kullback_generator_limits limits;
    if (kullback_generator_limits_f64(quantity, &options, &limits) != KULLBACK_OK) {
        raise_error(&error);
        return NULL;
    }
    return Py_BuildValue("(dd)", limits.at_zero, limits.slope_at_infinity);
}

/* (which, base, x) -> array like x */
PyObject *bound(PyObject *Py_UNUSED(module), PyObject *arguments) {
    int which;
    PyObject *object;
    kullback_error error = {0};
    kullback_options options = {.struct_size = sizeof options, .error = &error};
    if (!PyArg_ParseTuple(arguments, "idO:bound", &which, &options.base, &object)) {
        return NULL;
    }
    PyArrayObject *x = doubles(object);
    PyArrayObject *result = x == NULL ? NULL : like(x);
    PyObject *answer = NULL;
    if (result != NULL) {
        const kullback_status status =
            kullback_bound_f64(which, PyArray_DATA(x), (size_t)PyArray_SIZE(x), &options, PyArray_DATA(result));
        answer = checked(status, &error, result);
    }
    Py_XDECREF(x);
    return answer;
}

/* (base, x, q_min), of one shape -> array like them */
PyObject *kl_from_tv(PyObject *Py_UNUSED(module), PyObject *arguments) {
    PyObject *first, *second;
    kullback_error error = {0};
    kullback_options options = {.struct_size = sizeof options, .error = &error};
    if (!PyArg_ParseTuple(arguments, "dOO:kl_from_tv", &options.base, &first, &second)) {
        return NULL;
    }
    PyArrayObject *x = doubles(first), *q_min = doubles(second);
    PyArrayObject *result = x == NULL || q_min == NULL ? NULL : like(x);
    PyObject *answer = NULL;
    if (result != NULL) {
        const kullback_status status = kullback_kl_from_tv_f64(PyArray_DATA(x), PyArray_DATA(q_min),
                                                               (size_t)PyArray_SIZE(x), &options, PyArray_DATA(result));
        answer = checked(status, &error, result);
    }
    Py_XDECREF(x);
    Py_XDECREF(q_min);
    return answer;
}

/* The library's callback; it runs on the calling thread, under its GIL. */
static int32_t evaluate(void *user, const double *t, size_t count, double *value) {
    const npy_intp shape[] = {(npy_intp)count};
    PyObject *ratios = PyArray_SimpleNew(1, shape, NPY_DOUBLE);
    if (ratios == NULL) {
        return -1;
    }
    memcpy(PyArray_DATA((PyArrayObject *)ratios), t, count * sizeof *t);
    PyObject *array = take_answer("f", PyObject_CallOneArg(user, ratios), NPY_DOUBLE, 1, shape, value);
    Py_DECREF(ratios);
    Py_XDECREF(array);
    return array == NULL ? -1 : 0;
}

/* Rows that the caller has made contiguous. */
#define ROWS(type, array)                                                                                              \
    {                                                                                                                  \
        (const type *)PyArray_DATA(array), (size_t)PyArray_DIM(array, 0), (size_t)PyArray_DIM(array, 1),               \
            (ptrdiff_t)PyArray_DIM(array, 1), 1                                                                        \
    }

/* (f, f(0), f'(inf), p, q, settings, result): contiguous, p and q matrices of the dtype of result. */
PyObject *f_divergence(PyObject *Py_UNUSED(module), PyObject *arguments) {
    PyObject *f;
    kullback_generator_limits limits;
    PyArrayObject *p, *q, *settings, *result;
    if (!PyArg_ParseTuple(arguments, "OddO!O!O!O!:f_divergence", &f, &limits.at_zero, &limits.slope_at_infinity,
                          &PyArray_Type, &p, &PyArray_Type, &q, &PyArray_Type, &settings, &PyArray_Type, &result)) {
        return NULL;
    }
    call self;
    prepare(&self, PyArray_DATA(settings), PyArray_STRIDE(settings, 0));
    kullback_status status;
    if (PyArray_TYPE(result) == NPY_FLOAT) {
        const kullback_rows_f32 p_rows = ROWS(float, p), q_rows = ROWS(float, q);
        status =
            kullback_f_divergence_f32(evaluate, f, &limits, &p_rows, &q_rows, &self.options, PyArray_DATA(result), 1);
    } else {
        const kullback_rows_f64 p_rows = ROWS(double, p), q_rows = ROWS(double, q);
        status =
            kullback_f_divergence_f64(evaluate, f, &limits, &p_rows, &q_rows, &self.options, PyArray_DATA(result), 1);
    }
    if (status == KULLBACK_OK) {
        Py_RETURN_NONE;
    }
    if (status != KULLBACK_ERROR_CALLBACK) {
        raise_error(&self.error);
    }
    return NULL; /* with the exception of the callable, if it stopped the call */
}
