/* A valid call of kullback_divergence_rows on two 3x4 batches. A test changes what it is about. */
#ifndef DIVERGENCE_CALL_H
#define DIVERGENCE_CALL_H

#include "check.h"
#include "real.h"

enum {
    CALL_ROWS = 3,
    CALL_COUNT = 4,
    CALL_RESULTS = 8
};

typedef struct divergence_call {
    kullback_quantity quantity;
    rows p, q;
    kullback_options options;
    ptrdiff_t result_stride;
    /* Filled in by run_call. */
    kullback_error error;
    real results[CALL_RESULTS];
} divergence_call;

static const real call_p[] = {0.5, 0.25, 0.125, 0.125, 0.25, 0.25, 0.25, 0.25, 0, 0.5, 0.5, 0};
static const real call_q[] = {0.25, 0.25, 0.25, 0.25, 0.125, 0.5, 0.25, 0.125, 0.25, 0.25, 0.25, 0.25};

static inline divergence_call valid_call(void) {
    return (divergence_call){.quantity = KULLBACK_KL,
                             .p = contiguous(call_p, CALL_ROWS, CALL_COUNT),
                             .q = contiguous(call_q, CALL_ROWS, CALL_COUNT),
                             .options = {.struct_size = sizeof(kullback_options)},
                             .result_stride = 1};
}

/* Row i's answer is in results[i * result_stride], or counted from the end when the stride is negative. */
static inline kullback_status run_call(divergence_call *call) {
    call->options.error = &call->error;
    call->error = (kullback_error){0};
    fill(call->results, CALL_RESULTS, untouched);
    real *first = call->result_stride < 0 ? call->results + CALL_RESULTS - 1 : call->results;
    return FN(kullback_divergence_rows)(call->quantity, &call->p, &call->q, &call->options, first, call->result_stride);
}

/* The call fails as stated, says so in the error slot, and writes no result. */
static inline void expect_call_error(divergence_call *call, kullback_status status, kullback_argument argument,
                                     const char *file, int line) {
    check_equal(run_call(call), status, "status", file, line);
    check_equal(call->error.status, status, "error.status", file, line);
    check_equal(call->error.argument, argument, "error.argument", file, line);
    check_that(all_equal(call->results, CALL_RESULTS, untouched), "results untouched", file, line);
}

#define EXPECT_ERROR(call, status, argument) expect_call_error(&(call), status, argument, __FILE__, __LINE__)

/* The call works and gives what the unchanged call gives. */
static inline void expect_call_works(divergence_call *call, const char *file, int line) {
    divergence_call valid = valid_call();
    check_equal(run_call(&valid), KULLBACK_OK, "status of the valid call", file, line);
    check_equal(run_call(call), KULLBACK_OK, "status", file, line);
    check_that(same_bits(call->results, valid.results, CALL_ROWS), "same results", file, line);
    check_equal(call->error.status, 0, "error.status", file, line);
}

#define EXPECT_SAME_RESULTS(call) expect_call_works(&(call), __FILE__, __LINE__)

#endif
