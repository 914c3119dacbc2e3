/* What these take is in typed_rows.h. */
#include "typed_rows.h"

int take_rows(PyObject *object, void *into) {
    some_rows *self = into;
    self->given = NULL;
    if (object == Py_None) {
        return 1;
    }
    unsigned long long data;
    Py_ssize_t rows, count, row_stride, stride;
    if (!PyArg_ParseTuple(object, "Kiinnnnd:rows", &data, &self->value.type, &self->value.space, &rows, &count,
                          &row_stride, &stride, &self->value.temperature)) {
        return 0;
    }
    self->value.data = place_at(data);
    self->value.rows = (size_t)rows;
    self->value.count = (size_t)count;
    self->value.row_stride = row_stride;
    self->value.stride = stride;
    self->given = &self->value;
    return 1;
}

int take_results(PyObject *object, void *into) {
    some_results *self = into;
    self->given = NULL;
    if (object == Py_None) {
        return 1;
    }
    unsigned long long data;
    Py_ssize_t row_stride, stride;
    if (!PyArg_ParseTuple(object, "Kinn:results", &data, &self->value.type, &row_stride, &stride)) {
        return 0;
    }
    self->value = (kullback_typed_results){place_at(data), self->value.type, 0, row_stride, stride};
    self->given = &self->value;
    return 1;
}

int take_labels(PyObject *object, void *into) {
    some_labels *self = into;
    self->given = NULL;
    if (object == Py_None) {
        return 1;
    }
    unsigned long long data;
    long long ignored;
    Py_ssize_t count, stride;
    double smoothing;
    if (!PyArg_ParseTuple(object, "KnnLd:labels", &data, &count, &stride, &ignored, &smoothing)) {
        return 0;
    }
    self->value = (kullback_labels){place_at(data), (size_t)count, stride, ignored, smoothing};
    self->given = &self->value;
    return 1;
}
