/*
 * Calibration. Arrays come as addresses with strides, and their owners live during the call:
 *
 *   rows      (address, type, space, rows, count, row stride, stride, temperature) or None
 *   labels    (address, count, ignored label) or None: contiguous
 */
#include "settings.h"

static void *pointer(unsigned long long address) {
    return (void *)(uintptr_t)address;
}

/* What both functions take. `options.error` points to `error`: a call must not be copied. */
typedef struct labelled {
    call with;
    kullback_typed_rows rows, soft_labels;
    kullback_labels labels;
    const kullback_typed_rows *given_soft_labels; /* NULL for None, as the next */
    const kullback_labels *given_labels;
    Py_ssize_t n_bins;
    unsigned long long bins;
} labelled;

static int parse_rows(PyObject *tuple, kullback_typed_rows *rows) {
    unsigned long long data;
    Py_ssize_t row_count, count, row_stride, stride;
    if (!PyArg_ParseTuple(tuple, "Kiinnnnd", &data, &rows->type, &rows->space, &row_count, &count, &row_stride, &stride,
                          &rows->temperature)) {
        return -1;
    }
    rows->data = pointer(data);
    rows->rows = (size_t)row_count;
    rows->count = (size_t)count;
    rows->row_stride = row_stride;
    rows->stride = stride;
    return 0;
}

static int parse_labels(PyObject *tuple, kullback_labels *labels) {
    unsigned long long data;
    Py_ssize_t count;
    long long ignored;
    if (!PyArg_ParseTuple(tuple, "KnL", &data, &count, &ignored)) {
        return -1;
    }
    *labels = (kullback_labels){pointer(data), (size_t)count, 1, ignored, 0};
    return 0;
}

/* (rows, labels, soft labels, n_bins, address of the bins or 0, settings) */
static int parse(labelled *self, PyObject *arguments) {
    PyObject *rows, *labels, *soft_labels;
    PyArrayObject *settings;
    if (!PyArg_ParseTuple(arguments, "O!OOnKO!", &PyTuple_Type, &rows, &labels, &soft_labels, &self->n_bins,
                          &self->bins, &PyArray_Type, &settings)) {
        return -1;
    }
    prepare(&self->with, PyArray_BYTES(settings), sizeof(double));
    /* These the rows say themselves. */
    self->with.options.space = KULLBACK_PROBABILITIES;
    self->with.options.temperature = 0;
    self->given_labels = labels == Py_None ? NULL : &self->labels;
    self->given_soft_labels = soft_labels == Py_None ? NULL : &self->soft_labels;
    if (parse_rows(rows, &self->rows) < 0 || (labels != Py_None && parse_labels(labels, &self->labels) < 0) ||
        (soft_labels != Py_None && parse_rows(soft_labels, &self->soft_labels) < 0)) {
        return -1;
    }
    return 0;
}

/* parse's arguments -> (temperature, losses before and after, calibration errors, count, iterations, converged) */
PyObject *fit_temperature(PyObject *Py_UNUSED(module), PyObject *arguments) {
    labelled self;
    if (parse(&self, arguments) < 0) {
        return NULL;
    }
    kullback_temperature_fit fit;
    kullback_status status;
    Py_BEGIN_ALLOW_THREADS;
    status = kullback_fit_temperature(&self.rows, self.given_labels, self.given_soft_labels, (size_t)self.n_bins,
                                      &self.with.options, &fit);
    Py_END_ALLOW_THREADS;
    if (status != KULLBACK_OK) {
        raise_error(&self.with.error);
        return NULL;
    }
    return Py_BuildValue("(dddddniN)", fit.temperature, fit.loss_before, fit.loss_after, fit.ece_before, fit.ece_after,
                         (Py_ssize_t)fit.count, (int)fit.iterations, PyBool_FromLong(fit.converged));
}

/* parse's arguments -> (expected, maximum, accuracy, confidence, count) */
PyObject *calibration_error(PyObject *Py_UNUSED(module), PyObject *arguments) {
    labelled self;
    if (parse(&self, arguments) < 0) {
        return NULL;
    }
    kullback_calibration result;
    kullback_status status;
    Py_BEGIN_ALLOW_THREADS;
    status = kullback_calibration_error(&self.rows, self.given_labels, self.given_soft_labels, (size_t)self.n_bins,
                                        &self.with.options, &result, pointer(self.bins));
    Py_END_ALLOW_THREADS;
    if (status != KULLBACK_OK) {
        raise_error(&self.with.error);
        return NULL;
    }
    return Py_BuildValue("(ddddn)", result.expected, result.maximum, result.accuracy, result.confidence,
                         (Py_ssize_t)result.count);
}
