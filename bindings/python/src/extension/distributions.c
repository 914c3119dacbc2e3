/*
 * Families of distributions. Their parameters come as (number of the family, parameter, ...): arrays of floats, which
 * broadcast without copies, or Python's own numbers, which take the type of the arrays they meet.
 */
#include <ctype.h>

#include "columns.h"
#include "settings.h"

#define FAMILY(name, number) {#name, number},
static const struct {
    const char *name;
    int number;
} families[] = {KULLBACK_FOR_EACH_FAMILY(FAMILY)};
#undef FAMILY

static int add_family(PyObject *dictionary, const char *name, int number) {
    char lower[64] = {0};
    for (size_t i = 0; name[i] != '\0' && i < sizeof lower - 1; i++) {
        lower[i] = (char)tolower((unsigned char)name[i]);
    }
    PyObject *value = PyLong_FromLong(number);
    const int result = value == NULL ? -1 : PyDict_SetItemString(dictionary, lower, value);
    Py_XDECREF(value);
    return result;
}

int add_families(PyObject *module) {
    PyObject *dictionary = PyDict_New();
    int result = dictionary == NULL ? -1 : 0;
    for (size_t i = 0; result == 0 && i < sizeof families / sizeof *families; i++) {
        result = add_family(dictionary, families[i].name, families[i].number);
    }
    if (result == 0) {
        result = PyModule_AddObjectRef(module, "FAMILIES", dictionary);
    }
    Py_XDECREF(dictionary);
    return result;
}

/* Up to two distributions, or one and points, and how to call the library about them. */
typedef struct distributions_call {
    call call;
    columns columns;
    kullback_distributions p, q;
    int p_count, q_count; /* of parameters; there is no q of none */
    PyArrayObject *result;
} distributions_call;

/* Returns the number of parameters, or -1 with an exception set. */
static int take_family(columns *self, PyObject *given, kullback_family *family) {
    const Py_ssize_t length = PyTuple_Check(given) ? PyTuple_GET_SIZE(given) : 0;
    if (length < 2 || length > 3) {
        PyErr_SetString(PyExc_TypeError, "a distribution is (family, parameter, ...)");
        return -1;
    }
    const long number = PyLong_AsLong(PyTuple_GET_ITEM(given, 0));
    if (number == -1 && PyErr_Occurred()) {
        return -1;
    }
    *family = (kullback_family)number;
    for (Py_ssize_t i = 1; i < length; i++) {
        if (add_column(self, PyTuple_GET_ITEM(given, i)) < 0) {
            return -1;
        }
    }
    return (int)length - 1;
}

static int take_distributions(distributions_call *self, PyObject *p, PyObject *q) {
    self->p_count = take_family(&self->columns, p, &self->p.family);
    self->q_count = self->p_count < 0 || q == Py_None ? 0 : take_family(&self->columns, q, &self->q.family);
    return self->p_count < 0 || self->q_count < 0 ? -1 : 0;
}

/* The columns, in the order in which they were taken: the parameters of p, those of q, and points. */
static void give_parameters(distributions_call *self, kullback_typed_rows *points) {
    int next = 0;
    for (int i = 0; i < self->p_count; i++) {
        self->p.parameters[i] = view_column(&self->columns, next++);
    }
    for (int i = 0; i < self->q_count; i++) {
        self->q.parameters[i] = view_column(&self->columns, next++);
    }
    if (points != NULL) {
        *points = view_column(&self->columns, next);
    }
}

/* The result, or NULL with an exception set. Frees what the call holds. */
static PyObject *finish(distributions_call *self, kullback_status status, PyObject *out) {
    release_columns(&self->columns);
    if (status == KULLBACK_OK) {
        return (PyObject *)self->result == out ? (PyObject *)self->result : PyArray_Return(self->result);
    }
    Py_XDECREF(self->result);
    raise_error(&self->call.error);
    return NULL;
}

static PyObject *fail(distributions_call *self) {
    release_columns(&self->columns);
    Py_XDECREF(self->result);
    return NULL;
}

/* (p, q or None, trailing axes that make up a row or -1, settings, out or None) */
PyObject *distribution_values(PyObject *Py_UNUSED(module), PyObject *arguments) {
    PyObject *p, *q, *out;
    PyArrayObject *settings;
    int row_axes;
    if (!PyArg_ParseTuple(arguments, "OOiO!O:distribution_values", &p, &q, &row_axes, &PyArray_Type, &settings, &out)) {
        return NULL;
    }
    distributions_call self = {.result = NULL};
    prepare(&self.call, PyArray_BYTES(settings), PyArray_STRIDE(settings, 0));
    if (take_distributions(&self, p, q) < 0 || lay_out(&self.columns, row_axes, NULL) < 0 ||
        (self.result = new_results(&self.columns, row_axes, out)) == NULL) {
        return fail(&self);
    }
    give_parameters(&self, NULL);
    const kullback_typed_results results = view_results(&self.columns, self.result, row_axes);
    const kullback_distributions *second = self.q_count > 0 ? &self.q : NULL;
    kullback_status status;
    Py_BEGIN_ALLOW_THREADS;
    status = row_axes < 0
                 ? kullback_distribution_values(self.call.quantity, &self.p, second, &self.call.options, &results)
                 : kullback_distribution_row_values(self.call.quantity, &self.p, second, &self.call.options, &results);
    Py_END_ALLOW_THREADS;
    if (row_axes < 0) {
        locate_element(&self.columns, &self.call.error);
    }
    return finish(&self, status, out);
}

/* (p, points, settings, out or None) */
PyObject *distribution_log_densities(PyObject *Py_UNUSED(module), PyObject *arguments) {
    PyObject *p, *x, *out;
    PyArrayObject *settings;
    if (!PyArg_ParseTuple(arguments, "OOO!O:distribution_log_densities", &p, &x, &PyArray_Type, &settings, &out)) {
        return NULL;
    }
    distributions_call self = {.result = NULL};
    prepare(&self.call, PyArray_BYTES(settings), PyArray_STRIDE(settings, 0));
    if (take_distributions(&self, p, Py_None) < 0 || add_column(&self.columns, x) < 0 ||
        lay_out(&self.columns, -1, NULL) < 0 || (self.result = new_results(&self.columns, -1, out)) == NULL) {
        return fail(&self);
    }
    kullback_typed_rows points;
    give_parameters(&self, &points);
    const kullback_typed_results results = view_results(&self.columns, self.result, -1);
    kullback_status status;
    Py_BEGIN_ALLOW_THREADS;
    status = kullback_distribution_log_densities(&self.p, &points, &self.call.options, &results);
    Py_END_ALLOW_THREADS;
    locate_element(&self.columns, &self.call.error);
    return finish(&self, status, out);
}

/* (p, seed, first, settings, out): a draw for each element of `out`, to whose shape the parameters broadcast. */
PyObject *distribution_samples(PyObject *Py_UNUSED(module), PyObject *arguments) {
    PyObject *p;
    PyArrayObject *settings, *out;
    unsigned long long seed, first;
    if (!PyArg_ParseTuple(arguments, "OKKO!O!:distribution_samples", &p, &seed, &first, &PyArray_Type, &settings,
                          &PyArray_Type, &out)) {
        return NULL;
    }
    distributions_call self = {.result = NULL};
    prepare(&self.call, PyArray_BYTES(settings), PyArray_STRIDE(settings, 0));
    if (take_distributions(&self, p, Py_None) < 0 || lay_out(&self.columns, -1, out) < 0) {
        return fail(&self);
    }
    self.result = (PyArrayObject *)Py_NewRef((PyObject *)out);
    give_parameters(&self, NULL);
    const kullback_typed_results results = view_results(&self.columns, self.result, -1);
    kullback_status status;
    Py_BEGIN_ALLOW_THREADS;
    status = kullback_distribution_samples(&self.p, seed, first, &self.call.options, &results);
    Py_END_ALLOW_THREADS;
    locate_element(&self.columns, &self.call.error);
    return finish(&self, status, (PyObject *)out);
}
