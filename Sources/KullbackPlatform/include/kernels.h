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

#include "kernel_sources.h"

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

/*
 * Of logits z with weights e = exp(-rate d), d = maximum - z, and y = rate d, or y = d if the rate is 0: how many d are
 * 0, and over the others sum e, sum e y and sum e y^2. Logits of -inf have no weight.
 */
typedef struct {
    double ties;
    kernel_sum rest, first, second;
} kernel_tempered_sums;

/* Types of number that rows may have beside double. */
typedef enum {
    kernel_f32,
    kernel_f16,
    kernel_bf16
} kernel_type;

/* What is summed over pairs (p, q): q f(p / q), with f as in Generators.swift. */
typedef enum {
    kernel_kl,
    kernel_jeffreys,
    kernel_skew_kl,           /* parameter: weight of q, 1 + excess */
    kernel_jensen_shannon,    /* parameter: weight of p */
    kernel_absolute,          /* |t - 1| */
    kernel_chi_squared,       /* (t - 1)^2 */
    kernel_squared_hellinger, /* (sqrt t - 1)^2 */
    kernel_triangular,        /* (t - 1)^2 / (t + 1) */
    kernel_power,             /* c_a(t), parameter: order a >= 1/2, not 1 */
    kernel_affinity,          /* t^a exp(-shift), parameter: order a >= 1/2 */
    kernel_missing            /* t where q = 0, else 0 */
} kernel_generator_kind;

typedef struct {
    kernel_generator_kind kind;
    double parameter;
    double excess; /* parameter - 1, without its rounding */
    double shift;
} kernel_generator;

typedef enum {
    kernel_normal,
    kernel_normal_log_variance
} kernel_family;
/* What is wanted of a family. Places for results may be NULL. */
typedef struct {
    double floor;  /* the least that the divergence of an element counts */
    double factor; /* of gradients, which are 0 where the floor holds */
    double *divergence;
    double *gradients[4]; /* with respect to the columns */
} kernel_family_results;
/* A sum of divergences, and the bits of the largest |loc| and |log_var|. */
typedef struct {
    kernel_sum total;
    uint32_t loc, log_var;
} kernel_variational;
typedef enum {
    kernel_k1,
    kernel_k2,
    kernel_k3
} kernel_estimator;

/*
 * The kernels. All numbers are doubles. Each gives the same bits for a run as for the merged results of its blocks of
 * kernel_block_length elements.
 */
typedef struct {
    void (*widen)(kernel_type, const void *from, ptrdiff_t count, double *to);
    /* Rounds once, to nearest. */
    void (*narrow)(kernel_type, const double *from, ptrdiff_t count, void *to);
    /* Replaces probabilities by their logarithms: +inf for what is none. */
    void (*logarithms)(double *p, ptrdiff_t count);
    /* A source of NULL is kernel_probabilities. */
    kernel_divergence_sums (*divergence)(const kernel_generator *, const kernel_source *, const double *p,
                                         const double *q, ptrdiff_t count);
    /* Of KL terms, with q = (q_high + q_low) * (factor_high + factor_low). */
    kernel_divergence_sums (*expanded)(const double *p, const double *q_high, const double *q_low, ptrdiff_t count,
                                       double factor_high, double factor_low);
    /* Sum to twice the precision. */
    kernel_total (*expanded_total)(const double *p, ptrdiff_t count);
    /* Adds p * (factor_high + factor_low) to a row of high + low. */
    void (*accumulate)(const double *p, ptrdiff_t count, double factor_high, double factor_low, double *high,
                       double *low);
    /* The terms themselves, of at most one block. */
    void (*terms)(const kernel_generator *, const kernel_source *, const double *p, const double *q, ptrdiff_t count,
                  double *terms);
    /* Of at most one block; either result may be NULL. */
    void (*gradient)(const kernel_gradient *, const double *p, const double *q, ptrdiff_t count, double *p_gradient,
                     double *q_gradient);
    /* The largest p_rate log p + ratio_rate log(p / q) over p > 0. */
    kernel_maximum (*exponent_maximum)(const kernel_source *, const double *p, const double *q, ptrdiff_t count,
                                       double p_rate, double ratio_rate);
    kernel_entropy_sums (*entropy)(const kernel_entropy_source *, const double *p, ptrdiff_t count);
    kernel_total (*total)(const double *p, ptrdiff_t count, int32_t exponent);
    kernel_maximum (*maximum)(const double *a, ptrdiff_t count);
    kernel_tempered_sums (*tempered)(const double *z, ptrdiff_t count, double maximum, double rate);
    /* `columns`: the parameters of p, then those of q, NULL for the standard member's. */
    kernel_total (*family)(kernel_family, const double *const *columns, ptrdiff_t count, const kernel_family_results *);
    /* From the standard normal, of at most one block; gradients up to the next multiple of 16, or NULL. */
    kernel_variational (*variational)(const float *loc, const float *log_var, ptrdiff_t count, float factor,
                                      float *loc_gradient, float *log_var_gradient);
    /* Of two rows of one type; `weight` and so on are sums over the run. */
    kernel_logit_sums (*logit_sums)(const kernel_logits *, kernel_type, const void *a, const void *b, ptrdiff_t count);
    /* Of at most one block; p may be NULL. Logits below `lowest`: 0. `is_stream`: past the caches. */
    void (*logit_gradient)(const kernel_logits *, float factor, float divergence, const float *a, const float *b,
                           ptrdiff_t count, float *p, float *q, int32_t is_stream);
    void (*widen_floats)(kernel_type, const void *from, ptrdiff_t count, float *to);
    void (*narrow_floats)(kernel_type, const float *from, ptrdiff_t count, void *to, int32_t is_stream);
    /* At most one block; values are multiplied by `scale`, a power of two. */
    kernel_moments (*moments)(kernel_estimator, const double *log_ratio, ptrdiff_t count, double scale);
    /* Single estimates and their derivatives with respect to log_p, which may be NULL. */
    void (*estimates)(kernel_estimator, const double *log_p, const double *log_q, ptrdiff_t count, double *values,
                      double *derivatives);
} kernel_functions;

enum {
    kernel_block_length = 1024
};

/* One per instruction set; each fills in its table. */
void kullback_kernels_baseline(kernel_functions *table);
void kullback_kernels_v3(kernel_functions *table);
void kullback_kernels_v4(kernel_functions *table);

#endif
