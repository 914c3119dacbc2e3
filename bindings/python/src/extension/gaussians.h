/* Gaussians as Python gives them; see gaussians.c. */
#ifndef KULLBACK_EXTENSION_GAUSSIANS_H
#define KULLBACK_EXTENSION_GAUSSIANS_H

#include "settings.h"

/* An array of doubles of so many axes, or NULL with an exception set. */
PyArrayObject *take_array(PyObject *given, int axes);

/* In elements. */
ptrdiff_t stride_of(PyArrayObject *array, int axis);

/* Returns 0, or -1 with an exception set. */
int take_gaussians(PyObject *given, kullback_gaussians *self);

#endif
