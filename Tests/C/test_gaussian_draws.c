/* Draws from Gaussians: their law, the same numbers however they are split and wherever drawn, singular covariances. */
#include <stdint.h>

#include "support/gaussians.h"

enum {
    BATCH = 3,
    COUNT = 20000,
    ROWS = BATCH * COUNT
};

static const uint64_t seed = 0xfedcba9876543210u;
static const double locs[BATCH * 2] = {0, 0, 1e8, -1e8, 5, -3};
static const double covariances[BATCH * 4] = {2, NAN, 0.5, 1, 1e-16, NAN, 0, 1e16, 4, NAN, -1.5, 1};
static double expected[ROWS * 2], numbers[ROWS * 2];

static kullback_status draw(const kullback_gaussians *p, uint64_t first, size_t count, int32_t threads,
                            double *result) {
    kullback_options options = options_of(0, 0);
    options.threads = threads;
    return kullback_gaussian_samples(p, seed, first, count, &options, result);
}

/* Moments within five standard errors, which twelve normal variables exceed with a probability of 1e-5. */
static void test_law(void) {
    const double errors = 5 / sqrt(COUNT);
    for (size_t b = 0; b < BATCH; b++) {
        const double *covariance = covariances + 4 * b;
        const double scales[2] = {sqrt(covariance[0]), sqrt(covariance[3])};
        double sums[2] = {0, 0}, products[3] = {0, 0, 0};
        for (size_t i = 0; i < COUNT; i++) {
            double z[2];
            for (int j = 0; j < 2; j++) {
                z[j] = (expected[(i * BATCH + b) * 2 + j] - locs[2 * b + j]) / scales[j];
                sums[j] += z[j] / COUNT;
                products[j] += z[j] * z[j] / COUNT;
            }
            products[2] += z[0] * z[1] / COUNT;
        }
        const double correlation = covariance[2] / (scales[0] * scales[1]);
        for (int j = 0; j < 2; j++) {
            /* Of the second batch, the means' rounding hides the first coordinate's deviations. */
            const bool is_hidden = b == 1 && j == 0;
            CHECK(is_hidden || fabs(sums[j]) < errors);
            CHECK(is_hidden || fabs(products[j] - 1) < errors * sqrt(2));
        }
        CHECK(b == 1 || fabs(products[2] - correlation) < errors * sqrt(1 + correlation * correlation));
    }
}

static void test_splits(const kullback_gaussians *p) {
    for (size_t start = 0; start < COUNT; start += 3333) {
        const size_t count = COUNT - start < 3333 ? COUNT - start : 3333;
        CHECK_EQUAL(draw(p, 7 + start * BATCH, count, 1, numbers), KULLBACK_OK);
        CHECK(memcmp(numbers, expected + start * BATCH * 2, count * BATCH * 2 * sizeof *numbers) == 0);
    }
    /* Gaussian number 2 alone has every third stream. */
    const kullback_gaussians alone = gaussians(KULLBACK_COVARIANCE, 1, 2, locs + 4, covariances + 8);
    CHECK_EQUAL(draw(&alone, 7 + 5 * BATCH + 2, 1, 1, numbers), KULLBACK_OK);
    CHECK(memcmp(numbers, expected + (5 * BATCH + 2) * 2, 2 * sizeof *numbers) == 0);
    /* The numbers of streams start again at 0. */
    double around[6];
    CHECK_EQUAL(draw(p, UINT64_MAX, 1, 1, around), KULLBACK_OK);
    CHECK_EQUAL(draw(&alone, 1, 1, 1, numbers), KULLBACK_OK);
    CHECK(memcmp(numbers, around + 4, 2 * sizeof *numbers) == 0);
}

static void test_everywhere(const kullback_gaussians *p) {
    static const kullback_cpu_level levels[] = {KULLBACK_CPU_BASELINE, KULLBACK_CPU_X86_64_V3, KULLBACK_CPU_X86_64_V4};
    for (int32_t threads = 0; threads < 3; threads++) {
        CHECK_EQUAL(kullback_limit_cpu_level(levels[threads]), KULLBACK_OK);
        CHECK_EQUAL(draw(p, 7, COUNT, threads + 1, numbers), KULLBACK_OK);
        CHECK(memcmp(numbers, expected, sizeof expected) == 0);
    }
    CHECK_EQUAL(kullback_gaussian_samples(p, seed + 1, 7, 1, NULL, numbers), KULLBACK_OK);
    CHECK(numbers[0] != expected[0] && numbers[1] != expected[1]);
}

/* On the line through (1, 0) along (1, 2), whichever way the covariance is given; a variance of 0 is a number. */
static void test_singular(void) {
    const double loc[2] = {1, 0}, line[4] = {1, NAN, 2, 4}, direction[2] = {1, 2}, none[2] = {0, 4}, tiny[1] = {1e-320};
    kullback_gaussians p = gaussians(KULLBACK_COVARIANCE, 1, 2, loc, line);
    CHECK_EQUAL(draw(&p, 0, 10, 1, numbers), KULLBACK_OK);
    p = gaussians(KULLBACK_LOW_RANK, 1, 2, loc, direction);
    p.rank = 1;
    p.row_stride = 1;
    const double zeros[2] = {0, 0};
    p.diagonal = zeros;
    CHECK_EQUAL(draw(&p, 0, 10, 1, numbers + 20), KULLBACK_OK);
    for (int i = 0; i < 20; i += 2) {
        CHECK(numbers[i] != 1 && is_close(numbers[i + 1], 2 * (numbers[i] - 1), 1e-15));
        CHECK(numbers[i] == numbers[20 + i] && numbers[i + 1] == numbers[21 + i]);
    }
    p = gaussians(KULLBACK_DIAGONAL, 1, 2, loc, NULL);
    p.diagonal = none;
    p.diagonal_stride = 1;
    CHECK_EQUAL(draw(&p, 0, 1, 1, numbers), KULLBACK_OK);
    CHECK(numbers[0] == 1 && numbers[1] != 0);
    const double nans[4] = {NAN, NAN, 0, 0};
    p = gaussians(KULLBACK_COVARIANCE, 1, 2, loc, nans);
    CHECK_EQUAL(draw(&p, 0, 1, 1, numbers), KULLBACK_OK);
    CHECK(isnan(numbers[0]));
    p = gaussians(KULLBACK_COVARIANCE, 1, 1, zeros, tiny);
    CHECK_EQUAL(draw(&p, 0, 1, 1, numbers), KULLBACK_OK);
    CHECK(numbers[0] != 0 && fabs(numbers[0]) < 1e-158);
}

static void test_misuse(kullback_gaussians p) {
    const double indefinite[4] = {1, 0, 2, 1};
    double result[2] = {untouched, untouched};
    CHECK_EQUAL(draw(&p, 0, SIZE_MAX, 1, result), KULLBACK_ERROR_COUNT);
    check_reported((kullback_error){KULLBACK_ERROR_COUNT, KULLBACK_ARGUMENT_RESULT, 0, KULLBACK_WHOLE_ROW, 0});
    CHECK_EQUAL(draw(&p, 0, 1, 1, NULL), KULLBACK_ERROR_NULL_POINTER);
    CHECK_EQUAL(draw(&p, 0, 0, 1, NULL), KULLBACK_OK);
    CHECK_EQUAL(draw(NULL, 0, 1, 1, result), KULLBACK_ERROR_NULL_POINTER);
    CHECK_EQUAL(draw(&p, 0, 1, -1, result), KULLBACK_ERROR_OPTION);
    p = gaussians(KULLBACK_COVARIANCE, 1, 2, locs, indefinite);
    CHECK_EQUAL(draw(&p, 0, 1, 1, result), KULLBACK_ERROR_NOT_POSITIVE_DEFINITE);
    CHECK(error.argument == KULLBACK_ARGUMENT_P && error.row == 0 && error.index == 1 && error.value < 0);
    CHECK(result[0] == untouched && result[1] == untouched);
}

int main(void) {
    const kullback_gaussians p = gaussians(KULLBACK_COVARIANCE, BATCH, 2, locs, covariances);
    CHECK_EQUAL(draw(&p, 7, COUNT, 1, expected), KULLBACK_OK);
    test_law();
    test_splits(&p);
    test_everywhere(&p);
    test_singular();
    test_misuse(p);
    return check_summary();
}
