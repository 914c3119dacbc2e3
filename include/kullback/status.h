/* Status codes, and the error slot that says which argument, row, position and value was at fault. */
#ifndef KULLBACK_STATUS_H
#define KULLBACK_STATUS_H

#include <stddef.h>
#include <stdint.h>

#include "export.h"

KULLBACK_BEGIN_DECLARATIONS

/* What a function returns. The numbers are spaced and never change. */
typedef int32_t kullback_status;
enum {
    KULLBACK_OK = 0,

    /* How the function was called. */
    KULLBACK_ERROR_NULL_POINTER = 10, /* a required pointer is NULL */
    KULLBACK_ERROR_COUNT = 20,        /* a count is too large for memory, or zero where one is needed */
    KULLBACK_ERROR_SHAPE = 30,        /* batches disagree in rows or count */
    KULLBACK_ERROR_STRIDE = 40,       /* a stride leaves the address space, or maps two results to one place */
    KULLBACK_ERROR_ALIGNMENT = 50,    /* a data pointer is not a multiple of its element's size */
    KULLBACK_ERROR_OPTION = 60,       /* an option is out of range, or unknown */
    KULLBACK_ERROR_QUANTITY = 70,     /* unknown enumerator, or one that this function does not compute */

    /* What the data says. */
    KULLBACK_ERROR_PROBABILITY = 100,    /* a probability is negative or infinite, or a logarithm of one is +inf */
    KULLBACK_ERROR_SUM = 110,            /* the probabilities of a row do not sum to one */
    KULLBACK_ERROR_NO_MASS = 120,        /* a row has no mass: count is 0, or every probability is */
    KULLBACK_ERROR_PARAMETER = 130,      /* a parameter is outside its domain */
    KULLBACK_ERROR_FORMAT = 140,         /* bytes are not an accumulator: foreign, truncated, altered, or newer */
    KULLBACK_ERROR_FREQUENCY = 150,      /* a count is negative, or the counts of a row sum to 2^53 or more */
    KULLBACK_ERROR_NO_CLOSED_FORM = 160, /* there is none for this pair of families, or quantity */
    KULLBACK_ERROR_NOT_POSITIVE_DEFINITE = 170, /* a pivot of a matrix is not positive */

    /* What happened on the way. */
    KULLBACK_ERROR_CALLBACK = 200,     /* a user callback returned a value other than 0 */
    KULLBACK_ERROR_OUT_OF_MEMORY = 210 /* memory for intermediate results could not be had */
};

/* The argument at fault. */
typedef int32_t kullback_argument;
enum {
    KULLBACK_ARGUMENT_NONE = 0,
    KULLBACK_ARGUMENT_P = 10,
    KULLBACK_ARGUMENT_Q = 20,
    KULLBACK_ARGUMENT_LOC_P = 110, /* families: the parameters of p and of q */
    KULLBACK_ARGUMENT_SCALE_P = 120,
    KULLBACK_ARGUMENT_LOG_VAR_P = 130,
    KULLBACK_ARGUMENT_P_FIRST = 140, /* the first parameter of p */
    KULLBACK_ARGUMENT_P_SECOND = 150,
    KULLBACK_ARGUMENT_LOC_Q = 210,
    KULLBACK_ARGUMENT_SCALE_Q = 220,
    KULLBACK_ARGUMENT_LOG_VAR_Q = 230,
    KULLBACK_ARGUMENT_Q_FIRST = 240,
    KULLBACK_ARGUMENT_Q_SECOND = 250,
    KULLBACK_ARGUMENT_LOG_RATIO = 310,
    KULLBACK_ARGUMENT_SAMPLER = 320,
    KULLBACK_ARGUMENT_LOG_DENSITY_P = 330,
    KULLBACK_ARGUMENT_LOG_DENSITY_Q = 340,
    KULLBACK_ARGUMENT_F = 350, /* the generator of an f-divergence */
    KULLBACK_ARGUMENT_X = 360, /* of a generator or a bound */
    KULLBACK_ARGUMENT_Q_MIN = 370,
    KULLBACK_ARGUMENT_OBSERVED = 410,
    KULLBACK_ARGUMENT_EXPECTED = 420,
    KULLBACK_ARGUMENT_TABLE = 430,
    KULLBACK_ARGUMENT_RESAMPLING = 440,
    KULLBACK_ARGUMENT_PROGRESS = 450,
    KULLBACK_ARGUMENT_ACCUMULATOR = 510,
    KULLBACK_ARGUMENT_BIN_MAP = 520,
    KULLBACK_ARGUMENT_AMOUNT = 530,
    KULLBACK_ARGUMENT_JOINT = 610,
    KULLBACK_ARGUMENT_DISTRIBUTIONS = 620,
    KULLBACK_ARGUMENT_WEIGHTS = 630,
    KULLBACK_ARGUMENT_P_WEIGHTS = 640, /* of a mixture */
    KULLBACK_ARGUMENT_Q_WEIGHTS = 650,
    KULLBACK_ARGUMENT_SAMPLES = 660,
    KULLBACK_ARGUMENT_PROJECTION = 670,
    KULLBACK_ARGUMENT_COORDINATES = 680,
    KULLBACK_ARGUMENT_LABELS = 710,
    KULLBACK_ARGUMENT_MASK = 720,
    KULLBACK_ARGUMENT_ROW_WEIGHTS = 730,
    KULLBACK_ARGUMENT_P_GRADIENT = 740,
    KULLBACK_ARGUMENT_Q_GRADIENT = 750,
    KULLBACK_ARGUMENT_TEACHER = 760,
    KULLBACK_ARGUMENT_STUDENT = 770,
    KULLBACK_ARGUMENT_DISTILLATION = 780,
    KULLBACK_ARGUMENT_TOKENS = 890,
    KULLBACK_ARGUMENT_LOGITS = 810,
    KULLBACK_ARGUMENT_SOFT_LABELS = 815,
    KULLBACK_ARGUMENT_N_BINS = 820,
    KULLBACK_ARGUMENT_SCHEDULE = 822,
    KULLBACK_ARGUMENT_START = 825, /* of a schedule, and so the next five */
    KULLBACK_ARGUMENT_END = 830,
    KULLBACK_ARGUMENT_STEPS = 835,
    KULLBACK_ARGUMENT_CYCLES = 840,
    KULLBACK_ARGUMENT_RATIO = 845,
    KULLBACK_ARGUMENT_STEEPNESS = 850,
    KULLBACK_ARGUMENT_WEIGHT = 855, /* of control, and so all that follow; of a geodesic */
    KULLBACK_ARGUMENT_KL = 860,
    KULLBACK_ARGUMENT_TARGET = 862,
    KULLBACK_ARGUMENT_HORIZON = 864,
    KULLBACK_ARGUMENT_CLIP = 866,
    KULLBACK_ARGUMENT_N_STEPS = 868,
    KULLBACK_ARGUMENT_BOUND = 870,
    KULLBACK_ARGUMENT_CURVATURE = 872,
    KULLBACK_ARGUMENT_SHRINK = 874,
    KULLBACK_ARGUMENT_MAX_TRIES = 876,
    KULLBACK_ARGUMENT_EVALUATE = 880,
    KULLBACK_ARGUMENT_QUANTITY = 910,
    KULLBACK_ARGUMENT_OPTIONS = 920,
    KULLBACK_ARGUMENT_RESULT = 930
};

/* `index` of an error that concerns a whole row. */
#define KULLBACK_WHOLE_ROW SIZE_MAX

/*
 * Where a call went wrong. Point `kullback_options.error` at one to have it filled in on error (and left
 * alone otherwise). The error reported is the first in row order, then in argument order.
 */
typedef struct kullback_error {
    kullback_status status;
    kullback_argument argument;
    size_t row;   /* row within the batch, from 0 */
    size_t index; /* position within the row, from 0, or KULLBACK_WHOLE_ROW */
    double value; /* the offending value: an element, a sum, a parameter, an option, a callback's return */
} kullback_error;

/* Static English text for a status, never NULL. Thread-safe. */
const char *kullback_status_message(kullback_status status);

/*
 * One line for an error, such as "p, row 3, position 5: value -0.1: not a probability: ...".
 * Writes at most `capacity` bytes, the terminating NUL included, and returns the length of the whole
 * text without the NUL, as snprintf does. `buffer` may be NULL when `capacity` is 0.
 */
size_t kullback_error_message(const kullback_error *error, char *buffer, size_t capacity);

KULLBACK_END_DECLARATIONS

#endif
