/* Numbers of any type, one by one, and batches of them. */
#ifndef TYPED_H
#define TYPED_H

#include <kullback.h>
#include <math.h>
#include <string.h>

static const kullback_type all_types[] = {KULLBACK_F64, KULLBACK_F32, KULLBACK_F16, KULLBACK_BF16};

enum {
    TYPE_COUNT = sizeof all_types / sizeof all_types[0]
};

static inline size_t type_size(kullback_type type) {
    return type == KULLBACK_F64 ? 8 : type == KULLBACK_F32 ? 4 : 2;
}

/* The relative distance between neighbours, halved. */
static inline double type_unit(kullback_type type) {
    return type == KULLBACK_F64 ? 0x1p-53 : type == KULLBACK_F32 ? 0x1p-24 : type == KULLBACK_F16 ? 0x1p-11 : 0x1p-8;
}

static inline double get_half(uint16_t bits) {
    const int exponent = bits >> 10 & 31;
    const double fraction = bits & 1023;
    const double magnitude = exponent == 31  ? (fraction != 0 ? NAN : INFINITY)
                             : exponent == 0 ? ldexp(fraction, -24)
                                             : ldexp(1024 + fraction, exponent - 25);
    return bits >> 15 ? -magnitude : magnitude;
}

/* Through bytes, so that arrays of doubles can hold any type. */
static inline double get_number(const void *data, kullback_type type, ptrdiff_t index) {
    const char *place = (const char *)data + index * (ptrdiff_t)type_size(type);
    if (type == KULLBACK_F64) {
        double value;
        memcpy(&value, place, sizeof value);
        return value;
    }
    uint32_t word = 0;
    float value;
    if (type == KULLBACK_F32) {
        memcpy(&word, place, 4);
    } else {
        uint16_t half;
        memcpy(&half, place, 2);
        if (type == KULLBACK_F16) {
            return get_half(half);
        }
        word = (uint32_t)half << 16;
    }
    memcpy(&value, &word, sizeof value);
    return value;
}

/* Of a number that the type can hold, and for f16 a normal one, 0 or infinite. */
static inline void put_number(void *data, kullback_type type, ptrdiff_t index, double value) {
    char *place = (char *)data + index * (ptrdiff_t)type_size(type);
    const float narrow = (float)value;
    uint32_t bits;
    memcpy(&bits, &narrow, sizeof bits);
    uint16_t half = (uint16_t)(bits >> 16);
    if (type == KULLBACK_F16) {
        const uint32_t magnitude = bits & 0x7fffffff;
        const uint32_t exact = magnitude == 0 ? 0 : isinf(narrow) ? 0x7c00 : (magnitude - 0x38000000) >> 13;
        half = (uint16_t)((half & 0x8000) | exact);
    }
    if (type == KULLBACK_F64) {
        memcpy(place, &value, 8);
    } else if (type == KULLBACK_F32) {
        memcpy(place, &narrow, 4);
    } else {
        memcpy(place, &half, 2);
    }
}

static inline kullback_typed_rows typed_rows(const void *data, kullback_type type, kullback_space space,
                                             size_t row_count, size_t count, double temperature) {
    return (kullback_typed_rows){data, type, space, row_count, count, (ptrdiff_t)count, 1, temperature};
}

static inline kullback_typed_results typed_results(void *data, kullback_type type, size_t count) {
    return (kullback_typed_results){data, type, 0, (ptrdiff_t)count, 1};
}

#endif
