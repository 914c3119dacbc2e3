/* Gaussian mixtures. They come as (Gaussians, weights): weights are an array of doubles, one per Gaussian. */
#include "gaussians.h"

static int take_mixture(PyObject *given, kullback_gaussian_mixture *self) {
    PyObject *components, *weights;
    if (!PyArg_ParseTuple(given, "O!O:mixture", &PyTuple_Type, &components, &weights) ||
        take_gaussians(components, &self->components) < 0) {
        return -1;
    }
    PyArrayObject *array = take_array(weights, 1);
    if (array == NULL) {
        return -1;
    }
    if ((size_t)PyArray_DIM(array, 0) != self->components.batch) {
        PyErr_SetString(PyExc_ValueError, "there are not as many weights as components");
        return -1;
    }
    self->weights = PyArray_DATA(array);
    self->weight_stride = stride_of(array, 0);
    return 0;
}

/* A new array of doubles. */
static PyArrayObject *new_array(int axes, npy_intp rows, npy_intp columns) {
    const npy_intp shape[2] = {rows, columns};
    return (PyArrayObject *)PyArray_SimpleNew(axes, shape, NPY_DOUBLE);
}

static double *data_of(PyArrayObject *array) {
    return PyArray_DATA(array);
}

static kullback_rows_f64 rows_of(PyArrayObject *array) {
    const int is_row = PyArray_NDIM(array) == 1;
    return (kullback_rows_f64){.data = PyArray_DATA(array),
                               .rows = is_row ? 1 : (size_t)PyArray_DIM(array, 0),
                               .count = (size_t)PyArray_DIM(array, is_row ? 0 : 1),
                               .row_stride = is_row ? 0 : stride_of(array, 0),
                               .stride = stride_of(array, is_row ? 0 : 1)};
}

/* (p, q, estimator, samples, seed, settings) */
PyObject *mixture_kl(PyObject *Py_UNUSED(module), PyObject *arguments) {
    PyObject *first, *second;
    PyArrayObject *settings;
    Py_ssize_t samples;
    unsigned long long seed;
    kullback_mixture_sampling sampling = {.struct_size = sizeof sampling};
    if (!PyArg_ParseTuple(arguments, "O!O!inKO!:mixture_kl", &PyTuple_Type, &first, &PyTuple_Type, &second,
                          &sampling.estimator, &samples, &seed, &PyArray_Type, &settings)) {
        return NULL;
    }
    sampling.samples = (size_t)samples;
    sampling.none = samples == 0;
    sampling.seed = seed;
    call self;
    prepare(&self, PyArray_BYTES(settings), PyArray_STRIDE(settings, 0));
    kullback_gaussian_mixture p = {.weights = NULL}, q = {.weights = NULL};
    if (take_mixture(first, &p) < 0 || take_mixture(second, &q) < 0) {
        return NULL;
    }
    kullback_mixture_divergence r;
    kullback_status status;
    Py_BEGIN_ALLOW_THREADS status = kullback_mixture_kl(&p, &q, &sampling, &self.options, &r);
    Py_END_ALLOW_THREADS if (status != KULLBACK_OK) {
        raise_error(&self.error);
        return NULL;
    }
    return Py_BuildValue("(dddddddddd)(ddn)", r.lower, r.upper, r.variational, r.product, r.durrieu_lower,
                         r.durrieu_upper, r.variational_upper, r.matched, r.unscented, r.moment_matched,
                         r.monte_carlo.value, r.monte_carlo.standard_error, (Py_ssize_t)r.monte_carlo.count);
}

/* (p, points of shape (n, d), settings) */
PyObject *mixture_log_density(PyObject *Py_UNUSED(module), PyObject *arguments) {
    PyObject *first, *points;
    PyArrayObject *settings, *array, *result;
    kullback_gaussian_mixture p = {.weights = NULL};
    if (!PyArg_ParseTuple(arguments, "O!OO!:mixture_log_density", &PyTuple_Type, &first, &points, &PyArray_Type,
                          &settings) ||
        take_mixture(first, &p) < 0 || (array = take_array(points, 2)) == NULL ||
        (result = new_array(1, PyArray_DIM(array, 0), 0)) == NULL) {
        return NULL;
    }
    call self;
    prepare(&self, PyArray_BYTES(settings), PyArray_STRIDE(settings, 0));
    const kullback_rows_f64 rows = rows_of(array);
    kullback_status status;
    Py_BEGIN_ALLOW_THREADS status = kullback_mixture_log_density(&p, &rows, &self.options, data_of(result), 1);
    Py_END_ALLOW_THREADS if (status != KULLBACK_OK) {
        raise_error(&self.error);
        Py_CLEAR(result);
    }
    return (PyObject *)result;
}

/* (p, seed, count, settings) */
PyObject *mixture_draws(PyObject *Py_UNUSED(module), PyObject *arguments) {
    PyObject *first;
    PyArrayObject *settings, *result;
    unsigned long long seed;
    Py_ssize_t count;
    kullback_gaussian_mixture p = {.weights = NULL};
    if (!PyArg_ParseTuple(arguments, "O!KnO!:mixture_draws", &PyTuple_Type, &first, &seed, &count, &PyArray_Type,
                          &settings) ||
        take_mixture(first, &p) < 0 || (result = new_array(2, count, (npy_intp)p.components.dimension)) == NULL) {
        return NULL;
    }
    call self;
    prepare(&self, PyArray_BYTES(settings), PyArray_STRIDE(settings, 0));
    kullback_status status;
    Py_BEGIN_ALLOW_THREADS status = kullback_mixture_draws(&p, seed, 0, (size_t)count, &self.options, data_of(result));
    Py_END_ALLOW_THREADS if (status != KULLBACK_OK) {
        raise_error(&self.error);
        Py_CLEAR(result);
    }
    return (PyObject *)result;
}

/* (p, direction, diagonal, settings) -> (mean, factor, start values, (value, start, mode, iterations, converged)) */
PyObject *project_mixture(PyObject *Py_UNUSED(module), PyObject *arguments) {
    PyObject *first;
    PyArrayObject *settings;
    int direction, diagonal;
    kullback_gaussian_mixture p = {.weights = NULL};
    if (!PyArg_ParseTuple(arguments, "O!ipO!:project_mixture", &PyTuple_Type, &first, &direction, &diagonal,
                          &PyArray_Type, &settings) ||
        take_mixture(first, &p) < 0) {
        return NULL;
    }
    const npy_intp d = (npy_intp)p.components.dimension;
    PyArrayObject *loc = new_array(1, d, 0), *factor = new_array(2, d, d);
    PyArrayObject *values = new_array(1, (npy_intp)p.components.batch + 1, 0);
    if (loc == NULL || factor == NULL || values == NULL) {
        goto failure;
    }
    call self;
    prepare(&self, PyArray_BYTES(settings), PyArray_STRIDE(settings, 0));
    kullback_projection r;
    kullback_status status;
    Py_BEGIN_ALLOW_THREADS status = kullback_project_mixture(direction, &p, diagonal, &self.options, data_of(loc),
                                                             data_of(factor), data_of(values), &r);
    Py_END_ALLOW_THREADS if (status == KULLBACK_OK) {
        return Py_BuildValue("NNN(dnnnO)", loc, factor, values, r.value, (Py_ssize_t)r.start, (Py_ssize_t)r.mode,
                             (Py_ssize_t)r.iterations, r.converged ? Py_True : Py_False);
    }
    raise_error(&self.error);
failure:
    Py_XDECREF(loc);
    Py_XDECREF(factor);
    Py_XDECREF(values);
    return NULL;
}

/* (samples of shape (n, d), weights or None, diagonal, settings) -> (mean, covariance) */
PyObject *project_samples(PyObject *Py_UNUSED(module), PyObject *arguments) {
    PyObject *samples, *weights;
    PyArrayObject *settings, *points, *shares = NULL;
    int diagonal;
    if (!PyArg_ParseTuple(arguments, "OOpO!:project_samples", &samples, &weights, &diagonal, &PyArray_Type,
                          &settings) ||
        (points = take_array(samples, 2)) == NULL ||
        (weights != Py_None && (shares = take_array(weights, 1)) == NULL)) {
        return NULL;
    }
    const npy_intp d = PyArray_DIM(points, 1);
    PyArrayObject *loc = new_array(1, d, 0), *covariance = new_array(2, d, d);
    if (loc == NULL || covariance == NULL) {
        goto failure;
    }
    call self;
    prepare(&self, PyArray_BYTES(settings), PyArray_STRIDE(settings, 0));
    const kullback_rows_f64 rows = rows_of(points), row = shares == NULL ? rows : rows_of(shares);
    kullback_status status;
    Py_BEGIN_ALLOW_THREADS status = kullback_project_samples(&rows, shares == NULL ? NULL : &row, diagonal,
                                                             &self.options, data_of(loc), data_of(covariance), NULL);
    Py_END_ALLOW_THREADS if (status == KULLBACK_OK) {
        return Py_BuildValue("NN", loc, covariance);
    }
    raise_error(&self.error);
failure:
    Py_XDECREF(loc);
    Py_XDECREF(covariance);
    return NULL;
}
