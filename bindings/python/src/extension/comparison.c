/* Comparison of models. kullback/comparison checks shapes, and that arrays are as long as they must be. */
#include "typed_rows.h"

/* (p, q, labels, threads, array of a record per row); rows and labels as in typed_rows.h */
PyObject *compare_tokens(PyObject *Py_UNUSED(module), PyObject *arguments) {
    some_rows p, q;
    some_labels labels;
    PyArrayObject *tokens;
    kullback_error error = {0};
    kullback_options options = {.struct_size = sizeof options, .error = &error};
    if (!PyArg_ParseTuple(arguments, "O&O&O&iO!:compare_tokens", take_rows, &p, take_rows, &q, take_labels, &labels,
                          &options.threads, &PyArray_Type, &tokens)) {
        return NULL;
    }
    kullback_status status;
    Py_BEGIN_ALLOW_THREADS;
    status = kullback_compare_tokens(p.given, q.given, labels.given, &options, PyArray_DATA(tokens));
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
