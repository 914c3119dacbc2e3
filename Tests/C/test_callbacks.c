/* Monte-Carlo estimates through user callbacks: order of calls, failures, and bad arguments. */
#include <math.h>

#include "support/check.h"
#include "support/real.h"

enum {
    BATCH = KULLBACK_MONTE_CARLO_BATCH,
    SAMPLES = BATCH + 100,
    DIMENSION = 3,
    CALLBACKS = 3
};

/* What the callbacks share. Callback i (sampler, p, q) returns `code` in its batch number `fails_in[i]`. */
typedef struct source {
    uint32_t state;
    int calls[CALLBACKS];
    int fails_in[CALLBACKS];
    int32_t code;
    size_t drawn;
    size_t largest_batch;
    bool out_of_order;
    bool gives_nan;
} source;

static int32_t next_return(source *self, int callback) {
    const int call = self->calls[callback]++;
    self->out_of_order |= callback > 0 && self->calls[callback] != self->calls[callback - 1];
    return self->fails_in[callback] == call + 1 ? self->code : 0;
}

/* Multiples of 1/64 in [0, 4): sums and differences of them are exact in float and double. */
static real next_real(source *self) {
    self->state = self->state * 1664525u + 1013904223u;
    return (real)(self->state >> 24) / 64;
}

static int32_t draw(void *user, size_t count, size_t dimension, real *samples) {
    source *self = user;
    self->drawn += count;
    self->largest_batch = count > self->largest_batch ? count : self->largest_batch;
    self->out_of_order |= dimension != DIMENSION;
    for (size_t i = 0; i < count * dimension; i++) {
        samples[i] = next_real(self);
    }
    return next_return(self, 0);
}

static int32_t density_p(void *user, const real *samples, size_t count, size_t dimension, real *log_density) {
    source *self = user;
    for (size_t i = 0; i < count; i++) {
        log_density[i] = self->gives_nan ? (real)NAN : samples[i * dimension] + samples[i * dimension + 1];
    }
    return next_return(self, 1);
}

static int32_t density_q(void *user, const real *samples, size_t count, size_t dimension, real *log_density) {
    for (size_t i = 0; i < count; i++) {
        log_density[i] = 2 * samples[i * dimension + 2];
    }
    return next_return(user, 2);
}

static kullback_status run(kullback_estimator estimator, source *user, size_t count, kullback_error *error,
                           kullback_estimate *result) {
    const kullback_options options = {.struct_size = sizeof options, .error = error};
    return FN(kullback_monte_carlo)(estimator, draw, density_p, density_q, user, DIMENSION, count, &options, result);
}

static bool is_untouched(const kullback_estimate *estimate) {
    return estimate->value == -1 && estimate->standard_error == -1 && estimate->count == 7;
}

/* The estimate is that of the log ratios, to the bit. */
static void test_matches_log_ratios(kullback_estimator estimator, size_t count) {
    static real log_ratio[SAMPLES];
    source expected_source = {.state = 1}, user = {.state = 1};
    for (size_t i = 0; i < count; i++) {
        real sample[DIMENSION];
        for (int j = 0; j < DIMENSION; j++) {
            sample[j] = next_real(&expected_source);
        }
        log_ratio[i] = sample[0] + sample[1] - 2 * sample[2];
    }
    kullback_estimate expected, result;
    CHECK_EQUAL(FN(kullback_log_ratio)(estimator, log_ratio, count, &expected), KULLBACK_OK);
    CHECK_EQUAL(run(estimator, &user, count, NULL, &result), KULLBACK_OK);
    CHECK(memcmp(&result.value, &expected.value, sizeof result.value) == 0);
    CHECK(memcmp(&result.standard_error, &expected.standard_error, sizeof result.standard_error) == 0);
    CHECK_EQUAL(result.count, count);
    CHECK_EQUAL(user.drawn, count);
    CHECK(user.largest_batch <= BATCH && !user.out_of_order);
}

static void test_failures(void) {
    static const kullback_argument at_fault[CALLBACKS] = {KULLBACK_ARGUMENT_SAMPLER, KULLBACK_ARGUMENT_LOG_DENSITY_P,
                                                          KULLBACK_ARGUMENT_LOG_DENSITY_Q};
    static const int32_t codes[] = {1, -7, INT32_MAX, INT32_MIN};
    for (int callback = 0; callback < CALLBACKS; callback++) {
        for (int batch = 1; batch <= 2; batch++) {
            for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
                source user = {.state = 1, .code = codes[i]};
                user.fails_in[callback] = batch;
                kullback_error error = {0};
                kullback_estimate result = {-1, -1, 7};
                CHECK_EQUAL(run(KULLBACK_K3, &user, SAMPLES, &error, &result), KULLBACK_ERROR_CALLBACK);
                CHECK_EQUAL(error.status, KULLBACK_ERROR_CALLBACK);
                CHECK_EQUAL(error.argument, at_fault[callback]);
                CHECK_EQUAL(error.value, codes[i]);
                CHECK_EQUAL(user.calls[callback], batch);
                CHECK(callback == CALLBACKS - 1 || user.calls[callback + 1] == batch - 1);
                CHECK(is_untouched(&result));
            }
        }
    }
}

static void test_nan(void) {
    static const kullback_estimator estimators[] = {KULLBACK_K1, KULLBACK_K2, KULLBACK_K3};
    for (int i = 0; i < 3; i++) {
        source user = {.state = 1, .gives_nan = true};
        kullback_estimate result = {-1, -1, 7};
        CHECK_EQUAL(run(estimators[i], &user, SAMPLES, NULL, &result), KULLBACK_OK);
        CHECK(isnan(result.value) && isnan(result.standard_error));
        CHECK_EQUAL(result.count, SAMPLES);
    }
}

static void expect_null_pointer(kullback_argument argument, FN(kullback_sampler) sampler, FN(kullback_log_density) p,
                                FN(kullback_log_density) q, kullback_estimate *result) {
    source user = {.state = 1};
    kullback_error error = {0};
    const kullback_options options = {.struct_size = sizeof options, .error = &error};
    CHECK_EQUAL(FN(kullback_monte_carlo)(KULLBACK_K1, sampler, p, q, &user, DIMENSION, 10, &options, result),
                KULLBACK_ERROR_NULL_POINTER);
    CHECK_EQUAL(error.status, KULLBACK_ERROR_NULL_POINTER);
    CHECK_EQUAL(error.argument, argument);
    CHECK_EQUAL(user.calls[0], 0);
}

static void test_null_pointers(void) {
    kullback_estimate result = {-1, -1, 7};
    expect_null_pointer(KULLBACK_ARGUMENT_SAMPLER, NULL, density_p, density_q, &result);
    expect_null_pointer(KULLBACK_ARGUMENT_LOG_DENSITY_P, draw, NULL, density_q, &result);
    expect_null_pointer(KULLBACK_ARGUMENT_LOG_DENSITY_Q, draw, density_p, NULL, &result);
    expect_null_pointer(KULLBACK_ARGUMENT_RESULT, draw, density_p, density_q, NULL);
    CHECK(is_untouched(&result));
}

static kullback_status draw_some(size_t dimension, size_t count) {
    kullback_estimate result = {-1, -1, 7};
    source user = {.state = 1};
    const kullback_status status =
        FN(kullback_monte_carlo)(KULLBACK_K1, draw, density_p, density_q, &user, dimension, count, NULL, &result);
    CHECK(is_untouched(&result));
    CHECK_EQUAL(user.calls[0], 0);
    return status;
}

static void test_bad_counts(void) {
    static const size_t too_large[] = {SIZE_MAX, PTRDIFF_MAX, (size_t)PTRDIFF_MAX + 1, SIZE_MAX / 8};
    for (size_t i = 0; i < sizeof too_large / sizeof *too_large; i++) {
        CHECK_EQUAL(draw_some(too_large[i], 10), KULLBACK_ERROR_COUNT);
    }
    CHECK_EQUAL(draw_some(0, 10), KULLBACK_ERROR_COUNT);
    CHECK_EQUAL(draw_some(DIMENSION, 0), KULLBACK_ERROR_COUNT);
    CHECK_EQUAL(draw_some(DIMENSION, SIZE_MAX), KULLBACK_ERROR_COUNT);
    CHECK_EQUAL(draw_some(DIMENSION, (size_t)PTRDIFF_MAX + 1), KULLBACK_ERROR_COUNT);
    /* One sample could be had, a batch of them not. */
    CHECK_EQUAL(draw_some((size_t)1 << 42, BATCH), KULLBACK_ERROR_OUT_OF_MEMORY);

    kullback_estimate result = {-1, -1, 7};
    CHECK_EQUAL(FN(kullback_log_ratio)(KULLBACK_K1, &untouched, 0, &result), KULLBACK_ERROR_COUNT);
    CHECK(is_untouched(&result));
}

static void test_unknown_estimator(void) {
    kullback_estimate result = {-1, -1, 7};
    source user = {.state = 1};
    CHECK_EQUAL(run(15, &user, 10, NULL, &result), KULLBACK_ERROR_QUANTITY);
    CHECK(is_untouched(&result));
    CHECK_EQUAL(user.calls[0], 0);
}

static void test_one_sample(void) {
    source user = {.state = 1};
    kullback_estimate result;
    CHECK_EQUAL(run(KULLBACK_K1, &user, 1, NULL, &result), KULLBACK_OK);
    CHECK(isfinite(result.value) && isnan(result.standard_error));
    CHECK_EQUAL(result.count, 1);
}

int main(void) {
    static const kullback_estimator estimators[] = {KULLBACK_K1, KULLBACK_K2, KULLBACK_K3};
    for (int i = 0; i < 3; i++) {
        test_matches_log_ratios(estimators[i], 100);
        test_matches_log_ratios(estimators[i], BATCH);
        test_matches_log_ratios(estimators[i], SAMPLES);
    }
    test_failures();
    test_nan();
    test_null_pointers();
    test_bad_counts();
    test_unknown_estimator();
    test_one_sample();
    return check_summary();
}
