/*
 * Temperature scaling and the calibration error: values, types, ends of the range, and the same bits for any
 * number of threads. Expected values from mpmath with 50 digits.
 */
#include <math.h>
#include <stdint.h>
#include <string.h>

#include <kullback.h>

#include "support/calibration_cases.h"
#include "support/check.h"

static bool is_near(double value, double expected) {
    return fabs(value / expected - 1) <= 1e-14;
}

static kullback_temperature_fit fit(kullback_typed_rows rows, kullback_labels hard_labels) {
    kullback_temperature_fit result = {0};
    CHECK_EQUAL(kullback_fit_temperature(&rows, &hard_labels, NULL, 0, NULL, &result), KULLBACK_OK);
    return result;
}

static void check_hard_fit(kullback_temperature_fit result) {
    CHECK(is_near(result.temperature, 1.6668256569783551924));
    CHECK(is_near(result.loss_before, 0.98139365329975077674));
    CHECK(is_near(result.loss_after, 0.9252790269437201321));
    CHECK(is_near(result.ece_before, 0.40037298737153051723));
    CHECK(is_near(result.ece_after, 0.33117363051210641865));
    CHECK_EQUAL(result.count, ROWS);
    CHECK(result.converged == 1 && result.iterations <= 10);
}

/* The logits are numbers of every type. */
static void test_types(void) {
    float f32[ROWS * CLASSES];
    uint16_t bf16[ROWS * CLASSES];
    for (int i = 0; i < ROWS * CLASSES; i++) {
        f32[i] = (float)logits[i];
        uint32_t bits;
        memcpy(&bits, &f32[i], sizeof bits);
        bf16[i] = (uint16_t)(bits >> 16);
    }
    const uint16_t f16[] = {0x4000, 0x3c00, 0x3800, 0x3800, 0x4100, 0xbc00, 0x3c00, 0, 0x4200, 0x3400, 0x3e00, 0x3c00};
    check_hard_fit(fit(typed(logits, KULLBACK_F64, KULLBACK_LOGITS, ROWS), hard(labels, ROWS)));
    check_hard_fit(fit(typed(f32, KULLBACK_F32, KULLBACK_LOGITS, ROWS), hard(labels, ROWS)));
    check_hard_fit(fit(typed(f16, KULLBACK_F16, KULLBACK_LOGITS, ROWS), hard(labels, ROWS)));
    check_hard_fit(fit(typed(bf16, KULLBACK_BF16, KULLBACK_LOGITS, ROWS), hard(labels, ROWS)));
    check_hard_fit(fit(typed(logits, KULLBACK_F64, KULLBACK_LOG_PROBABILITIES, ROWS), hard(labels, ROWS)));
}

/* Columns as rows, labels backwards, and rows that are left out, which may hold anything. */
static void test_layout(void) {
    double columns[CLASSES * (ROWS + 1)];
    for (int i = 0; i < ROWS; i++) {
        for (int j = 0; j < CLASSES; j++) {
            columns[j * (ROWS + 1) + i] = logits[i * CLASSES + j];
        }
    }
    for (int j = 0; j < CLASSES; j++) {
        columns[j * (ROWS + 1) + ROWS] = INFINITY;
    }
    const int64_t backwards[] = {-100, 2, 0, 1, 0};
    check_hard_fit(fit((kullback_typed_rows){columns, KULLBACK_F64, KULLBACK_LOGITS, ROWS + 1, CLASSES, 1, ROWS + 1, 0},
                       (kullback_labels){backwards + ROWS, ROWS + 1, -1, -100, 0}));
}

static void test_soft_labels(void) {
    const kullback_typed_rows rows = typed(logits, KULLBACK_F64, KULLBACK_LOGITS, ROWS);
    const kullback_typed_rows p = typed(soft, KULLBACK_F64, KULLBACK_PROBABILITIES, ROWS);
    kullback_temperature_fit result;
    CHECK_EQUAL(kullback_fit_temperature(&rows, NULL, &p, 0, NULL, &result), KULLBACK_OK);
    CHECK(is_near(result.temperature, 1.1883053602771023806));
    CHECK(is_near(result.loss_after, 0.80244368600802041292));
    CHECK(is_near(result.ece_after, 0.14110457344718997846));
    /* One-hot rows are hard labels, to the bit. */
    const double one_hot[] = {1, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 1};
    const kullback_typed_rows certain = typed(one_hot, KULLBACK_F64, KULLBACK_PROBABILITIES, ROWS);
    CHECK_EQUAL(kullback_fit_temperature(&rows, NULL, &certain, 0, NULL, &result), KULLBACK_OK);
    const kullback_temperature_fit expected = fit(rows, hard(labels, ROWS));
    CHECK(memcmp(&result, &expected, sizeof result) == 0);
}

static void test_ends(void) {
    const double rows[] = {1, 2, 3, 0, 0, 0, 1, 2, 2, 1, -INFINITY, 2};
    const int64_t largest = 2, smallest = 0, first = 0, tied = 1;
    kullback_temperature_fit result = fit(typed(rows, KULLBACK_F64, KULLBACK_LOGITS, 1), hard(&largest, 1));
    CHECK(result.temperature == 0 && result.loss_after == 0 && result.ece_after == 0 && result.converged);
    result = fit(typed(rows, KULLBACK_F64, KULLBACK_LOGITS, 1), hard(&smallest, 1));
    CHECK(isinf(result.temperature) && is_near(result.loss_after, 1.0986122886681098));
    CHECK(is_near(result.ece_after, 1.0 / 3));
    kullback_typed_rows equal = typed(rows + 3, KULLBACK_F64, KULLBACK_LOGITS, 1);
    equal.temperature = 3;
    result = fit(equal, hard(&first, 1));
    CHECK(result.temperature == 3 && result.converged && result.loss_before == result.loss_after);
    result = fit(typed(rows + 6, KULLBACK_F64, KULLBACK_LOGITS, 1), hard(&tied, 1));
    CHECK(result.temperature == 0 && is_near(result.loss_after, 0.69314718055994531));
    result = fit(typed(rows + 9, KULLBACK_F64, KULLBACK_LOGITS, 1), hard(&first, 1));
    CHECK(isinf(result.temperature) && is_near(result.loss_after, 0.69314718055994531));
    const double missing[] = {1, NAN, 0};
    result = fit(typed(missing, KULLBACK_F64, KULLBACK_LOGITS, 1), hard(&first, 1));
    CHECK(isnan(result.temperature) && isnan(result.loss_before) && isnan(result.ece_after) && !result.converged);
}

/* From any start; and units. */
static void test_options(void) {
    static const double starts[] = {1e-300, 1e-6, 0.1, 100, 1e6, 1e300};
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
        kullback_typed_rows rows = typed(logits, KULLBACK_F64, KULLBACK_LOGITS, ROWS);
        rows.temperature = starts[i];
        const kullback_temperature_fit result = fit(rows, hard(labels, ROWS));
        CHECK(is_near(result.temperature, 1.6668256569783551924) && result.iterations <= 12);
    }
    const kullback_typed_rows rows = typed(logits, KULLBACK_F64, KULLBACK_LOGITS, ROWS);
    const kullback_labels classes = hard(labels, ROWS);
    const kullback_options bits = {.struct_size = offsetof(kullback_options, order), .base = 2};
    kullback_temperature_fit result;
    CHECK_EQUAL(kullback_fit_temperature(&rows, &classes, NULL, 4, &bits, &result), KULLBACK_OK);
    CHECK(is_near(result.loss_after, 0.9252790269437201321 / 0.69314718055994531));
    CHECK(is_near(result.ece_after, 0.13904360178639440601));
}

static void test_calibration_error(void) {
    const kullback_typed_rows rows = typed(logits, KULLBACK_F64, KULLBACK_LOGITS, ROWS);
    const kullback_labels classes = hard(labels, ROWS);
    kullback_calibration result;
    kullback_calibration_bin bins[4];
    CHECK_EQUAL(kullback_calibration_error(&rows, &classes, NULL, 4, NULL, &result, bins), KULLBACK_OK);
    CHECK(is_near(result.expected, 0.21463884697741174135) && is_near(result.maximum, 0.35088577254489838413));
    CHECK(result.accuracy == 0.5 && result.count == ROWS);
    CHECK(bins[0].count == 0 && isnan(bins[0].accuracy) && isnan(bins[0].confidence));
    CHECK(bins[2].count == 2 && bins[2].accuracy == 0.5 && is_near(bins[2].confidence, 0.578391921409925099));
    CHECK(bins[3].count == 2 && is_near(bins[3].confidence, 0.850885772544898384));

    /* Edges belong to the bin below; 1 - confidence keeps its digits. */
    const double p[] = {0.5, 0.25, 0.25, 1, 1e-20, 0};
    const int64_t right[] = {0, 0};
    const kullback_typed_rows probabilities = typed(p, KULLBACK_F64, KULLBACK_PROBABILITIES, 2);
    const kullback_labels right_labels = hard(right, 2);
    CHECK_EQUAL(kullback_calibration_error(&probabilities, &right_labels, NULL, 2, NULL, &result, bins), KULLBACK_OK);
    CHECK(bins[0].count == 1 && bins[1].count == 1 && result.expected == 0.25 + 5e-21 && result.maximum == 0.5);
    const kullback_typed_rows last = typed(p + 3, KULLBACK_F64, KULLBACK_PROBABILITIES, 1);
    const kullback_labels last_label = hard(right, 1);
    CHECK_EQUAL(kullback_calibration_error(&last, &last_label, NULL, 0, NULL, &result, NULL), KULLBACK_OK);
    CHECK(is_near(result.expected, 1e-20));
}

/* More rows than threads, and one row that is longer than a chunk. */
static void test_threads(void) {
    enum {
        COUNT = 120000
    };
    static double z[COUNT];
    static int64_t classes[COUNT];
    uint32_t state = 1;
    for (size_t i = 0; i < COUNT; i++) {
        state = state * 1664525u + 1013904223u;
        z[i] = (double)(state >> 16) / 8192;
        classes[i] = (int64_t)(state >> 8) % 12;
    }
    const size_t shapes[][2] = {{10000, 12}, {1, COUNT}};
    for (int i = 0; i < 2; i++) {
        const kullback_typed_rows rows = {
            z, KULLBACK_F64, KULLBACK_LOGITS, shapes[i][0], shapes[i][1], (ptrdiff_t)shapes[i][1], 1, 0};
        const kullback_labels some = hard(classes, shapes[i][0]);
        kullback_temperature_fit results[2];
        for (int32_t j = 0; j < 2; j++) {
            const kullback_options options = {.struct_size = offsetof(kullback_options, order), .threads = 1 + 6 * j};
            CHECK_EQUAL(kullback_fit_temperature(&rows, &some, NULL, 0, &options, &results[j]), KULLBACK_OK);
        }
        CHECK(memcmp(&results[0], &results[1], sizeof results[0]) == 0);
    }
}

int main(void) {
    test_types();
    test_layout();
    test_soft_labels();
    test_ends();
    test_options();
    test_calibration_error();
    test_threads();
    return check_summary();
}
