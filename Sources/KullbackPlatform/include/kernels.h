/*
 * The kernels: loops over one contiguous run of numbers, compiled once per instruction set and reached
 * through a table of C functions, so that no code compiled for one level is ever inlined into another.
 *
 * Kernels neither allocate nor fail. They return sums with their rounding errors (high + low), from which
 * the engine combines runs and makes results, and flags for what only a slow second look can locate.
 */
#ifndef KULLBACK_KERNELS_H
#define KULLBACK_KERNELS_H

#include <stddef.h>
#include <stdint.h>

typedef struct {
    double high, low;
} kernel_sum;

/* Of sum f(p, q), sum p and sum (p - q). */
typedef struct {
    kernel_sum term, p, difference;
    int32_t invalid; /* an element is outside the domain */
} kernel_divergence_sums;

/*
 * The largest probability and its -p log p, apart from the sums of the others and of theirs, so that the
 * entropy of an almost certain outcome keeps its digits.
 */
typedef struct {
    double largest, largest_term;
    kernel_sum rest, term;
    int32_t invalid;
} kernel_entropy_sums;

typedef struct {
    double maximum; /* -inf for no elements, NaN where there is a NaN */
    int32_t invalid;
} kernel_maximum;

typedef struct {
    kernel_sum total;
    int32_t invalid;
} kernel_total;

/* Of `count` values f: sum f and sum (f - mean)^2. */
typedef struct {
    kernel_sum total;
    double squares;
    ptrdiff_t count;
} kernel_moments;

/* Which f-divergence's generator; matches the order of Generators.swift. */
typedef enum {
    kernel_kl,
    kernel_jeffreys,
    kernel_jensen_shannon
} kernel_generator;
typedef enum {
    kernel_normal,
    kernel_normal_log_variance
} kernel_family;
typedef enum {
    kernel_k1,
    kernel_k2,
    kernel_k3
} kernel_estimator;

/* p and q are read as p * 2^p_exponent and q * 2^q_exponent * q_factor. */
typedef struct {
    int32_t p_exponent, q_exponent;
    double q_factor;
} kernel_weights;

/*
 * Logarithms a, b are read as (a - a_shift) * rate and (b - b_shift) * rate + b_offset.
 */
typedef struct {
    double a_shift, b_shift, rate, b_offset;
    double exponent; /* both sides' probabilities are 2^exponent times as large */
} kernel_logarithms;

/*
 * The kernels of one element type. Each gives the same bits for a run as for the merged results of its
 * blocks of kernel_block_length elements.
 */
typedef struct {
    kernel_divergence_sums (*divergence)(kernel_generator, const void *p, const void *q, ptrdiff_t count);
    kernel_divergence_sums (*weighted_divergence)(kernel_generator, const void *p, const void *q, ptrdiff_t count,
                                                  kernel_weights);
    kernel_divergence_sums (*log_divergence)(kernel_generator, const void *a, const void *b, ptrdiff_t count,
                                             kernel_logarithms);
    kernel_entropy_sums (*entropy)(const void *p, ptrdiff_t count, int32_t exponent);
    kernel_entropy_sums (*log_entropy)(const void *a, ptrdiff_t count, double shift, double rate);
    kernel_total (*total)(const void *p, ptrdiff_t count, int32_t exponent);
    kernel_maximum (*maximum)(const void *a, ptrdiff_t count);
    /* `columns`: the parameters of p, then those of q, NULL for the standard member's. */
    int32_t (*family)(kernel_family, const void *const *columns, ptrdiff_t count, double *result);
    kernel_total (*family_total)(kernel_family, const void *const *columns, ptrdiff_t count);
    /* At most one block; values are multiplied by `scale`, a power of two. */
    kernel_moments (*moments)(kernel_estimator, const void *log_ratio, ptrdiff_t count, double scale);
} kernel_functions;

enum {
    kernel_block_length = 1024
};

typedef struct {
    kernel_functions f64, f32;
} kernel_table;

/* One per instruction set; each fills in its table. */
void kullback_kernels_baseline(kernel_table *table);
void kullback_kernels_v3(kernel_table *table);
void kullback_kernels_v4(kernel_table *table);

#endif
