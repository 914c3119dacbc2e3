/* One number per element: values, layouts of the results, overlap with the operands, and what is refused. */
#include <math.h>
#include <stdint.h>

#include "support/accuracy.h"
#include "support/divergence_call.h"

enum {
    ELEMENTS = CALL_ROWS * CALL_COUNT,
    PLACES = 64
};

static kullback_status chi2_elements(const divergence_call *call, real *result, ptrdiff_t row_stride,
                                     ptrdiff_t stride) {
    return FN(kullback_divergence_elements)(KULLBACK_PEARSON_CHI2, &call->p, &call->q, &call->options, result,
                                            row_stride, stride);
}

static kullback_status information(const rows *p, real *result, ptrdiff_t row_stride, ptrdiff_t stride) {
    return FN(kullback_entropy_elements)(KULLBACK_SELF_INFORMATION, p, NULL, result, row_stride, stride);
}

static void test_values(void) {
    const divergence_call call = valid_call();
    real results[ELEMENTS];
    CHECK_EQUAL(chi2_elements(&call, results, CALL_COUNT, 1), KULLBACK_OK);
    for (int i = 0; i < ELEMENTS; i++) {
        const double difference = (double)call_p[i] - (double)call_q[i];
        CHECK_ACCURATE(results[i], difference * difference / (double)call_q[i]);
    }
    const kullback_options bits = {.struct_size = sizeof bits, .base = 2};
    const rows batch = contiguous(call_q, CALL_ROWS, CALL_COUNT);
    CHECK_EQUAL(FN(kullback_entropy_elements)(KULLBACK_ENTROPY, &batch, &bits, results, CALL_COUNT, 1), KULLBACK_OK);
    for (int i = 0; i < ELEMENTS; i++) {
        CHECK_ACCURATE(results[i], -(double)call_q[i] * log2((double)call_q[i]));
    }
    CHECK_EQUAL(information(&call.p, results, CALL_COUNT, 1), KULLBACK_OK);
    for (int i = 0; i < ELEMENTS; i++) {
        CHECK_ACCURATE(exp(-(double)results[i]), (double)call_p[i]);
    }
}

/* What the elements contribute is what the divergence is, for the two rows without zeros. */
static void test_sums(void) {
    const int full_rows = 2;
    static const kullback_quantity quantities[] = {
        KULLBACK_KL,           KULLBACK_JEFFREYS,          KULLBACK_JS_DIVERGENCE,
        KULLBACK_REVERSE_KL,   KULLBACK_SKEW_KL,           KULLBACK_K_DIVERGENCE,
        KULLBACK_NEYMAN_CHI2,  KULLBACK_SQUARED_HELLINGER, KULLBACK_TOTAL_VARIATION,
        KULLBACK_ALPHA,        KULLBACK_CRESSIE_READ,      KULLBACK_TRIANGULAR_DISCRIMINATION,
        KULLBACK_PEARSON_CHI2, KULLBACK_TSALLIS,           KULLBACK_GENERALIZED_KL};
    for (size_t i = 0; i < sizeof quantities / sizeof *quantities; i++) {
        divergence_call call = valid_call();
        call.quantity = quantities[i];
        call.p.rows = call.q.rows = (size_t)full_rows;
        call.options.order = 0.25;
        CHECK_EQUAL(run_call(&call), KULLBACK_OK);
        real results[ELEMENTS];
        CHECK_EQUAL(
            FN(kullback_divergence_elements)(quantities[i], &call.p, &call.q, &call.options, results, CALL_COUNT, 1),
            KULLBACK_OK);
        for (int row = 0; row < full_rows; row++) {
            double sum = 0;
            for (int j = 0; j < CALL_COUNT; j++) {
                CHECK(results[row * CALL_COUNT + j] >= 0);
                sum += (double)results[row * CALL_COUNT + j];
            }
            CHECK_ACCURATE(call.results[row], sum);
        }
    }
}

static void test_result_strides(void) {
    const divergence_call call = valid_call();
    real plain[ELEMENTS];
    CHECK_EQUAL(chi2_elements(&call, plain, CALL_COUNT, 1), KULLBACK_OK);
    static const struct {
        ptrdiff_t row_stride, stride;
        kullback_status status;
    } cases[] = {
        {4, 1, KULLBACK_OK},
        {5, 1, KULLBACK_OK},
        {8, 2, KULLBACK_OK},
        {1, 3, KULLBACK_OK},
        {-4, 1, KULLBACK_OK},
        {4, -1, KULLBACK_OK},
        {-1, -3, KULLBACK_OK},
        {3, 1, KULLBACK_ERROR_STRIDE},
        {0, 1, KULLBACK_ERROR_STRIDE},
        {4, 0, KULLBACK_ERROR_STRIDE},
        {1, 2, KULLBACK_ERROR_STRIDE},
        {PTRDIFF_MAX, 1, KULLBACK_ERROR_STRIDE},
        {4, PTRDIFF_MIN, KULLBACK_ERROR_STRIDE},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        real places[PLACES], expected[PLACES];
        fill(places, PLACES, untouched);
        fill(expected, PLACES, untouched);
        for (int j = 0; cases[i].status == KULLBACK_OK && j < ELEMENTS; j++) {
            expected[PLACES / 2 + j / CALL_COUNT * cases[i].row_stride + j % CALL_COUNT * cases[i].stride] = plain[j];
        }
        CHECK_EQUAL(chi2_elements(&call, places + PLACES / 2, cases[i].row_stride, cases[i].stride), cases[i].status);
        CHECK(same_bits(places, expected, PLACES));
    }
}

/* Results may be written over the operands, at any distance. */
static void test_overlap(void) {
    const divergence_call call = valid_call();
    real plain[ELEMENTS];
    CHECK_EQUAL(chi2_elements(&call, plain, CALL_COUNT, 1), KULLBACK_OK);
    for (int offset = 0; offset <= ELEMENTS; offset++) {
        for (int over_q = 0; over_q < 2; over_q++) {
            real p[2 * ELEMENTS], q[2 * ELEMENTS];
            memcpy(p, call_p, sizeof call_p);
            memcpy(q, call_q, sizeof call_q);
            divergence_call on_copies = valid_call();
            on_copies.p.data = p;
            on_copies.q.data = q;
            real *result = (over_q ? q : p) + offset;
            CHECK_EQUAL(chi2_elements(&on_copies, result, CALL_COUNT, 1), KULLBACK_OK);
            CHECK(same_bits(result, plain, ELEMENTS));
        }
    }
}

static void test_input_strides(void) {
    real reversed[ELEMENTS], plain[ELEMENTS], results[ELEMENTS];
    for (int i = 0; i < ELEMENTS; i++) {
        reversed[ELEMENTS - 1 - i] = call_p[i];
    }
    divergence_call call = valid_call();
    CHECK_EQUAL(chi2_elements(&call, plain, CALL_COUNT, 1), KULLBACK_OK);
    call.p = (rows){reversed + ELEMENTS - 1, CALL_ROWS, CALL_COUNT, -CALL_COUNT, -1};
    CHECK_EQUAL(chi2_elements(&call, results, CALL_COUNT, 1), KULLBACK_OK);
    CHECK(same_bits(results, plain, ELEMENTS));
}

/* An error in the last row: nothing is written for any. */
static void test_nothing_is_written_on_error(void) {
    real bad[ELEMENTS], results[ELEMENTS];
    memcpy(bad, call_p, sizeof bad);
    bad[ELEMENTS - 1] = -1;
    fill(results, ELEMENTS, untouched);
    kullback_error error = {0};
    divergence_call call = valid_call();
    call.options.error = &error;
    call.p.data = bad;
    CHECK_EQUAL(chi2_elements(&call, results, CALL_COUNT, 1), KULLBACK_ERROR_PROBABILITY);
    CHECK(error.argument == KULLBACK_ARGUMENT_P && error.row == 2 && error.index == 3 && error.value == -1);
    CHECK_EQUAL(information(&call.p, results, CALL_COUNT, 1), KULLBACK_ERROR_PROBABILITY);
    call.p = contiguous(call_p, CALL_ROWS, CALL_COUNT);
    call.q.count--;
    CHECK_EQUAL(chi2_elements(&call, results, CALL_COUNT, 1), KULLBACK_ERROR_SHAPE);
    CHECK(all_equal(results, ELEMENTS, untouched));
}

static void test_nan_is_an_answer_for_its_row(void) {
    real p[ELEMENTS], results[ELEMENTS];
    memcpy(p, call_p, sizeof p);
    p[5] = NAN;
    divergence_call call = valid_call();
    call.p.data = p;
    CHECK_EQUAL(chi2_elements(&call, results, CALL_COUNT, 1), KULLBACK_OK);
    CHECK(isfinite(results[3]) && isfinite(results[8]));
    for (int j = CALL_COUNT; j < 2 * CALL_COUNT; j++) {
        CHECK(isnan(results[j]));
    }
}

static void test_quantities_that_are_no_sums(void) {
    static const kullback_quantity no_sums[] = {KULLBACK_CROSS_ENTROPY,
                                                KULLBACK_JS_DISTANCE,
                                                KULLBACK_HELLINGER_DISTANCE,
                                                KULLBACK_BHATTACHARYYA_COEFFICIENT,
                                                KULLBACK_BHATTACHARYYA_DISTANCE,
                                                KULLBACK_RENYI,
                                                KULLBACK_ENTROPY,
                                                KULLBACK_RENYI_ENTROPY,
                                                KULLBACK_TSALLIS_ENTROPY,
                                                KULLBACK_SELF_INFORMATION,
                                                0,
                                                15,
                                                -30,
                                                INT32_MAX};
    divergence_call call = valid_call();
    real results[ELEMENTS];
    fill(results, ELEMENTS, untouched);
    for (size_t i = 0; i < sizeof no_sums / sizeof *no_sums; i++) {
        for (call.options.order = 0; call.options.order <= 1; call.options.order += 0.5) {
            CHECK_EQUAL(
                FN(kullback_divergence_elements)(no_sums[i], &call.p, &call.q, &call.options, results, CALL_COUNT, 1),
                KULLBACK_ERROR_QUANTITY);
        }
        if (no_sums[i] != KULLBACK_ENTROPY && no_sums[i] != KULLBACK_SELF_INFORMATION) {
            CHECK_EQUAL(FN(kullback_entropy_elements)(no_sums[i], &call.p, &call.options, results, CALL_COUNT, 1),
                        KULLBACK_ERROR_QUANTITY);
        }
    }
    CHECK_EQUAL(FN(kullback_entropy_elements)(KULLBACK_KL, &call.p, NULL, results, CALL_COUNT, 1),
                KULLBACK_ERROR_QUANTITY);
    CHECK(all_equal(results, ELEMENTS, untouched));
}

static void test_pointers_and_counts(void) {
    divergence_call call = valid_call();
    real results[ELEMENTS];
    fill(results, ELEMENTS, untouched);
    const kullback_quantity kl = KULLBACK_KL, self = KULLBACK_SELF_INFORMATION;
    CHECK_EQUAL(FN(kullback_divergence_elements)(kl, NULL, &call.q, NULL, results, CALL_COUNT, 1),
                KULLBACK_ERROR_NULL_POINTER);
    CHECK_EQUAL(FN(kullback_divergence_elements)(kl, &call.p, NULL, NULL, results, CALL_COUNT, 1),
                KULLBACK_ERROR_NULL_POINTER);
    CHECK_EQUAL(FN(kullback_divergence_elements)(kl, &call.p, &call.q, NULL, NULL, CALL_COUNT, 1),
                KULLBACK_ERROR_NULL_POINTER);
    CHECK_EQUAL(FN(kullback_entropy_elements)(self, NULL, NULL, results, CALL_COUNT, 1), KULLBACK_ERROR_NULL_POINTER);
    CHECK_EQUAL(FN(kullback_entropy_elements)(self, &call.p, NULL, NULL, CALL_COUNT, 1), KULLBACK_ERROR_NULL_POINTER);
    void *misaligned = (unsigned char *)results + 1;
    CHECK_EQUAL(FN(kullback_entropy_elements)(self, &call.p, NULL, misaligned, CALL_COUNT, 1),
                KULLBACK_ERROR_ALIGNMENT);

    static const size_t huge[] = {SIZE_MAX, PTRDIFF_MAX, SIZE_MAX / 8};
    for (size_t i = 0; i < sizeof huge / sizeof *huge; i++) {
        call.p = call.q = (rows){call_p, 1, huge[i], 0, 0};
        CHECK_EQUAL(chi2_elements(&call, results, 0, 1), KULLBACK_ERROR_COUNT);
        CHECK_EQUAL(information(&call.p, results, 0, 1), KULLBACK_ERROR_COUNT);
    }
    CHECK(all_equal(results, ELEMENTS, untouched));

    call.p = call.q = (rows){NULL, 0, CALL_COUNT, CALL_COUNT, 1};
    CHECK_EQUAL(chi2_elements(&call, NULL, CALL_COUNT, 1), KULLBACK_OK);
    CHECK_EQUAL(information(&call.p, NULL, CALL_COUNT, 1), KULLBACK_OK);
    call.p = call.q = (rows){NULL, 1, 0, 0, 1};
    CHECK_EQUAL(chi2_elements(&call, results, 0, 1), KULLBACK_ERROR_NO_MASS);
    CHECK_EQUAL(information(&call.p, results, 0, 1), KULLBACK_ERROR_NO_MASS);
}

int main(void) {
    test_values();
    test_sums();
    test_result_strides();
    test_overlap();
    test_input_strides();
    test_nothing_is_written_on_error();
    test_nan_is_an_answer_for_its_row();
    test_quantities_that_are_no_sums();
    test_pointers_and_counts();
    return check_summary();
}
