/* Counts: the bits of the doubles nearest to them, divided by their sums; and what is refused. */
#include <math.h>
#include <stdint.h>

#include "support/check.h"
#include "support/real.h"

enum {
    ROWS = 2,
    COUNT = 4
};

static const int64_t counts_p[] = {2, 0, 1, 7, INT64_MAX, 1, 1000000007, 9007199254740993};
static const int64_t counts_q[] = {1, 5, 1, 3, 4, INT64_MAX, 6, 1};
static const double doubles_p[] = {2, 0, 1, 7, 0x1p63, 1, 1000000007, 0x1p53};
static const double doubles_q[] = {1, 5, 1, 3, 4, 0x1p63, 6, 1};

static kullback_rows_i64 batch_of(const int64_t *data) {
    return (kullback_rows_i64){data, ROWS, COUNT, COUNT, 1};
}

static void test_values(void) {
    static const kullback_quantity quantities[] = {
        KULLBACK_KL,       KULLBACK_CROSS_ENTROPY, KULLBACK_JS_DIVERGENCE,
        KULLBACK_RENYI,    KULLBACK_TSALLIS,       KULLBACK_TOTAL_VARIATION,
        KULLBACK_SKEW_KL,  KULLBACK_PEARSON_CHI2,  KULLBACK_BHATTACHARYYA_COEFFICIENT,
        KULLBACK_JEFFREYS, KULLBACK_REVERSE_KL,    KULLBACK_GENERALIZED_KL};
    const kullback_rows_i64 p = batch_of(counts_p), q = batch_of(counts_q);
    const rows real_p = contiguous(doubles_p, ROWS, COUNT), real_q = contiguous(doubles_q, ROWS, COUNT);
    for (size_t i = 0; i < sizeof quantities / sizeof *quantities; i++) {
        kullback_options options = {.struct_size = sizeof options, .normalize = 1, .order = 0.75};
        double expected[ROWS], got[ROWS] = {untouched, untouched};
        CHECK_EQUAL(kullback_divergence_rows_f64(quantities[i], &real_p, &real_q, &options, expected, 1), KULLBACK_OK);
        options.normalize = 0;
        CHECK_EQUAL(kullback_divergence_rows_i64(quantities[i], &p, &q, &options, got, 1), KULLBACK_OK);
        CHECK(same_bits(got, expected, ROWS));
    }
    double got;
    const kullback_rows_i64 third = {counts_p, 1, 3, 3, 1}, same = {counts_p, 1, 3, 3, 1};
    CHECK_EQUAL(kullback_divergence_rows_i64(KULLBACK_KL, &third, &same, NULL, &got, 1), KULLBACK_OK);
    CHECK(got == 0);
}

static void test_strides(void) {
    const kullback_rows_i64 p = batch_of(counts_p), q = batch_of(counts_q);
    int64_t backwards[ROWS * COUNT];
    for (int i = 0; i < ROWS * COUNT; i++) {
        backwards[ROWS * COUNT - 1 - i] = counts_p[i];
    }
    const kullback_rows_i64 reversed = {backwards + ROWS * COUNT - 1, ROWS, COUNT, -COUNT, -1};
    double expected[ROWS], got[2 * ROWS];
    CHECK_EQUAL(kullback_divergence_rows_i64(KULLBACK_KL, &p, &q, NULL, expected, 1), KULLBACK_OK);
    CHECK_EQUAL(kullback_divergence_rows_i64(KULLBACK_KL, &reversed, &q, NULL, got, 2), KULLBACK_OK);
    CHECK(got[0] == expected[0] && got[2] == expected[1]);
}

static void expect_error(const int64_t *p, const kullback_options *given, kullback_status status,
                         kullback_argument argument, int line) {
    kullback_error error = {0};
    kullback_options options = *given;
    options.error = &error;
    const kullback_rows_i64 rows_p = batch_of(p), rows_q = batch_of(counts_q);
    double results[ROWS] = {untouched, untouched};
    check_equal(kullback_divergence_rows_i64(KULLBACK_KL, &rows_p, &rows_q, &options, results, 1), status, "status",
                __FILE__, line);
    check_equal(error.argument, argument, "error.argument", __FILE__, line);
    check_that(all_equal(results, ROWS, untouched), "results untouched", __FILE__, line);
}

static void test_errors(void) {
    static const int64_t negative[] = {2, 0, 1, 7, 3, 1, -4, 5}, nothing[] = {2, 0, 1, 7, 0, 0, 0, 0};
    const kullback_options plain = {.struct_size = sizeof plain};
    expect_error(negative, &plain, KULLBACK_ERROR_PROBABILITY, KULLBACK_ARGUMENT_P, __LINE__);
    expect_error(nothing, &plain, KULLBACK_ERROR_NO_MASS, KULLBACK_ARGUMENT_P, __LINE__);
    static const kullback_space spaces[] = {KULLBACK_LOG_PROBABILITIES, KULLBACK_LOGITS, 1};
    for (size_t i = 0; i < sizeof spaces / sizeof *spaces; i++) {
        const kullback_options options = {.struct_size = sizeof options, .space = spaces[i]};
        expect_error(counts_p, &options, KULLBACK_ERROR_OPTION, KULLBACK_ARGUMENT_OPTIONS, __LINE__);
    }
    expect_error((const int64_t *)(const void *)((const char *)(const void *)counts_p + 4), &plain,
                 KULLBACK_ERROR_ALIGNMENT, KULLBACK_ARGUMENT_P, __LINE__);
}

static void test_pointers_and_quantities(void) {
    const kullback_rows_i64 p = batch_of(counts_p), no_data = {NULL, ROWS, COUNT, COUNT, 1};
    const kullback_rows_i64 shorter = {counts_q, ROWS, COUNT - 1, COUNT, 1}, no_rows = {NULL, 0, COUNT, COUNT, 1};
    double results[ROWS] = {untouched, untouched};
    const kullback_quantity kl = KULLBACK_KL;
    CHECK_EQUAL(kullback_divergence_rows_i64(kl, NULL, &p, NULL, results, 1), KULLBACK_ERROR_NULL_POINTER);
    CHECK_EQUAL(kullback_divergence_rows_i64(kl, &p, NULL, NULL, results, 1), KULLBACK_ERROR_NULL_POINTER);
    CHECK_EQUAL(kullback_divergence_rows_i64(kl, &p, &no_data, NULL, results, 1), KULLBACK_ERROR_NULL_POINTER);
    CHECK_EQUAL(kullback_divergence_rows_i64(kl, &p, &p, NULL, NULL, 1), KULLBACK_ERROR_NULL_POINTER);
    CHECK_EQUAL(kullback_divergence_rows_i64(kl, &p, &shorter, NULL, results, 1), KULLBACK_ERROR_SHAPE);
    CHECK_EQUAL(kullback_divergence_rows_i64(kl, &p, &p, NULL, results, 0), KULLBACK_ERROR_STRIDE);
    CHECK_EQUAL(kullback_divergence_rows_i64(KULLBACK_ENTROPY, &p, &p, NULL, results, 1), KULLBACK_ERROR_QUANTITY);
    CHECK_EQUAL(kullback_divergence_rows_i64(0, &p, &p, NULL, results, 1), KULLBACK_ERROR_QUANTITY);
    CHECK_EQUAL(kullback_divergence_rows_i64(KULLBACK_RENYI, &p, &p, NULL, results, 1), KULLBACK_ERROR_OPTION);
    CHECK(all_equal(results, ROWS, untouched));
    CHECK_EQUAL(kullback_divergence_rows_i64(kl, &no_rows, &no_rows, NULL, NULL, 1), KULLBACK_OK);
}

int main(void) {
    test_values();
    test_strides();
    test_errors();
    test_pointers_and_quantities();
    return check_summary();
}
