/* Bounds: values, in place, and calls that are wrong. */
#include <math.h>

#include "support/check.h"

#include <kullback.h>

static kullback_error error;
static const kullback_options options = {.struct_size = sizeof options, .error = &error};

static void test_values(void) {
    double x[] = {0, 0.5, 1, NAN};
    CHECK_EQUAL(kullback_bound_f64(KULLBACK_KL_FROM_TV_PINSKER, x, 4, NULL, x), KULLBACK_OK);
    CHECK(x[0] == 0 && x[1] == 0.5 && x[2] == 2 && isnan(x[3]));
    const double tv[] = {0, 0.5, 0.5}, q_min[] = {0, 0, 0.5};
    double result[3];
    CHECK_EQUAL(kullback_kl_from_tv_f64(tv, q_min, 3, NULL, result), KULLBACK_OK);
    CHECK(result[0] == 0 && isinf(result[1]) && fabs(result[2] / 0.69314718055994531 - 1) <= 1e-14);
    CHECK_EQUAL(kullback_bound_f64(KULLBACK_TV_FROM_KL, NULL, 0, NULL, NULL), KULLBACK_OK);
}

static void expect(kullback_status status, kullback_status expected, kullback_argument argument) {
    CHECK_EQUAL(status, expected);
    CHECK_EQUAL(error.argument, argument);
}

static void test_errors(void) {
    const double x[] = {0.5, -0.5};
    double result[] = {-7, -7};
    expect(kullback_bound_f64(1, x, 2, &options, result), KULLBACK_ERROR_QUANTITY, KULLBACK_ARGUMENT_QUANTITY);
    expect(kullback_bound_f64(KULLBACK_TV_FROM_KL, NULL, 2, &options, result), KULLBACK_ERROR_NULL_POINTER,
           KULLBACK_ARGUMENT_X);
    expect(kullback_bound_f64(KULLBACK_TV_FROM_KL, x, 2, &options, NULL), KULLBACK_ERROR_NULL_POINTER,
           KULLBACK_ARGUMENT_RESULT);
    expect(kullback_bound_f64(KULLBACK_TV_FROM_KL, x, SIZE_MAX, &options, result), KULLBACK_ERROR_COUNT,
           KULLBACK_ARGUMENT_X);
    expect(kullback_bound_f64(KULLBACK_TV_FROM_KL, x, 2, &options, result), KULLBACK_ERROR_PARAMETER,
           KULLBACK_ARGUMENT_X);
    CHECK(error.index == 1 && error.value == -0.5);
    expect(kullback_kl_from_tv_f64(x, NULL, 1, &options, result), KULLBACK_ERROR_NULL_POINTER, KULLBACK_ARGUMENT_Q_MIN);
    expect(kullback_kl_from_tv_f64(x, x, 2, &options, result), KULLBACK_ERROR_PARAMETER, KULLBACK_ARGUMENT_X);
    kullback_options unused = options;
    unused.threads = 1;
    expect(kullback_bound_f64(KULLBACK_TV_FROM_KL, x, 1, &unused, result), KULLBACK_ERROR_OPTION,
           KULLBACK_ARGUMENT_OPTIONS);
    CHECK(result[0] == -7 && result[1] == -7);
}

int main(void) {
    test_values();
    test_errors();
    return check_summary();
}
