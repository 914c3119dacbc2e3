/* Misuse of the losses: each is an error that says what is wrong, and nothing is written. */
#include <stdlib.h>

#include "support/check.h"
#include "support/typed.h"

static double p_data[] = {0, 1, 2, 3, 4, 5}, q_data[] = {1, 1, 2, 2, 3, 3}, weight_data[] = {1, 2, 3};
static const int64_t label_data[] = {0, 1, 1};
static double value[3], of_p[6], of_q[6];

/* A valid call of any of the functions. A test changes what it is about. */
typedef struct call {
    kullback_quantity quantity;
    kullback_typed_rows p, q, row_weights;
    kullback_labels labels;
    kullback_distillation distillation;
    kullback_typed_results value, of_p, of_q;
    kullback_loss_options options;
    kullback_error error;
    double mse_weight, ce_weight;
} call;

static call valid_call(void) {
    return (call){.quantity = KULLBACK_KL,
                  .p = typed_rows(p_data, KULLBACK_F64, KULLBACK_LOGITS, 3, 2, 0),
                  .q = typed_rows(q_data, KULLBACK_F64, KULLBACK_LOGITS, 3, 2, 0),
                  .row_weights = typed_rows(weight_data, KULLBACK_F64, KULLBACK_PROBABILITIES, 1, 3, 0),
                  .labels = {label_data, 3, 1, -100, 0},
                  .distillation = {2, 1, 1, 0, 0},
                  .value = typed_results(value, KULLBACK_F64, 1),
                  .of_p = typed_results(of_p, KULLBACK_F64, 2),
                  .of_q = typed_results(of_q, KULLBACK_F64, 2),
                  .options = {.struct_size = sizeof(kullback_loss_options)},
                  .mse_weight = 1,
                  .ce_weight = 1};
}

typedef kullback_status function(call *);

static kullback_status pair_loss(call *c) {
    return kullback_loss(c->quantity, &c->p, &c->q, &c->options, &c->value, &c->of_p, &c->of_q);
}
static kullback_status single_loss(call *c) {
    return kullback_loss(c->quantity, &c->p, NULL, &c->options, &c->value, &c->of_p, NULL);
}
static kullback_status label_loss(call *c) {
    return kullback_label_loss(&c->q, &c->labels, &c->options, &c->value, &c->of_q);
}
static kullback_status distillation(call *c) {
    return kullback_distillation_loss(&c->p, &c->q, &c->labels, &c->distillation, &c->options, &c->value, &c->of_q);
}
static kullback_status decoupled(call *c) {
    return kullback_decoupled_kl(&c->p, &c->q, c->mse_weight, c->ce_weight, &c->options, &c->value, &c->of_p, &c->of_q);
}
static kullback_status log_softmax(call *c) {
    return kullback_log_softmax(&c->p, &c->options, &c->of_p);
}

static void prepare(call *c) {
    c->options.error = &c->error;
    for (int i = 0; i < 6; i++) {
        value[i / 2] = of_p[i] = of_q[i] = -9;
    }
}

static void expect(function *run, call *c, kullback_status status, kullback_argument argument, int line) {
    prepare(c);
    check_equal(run(c), status, "status", __FILE__, line);
    check_equal(c->error.status, status, "error.status", __FILE__, line);
    check_equal(c->error.argument, argument, "error.argument", __FILE__, line);
    for (int i = 0; i < 6; i++) {
        check_that(value[i / 2] == -9 && of_p[i] == -9 && of_q[i] == -9, "nothing written", __FILE__, line);
    }
}

/* Of a row in the middle, before which gradients that overlap nothing have been written. */
static void expect_data(function *run, call *c, kullback_status status, kullback_argument argument, double wrong,
                        int line) {
    prepare(c);
    check_equal(run(c), status, "status", __FILE__, line);
    check_equal(c->error.argument, argument, "error.argument", __FILE__, line);
    check_equal((double)c->error.row, 1, "error.row", __FILE__, line);
    check_equal(c->error.value, wrong, "error.value", __FILE__, line);
    check_that(value[0] == -9 && value[1] == -9 && value[2] == -9, "no value written", __FILE__, line);
}

#define EXPECT(run, change, status, argument)                                                                          \
    do {                                                                                                               \
        call c = valid_call();                                                                                         \
        change;                                                                                                        \
        expect(run, &c, KULLBACK_ERROR_##status, KULLBACK_ARGUMENT_##argument, __LINE__);                              \
    } while (0)

static void test_valid(void) {
    static function *const functions[] = {pair_loss, single_loss, label_loss, distillation, decoupled, log_softmax};
    for (size_t i = 0; i < sizeof functions / sizeof functions[0]; i++) {
        call c = valid_call();
        c.options.row_weights = &c.row_weights;
        CHECK_EQUAL(functions[i](&c), KULLBACK_OK);
        /* No rows are fine, and no pointers then. */
        c = valid_call();
        c.p.rows = c.q.rows = c.labels.count = 0;
        c.p.data = c.q.data = c.value.data = c.of_p.data = c.of_q.data = NULL;
        c.labels.data = NULL;
        CHECK_EQUAL(functions[i](&c), KULLBACK_OK);
    }
}

static void test_options(void) {
    EXPECT(pair_loss, c.options.reduction = 11, OPTION, OPTIONS);
    EXPECT(pair_loss, c.options.reserved = 1, OPTION, OPTIONS);
    EXPECT(pair_loss, c.options.threads = -1, OPTION, OPTIONS);
    EXPECT(pair_loss, c.options.factor = NAN, OPTION, OPTIONS);
    EXPECT(pair_loss, c.options.factor = INFINITY, OPTION, OPTIONS);
    EXPECT(pair_loss, c.options.base = 1, OPTION, OPTIONS);
    EXPECT(log_softmax, c.options.base = -2, OPTION, OPTIONS);
    EXPECT(pair_loss, c.options.sum_tolerance = NAN, OPTION, OPTIONS);
    EXPECT(pair_loss, (c.quantity = KULLBACK_SCALED_JS, c.options.weight = 1), OPTION, OPTIONS);
    EXPECT(distillation, (c.distillation.quantity = KULLBACK_JS_DIVERGENCE, c.options.weight = -0.1), OPTION, OPTIONS);
    EXPECT(pair_loss, (c.options.mask = (const uint8_t *)"", c.options.mask_stride = PTRDIFF_MAX), STRIDE, MASK);
    EXPECT(distillation, c.distillation.temperature = -1, OPTION, DISTILLATION);
    EXPECT(distillation, c.distillation.soft_weight = NAN, OPTION, DISTILLATION);
    EXPECT(distillation, c.distillation.hard_weight = INFINITY, OPTION, DISTILLATION);
    EXPECT(decoupled, c.mse_weight = NAN, OPTION, WEIGHTS);
    EXPECT(decoupled, c.ce_weight = INFINITY, OPTION, WEIGHTS);
}

static void test_quantities(void) {
    EXPECT(pair_loss, c.quantity = 31, QUANTITY, QUANTITY);
    EXPECT(pair_loss, c.quantity = KULLBACK_ENTROPY, QUANTITY, QUANTITY);
    EXPECT(pair_loss, c.quantity = KULLBACK_TOTAL_VARIATION, QUANTITY, QUANTITY);
    EXPECT(single_loss, c.quantity = KULLBACK_JEFFREYS, QUANTITY, QUANTITY);
    EXPECT(single_loss, (c.quantity = KULLBACK_LOG_SUM_EXP, c.p.space = KULLBACK_LOG_PROBABILITIES), OPTION, P);
    EXPECT(distillation, c.distillation.quantity = KULLBACK_ENTROPY, QUANTITY, QUANTITY);
}

static void test_rows(void) {
    EXPECT(pair_loss, c.p.data = NULL, NULL_POINTER, P);
    EXPECT(pair_loss, c.q.data = (const char *)q_data + 1, ALIGNMENT, Q);
    EXPECT(pair_loss, c.p.type = 50, OPTION, P);
    EXPECT(pair_loss, c.q.space = 5, OPTION, Q);
    EXPECT(pair_loss, c.q.temperature = -1, OPTION, Q);
    EXPECT(pair_loss, (c.p.space = KULLBACK_PROBABILITIES, c.p.temperature = 2), OPTION, P);
    EXPECT(pair_loss, c.q.rows = 2, SHAPE, Q);
    EXPECT(pair_loss, c.q.count = 1, SHAPE, Q);
    EXPECT(pair_loss, c.p.count = (size_t)-1, COUNT, P);
    EXPECT(pair_loss, c.q.row_stride = PTRDIFF_MIN, STRIDE, Q);
    EXPECT(pair_loss, (c.p.count = c.q.count = 0), NO_MASS, P);
    EXPECT(label_loss, c.q.count = 0, PARAMETER, LABELS);
    EXPECT(distillation, c.p.temperature = 2, OPTION, TEACHER);
    EXPECT(distillation, c.q.space = KULLBACK_LOG_PROBABILITIES, OPTION, STUDENT);
    EXPECT(distillation, c.q.data = NULL, NULL_POINTER, STUDENT);
    EXPECT(decoupled, c.q.space = KULLBACK_PROBABILITIES, OPTION, Q);
    EXPECT(log_softmax, c.p.space = KULLBACK_PROBABILITIES, OPTION, P);
}

static void test_results(void) {
    EXPECT(pair_loss, c.value.data = NULL, NULL_POINTER, RESULT);
    EXPECT(pair_loss, c.value.row_stride = 0, STRIDE, RESULT);
    EXPECT(pair_loss, c.value.reserved = 1, OPTION, RESULT);
    EXPECT(pair_loss, c.of_p.type = 1, OPTION, P_GRADIENT);
    EXPECT(pair_loss, c.of_p.stride = 0, STRIDE, P_GRADIENT);
    EXPECT(pair_loss, c.of_q.data = NULL, NULL_POINTER, Q_GRADIENT);
    EXPECT(label_loss, c.of_q.row_stride = 1, STRIDE, Q_GRADIENT);
    EXPECT(log_softmax, c.of_p.data = NULL, NULL_POINTER, RESULT);
}

static void test_labels_and_weights(void) {
    EXPECT(label_loss, c.labels.count = 2, SHAPE, LABELS);
    EXPECT(label_loss, c.labels.data = NULL, NULL_POINTER, LABELS);
    EXPECT(label_loss, c.labels.smoothing = 1.5, OPTION, LABELS);
    EXPECT(label_loss, c.labels.smoothing = NAN, OPTION, LABELS);
    EXPECT(distillation, (c.labels.data = (const int64_t[]){0, 1, 2}), PARAMETER, LABELS);
    call wrong = valid_call();
    wrong.labels.data = (const int64_t[]){0, -100, -3};
    expect(label_loss, &wrong, KULLBACK_ERROR_PARAMETER, KULLBACK_ARGUMENT_LABELS, __LINE__);
    CHECK(wrong.error.row == 2 && wrong.error.index == KULLBACK_WHOLE_ROW && wrong.error.value == -3);
    EXPECT(pair_loss, (c.options.row_weights = &c.row_weights, c.row_weights.count = 2), SHAPE, ROW_WEIGHTS);
    EXPECT(pair_loss, (c.options.row_weights = &c.row_weights, c.row_weights.data = NULL), NULL_POINTER, ROW_WEIGHTS);
    EXPECT(pair_loss, (c.options.row_weights = &c.row_weights, c.row_weights.space = KULLBACK_LOGITS), OPTION,
           ROW_WEIGHTS);
    call infinite = valid_call();
    infinite.row_weights.data = (const double[]){1, 1, -INFINITY};
    infinite.options.row_weights = &infinite.row_weights;
    expect(pair_loss, &infinite, KULLBACK_ERROR_PARAMETER, KULLBACK_ARGUMENT_ROW_WEIGHTS, __LINE__);
    CHECK(infinite.error.row == 0 && infinite.error.index == 2 && infinite.error.value == -INFINITY);
}

static void test_null(void) {
    call c = valid_call();
    CHECK_EQUAL(kullback_loss(KULLBACK_KL, NULL, &c.q, NULL, &c.value, NULL, NULL), KULLBACK_ERROR_NULL_POINTER);
    CHECK_EQUAL(kullback_loss(KULLBACK_KL, &c.p, NULL, NULL, &c.value, NULL, &c.of_q), KULLBACK_ERROR_NULL_POINTER);
    CHECK_EQUAL(kullback_label_loss(&c.q, NULL, NULL, &c.value, NULL), KULLBACK_ERROR_NULL_POINTER);
    CHECK_EQUAL(kullback_distillation_loss(&c.p, &c.q, NULL, &c.distillation, NULL, &c.value, NULL),
                KULLBACK_ERROR_NULL_POINTER);
    CHECK_EQUAL(kullback_distillation_loss(&c.p, &c.q, &c.labels, NULL, NULL, &c.value, NULL),
                KULLBACK_ERROR_NULL_POINTER);
    CHECK_EQUAL(kullback_decoupled_kl(&c.p, NULL, 1, 1, NULL, &c.value, NULL, NULL), KULLBACK_ERROR_NULL_POINTER);
    CHECK_EQUAL(kullback_log_softmax(&c.p, NULL, NULL), KULLBACK_ERROR_NULL_POINTER);
    CHECK_EQUAL(kullback_loss(KULLBACK_KL, &c.p, &c.q, NULL, NULL, NULL, NULL), KULLBACK_OK);
    c.options.struct_size = 4097;
    CHECK_EQUAL(kullback_loss(KULLBACK_KL, &c.p, &c.q, &c.options, NULL, NULL, NULL), KULLBACK_ERROR_OPTION);
}

/* Elements, sums and rows without mass, of sides of one kind and of two. */
static void test_data(void) {
    const double negative[] = {0.5, 0.5, 1.5, -0.5, 0, 1}, halves[] = {0.5, 0.5, 0.5, 0.25, 1, 0};
    const double certain[] = {1, 0, 1, 0, 1, 0}, infinite[] = {0, 1, 1, INFINITY, 0, 0};
    const double masked[] = {0, 1, -INFINITY, -INFINITY, 0, 0};
    for (int is_mixed = 0; is_mixed < 2; is_mixed++) {
        call c = valid_call();
        c.p = typed_rows(negative, KULLBACK_F64, KULLBACK_PROBABILITIES, 3, 2, 0);
        if (!is_mixed) {
            c.q = typed_rows(certain, KULLBACK_F64, KULLBACK_PROBABILITIES, 3, 2, 0);
        }
        expect_data(pair_loss, &c, KULLBACK_ERROR_PROBABILITY, KULLBACK_ARGUMENT_P, -0.5, __LINE__);
        CHECK_EQUAL(c.error.index, 1);
        c.p.data = halves;
        expect_data(pair_loss, &c, KULLBACK_ERROR_SUM, KULLBACK_ARGUMENT_P, 0.75, __LINE__);
    }
    call c = valid_call();
    c.q.data = infinite;
    expect_data(pair_loss, &c, KULLBACK_ERROR_PROBABILITY, KULLBACK_ARGUMENT_Q, INFINITY, __LINE__);
    expect_data(label_loss, &c, KULLBACK_ERROR_PROBABILITY, KULLBACK_ARGUMENT_Q, INFINITY, __LINE__);
    expect_data(distillation, &c, KULLBACK_ERROR_PROBABILITY, KULLBACK_ARGUMENT_STUDENT, INFINITY, __LINE__);
    c.q.data = masked;
    expect_data(decoupled, &c, KULLBACK_ERROR_NO_MASS, KULLBACK_ARGUMENT_Q, 0, __LINE__);
    c = valid_call();
    c.p.data = masked;
    expect_data(distillation, &c, KULLBACK_ERROR_NO_MASS, KULLBACK_ARGUMENT_TEACHER, 0, __LINE__);
    expect_data(log_softmax, &c, KULLBACK_ERROR_NO_MASS, KULLBACK_ARGUMENT_P, 0, __LINE__);
    c.q.space = KULLBACK_PROBABILITIES;
    c.q.data = halves;
    expect_data(label_loss, &c, KULLBACK_ERROR_SUM, KULLBACK_ARGUMENT_Q, 0.75, __LINE__);
}

int main(void) {
    test_valid();
    test_options();
    test_quantities();
    test_rows();
    test_results();
    test_labels_and_weights();
    test_null();
    test_data();
    return check_summary();
}
