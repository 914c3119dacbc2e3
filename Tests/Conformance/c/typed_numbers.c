#include "typed_numbers.h"

#include <math.h>
#include <string.h>

#include "json.h"

size_t size_of_type(kullback_type type) {
    return type == KULLBACK_F64 ? sizeof(double) : type == KULLBACK_F32 ? sizeof(float) : sizeof(uint16_t);
}

const char *name_of_type(kullback_type type) {
    switch (type) {
    case KULLBACK_F64:
        return "f64";
    case KULLBACK_F32:
        return "f32";
    case KULLBACK_F16:
        return "f16";
    default:
        return "bf16";
    }
}

static uint64_t bits_of_double(double number) {
    uint64_t bits;
    memcpy(&bits, &number, sizeof bits);
    return bits;
}

static uint32_t bits_of_float(double number) {
    float narrow = (float)number;
    require(isnan(number) || narrow == number, "not a binary32");
    uint32_t bits;
    memcpy(&bits, &narrow, sizeof bits);
    return bits;
}

/* 11 digits of significand; the exponent of one is 15. */
static uint16_t bits_of_half(double number) {
    uint16_t sign = signbit(number) ? 0x8000 : 0;
    if (isnan(number))
        return 0x7e00;
    if (isinf(number) || number == 0)
        return sign | (isinf(number) ? 0x7c00 : 0);
    int exponent;
    frexp(number, &exponent);
    exponent = exponent < -13 ? -13 : exponent;
    double digits = ldexp(fabs(number), 11 - exponent);
    require(digits == trunc(digits) && digits < 2048 && exponent <= 16, "not a binary16");
    /* The leading digit of a normal number adds one to the exponent. */
    return (uint16_t)(sign + ((exponent + 13) << 10) + (int)digits);
}

uint64_t bits_of_type(double number, kullback_type type) {
    if (type == KULLBACK_F64)
        return bits_of_double(number);
    if (type == KULLBACK_F16)
        return bits_of_half(number);
    uint32_t bits = bits_of_float(number);
    require(type != KULLBACK_BF16 || (bits & 0xffff) == 0, "not a bfloat16");
    return type == KULLBACK_BF16 ? bits >> 16 : bits;
}

uint64_t load_bits(const void *memory, size_t i, size_t size) {
    uint64_t wide;
    uint32_t word;
    uint16_t half;
    const unsigned char *from = (const unsigned char *)memory + i * size;
    if (size == sizeof wide)
        return memcpy(&wide, from, size), wide;
    if (size == sizeof word)
        return memcpy(&word, from, size), word;
    return memcpy(&half, from, size), half;
}

void store_bits(void *memory, size_t i, size_t size, uint64_t bits) {
    uint32_t word = (uint32_t)bits;
    uint16_t half = (uint16_t)bits;
    const void *from = size == sizeof bits ? (const void *)&bits : size == sizeof word ? (const void *)&word : &half;
    memcpy((unsigned char *)memory + i * size, from, size);
}
