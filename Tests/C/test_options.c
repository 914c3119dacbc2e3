/* The options struct: its size, every member's range, and unknown enumerators. */
#include <math.h>
#include <stdlib.h>

#include "support/accuracy.h"
#include "support/divergence_call.h"

/* A copy of the first `size` bytes of `options`, padded with `fill_byte`, in a block of exactly that size. */
static kullback_options *resized(const kullback_options *options, size_t size, int fill_byte) {
    unsigned char *block = malloc(size);
    memset(block, fill_byte, size);
    memcpy(block, options, size < sizeof *options ? size : sizeof *options);
    memcpy(block, &size, sizeof size);
    return (kullback_options *)(void *)block;
}

static kullback_status run_with(const kullback_options *options, real *result) {
    static const real p[] = {2, 0, 1}, q[] = {1, 1, 1};
    const rows rows_p = contiguous(p, 1, 3), rows_q = contiguous(q, 1, 3);
    return FN(kullback_divergence_rows)(KULLBACK_KL, &rows_p, &rows_q, options, result, 1);
}

/* A caller from before the later members were added: they are not read, and have their defaults. */
static void test_older_caller(void) {
    kullback_options logits = {.struct_size = sizeof logits, .space = KULLBACK_LOGITS};
    real expected, result = untouched;
    CHECK_EQUAL(run_with(&logits, &expected), KULLBACK_OK);
    kullback_options *old = resized(&logits, offsetof(kullback_options, normalize), 0);
    CHECK_EQUAL(run_with(old, &result), KULLBACK_OK);
    CHECK(same_bits(&result, &expected, 1));
    free(old);

    result = untouched;
    old = resized(&logits, sizeof(size_t), 0);
    CHECK_EQUAL(run_with(old, &result), KULLBACK_ERROR_SUM);
    CHECK(result == untouched);
    free(old);
}

/* A caller with members that this library does not know: accepted as long as they are 0. */
static void test_newer_caller(void) {
    kullback_options logits = {.struct_size = sizeof logits, .space = KULLBACK_LOGITS};
    for (size_t extra = 1; extra <= 64; extra++) {
        real expected, result = untouched;
        CHECK_EQUAL(run_with(&logits, &expected), KULLBACK_OK);
        kullback_options *newer = resized(&logits, sizeof logits + extra, 0);
        CHECK_EQUAL(run_with(newer, &result), KULLBACK_OK);
        CHECK(same_bits(&result, &expected, 1));
        ((unsigned char *)newer)[sizeof logits + extra - 1] = 1;
        result = untouched;
        CHECK_EQUAL(run_with(newer, &result), KULLBACK_ERROR_OPTION);
        CHECK(result == untouched);
        free(newer);
    }
}

static void test_impossible_struct_sizes(void) {
    static const size_t sizes[] = {0, 1, sizeof(size_t) - 1, SIZE_MAX, (size_t)PTRDIFF_MAX + 1, PTRDIFF_MAX};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        const kullback_options options = {.struct_size = sizes[i], .space = KULLBACK_LOGITS};
        real result = untouched;
        CHECK_EQUAL(run_with(&options, &result), KULLBACK_ERROR_OPTION);
        CHECK(result == untouched);
    }
}

/* Sets one option, expects it to be refused and named in the error slot. */
#define EXPECT_REFUSED(member, setting)                                                                                \
    do {                                                                                                               \
        divergence_call call = valid_call();                                                                           \
        call.options.space = KULLBACK_LOGITS;                                                                          \
        call.options.member = (setting);                                                                               \
        EXPECT_ERROR(call, KULLBACK_ERROR_OPTION, KULLBACK_ARGUMENT_OPTIONS);                                          \
        CHECK(isnan((double)(setting)) ? isnan(call.error.value) : call.error.value == (double)(setting));             \
    } while (0)

static void test_ranges(void) {
    EXPECT_REFUSED(space, 1);
    EXPECT_REFUSED(space, -10);
    EXPECT_REFUSED(space, INT32_MAX);
    EXPECT_REFUSED(space, INT32_MIN);
    EXPECT_REFUSED(temperature, -1.0);
    EXPECT_REFUSED(temperature, INFINITY);
    EXPECT_REFUSED(temperature, -INFINITY);
    EXPECT_REFUSED(temperature, NAN);
    EXPECT_REFUSED(base, 1.0);
    EXPECT_REFUSED(base, -2.0);
    EXPECT_REFUSED(base, INFINITY);
    EXPECT_REFUSED(base, NAN);
    EXPECT_REFUSED(sum_tolerance, -1e-6);
    EXPECT_REFUSED(sum_tolerance, NAN);
    EXPECT_REFUSED(threads, -1);
    EXPECT_REFUSED(threads, INT32_MIN);
    EXPECT_REFUSED(reserved, 1);
    EXPECT_REFUSED(reserved, -1);
}

static void test_defaults(void) {
    divergence_call call = valid_call();
    call.options.base = 0;
    call.options.temperature = 0;
    call.options.sum_tolerance = 0;
    EXPECT_SAME_RESULTS(call);

    real without_options[CALL_ROWS];
    CHECK_EQUAL(FN(kullback_divergence_rows)(KULLBACK_KL, &call.p, &call.q, NULL, without_options, 1), KULLBACK_OK);
    CHECK(same_bits(call.results, without_options, CALL_ROWS));

    divergence_call logits = valid_call(), temperate = valid_call();
    logits.options.space = temperate.options.space = KULLBACK_LOGITS;
    temperate.options.temperature = 1;
    CHECK_EQUAL(run_call(&logits), KULLBACK_OK);
    CHECK_EQUAL(run_call(&temperate), KULLBACK_OK);
    CHECK(same_bits(logits.results, temperate.results, CALL_ROWS));
}

/* An argument has no default: a temperature of 0 is as bad as a negative one. */
static void test_temperature_of_simple_logits(void) {
    static const real bad[] = {0, -1, INFINITY, -INFINITY, NAN};
    real result = untouched;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        CHECK_EQUAL(FN(kullback_kl_logits)(call_p, call_q, CALL_COUNT, bad[i], &result), KULLBACK_ERROR_OPTION);
    }
    CHECK(result == untouched);
}

static void test_sum_tolerance(void) {
    const bool is_double = sizeof(real) == sizeof(double);
    const real half[] = {0.5, 0.5}, off[] = {0.5, 0.75};
    const real inside[] = {0.5, (real)(0.5 + (is_double ? 5e-7 : 5e-5))};
    const real outside[] = {0.5, (real)(0.5 + (is_double ? 2e-6 : 2e-4))};
    divergence_call call = valid_call();
    call.q = contiguous(half, 1, 2);
    call.p = contiguous(inside, 1, 2);
    CHECK_EQUAL(run_call(&call), KULLBACK_OK);
    call.p = contiguous(outside, 1, 2);
    EXPECT_ERROR(call, KULLBACK_ERROR_SUM, KULLBACK_ARGUMENT_P);
    call.p = contiguous(off, 1, 2);
    EXPECT_ERROR(call, KULLBACK_ERROR_SUM, KULLBACK_ARGUMENT_P);
    CHECK_EQUAL(call.error.value, 1.25);
    call.options.sum_tolerance = 0.25;
    CHECK_EQUAL(run_call(&call), KULLBACK_OK);
}

/* A row within the tolerance stands for row / sum(row), as every row does with `normalize`. */
static void test_normalize(void) {
    const real weights[] = {2, 0, 1, 1}, probabilities[] = {0.5, 0, 0.25, 0.25};
    divergence_call call = valid_call();
    call.p = contiguous(probabilities, 1, CALL_COUNT);
    call.q = contiguous(call_q, 1, CALL_COUNT);
    CHECK_EQUAL(run_call(&call), KULLBACK_OK);
    const real expected = call.results[0];
    call.options.normalize = 1;
    CHECK_EQUAL(run_call(&call), KULLBACK_OK);
    CHECK(same_bits(call.results, &expected, 1));
    call.p.data = weights;
    CHECK_EQUAL(run_call(&call), KULLBACK_OK);
    CHECK_ACCURATE(call.results[0], expected);
}

static void test_unknown_enumerators(void) {
    static const int32_t unknown[] = {0, 1, 15, 999, -10, INT32_MAX, INT32_MIN};
    const rows parameters[2] = {contiguous(call_q, 1, 2), contiguous(call_q, 1, 2)};
    real result = untouched;
    kullback_estimate estimate = {-1, -1, 7};
    for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++) {
        divergence_call call = valid_call();
        call.quantity = unknown[i];
        EXPECT_ERROR(call, KULLBACK_ERROR_QUANTITY, KULLBACK_ARGUMENT_QUANTITY);
        CHECK_EQUAL(FN(kullback_entropy_rows)(unknown[i], &call.p, NULL, &result, 1), KULLBACK_ERROR_QUANTITY);
        CHECK_EQUAL(FN(kullback_family_rows)(unknown[i], KULLBACK_NORMAL, parameters, parameters, NULL, &result, 1),
                    KULLBACK_ERROR_QUANTITY);
        CHECK_EQUAL(FN(kullback_family)(KULLBACK_KL, unknown[i], parameters, parameters, NULL, &result, 2, 1),
                    KULLBACK_ERROR_QUANTITY);
        CHECK_EQUAL(FN(kullback_log_ratio)(unknown[i], call_q, 2, &estimate), KULLBACK_ERROR_QUANTITY);
    }
    CHECK(result == untouched && estimate.value == -1);
}

/* Enumerators that exist, given to a function that does not compute them. */
static void test_misplaced_enumerators(void) {
    static const kullback_quantity of_one[] = {KULLBACK_ENTROPY, KULLBACK_RENYI_ENTROPY, KULLBACK_TSALLIS_ENTROPY,
                                               KULLBACK_SELF_INFORMATION};
    for (size_t i = 0; i < sizeof of_one / sizeof *of_one; i++) {
        divergence_call call = valid_call();
        call.options.order = 2;
        call.quantity = of_one[i];
        EXPECT_ERROR(call, KULLBACK_ERROR_QUANTITY, KULLBACK_ARGUMENT_QUANTITY);
    }
    static const kullback_quantity others[] = {KULLBACK_KL, KULLBACK_RENYI, KULLBACK_TRIANGULAR_DISCRIMINATION,
                                               KULLBACK_SELF_INFORMATION};
    const divergence_call call = valid_call();
    real result = untouched;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        CHECK_EQUAL(FN(kullback_entropy_rows)(others[i], &call.p, NULL, &result, 1), KULLBACK_ERROR_QUANTITY);
    }
    CHECK(result == untouched);
}

int main(void) {
    test_older_caller();
    test_newer_caller();
    test_impossible_struct_sizes();
    test_ranges();
    test_defaults();
    test_temperature_of_simple_logits();
    test_sum_tolerance();
    test_normalize();
    test_unknown_enumerators();
    test_misplaced_enumerators();
    return check_summary();
}
