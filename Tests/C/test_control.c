/* Schedules, controllers and trust regions: values, failures and bad arguments. Expected values from mpmath. */
#include <math.h>
#include <stdint.h>

#include <kullback.h>

#include "support/check.h"

static bool is_near(double value, double expected) {
    return fabs(value / expected - 1) <= 1e-15;
}

static double weight(kullback_schedule schedule, uint64_t step) {
    double result = -1;
    CHECK_EQUAL(kullback_schedule_weight(&schedule, step, NULL, &result), KULLBACK_OK);
    return result;
}

static void test_schedules(void) {
    const kullback_schedule linear = {.shape = KULLBACK_LINEAR, .start = 0.5, .end = 2, .steps = 10};
    CHECK(weight(linear, 0) == 0.5 && weight(linear, 5) == 1.25 && weight(linear, 10) == 2);
    CHECK(weight(linear, UINT64_MAX) == 2);
    const kullback_schedule cosine = {.shape = KULLBACK_COSINE, .end = 1, .steps = 20};
    CHECK(is_near(weight(cosine, 5), 0.1464466094067262378) && weight(cosine, 10) == 0.5 && weight(cosine, 20) == 1);
    CHECK(is_near(weight(cosine, 2), 0.024471741852423213942));
    CHECK(is_near(weight(cosine, 15), 1 - 0.1464466094067262378));
    const kullback_schedule sigmoid = {.shape = KULLBACK_SIGMOID, .end = 1, .steps = 100};
    CHECK(is_near(weight(sigmoid, 0), 0.0024726231566347743341) && weight(sigmoid, 50) == 0.5);
    CHECK(is_near(weight(sigmoid, 25), 0.047425873177566780879));
    CHECK(is_near(weight(sigmoid, 150), 0.99999385582539778528) && weight(sigmoid, UINT64_MAX) == 1);
    const kullback_schedule falling = {.shape = KULLBACK_LINEAR, .start = 1, .end = 0, .steps = 4, .ratio = 0.5};
    CHECK(weight(falling, 0) == 1 && weight(falling, 1) == 0.5 && weight(falling, 2) == 0);
}

/* Fu et al. 2019: four cycles of ten steps, each with five of ramp. */
static void test_cycles(void) {
    kullback_schedule schedule = {.shape = KULLBACK_LINEAR, .end = 1, .steps = 40, .cycles = 4};
    for (uint64_t step = 0; step < 50; step++) {
        const double expected = step < 40 && step % 10 < 5 ? (double)(step % 10) / 5 : 1;
        CHECK(fabs(weight(schedule, step) - expected) <= 1e-15);
    }
    schedule.shape = KULLBACK_SIGMOID;
    CHECK(is_near(weight(schedule, 10), 0.0024726231566347743341) && weight(schedule, 15) == 1);
    /* Positions within cycles of a length that is no integer are exact. */
    schedule = (kullback_schedule){.shape = KULLBACK_LINEAR, .end = 1, .steps = 10, .cycles = 3, .ratio = 1};
    CHECK(weight(schedule, 3) == 0.9 && weight(schedule, 4) == 0.2 && weight(schedule, 7) == 0.1);
}

static void expect_schedule_error(kullback_status status, kullback_argument argument, kullback_schedule schedule) {
    kullback_error error = {0};
    double result = -1;
    CHECK_EQUAL(kullback_schedule_weight(&schedule, 0, &error, &result), status);
    CHECK_EQUAL(error.argument, argument);
    CHECK_EQUAL(result, -1);
}

static void test_schedule_errors(void) {
    const kullback_schedule valid = {.shape = KULLBACK_LINEAR, .end = 1, .steps = 10};
    kullback_schedule schedule = valid;
    schedule.shape = 15;
    expect_schedule_error(KULLBACK_ERROR_OPTION, KULLBACK_ARGUMENT_SCHEDULE, schedule);
    schedule = valid;
    schedule.reserved = 1;
    expect_schedule_error(KULLBACK_ERROR_OPTION, KULLBACK_ARGUMENT_SCHEDULE, schedule);
    const double bad[] = {-1, NAN, INFINITY};
    for (int i = 0; i < 3; i++) {
        schedule = valid;
        schedule.start = bad[i];
        expect_schedule_error(KULLBACK_ERROR_PARAMETER, KULLBACK_ARGUMENT_START, schedule);
        schedule = valid;
        schedule.end = bad[i];
        expect_schedule_error(KULLBACK_ERROR_PARAMETER, KULLBACK_ARGUMENT_END, schedule);
        schedule = valid;
        schedule.ratio = bad[i];
        expect_schedule_error(KULLBACK_ERROR_PARAMETER, KULLBACK_ARGUMENT_RATIO, schedule);
        schedule = valid;
        schedule.shape = KULLBACK_SIGMOID;
        schedule.steepness = bad[i];
        expect_schedule_error(KULLBACK_ERROR_PARAMETER, KULLBACK_ARGUMENT_STEEPNESS, schedule);
    }
    const uint64_t lengths[] = {0, (uint64_t)1 << 53, UINT64_MAX};
    for (int i = 0; i < 3; i++) {
        schedule = valid;
        schedule.steps = lengths[i];
        expect_schedule_error(KULLBACK_ERROR_PARAMETER, KULLBACK_ARGUMENT_STEPS, schedule);
    }
    schedule = valid;
    schedule.cycles = UINT64_MAX;
    expect_schedule_error(KULLBACK_ERROR_PARAMETER, KULLBACK_ARGUMENT_CYCLES, schedule);
    double result;
    CHECK_EQUAL(kullback_schedule_weight(NULL, 0, NULL, &result), KULLBACK_ERROR_NULL_POINTER);
    CHECK_EQUAL(kullback_schedule_weight(&valid, 0, NULL, NULL), KULLBACK_ERROR_NULL_POINTER);
}

static void expect_adaptive_error(kullback_argument argument, double start, double kl, double target, double horizon,
                                  double n_steps, double clip) {
    kullback_error error = {0};
    double result = -1;
    CHECK_EQUAL(kullback_adaptive_weight(start, kl, target, horizon, n_steps, clip, &error, &result),
                KULLBACK_ERROR_PARAMETER);
    CHECK_EQUAL(error.argument, argument);
    CHECK_EQUAL(result, -1);
}

static void test_controllers(void) {
    double result;
    /* 0.1 (1 + 0.2 * 256 / 10000), and with errors of 0.1 and, limited, of -1 */
    CHECK_EQUAL(kullback_adaptive_weight(0.1, 9, 6, 10000, 256, 0, NULL, &result), KULLBACK_OK);
    CHECK(is_near(result, 0.100512));
    CHECK_EQUAL(kullback_adaptive_weight(1, 1.25, 1, 1000, 100, 0.5, NULL, &result), KULLBACK_OK);
    CHECK(is_near(result, 1.025));
    CHECK_EQUAL(kullback_adaptive_weight(1, -3, 1, 1000, 100, 0, NULL, &result), KULLBACK_OK);
    CHECK(is_near(result, 0.98));
    CHECK_EQUAL(kullback_adaptive_weight(1, INFINITY, 1, 1000, 100, 0, NULL, &result), KULLBACK_OK);
    CHECK(is_near(result, 1.02));
    expect_adaptive_error(KULLBACK_ARGUMENT_WEIGHT, 0, 1, 1, 100, 1, 0);
    expect_adaptive_error(KULLBACK_ARGUMENT_KL, 1, NAN, 1, 100, 1, 0);
    expect_adaptive_error(KULLBACK_ARGUMENT_TARGET, 1, 1, 0, 100, 1, 0);
    expect_adaptive_error(KULLBACK_ARGUMENT_HORIZON, 1, 1, 1, INFINITY, 1, 0);
    expect_adaptive_error(KULLBACK_ARGUMENT_N_STEPS, 1, 1, 1, 100, 0, 0);
    expect_adaptive_error(KULLBACK_ARGUMENT_N_STEPS, 1, 1, 1, 100, 500, 0);
    expect_adaptive_error(KULLBACK_ARGUMENT_CLIP, 1, 1, 1, 100, 1, -1);

    static const double divergences[] = {0.01, 0.016, 0.014, 0.0066, 0.0067}, factors[] = {1, 2, 1, 0.5, 1};
    for (int i = 0; i < 5; i++) {
        CHECK_EQUAL(kullback_ppo_weight(3, divergences[i], 0.01, NULL, &result), KULLBACK_OK);
        CHECK_EQUAL(result, 3 * factors[i]);
    }
    CHECK_EQUAL(kullback_ppo_weight(3, NAN, 0.01, NULL, &result), KULLBACK_ERROR_PARAMETER);
}

/* What a step evaluation answers: kl = fraction^2, and an improvement below a fraction. */
typedef struct step {
    int calls;
    int fails_in;
    double improves_below;
    double last;
    bool is_missing;
} step;

static int32_t evaluate(void *user, double fraction, double *kl, double *improvement) {
    step *self = user;
    self->calls++;
    self->last = fraction;
    CHECK(isinf(*improvement));
    *kl = self->is_missing ? NAN : fraction * fraction;
    if (self->improves_below > 0) {
        *improvement = self->improves_below - fraction;
    }
    return self->calls == self->fails_in ? -7 : 0;
}

static void test_trust_region(void) {
    double result = -1;
    CHECK_EQUAL(kullback_maximal_step(0.01, 2, NULL, &result), KULLBACK_OK);
    CHECK_EQUAL(result, 0.1);
    CHECK_EQUAL(kullback_maximal_step(1e300, 1e-300, NULL, &result), KULLBACK_OK);
    CHECK(is_near(result, 1.4142135623730951e300));
    kullback_error error = {0};
    CHECK_EQUAL(kullback_maximal_step(0, 2, &error, &result), KULLBACK_ERROR_PARAMETER);
    CHECK_EQUAL(error.argument, KULLBACK_ARGUMENT_BOUND);
    CHECK_EQUAL(kullback_maximal_step(1, -2, &error, &result), KULLBACK_ERROR_PARAMETER);
    CHECK(error.argument == KULLBACK_ARGUMENT_CURVATURE && error.value == -2);

    kullback_line_search search;
    step user = {0};
    CHECK_EQUAL(kullback_backtrack(evaluate, &user, 0.25, 0, 0, NULL, &search), KULLBACK_OK);
    CHECK(search.fraction == 0.5 && search.kl == 0.25 && search.tries == 2 && search.accepted && user.calls == 2);
    CHECK(isinf(search.improvement));
    user = (step){.improves_below = 0.3};
    CHECK_EQUAL(kullback_backtrack(evaluate, &user, 1, 0.8, 0, NULL, &search), KULLBACK_OK);
    CHECK(is_near(search.fraction, 0.262144) && search.tries == 7 && search.accepted);
    user = (step){.is_missing = true};
    CHECK_EQUAL(kullback_backtrack(evaluate, &user, INFINITY, 0, 3, NULL, &search), KULLBACK_OK);
    CHECK(search.fraction == 0 && isnan(search.kl) && search.tries == 3 && !search.accepted && user.last == 0.25);
}

static void test_line_search_errors(void) {
    kullback_error error = {0};
    kullback_line_search search = {.fraction = -1};
    step user = {.fails_in = 2};
    CHECK_EQUAL(kullback_backtrack(evaluate, &user, 0.01, 0, 0, &error, &search), KULLBACK_ERROR_CALLBACK);
    CHECK(error.argument == KULLBACK_ARGUMENT_EVALUATE && error.value == -7 && user.calls == 2);
    user = (step){0};
    CHECK_EQUAL(kullback_backtrack(NULL, &user, 1, 0, 0, &error, &search), KULLBACK_ERROR_NULL_POINTER);
    CHECK_EQUAL(error.argument, KULLBACK_ARGUMENT_EVALUATE);
    CHECK_EQUAL(kullback_backtrack(evaluate, &user, NAN, 0, 0, &error, &search), KULLBACK_ERROR_PARAMETER);
    CHECK_EQUAL(error.argument, KULLBACK_ARGUMENT_BOUND);
    CHECK_EQUAL(kullback_backtrack(evaluate, &user, 1, 1, 0, &error, &search), KULLBACK_ERROR_PARAMETER);
    CHECK_EQUAL(error.argument, KULLBACK_ARGUMENT_SHRINK);
    CHECK_EQUAL(kullback_backtrack(evaluate, &user, 1, 0, 0, &error, NULL), KULLBACK_ERROR_NULL_POINTER);
    CHECK(search.fraction == -1 && user.calls == 0);
}

int main(void) {
    test_schedules();
    test_cycles();
    test_schedule_errors();
    test_controllers();
    test_trust_region();
    test_line_search_errors();
    return check_summary();
}
