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

LANE_FUNCTION lane_t lane_square_root(lane_t a) {
    return __builtin_elementwise_sqrt(a);
}

/* Asks for memory that is read soon; the address need not be valid. */
static inline __attribute__((always_inline, unused)) void lane_prefetch(const void *address) {
    __builtin_prefetch(address);
}

/* As many lanes as fit a register of the instruction set that is compiled for. */
#if defined(__AVX512F__)
#define NATIVE_LANES 8
#elif defined(__AVX2__)
#define NATIVE_LANES 4
#else
#define NATIVE_LANES 2
#endif

typedef float native_floats_t __attribute__((ext_vector_type(NATIVE_LANES)));
typedef double native_t __attribute__((ext_vector_type(NATIVE_LANES)));
typedef unsigned long long native_bits_t __attribute__((ext_vector_type(NATIVE_LANES)));

typedef unsigned short native_halves_t __attribute__((ext_vector_type(NATIVE_LANES)));
typedef unsigned int native_words_t __attribute__((ext_vector_type(NATIVE_LANES)));

LANE_FUNCTION native_t native_widen(native_floats_t a) {
    return __builtin_convertvector(a, native_t);
}
LANE_FUNCTION native_t native_widen_bf16(native_halves_t a) {
    return native_widen((native_floats_t)(__builtin_convertvector(a, native_words_t) << 16));
}
/* The exponent is moved by a multiplication, which makes subnormal numbers normal. */
LANE_FUNCTION native_t native_widen_f16(native_halves_t a) {
    const native_words_t bits = __builtin_convertvector(a, native_words_t);
    const native_words_t magnitude = (bits & 0x7fff) << 13;
    const native_floats_t finite = (native_floats_t)magnitude * 0x1p112f;
    const native_words_t special = (native_words_t)((bits & 0x7c00) == 0x7c00) & 0x7f800000;
    return native_widen((native_floats_t)((native_words_t)finite | special | (bits & 0x8000) << 16));
}
LANE_FUNCTION native_floats_t native_narrow(native_t a) {
    return __builtin_convertvector(a, native_floats_t);
}
/* The bits of a float that keeps what decides a later rounding: inexact ones are odd. NaN stays NaN. */
LANE_FUNCTION native_words_t native_round_to_odd(native_t a) {
    const native_floats_t nearest = native_narrow(a);
    const native_words_t bits = (native_words_t)nearest;
    const native_t back = native_widen(nearest);
    const native_bits_t outward = (native_bits_t)(__builtin_elementwise_abs(back) > __builtin_elementwise_abs(a));
    const native_bits_t inexact = (native_bits_t)(back != a) & (native_bits_t)(a == a);
    const native_words_t even = (native_words_t)((bits & 1) == 0);
    const native_words_t step = 1 + 2 * __builtin_convertvector(outward, native_words_t);
    return bits + (step & even & __builtin_convertvector(inexact, native_words_t));
}
LANE_FUNCTION native_halves_t native_narrow_bf16(native_t a) {
    const native_words_t bits = native_round_to_odd(a);
    const native_words_t rounded = (bits + 0x7fff + (bits >> 16 & 1)) >> 16;
    const native_words_t is_nan = __builtin_convertvector((native_bits_t)(a != a), native_words_t);
    return __builtin_convertvector(is_nan ? 0x7fc0 : rounded, native_halves_t);
}
/* Subnormal numbers are rounded by an addition to the float whose last bit is theirs. */
LANE_FUNCTION native_halves_t native_narrow_f16(native_t a) {
    const native_words_t bits = native_round_to_odd(a);
    const native_words_t magnitude = bits & 0x7fffffff;
    const native_words_t small = (native_words_t)((native_floats_t)magnitude + 0.5f) - 0x3f000000;
    const native_words_t normal = (magnitude - 0x38000000 + 0xfff + (magnitude >> 13 & 1)) >> 13;
    const native_words_t finite = (native_words_t)(magnitude < 0x38800000) ? small : normal;
    const native_words_t limited = (native_words_t)(magnitude < 0x47800000) ? finite : 0x7c00;
    const native_words_t is_nan = __builtin_convertvector((native_bits_t)(a != a), native_words_t);
    return __builtin_convertvector((is_nan ? 0x7e00 : limited) | (bits >> 16 & 0x8000), native_halves_t);
}
LANE_FUNCTION native_t native_add(native_t a, native_t b) {
    return a + b;
}
LANE_FUNCTION native_t native_subtract(native_t a, native_t b) {
    return a - b;
}
LANE_FUNCTION native_t native_multiply(native_t a, native_t b) {
    return a * b;
}
LANE_FUNCTION native_t native_divide(native_t a, native_t b) {
    return a / b;
}
LANE_FUNCTION native_t native_square_root(native_t a) {
    return __builtin_elementwise_sqrt(a);
}
/* All bits set where |a| > limit. */
LANE_FUNCTION native_bits_t native_beyond(native_t a, double limit) {
    return (native_bits_t)(a > limit) | (native_bits_t)(a < -limit);
}
/* `yes` in lanes whose bits are zero. */
LANE_FUNCTION native_t native_where_zero(native_bits_t bits, native_t yes, native_t no) {
    return bits == 0 ? yes : no;
}

LANE_FUNCTION lane_mask_t lane_or(lane_mask_t a, lane_mask_t b) {
    return a | b;
}
LANE_FUNCTION lane_mask_t lane_and(lane_mask_t a, lane_mask_t b) {
    return a & b;
}

LANE_FUNCTION lane_mask_t lane_mask_select(lane_mask_t mask, lane_mask_t yes, lane_mask_t no) {
    return mask ? yes : no;
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
