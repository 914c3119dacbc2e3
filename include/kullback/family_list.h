/*
 * The families of univariate distributions, with their parameters in PyTorch's names and order. Parameters that are not
 * said to be otherwise are finite; scales, rates, shapes and concentrations are positive.
 */
#ifndef KULLBACK_FAMILY_LIST_H
#define KULLBACK_FAMILY_LIST_H

#include <stdint.h>

/* X(name, number): the parameters. Bindings make their lists of families from this one. */
#define KULLBACK_FOR_EACH_FAMILY(X)                                                                                    \
    X(NORMAL, 10)              /* loc, scale: mean, standard deviation */                                              \
    X(NORMAL_LOG_VARIANCE, 20) /* loc, log_var: mean, logarithm of the variance */                                     \
    X(EXPONENTIAL, 30)         /* rate */

typedef int32_t kullback_family;
#define KULLBACK_FAMILY_ENUMERATOR(name, number) KULLBACK_##name = number,
enum {
    KULLBACK_FOR_EACH_FAMILY(KULLBACK_FAMILY_ENUMERATOR)
};
#undef KULLBACK_FAMILY_ENUMERATOR

#endif
