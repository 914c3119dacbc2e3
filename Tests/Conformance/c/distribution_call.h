/* Calls the library for a case of distributions. */
#ifndef CONFORMANCE_DISTRIBUTION_CALL_H
#define CONFORMANCE_DISTRIBUTION_CALL_H

#include "arrangement.h"

/* The parameters of both sides, points, and room for results. */
typedef struct {
    strided p[MOST_PARAMETERS], q[MOST_PARAMETERS];
    strided x, results;
    bool in_rows_of_one;
} arrangement;

kullback_status call_distribution(const distribution_case *test, const arrangement *at,
                                  const kullback_options *options);

#endif
