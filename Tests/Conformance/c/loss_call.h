/* Calls of the losses with a case, and what came of them. */
#ifndef CONFORMANCE_LOSS_CALL_H
#define CONFORMANCE_LOSS_CALL_H

#include "loss_case.h"
#include "placement.h"

/* How a case is called. */
typedef struct {
    const char *name;
    layout layout;
    int32_t threads;
    bool without_value;
    bool without_gradients;
    bool in_place; /* gradients, and the result of log_softmax, over the rows that they are of */
} loss_variation;

typedef struct {
    kullback_status status;
    kullback_error error;
    uint64_t *bits[RESULTS]; /* NULL: not asked for */
    bool wrote_elsewhere;    /* on error: a value, or over the rows; otherwise: between results, or in the rows */
} loss_outcome;

loss_outcome call_loss(const loss_case *test, const loss_variation *how);
void free_loss_outcome(loss_outcome *outcome);

#endif
