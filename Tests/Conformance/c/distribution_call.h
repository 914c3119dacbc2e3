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

/* The numbers of a parameter, or NULL. */
const strided *find(const side *side, const strided given[], const char *name);

kullback_status call_distribution(const distribution_case *test, const arrangement *at,
                                  const kullback_options *options);

/* Of normal distributions of vectors, and of their mixtures. */
kullback_status call_gaussians(const distribution_case *test, const arrangement *in, const kullback_options *options);
kullback_status call_mixtures(const distribution_case *test, const arrangement *in, const kullback_options *options);

#endif
