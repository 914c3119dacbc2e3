/* The accuracy that the library promises: relative error at most 1e-14 for double, 1e-6 for float. */
#ifndef ACCURACY_H
#define ACCURACY_H

#include <math.h>

#include "check.h"
#include "real.h"

static inline void check_accurate(double got, double expected, const char *file, int line) {
    const double bound = sizeof(real) == sizeof(double) ? 1e-14 : 1e-6;
    if (!check_that(fabs(got - expected) <= bound * fabs(expected), "relative error", file, line)) {
        printf("    got %.17g, expected %.17g\n", got, expected);
    }
}

#define CHECK_ACCURATE(got, expected) check_accurate(got, expected, __FILE__, __LINE__)

#endif
