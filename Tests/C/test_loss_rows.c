/* Losses of long rows, masked, strided and overlapping ones, on any number of threads, and their reductions. */
#include <stdlib.h>

#include "support/check.h"
#include "support/typed.h"

enum {
    LONGEST = 33000
};

static double p_row[LONGEST], q_row[LONGEST], p_gradient[LONGEST], q_gradient[LONGEST], expected[LONGEST];

/* Multiples of 1/8, which are numbers of every type. */
static void fill_rows(size_t count) {
    uint64_t state = 88172645463325252U;
    for (size_t i = 0; i < count; i++) {
        state = state * 6364136223846793005U + 1442695040888963407U;
        p_row[i] = (double)(state >> 59) / 8 - 2;
        q_row[i] = (double)(state >> 50 & 31) / 8 - 2;
    }
}

/* Probabilities, by the definition; sums of positive numbers with their rounding errors. */
static void softmax(const double *row, size_t count, double *result) {
    double sum = 0, low = 0;
    for (size_t i = 0; i < count; i++) {
        result[i] = exp(row[i]);
        const double next = sum + result[i];
        low += result[i] - (next - sum);
        sum = next;
    }
    for (size_t i = 0; i < count; i++) {
        result[i] /= sum + low;
    }
}

static void check_all_near(const double *got, size_t count, double bound) {
    double worst = 0;
    for (size_t i = 0; i < count; i++) {
        worst = fmax(worst, fabs(got[i] - expected[i]) / bound);
    }
    if (!CHECK(worst <= 1)) {
        printf("    count %zu: %g times the bound\n", count, worst);
    }
}

/* Gradients are Q - P and P (log(P / Q) - D); the value is the divergence's own. */
static void test_lengths(void) {
    static const size_t counts[] = {1, 2, 7, 8, 9, 1023, 1024, 1025, 16384, 16385, 32000};
    static double p[LONGEST], q[LONGEST];
    for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++) {
        const size_t count = counts[i];
        fill_rows(count);
        const kullback_typed_rows a = typed_rows(p_row, KULLBACK_F64, KULLBACK_LOGITS, 1, count, 0);
        const kullback_typed_rows b = typed_rows(q_row, KULLBACK_F64, KULLBACK_LOGITS, 1, count, 0);
        double value, divergence;
        const kullback_typed_results values = typed_results(&value, KULLBACK_F64, 1);
        const kullback_typed_results of_p = typed_results(p_gradient, KULLBACK_F64, count);
        const kullback_typed_results of_q = typed_results(q_gradient, KULLBACK_F64, count);
        CHECK_EQUAL(kullback_loss(KULLBACK_KL, &a, &b, NULL, &values, &of_p, &of_q), KULLBACK_OK);
        CHECK_EQUAL(kullback_kl_logits_f64(p_row, q_row, count, 1, &divergence), KULLBACK_OK);
        CHECK_EQUAL(value, divergence);
        softmax(p_row, count, p);
        softmax(q_row, count, q);
        for (size_t j = 0; j < count; j++) {
            expected[j] = q[j] - p[j];
        }
        check_all_near(q_gradient, count, 1e-14 * p[0] + 1e-14 / (double)count);
        for (size_t j = 0; j < count; j++) {
            expected[j] = p[j] * (log(p[j] / q[j]) - value);
        }
        check_all_near(p_gradient, count, 4e-14 * p[0] + 4e-14 / (double)count);
    }
}

/* One loss of three long rows. */
static kullback_status run(kullback_type type, void *p, void *q, int32_t threads, double *value, void *of_p,
                           void *of_q) {
    const size_t count = 11000;
    const kullback_typed_rows a = typed_rows(p, type, KULLBACK_LOGITS, 3, count, 0);
    const kullback_typed_rows b = typed_rows(q, type, KULLBACK_LOGITS, 3, count, 0);
    const kullback_loss_options options = {
        .struct_size = sizeof options, .threads = threads, .reduction = KULLBACK_REDUCTION_BATCHMEAN};
    const kullback_typed_results values = typed_results(value, KULLBACK_F64, 1);
    const kullback_typed_results p_results = typed_results(of_p, type, count);
    const kullback_typed_results q_results = typed_results(of_q, type, count);
    return kullback_loss(KULLBACK_JS_DIVERGENCE, &a, &b, &options, &values, &p_results, &q_results);
}

/* The same bits from any number of threads, and where gradients take the place of the rows. */
static void test_threads_and_places(kullback_type type) {
    static double p[LONGEST], q[LONGEST], of_p[LONGEST], of_q[LONGEST];
    fill_rows(LONGEST);
    for (ptrdiff_t i = 0; i < LONGEST; i++) {
        put_number(p, type, i, p_row[i]);
        put_number(q, type, i, q_row[i]);
    }
    const size_t bytes = LONGEST * type_size(type);
    double value, other;
    CHECK_EQUAL(run(type, p, q, 1, &value, p_gradient, q_gradient), KULLBACK_OK);
    for (int32_t threads = 2; threads <= 5; threads += 3) {
        CHECK_EQUAL(run(type, p, q, threads, &other, of_p, of_q), KULLBACK_OK);
        CHECK_EQUAL(other, value);
        CHECK(memcmp(of_p, p_gradient, bytes) == 0 && memcmp(of_q, q_gradient, bytes) == 0);
    }
    CHECK_EQUAL(run(type, p, q, 2, &other, p, q), KULLBACK_OK);
    CHECK_EQUAL(other, value);
    CHECK(memcmp(p, p_gradient, bytes) == 0 && memcmp(q, q_gradient, bytes) == 0);
}

/* An error leaves everything as it was, also where the rows before it are good and gradients lie in the rows' place. */
static void test_error_in_place(void) {
    double p[] = {1, 2, -INFINITY, -INFINITY}, q[] = {0, 1, 2, 3}, value[] = {7, 7};
    const kullback_typed_rows a = typed_rows(p, KULLBACK_F64, KULLBACK_LOGITS, 2, 2, 0);
    const kullback_typed_rows b = typed_rows(q, KULLBACK_F64, KULLBACK_LOGITS, 2, 2, 0);
    kullback_error error;
    const kullback_loss_options options = {.struct_size = sizeof options, .error = &error};
    const kullback_typed_results values = typed_results(value, KULLBACK_F64, 1);
    const kullback_typed_results of_q = typed_results(q, KULLBACK_F64, 2);
    CHECK_EQUAL(kullback_loss(KULLBACK_KL, &a, &b, &options, &values, NULL, &of_q), KULLBACK_ERROR_NO_MASS);
    CHECK_EQUAL(error.argument, KULLBACK_ARGUMENT_P);
    CHECK_EQUAL(error.row, 1);
    for (int i = 0; i < 4; i++) {
        CHECK_EQUAL(q[i], i);
    }
    CHECK(value[0] == 7 && value[1] == 7);
}

/* Masked logits are as if they were not there, and have no gradient. */
static void test_masked_logits(void) {
    const double p[] = {1, -INFINITY, 0.5, 2}, q[] = {0, -INFINITY, 1, -1};
    const double short_p[] = {1, 0.5, 2}, short_q[] = {0, 1, -1};
    static const kullback_quantity quantities[] = {KULLBACK_KL,        KULLBACK_REVERSE_KL,
                                                   KULLBACK_JEFFREYS,  KULLBACK_JS_DIVERGENCE,
                                                   KULLBACK_SCALED_JS, KULLBACK_CROSS_ENTROPY};
    for (size_t i = 0; i < sizeof quantities / sizeof quantities[0]; i++) {
        double value[2], of_p[2][4], of_q[2][4];
        for (int is_short = 0; is_short < 2; is_short++) {
            const size_t count = is_short ? 3 : 4;
            const kullback_typed_rows a =
                typed_rows(is_short ? short_p : p, KULLBACK_F64, KULLBACK_LOGITS, 1, count, 0);
            const kullback_typed_rows b =
                typed_rows(is_short ? short_q : q, KULLBACK_F64, KULLBACK_LOGITS, 1, count, 0);
            const kullback_typed_results values = typed_results(&value[is_short], KULLBACK_F64, 1);
            const kullback_typed_results p_results = typed_results(of_p[is_short], KULLBACK_F64, count);
            const kullback_typed_results q_results = typed_results(of_q[is_short], KULLBACK_F64, count);
            CHECK_EQUAL(kullback_loss(quantities[i], &a, &b, NULL, &values, &p_results, &q_results), KULLBACK_OK);
        }
        CHECK(fabs(value[0] - value[1]) <= 1e-15 * value[1]);
        CHECK_EQUAL(of_p[0][1], 0);
        CHECK_EQUAL(of_q[0][1], 0);
        for (int j = 0; j < 3; j++) {
            CHECK(fabs(of_p[0][j + (j > 0)] - of_p[1][j]) <= 1e-15);
            CHECK(fabs(of_q[0][j + (j > 0)] - of_q[1][j]) <= 1e-15);
        }
    }
}

/* Where q = 0 < p: an infinite value, no NaN. NaN in a row is NaN in all that comes of it, and in nothing else. */
static void test_infinity_and_nan(void) {
    const double p[] = {0, 1, 2, 0, NAN, 2, 0, 1, 2}, q[] = {0, 1, -INFINITY, 0, 1, 2, 0, 1, 2};
    const kullback_typed_rows a = typed_rows(p, KULLBACK_F64, KULLBACK_LOGITS, 3, 3, 0);
    const kullback_typed_rows b = typed_rows(q, KULLBACK_F64, KULLBACK_LOGITS, 3, 3, 0);
    double value[3];
    const kullback_typed_results values = typed_results(value, KULLBACK_F64, 1);
    const kullback_typed_results of_p = typed_results(p_gradient, KULLBACK_F64, 3);
    const kullback_typed_results of_q = typed_results(q_gradient, KULLBACK_F64, 3);
    CHECK_EQUAL(kullback_loss(KULLBACK_KL, &a, &b, NULL, &values, &of_p, &of_q), KULLBACK_OK);
    CHECK(value[0] == INFINITY && isnan(value[1]) && value[2] == 0);
    CHECK(p_gradient[0] == -INFINITY && p_gradient[1] == -INFINITY && p_gradient[2] == INFINITY);
    CHECK(q_gradient[0] > 0 && q_gradient[1] > 0 && q_gradient[2] == 0);
    for (int i = 3; i < 9; i++) {
        CHECK(i < 6 ? isnan(p_gradient[i]) && isnan(q_gradient[i]) : p_gradient[i] == 0 && q_gradient[i] == 0);
    }
}

/* Rows that do not count are neither read nor divided by. */
static void test_reductions(void) {
    const double p[] = {0, 1, NAN, NAN, 2, 0}, q[] = {0.5, 0, NAN, NAN, 1, 0};
    const uint8_t mask[] = {1, 0, 0, 9, 2};
    double each[3], value;
    const kullback_typed_rows a = typed_rows(p, KULLBACK_F64, KULLBACK_LOGITS, 3, 2, 0);
    const kullback_typed_rows b = typed_rows(q, KULLBACK_F64, KULLBACK_LOGITS, 3, 2, 0);
    kullback_loss_options options = {.struct_size = sizeof options, .mask = mask, .mask_stride = 2};
    const kullback_typed_results of_q = typed_results(q_gradient, KULLBACK_F64, 2);
    kullback_typed_results values = typed_results(each, KULLBACK_F64, 1);
    CHECK_EQUAL(kullback_loss(KULLBACK_KL, &a, &b, &options, &values, NULL, &of_q), KULLBACK_OK);
    CHECK(each[0] > 0 && each[1] == 0 && each[2] > 0);
    CHECK(q_gradient[2] == 0 && q_gradient[3] == 0);
    const double whole = q_gradient[4];
    values.data = &value;
    options.reduction = KULLBACK_REDUCTION_SUM;
    CHECK_EQUAL(kullback_loss(KULLBACK_KL, &a, &b, &options, &values, NULL, NULL), KULLBACK_OK);
    CHECK_EQUAL(value, each[0] + each[2]);
    options.reduction = KULLBACK_REDUCTION_BATCHMEAN;
    CHECK_EQUAL(kullback_loss(KULLBACK_KL, &a, &b, &options, &values, NULL, &of_q), KULLBACK_OK);
    CHECK_EQUAL(value, (each[0] + each[2]) / 2);
    CHECK_EQUAL(q_gradient[4], whole / 2);
}

int main(void) {
    test_lengths();
    for (int i = 0; i < TYPE_COUNT; i++) {
        test_threads_and_places(all_types[i]);
    }
    test_error_in_place();
    test_masked_logits();
    test_infinity_and_nan();
    test_reductions();
    return check_summary();
}
