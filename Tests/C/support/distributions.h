/* Batches of distributions, of doubles that lie one after the other. */
#ifndef DISTRIBUTIONS_H
#define DISTRIBUTIONS_H

#include "check.h"
#include "typed.h"

static inline kullback_typed_rows plain(const void *data, kullback_type type, size_t rows, size_t count) {
    return typed_rows(data, type, KULLBACK_PROBABILITIES, rows, count, 0);
}

/* `second` is NULL for families of one parameter. */
static inline kullback_distributions members(kullback_family family, const double *first, const double *second,
                                             size_t rows, size_t count) {
    kullback_distributions result = {.family = family, .parameters = {plain(first, KULLBACK_F64, rows, count)}};
    if (second != NULL) {
        result.parameters[1] = plain(second, KULLBACK_F64, rows, count);
    }
    return result;
}

/* A quantity of one distribution, or of two of any families, with the status checked. */
static inline double quantity_of(kullback_quantity quantity, const kullback_distributions *p,
                                 const kullback_distributions *q, const kullback_options *options) {
    double value = -12345;
    const kullback_typed_results results = typed_results(&value, KULLBACK_F64, 1);
    CHECK_EQUAL(kullback_distribution_values(quantity, p, q, options, &results), KULLBACK_OK);
    return value;
}

static inline void check_near(double got, double expected, const char *file, int line) {
    if (!check_that(got == expected || fabs(got - expected) <= 1e-14 * fabs(expected), "relative error", file, line)) {
        printf("    got %.17g, expected %.17g\n", got, expected);
    }
}

#define CHECK_NEAR(got, expected) check_near(got, expected, __FILE__, __LINE__)

#endif
