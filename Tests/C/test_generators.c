/* Generators by name: what the boundary adds to them. Their values are tested from Python. */
#include <math.h>

#include "support/check.h"

#include <kullback.h>

static kullback_error error;

static kullback_options with_order(double order) {
    return (kullback_options){.struct_size = sizeof(kullback_options), .error = &error, .order = order};
}

static void test_in_place(void) {
    double t[] = {0, 1, 3, -1, NAN, INFINITY};
    CHECK_EQUAL(kullback_generator_f64(KULLBACK_PEARSON_CHI2, KULLBACK_GENERATOR_VALUE, t, 6, NULL, t), KULLBACK_OK);
    CHECK(t[0] == 1 && t[1] == 0 && fabs(t[2] / 4 - 1) <= 1e-14 && isinf(t[3]) && isnan(t[4]) && isinf(t[5]));
    CHECK_EQUAL(kullback_generator_f64(KULLBACK_KL, KULLBACK_GENERATOR_CONJUGATE, NULL, 0, NULL, NULL), KULLBACK_OK);
}

static void test_limits(void) {
    const kullback_options options = with_order(0.5);
    kullback_generator_limits limits;
    CHECK_EQUAL(kullback_generator_limits_f64(KULLBACK_TSALLIS, &options, &limits), KULLBACK_OK);
    CHECK(limits.at_zero == 1 && limits.slope_at_infinity == 1);
    CHECK_EQUAL(kullback_generator_limits_f64(KULLBACK_TSALLIS, &options, NULL), KULLBACK_ERROR_NULL_POINTER);
    CHECK_EQUAL(kullback_generator_limits_f64(KULLBACK_TSALLIS, NULL, &limits), KULLBACK_ERROR_OPTION);
}

static void expect(kullback_quantity quantity, kullback_generator_function function, const double *x, size_t count,
                   kullback_options options, kullback_status status, kullback_argument argument) {
    double result = -7;
    CHECK_EQUAL(kullback_generator_f64(quantity, function, x, count, &options, &result), status);
    CHECK_EQUAL(error.argument, argument);
    CHECK(result == -7);
}

static void test_errors(void) {
    const double x = 2;
    const kullback_options valid = with_order(2);
    expect(KULLBACK_RENYI, 10, &x, 1, valid, KULLBACK_ERROR_QUANTITY, KULLBACK_ARGUMENT_QUANTITY);
    expect(KULLBACK_ENTROPY, 10, &x, 1, valid, KULLBACK_ERROR_QUANTITY, KULLBACK_ARGUMENT_QUANTITY);
    expect(31, 10, &x, 1, valid, KULLBACK_ERROR_QUANTITY, KULLBACK_ARGUMENT_QUANTITY);
    expect(KULLBACK_KL, 11, &x, 1, valid, KULLBACK_ERROR_QUANTITY, KULLBACK_ARGUMENT_QUANTITY);
    expect(KULLBACK_KL, 10, NULL, 1, valid, KULLBACK_ERROR_NULL_POINTER, KULLBACK_ARGUMENT_X);
    expect(KULLBACK_KL, 10, &x, SIZE_MAX / 2, valid, KULLBACK_ERROR_COUNT, KULLBACK_ARGUMENT_X);
    const double no_orders[] = {0, -1, NAN, INFINITY};
    for (int i = 0; i < 4; i++) {
        expect(KULLBACK_TSALLIS, 10, &x, 1, with_order(no_orders[i]), KULLBACK_ERROR_OPTION, KULLBACK_ARGUMENT_OPTIONS);
    }
    kullback_options unused = valid;
    unused.base = 2;
    expect(KULLBACK_KL, 10, &x, 1, unused, KULLBACK_ERROR_OPTION, KULLBACK_ARGUMENT_OPTIONS);
    unused = valid;
    unused.weight = 1;
    expect(KULLBACK_JS_DIVERGENCE, 10, &x, 1, unused, KULLBACK_ERROR_OPTION, KULLBACK_ARGUMENT_OPTIONS);
}

int main(void) {
    test_in_place();
    test_limits();
    test_errors();
    return check_summary();
}
