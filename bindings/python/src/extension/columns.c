/* What these do is in columns.h. */
#include "columns.h"

static int is_single(PyArrayObject *array) {
    return PyArray_TYPE(array) == NPY_FLOAT || PyArray_TYPE(array) == NPY_HALF;
}

int add_column(columns *self, PyObject *given) {
    if (self->count == COLUMNS_MAX) {
        PyErr_SetString(PyExc_TypeError, "too many parameters");
        return -1;
    }
    if (PyFloat_CheckExact(given) || PyLong_CheckExact(given)) {
        const double number = PyFloat_AsDouble(given);
        if (number == -1 && PyErr_Occurred()) {
            return -1;
        }
        self->numbers[self->count++] = number;
        return 0;
    }
    PyArrayObject *array = (PyArrayObject *)given;
    if (!PyArray_Check(given) || !PyArray_ISBEHAVED_RO(array) ||
        !(PyArray_TYPE(array) == NPY_DOUBLE || is_single(array))) {
        PyErr_SetString(PyExc_TypeError, "a parameter is an aligned array of floats, or a number");
        return -1;
    }
    self->arrays[self->count++] = (PyArrayObject *)Py_NewRef(given);
    return 0;
}

static int broadcast_axis(npy_intp *length, npy_intp other) {
    if (*length == 1) {
        *length = other;
    }
    return other == *length || other == 1 ? 0 : -1;
}

/* Whether an array has the batch's shape, up to a number of axes. */
static int has_shape(const columns *self, PyArrayObject *array, int dimensions) {
    return PyArray_NDIM(array) == dimensions && PyArray_CompareLists(PyArray_DIMS(array), self->shape, dimensions);
}

/* Adds an array's shape to that of the batch. */
static int broadcast(columns *self, PyArrayObject *array) {
    const int more = PyArray_NDIM(array) - self->dimensions;
    if (more > 0) {
        memmove(self->shape + more, self->shape, sizeof *self->shape * (size_t)self->dimensions);
        for (int axis = 0; axis < more; axis++) {
            self->shape[axis] = 1;
        }
        self->dimensions += more;
    }
    const int skipped = self->dimensions - PyArray_NDIM(array);
    for (int axis = skipped; axis < self->dimensions; axis++) {
        if (broadcast_axis(&self->shape[axis], PyArray_DIM(array, axis - skipped)) < 0) {
            PyErr_SetString(PyExc_ValueError, "shapes do not broadcast");
            return -1;
        }
    }
    return 0;
}

/* The step from one element to the next along an axis of the batch, in bytes. */
static npy_intp step(const columns *self, int which, int axis) {
    PyArrayObject *array = self->arrays[which];
    const int own = array == NULL ? -1 : axis - (self->dimensions - PyArray_NDIM(array));
    return own < 0 || PyArray_DIM(array, own) == 1 ? 0 : PyArray_STRIDE(array, own);
}

/* Whether an axis continues a walk: its step is that of the walk's whole length, in every column. */
static int continues(const columns *self, const walk *inner, int axis) {
    for (int which = 0; which < self->count; which++) {
        if (step(self, which, axis) != inner->strides[which] * inner->length) {
            return 0;
        }
    }
    return 1;
}

/* Puts the axes in [from, to) into at most `limit` walks, the innermost first. Returns how many it takes, or -1. */
static int merge(const columns *self, int from, int to, int limit, walk *const walks[]) {
    int taken = 0;
    for (int axis = to - 1; axis >= from; axis--) {
        if (self->shape[axis] == 1) {
            continue;
        }
        if (taken > 0 && continues(self, walks[taken - 1], axis)) {
            walks[taken - 1]->length *= self->shape[axis];
            continue;
        }
        if (taken == limit) {
            return -1;
        }
        walks[taken]->length = self->shape[axis];
        for (int which = 0; which < self->count; which++) {
            walks[taken]->strides[which] = step(self, which, axis);
        }
        taken++;
    }
    return taken;
}

/* Finds two walks for the batch; returns -1 if it takes more, or steps that are no whole numbers of elements. */
static int find_walks(columns *self, int row_axes) {
    self->inner = self->outer = (walk){.length = 1};
    walk *const both[] = {&self->inner, &self->outer};
    const int first_of_row = self->dimensions - row_axes;
    const int fits = row_axes < 0 ? merge(self, 0, self->dimensions, 2, both) >= 0
                                  : merge(self, first_of_row, self->dimensions, 1, both) >= 0 &&
                                        merge(self, 0, first_of_row, 1, both + 1) >= 0;
    for (int which = 0; fits && which < self->count; which++) {
        if (self->arrays[which] == NULL) {
            continue;
        }
        const npy_intp size = PyArray_ITEMSIZE(self->arrays[which]);
        if (self->inner.strides[which] % size != 0 || self->outer.strides[which] % size != 0) {
            return -1;
        }
        self->inner.strides[which] /= size;
        self->outer.strides[which] /= size;
    }
    return fits ? 0 : -1;
}

/* Replaces arrays by contiguous copies of the batch's shape. */
static int spread(columns *self) {
    for (int which = 0; which < self->count; which++) {
        PyArrayObject *array = self->arrays[which];
        if (array == NULL || PyArray_NDIM(array) == 0) {
            continue;
        }
        PyObject *copy = PyArray_SimpleNew(self->dimensions, self->shape, PyArray_TYPE(array));
        if (copy == NULL || PyArray_CopyInto((PyArrayObject *)copy, array) < 0) {
            Py_XDECREF(copy);
            return -1;
        }
        Py_SETREF(self->arrays[which], (PyArrayObject *)copy);
    }
    return 0;
}

int lay_out(columns *self, int row_axes, PyArrayObject *room) {
    int strong = 0, single = 1;
    for (int which = 0; which < self->count; which++) {
        PyArrayObject *array = self->arrays[which];
        if (array == NULL) {
            continue;
        }
        strong = 1;
        single = single && is_single(array);
        if (broadcast(self, array) < 0) {
            return -1;
        }
    }
    self->is_single = strong && single;
    for (int which = 0; self->is_single && which < self->count; which++) {
        self->numbers[which] = (float)self->numbers[which];
    }
    if (room != NULL && (broadcast(self, room) < 0 || !has_shape(self, room, self->dimensions))) {
        PyErr_SetString(PyExc_ValueError, "parameters do not broadcast to the result");
        return -1;
    }
    if (row_axes > self->dimensions) {
        PyErr_SetString(PyExc_ValueError, "too few axes");
        return -1;
    }
    if (find_walks(self, row_axes) == 0) {
        return 0;
    }
    return spread(self) < 0 ? -1 : find_walks(self, row_axes);
}

PyArrayObject *new_results(const columns *self, int row_axes, PyObject *out) {
    const int dimensions = row_axes < 0 ? self->dimensions : self->dimensions - row_axes;
    const int type = self->is_single ? NPY_FLOAT : NPY_DOUBLE;
    if (PyArray_Check(out)) {
        PyArrayObject *given = (PyArrayObject *)out;
        if (PyArray_TYPE(given) == type && PyArray_ISCARRAY(given) && has_shape(self, given, dimensions)) {
            return (PyArrayObject *)Py_NewRef(out);
        }
    }
    return (PyArrayObject *)PyArray_SimpleNew(dimensions, self->shape, type);
}

kullback_typed_rows view_column(const columns *self, int which) {
    PyArrayObject *array = self->arrays[which];
    const int type = array == NULL ? NPY_DOUBLE : PyArray_TYPE(array);
    return (kullback_typed_rows){
        .data = array == NULL ? (const void *)&self->numbers[which] : PyArray_DATA(array),
        .type = type == NPY_DOUBLE  ? KULLBACK_F64
                : type == NPY_FLOAT ? KULLBACK_F32
                                    : KULLBACK_F16,
        .rows = (size_t)self->outer.length,
        .count = (size_t)self->inner.length,
        .row_stride = self->outer.strides[which],
        .stride = self->inner.strides[which],
    };
}

kullback_typed_results view_results(const columns *self, PyArrayObject *results, int row_axes) {
    return (kullback_typed_results){
        .data = PyArray_DATA(results),
        .type = PyArray_TYPE(results) == NPY_DOUBLE ? KULLBACK_F64 : KULLBACK_F32,
        .row_stride = row_axes < 0 ? self->inner.length : 1,
        .stride = 1,
    };
}

void locate_element(const columns *self, kullback_error *error) {
    if (error->index != KULLBACK_WHOLE_ROW) {
        error->row = error->row * (size_t)self->inner.length + error->index;
        error->index = KULLBACK_WHOLE_ROW;
    }
}

void release_columns(columns *self) {
    for (int which = 0; which < self->count; which++) {
        Py_CLEAR(self->arrays[which]);
    }
}
