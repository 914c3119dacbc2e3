/*
 * Every function on rows of 0 to 70 elements with every small stride, placed against inaccessible memory:
 * nothing outside the batch is read, nothing between its elements is used, and the answer is that of the
 * contiguous batch to the bit.
 */
#include "support/check.h"
#include "support/guarded.h"
#include "support/real.h"

enum {
    LARGEST = 70,
    ROWS = 3,
    PAGES = 4
};

/* One computation that reads p, or p and q, and writes up to `results` numbers per row. */
typedef struct operation {
    enum {
        ENTROPY,
        DIVERGENCE,
        FAMILY,
        FAMILY_ROWS,
        LOG_RATIO
    } shape;
    int32_t enumerator;
    kullback_space space;
} operation;

static const operation operations[] = {
    {ENTROPY, KULLBACK_ENTROPY, KULLBACK_PROBABILITIES},
    {ENTROPY, KULLBACK_ENTROPY, KULLBACK_LOG_PROBABILITIES},
    {ENTROPY, KULLBACK_ENTROPY, KULLBACK_LOGITS},
    {DIVERGENCE, KULLBACK_CROSS_ENTROPY, KULLBACK_PROBABILITIES},
    {DIVERGENCE, KULLBACK_CROSS_ENTROPY, KULLBACK_LOG_PROBABILITIES},
    {DIVERGENCE, KULLBACK_CROSS_ENTROPY, KULLBACK_LOGITS},
    {DIVERGENCE, KULLBACK_KL, KULLBACK_PROBABILITIES},
    {DIVERGENCE, KULLBACK_KL, KULLBACK_LOG_PROBABILITIES},
    {DIVERGENCE, KULLBACK_KL, KULLBACK_LOGITS},
    {DIVERGENCE, KULLBACK_JEFFREYS, KULLBACK_PROBABILITIES},
    {DIVERGENCE, KULLBACK_JEFFREYS, KULLBACK_LOG_PROBABILITIES},
    {DIVERGENCE, KULLBACK_JEFFREYS, KULLBACK_LOGITS},
    {DIVERGENCE, KULLBACK_JS_DIVERGENCE, KULLBACK_PROBABILITIES},
    {DIVERGENCE, KULLBACK_JS_DIVERGENCE, KULLBACK_LOG_PROBABILITIES},
    {DIVERGENCE, KULLBACK_JS_DIVERGENCE, KULLBACK_LOGITS},
    {DIVERGENCE, KULLBACK_JS_DISTANCE, KULLBACK_PROBABILITIES},
    {FAMILY, KULLBACK_NORMAL, 0},
    {FAMILY, KULLBACK_NORMAL_LOG_VARIANCE, 0},
    {FAMILY_ROWS, KULLBACK_NORMAL, 0},
    {FAMILY_ROWS, KULLBACK_NORMAL_LOG_VARIANCE, 0},
    {LOG_RATIO, KULLBACK_K1, 0},
    {LOG_RATIO, KULLBACK_K2, 0},
    {LOG_RATIO, KULLBACK_K3, 0},
};

/* The answers of one call, as bytes. */
typedef union answers {
    real numbers[ROWS * LARGEST];
    kullback_estimate estimates[ROWS];
} answers;

static kullback_status run(const operation *of, const rows *p, const rows *q, answers *to) {
    /* Positive weights serve every space and family; those of discrete rows are normalised. */
    const bool is_discrete = of->shape == ENTROPY || of->shape == DIVERGENCE;
    const kullback_options options = {
        .struct_size = sizeof options, .space = of->space, .normalize = is_discrete, .threads = 1};
    const rows member_p[2] = {*p, *q}, member_q[2] = {*q, *p};
    memset(to, 0, sizeof *to);
    switch (of->shape) {
    case ENTROPY:
        return FN(kullback_entropy_rows)(of->enumerator, p, &options, to->numbers, 1);
    case DIVERGENCE:
        return FN(kullback_divergence_rows)(of->enumerator, p, q, &options, to->numbers, 1);
    case FAMILY:
        return FN(kullback_family)(KULLBACK_KL, of->enumerator, member_p, member_q, &options, to->numbers,
                                   (ptrdiff_t)p->count, 1);
    case FAMILY_ROWS:
        return FN(kullback_family_rows)(KULLBACK_KL, of->enumerator, member_p, member_q, &options, to->numbers, 1);
    case LOG_RATIO:
        return FN(kullback_log_ratio_rows)(of->enumerator, p, &options, to->estimates);
    }
    return -1;
}

static real values_p[ROWS * LARGEST], values_q[ROWS * LARGEST];

static void make_values(void) {
    uint32_t state = 1;
    for (size_t i = 0; i < ROWS * LARGEST; i++) {
        state = state * 1664525u + 1013904223u;
        values_p[i] = (real)((state >> 20) + 1) / 1024;
        values_q[i] = (real)((state & 0xfff) + 1) / 1024;
    }
}

static guarded memory_p, memory_q;

/* All operations on one layout of p and q, against the contiguous batch. */
static void test_layout(rows layout_p, rows layout_q, side at) {
    const rows plain_p = contiguous(values_p, layout_p.rows, layout_p.count);
    const rows plain_q = contiguous(values_q, layout_q.rows, layout_q.count);
    guarded_place(&memory_p, at, &layout_p, values_p);
    guarded_place(&memory_q, at, &layout_q, values_q);
    for (size_t i = 0; i < sizeof operations / sizeof *operations; i++) {
        answers got, expected;
        const kullback_status status = run(&operations[i], &plain_p, &plain_q, &expected);
        const bool has_answer =
            layout_p.count > 0 || operations[i].shape == FAMILY || operations[i].shape == FAMILY_ROWS;
        CHECK((status == KULLBACK_OK) == has_answer);
        CHECK_EQUAL(run(&operations[i], &layout_p, &layout_q, &got), status);
        CHECK(memcmp(&got, &expected, sizeof got) == 0);
    }
}

static void test_single_rows(void) {
    for (size_t count = 0; count <= LARGEST; count++) {
        for (ptrdiff_t stride = -3; stride <= 3; stride++) {
            if (stride == 0) {
                continue;
            }
            const rows strided = {NULL, 1, count, 0, stride}, plain = {NULL, 1, count, 0, 1};
            for (side at = AT_FRONT_GUARD; at <= AT_BACK_GUARD; at++) {
                test_layout(strided, plain, at);
                test_layout(plain, strided, at);
            }
        }
    }
}

static void test_batches(void) {
    static const size_t counts[] = {1, 2, 3, 7, 8, 9, 15, 16, 17, 31, 33, 63, 64, 65, LARGEST};
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        const size_t count = counts[i];
        const ptrdiff_t width = (ptrdiff_t)count;
        const rows layouts[] = {{NULL, ROWS, count, width, 1},      {NULL, ROWS, count, width + 5, 1},
                                {NULL, ROWS, count, -width, 1},     {NULL, ROWS, count, 1, ROWS},
                                {NULL, ROWS, count, -1, -ROWS},     {NULL, ROWS, count, 2 * width, 2},
                                {NULL, ROWS, count, -2 * width, -2}};
        for (size_t j = 0; j < sizeof layouts / sizeof *layouts; j++) {
            for (side at = AT_FRONT_GUARD; at <= AT_BACK_GUARD; at++) {
                test_layout(layouts[j], layouts[0], at);
                test_layout(layouts[0], layouts[j], at);
            }
        }
    }
}

/* A stride of 0 reads one element only; every row is then the uniform distribution. */
static void test_broadcast_element(void) {
    for (size_t count = 1; count <= LARGEST; count++) {
        rows one = {NULL, ROWS, count, 0, 0}, layout = {NULL, 1, 1, 0, 0};
        const real value = 1;
        guarded_place(&memory_p, AT_BACK_GUARD, &layout, &value);
        one.data = layout.data;
        answers got;
        CHECK_EQUAL(run(&(operation){DIVERGENCE, KULLBACK_KL, KULLBACK_PROBABILITIES}, &one, &one, &got), KULLBACK_OK);
        CHECK(all_equal(got.numbers, ROWS, 0));
    }
}

int main(void) {
    make_values();
    memory_p = guarded_allocate(PAGES);
    memory_q = guarded_allocate(PAGES);
    test_single_rows();
    test_batches();
    test_broadcast_element();
    return check_summary();
}
