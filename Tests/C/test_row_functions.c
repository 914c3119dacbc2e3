/* Smoothing and coarse-graining: values, layouts, and what is refused. */
#include <math.h>
#include <stdint.h>

#include "support/check.h"
#include "support/real.h"

#define SMOOTH FN(kullback_smooth)
#define COARSE_GRAIN FN(kullback_coarse_grain)

enum {
    COUNT = 4
};

static const real weights[] = {3, 0, 1, 0, 0, 0, 0, 8};
static const kullback_smoothing methods[] = {KULLBACK_ADDITIVE, KULLBACK_MIXING};

static rows two_rows(void) {
    return contiguous(weights, 2, COUNT);
}

static bool near(real got, double expected) {
    return fabs(got - expected) <= (sizeof(real) == sizeof(float) ? 0x1p-24 : 0x1p-52) * expected;
}

static void test_smoothed_values(void) {
    const rows p = two_rows();
    real result[2 * COUNT];
    CHECK_EQUAL(SMOOTH(KULLBACK_ADDITIVE, 0.5, &p, NULL, result, COUNT, 1), KULLBACK_OK);
    for (int i = 0; i < 2 * COUNT; i++) {
        CHECK(near(result[i], ((double)weights[i] + 0.5) / (i < COUNT ? 6 : 10)));
    }
    CHECK_EQUAL(SMOOTH(KULLBACK_MIXING, 0.25, &p, NULL, result, COUNT, 1), KULLBACK_OK);
    for (int i = 0; i < 2 * COUNT; i++) {
        CHECK(near(result[i], 0.75 * (double)weights[i] / (i < COUNT ? 4 : 8) + 0.0625));
    }
}

/* Results go to columns, in reverse, and over what they are computed from. */
static void test_strides_and_overlap(void) {
    real data[2 * COUNT], expected[2 * COUNT];
    memcpy(data, weights, sizeof data);
    const rows p = two_rows(), same = contiguous(data, 2, COUNT);
    CHECK_EQUAL(SMOOTH(KULLBACK_ADDITIVE, 1, &p, NULL, expected, COUNT, 1), KULLBACK_OK);
    CHECK_EQUAL(SMOOTH(KULLBACK_ADDITIVE, 1, &same, NULL, data + 2 * COUNT - 1, -1, -2), KULLBACK_OK);
    for (int i = 0; i < 2; i++) {
        for (int j = 0; j < COUNT; j++) {
            CHECK_EQUAL(data[2 * COUNT - 1 - i - 2 * j], expected[i * COUNT + j]);
        }
    }
}

static void test_counts(void) {
    const int64_t counts[] = {3, 0, 1, 0, 0, 0, 0, 8};
    const int64_t map[] = {0, 1, 0, 1};
    const kullback_rows_i64 p = {counts, 2, COUNT, COUNT, 1};
    double result[2 * COUNT];
    CHECK_EQUAL(kullback_smooth_i64(KULLBACK_ADDITIVE, 1, &p, NULL, result, COUNT, 1), KULLBACK_OK);
    CHECK(result[0] == 0.5 && result[1] == 0.125 && result[2] == 0.25 && result[7] == 0.75);
    CHECK_EQUAL(kullback_coarse_grain_i64(&p, map, 2, NULL, result, 2, 1), KULLBACK_OK);
    CHECK(result[0] == 4 && result[1] == 0 && result[2] == 0 && result[3] == 8);
}

/* Sums beyond the largest number, and of the smallest. */
static void test_extremes(void) {
    const real largest = sizeof(real) == sizeof(float) ? (real)0x1.fffffep127 : (real)0x1.fffffffffffffp1023;
    const real tiny = sizeof(real) == sizeof(float) ? (real)0x1p-149 : (real)0x1p-1074;
    const real data[] = {largest, largest, largest, largest, tiny, 0, tiny, 2 * tiny};
    const rows p = contiguous(data, 2, COUNT);
    real result[2 * COUNT];
    for (int i = 0; i < 2; i++) {
        CHECK_EQUAL(SMOOTH(methods[i], 0, &p, NULL, result, COUNT, 1), KULLBACK_OK);
        CHECK(all_equal(result, COUNT, (real)0.25));
        CHECK(result[4] == (real)0.25 && result[5] == 0 && result[7] == (real)0.5);
    }
    CHECK_EQUAL(SMOOTH(KULLBACK_ADDITIVE, 0x1.fffffffffffffp1023, &p, NULL, result, COUNT, 1), KULLBACK_OK);
    CHECK(all_equal(result + COUNT, COUNT, (real)0.25));
}

static void test_nan(void) {
    const real data[] = {1, (real)NAN, 2, 1};
    const rows p = contiguous(data, 1, COUNT);
    const int64_t map[] = {0, 1, 1, 0};
    real result[COUNT];
    for (int i = 0; i < 2; i++) {
        CHECK_EQUAL(SMOOTH(methods[i], 1, &p, NULL, result, COUNT, 1), KULLBACK_OK);
        CHECK(isnan(result[0]) && isnan(result[1]) && isnan(result[2]) && isnan(result[3]));
    }
    CHECK_EQUAL(COARSE_GRAIN(&p, map, 2, NULL, result, 2, 1), KULLBACK_OK);
    CHECK(result[0] == 2 && isnan(result[1]));
}

static void test_no_mass(void) {
    const real zeros[COUNT] = {0};
    const rows p = contiguous(zeros, 1, COUNT), empty = contiguous(NULL, 1, 0);
    real result[COUNT];
    CHECK_EQUAL(SMOOTH(KULLBACK_ADDITIVE, 1e-300, &p, NULL, result, COUNT, 1), KULLBACK_OK);
    CHECK(all_equal(result, COUNT, (real)0.25));
    CHECK_EQUAL(SMOOTH(KULLBACK_ADDITIVE, 0, &p, NULL, result, COUNT, 1), KULLBACK_ERROR_NO_MASS);
    CHECK_EQUAL(SMOOTH(KULLBACK_MIXING, 1, &p, NULL, result, COUNT, 1), KULLBACK_ERROR_NO_MASS);
    CHECK_EQUAL(SMOOTH(KULLBACK_ADDITIVE, 1, &empty, NULL, NULL, 0, 1), KULLBACK_ERROR_NO_MASS);
}

/* A call that fails with this error writes nothing. */
#define CHECK_REFUSED(call, expected_status, expected_argument)                                                        \
    do {                                                                                                               \
        kullback_error error = {0};                                                                                    \
        const kullback_options options = {.struct_size = sizeof options, .error = &error};                             \
        fill(result, 2 * COUNT, untouched);                                                                            \
        CHECK_EQUAL(call, expected_status);                                                                            \
        CHECK_EQUAL(error.status, expected_status);                                                                    \
        CHECK_EQUAL(error.argument, expected_argument);                                                                \
        CHECK(all_equal(result, 2 * COUNT, untouched));                                                                \
        last = error;                                                                                                  \
    } while (0)

static void test_refused_amounts(void) {
    const double bad[][2] = {{-1, -0x1p-1074}, {NAN, NAN}, {INFINITY, 0x1.0000000000001p0}};
    const rows p = two_rows();
    real result[2 * COUNT];
    kullback_error last;
    for (int i = 0; i < 2; i++) {
        for (int j = 0; j < 3; j++) {
            CHECK_REFUSED(SMOOTH(methods[i], bad[j][i], &p, &options, result, COUNT, 1), KULLBACK_ERROR_OPTION,
                          KULLBACK_ARGUMENT_AMOUNT);
            CHECK(memcmp(&last.value, &bad[j][i], sizeof last.value) == 0);
        }
    }
    CHECK_REFUSED(SMOOTH(0, 1, &p, &options, result, COUNT, 1), KULLBACK_ERROR_QUANTITY, KULLBACK_ARGUMENT_QUANTITY);
}

static void test_refused_rows(void) {
    const real data[] = {1, 1, 1, 1, 1, 1, -2, (real)INFINITY};
    const int64_t map[] = {0, 0, 0, 0};
    const rows p = contiguous(data, 2, COUNT);
    real result[2 * COUNT];
    kullback_error last;
    for (int i = 0; i < 2; i++) {
        CHECK_REFUSED(SMOOTH(methods[i], 1, &p, &options, result, COUNT, 1), KULLBACK_ERROR_PROBABILITY,
                      KULLBACK_ARGUMENT_P);
        CHECK(last.row == 1 && last.index == 2 && last.value == -2);
    }
    CHECK_REFUSED(COARSE_GRAIN(&p, map, 1, &options, result, 1, 1), KULLBACK_ERROR_PROBABILITY, KULLBACK_ARGUMENT_P);
    CHECK(last.row == 1 && last.index == 2 && last.value == -2);
    const rows good = two_rows();
    CHECK_REFUSED(SMOOTH(KULLBACK_ADDITIVE, 1, &good, &options, result, 0, 1), KULLBACK_ERROR_STRIDE,
                  KULLBACK_ARGUMENT_RESULT);
    CHECK_EQUAL(SMOOTH(KULLBACK_ADDITIVE, 1, &good, NULL, NULL, COUNT, 1), KULLBACK_ERROR_NULL_POINTER);
    CHECK_EQUAL(SMOOTH(KULLBACK_ADDITIVE, 1, NULL, NULL, result, COUNT, 1), KULLBACK_ERROR_NULL_POINTER);
}

static void test_refused_options(void) {
    const kullback_options others[] = {
        {.struct_size = sizeof *others, .base = 2},
        {.struct_size = sizeof *others, .normalize = 1},
        {.struct_size = sizeof *others, .sum_tolerance = 1e-3},
        {.struct_size = sizeof *others, .threads = -1},
        {.struct_size = sizeof *others, .space = KULLBACK_LOG_PROBABILITIES},
    };
    const int64_t map[] = {0, 0, 0, 0};
    const rows p = two_rows();
    real result[2 * COUNT];
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        CHECK_EQUAL(SMOOTH(KULLBACK_ADDITIVE, 1, &p, &others[i], result, COUNT, 1), KULLBACK_ERROR_OPTION);
        CHECK_EQUAL(COARSE_GRAIN(&p, map, 1, &others[i], result, 1, 1), KULLBACK_ERROR_OPTION);
    }
}

static void test_coarse_grained_values(void) {
    const rows p = two_rows();
    const int64_t map[] = {2, 0, 0, 2};
    real result[2 * 3];
    CHECK_EQUAL(COARSE_GRAIN(&p, map, 3, NULL, result, 3, 1), KULLBACK_OK);
    const real expected[] = {1, 0, 3, 0, 0, 8};
    CHECK(same_bits(result, expected, 6));
    const rows empty = contiguous(NULL, 2, 0);
    fill(result, 6, untouched);
    CHECK_EQUAL(COARSE_GRAIN(&empty, NULL, 3, NULL, result, 3, 1), KULLBACK_OK);
    CHECK(all_equal(result, 6, 0));
}

static void test_refused_maps(void) {
    const rows p = two_rows();
    const int64_t bad[] = {-1, 3, INT64_MAX, INT64_MIN};
    real result[2 * COUNT];
    kullback_error last;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        const int64_t map[] = {0, 2, bad[i], bad[i]};
        CHECK_REFUSED(COARSE_GRAIN(&p, map, 3, &options, result, 3, 1), KULLBACK_ERROR_PARAMETER,
                      KULLBACK_ARGUMENT_BIN_MAP);
        CHECK(last.index == 2 && last.value == (double)bad[i]);
    }
    const int64_t map[] = {0, 0, 0, 0, 0};
    const int64_t *misaligned = (const int64_t *)(const void *)((const char *)map + 4);
    CHECK_REFUSED(COARSE_GRAIN(&p, NULL, 3, &options, result, 3, 1), KULLBACK_ERROR_NULL_POINTER,
                  KULLBACK_ARGUMENT_BIN_MAP);
    CHECK_REFUSED(COARSE_GRAIN(&p, misaligned, 3, &options, result, 3, 1), KULLBACK_ERROR_ALIGNMENT,
                  KULLBACK_ARGUMENT_BIN_MAP);
    CHECK_REFUSED(COARSE_GRAIN(&p, map, 0, &options, result, 3, 1), KULLBACK_ERROR_PARAMETER,
                  KULLBACK_ARGUMENT_BIN_MAP);
    CHECK_REFUSED(COARSE_GRAIN(&p, map, SIZE_MAX, &options, result, 3, 1), KULLBACK_ERROR_COUNT,
                  KULLBACK_ARGUMENT_BIN_MAP);
}

int main(void) {
    test_smoothed_values();
    test_strides_and_overlap();
    test_counts();
    test_extremes();
    test_nan();
    test_no_mass();
    test_refused_amounts();
    test_refused_rows();
    test_refused_options();
    test_coarse_grained_values();
    test_refused_maps();
    return check_summary();
}
