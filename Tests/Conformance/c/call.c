#include "call.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What results hold before a call: no function of the library results in it. */
#define UNTOUCHED_F64 0x7ff8beefdeadbeefU
#define UNTOUCHED_F32 0x7fc0beefU
#define UNTOUCHED_BYTE 0xa5

/* Whether the simple floor has a function for the quantity, if it is one of discrete distributions; it needs orders. */
static bool has_simple_function(const test_case *test) {
    switch (test->quantity) {
    case KULLBACK_RENYI:
    case KULLBACK_RENYI_ENTROPY:
        return test->options.struct_size > offsetof(kullback_options, order);
    case KULLBACK_ENTROPY:
    case KULLBACK_CROSS_ENTROPY:
    case KULLBACK_KL:
    case KULLBACK_JEFFREYS:
    case KULLBACK_JS_DIVERGENCE:
    case KULLBACK_JS_DISTANCE:
    case KULLBACK_TOTAL_VARIATION:
    case KULLBACK_PEARSON_CHI2:
    case KULLBACK_HELLINGER_DISTANCE:
    case KULLBACK_BHATTACHARYYA_DISTANCE:
        return true;
    default:
        return test->shape != SHAPE_ENTROPY && test->shape != SHAPE_DIVERGENCE;
    }
}

bool has_simple_call(const test_case *test) {
    const kullback_options *options = &test->options;
    bool plain = options->space == KULLBACK_PROBABILITIES && options->temperature == 0;
    bool logits = options->space == KULLBACK_LOGITS && test->quantity == KULLBACK_KL;
    bool defaults = !options->normalize && options->base == 0 && options->sum_tolerance == 0 && options->weight == 0;
    bool one_row = test->rows == 1 &&
                   (test->shape != SHAPE_FAMILY_ELEMENTS || (test->family == KULLBACK_NORMAL && test->count == 1));
    return has_simple_function(test) && one_row && defaults && (plain || logits);
}

static kullback_estimate *new_estimates(size_t count) {
    kullback_estimate *estimates = allocate(count, sizeof *estimates);
    memset(estimates, UNTOUCHED_BYTE, count * sizeof *estimates);
    return estimates;
}

static void collect_estimates(outcome *outcome, kullback_estimate *estimates, const test_case *test) {
    const unsigned char *bytes = (const unsigned char *)estimates;
    for (size_t row = 0; outcome->status == KULLBACK_OK && row < test->rows; row++) {
        memcpy(&outcome->bits[2 * row], &estimates[row].value, sizeof(double));
        memcpy(&outcome->bits[2 * row + 1], &estimates[row].standard_error, sizeof(double));
        outcome->wrote_elsewhere |= estimates[row].count != test->count;
    }
    for (size_t i = 0; outcome->status != KULLBACK_OK && i < test->rows * sizeof *estimates; i++) {
        outcome->wrote_elsewhere |= bytes[i] != UNTOUCHED_BYTE;
    }
    free(estimates);
}

#define NUMBER double
#define BITS uint64_t
#define UNTOUCHED UNTOUCHED_F64
#define NAME(name) name##_f64
#include "call_template.h"
#undef NUMBER
#undef BITS
#undef UNTOUCHED
#undef NAME

#define NUMBER float
#define BITS uint32_t
#define UNTOUCHED UNTOUCHED_F32
#define NAME(name) name##_f32
#include "call_template.h"

static bool is_count(double number) {
    return fabs(number) <= 0x1p53 && number == trunc(number);
}

bool has_counts_call(const test_case *test) {
    const kullback_options *options = &test->options;
    bool weights = options->space == KULLBACK_PROBABILITIES && options->normalize;
    bool counts = test->shape == SHAPE_DIVERGENCE && weights && !test->is_f32;
    for (size_t i = 0; counts && i < 2 * test->rows * test->count; i++)
        counts = is_count(test->input[i % 2][i / 2]);
    return counts;
}

outcome call_counts(const test_case *test) {
    outcome outcome = {.bits = allocate(result_count(test), sizeof(uint64_t))};
    kullback_options options = test->options;
    options.normalize = 0;
    options.error = &outcome.error;
    kullback_rows_i64 rows[2];
    size_t size = test->rows * test->count;
    for (size_t side = 0; side < 2; side++) {
        int64_t *counts = allocate(size, sizeof *counts);
        for (size_t i = 0; i < size; i++)
            counts[i] = (int64_t)test->input[side][i];
        rows[side] = (kullback_rows_i64){counts, test->rows, test->count, (ptrdiff_t)test->count, 1};
    }
    uint64_t *memory = allocate(test->rows, sizeof *memory);
    for (size_t row = 0; row < test->rows; row++)
        memory[row] = UNTOUCHED_F64;
    placement where = place(LAYOUT_CONTIGUOUS, test->rows, 1);
    outcome.status = kullback_divergence_rows_i64(test->quantity, rows, rows + 1, &options, (double *)memory, 1);
    collect_f64(&outcome, memory, &where, test->rows, 1);
    free(memory);
    free((void *)rows[0].data);
    free((void *)rows[1].data);
    return outcome;
}
