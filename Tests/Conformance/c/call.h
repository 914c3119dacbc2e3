/* Calls of the library with a case, and what came of them. */
#ifndef CONFORMANCE_CALL_H
#define CONFORMANCE_CALL_H

#include "case.h"
#include "placement.h"

typedef struct {
    kullback_status status;
    kullback_error error;
    uint64_t *bits;       /* the results' bits, `result_count` of them */
    bool wrote_elsewhere; /* on error: a result; otherwise: between the results, or a wrong sample count */
} outcome;

/* The advanced floor. */
outcome call_rows_f64(const test_case *test, layout layout, int32_t threads);
outcome call_rows_f32(const test_case *test, layout layout, int32_t threads);

/* The simple floor, for a case that `has_simple_call`. Its error is a status only. */
bool has_simple_call(const test_case *test);
outcome call_simple_f64(const test_case *test);
outcome call_simple_f32(const test_case *test);

/* As counts, for a case of doubles that `has_counts_call`. */
bool has_counts_call(const test_case *test);
outcome call_counts(const test_case *test);

#endif
