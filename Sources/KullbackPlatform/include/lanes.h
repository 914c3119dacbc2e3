/*
 * Arithmetic on eight doubles, as vector operations of the compiler.
 *
 * Swift's own operators on SIMD8<Double> are loops over lanes, which the optimiser makes vectors of again only
 * where it sees through them; in long expressions it often does not, at twenty times the cost.
 */
#ifndef KULLBACK_LANES_H
#define KULLBACK_LANES_H

typedef double lane_t __attribute__((ext_vector_type(8)));
typedef long long lane_mask_t __attribute__((ext_vector_type(8)));
typedef unsigned long long lane_bits_t __attribute__((ext_vector_type(8)));

#define LANE_FUNCTION static inline __attribute__((always_inline, const, unused))

LANE_FUNCTION lane_t lane_add(lane_t a, lane_t b) {
    return a + b;
}
LANE_FUNCTION lane_t lane_subtract(lane_t a, lane_t b) {
    return a - b;
}
LANE_FUNCTION lane_t lane_multiply(lane_t a, lane_t b) {
    return a * b;
}
LANE_FUNCTION lane_t lane_divide(lane_t a, lane_t b) {
    return a / b;
}

LANE_FUNCTION lane_t lane_negate(lane_t a) {
    return -a;
}

LANE_FUNCTION lane_mask_t lane_less(lane_t a, lane_t b) {
    return (lane_mask_t)(a < b);
}
LANE_FUNCTION lane_mask_t lane_at_most(lane_t a, lane_t b) {
    return (lane_mask_t)(a <= b);
}
LANE_FUNCTION lane_mask_t lane_equal(lane_t a, lane_t b) {
    return (lane_mask_t)(a == b);
}
LANE_FUNCTION lane_mask_t lane_unequal(lane_t a, lane_t b) {
    return (lane_mask_t)(a != b);
}
LANE_FUNCTION lane_t lane_select(lane_mask_t mask, lane_t yes, lane_t no) {
    return mask ? yes : no;
}

/* Floats to doubles, for each register width that kernels load. */
#define LANE_WIDEN(N)                                                                                                  \
    typedef float lane_floats##N##_t __attribute__((ext_vector_type(N)));                                              \
    typedef double lane_doubles##N##_t __attribute__((ext_vector_type(N)));                                            \
    LANE_FUNCTION lane_doubles##N##_t lane_widen##N(lane_floats##N##_t a) {                                            \
        return __builtin_convertvector(a, lane_doubles##N##_t);                                                        \
    }
LANE_WIDEN(2)
LANE_WIDEN(4)
LANE_WIDEN(8)

LANE_FUNCTION lane_mask_t lane_or(lane_mask_t a, lane_mask_t b) {
    return a | b;
}
LANE_FUNCTION lane_mask_t lane_and(lane_mask_t a, lane_mask_t b) {
    return a & b;
}

LANE_FUNCTION lane_bits_t lane_bits_add(lane_bits_t a, lane_bits_t b) {
    return a + b;
}
LANE_FUNCTION lane_bits_t lane_bits_subtract(lane_bits_t a, lane_bits_t b) {
    return a - b;
}
LANE_FUNCTION lane_bits_t lane_bits_and(lane_bits_t a, lane_bits_t b) {
    return a & b;
}
LANE_FUNCTION lane_bits_t lane_bits_or(lane_bits_t a, lane_bits_t b) {
    return a | b;
}
LANE_FUNCTION lane_bits_t lane_bits_shift_left(lane_bits_t a, int count) {
    return a << (unsigned long long)count;
}
LANE_FUNCTION lane_bits_t lane_bits_shift_right(lane_bits_t a, int count) {
    return a >> (unsigned long long)count;
}

#endif
