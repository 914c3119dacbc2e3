/* Comparison of two models: what is refused, and leaves the result as it was. */
#include <kullback.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "support/check.h"

enum {
    ROWS = 3,
    COUNT = 4
};

static const double p_logits[] = {2, 0, 1, -1, 0, 1, 0, 0.5, 3, -2, 0, 0};
static const double q_logits[] = {2, 0.5, 1, -1, 0.25, 0.5, 0, 0.5, 3, -2, 0.125, 0};
static const int64_t label_data[] = {0, 1, 3};

static const kullback_labels labels = {label_data, ROWS, 1, -100, 0};

static kullback_typed_rows logits(const double *data) {
    return (kullback_typed_rows){data, KULLBACK_F64, KULLBACK_LOGITS, ROWS, COUNT, COUNT, 1, 0};
}

typedef struct call {
    kullback_typed_rows p, q;
    kullback_labels labels;
    kullback_options options;
} call;

static call good_call(void) {
    return (call){logits(p_logits), logits(q_logits), labels, {.struct_size = sizeof(kullback_options)}};
}

static kullback_error refused(call with, kullback_status status, kullback_argument argument, int line) {
    kullback_error error = {0};
    with.options.error = &error;
    kullback_token_comparison tokens[ROWS], before[ROWS];
    memset(tokens, 7, sizeof tokens);
    memcpy(before, tokens, sizeof tokens);
    const kullback_status got = kullback_compare_tokens(&with.p, &with.q, &with.labels, &with.options, tokens);
    if (!CHECK(got == status && error.status == status && error.argument == argument)) {
        printf("    line %d: status %d, argument %d\n", line, got, error.argument);
    }
    CHECK(memcmp(tokens, before, sizeof tokens) == 0);
    return error;
}

#define REFUSED(with, status, argument) refused(with, KULLBACK_ERROR_##status, KULLBACK_ARGUMENT_##argument, __LINE__)

#define EXPECT_REFUSED(change, status, argument)                                                                       \
    do {                                                                                                               \
        call with = good_call();                                                                                       \
        with.change;                                                                                                   \
        REFUSED(with, status, argument);                                                                               \
    } while (0)

static void test_misuse(void) {
    EXPECT_REFUSED(p.data = NULL, NULL_POINTER, P);
    EXPECT_REFUSED(q.data = (const char *)q_logits + 4, ALIGNMENT, Q);
    EXPECT_REFUSED(p.type = 99, OPTION, P);
    EXPECT_REFUSED(q.space = KULLBACK_PROBABILITIES, OPTION, Q);
    EXPECT_REFUSED(q.temperature = 2, OPTION, Q);
    EXPECT_REFUSED(p.temperature = -1, OPTION, P);
    EXPECT_REFUSED(q.rows = 2, SHAPE, Q);
    EXPECT_REFUSED(q.count = 3, SHAPE, Q);
    EXPECT_REFUSED(p.rows = SIZE_MAX, COUNT, P);
    EXPECT_REFUSED(p.row_stride = PTRDIFF_MAX, STRIDE, P);
    EXPECT_REFUSED(labels.count = 2, SHAPE, LABELS);
    EXPECT_REFUSED(labels.data = NULL, NULL_POINTER, LABELS);
    EXPECT_REFUSED(labels.stride = PTRDIFF_MIN, STRIDE, LABELS);
    EXPECT_REFUSED(labels.smoothing = 0.1, OPTION, LABELS);
    EXPECT_REFUSED(options.base = 2, OPTION, OPTIONS);
    EXPECT_REFUSED(options.normalize = 1, OPTION, OPTIONS);
    EXPECT_REFUSED(options.threads = -1, OPTION, OPTIONS);
}

static void test_bad_data(void) {
    call with = good_call();
    const int64_t out_of_range[] = {0, INT64_MIN, COUNT};
    with.labels.data = out_of_range;
    kullback_error error = REFUSED(with, PARAMETER, LABELS);
    CHECK(error.row == 1 && error.value == -0x1p63);
    const int64_t one_too_many[] = {0, -100, COUNT};
    with.labels.data = one_too_many;
    error = REFUSED(with, PARAMETER, LABELS);
    CHECK(error.row == 2 && error.value == COUNT);
    double bad[ROWS * COUNT];
    memcpy(bad, q_logits, sizeof bad);
    bad[COUNT + 2] = INFINITY;
    with = good_call();
    with.q.data = bad;
    error = REFUSED(with, PROBABILITY, Q);
    CHECK(error.row == 1 && error.index == 2 && error.value == INFINITY);
    for (int i = 0; i < COUNT; i++) {
        bad[COUNT + i] = -INFINITY;
    }
    error = REFUSED(with, NO_MASS, Q);
    CHECK_EQUAL(error.row, 1);
    with = good_call();
    with.p.count = with.q.count = 0;
    REFUSED(with, NO_MASS, P);
}

static void test_null_pointers(void) {
    const call good = good_call();
    kullback_token_comparison tokens[ROWS] = {0};
    kullback_comparison_report report;
    CHECK_EQUAL(kullback_compare_tokens(NULL, &good.q, NULL, NULL, tokens), KULLBACK_ERROR_NULL_POINTER);
    CHECK_EQUAL(kullback_compare_tokens(&good.p, NULL, NULL, NULL, tokens), KULLBACK_ERROR_NULL_POINTER);
    CHECK_EQUAL(kullback_compare_tokens(&good.p, &good.q, NULL, NULL, NULL), KULLBACK_ERROR_NULL_POINTER);
    CHECK_EQUAL(kullback_report_comparison(NULL, 1, NULL, &report), KULLBACK_ERROR_NULL_POINTER);
    CHECK_EQUAL(kullback_report_comparison(NULL, 0, NULL, &report), KULLBACK_ERROR_COUNT);
    CHECK_EQUAL(kullback_report_comparison(tokens, SIZE_MAX, NULL, &report), KULLBACK_ERROR_COUNT);
    CHECK_EQUAL(kullback_report_comparison(tokens, ROWS, NULL, &report), KULLBACK_ERROR_COUNT);
    CHECK_EQUAL(kullback_report_comparison(tokens, ROWS, NULL, NULL), KULLBACK_ERROR_NULL_POINTER);
}

int main(void) {
    test_misuse();
    test_bad_data();
    test_null_pointers();
    return check_summary();
}
