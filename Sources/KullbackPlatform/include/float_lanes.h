/*
 * Arithmetic on floats, as many as fit a register, with a fused multiply-add that has the same bits everywhere: where
 * the processor has none, it is made of exact products in double and a rounding to odd, at twenty times the cost.
 */
#ifndef KULLBACK_FLOAT_LANES_H
#define KULLBACK_FLOAT_LANES_H

#include "lanes.h"

#define FLOAT_LANES (2 * NATIVE_LANES)

typedef float float_lane_t __attribute__((ext_vector_type(FLOAT_LANES)));
typedef unsigned int float_bits_t __attribute__((ext_vector_type(FLOAT_LANES)));
typedef unsigned short float_halves_t __attribute__((ext_vector_type(FLOAT_LANES)));
typedef double float_wide_t __attribute__((ext_vector_type(FLOAT_LANES)));

LANE_FUNCTION float_lane_t float_add(float_lane_t a, float_lane_t b) {
    return a + b;
}
LANE_FUNCTION float_lane_t float_subtract(float_lane_t a, float_lane_t b) {
    return a - b;
}
LANE_FUNCTION float_lane_t float_multiply(float_lane_t a, float_lane_t b) {
    return a * b;
}
/* `limit` where `a` is NaN. */
LANE_FUNCTION float_lane_t float_at_least(float_lane_t limit, float_lane_t a) {
    return a > limit ? a : limit;
}
/* `yes` where a >= limit, else 0. */
LANE_FUNCTION float_lane_t float_where_at_least(float_lane_t a, float_lane_t limit, float_lane_t yes) {
    return a >= limit ? yes : 0;
}

#if defined(__FMA__) || defined(__aarch64__)
LANE_FUNCTION float_lane_t float_multiply_add(float_lane_t a, float_lane_t b, float_lane_t c) {
    return __builtin_elementwise_fma(a, b, c);
}
#else
/*
 * The product of two floats is exact in double. The sum's rounding error says to which of two neighbouring doubles the
 * odd one is: rounded to a float, that gives what the exact sum would (Boldo & Melquiond 2008).
 */
static __attribute__((noinline, const, unused)) float_lane_t float_multiply_add(float_lane_t a, float_lane_t b,
                                                                                float_lane_t c) {
    typedef long long wide_bits __attribute__((ext_vector_type(FLOAT_LANES)));
    const float_wide_t x = __builtin_convertvector(a, float_wide_t) * __builtin_convertvector(b, float_wide_t);
    const float_wide_t y = __builtin_convertvector(c, float_wide_t);
    const float_wide_t sum = x + y;
    const float_wide_t part = sum - x;
    const float_wide_t error = (x - (sum - part)) + (y - part);
    const wide_bits bits = (wide_bits)sum;
    const wide_bits inexact = (wide_bits)(error < 0) | (wide_bits)(error > 0);
    const wide_bits toward =
        (wide_bits)(((wide_bits)error ^ bits) < 0); /* -1 where the error's sign is the other one */
    const wide_bits odd = bits + (inexact & ~bits & 1) * (1 + 2 * toward);
    return __builtin_convertvector((float_wide_t)odd, float_lane_t);
}
#endif

LANE_FUNCTION float_bits_t float_bits(float_lane_t a) {
    return (float_bits_t)a;
}
LANE_FUNCTION float_lane_t float_from_bits(float_bits_t a) {
    return (float_lane_t)a;
}
/* a * 2^n, with n the lowest bits of `exponents`. Exponents are added: neither side may leave the normal numbers. */
LANE_FUNCTION float_lane_t float_scale(float_lane_t a, float_lane_t exponents) {
    return (float_lane_t)((float_bits_t)a + ((float_bits_t)exponents << 23));
}
/* 2^(n - 127), with n the lowest eight bits of `exponents`. */
LANE_FUNCTION float_lane_t float_power(float_lane_t exponents) {
    return (float_lane_t)((float_bits_t)exponents << 23);
}
LANE_FUNCTION float_bits_t float_bits_or(float_bits_t a, float_bits_t b) {
    return a | b;
}
/* The larger of `a` and the bits of |b|, which are ordered as |b| is, with NaN the largest. */
LANE_FUNCTION float_bits_t float_larger_magnitude(float_bits_t a, float_lane_t b) {
    return __builtin_elementwise_max(a, (float_bits_t)b & 0x7fffffff);
}

LANE_FUNCTION unsigned int float_bits_maximum(float_bits_t a) {
    return __builtin_reduce_max(a);
}
LANE_FUNCTION unsigned int float_bits_union(float_bits_t a) {
    return __builtin_reduce_or(a);
}

LANE_FUNCTION native_t float_low_half(float_lane_t a) {
    return __builtin_convertvector(a.lo, native_t);
}
LANE_FUNCTION native_t float_high_half(float_lane_t a) {
    return __builtin_convertvector(a.hi, native_t);
}

/* Two bfloat16 a word: the one at the lower address, and the other. */
LANE_FUNCTION float_lane_t float_first_bf16(float_bits_t a) {
    return (float_lane_t)(a << 16);
}
LANE_FUNCTION float_lane_t float_second_bf16(float_bits_t a) {
    return (float_lane_t)(a & 0xffff0000);
}
LANE_FUNCTION float_lane_t float_from_bf16(float_halves_t a) {
    return (float_lane_t)(__builtin_convertvector(a, float_bits_t) << 16);
}
/* The exponent is moved by a multiplication, which makes subnormal numbers normal. */
LANE_FUNCTION float_lane_t float_from_f16(float_halves_t a) {
    const float_bits_t bits = __builtin_convertvector(a, float_bits_t);
    const float_lane_t finite = (float_lane_t)((bits & 0x7fff) << 13) * 0x1p112f;
    const float_bits_t special = (float_bits_t)((bits & 0x7c00) == 0x7c00) & 0x7f800000;
    return (float_lane_t)((float_bits_t)finite | special | (bits & 0x8000) << 16);
}

/* To nearest, ties to even; NaN stays NaN. */
LANE_FUNCTION float_halves_t float_to_bf16(float_lane_t a) {
    const float_bits_t bits = (float_bits_t)a;
    const float_bits_t rounded = (bits + 0x7fff + (bits >> 16 & 1)) >> 16;
    return __builtin_convertvector(a == a ? rounded : (float_bits_t)0x7fc0, float_halves_t);
}

#define FLOAT_STORE static inline __attribute__((always_inline, unused))

FLOAT_STORE void float_store_bf16(float_lane_t a, void *to) {
    const float_halves_t halves = float_to_bf16(a);
    __builtin_memcpy(to, &halves, sizeof halves);
}
FLOAT_STORE void float_store_f16(float_lane_t a, void *to) {
    typedef _Float16 halves __attribute__((ext_vector_type(FLOAT_LANES)));
    const halves rounded = __builtin_convertvector(a, halves);
    __builtin_memcpy(to, &rounded, sizeof rounded);
}
FLOAT_STORE unsigned short float_first_f16(float_lane_t a) {
    const _Float16 rounded = (_Float16)a[0];
    unsigned short bits;
    __builtin_memcpy(&bits, &rounded, sizeof bits);
    return bits;
}
/* Past the caches if asked to and aligned: what is written is not read first, and other data stays where it is. */
FLOAT_STORE void float_store(float_lane_t a, void *to, int is_stream) {
    if (is_stream && (__UINTPTR_TYPE__)to % sizeof a == 0) {
        __builtin_nontemporal_store(a, (float_lane_t *)to);
    } else {
        __builtin_memcpy(to, &a, sizeof a);
    }
}
/* Makes such stores visible before later ones. */
FLOAT_STORE void float_stream_end(void) {
#if defined(__x86_64__)
    __builtin_ia32_sfence();
#endif
}

#endif
