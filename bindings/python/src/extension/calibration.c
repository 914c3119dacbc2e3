/* Calibration; rows and labels as in typed_rows.h. */
#include "settings.h"
#include "typed_rows.h"

/* What both functions take: (rows, labels, soft labels, n_bins, address of the bins or 0, settings). */
typedef struct labelled {
    call with;
    some_rows rows, soft_labels;
    some_labels labels;
    Py_ssize_t n_bins;
    unsigned long long bins;
} labelled;

static int parse(labelled *self, PyObject *arguments) {
    PyArrayObject *settings;
    if (!PyArg_ParseTuple(arguments, "O&O&O&nKO!", take_rows, &self->rows, take_labels, &self->labels, take_rows,
                          &self->soft_labels, &self->n_bins, &self->bins, &PyArray_Type, &settings)) {
        return -1;
    }
    prepare(&self->with, PyArray_BYTES(settings), sizeof(double));
    /* These the rows say themselves. */
    self->with.options.space = KULLBACK_PROBABILITIES;
    self->with.options.temperature = 0;
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
    status = kullback_fit_temperature(self.rows.given, self.labels.given, self.soft_labels.given, (size_t)self.n_bins,
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
    status = kullback_calibration_error(self.rows.given, self.labels.given, self.soft_labels.given, (size_t)self.n_bins,
                                        &self.with.options, &result, place_at(self.bins));
    Py_END_ALLOW_THREADS;
    if (status != KULLBACK_OK) {
        raise_error(&self.with.error);
        return NULL;
    }
    return Py_BuildValue("(ddddn)", result.expected, result.maximum, result.accuracy, result.confidence,
                         (Py_ssize_t)result.count);
}
