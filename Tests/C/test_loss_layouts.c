/* No bit of a loss depends on how its rows lie in memory: types that floats are summed for, alone and mixed. */
#include "support/check.h"
#include "support/typed.h"

enum {
    LONGEST = 33000
};

/* One side: its numbers, its gradient, and where their first element lies. */
typedef struct loss_side {
    kullback_type type;
    double numbers[LONGEST], gradient[LONGEST];
    ptrdiff_t first, stride;
} loss_side;

/* Multiples of 1/8, which are numbers of every type. */
static void fill(loss_side *side, size_t count, ptrdiff_t stride, uint64_t state) {
    side->stride = stride;
    side->first = stride < 0 ? (ptrdiff_t)(count - 1) * -stride : 0;
    for (ptrdiff_t i = 0; i < (ptrdiff_t)count; i++) {
        state = state * 6364136223846793005U + 1442695040888963407U;
        put_number(side->numbers, side->type, side->first + i * stride, (double)(state >> 59) / 8 - 2);
    }
}

static void *at(double *numbers, const loss_side *side) {
    return (char *)numbers + side->first * (ptrdiff_t)type_size(side->type);
}

static kullback_typed_rows rows_of(loss_side *side, size_t count) {
    return (kullback_typed_rows){at(side->numbers, side), side->type, KULLBACK_LOGITS, 1, count, 0, side->stride, 0};
}

static kullback_typed_results results_of(loss_side *side) {
    return (kullback_typed_results){at(side->gradient, side), side->type, 0, 0, side->stride};
}

/* KL, reverse KL, and the latter's distillation, which has a gradient of q only. */
static double value_of(int which, loss_side *p, loss_side *q, size_t count, int32_t threads) {
    double value = NAN;
    const kullback_typed_rows a = rows_of(p, count), b = rows_of(q, count);
    const kullback_typed_results values = typed_results(&value, KULLBACK_F64, 1);
    const kullback_typed_results of_p = results_of(p), of_q = results_of(q);
    const kullback_loss_options options = {.struct_size = sizeof options, .threads = threads};
    const kullback_distillation distillation = {
        .temperature = 2, .soft_weight = 1, .hard_weight = 0, .quantity = KULLBACK_REVERSE_KL};
    const kullback_status status =
        which == 2
            ? kullback_distillation_loss(&a, &b, NULL, &distillation, &options, &values, &of_q)
            : kullback_loss(which == 0 ? KULLBACK_KL : KULLBACK_REVERSE_KL, &a, &b, &options, &values, &of_p, &of_q);
    CHECK_EQUAL(status, KULLBACK_OK);
    return value;
}

static void check_gradient(const loss_side *got, const loss_side *expected, size_t count) {
    size_t different = 0;
    for (ptrdiff_t i = 0; i < (ptrdiff_t)count; i++) {
        different += get_number(got->gradient, got->type, got->first + i * got->stride) !=
                     get_number(expected->gradient, got->type, expected->first + i * expected->stride);
    }
    CHECK_EQUAL((double)different, 0);
}

static void test_layouts(int which, kullback_type p_type, kullback_type q_type, size_t count) {
    static const ptrdiff_t strides[][2] = {{2, 2}, {-1, -1}, {1, 2}, {-2, 1}};
    static loss_side p = {.stride = 1}, q = {.stride = 1}, other_p, other_q;
    p.type = other_p.type = p_type;
    q.type = other_q.type = q_type;
    fill(&p, count, 1, 1);
    fill(&q, count, 1, 2);
    const double value = value_of(which, &p, &q, count, 1);
    CHECK(value > 0);
    for (size_t i = 0; i < sizeof strides / sizeof strides[0]; i++) {
        fill(&other_p, count, strides[i][0], 1);
        fill(&other_q, count, strides[i][1], 2);
        CHECK_EQUAL(value_of(which, &other_p, &other_q, count, 1 + (int32_t)i % 2), value);
        if (which != 2) {
            check_gradient(&other_p, &p, count);
        }
        check_gradient(&other_q, &q, count);
    }
}

int main(void) {
    static const size_t counts[] = {33, 1024, 1100, 16500};
    for (int p = 1; p < TYPE_COUNT; p++) {
        for (int q = 1; q < TYPE_COUNT; q++) {
            for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++) {
                test_layouts((p + q + (int)i) % 3, all_types[p], all_types[q], counts[i]);
            }
        }
    }
    return check_summary();
}
