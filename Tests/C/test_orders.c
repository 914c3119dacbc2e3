/* Orders and weights: values that are known, what is missing, and what is out of range. */
#include <math.h>
#include <stddef.h>

#include "support/accuracy.h"
#include "support/divergence_call.h"

enum {
    COUNT = 3
};

/* t = 2, 1, 1/2, so the sum of p^a q^(1 - a) is (2^a + 1 + 2^(1 - a)) / 4. */
static const real die[] = {0.5, 0.25, 0.25}, biased[] = {0.25, 0.25, 0.5};

static double power_sum(double order) {
    return (exp2(order) + 1 + exp2(1 - order)) / 4;
}

/* One call with an order and a weight, on one row or two as the quantity needs. */
static kullback_status run_with(kullback_quantity quantity, double order, double weight, real *result) {
    const rows rows_p = contiguous(die, 1, COUNT), rows_q = contiguous(biased, 1, COUNT);
    const kullback_options options = {.struct_size = sizeof options, .order = order, .weight = weight};
    if (quantity >= KULLBACK_RENYI_ENTROPY) {
        return FN(kullback_entropy_rows)(quantity, &rows_p, &options, result, 1);
    }
    return FN(kullback_divergence_rows)(quantity, &rows_p, &rows_q, &options, result, 1);
}

static void expect_value(kullback_quantity quantity, double order, double weight, double expected, int line) {
    real result = untouched;
    check_equal(run_with(quantity, order, weight, &result), KULLBACK_OK, "status", __FILE__, line);
    check_accurate(result, expected, __FILE__, line);
}

#define EXPECT_VALUE(quantity, order, weight, expected) expect_value(quantity, order, weight, expected, __LINE__)

static void test_orders(void) {
    const double log2 = 0.69314718055994530942;
    EXPECT_VALUE(KULLBACK_ALPHA, -1, 0, log2 / 4);
    EXPECT_VALUE(KULLBACK_ALPHA, 0, 0, 4 * (1 - power_sum(0.5)));
    EXPECT_VALUE(KULLBACK_ALPHA, 1, 0, log2 / 4);
    EXPECT_VALUE(KULLBACK_ALPHA, -3, 0, 0.1875);
    EXPECT_VALUE(KULLBACK_CRESSIE_READ, 0, 0, log2 / 4);
    EXPECT_VALUE(KULLBACK_CRESSIE_READ, -1, 0, log2 / 4);
    EXPECT_VALUE(KULLBACK_CRESSIE_READ, 1, 0, 0.1875);
    EXPECT_VALUE(KULLBACK_CRESSIE_READ, 2, 0, (power_sum(3) - 1) / 6);
    EXPECT_VALUE(KULLBACK_TSALLIS, 0, 0, 0);
    EXPECT_VALUE(KULLBACK_TSALLIS, 1, 0, log2 / 4);
    EXPECT_VALUE(KULLBACK_TSALLIS, 2, 0, 0.375);
    EXPECT_VALUE(KULLBACK_RENYI, 0, 0, 0);
    EXPECT_VALUE(KULLBACK_RENYI, 0.5, 0, -2 * log(power_sum(0.5)));
    EXPECT_VALUE(KULLBACK_RENYI, 1, 0, log2 / 4);
    EXPECT_VALUE(KULLBACK_RENYI, 2, 0, log(1.375));
    EXPECT_VALUE(KULLBACK_RENYI, INFINITY, 0, log2);
    EXPECT_VALUE(KULLBACK_RENYI_ENTROPY, 0, 0, log(3));
    EXPECT_VALUE(KULLBACK_RENYI_ENTROPY, 1, 0, 1.5 * log2);
    EXPECT_VALUE(KULLBACK_RENYI_ENTROPY, 2, 0, log(8.0 / 3));
    EXPECT_VALUE(KULLBACK_RENYI_ENTROPY, INFINITY, 0, log2);
    EXPECT_VALUE(KULLBACK_TSALLIS_ENTROPY, 0, 0, 2);
    EXPECT_VALUE(KULLBACK_TSALLIS_ENTROPY, 1, 0, 1.5 * log2);
    EXPECT_VALUE(KULLBACK_TSALLIS_ENTROPY, 2, 0, 0.625);
}

static void test_weights(void) {
    const double log2 = 0.69314718055994530942;
    /* Against (3/8, 1/4, 3/8), and against (5/16, 1/4, 7/16). */
    const double half = 0.5 * log(4.0 / 3) + 0.25 * log(2.0 / 3);
    EXPECT_VALUE(KULLBACK_SKEW_KL, 0, 0, half);
    EXPECT_VALUE(KULLBACK_SKEW_KL, 0, 0.5, half);
    EXPECT_VALUE(KULLBACK_SKEW_KL, 0, 0.75, 0.5 * log(1.6) + 0.25 * log(4.0 / 7));
    EXPECT_VALUE(KULLBACK_SKEW_KL, 0, 1, log2 / 4);
    EXPECT_VALUE(KULLBACK_JS_DIVERGENCE, 0, 0.5, half);
    const double js = 0.25 * (0.5 * log(1.6) + 0.25 * log(4.0 / 7)) + 0.75 * (0.25 * log(0.8) + 0.5 * log(8.0 / 7));
    EXPECT_VALUE(KULLBACK_JS_DIVERGENCE, 0, 0.25, js);
    EXPECT_VALUE(KULLBACK_JS_DISTANCE, 0, 0.25, sqrt(js));
}

/* Without an order: no options, or a struct from before it was added. */
static void test_missing_order(void) {
    static const kullback_quantity pairs[] = {KULLBACK_ALPHA, KULLBACK_CRESSIE_READ, KULLBACK_TSALLIS, KULLBACK_RENYI};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        divergence_call call = valid_call();
        call.quantity = pairs[i];
        call.options.struct_size = offsetof(kullback_options, order);
        EXPECT_ERROR(call, KULLBACK_ERROR_OPTION, KULLBACK_ARGUMENT_OPTIONS);
        CHECK_EQUAL(FN(kullback_divergence_rows)(pairs[i], &call.p, &call.q, NULL, call.results, 1),
                    KULLBACK_ERROR_OPTION);
        CHECK(all_equal(call.results, CALL_RESULTS, untouched));
    }
    static const kullback_quantity entropies[] = {KULLBACK_RENYI_ENTROPY, KULLBACK_TSALLIS_ENTROPY};
    const kullback_options early = {.struct_size = offsetof(kullback_options, order)};
    const rows batch = contiguous(die, 1, COUNT);
    real result = untouched;
    for (size_t i = 0; i < sizeof entropies / sizeof *entropies; i++) {
        CHECK_EQUAL(FN(kullback_entropy_rows)(entropies[i], &batch, NULL, &result, 1), KULLBACK_ERROR_OPTION);
        CHECK_EQUAL(FN(kullback_entropy_rows)(entropies[i], &batch, &early, &result, 1), KULLBACK_ERROR_OPTION);
    }
    CHECK(result == untouched);
}

typedef struct refusal {
    kullback_quantity quantity;
    double order, weight;
} refusal;

static void test_ranges(void) {
    static const refusal refusals[] = {
        {KULLBACK_ALPHA, NAN, 0},
        {KULLBACK_ALPHA, INFINITY, 0},
        {KULLBACK_ALPHA, -INFINITY, 0},
        {KULLBACK_CRESSIE_READ, NAN, 0},
        {KULLBACK_CRESSIE_READ, INFINITY, 0},
        {KULLBACK_CRESSIE_READ, -INFINITY, 0},
        {KULLBACK_TSALLIS, NAN, 0},
        {KULLBACK_TSALLIS, INFINITY, 0},
        {KULLBACK_TSALLIS, -1e-300, 0},
        {KULLBACK_RENYI, NAN, 0},
        {KULLBACK_RENYI, -1e-300, 0},
        {KULLBACK_RENYI, -INFINITY, 0},
        {KULLBACK_RENYI_ENTROPY, NAN, 0},
        {KULLBACK_RENYI_ENTROPY, -1, 0},
        {KULLBACK_TSALLIS_ENTROPY, NAN, 0},
        {KULLBACK_TSALLIS_ENTROPY, INFINITY, 0},
        {KULLBACK_TSALLIS_ENTROPY, -1, 0},
        {KULLBACK_SKEW_KL, 0, NAN},
        {KULLBACK_SKEW_KL, 0, -0.5},
        {KULLBACK_SKEW_KL, 0, 1.5},
        {KULLBACK_SKEW_KL, 0, INFINITY},
        {KULLBACK_JS_DIVERGENCE, 0, NAN},
        {KULLBACK_JS_DIVERGENCE, 0, -0.5},
        {KULLBACK_JS_DIVERGENCE, 0, 1},
        {KULLBACK_JS_DISTANCE, 0, 1},
        {KULLBACK_JS_DISTANCE, 0, INFINITY},
    };
    for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++) {
        real result = untouched;
        CHECK_EQUAL(run_with(refusals[i].quantity, refusals[i].order, refusals[i].weight, &result),
                    KULLBACK_ERROR_OPTION);
        CHECK(result == untouched);
    }
    divergence_call call = valid_call();
    call.quantity = KULLBACK_RENYI;
    call.options.order = -2;
    EXPECT_ERROR(call, KULLBACK_ERROR_OPTION, KULLBACK_ARGUMENT_OPTIONS);
    CHECK_EQUAL(call.error.value, -2);
}

/* An order or a weight that the quantity does not have is not looked at. */
static void test_ignored_where_there_is_none(void) {
    divergence_call call = valid_call();
    call.options.order = NAN;
    call.options.weight = -7;
    EXPECT_SAME_RESULTS(call);
}

static void test_simple_functions(void) {
    static const double orders[] = {0, 0.5, 1, 2, INFINITY};
    for (size_t i = 0; i < sizeof orders / sizeof *orders; i++) {
        real got, expected;
        CHECK_EQUAL(FN(kullback_renyi)(die, biased, COUNT, orders[i], &got), KULLBACK_OK);
        CHECK_EQUAL(run_with(KULLBACK_RENYI, orders[i], 0, &expected), KULLBACK_OK);
        CHECK(same_bits(&got, &expected, 1));
        CHECK_EQUAL(FN(kullback_renyi_entropy)(die, COUNT, orders[i], &got), KULLBACK_OK);
        CHECK_EQUAL(run_with(KULLBACK_RENYI_ENTROPY, orders[i], 0, &expected), KULLBACK_OK);
        CHECK(same_bits(&got, &expected, 1));
    }
    static const double bad[] = {-1, -INFINITY, NAN};
    real result = untouched;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        CHECK_EQUAL(FN(kullback_renyi)(die, biased, COUNT, bad[i], &result), KULLBACK_ERROR_OPTION);
        CHECK_EQUAL(FN(kullback_renyi_entropy)(die, COUNT, bad[i], &result), KULLBACK_ERROR_OPTION);
    }
    CHECK(result == untouched);
}

int main(void) {
    test_orders();
    test_weights();
    test_missing_order();
    test_ranges();
    test_ignored_where_there_is_none();
    test_simple_functions();
    return check_summary();
}
