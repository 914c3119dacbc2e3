/* Accumulators: their bytes, sums that keep every digit, merging, and bytes that are not one. */
#include <kullback.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "support/check.h"

enum {
    BINS = 2,
    BYTES = 48 + 32 * BINS
};

/* Of p: 0.1 + 0.2, and 2^53 + 1; of q: 1 and 1/2. Made by hand from the documented layout, and the xxhash package. */
static const unsigned char golden[BYTES + 1] = "KLACCUM\x00"
                                               "\x01\x00\x00\x00\x00\x00\x00\x00"
                                               "\x02\x00\x00\x00\x00\x00\x00\x00"
                                               "\x02\x00\x00\x00\x00\x00\x00\x00"
                                               "\x01\x00\x00\x00\x00\x00\x00\x00"
                                               "\x34\x33\x33\x33\x33\x33\xd3\x3f"
                                               "\x00\x00\x00\x00\x00\x00\x40\x43"
                                               "\x00\x00\x00\x00\x00\x00\x80\xbc"
                                               "\x00\x00\x00\x00\x00\x00\xf0\x3f"
                                               "\x00\x00\x00\x00\x00\x00\xf0\x3f"
                                               "\x00\x00\x00\x00\x00\x00\xe0\x3f"
                                               "\x00\x00\x00\x00\x00\x00\x00\x00"
                                               "\x00\x00\x00\x00\x00\x00\x00\x00"
                                               "\xc4\x60\x6a\x2e\xc5\x35\x1c\x4c";

/* A double's alignment, and a copy that can be spoilt. */
typedef struct bytes {
    _Alignas(8) unsigned char at[BYTES + 8];
} bytes;

static kullback_rows_f64 row(const double *data) {
    return (kullback_rows_f64){data, 1, BINS, BINS, 1};
}

static kullback_status add(bytes *accumulator, kullback_argument side, double first, double second) {
    const double data[BINS] = {first, second};
    const kullback_rows_f64 rows = row(data);
    return kullback_accumulator_add_f64(accumulator->at, BYTES, side, &rows, NULL);
}

static bytes example(void) {
    bytes result = {0};
    CHECK_EQUAL(kullback_accumulator_init(result.at, BYTES, BINS), KULLBACK_OK);
    CHECK_EQUAL(add(&result, KULLBACK_ARGUMENT_P, 0.1, 0x1p53), KULLBACK_OK);
    CHECK_EQUAL(add(&result, KULLBACK_ARGUMENT_P, 0.2, 1), KULLBACK_OK);
    CHECK_EQUAL(add(&result, KULLBACK_ARGUMENT_Q, 1, 0.5), KULLBACK_OK);
    return result;
}

static void test_bytes(void) {
    const bytes accumulator = example();
    CHECK(memcmp(accumulator.at, golden, BYTES) == 0);
    kullback_accumulator_header header;
    CHECK_EQUAL(sizeof header, 40);
    CHECK_EQUAL(kullback_accumulator_check(accumulator.at, BYTES, &header), KULLBACK_OK);
    CHECK(memcmp(&header, golden, sizeof header) == 0);
    CHECK_EQUAL(header.version, KULLBACK_ACCUMULATOR_VERSION);
    CHECK(header.bins == BINS && header.p_rows == 2 && header.q_rows == 1);
    CHECK_EQUAL(kullback_accumulator_check(accumulator.at, BYTES, NULL), KULLBACK_OK);
}

static void test_size(void) {
    CHECK_EQUAL(kullback_accumulator_size(0), 48);
    CHECK_EQUAL(kullback_accumulator_size(1000), 48 + 32000);
    CHECK_EQUAL(kullback_accumulator_size(SIZE_MAX), 0);
    CHECK_EQUAL(kullback_accumulator_size(SIZE_MAX / 32), 0);
    bytes accumulator;
    CHECK_EQUAL(kullback_accumulator_init(accumulator.at, BYTES - 8, BINS), KULLBACK_ERROR_SHAPE);
    CHECK_EQUAL(kullback_accumulator_init(accumulator.at, 0, SIZE_MAX), KULLBACK_ERROR_COUNT);
    CHECK_EQUAL(kullback_accumulator_init(accumulator.at + 4, BYTES, BINS), KULLBACK_ERROR_ALIGNMENT);
    CHECK_EQUAL(kullback_accumulator_init(NULL, BYTES, BINS), KULLBACK_ERROR_NULL_POINTER);
}

/* Every function refuses these bytes, and leaves them and `result` as they are. */
static void expect_refusal(bytes *accumulator, size_t size, kullback_status status) {
    bytes good = example();
    const bytes good_before = good, before = *accumulator;
    const double data[BINS] = {1, 1};
    const kullback_rows_f64 rows = row(data);
    double result[BINS] = {-1, -1};
    kullback_error error = {0};
    const kullback_options options = {.struct_size = sizeof options, .error = &error};
    CHECK_EQUAL(kullback_accumulator_check(accumulator->at, size, NULL), status);
    CHECK_EQUAL(kullback_accumulator_add_f64(accumulator->at, size, KULLBACK_ARGUMENT_P, &rows, &options), status);
    CHECK(error.status == status && error.argument == KULLBACK_ARGUMENT_ACCUMULATOR);
    CHECK_EQUAL(kullback_accumulator_merge(accumulator->at, size, good.at, BYTES), status);
    CHECK_EQUAL(kullback_accumulator_merge(good.at, BYTES, accumulator->at, size), status);
    CHECK_EQUAL(kullback_accumulator_sums_f64(accumulator->at, size, KULLBACK_ARGUMENT_P, result), status);
    CHECK_EQUAL(kullback_accumulator_divergence_f64(KULLBACK_KL, accumulator->at, size, NULL, result), status);
    CHECK(result[0] == -1 && result[1] == -1);
    CHECK(memcmp(&good, &good_before, sizeof good) == 0);
    CHECK(memcmp(accumulator, &before, sizeof before) == 0);
}

/* Any other value of any byte. */
static void test_corruption(void) {
    bytes accumulator = example();
    for (size_t i = 0; i < BYTES; i++) {
        for (int change = 1; change < 256; change++) {
            accumulator.at[i] ^= (unsigned char)change;
            CHECK_EQUAL(kullback_accumulator_check(accumulator.at, BYTES, NULL), KULLBACK_ERROR_FORMAT);
            accumulator.at[i] ^= (unsigned char)change;
        }
    }
    accumulator.at[50] ^= 1;
    expect_refusal(&accumulator, BYTES, KULLBACK_ERROR_FORMAT);
}

static void test_truncation(void) {
    bytes accumulator = example();
    for (size_t size = 0; size <= BYTES + 8; size++) {
        if (size != BYTES) {
            CHECK_EQUAL(kullback_accumulator_check(accumulator.at, size, NULL), KULLBACK_ERROR_FORMAT);
        }
    }
    CHECK_EQUAL(kullback_accumulator_check(accumulator.at, SIZE_MAX, NULL), KULLBACK_ERROR_FORMAT);
    expect_refusal(&accumulator, BYTES - 8, KULLBACK_ERROR_FORMAT);
    expect_refusal(&accumulator, BYTES + 8, KULLBACK_ERROR_FORMAT);
    memset(accumulator.at, 0, BYTES);
    expect_refusal(&accumulator, BYTES, KULLBACK_ERROR_FORMAT);
    memmove(accumulator.at + 1, golden, BYTES);
    CHECK_EQUAL(kullback_accumulator_check(accumulator.at + 1, BYTES, NULL), KULLBACK_ERROR_ALIGNMENT);
    CHECK_EQUAL(kullback_accumulator_check(NULL, BYTES, NULL), KULLBACK_ERROR_NULL_POINTER);
}

/* The bytes of an accumulator before the call, and after it. */
static void expect_unchanged(kullback_status got, kullback_status status, const bytes *accumulator) {
    CHECK_EQUAL(got, status);
    CHECK(memcmp(accumulator->at, golden, BYTES) == 0);
}

static void test_bad_rows(void) {
    bytes accumulator = example();
    const double bad[] = {-1, -0x1p-1074, INFINITY, -INFINITY, NAN};
    kullback_error error = {0};
    const kullback_options options = {.struct_size = sizeof options, .error = &error};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        const double data[3 * BINS] = {1, 2, 3, bad[i], bad[i], 4};
        const kullback_rows_f64 rows = {data, 3, BINS, BINS, 1};
        expect_unchanged(kullback_accumulator_add_f64(accumulator.at, BYTES, KULLBACK_ARGUMENT_Q, &rows, &options),
                         KULLBACK_ERROR_PROBABILITY, &accumulator);
        CHECK(error.argument == KULLBACK_ARGUMENT_Q && error.row == 1 && error.index == 1);
        CHECK(memcmp(&error.value, &bad[i], sizeof error.value) == 0);
    }
    const int64_t counts[BINS] = {3, -7};
    const kullback_rows_i64 count_rows = {counts, 1, BINS, BINS, 1};
    expect_unchanged(kullback_accumulator_add_i64(accumulator.at, BYTES, KULLBACK_ARGUMENT_P, &count_rows, &options),
                     KULLBACK_ERROR_PROBABILITY, &accumulator);
    CHECK(error.argument == KULLBACK_ARGUMENT_P && error.row == 0 && error.index == 1 && error.value == -7);
}

static void test_bad_calls(void) {
    bytes accumulator = example();
    const double data[BINS + 1] = {1, 1, 1};
    const kullback_rows_f64 rows = row(data), longer = {data, 1, BINS + 1, BINS + 1, 1};
    const kullback_options bits = {.struct_size = sizeof bits, .base = 2};
    double result[BINS];
    expect_unchanged(kullback_accumulator_add_f64(accumulator.at, BYTES, KULLBACK_ARGUMENT_P, &longer, NULL),
                     KULLBACK_ERROR_SHAPE, &accumulator);
    expect_unchanged(kullback_accumulator_add_f64(accumulator.at, BYTES, KULLBACK_ARGUMENT_P, NULL, NULL),
                     KULLBACK_ERROR_NULL_POINTER, &accumulator);
    expect_unchanged(kullback_accumulator_add_f64(accumulator.at, BYTES, KULLBACK_ARGUMENT_RESULT, &rows, NULL),
                     KULLBACK_ERROR_QUANTITY, &accumulator);
    expect_unchanged(kullback_accumulator_add_f64(accumulator.at, BYTES, KULLBACK_ARGUMENT_P, &rows, &bits),
                     KULLBACK_ERROR_OPTION, &accumulator);
    expect_unchanged(kullback_accumulator_sums_f64(accumulator.at, BYTES, KULLBACK_ARGUMENT_NONE, result),
                     KULLBACK_ERROR_QUANTITY, &accumulator);
    expect_unchanged(kullback_accumulator_sums_f64(accumulator.at, BYTES, KULLBACK_ARGUMENT_P, NULL),
                     KULLBACK_ERROR_NULL_POINTER, &accumulator);
    expect_unchanged(kullback_accumulator_divergence_f64(KULLBACK_ENTROPY, accumulator.at, BYTES, NULL, result),
                     KULLBACK_ERROR_QUANTITY, &accumulator);
    expect_unchanged(kullback_accumulator_divergence_f64(KULLBACK_KL, accumulator.at, BYTES, NULL, NULL),
                     KULLBACK_ERROR_NULL_POINTER, &accumulator);
    _Alignas(8) unsigned char other[48 + 32];
    CHECK_EQUAL(kullback_accumulator_init(other, sizeof other, 1), KULLBACK_OK);
    expect_unchanged(kullback_accumulator_merge(accumulator.at, BYTES, other, sizeof other), KULLBACK_ERROR_SHAPE,
                     &accumulator);
}

/* A sum above the largest double is refused, by rows and by merging. */
static void test_overflow(void) {
    bytes accumulator = example(), other = example();
    CHECK_EQUAL(add(&other, KULLBACK_ARGUMENT_Q, 1, 0x1.8p1023), KULLBACK_OK);
    const bytes before = other;
    const double data[BINS] = {1, 0x1p1023};
    const kullback_rows_f64 rows = row(data);
    kullback_error error = {0};
    const kullback_options options = {.struct_size = sizeof options, .error = &error};
    CHECK_EQUAL(kullback_accumulator_add_f64(other.at, BYTES, KULLBACK_ARGUMENT_Q, &rows, &options),
                KULLBACK_ERROR_PROBABILITY);
    CHECK(error.argument == KULLBACK_ARGUMENT_ACCUMULATOR && error.index == 1 && error.value == INFINITY);
    CHECK_EQUAL(kullback_accumulator_merge(other.at, BYTES, other.at, BYTES), KULLBACK_ERROR_PROBABILITY);
    CHECK(memcmp(&other, &before, sizeof other) == 0);
    CHECK_EQUAL(kullback_accumulator_merge(accumulator.at, BYTES, other.at, BYTES), KULLBACK_OK);
}

static void test_merge(void) {
    bytes accumulator = example();
    const bytes other = example();
    double sums[BINS];
    CHECK_EQUAL(kullback_accumulator_merge(accumulator.at, BYTES, other.at, BYTES), KULLBACK_OK);
    CHECK_EQUAL(kullback_accumulator_sums_f64(accumulator.at, BYTES, KULLBACK_ARGUMENT_P, sums), KULLBACK_OK);
    CHECK(sums[0] == 0x1.3333333333334p-1 && sums[1] == 0x1p54); /* both lie between two doubles: to the even one */
    CHECK_EQUAL(kullback_accumulator_sums_f64(accumulator.at, BYTES, KULLBACK_ARGUMENT_Q, sums), KULLBACK_OK);
    CHECK(sums[0] == 2 && sums[1] == 1);
    bytes self = example();
    CHECK_EQUAL(kullback_accumulator_merge(self.at, BYTES, self.at, BYTES), KULLBACK_OK);
    CHECK(memcmp(&self, &accumulator, sizeof self) == 0);
}

/* Counts on both sides: (1, 3) and (1, 1), from many rows. */
static void test_divergence(void) {
    const float halves[2 * BINS] = {0.5, 0.5, 0.5, 2.5};
    const int64_t ones[BINS] = {1, 1};
    const kullback_rows_f32 p = {halves, 2, BINS, BINS, 1};
    const kullback_rows_i64 q = {ones, 5, BINS, 0, 1};
    bytes accumulator;
    double nats, bits, generalized;
    CHECK_EQUAL(kullback_accumulator_init(accumulator.at, BYTES, BINS), KULLBACK_OK);
    CHECK_EQUAL(kullback_accumulator_divergence_f64(KULLBACK_KL, accumulator.at, BYTES, NULL, &nats),
                KULLBACK_ERROR_NO_MASS);
    CHECK_EQUAL(kullback_accumulator_add_f32(accumulator.at, BYTES, KULLBACK_ARGUMENT_P, &p, NULL), KULLBACK_OK);
    CHECK_EQUAL(kullback_accumulator_add_i64(accumulator.at, BYTES, KULLBACK_ARGUMENT_Q, &q, NULL), KULLBACK_OK);
    const kullback_options options = {.struct_size = sizeof options, .base = 2};
    CHECK_EQUAL(kullback_accumulator_divergence_f64(KULLBACK_KL, accumulator.at, BYTES, NULL, &nats), KULLBACK_OK);
    CHECK_EQUAL(kullback_accumulator_divergence_f64(KULLBACK_KL, accumulator.at, BYTES, &options, &bits), KULLBACK_OK);
    CHECK_EQUAL(kullback_accumulator_divergence_f64(KULLBACK_GENERALIZED_KL, accumulator.at, BYTES, NULL, &generalized),
                KULLBACK_OK);
    CHECK(fabs(nats / 0.13081203594113692 - 1) < 1e-14); /* (1/4) log(1/2) + (3/4) log(3/2) */
    CHECK(fabs(bits / 0.18872187554086717 - 1) < 1e-14);
    CHECK(fabs(generalized / 2.8580852162679276 - 1) < 1e-14); /* log(1/5) + 3 log(3/5) - 4 + 10 */
}

int main(void) {
    test_bytes();
    test_size();
    test_corruption();
    test_truncation();
    test_bad_rows();
    test_bad_calls();
    test_overflow();
    test_merge();
    test_divergence();
    return check_summary();
}
