/*
 * Kernels of closed forms between distributions: a table of their own, compiled once per instruction set like that of
 * kernels.h, so that a change to a family does not compile the loops over rows again.
 */
#ifndef KULLBACK_CLOSED_FORMS_H
#define KULLBACK_CLOSED_FORMS_H

#include <stddef.h>
#include <stdint.h>

#include "matrices.h"

/* What is computed of members of families, whose numbers are those of kullback_family. */
typedef enum {
    kernel_family_kl,
    kernel_family_renyi, /* of exponential families */
    kernel_family_entropy,
    kernel_family_mean,
    kernel_family_variance,
    kernel_family_log_density
} kernel_family_quantity;

typedef struct {
    kernel_family_quantity quantity;
    int32_t p, q; /* families; q equals p where there is no other distribution */
    double order; /* of kernel_family_renyi */
} kernel_family_pair;

typedef struct {
    /* Whether there is such a closed form. */
    int32_t (*has_form)(const kernel_family_pair *);
    int32_t (*parameter_count)(int32_t family);
    /* A bit for each parameter of the family that is outside its domain somewhere. `columns`: the two parameters. */
    int32_t (*outside)(int32_t family, const double *const *columns, ptrdiff_t count);
    /*
     * One value per element. `columns`: the two parameters of p, then those of q, or x for a log-density; what a family
     * lacks is NULL. All of a group of eight is read before its values are written.
     */
    void (*values)(const kernel_family_pair *, const double *const *columns, ptrdiff_t count, double *values);
    /* One draw per element, from the streams that begin with number `first`. */
    void (*samples)(int32_t family, const double *const *columns, ptrdiff_t count, uint64_t seed, uint64_t first,
                    double *values);
    matrix_functions matrices;
} closed_form_functions;

void kullback_closed_forms_baseline(closed_form_functions *table);
void kullback_closed_forms_v3(closed_form_functions *table);
void kullback_closed_forms_v4(closed_form_functions *table);

#endif
