/* Draws of every family: the same numbers however a batch is split, on any threads and instruction sets; what is
 * refused. */
#include "support/check.h"
#include "support/typed.h"

enum {
    ROWS = 5,
    COUNT = 300,
    TOTAL = ROWS * COUNT,
    LONG_ROW = 40000 /* several threads share it */
};

static const uint64_t seed = 0xfedcba9876543210u;

static const kullback_family families[] = {
#define NUMBER(name, number) number,
    KULLBACK_FOR_EACH_FAMILY(NUMBER)
#undef NUMBER
};

enum {
    FAMILY_COUNT = sizeof families / sizeof families[0]
};

/* Many of one member: two numbers that are within the domains of all families but one. */
static kullback_distributions members(kullback_family family, size_t rows, size_t count) {
    static const double parameters[] = {0.375, 0.625}, binomial[] = {30, 0.625};
    const double *values = family == KULLBACK_BINOMIAL ? binomial : parameters;
    return (kullback_distributions){
        family,
        0,
        {{values, KULLBACK_F64, 0, rows, count, 0, 0, 0}, {values + 1, KULLBACK_F64, 0, rows, count, 0, 0, 0}}};
}

static kullback_status draw(const kullback_distributions *p, uint64_t first, int32_t threads, double *numbers) {
    const kullback_options options = {.struct_size = sizeof options, .threads = threads};
    const kullback_typed_results results = typed_results(numbers, KULLBACK_F64, p->parameters[0].count);
    return kullback_distribution_samples(p, seed, first, &options, &results);
}

static bool same(const double *a, const double *b, size_t count) {
    return memcmp(a, b, count * sizeof *a) == 0;
}

static void test_splits(kullback_family family, const double *expected) {
    static double numbers[TOTAL];
    const kullback_distributions columns = members(family, COUNT, ROWS);
    CHECK_EQUAL(draw(&columns, 7, 0, numbers), KULLBACK_OK);
    CHECK(same(numbers, expected, TOTAL));
    for (size_t start = 0; start < TOTAL; start += 209) {
        const size_t count = TOTAL - start < 209 ? TOTAL - start : 209;
        const kullback_distributions part = members(family, 1, count);
        CHECK_EQUAL(draw(&part, 7 + start, 0, numbers), KULLBACK_OK);
        CHECK(same(numbers, expected + start, count));
    }
}

static void test_threads(void) {
    static double expected[LONG_ROW], numbers[LONG_ROW];
    const kullback_distributions p = members(KULLBACK_NORMAL, 1, LONG_ROW);
    CHECK_EQUAL(draw(&p, UINT64_MAX - 9, 1, expected), KULLBACK_OK);
    for (int32_t threads = 2; threads <= 4; threads++) {
        CHECK_EQUAL(draw(&p, UINT64_MAX - 9, threads, numbers), KULLBACK_OK);
        CHECK(same(numbers, expected, LONG_ROW));
    }
    const kullback_distributions part = members(KULLBACK_NORMAL, 1, 100);
    CHECK_EQUAL(draw(&part, 0, 1, numbers), KULLBACK_OK);
    CHECK(same(numbers, expected + 10, 100));
}

static void test_levels(kullback_family family, const double *expected) {
    static double numbers[TOTAL];
    static const kullback_cpu_level levels[] = {KULLBACK_CPU_BASELINE, KULLBACK_CPU_X86_64_V3, KULLBACK_CPU_X86_64_V4};
    const kullback_distributions p = members(family, ROWS, COUNT);
    for (size_t i = 0; i < sizeof levels / sizeof *levels; i++) {
        CHECK_EQUAL(kullback_limit_cpu_level(levels[i]), KULLBACK_OK);
        CHECK_EQUAL(draw(&p, 7, 0, numbers), KULLBACK_OK);
        CHECK(same(numbers, expected, TOTAL));
    }
}

/* Floats are the doubles rounded; results go to columns. */
static void test_results(kullback_family family, const double *expected) {
    static float numbers[TOTAL];
    const kullback_distributions p = members(family, ROWS, COUNT);
    const kullback_typed_results columns = {numbers, KULLBACK_F32, 0, 1, ROWS};
    CHECK_EQUAL(kullback_distribution_samples(&p, seed, 7, NULL, &columns), KULLBACK_OK);
    bool rounded = true;
    for (int i = 0; i < TOTAL; i++) {
        rounded = rounded && numbers[i / COUNT + i % COUNT * ROWS] == (float)expected[i];
    }
    CHECK(rounded);
}

/* Neither equal to one another, nor to those of another seed. */
static void test_variety(kullback_family family, const double *expected) {
    static double numbers[TOTAL];
    const kullback_distributions p = members(family, ROWS, COUNT);
    const kullback_typed_results results = typed_results(numbers, KULLBACK_F64, COUNT);
    CHECK_EQUAL(kullback_distribution_samples(&p, seed + 1, 7, NULL, &results), KULLBACK_OK);
    int changed = 0, finite = 0;
    for (int i = 1; i < TOTAL; i++) {
        changed += (expected[i] != expected[i - 1]) + (numbers[i] != expected[i]);
        finite += isfinite(expected[i]) != 0;
    }
    CHECK(changed > TOTAL / 4);
    CHECK_EQUAL(finite, TOTAL - 1);
}

/* NaN is drawn where a parameter is NaN, and there only. */
static void test_nan(kullback_family family) {
    const double first = family == KULLBACK_BINOMIAL ? 30 : 0.375;
    const double a[] = {first, NAN, first}, b[] = {0.625, 0.625, 0.625};
    double numbers[3];
    const kullback_distributions p = {
        family, 0, {{a, KULLBACK_F64, 0, 1, 3, 3, 1, 0}, {b, KULLBACK_F64, 0, 1, 3, 3, 1, 0}}};
    CHECK_EQUAL(draw(&p, 0, 1, numbers), KULLBACK_OK);
    CHECK(!isnan(numbers[0]) && isnan(numbers[1]) && !isnan(numbers[2]));
}

static void test_errors_and_overlap(void) {
    double scales[] = {1, 2, 3, -4}, numbers[] = {9, 9, 9, 9};
    const double loc = 0;
    kullback_error error;
    const kullback_options options = {.struct_size = sizeof options, .error = &error};
    const kullback_distributions p = {
        KULLBACK_NORMAL, 0, {{&loc, KULLBACK_F64, 0, 2, 2, 0, 0, 0}, {scales, KULLBACK_F64, 0, 2, 2, 2, 1, 0}}};
    const kullback_typed_results results = typed_results(numbers, KULLBACK_F64, 2);
    CHECK_EQUAL(kullback_distribution_samples(&p, 1, 0, &options, &results), KULLBACK_ERROR_PARAMETER);
    CHECK_EQUAL(error.argument, KULLBACK_ARGUMENT_P_SECOND);
    CHECK_EQUAL(error.row, 1);
    CHECK_EQUAL(error.index, 1);
    CHECK_EQUAL(error.value, -4);
    for (int i = 0; i < 4; i++) {
        CHECK_EQUAL(numbers[i], 9);
    }
    scales[3] = 4;
    CHECK_EQUAL(kullback_distribution_samples(&p, 1, 0, &options, &results), KULLBACK_OK);
    /* Over the parameters, in reverse. */
    const kullback_typed_results reversed = {scales + 3, KULLBACK_F64, 0, -2, -1};
    CHECK_EQUAL(kullback_distribution_samples(&p, 1, 0, &options, &reversed), KULLBACK_OK);
    for (int i = 0; i < 4; i++) {
        CHECK_EQUAL(scales[3 - i], numbers[i]);
    }
    CHECK_EQUAL(kullback_distribution_samples(NULL, 1, 0, &options, &results), KULLBACK_ERROR_NULL_POINTER);
    CHECK_EQUAL(kullback_distribution_samples(&p, 1, 0, &options, NULL), KULLBACK_ERROR_NULL_POINTER);
}

int main(void) {
    static double expected[TOTAL];
    for (int i = 0; i < FAMILY_COUNT; i++) {
        const kullback_distributions p = members(families[i], ROWS, COUNT);
        CHECK_EQUAL(draw(&p, 7, 1, expected), KULLBACK_OK);
        test_splits(families[i], expected);
        test_levels(families[i], expected);
        test_results(families[i], expected);
        test_variety(families[i], expected);
        test_nan(families[i]);
    }
    test_threads();
    test_errors_and_overlap();
    return check_summary();
}
