/* Rows that are no distributions: the status, and the first row, argument, position and value at fault. */
#include <math.h>

#include "support/divergence_call.h"

typedef struct fault {
    kullback_status status;
    kullback_argument argument;
    size_t row, index;
    double value;
} fault;

/* The valid call with p and q as given. */
static divergence_call call_on(const real *p, const real *q, kullback_space space) {
    divergence_call call = valid_call();
    call.p.data = p;
    call.q.data = q;
    call.options.space = space;
    return call;
}

static void expect_fault(divergence_call *call, fault expected, int line) {
    expect_call_error(call, expected.status, expected.argument, __FILE__, line);
    check_equal((double)call->error.row, (double)expected.row, "error.row", __FILE__, line);
    check_equal((double)call->error.index, (double)expected.index, "error.index", __FILE__, line);
    check_equal(call->error.value, expected.value, "error.value", __FILE__, line);
}

#define EXPECT_FAULT(call, ...) expect_fault(&(call), (fault){__VA_ARGS__}, __LINE__)

static void test_bad_probabilities(void) {
    static const real bad[] = {(real)-0.25, -INFINITY, INFINITY};
    static const kullback_quantity quantities[] = {KULLBACK_CROSS_ENTROPY, KULLBACK_KL,
                                                   KULLBACK_JEFFREYS,      KULLBACK_JS_DIVERGENCE,
                                                   KULLBACK_JS_DISTANCE,   KULLBACK_GENERALIZED_KL,
                                                   KULLBACK_SKEW_KL,       KULLBACK_TOTAL_VARIATION,
                                                   KULLBACK_NEYMAN_CHI2,   KULLBACK_BHATTACHARYYA_DISTANCE,
                                                   KULLBACK_RENYI};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        for (size_t position = 0; position < CALL_ROWS * CALL_COUNT; position++) {
            real changed[CALL_ROWS * CALL_COUNT];
            for (size_t j = 0; j < sizeof quantities / sizeof *quantities; j++) {
                memcpy(changed, call_p, sizeof changed);
                changed[position] = bad[i];
                divergence_call call = call_on(changed, call_q, KULLBACK_PROBABILITIES);
                call.quantity = quantities[j];
                EXPECT_FAULT(call, KULLBACK_ERROR_PROBABILITY, KULLBACK_ARGUMENT_P, position / CALL_COUNT,
                             position % CALL_COUNT, bad[i]);
                call = call_on(call_p, changed, KULLBACK_PROBABILITIES);
                call.quantity = quantities[j];
                EXPECT_FAULT(call, KULLBACK_ERROR_PROBABILITY, KULLBACK_ARGUMENT_Q, position / CALL_COUNT,
                             position % CALL_COUNT, bad[i]);
            }
        }
    }
}

/* One entry of +inf, in p or in q; `value` elsewhere. */
static void expect_infinite_logarithm(kullback_space space, int32_t normalize, real value) {
    real finite[CALL_ROWS * CALL_COUNT], infinite[CALL_ROWS * CALL_COUNT];
    fill(finite, CALL_ROWS * CALL_COUNT, value);
    fill(infinite, CALL_ROWS * CALL_COUNT, value);
    infinite[6] = INFINITY;
    divergence_call call = call_on(infinite, finite, space);
    call.options.normalize = normalize;
    EXPECT_FAULT(call, KULLBACK_ERROR_PROBABILITY, KULLBACK_ARGUMENT_P, 1, 2, INFINITY);
    call.p.data = finite;
    call.q.data = infinite;
    EXPECT_FAULT(call, KULLBACK_ERROR_PROBABILITY, KULLBACK_ARGUMENT_Q, 1, 2, INFINITY);
}

static void expect_fully_masked(kullback_space space, int32_t normalize, real value) {
    real finite[CALL_ROWS * CALL_COUNT], masked[CALL_ROWS * CALL_COUNT];
    fill(finite, CALL_ROWS * CALL_COUNT, value);
    fill(masked, CALL_ROWS * CALL_COUNT, value);
    fill(masked + CALL_COUNT, CALL_COUNT, -INFINITY);
    divergence_call call = call_on(finite, masked, space);
    call.options.normalize = normalize;
    EXPECT_ERROR(call, KULLBACK_ERROR_NO_MASS, KULLBACK_ARGUMENT_Q);
    CHECK_EQUAL(call.error.row, 1);
    CHECK(call.error.index == KULLBACK_WHOLE_ROW);
}

static void test_bad_logarithms(void) {
    const real log_of_quarter = (real)-1.3862943611198906;
    for (int32_t normalize = 0; normalize < 2; normalize++) {
        expect_infinite_logarithm(KULLBACK_LOG_PROBABILITIES, normalize, log_of_quarter);
        expect_infinite_logarithm(KULLBACK_LOGITS, normalize, 3);
        expect_fully_masked(KULLBACK_LOG_PROBABILITIES, normalize, log_of_quarter);
        expect_fully_masked(KULLBACK_LOGITS, normalize, 3);
    }
}

static void test_bad_sums(void) {
    real changed[CALL_ROWS * CALL_COUNT];
    memcpy(changed, call_p, sizeof changed);
    changed[9] = 0.75;
    divergence_call call = call_on(changed, call_q, KULLBACK_PROBABILITIES);
    EXPECT_FAULT(call, KULLBACK_ERROR_SUM, KULLBACK_ARGUMENT_P, 2, KULLBACK_WHOLE_ROW, 1.25);
    call.options.normalize = 1;
    CHECK_EQUAL(run_call(&call), KULLBACK_OK);
}

static void test_no_mass(void) {
    for (int normalize = 0; normalize < 2; normalize++) {
        real changed[CALL_ROWS * CALL_COUNT];
        memcpy(changed, call_q, sizeof changed);
        fill(changed + CALL_COUNT, CALL_COUNT, 0);
        divergence_call call = call_on(call_p, changed, KULLBACK_PROBABILITIES);
        call.options.normalize = normalize;
        EXPECT_ERROR(call, KULLBACK_ERROR_NO_MASS, KULLBACK_ARGUMENT_Q);
        CHECK_EQUAL(call.error.row, 1);
        CHECK(call.error.index == KULLBACK_WHOLE_ROW);
    }
}

/* First in row order, then in argument order. */
static void test_order_of_faults(void) {
    real p[CALL_ROWS * CALL_COUNT], q[CALL_ROWS * CALL_COUNT];
    memcpy(p, call_p, sizeof p);
    memcpy(q, call_q, sizeof q);
    p[8] = -2;
    q[5] = -3;
    divergence_call call = call_on(p, q, KULLBACK_PROBABILITIES);
    EXPECT_FAULT(call, KULLBACK_ERROR_PROBABILITY, KULLBACK_ARGUMENT_Q, 1, 1, -3);
    p[7] = -4;
    EXPECT_FAULT(call, KULLBACK_ERROR_PROBABILITY, KULLBACK_ARGUMENT_P, 1, 3, -4);
    p[0] = 1.5;
    EXPECT_FAULT(call, KULLBACK_ERROR_SUM, KULLBACK_ARGUMENT_P, 0, KULLBACK_WHOLE_ROW, 2);
}

/* NaN answers NaN for its row, unless the row is at fault in another place. */
static void test_nan(void) {
    real p[CALL_ROWS * CALL_COUNT];
    memcpy(p, call_p, sizeof p);
    p[4] = NAN;
    divergence_call valid = valid_call(), call = call_on(p, call_q, KULLBACK_PROBABILITIES);
    CHECK_EQUAL(run_call(&valid), KULLBACK_OK);
    CHECK_EQUAL(run_call(&call), KULLBACK_OK);
    CHECK(isnan(call.results[1]));
    CHECK(same_bits(&call.results[0], &valid.results[0], 1) && same_bits(&call.results[2], &valid.results[2], 1));

    real q[CALL_ROWS * CALL_COUNT];
    memcpy(q, call_q, sizeof q);
    q[7] = -2;
    call.q.data = q;
    EXPECT_FAULT(call, KULLBACK_ERROR_PROBABILITY, KULLBACK_ARGUMENT_Q, 1, 3, -2);
    p[6] = -1;
    EXPECT_FAULT(call, KULLBACK_ERROR_PROBABILITY, KULLBACK_ARGUMENT_P, 1, 2, -1);
}

static void test_infinity_is_an_answer(void) {
    divergence_call call = valid_call();
    call.p.data = call_q;
    call.q.data = call_p;
    CHECK_EQUAL(run_call(&call), KULLBACK_OK);
    CHECK(isinf(call.results[2]) && call.results[2] > 0 && isfinite(call.results[0]));
    CHECK_EQUAL(call.error.status, 0);
}

static void test_negative_zero(void) {
    real p[CALL_ROWS * CALL_COUNT];
    memcpy(p, call_p, sizeof p);
    p[8] = p[11] = (real)-0.0;
    divergence_call call = call_on(p, call_q, KULLBACK_PROBABILITIES);
    EXPECT_SAME_RESULTS(call);
}

static void expect_bad_parameter(kullback_family family, int parameter, real value, kullback_argument argument) {
    real values[4][6];
    rows parameters[4];
    for (int i = 0; i < 4; i++) {
        fill(values[i], 6, 1);
        parameters[i] = contiguous(values[i], 2, 3);
    }
    values[parameter][4] = value;
    kullback_error error = {0};
    const kullback_options options = {.struct_size = sizeof options, .error = &error};
    real results[6];
    fill(results, 6, untouched);
    for (int elementwise = 0; elementwise < 2; elementwise++) {
        error = (kullback_error){0};
        kullback_status status =
            elementwise
                ? FN(kullback_family)(KULLBACK_KL, family, parameters, parameters + 2, &options, results, 3, 1)
                : FN(kullback_family_rows)(KULLBACK_KL, family, parameters, parameters + 2, &options, results, 1);
        CHECK_EQUAL(status, KULLBACK_ERROR_PARAMETER);
        CHECK_EQUAL(error.status, KULLBACK_ERROR_PARAMETER);
        CHECK_EQUAL(error.argument, argument);
        CHECK_EQUAL(error.row, 1);
        CHECK_EQUAL(error.index, 1);
        CHECK_EQUAL(error.value, value);
    }
    CHECK(all_equal(results, 6, untouched));
}

static void test_bad_parameters(void) {
    static const kullback_argument normal[] = {KULLBACK_ARGUMENT_LOC_P, KULLBACK_ARGUMENT_SCALE_P,
                                               KULLBACK_ARGUMENT_LOC_Q, KULLBACK_ARGUMENT_SCALE_Q};
    static const kullback_argument log_variance[] = {KULLBACK_ARGUMENT_LOC_P, KULLBACK_ARGUMENT_LOG_VAR_P,
                                                     KULLBACK_ARGUMENT_LOC_Q, KULLBACK_ARGUMENT_LOG_VAR_Q};
    for (int i = 0; i < 4; i++) {
        expect_bad_parameter(KULLBACK_NORMAL, i, INFINITY, normal[i]);
        expect_bad_parameter(KULLBACK_NORMAL, i, -INFINITY, normal[i]);
        expect_bad_parameter(KULLBACK_NORMAL_LOG_VARIANCE, i, INFINITY, log_variance[i]);
        expect_bad_parameter(KULLBACK_NORMAL_LOG_VARIANCE, i, -INFINITY, log_variance[i]);
    }
    for (int i = 1; i < 4; i += 2) {
        expect_bad_parameter(KULLBACK_NORMAL, i, 0, normal[i]);
        expect_bad_parameter(KULLBACK_NORMAL, i, -1, normal[i]);
    }
    real result = untouched;
    CHECK_EQUAL(FN(kullback_normal_kl)(0, 0, 0, 1, &result), KULLBACK_ERROR_PARAMETER);
    CHECK_EQUAL(FN(kullback_normal_kl)(0, 1, INFINITY, 1, &result), KULLBACK_ERROR_PARAMETER);
    CHECK(result == untouched);
    CHECK_EQUAL(FN(kullback_normal_kl)(NAN, 1, 0, 1, &result), KULLBACK_OK);
    CHECK(isnan(result));
}

int main(void) {
    test_bad_probabilities();
    test_bad_logarithms();
    test_bad_sums();
    test_no_mass();
    test_order_of_faults();
    test_nan();
    test_infinity_is_an_answer();
    test_negative_zero();
    test_bad_parameters();
    return check_summary();
}
