/* Comparison of models. kullback/comparison checks shapes, and that arrays are as long as they must be. */
#include "extension.h"

/* (address, type, space, rows, count, row stride, stride, temperature), strides in elements */
static int typed_rows(PyObject *tuple, void *result) {
    kullback_typed_rows *rows = result;
    unsigned long long address;
    Py_ssize_t count, length, row_stride, stride;
    if (!PyArg_ParseTuple(tuple, "Kiinnnnd:rows", &address, &rows->type, &rows->space, &count, &length, &row_stride,
                          &stride, &rows->temperature)) {
        return 0;
    }
    rows->data = (const void *)(uintptr_t)address;
    rows->rows = (size_t)count;
    rows->count = (size_t)length;
    rows->row_stride = row_stride;
    rows->stride = stride;
    return 1;
}

/* (address, count, stride, ignore_index, smoothing) */
static int label_row(PyObject *tuple, void *result) {
    kullback_labels *labels = result;
    unsigned long long address;
    Py_ssize_t count, stride;
    long long ignored;
    if (!PyArg_ParseTuple(tuple, "KnnLd:labels", &address, &count, &stride, &ignored, &labels->smoothing)) {
        return 0;
    }
    labels->data = (const int64_t *)(uintptr_t)address;
    labels->count = (size_t)count;
    labels->stride = stride;
    labels->ignore_index = ignored;
    return 1;
}

/* (p, q, labels or None, threads, array of a record per row) */
PyObject *compare_tokens(PyObject *Py_UNUSED(module), PyObject *arguments) {
    kullback_typed_rows p, q;
    kullback_labels labels;
    PyObject *label_tuple;
    PyArrayObject *tokens;
    kullback_error error = {0};
    kullback_options options = {.struct_size = sizeof options, .error = &error};
    if (!PyArg_ParseTuple(arguments, "O&O&OiO!:compare_tokens", typed_rows, &p, typed_rows, &q, &label_tuple,
                          &options.threads, &PyArray_Type, &tokens) ||
        (label_tuple != Py_None && !label_row(label_tuple, &labels))) {
        return NULL;
    }
    kullback_status status;
    Py_BEGIN_ALLOW_THREADS;
    status = kullback_compare_tokens(&p, &q, label_tuple == Py_None ? NULL : &labels, &options, PyArray_DATA(tokens));
    Py_END_ALLOW_THREADS;
    return outcome(status, &error);
}

/* (array of records, array of one report) */
PyObject *report_comparison(PyObject *Py_UNUSED(module), PyObject *arguments) {
    PyArrayObject *tokens, *report;
    if (!PyArg_ParseTuple(arguments, "O!O!:report_comparison", &PyArray_Type, &tokens, &PyArray_Type, &report)) {
        return NULL;
    }
    kullback_error error = {0};
    const kullback_options options = {.struct_size = sizeof options, .error = &error};
    kullback_status status;
    Py_BEGIN_ALLOW_THREADS;
    status =
        kullback_report_comparison(PyArray_DATA(tokens), (size_t)PyArray_SIZE(tokens), &options, PyArray_DATA(report));
    Py_END_ALLOW_THREADS;
    return outcome(status, &error);
}
