/* Accumulators: their bytes are arrays of uint64, which are aligned. kullback/_accumulator.py owns them. */
#include "matrix.h"

static size_t size_of(PyArrayObject *words) {
    return (size_t)PyArray_NBYTES(words);
}

/* Of a call without options, all of whose errors are about the accumulator. */
static PyObject *outcome_of_bytes(kullback_status status) {
    const kullback_error error = {status, KULLBACK_ARGUMENT_ACCUMULATOR, 0, KULLBACK_WHOLE_ROW, 0};
    return outcome(status, &error);
}

/* bins -> bytes, 0 if there are too many */
PyObject *accumulator_size(PyObject *Py_UNUSED(module), PyObject *bins) {
    const size_t count = PyLong_AsSize_t(bins);
    if (count == (size_t)-1 && PyErr_Occurred()) {
        return NULL;
    }
    return PyLong_FromSize_t(kullback_accumulator_size(count));
}

/* (words, bins) */
PyObject *accumulator_init(PyObject *Py_UNUSED(module), PyObject *arguments) {
    PyArrayObject *words;
    Py_ssize_t bins;
    if (!PyArg_ParseTuple(arguments, "O!n:accumulator_init", &PyArray_Type, &words, &bins)) {
        return NULL;
    }
    return outcome_of_bytes(kullback_accumulator_init(PyArray_DATA(words), size_of(words), (size_t)bins));
}

/* (words,) -> what went wrong, or None */
PyObject *accumulator_check(PyObject *Py_UNUSED(module), PyObject *arguments) {
    PyArrayObject *words;
    if (!PyArg_ParseTuple(arguments, "O!:accumulator_check", &PyArray_Type, &words)) {
        return NULL;
    }
    return outcome_of_bytes(kullback_accumulator_check(PyArray_DATA(words), size_of(words), NULL));
}

static kullback_status add_rows(PyArrayObject *words, kullback_argument side, PyArrayObject *rows, const call *with) {
    void *accumulator = PyArray_DATA(words);
    switch (element_of(rows)) {
    case ELEMENT_F64:
        return kullback_accumulator_add_f64(accumulator, size_of(words), side, ROWS(f64, rows), &with->options);
    case ELEMENT_F32:
        return kullback_accumulator_add_f32(accumulator, size_of(words), side, ROWS(f32, rows), &with->options);
    default:
        return kullback_accumulator_add_i64(accumulator, size_of(words), side, ROWS(i64, rows), &with->options);
    }
}

/* (words, side, rows, settings) */
PyObject *accumulator_add(PyObject *Py_UNUSED(module), PyObject *arguments) {
    PyArrayObject *words, *rows, *settings;
    int side;
    if (!PyArg_ParseTuple(arguments, "O!iO!O!:accumulator_add", &PyArray_Type, &words, &side, &PyArray_Type, &rows,
                          &PyArray_Type, &settings)) {
        return NULL;
    }
    call self;
    prepare(&self, PyArray_BYTES(settings), sizeof(double));
    kullback_status status;
    Py_BEGIN_ALLOW_THREADS;
    status = add_rows(words, side, rows, &self);
    Py_END_ALLOW_THREADS;
    return outcome(status, &self.error);
}

/* (into, from) */
PyObject *accumulator_merge(PyObject *Py_UNUSED(module), PyObject *arguments) {
    PyArrayObject *into, *from;
    if (!PyArg_ParseTuple(arguments, "O!O!:accumulator_merge", &PyArray_Type, &into, &PyArray_Type, &from)) {
        return NULL;
    }
    return outcome_of_bytes(
        kullback_accumulator_merge(PyArray_DATA(into), size_of(into), PyArray_DATA(from), size_of(from)));
}

/* (words, side, result) */
PyObject *accumulator_sums(PyObject *Py_UNUSED(module), PyObject *arguments) {
    PyArrayObject *words, *result;
    int side;
    if (!PyArg_ParseTuple(arguments, "O!iO!:accumulator_sums", &PyArray_Type, &words, &side, &PyArray_Type, &result)) {
        return NULL;
    }
    return outcome_of_bytes(
        kullback_accumulator_sums_f64(PyArray_DATA(words), size_of(words), side, PyArray_DATA(result)));
}
