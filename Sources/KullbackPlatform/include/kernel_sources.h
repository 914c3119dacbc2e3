/* What kernels are told about their rows: how they are read, and what gradients are made of. */
#ifndef KULLBACK_KERNEL_SOURCES_H
#define KULLBACK_KERNEL_SOURCES_H

#include <stdint.h>

/* p and q are read as p * 2^p_exponent and q * 2^q_exponent * (q_factor + q_factor_low). */
typedef struct {
    int32_t p_exponent, q_exponent;
    double q_factor, q_factor_low;
} kernel_weights;

/* Logarithms a, b are read as (a - a_shift) * a_rate and (b - b_shift) * b_rate + b_offset. */
typedef struct {
    double a_shift, b_shift, a_rate, b_rate, b_offset;
    double exponent;  /* both sides' probabilities are 2^exponent times as large */
    int32_t is_exact; /* log ratios are differences of numbers in two parts: the sides do not differ by a shift only */
} kernel_logarithms;

/* What the numbers of two rows are. */
typedef enum {
    kernel_probabilities,
    kernel_scaled_weights,
    kernel_scaled_logarithms
} kernel_space;

typedef struct {
    kernel_space space;
    double tilt; /* probabilities q are read as q * (1 - tilt); tiny */
    kernel_weights weights;
    kernel_logarithms logarithms;
} kernel_source;

/*
 * How floats read logits: x / temperature is rate_high + rate_low binary orders of magnitude a unit, and `scale`
 * natural ones. Weights are multiples of 2^exponent, and those of logits below `lowest` are 2^exponent.
 */
typedef struct {
    float rate, rate_low, scale;
    /* Subtracted from differences b - a of natural logarithms; gradients, which are wanted where little is left, take
     * both. */
    float shift, shift_low;
    float lowest;
    float rounding; /* 1.5 * 2^23 - exponent */
} kernel_logits;

typedef struct {
    double weight, difference, term;
    uint32_t exponents; /* the disjunction of all weights' exponents, in its lower bits */
    uint32_t magnitude; /* the bits of the largest |d| */
} kernel_logit_sums;

/* What the numbers of one row are, and the entropy that is summed over them. */
typedef struct {
    int32_t is_logarithms;
    int32_t exponent;   /* weights are read as p * 2^exponent */
    double shift, rate; /* logarithms as (a - shift) * rate */
    /*
     * 0: -p log p. Else, with x = order_excess (log p - offset), (1 - exp(x)) p / order_excess: Tsallis' entropy of
     * order 1 + order_excess.
     */
    double order_excess, order_excess_low, offset;
} kernel_entropy_source;

/*
 * What one side's gradient is made of. With P that side's probability and Q the other's, each normalised:
 *
 *     log (P (log(P / X) - mean)) + difference (P - Q) + entropy P (-log P - entropy of P) + mass P + constant
 *
 * in which X is Q or the mixture, or all of that divided by P.
 */
typedef struct {
    double log, difference, entropy, mass, constant;
    double mean;
    double weight, other_weight; /* X = weight * P + other_weight * Q, unless the first is 0 */
    int32_t is_of_probabilities; /* divided by P */
} kernel_gradient_side;

typedef struct {
    kernel_source source;
    double p_unit, q_unit; /* P = p * p_unit, Q = q * q_unit */
    double balance;        /* P - Q = ((p - q) + q * balance) * p_unit */
    double offset;         /* log(P / Q) = log(p / q) + offset */
    /* -log P = log(largest / p) + others, and what it is on average: of p only. */
    double largest, others, entropy;
    kernel_gradient_side p, q;
} kernel_gradient;

#endif
