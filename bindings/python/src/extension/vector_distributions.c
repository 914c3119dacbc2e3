/* Distributions of vectors, as (family, vectors, scalars or None); rows and results as in typed_rows.h. */
#include "settings.h"
#include "typed_rows.h"

typedef struct some_members {
    kullback_vector_distributions value;
    const kullback_vector_distributions *given;
} some_members;

static int take_members(PyObject *object, void *into) {
    some_members *self = into;
    *self = (some_members){.given = NULL};
    if (object == Py_None) {
        return 1;
    }
    some_rows vectors, scalars;
    if (!PyArg_ParseTuple(object, "iO&O&", &self->value.family, take_rows, &vectors, take_rows, &scalars)) {
        return 0;
    }
    self->value.vectors = vectors.value;
    if (scalars.given != NULL) {
        self->value.scalars = scalars.value;
    }
    self->given = &self->value;
    return 1;
}

/* (p, q or None, settings, results) */
PyObject *vector_distribution_values(PyObject *Py_UNUSED(module), PyObject *arguments) {
    some_members p, q;
    PyArrayObject *settings;
    some_results results;
    if (!PyArg_ParseTuple(arguments, "O&O&O!O&:vector_distribution_values", take_members, &p, take_members, &q,
                          &PyArray_Type, &settings, take_results, &results)) {
        return NULL;
    }
    call self;
    prepare(&self, PyArray_BYTES(settings), PyArray_STRIDE(settings, 0));
    kullback_status status;
    Py_BEGIN_ALLOW_THREADS;
    status = kullback_vector_distribution_values(self.quantity, p.given, q.given, &self.options, results.given);
    Py_END_ALLOW_THREADS;
    return outcome(status, &self.error);
}

/* (p, points, settings, results) */
PyObject *vector_distribution_log_densities(PyObject *Py_UNUSED(module), PyObject *arguments) {
    some_members p;
    some_rows points;
    PyArrayObject *settings;
    some_results results;
    if (!PyArg_ParseTuple(arguments, "O&O&O!O&:vector_distribution_log_densities", take_members, &p, take_rows, &points,
                          &PyArray_Type, &settings, take_results, &results)) {
        return NULL;
    }
    call self;
    prepare(&self, PyArray_BYTES(settings), PyArray_STRIDE(settings, 0));
    kullback_status status;
    Py_BEGIN_ALLOW_THREADS;
    status = kullback_vector_distribution_log_densities(p.given, points.given, &self.options, results.given);
    Py_END_ALLOW_THREADS;
    return outcome(status, &self.error);
}

/* (p, seed, first, settings, results) */
PyObject *vector_distribution_samples(PyObject *Py_UNUSED(module), PyObject *arguments) {
    some_members p;
    PyArrayObject *settings;
    unsigned long long seed, first;
    some_results results;
    if (!PyArg_ParseTuple(arguments, "O&KKO!O&:vector_distribution_samples", take_members, &p, &seed, &first,
                          &PyArray_Type, &settings, take_results, &results)) {
        return NULL;
    }
    call self;
    prepare(&self, PyArray_BYTES(settings), PyArray_STRIDE(settings, 0));
    kullback_status status;
    Py_BEGIN_ALLOW_THREADS;
    status = kullback_vector_distribution_samples(p.given, seed, first, &self.options, results.given);
    Py_END_ALLOW_THREADS;
    return outcome(status, &self.error);
}
