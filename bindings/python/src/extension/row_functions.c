/* Functions from rows to rows, of C-contiguous matrices of float64, float32 or int64. */
#include "matrix.h"

static kullback_status smooth_rows(PyArrayObject *p, double amount, const call *with, void *result) {
    const ptrdiff_t count = (ptrdiff_t)PyArray_DIM(p, 1);
    switch (element_of(p)) {
    case ELEMENT_F64:
        return kullback_smooth_f64(with->quantity, amount, ROWS(f64, p), &with->options, result, count, 1);
    case ELEMENT_F32:
        return kullback_smooth_f32(with->quantity, amount, ROWS(f32, p), &with->options, result, count, 1);
    default:
        return kullback_smooth_i64(with->quantity, amount, ROWS(i64, p), &with->options, result, count, 1);
    }
}

static kullback_status coarse_grain_rows(PyArrayObject *p, const int64_t *bin_map, size_t groups, const call *with,
                                         void *result) {
    const ptrdiff_t count = (ptrdiff_t)groups;
    switch (element_of(p)) {
    case ELEMENT_F64:
        return kullback_coarse_grain_f64(ROWS(f64, p), bin_map, groups, &with->options, result, count, 1);
    case ELEMENT_F32:
        return kullback_coarse_grain_f32(ROWS(f32, p), bin_map, groups, &with->options, result, count, 1);
    default:
        return kullback_coarse_grain_i64(ROWS(i64, p), bin_map, groups, &with->options, result, count, 1);
    }
}

/* (p, amount, settings, result) */
PyObject *smooth(PyObject *Py_UNUSED(module), PyObject *arguments) {
    PyArrayObject *p, *settings, *result;
    double amount;
    if (!PyArg_ParseTuple(arguments, "O!dO!O!:smooth", &PyArray_Type, &p, &amount, &PyArray_Type, &settings,
                          &PyArray_Type, &result)) {
        return NULL;
    }
    call self;
    prepare(&self, PyArray_BYTES(settings), sizeof(double));
    kullback_status status;
    Py_BEGIN_ALLOW_THREADS;
    status = smooth_rows(p, amount, &self, PyArray_DATA(result));
    Py_END_ALLOW_THREADS;
    return outcome(status, &self.error);
}

/* (p, bin_map, settings, result) */
PyObject *coarse_grain(PyObject *Py_UNUSED(module), PyObject *arguments) {
    PyArrayObject *p, *bin_map, *settings, *result;
    if (!PyArg_ParseTuple(arguments, "O!O!O!O!:coarse_grain", &PyArray_Type, &p, &PyArray_Type, &bin_map, &PyArray_Type,
                          &settings, &PyArray_Type, &result)) {
        return NULL;
    }
    call self;
    prepare(&self, PyArray_BYTES(settings), sizeof(double));
    const size_t groups = (size_t)PyArray_DIM(result, 1);
    kullback_status status;
    Py_BEGIN_ALLOW_THREADS;
    status = coarse_grain_rows(p, PyArray_DATA(bin_map), groups, &self, PyArray_DATA(result));
    Py_END_ALLOW_THREADS;
    return outcome(status, &self.error);
}
