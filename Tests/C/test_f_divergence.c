/* f-divergences of a callback: values, what it is asked, and what is wrong with it. */
#include <math.h>

#include "support/accuracy.h"

enum {
    ROWS = 2,
    COUNT = 3
};

/* A callback's view of the calls that it got, and what it is to do. */
typedef struct record {
    double (*f)(double);
    size_t calls;
    size_t largest;
    size_t failing; /* the call that fails, from 1; 0 for none */
    double asked[16];
} record;

static double squared(double t) {
    return (t - 1) * (t - 1);
}

static double entropic(double t) {
    return t * log(t); /* NaN at 0 */
}

static double reversed(double t) {
    return -log(t);
}

static double variation(double t) {
    return fabs(t - 1) / 2;
}

static double slow(double t) {
    return 1000 * (1 - pow(t, 0.001)); /* f(0) = 1000, but it shows nowhere near */
}

static double slow_unless_zero(double t) {
    return t == 0 ? NAN : slow(t);
}

static double concave(double t) {
    return -squared(t);
}

static double shifted(double t) {
    return t;
}

static double undefined_above_one(double t) {
    return t > 1 ? NAN : 0;
}

static int32_t callback(void *user, const double *t, size_t count, double *value) {
    record *self = user;
    self->calls++;
    self->largest = count > self->largest ? count : self->largest;
    if (self->calls <= 16) {
        self->asked[self->calls - 1] = t[0];
    }
    if (self->calls == self->failing) {
        return -42;
    }
    for (size_t i = 0; i < count; i++) {
        value[i] = self->f(t[i]);
    }
    return 0;
}

static const real p[] = {0.5, 0.25, 0.25, 0, 0.5, 0.5};
static const real q[] = {0.25, 0.25, 0.5, 0.5, 0.5, 0};
static kullback_error error;
static real results[ROWS];

static kullback_status run(record *user, const kullback_generator_limits *limits, size_t first, size_t count) {
    const kullback_options options = {.struct_size = sizeof options, .error = &error};
    const rows p_rows = contiguous(p + first * COUNT, count, COUNT),
               q_rows = contiguous(q + first * COUNT, count, COUNT);
    error = (kullback_error){0};
    fill(results, ROWS, untouched);
    return FN(kullback_f_divergence)(callback, user, limits, &p_rows, &q_rows, &options, results, 1);
}

static void test_values(void) {
    record user = {.f = variation};
    CHECK_EQUAL(run(&user, NULL, 0, ROWS), KULLBACK_OK);
    CHECK_ACCURATE(results[0], 0.25);
    CHECK_ACCURATE(results[1], 0.5);
    user = (record){.f = entropic};
    CHECK_EQUAL(run(&user, NULL, 0, ROWS), KULLBACK_OK);
    CHECK_ACCURATE(results[0], 0.25 * log(2));
    CHECK(isinf(results[1]));
    user = (record){.f = reversed};
    CHECK_EQUAL(run(&user, NULL, 0, ROWS), KULLBACK_OK);
    CHECK_ACCURATE(results[0], 0.25 * log(2));
    CHECK(isinf(results[1]));
}

/* Limits are asked for when a row needs them, at the documented places, and not if they are given. */
static void test_limits(void) {
    record user = {.f = squared};
    CHECK_EQUAL(run(&user, NULL, 0, 1), KULLBACK_OK);
    CHECK_EQUAL(user.calls, 2);
    user = (record){.f = entropic};
    CHECK_EQUAL(run(&user, NULL, 1, 1), KULLBACK_OK);
    const double places[] = {1, 1, 0, 0x1p-125, 0x1p-250, 0x1p-500, 0x1p125, 0x1p250, 0x1p500};
    CHECK_EQUAL(user.calls, 9);
    CHECK(memcmp(user.asked, places, sizeof places) == 0);
    const kullback_generator_limits limits = {3, 5}, one = {3, NAN};
    user = (record){.f = variation};
    CHECK_EQUAL(run(&user, &limits, 1, 1), KULLBACK_OK);
    CHECK_EQUAL(user.calls, 2);
    CHECK_ACCURATE(results[0], 4); /* (3 + 0 + 5) / 2 */
    CHECK_EQUAL(run(&user, &one, 1, 1), KULLBACK_OK);
    CHECK_ACCURATE(results[0], 1.75);
    user = (record){.f = slow};
    CHECK_EQUAL(run(&user, NULL, 1, 1), KULLBACK_OK); /* f(0) itself is asked first */
    CHECK_ACCURATE(results[0], 500);
}

static void expect_parameter(double (*f)(double), size_t row, size_t index, double value) {
    record user = {.f = f};
    CHECK_EQUAL(run(&user, NULL, 0, ROWS), KULLBACK_ERROR_PARAMETER);
    CHECK_EQUAL(error.argument, KULLBACK_ARGUMENT_F);
    CHECK_EQUAL(error.row, row);
    CHECK(error.index == index && error.value == value);
    CHECK(all_equal(results, ROWS, untouched));
}

static void test_errors(void) {
    expect_parameter(shifted, 0, KULLBACK_WHOLE_ROW, 1);
    expect_parameter(undefined_above_one, 0, 0, 2);
    expect_parameter(concave, 0, KULLBACK_WHOLE_ROW, -0.375);
    expect_parameter(slow_unless_zero, 0, KULLBACK_WHOLE_ROW, 0);
    for (size_t failing = 1; failing <= 9; failing++) {
        record user = {.f = entropic, .failing = failing};
        CHECK_EQUAL(run(&user, NULL, 1, 1), KULLBACK_ERROR_CALLBACK);
        CHECK_EQUAL(error.argument, KULLBACK_ARGUMENT_F);
        CHECK_EQUAL(error.value, -42);
        CHECK_EQUAL(user.calls, failing);
        CHECK(all_equal(results, ROWS, untouched));
    }
    const rows batch = contiguous(p, ROWS, COUNT);
    CHECK_EQUAL(FN(kullback_f_divergence)(NULL, NULL, NULL, &batch, &batch, NULL, results, 1),
                KULLBACK_ERROR_NULL_POINTER);
    record user = {.f = squared};
    CHECK_EQUAL(FN(kullback_f_divergence)(callback, &user, NULL, NULL, &batch, NULL, results, 1),
                KULLBACK_ERROR_NULL_POINTER);
    CHECK_EQUAL(user.calls, 0);
}

/* Equal rows give 0; long rows come in batches; a NaN in a row is its result, without a call. */
static void test_rows(void) {
    enum {
        LENGTH = 2500
    };
    static real weights[LENGTH], others[LENGTH];
    for (size_t i = 0; i < LENGTH; i++) {
        weights[i] = (real)(1 + i % 7);
        others[i] = (real)(1 + i % 5);
    }
    const kullback_options options = {.struct_size = sizeof options, .normalize = 1};
    rows p_rows = contiguous(weights, 1, LENGTH), q_rows = contiguous(others, 1, LENGTH);
    record user = {.f = entropic};
    CHECK_EQUAL(FN(kullback_f_divergence)(callback, &user, NULL, &p_rows, &p_rows, &options, results, 1), KULLBACK_OK);
    CHECK_EQUAL(results[0], 0);
    CHECK_EQUAL(user.largest, KULLBACK_GENERATOR_BATCH);
    CHECK_EQUAL(user.calls, 4);
    real expected;
    CHECK_EQUAL(FN(kullback_f_divergence)(callback, &user, NULL, &p_rows, &q_rows, &options, results, 1), KULLBACK_OK);
    CHECK_EQUAL(FN(kullback_divergence_rows)(KULLBACK_KL, &p_rows, &q_rows, &options, &expected, 1), KULLBACK_OK);
    CHECK_ACCURATE(results[0], expected);
    weights[5] = (real)NAN;
    user = (record){.f = squared};
    CHECK_EQUAL(FN(kullback_f_divergence)(callback, &user, NULL, &p_rows, &q_rows, &options, results, 1), KULLBACK_OK);
    CHECK(isnan(results[0]) && user.calls == 1);
}

int main(void) {
    test_values();
    test_limits();
    test_errors();
    test_rows();
    return check_summary();
}
