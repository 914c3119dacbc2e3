/* Statistics on counts: G-tests, bootstrap and permutation tests, with Python callables for progress. */
#include "extension.h"

/* For "O&": a C-contiguous matrix of int64 as rows, which refer to the array. */
static int matrix(PyObject *object, void *target) {
    PyArrayObject *array = (PyArrayObject *)object;
    if (!PyArray_Check(object) || PyArray_TYPE(array) != NPY_INT64 || PyArray_NDIM(array) != 2 ||
        !PyArray_ISCARRAY_RO(array)) {
        PyErr_SetString(PyExc_TypeError, "a C-contiguous matrix of int64 is needed");
        return 0;
    }
    kullback_rows_i64 *rows = target;
    rows->data = PyArray_DATA(array);
    rows->rows = (size_t)PyArray_DIM(array, 0);
    rows->count = (size_t)PyArray_DIM(array, 1);
    rows->row_stride = (ptrdiff_t)PyArray_DIM(array, 1);
    rows->stride = 1;
    return 1;
}

static PyObject *fields_of(const kullback_g_test *test) {
    return Py_BuildValue("(dddd)", test->statistic, test->df, test->p_value, test->correction);
}

/* (observed, expected: a buffer of doubles, williams, ddof) -> (statistic, df, p-value, correction) */
PyObject *g_test_fit(PyObject *Py_UNUSED(module), PyObject *arguments) {
    kullback_rows_i64 observed;
    Py_buffer expected;
    int williams;
    Py_ssize_t ddof;
    if (!PyArg_ParseTuple(arguments, "O&y*pn:g_test_fit", matrix, &observed, &expected, &williams, &ddof)) {
        return NULL;
    }
    kullback_error error = {0};
    const kullback_options options = {.struct_size = sizeof options, .error = &error};
    const kullback_rows_f64 weights = {expected.buf, 1, (size_t)expected.len / sizeof(double), 0, 1};
    kullback_g_test test;
    const kullback_status status =
        kullback_g_test_rows_i64(&observed, &weights, williams, (size_t)ddof, &options, &test);
    PyBuffer_Release(&expected);
    if (status != KULLBACK_OK) {
        raise_error(&error);
        return NULL;
    }
    return fields_of(&test);
}

/* (table, williams) -> the same */
PyObject *g_test_table(PyObject *Py_UNUSED(module), PyObject *arguments) {
    kullback_rows_i64 table;
    int williams;
    if (!PyArg_ParseTuple(arguments, "O&p:g_test_table", matrix, &table, &williams)) {
        return NULL;
    }
    kullback_error error = {0};
    const kullback_options options = {.struct_size = sizeof options, .error = &error};
    kullback_g_test test;
    if (kullback_g_test_table_i64(&table, williams, &options, &test) != KULLBACK_OK) {
        raise_error(&error);
        return NULL;
    }
    return fields_of(&test);
}

/* Runs without the GIL; called on the calling thread. Lets Ctrl-C through, then tells the callable, if there is one. */
static int32_t report(void *user, double fraction) {
    PyObject *progress = user;
    const PyGILState_STATE state = PyGILState_Ensure();
    int32_t code = PyErr_CheckSignals();
    if (code == 0 && progress != Py_None) {
        PyObject *answer = PyObject_CallFunction(progress, "d", fraction);
        code = answer == NULL ? -1 : 0;
        Py_XDECREF(answer);
    }
    PyGILState_Release(state);
    return code;
}

/* The arguments that both ways of resampling take. `options.error` points to `error`: not to be copied. */
typedef struct call {
    int quantity;
    kullback_rows_i64 p;
    kullback_rows_i64 q;
    kullback_resampling resampling;
    kullback_options options;
    kullback_error error;
    PyObject *replicates;
} call;

/* (quantity, p, q, order, weight, base, threads, resamples, seed, pseudocount, level, interval, progress) */
static int parse(call *self, PyObject *arguments) {
    memset(self, 0, sizeof *self);
    Py_ssize_t resamples;
    unsigned long long seed;
    PyObject *progress;
    if (!PyArg_ParseTuple(arguments, "iO&O&dddinKddiO", &self->quantity, matrix, &self->p, matrix, &self->q,
                          &self->options.order, &self->options.weight, &self->options.base, &self->options.threads,
                          &resamples, &seed, &self->resampling.pseudocount, &self->resampling.level,
                          &self->resampling.interval, &progress)) {
        return -1;
    }
    self->options.struct_size = sizeof self->options;
    self->options.error = &self->error;
    const npy_intp shape[] = {resamples};
    self->replicates = PyArray_SimpleNew(1, shape, NPY_DOUBLE);
    if (self->replicates == NULL) {
        return -1;
    }
    self->resampling.struct_size = sizeof self->resampling;
    self->resampling.resamples = (size_t)resamples;
    self->resampling.seed = seed;
    self->resampling.replicates = PyArray_DATA((PyArrayObject *)self->replicates);
    self->resampling.progress = report;
    self->resampling.user = progress;
    return 0;
}

/* NULL with the exception of the callback, or with the library's. */
static PyObject *fail(call *self, kullback_status status) {
    Py_DECREF(self->replicates);
    if (status != KULLBACK_ERROR_CALLBACK) {
        raise_error(&self->error);
    }
    return NULL;
}

/* parse's arguments -> (value, low, high, standard error, bias, replicates) */
PyObject *bootstrap(PyObject *Py_UNUSED(module), PyObject *arguments) {
    call self;
    if (parse(&self, arguments) < 0) {
        return NULL;
    }
    kullback_bootstrap result;
    kullback_status status;
    Py_BEGIN_ALLOW_THREADS;
    status = kullback_bootstrap_i64(self.quantity, &self.p, &self.q, &self.resampling, &self.options, &result);
    Py_END_ALLOW_THREADS;
    if (status != KULLBACK_OK) {
        return fail(&self, status);
    }
    return Py_BuildValue("(dddddN)", result.value, result.low, result.high, result.standard_error, result.bias,
                         self.replicates);
}

/* parse's arguments -> (value, p-value, replicates) */
PyObject *permutation_test(PyObject *Py_UNUSED(module), PyObject *arguments) {
    call self;
    if (parse(&self, arguments) < 0) {
        return NULL;
    }
    kullback_permutation_test result;
    kullback_status status;
    Py_BEGIN_ALLOW_THREADS;
    status = kullback_permutation_test_i64(self.quantity, &self.p, &self.q, &self.resampling, &self.options, &result);
    Py_END_ALLOW_THREADS;
    if (status != KULLBACK_OK) {
        return fail(&self, status);
    }
    return Py_BuildValue("(ddN)", result.value, result.p_value, self.replicates);
}
