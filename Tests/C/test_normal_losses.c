/* Losses of normals and estimates per token: what the functions refuse, what they leave alone, and overlap. */
#include <kullback.h>
#include <math.h>
#include <string.h>

#include "support/check.h"

enum {
    ROWS = 3,
    COUNT = 1100, /* more than a block */
    ALL = ROWS * COUNT
};

static double loc[ALL], log_var[ALL], first[ALL], second[ALL], values[ALL];
static float loc_f32[ALL], log_var_f32[ALL];

static kullback_typed_rows rows_of(const void *data, kullback_type type) {
    return (kullback_typed_rows){
        .data = data, .type = type, .rows = ROWS, .count = COUNT, .row_stride = COUNT, .stride = 1};
}

static kullback_typed_results results_of(void *data, kullback_type type) {
    return (kullback_typed_results){data, type, 0, COUNT, 1};
}

static void fill(void) {
    for (int i = 0; i < ALL; i++) {
        loc[i] = loc_f32[i] = (float)sin(i);
        log_var[i] = log_var_f32[i] = (float)cos(3 * i);
        first[i] = second[i] = values[i] = 7;
    }
}

typedef struct {
    kullback_typed_rows p[2];
    kullback_typed_results value, gradients[2];
    kullback_normal_options normal;
    kullback_loss_options options;
    kullback_error error;
} call;

static call valid(void) {
    fill();
    return (call){.p = {rows_of(loc, KULLBACK_F64), rows_of(log_var, KULLBACK_F64)},
                  .value = {values, KULLBACK_F64, 0, 1, 1},
                  .gradients = {results_of(first, KULLBACK_F64), results_of(second, KULLBACK_F64)},
                  .normal = {.struct_size = sizeof(kullback_normal_options)},
                  .options = {.struct_size = sizeof(kullback_loss_options)}};
}

static kullback_status run(call *c) {
    c->options.error = &c->error;
    return kullback_normal_loss(KULLBACK_NORMAL_LOG_VARIANCE, c->p, NULL, &c->normal, &c->options, &c->value,
                                c->gradients, NULL);
}

/* Gradients in the place of the parameters are those elsewhere, and are not written when a parameter is bad. */
static void test_overlap(void) {
    call c = valid();
    CHECK_EQUAL(run(&c), KULLBACK_OK);
    double value[ROWS], by_loc[ALL], by_log_var[ALL];
    memcpy(value, values, sizeof value);
    memcpy(by_loc, first, sizeof by_loc);
    memcpy(by_log_var, second, sizeof by_log_var);
    c = valid();
    c.gradients[0] = results_of(loc, KULLBACK_F64);
    c.gradients[1] = results_of(log_var, KULLBACK_F64);
    CHECK_EQUAL(run(&c), KULLBACK_OK);
    CHECK(memcmp(value, values, sizeof value) == 0);
    CHECK(memcmp(by_loc, loc, sizeof loc) == 0);
    CHECK(memcmp(by_log_var, log_var, sizeof log_var) == 0);
    c = valid();
    c.gradients[0] = results_of(loc, KULLBACK_F64);
    log_var[2 * COUNT + 5] = INFINITY;
    const double kept = loc[0];
    CHECK_EQUAL(run(&c), KULLBACK_ERROR_PARAMETER);
    CHECK_EQUAL(c.error.argument, KULLBACK_ARGUMENT_LOG_VAR_P);
    CHECK_EQUAL(c.error.row, 2);
    CHECK_EQUAL(c.error.index, 5);
    CHECK_EQUAL(loc[0], kept);
    CHECK_EQUAL(values[0], 7);
}

/* The bits do not depend on the threads; floats in place go through doubles. */
static void test_threads(void) {
    double value[ROWS];
    for (int32_t threads = 1; threads <= 4; threads++) {
        call c = valid();
        c.options.threads = threads;
        c.p[0] = rows_of(loc_f32, KULLBACK_F32);
        c.p[1] = rows_of(log_var_f32, KULLBACK_F32);
        CHECK_EQUAL(run(&c), KULLBACK_OK);
        if (threads == 1) {
            memcpy(value, values, sizeof value);
        }
        CHECK(memcmp(value, values, sizeof value) == 0);
    }
    call c = valid();
    c.p[0] = rows_of(loc_f32, KULLBACK_F32);
    c.p[1] = rows_of(log_var_f32, KULLBACK_F32);
    c.gradients[0] = results_of(loc_f32, KULLBACK_F32);
    c.gradients[1].type = 0; /* not wanted */
    const float before = loc_f32[1];
    CHECK_EQUAL(run(&c), KULLBACK_OK);
    CHECK_EQUAL(loc_f32[1], before); /* dD/dloc is loc */
    CHECK_EQUAL(second[0], 7);
}

/* Rows that do not count are not read. */
static void test_mask(void) {
    call c = valid();
    const uint8_t mask[ROWS] = {1, 0, 1};
    loc[COUNT] = INFINITY;
    c.options.mask = mask;
    c.options.mask_stride = 1;
    CHECK_EQUAL(run(&c), KULLBACK_OK);
    CHECK_EQUAL(values[1], 0);
    CHECK_EQUAL(first[COUNT], 0);
    CHECK_EQUAL(first[0], loc[0]);
}

#define CHECK_REFUSED(change, expected, named)                                                                         \
    do {                                                                                                               \
        call c = valid();                                                                                              \
        change;                                                                                                        \
        CHECK_EQUAL(run(&c), expected);                                                                                \
        CHECK_EQUAL(c.error.argument, named);                                                                          \
        CHECK(values[0] == 7 && first[0] == 7);                                                                        \
    } while (0)

static void test_misuse(void) {
    CHECK_REFUSED(c.p[0].data = NULL, KULLBACK_ERROR_NULL_POINTER, KULLBACK_ARGUMENT_LOC_P);
    CHECK_REFUSED(c.p[1].count = 2, KULLBACK_ERROR_SHAPE, KULLBACK_ARGUMENT_LOG_VAR_P);
    CHECK_REFUSED(c.p[1].rows = SIZE_MAX, KULLBACK_ERROR_COUNT, KULLBACK_ARGUMENT_LOG_VAR_P);
    CHECK_REFUSED(c.p[1].type = 11, KULLBACK_ERROR_OPTION, KULLBACK_ARGUMENT_LOG_VAR_P);
    CHECK_REFUSED(c.p[0].space = KULLBACK_LOGITS, KULLBACK_ERROR_OPTION, KULLBACK_ARGUMENT_LOC_P);
    CHECK_REFUSED(c.gradients[0].stride = 0, KULLBACK_ERROR_STRIDE, KULLBACK_ARGUMENT_P_GRADIENT);
    CHECK_REFUSED(c.gradients[1].data = NULL, KULLBACK_ERROR_NULL_POINTER, KULLBACK_ARGUMENT_P_GRADIENT);
    CHECK_REFUSED(c.value.row_stride = 0, KULLBACK_ERROR_STRIDE, KULLBACK_ARGUMENT_RESULT);
    CHECK_REFUSED(c.options.weight = 0.5, KULLBACK_ERROR_OPTION, KULLBACK_ARGUMENT_OPTIONS);
    CHECK_REFUSED(c.options.normalize = 1, KULLBACK_ERROR_OPTION, KULLBACK_ARGUMENT_OPTIONS);
    CHECK_REFUSED(c.options.sum_tolerance = 1, KULLBACK_ERROR_OPTION, KULLBACK_ARGUMENT_OPTIONS);
    CHECK_REFUSED(c.options.factor = INFINITY, KULLBACK_ERROR_OPTION, KULLBACK_ARGUMENT_OPTIONS);
    CHECK_REFUSED(c.options.threads = -1, KULLBACK_ERROR_OPTION, KULLBACK_ARGUMENT_OPTIONS);
    CHECK_REFUSED(c.normal.struct_size = 1, KULLBACK_ERROR_OPTION, KULLBACK_ARGUMENT_OPTIONS);
    CHECK_REFUSED(c.normal.floor = 5, KULLBACK_ERROR_OPTION, KULLBACK_ARGUMENT_OPTIONS);
    CHECK_REFUSED(c.normal.free_bits = 1, KULLBACK_ERROR_OPTION, KULLBACK_ARGUMENT_OPTIONS);
    CHECK_REFUSED((c.normal.floor = KULLBACK_FLOOR_SAMPLE, c.normal.free_bits = NAN), KULLBACK_ERROR_OPTION,
                  KULLBACK_ARGUMENT_OPTIONS);
    CHECK_REFUSED(c.normal.floor = KULLBACK_FLOOR_BATCH, KULLBACK_ERROR_OPTION, KULLBACK_ARGUMENT_OPTIONS);
    CHECK_REFUSED((c.normal.elementwise = 1, c.options.reduction = KULLBACK_REDUCTION_SUM), KULLBACK_ERROR_OPTION,
                  KULLBACK_ARGUMENT_OPTIONS);
    call c = valid();
    CHECK_EQUAL(kullback_normal_loss(30, c.p, NULL, NULL, NULL, &c.value, NULL, NULL), KULLBACK_ERROR_QUANTITY);
    CHECK_EQUAL(kullback_normal_loss(KULLBACK_NORMAL, NULL, NULL, NULL, NULL, &c.value, NULL, NULL),
                KULLBACK_ERROR_NULL_POINTER);
    CHECK_EQUAL(kullback_normal_loss(KULLBACK_NORMAL_LOG_VARIANCE, c.p, NULL, NULL, NULL, NULL, NULL, c.gradients),
                KULLBACK_ERROR_NULL_POINTER);
    CHECK_EQUAL(kullback_normal_loss(KULLBACK_NORMAL_LOG_VARIANCE, c.p, NULL, NULL, NULL, NULL, NULL, NULL),
                KULLBACK_OK);
}

static void test_tokens(void) {
    fill();
    kullback_typed_rows p = rows_of(loc, KULLBACK_F64), q = rows_of(log_var_f32, KULLBACK_F32);
    p.space = q.space = KULLBACK_LOG_PROBABILITIES;
    kullback_typed_results value = results_of(values, KULLBACK_F64), gradient = results_of(loc, KULLBACK_F64);
    const double l = loc[3] - (double)log_var_f32[3];
    CHECK_EQUAL(kullback_token_kl(KULLBACK_K2, &p, &q, NULL, KULLBACK_TOKENS, NULL, &value, &gradient), KULLBACK_OK);
    CHECK_EQUAL(values[3], l * l / 2);
    CHECK_EQUAL(loc[3], l); /* in place */
    kullback_error error = {0};
    kullback_loss_options options = {.struct_size = sizeof options, .error = &error};
    const kullback_token_mask no_mask = {NULL, 0, 0};
    CHECK_EQUAL(kullback_token_kl(KULLBACK_K3, &p, &q, &no_mask, 0, &options, &value, NULL),
                KULLBACK_ERROR_NULL_POINTER);
    CHECK_EQUAL(error.argument, KULLBACK_ARGUMENT_MASK);
    CHECK_EQUAL(kullback_token_kl(40, &p, &q, NULL, 0, &options, &value, NULL), KULLBACK_ERROR_QUANTITY);
    CHECK_EQUAL(kullback_token_kl(KULLBACK_K3, &p, &q, NULL, 5, &options, &value, NULL), KULLBACK_ERROR_OPTION);
    CHECK_EQUAL(kullback_token_kl(KULLBACK_K3, NULL, &q, NULL, 0, &options, &value, NULL), KULLBACK_ERROR_NULL_POINTER);
    CHECK_EQUAL(error.argument, KULLBACK_ARGUMENT_LOG_DENSITY_P);
    options.reduction = KULLBACK_REDUCTION_SUM;
    CHECK_EQUAL(kullback_token_kl(KULLBACK_K3, &p, &q, NULL, 0, &options, &value, NULL), KULLBACK_ERROR_OPTION);
    options.reduction = KULLBACK_REDUCTION_NONE;
    q.space = KULLBACK_PROBABILITIES;
    CHECK_EQUAL(kullback_token_kl(KULLBACK_K3, &p, &q, NULL, 0, &options, &value, NULL), KULLBACK_ERROR_OPTION);
    CHECK_EQUAL(error.argument, KULLBACK_ARGUMENT_LOG_DENSITY_Q);
    q.space = KULLBACK_LOG_PROBABILITIES;
    q.count = 5;
    CHECK_EQUAL(kullback_token_kl(KULLBACK_K3, &p, &q, NULL, 0, &options, &value, NULL), KULLBACK_ERROR_SHAPE);
}

int main(void) {
    test_overlap();
    test_threads();
    test_mask();
    test_misuse();
    test_tokens();
    return check_summary();
}
