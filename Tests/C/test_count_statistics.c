/* G-tests, bootstrap and permutation: values, layouts, errors, progress, and the same bits for any number of threads.
 */
#include <math.h>
#include <stdint.h>
#include <string.h>

#include <kullback.h>

#include "support/check.h"

enum {
    BINS = 5,
    RESAMPLES = 301
};

static const int64_t p[BINS] = {120, 80, 40, 9, 1}, q[BINS] = {100, 90, 50, 8, 2};

static kullback_rows_i64 row(const int64_t *counts, size_t count) {
    return (kullback_rows_i64){counts, 1, count, 0, 1};
}

static bool is_near(double value, double expected, double tolerance) {
    return fabs(value / expected - 1) <= tolerance;
}

/* Mendel (1866); expected values from mpmath with 50 digits (docs/scripts/chi_squared.py). */
static void test_g_test(void) {
    const int64_t observed[] = {315, 108, 101, 32};
    const double expected[] = {9, 3, 3, 1};
    kullback_g_test test;
    CHECK_EQUAL(kullback_g_test_i64(observed, expected, 4, &test), KULLBACK_OK);
    CHECK(is_near(test.statistic, 0.47544523899826315, 1e-14));
    CHECK(is_near(test.p_value, 0.92425190397452605, 1e-13));
    CHECK_EQUAL(test.df, 3);
    CHECK_EQUAL(test.correction, 1);

    /* Two rows, every other column, against one broadcast row of expectations that runs backwards. */
    const int64_t strided[] = {315, -1, 108, -1, 101, -1, 32, -1, 9, -1, 3, -1, 3, -1, 1, -1};
    const double reversed[] = {1, 3, 3, 9};
    const kullback_rows_i64 rows = {strided, 2, 4, 8, 2};
    const kullback_rows_f64 weights = {reversed + 3, 2, 4, 0, -1};
    kullback_g_test tests[2];
    CHECK_EQUAL(kullback_g_test_rows_i64(&rows, &weights, 1, 0, NULL, tests), KULLBACK_OK);
    CHECK(is_near(tests[0].correction, 1.0027422506439293, 1e-15));
    CHECK(is_near(tests[0].p_value, 0.92453379484940852, 1e-13));
    CHECK_EQUAL(tests[1].statistic, 0);
    CHECK_EQUAL(tests[1].p_value, 1);

    const int64_t table[] = {10, 20, 30, 20, 20, 20};
    const kullback_rows_i64 table_rows = {table, 2, 3, 3, 1};
    CHECK_EQUAL(kullback_g_test_table_i64(&table_rows, 0, NULL, &test), KULLBACK_OK);
    CHECK(is_near(test.statistic, 5.4115320909768368, 1e-14));
    CHECK(is_near(test.p_value, 0.066819117752304891, 1e-13));
}

static void expect_g_error(kullback_status status, kullback_argument argument, size_t index, double value,
                           kullback_rows_i64 observed, kullback_rows_f64 expected, size_t ddof) {
    kullback_error error = {0};
    const kullback_options options = {.struct_size = sizeof options, .error = &error};
    kullback_g_test test = {-1, -1, -1, -1};
    CHECK_EQUAL(kullback_g_test_rows_i64(&observed, &expected, 0, ddof, &options, &test), status);
    CHECK_EQUAL(error.argument, argument);
    CHECK_EQUAL(error.index, index);
    CHECK_EQUAL(error.value, value);
    CHECK(test.statistic == -1 && test.p_value == -1);
}

static void test_g_test_errors(void) {
    const size_t whole = KULLBACK_WHOLE_ROW;
    const int64_t negative[] = {3, -4}, huge[] = {INT64_MAX, INT64_MAX}, good[] = {3, 4};
    const double weights[] = {1, 2}, bad[] = {1, -2};
    const kullback_rows_f64 expected = {weights, 1, 2, 0, 1}, wrong = {bad, 1, 2, 0, 1}, null = {NULL, 1, 2, 0, 1};
    expect_g_error(KULLBACK_ERROR_FREQUENCY, KULLBACK_ARGUMENT_OBSERVED, 1, -4, row(negative, 2), expected, 0);
    expect_g_error(KULLBACK_ERROR_FREQUENCY, KULLBACK_ARGUMENT_OBSERVED, whole, 0x1p64, row(huge, 2), expected, 0);
    expect_g_error(KULLBACK_ERROR_NO_MASS, KULLBACK_ARGUMENT_OBSERVED, whole, 0, row(NULL, 0),
                   (kullback_rows_f64){NULL, 1, 0, 0, 1}, 0);
    expect_g_error(KULLBACK_ERROR_PROBABILITY, KULLBACK_ARGUMENT_EXPECTED, 1, -2, row(good, 2), wrong, 0);
    expect_g_error(KULLBACK_ERROR_NULL_POINTER, KULLBACK_ARGUMENT_EXPECTED, whole, 0, row(good, 2), null, 0);
    expect_g_error(KULLBACK_ERROR_NULL_POINTER, KULLBACK_ARGUMENT_OBSERVED, whole, 0, row(NULL, 2), expected, 0);
    expect_g_error(KULLBACK_ERROR_SHAPE, KULLBACK_ARGUMENT_EXPECTED, whole, 0, row(good, 1), expected, 0);
    expect_g_error(KULLBACK_ERROR_OPTION, KULLBACK_ARGUMENT_OPTIONS, whole, 2, row(good, 2), expected, 2);
    CHECK_EQUAL(kullback_g_test_i64(good, weights, SIZE_MAX, &(kullback_g_test){0}), KULLBACK_ERROR_COUNT);
    CHECK_EQUAL(kullback_g_test_i64(good, weights, 2, NULL), KULLBACK_ERROR_NULL_POINTER);
    CHECK_EQUAL(kullback_g_test_table_i64(NULL, 0, NULL, &(kullback_g_test){0}), KULLBACK_ERROR_NULL_POINTER);
    const kullback_options bits = {.struct_size = sizeof bits, .base = 2};
    const kullback_rows_i64 observed = row(good, 2);
    CHECK_EQUAL(kullback_g_test_table_i64(&observed, 0, &bits, &(kullback_g_test){0}), KULLBACK_ERROR_OPTION);
}

typedef struct caller {
    double last;
    int calls;
    int32_t code;
} caller;

static int32_t report(void *user, double fraction) {
    caller *self = user;
    CHECK(fraction > self->last && fraction <= 1);
    self->last = fraction;
    self->calls++;
    return self->code;
}

static kullback_status resample(bool permute, const kullback_resampling *resampling, const kullback_options *options,
                                double *value) {
    const kullback_rows_i64 p_row = row(p, BINS), q_row = row(q, BINS);
    kullback_bootstrap bootstrap = {.value = -1};
    kullback_permutation_test test = {.value = -1};
    const kullback_status status =
        permute ? kullback_permutation_test_i64(KULLBACK_JS_DIVERGENCE, &p_row, &q_row, resampling, options, &test)
                : kullback_bootstrap_i64(KULLBACK_JS_DIVERGENCE, &p_row, &q_row, resampling, options, &bootstrap);
    *value = permute ? test.value : bootstrap.value;
    return status;
}

static void test_threads(bool permute) {
    static double expected[RESAMPLES], replicates[RESAMPLES];
    static const int32_t threads[] = {0, 1, 2, 3, 7, RESAMPLES + 1, INT32_MAX};
    double value, divergence;
    kullback_resampling resampling = {
        .struct_size = sizeof resampling, .resamples = RESAMPLES, .seed = UINT64_MAX, .replicates = expected};
    CHECK_EQUAL(resample(permute, &resampling, NULL, &value), KULLBACK_OK);
    const kullback_rows_i64 p_row = row(p, BINS), q_row = row(q, BINS);
    CHECK_EQUAL(kullback_divergence_rows_i64(KULLBACK_JS_DIVERGENCE, &p_row, &q_row, NULL, &divergence, 1),
                KULLBACK_OK);
    CHECK_EQUAL(value, divergence);
    resampling.replicates = replicates;
    for (size_t i = 0; i < sizeof threads / sizeof *threads; i++) {
        const kullback_options options = {.struct_size = sizeof options, .threads = threads[i]};
        memset(replicates, 0, sizeof replicates);
        CHECK_EQUAL(resample(permute, &resampling, &options, &value), KULLBACK_OK);
        CHECK(memcmp(replicates, expected, sizeof expected) == 0);
    }
}

static void test_progress(bool permute) {
    /* Wide rows, so that a report comes after few resamples. */
    static int64_t wide[100000] = {30, 20, 10};
    const kullback_rows_i64 wide_row = row(wide, 100000);
    caller user = {.last = 0};
    double value, replicate = -1;
    kullback_error error = {0};
    const kullback_options options = {.struct_size = sizeof options, .threads = 1, .error = &error};
    kullback_resampling resampling = {
        .struct_size = sizeof resampling, .resamples = 15, .progress = report, .user = &user};
    CHECK_EQUAL(permute ? kullback_permutation_test_i64(KULLBACK_KL, &wide_row, &wide_row, &resampling, &options,
                                                        &(kullback_permutation_test){0})
                        : kullback_bootstrap_i64(KULLBACK_KL, &wide_row, &wide_row, &resampling, &options,
                                                 &(kullback_bootstrap){0}),
                KULLBACK_OK);
    CHECK_EQUAL(user.last, 1);
    CHECK_EQUAL(user.calls, 2);
    static const int32_t codes[] = {1, -7, INT32_MAX, INT32_MIN};
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        user = (caller){.code = codes[i]};
        resampling.resamples = 1;
        resampling.replicates = &replicate;
        CHECK_EQUAL(resample(permute, &resampling, &options, &value), KULLBACK_ERROR_CALLBACK);
        CHECK_EQUAL(error.argument, KULLBACK_ARGUMENT_PROGRESS);
        CHECK_EQUAL(error.value, codes[i]);
        CHECK(value == -1 && replicate == -1);
    }
}

static void expect_error(bool permute, kullback_status status, kullback_resampling resampling) {
    double value;
    kullback_error error = {0};
    const kullback_options options = {.struct_size = sizeof options, .error = &error};
    CHECK_EQUAL(resample(permute, &resampling, &options, &value), status);
    CHECK_EQUAL(error.argument,
                status == KULLBACK_ERROR_OUT_OF_MEMORY ? KULLBACK_ARGUMENT_NONE : KULLBACK_ARGUMENT_RESAMPLING);
    CHECK_EQUAL(value, -1);
}

static void test_errors(bool permute) {
    const size_t size = sizeof(kullback_resampling);
    expect_error(permute, KULLBACK_ERROR_OPTION, (kullback_resampling){.struct_size = 7});
    expect_error(permute, KULLBACK_ERROR_OPTION, (kullback_resampling){.struct_size = size, .reserved = 1});
    expect_error(permute, KULLBACK_ERROR_OPTION, (kullback_resampling){.struct_size = size, .pseudocount = -1});
    expect_error(permute, KULLBACK_ERROR_OPTION, (kullback_resampling){.struct_size = size, .pseudocount = NAN});
    expect_error(permute, KULLBACK_ERROR_COUNT, (kullback_resampling){.struct_size = size, .resamples = SIZE_MAX});
    expect_error(permute, KULLBACK_ERROR_OUT_OF_MEMORY,
                 (kullback_resampling){.struct_size = size, .resamples = PTRDIFF_MAX});
    if (!permute) {
        expect_error(permute, KULLBACK_ERROR_OPTION, (kullback_resampling){.struct_size = size, .level = 1});
        expect_error(permute, KULLBACK_ERROR_OPTION, (kullback_resampling){.struct_size = size, .interval = 5});
    }
    double value;
    const kullback_options order = {.struct_size = offsetof(kullback_options, order)};
    CHECK_EQUAL(resample(permute, NULL, &order, &value), KULLBACK_OK); /* 9999 resamples */
    const kullback_rows_i64 p_row = row(p, BINS), short_row = row(q, BINS - 1), table = {p, 2, 2, 2, 1};
    kullback_bootstrap result;
    CHECK_EQUAL(kullback_bootstrap_i64(KULLBACK_KL, &p_row, &short_row, NULL, NULL, &result), KULLBACK_ERROR_SHAPE);
    CHECK_EQUAL(kullback_bootstrap_i64(KULLBACK_KL, &table, &table, NULL, NULL, &result), KULLBACK_ERROR_SHAPE);
    CHECK_EQUAL(kullback_bootstrap_i64(KULLBACK_KL, &p_row, NULL, NULL, NULL, &result), KULLBACK_ERROR_NULL_POINTER);
    CHECK_EQUAL(kullback_bootstrap_i64(KULLBACK_KL, &p_row, &p_row, NULL, NULL, NULL), KULLBACK_ERROR_NULL_POINTER);
    CHECK_EQUAL(kullback_bootstrap_i64(KULLBACK_ENTROPY, &p_row, &p_row, NULL, NULL, &result), KULLBACK_ERROR_QUANTITY);
    CHECK_EQUAL(kullback_bootstrap_i64(KULLBACK_RENYI, &p_row, &p_row, NULL, NULL, &result), KULLBACK_ERROR_OPTION);
}

/* A resample of q that lost a bin of p is infinitely far: quantiles pass it on, and nothing is NaN but its error. */
static void test_infinite_replicates(void) {
    const int64_t common[] = {50, 50}, rare[] = {99, 1};
    const kullback_rows_i64 p_row = row(common, 2), q_row = row(rare, 2);
    kullback_resampling resampling = {.struct_size = sizeof resampling, .resamples = 1000};
    kullback_bootstrap result;
    CHECK_EQUAL(kullback_bootstrap_i64(KULLBACK_KL, &p_row, &q_row, &resampling, NULL, &result), KULLBACK_OK);
    CHECK(isfinite(result.value) && isfinite(result.low) && result.high == INFINITY && result.bias == INFINITY);
    CHECK(isnan(result.standard_error));
    resampling.pseudocount = 0.5;
    CHECK_EQUAL(kullback_bootstrap_i64(KULLBACK_KL, &p_row, &q_row, &resampling, NULL, &result), KULLBACK_OK);
    CHECK(isfinite(result.high) && isfinite(result.standard_error));
}

int main(void) {
    test_g_test();
    test_g_test_errors();
    for (int permute = 0; permute < 2; permute++) {
        test_threads(permute);
        test_progress(permute);
        test_errors(permute);
    }
    test_infinite_replicates();
    return check_summary();
}
