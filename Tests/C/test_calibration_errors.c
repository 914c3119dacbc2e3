/* Errors of temperature scaling: which argument, row and position; nothing is written. */
#include <math.h>
#include <stdint.h>

#include <kullback.h>

#include "support/calibration_cases.h"
#include "support/check.h"

typedef struct expectation {
    kullback_status status;
    kullback_argument argument;
    size_t row, index;
} expectation;

static void expect_error(expectation expected, kullback_typed_rows rows, const kullback_labels *classes,
                         const kullback_typed_rows *soft_labels, size_t n_bins) {
    kullback_error error = {0};
    const kullback_options options = {.struct_size = offsetof(kullback_options, order), .error = &error};
    kullback_temperature_fit result = {.temperature = -1};
    CHECK_EQUAL(kullback_fit_temperature(&rows, classes, soft_labels, n_bins, &options, &result), expected.status);
    CHECK_EQUAL(error.argument, expected.argument);
    CHECK_EQUAL(error.row, expected.row);
    CHECK_EQUAL(error.index, expected.index);
    CHECK_EQUAL(result.temperature, -1);
}

static void test_errors(void) {
    const kullback_typed_rows rows = typed(logits, KULLBACK_F64, KULLBACK_LOGITS, ROWS);
    const kullback_typed_rows p = typed(soft, KULLBACK_F64, KULLBACK_PROBABILITIES, ROWS);
    const int64_t outside[] = {0, 1, 3, 2}, negative[] = {0, -1, 3, 2}, ignored[] = {-100, -100, -100, -100};
    kullback_labels classes = hard(outside, ROWS);
    expect_error((expectation){KULLBACK_ERROR_PARAMETER, KULLBACK_ARGUMENT_LABELS, 2, KULLBACK_WHOLE_ROW}, rows,
                 &classes, NULL, 0);
    classes = hard(negative, ROWS);
    expect_error((expectation){KULLBACK_ERROR_PARAMETER, KULLBACK_ARGUMENT_LABELS, 1, KULLBACK_WHOLE_ROW}, rows,
                 &classes, NULL, 0);
    classes = hard(ignored, ROWS);
    expect_error((expectation){KULLBACK_ERROR_COUNT, KULLBACK_ARGUMENT_LABELS, 0, KULLBACK_WHOLE_ROW}, rows, &classes,
                 NULL, 0);
    classes = hard(labels, ROWS - 1);
    expect_error((expectation){KULLBACK_ERROR_SHAPE, KULLBACK_ARGUMENT_LABELS, 0, KULLBACK_WHOLE_ROW}, rows, &classes,
                 NULL, 0);
    classes = hard(NULL, ROWS);
    expect_error((expectation){KULLBACK_ERROR_NULL_POINTER, KULLBACK_ARGUMENT_LABELS, 0, KULLBACK_WHOLE_ROW}, rows,
                 &classes, NULL, 0);
    classes = hard(labels, ROWS);
    expect_error((expectation){KULLBACK_ERROR_OPTION, KULLBACK_ARGUMENT_SOFT_LABELS, 0, KULLBACK_WHOLE_ROW}, rows,
                 &classes, &p, 0);
    expect_error((expectation){KULLBACK_ERROR_NULL_POINTER, KULLBACK_ARGUMENT_SOFT_LABELS, 0, KULLBACK_WHOLE_ROW}, rows,
                 NULL, NULL, 0);
    expect_error((expectation){KULLBACK_ERROR_OPTION, KULLBACK_ARGUMENT_N_BINS, 0, KULLBACK_WHOLE_ROW}, rows, &classes,
                 NULL, ((size_t)1 << 20) + 1);
    expect_error((expectation){KULLBACK_ERROR_OPTION, KULLBACK_ARGUMENT_N_BINS, 0, KULLBACK_WHOLE_ROW}, rows, &classes,
                 NULL, SIZE_MAX);
    expect_error((expectation){KULLBACK_ERROR_OPTION, KULLBACK_ARGUMENT_LOGITS, 0, KULLBACK_WHOLE_ROW}, p, &classes,
                 NULL, 0);
    classes.smoothing = 0.1;
    expect_error((expectation){KULLBACK_ERROR_OPTION, KULLBACK_ARGUMENT_LABELS, 0, KULLBACK_WHOLE_ROW}, rows, &classes,
                 NULL, 0);
}

static void test_bad_numbers(void) {
    const double masked[] = {1, 2, 3, 1, -INFINITY, 2}, infinite[] = {1, 2, 3, 1, INFINITY, 2};
    const double empty[] = {1, 2, 3, -INFINITY, -INFINITY, -INFINITY}, no_sum[] = {0.5, 0.5, 0, 0.5, 0.25, 0};
    const int64_t at_mask[] = {0, 1};
    kullback_labels classes = hard(at_mask, 2);
    expect_error((expectation){KULLBACK_ERROR_PARAMETER, KULLBACK_ARGUMENT_LABELS, 1, KULLBACK_WHOLE_ROW},
                 typed(masked, KULLBACK_F64, KULLBACK_LOGITS, 2), &classes, NULL, 0);
    expect_error((expectation){KULLBACK_ERROR_PROBABILITY, KULLBACK_ARGUMENT_LOGITS, 1, 1},
                 typed(infinite, KULLBACK_F64, KULLBACK_LOGITS, 2), &classes, NULL, 0);
    expect_error((expectation){KULLBACK_ERROR_NO_MASS, KULLBACK_ARGUMENT_LOGITS, 1, KULLBACK_WHOLE_ROW},
                 typed(empty, KULLBACK_F64, KULLBACK_LOGITS, 2), &classes, NULL, 0);
    const kullback_typed_rows p = typed(soft, KULLBACK_F64, KULLBACK_PROBABILITIES, 2);
    expect_error((expectation){KULLBACK_ERROR_PARAMETER, KULLBACK_ARGUMENT_SOFT_LABELS, 1, 1},
                 typed(masked, KULLBACK_F64, KULLBACK_LOGITS, 2), NULL, &p, 0);
    const kullback_typed_rows other = typed(no_sum, KULLBACK_F64, KULLBACK_PROBABILITIES, 2);
    expect_error((expectation){KULLBACK_ERROR_SUM, KULLBACK_ARGUMENT_SOFT_LABELS, 1, KULLBACK_WHOLE_ROW},
                 typed(logits, KULLBACK_F64, KULLBACK_LOGITS, 2), NULL, &other, 0);
    kullback_typed_rows cold = typed(logits, KULLBACK_F64, KULLBACK_LOGITS, 2);
    cold.temperature = -1;
    expect_error((expectation){KULLBACK_ERROR_OPTION, KULLBACK_ARGUMENT_OPTIONS, 0, KULLBACK_WHOLE_ROW}, cold, &classes,
                 NULL, 0);
}

int main(void) {
    test_errors();
    test_bad_numbers();
    return check_summary();
}
