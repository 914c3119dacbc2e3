/*
 * Options of losses: (reduction, threads, factor, base, weight, sum tolerance, normalize, rows that hold the weights,
 * address of the mask, its stride).
 */
#ifndef KULLBACK_EXTENSION_LOSS_OPTIONS_H
#define KULLBACK_EXTENSION_LOSS_OPTIONS_H

#include "typed_rows.h"

/* `value` points to its neighbours: it must not be copied. */
typedef struct loss_options {
    kullback_loss_options value;
    some_rows row_weights;
    kullback_error error;
} loss_options;

/* A converter as those of typed_rows.h. */
int take_options(PyObject *object, void *into);

#endif
