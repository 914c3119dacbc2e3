/* Counts, shapes, strides, alignment and overlap: what a batch may look like, and what is refused. */
#include "support/divergence_call.h"

/* Too large for memory; some are negative as a signed number. */
static const size_t huge[] = {SIZE_MAX, SIZE_MAX - 1, PTRDIFF_MAX, (size_t)PTRDIFF_MAX + 1, SIZE_MAX / 8, SIZE_MAX / 4};
enum {
    HUGE_COUNTS = sizeof huge / sizeof *huge
};

static void test_huge_counts(void) {
    for (int i = 0; i < HUGE_COUNTS; i++) {
        divergence_call call = valid_call();
        call.p.count = call.q.count = huge[i];
        EXPECT_ERROR(call, KULLBACK_ERROR_COUNT, KULLBACK_ARGUMENT_P);

        real result = untouched;
        kullback_estimate estimate = {-1, -1, 7};
        CHECK_EQUAL(FN(kullback_kl)(call_p, call_q, huge[i], &result), KULLBACK_ERROR_COUNT);
        CHECK_EQUAL(FN(kullback_entropy)(call_p, huge[i], &result), KULLBACK_ERROR_COUNT);
        CHECK_EQUAL(FN(kullback_kl_logits)(call_p, call_q, huge[i], 1, &result), KULLBACK_ERROR_COUNT);
        CHECK_EQUAL(FN(kullback_vae_kl)(call_p, call_q, huge[i], &result), KULLBACK_ERROR_COUNT);
        CHECK_EQUAL(FN(kullback_diagonal_normal_kl)(call_p, call_p, call_q, call_q, huge[i], &result),
                    KULLBACK_ERROR_COUNT);
        CHECK_EQUAL(FN(kullback_log_ratio)(KULLBACK_K1, call_p, huge[i], &estimate), KULLBACK_ERROR_COUNT);
        CHECK(result == untouched && estimate.value == -1);
    }
}

static void test_huge_rows(void) {
    for (int i = 0; i < HUGE_COUNTS; i++) {
        divergence_call call = valid_call();
        call.p.rows = call.q.rows = huge[i];
        call.p.row_stride = call.q.row_stride = 0;
        EXPECT_ERROR(call, KULLBACK_ERROR_COUNT, KULLBACK_ARGUMENT_P);

        const rows batch = {call_p, huge[i], 2, 0, 1};
        const rows parameters[2] = {batch, batch};
        real result = untouched;
        kullback_estimate estimate = {-1, -1, 7};
        CHECK_EQUAL(FN(kullback_entropy_rows)(KULLBACK_ENTROPY, &batch, NULL, &result, 1), KULLBACK_ERROR_COUNT);
        CHECK_EQUAL(FN(kullback_log_ratio_rows)(KULLBACK_K1, &batch, NULL, &estimate), KULLBACK_ERROR_COUNT);
        CHECK_EQUAL(FN(kullback_family)(KULLBACK_KL, KULLBACK_NORMAL, parameters, NULL, NULL, &result, 2, 1),
                    KULLBACK_ERROR_COUNT);
        CHECK_EQUAL(FN(kullback_family_rows)(KULLBACK_KL, KULLBACK_NORMAL, parameters, NULL, NULL, &result, 1),
                    KULLBACK_ERROR_COUNT);
        CHECK(result == untouched && estimate.value == -1);
    }
}

static void test_no_rows(void) {
    divergence_call call = valid_call();
    call.p.rows = call.q.rows = 0;
    CHECK_EQUAL(run_call(&call), KULLBACK_OK);
    CHECK(all_equal(call.results, CALL_RESULTS, untouched));
}

static void test_empty_rows(void) {
    divergence_call call = valid_call();
    call.p.count = call.q.count = 0;
    EXPECT_ERROR(call, KULLBACK_ERROR_NO_MASS, KULLBACK_ARGUMENT_P);
    CHECK_EQUAL(call.error.row, 0);
    CHECK(call.error.index == KULLBACK_WHOLE_ROW);
}

static void test_shapes(void) {
    divergence_call call = valid_call();
    call.q.count--;
    EXPECT_ERROR(call, KULLBACK_ERROR_SHAPE, KULLBACK_ARGUMENT_Q);
    call = valid_call();
    call.p.rows--;
    EXPECT_ERROR(call, KULLBACK_ERROR_SHAPE, KULLBACK_ARGUMENT_Q);

    const rows wide = contiguous(call_p, 2, 4), narrow = contiguous(call_q, 2, 3);
    const rows parameters[2] = {wide, narrow};
    real results[8];
    fill(results, 8, untouched);
    CHECK_EQUAL(FN(kullback_family)(KULLBACK_KL, KULLBACK_NORMAL, parameters, NULL, NULL, results, 4, 1),
                KULLBACK_ERROR_SHAPE);
    CHECK_EQUAL(FN(kullback_family_rows)(KULLBACK_KL, KULLBACK_NORMAL, parameters, NULL, NULL, results, 1),
                KULLBACK_ERROR_SHAPE);
    CHECK(all_equal(results, 8, untouched));
}

static void test_strides_outside_the_address_space(void) {
    static const ptrdiff_t strides[] = {PTRDIFF_MAX, PTRDIFF_MIN, PTRDIFF_MAX / 2, PTRDIFF_MIN / 2, PTRDIFF_MAX / 8};
    for (size_t i = 0; i < sizeof strides / sizeof *strides; i++) {
        divergence_call call = valid_call();
        call.p.stride = strides[i];
        EXPECT_ERROR(call, KULLBACK_ERROR_STRIDE, KULLBACK_ARGUMENT_P);
        call = valid_call();
        call.q.row_stride = strides[i];
        EXPECT_ERROR(call, KULLBACK_ERROR_STRIDE, KULLBACK_ARGUMENT_Q);
        call = valid_call();
        call.result_stride = strides[i];
        EXPECT_ERROR(call, KULLBACK_ERROR_STRIDE, KULLBACK_ARGUMENT_RESULT);
    }
}

/* A stride that no element uses may be anything. */
static void test_strides_of_a_single_element(void) {
    const real one = 1;
    const rows batch = {&one, 1, 1, PTRDIFF_MIN, PTRDIFF_MAX};
    real result = untouched;
    CHECK_EQUAL(FN(kullback_divergence_rows)(KULLBACK_KL, &batch, &batch, NULL, &result, PTRDIFF_MAX), KULLBACK_OK);
    CHECK(result == 0);
    result = untouched;
    CHECK_EQUAL(FN(kullback_divergence_rows)(KULLBACK_KL, &batch, &batch, NULL, &result, 0), KULLBACK_OK);
    CHECK(result == 0);
}

static void test_result_strides(void) {
    divergence_call call = valid_call();
    call.result_stride = 0;
    EXPECT_ERROR(call, KULLBACK_ERROR_STRIDE, KULLBACK_ARGUMENT_RESULT);

    divergence_call plain = valid_call();
    CHECK_EQUAL(run_call(&plain), KULLBACK_OK);
    static const ptrdiff_t strides[] = {1, 2, 3, -1, -2, -3};
    for (size_t i = 0; i < sizeof strides / sizeof *strides; i++) {
        call.result_stride = strides[i];
        CHECK_EQUAL(run_call(&call), KULLBACK_OK);
        real expected[CALL_RESULTS];
        fill(expected, CALL_RESULTS, untouched);
        for (int row = 0; row < CALL_ROWS; row++) {
            expected[(strides[i] < 0 ? CALL_RESULTS - 1 : 0) + row * strides[i]] = plain.results[row];
        }
        CHECK(same_bits(call.results, expected, CALL_RESULTS));
    }
}

/* Elementwise results: any two strides that keep the results apart, and no others. */
static void test_elementwise_result_strides(void) {
    static const struct {
        size_t row_count, count;
        ptrdiff_t row_stride, stride;
        kullback_status status;
    } cases[] = {
        {2, 4, 4, 1, KULLBACK_OK},           {2, 4, 1, 2, KULLBACK_OK},           {2, 4, 3, 2, KULLBACK_OK},
        {2, 2, 1, 1, KULLBACK_ERROR_STRIDE}, {3, 4, 3, 2, KULLBACK_ERROR_STRIDE}, {2, 2, 0, 1, KULLBACK_ERROR_STRIDE},
        {2, 2, 2, 0, KULLBACK_ERROR_STRIDE}, {1, 4, 0, 1, KULLBACK_OK},           {4, 1, 1, 0, KULLBACK_OK},
        {1, 1, 0, 0, KULLBACK_OK},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const rows loc = {call_p, cases[i].row_count, cases[i].count, 1, 1};
        const rows scale = {call_q, cases[i].row_count, cases[i].count, 1, 1};
        const rows parameters[2] = {loc, scale};
        real results[16];
        fill(results, 16, untouched);
        CHECK_EQUAL(FN(kullback_family)(KULLBACK_KL, KULLBACK_NORMAL, parameters, NULL, NULL, results,
                                        cases[i].row_stride, cases[i].stride),
                    cases[i].status);
        size_t written = 0;
        for (int j = 0; j < 16; j++) {
            written += results[j] != untouched;
        }
        CHECK_EQUAL(written, cases[i].status == KULLBACK_OK ? cases[i].row_count * cases[i].count : 0);
    }
}

static void test_input_strides(void) {
    real spread[2 * CALL_ROWS * CALL_COUNT], reversed[CALL_ROWS * CALL_COUNT], transposed[CALL_ROWS * CALL_COUNT];
    for (int i = 0; i < CALL_ROWS * CALL_COUNT; i++) {
        spread[2 * i] = call_p[i];
        spread[2 * i + 1] = -1;
        reversed[CALL_ROWS * CALL_COUNT - 1 - i] = call_p[i];
        transposed[i % CALL_COUNT * CALL_ROWS + i / CALL_COUNT] = call_p[i];
    }
    divergence_call call = valid_call();
    call.p = (rows){spread, CALL_ROWS, CALL_COUNT, 2 * CALL_COUNT, 2};
    EXPECT_SAME_RESULTS(call);
    call.p = (rows){reversed + CALL_ROWS * CALL_COUNT - 1, CALL_ROWS, CALL_COUNT, -CALL_COUNT, -1};
    EXPECT_SAME_RESULTS(call);
    call.p = (rows){transposed, CALL_ROWS, CALL_COUNT, 1, CALL_ROWS};
    EXPECT_SAME_RESULTS(call);
}

static void test_broadcast(void) {
    divergence_call call = valid_call();
    call.p.row_stride = 0;
    CHECK_EQUAL(run_call(&call), KULLBACK_OK);
    for (int row = 0; row < CALL_ROWS; row++) {
        real expected;
        CHECK_EQUAL(FN(kullback_kl)(call_p, call_q + row * CALL_COUNT, CALL_COUNT, &expected), KULLBACK_OK);
        CHECK(same_bits(&call.results[row], &expected, 1));
    }
    const real quarter = (real)0.25;
    divergence_call uniform = valid_call();
    uniform.p = uniform.q = (rows){&quarter, CALL_ROWS, CALL_COUNT, 0, 0};
    CHECK_EQUAL(run_call(&uniform), KULLBACK_OK);
    CHECK(all_equal(uniform.results, CALL_ROWS, 0));
}

static void test_alignment(void) {
    _Alignas(8) unsigned char bytes[256] = {0};
    for (size_t offset = 1; offset < sizeof(real); offset++) {
        void *misaligned = bytes + offset;
        divergence_call call = valid_call();
        call.p.data = misaligned;
        EXPECT_ERROR(call, KULLBACK_ERROR_ALIGNMENT, KULLBACK_ARGUMENT_P);
        call = valid_call();
        call.q.data = misaligned;
        EXPECT_ERROR(call, KULLBACK_ERROR_ALIGNMENT, KULLBACK_ARGUMENT_Q);
        CHECK_EQUAL(FN(kullback_kl)(call_p, call_q, 4, misaligned), KULLBACK_ERROR_ALIGNMENT);
        CHECK_EQUAL(FN(kullback_log_ratio)(KULLBACK_K1, misaligned, 4, (kullback_estimate *)(void *)bytes),
                    KULLBACK_ERROR_ALIGNMENT);
    }
    for (size_t i = 0; i < sizeof bytes; i++) {
        CHECK(bytes[i] == 0);
    }
}

/* Results may be written over the inputs: row i's answer over an element of p or of q. */
static void test_overlap(void) {
    divergence_call plain = valid_call();
    CHECK_EQUAL(run_call(&plain), KULLBACK_OK);
    for (int offset = 0; offset <= CALL_ROWS * CALL_COUNT - CALL_ROWS; offset++) {
        real p[CALL_ROWS * CALL_COUNT], q[CALL_ROWS * CALL_COUNT];
        memcpy(p, call_p, sizeof p);
        memcpy(q, call_q, sizeof q);
        const rows rows_p = contiguous(p, CALL_ROWS, CALL_COUNT), rows_q = contiguous(q, CALL_ROWS, CALL_COUNT);
        CHECK_EQUAL(FN(kullback_divergence_rows)(KULLBACK_KL, &rows_p, &rows_q, NULL, p + offset, 1), KULLBACK_OK);
        CHECK(same_bits(p + offset, plain.results, CALL_ROWS));
        memcpy(p, call_p, sizeof p);
        CHECK_EQUAL(FN(kullback_divergence_rows)(KULLBACK_KL, &rows_p, &rows_q, NULL, q + offset, 1), KULLBACK_OK);
        CHECK(same_bits(q + offset, plain.results, CALL_ROWS));
    }
}

int main(void) {
    test_huge_counts();
    test_huge_rows();
    test_no_rows();
    test_empty_rows();
    test_shapes();
    test_strides_outside_the_address_space();
    test_strides_of_a_single_element();
    test_result_strides();
    test_elementwise_result_strides();
    test_input_strides();
    test_broadcast();
    test_alignment();
    test_overlap();
    return check_summary();
}
