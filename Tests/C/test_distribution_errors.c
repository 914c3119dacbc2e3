/* What functions of univariate distributions refuse, with the place of the fault; nothing is written then. */
#include "support/distributions.h"

enum {
    ROWS = 3,
    COUNT = 4,
    ALL = ROWS * COUNT
};

static double loc[ALL], scale[ALL], more_loc[ALL], more_scale[ALL], results[ALL], x[ALL];

/* Of two normals, with everything that a test may change. */
typedef struct call {
    kullback_quantity quantity;
    kullback_distributions p, q;
    kullback_typed_results results;
    kullback_options options;
    kullback_error error;
} call;

static call valid(void) {
    for (int i = 0; i < ALL; i++) {
        loc[i] = more_loc[i] = x[i] = i;
        scale[i] = more_scale[i] = i + 1;
        results[i] = 7;
    }
    return (call){.quantity = KULLBACK_KL,
                  .p = members(KULLBACK_NORMAL, loc, scale, ROWS, COUNT),
                  .q = members(KULLBACK_NORMAL, more_loc, more_scale, ROWS, COUNT),
                  .results = typed_results(results, KULLBACK_F64, COUNT),
                  .options = {.struct_size = sizeof(kullback_options)}};
}

static bool untouched(void) {
    for (int i = 0; i < ALL; i++) {
        if (results[i] != 7) {
            return false;
        }
    }
    return true;
}

static kullback_status run(call *c) {
    c->options.error = &c->error;
    return kullback_distribution_values(c->quantity, &c->p, &c->q, &c->options, &c->results);
}

static kullback_status run_rows(call *c) {
    c->options.error = &c->error;
    return kullback_distribution_row_values(c->quantity, &c->p, &c->q, &c->options, &c->results);
}

#define CHECK_REFUSED(change, expected, named)                                                                         \
    do {                                                                                                               \
        call c = valid();                                                                                              \
        change;                                                                                                        \
        CHECK_EQUAL(run(&c), expected);                                                                                \
        CHECK_EQUAL(c.error.status, expected);                                                                         \
        CHECK_EQUAL(c.error.argument, named);                                                                          \
        CHECK(untouched());                                                                                            \
    } while (0)

/* As CHECK_REFUSED, of a parameter, whose place and value are said, elementwise, over rows, and with threads. */
#define CHECK_PARAMETER(change, named, at_row, at_index, bad)                                                          \
    do {                                                                                                               \
        for (int32_t threads = 0; threads < 4; threads++) {                                                            \
            call c = valid();                                                                                          \
            change;                                                                                                    \
            c.options.threads = threads;                                                                               \
            CHECK_EQUAL(threads == 3 ? run_rows(&c) : run(&c), KULLBACK_ERROR_PARAMETER);                              \
            CHECK_EQUAL(c.error.argument, named);                                                                      \
            CHECK_EQUAL(c.error.row, at_row);                                                                          \
            CHECK_EQUAL(c.error.index, at_index);                                                                      \
            CHECK_EQUAL(c.error.value, bad);                                                                           \
            CHECK(untouched());                                                                                        \
        }                                                                                                              \
    } while (0)

static void test_parameters(void) {
    CHECK_PARAMETER(scale[7] = 0, KULLBACK_ARGUMENT_P_SECOND, 1, 3, 0);
    CHECK_PARAMETER(loc[0] = -INFINITY, KULLBACK_ARGUMENT_P_FIRST, 0, 0, -INFINITY);
    CHECK_PARAMETER(more_loc[11] = INFINITY, KULLBACK_ARGUMENT_Q_FIRST, 2, 3, INFINITY);
    CHECK_PARAMETER(more_scale[4] = -1, KULLBACK_ARGUMENT_Q_SECOND, 1, 0, -1);
    CHECK_PARAMETER(c.p.family = c.q.family = KULLBACK_EXPONENTIAL, KULLBACK_ARGUMENT_P_FIRST, 0, 0, 0);
    /* Rows come first, then arguments, then positions. */
    CHECK_PARAMETER((scale[4] = -1, loc[6] = INFINITY, more_loc[5] = INFINITY), KULLBACK_ARGUMENT_P_FIRST, 1, 2,
                    INFINITY);
    CHECK_PARAMETER((scale[8] = -1, more_scale[7] = -2), KULLBACK_ARGUMENT_Q_SECOND, 1, 3, -2);
    /* What is broadcast is at fault where it is first used. */
    CHECK_PARAMETER((c.q.parameters[1].row_stride = c.q.parameters[1].stride = 0, more_scale[0] = -3),
                    KULLBACK_ARGUMENT_Q_SECOND, 0, 0, -3);
}

/* Negative binomials of different counts have no closed form, nor Renyi divergences of binomials. */
static void test_different_counts(void) {
    static double counts[ALL], probs[ALL];
    for (int i = 0; i < ALL; i++) {
        counts[i] = i + 1;
        probs[i] = 0.25;
    }
    counts[6] = NAN;
    counts[9] = 5;
    for (int k = 0; k < 4; k++) {
        call c = valid();
        c.p = members(k < 2 ? KULLBACK_NEGATIVE_BINOMIAL : KULLBACK_BINOMIAL, scale, probs, ROWS, COUNT);
        c.q = members(c.p.family, counts, probs, ROWS, COUNT);
        c.quantity = k < 1 ? KULLBACK_KL : KULLBACK_RENYI;
        c.options.order = 0.5;
        CHECK_EQUAL(k % 2 == 0 ? run(&c) : run_rows(&c), KULLBACK_ERROR_NO_CLOSED_FORM);
        CHECK_EQUAL(c.error.status, KULLBACK_ERROR_NO_CLOSED_FORM);
        CHECK_EQUAL(c.error.argument, KULLBACK_ARGUMENT_Q_FIRST);
        CHECK_EQUAL(c.error.row, 2);
        CHECK_EQUAL(c.error.index, 1);
        CHECK_EQUAL(c.error.value, 5);
        CHECK(untouched());
    }
    call c = valid();
    c.p = members(KULLBACK_NEGATIVE_BINOMIAL, scale, probs, ROWS, COUNT);
    c.q = members(KULLBACK_NEGATIVE_BINOMIAL, more_scale, probs, ROWS, COUNT);
    CHECK_EQUAL(run(&c), KULLBACK_OK);
    CHECK_EQUAL(results[5], 0);
}

/* The fault is found whichever thread meets one first. */
static void test_long_batches(void) {
    enum {
        LONG = 100000
    };
    static double rates[LONG];
    for (int i = 0; i < LONG; i++) {
        rates[i] = i == 70001 || i == 99999 ? -1 : 1;
    }
    for (int32_t threads = 1; threads < 5; threads++) {
        call c = valid();
        c.p = members(KULLBACK_EXPONENTIAL, rates, NULL, 2, LONG / 2);
        c.options.threads = threads;
        c.options.error = &c.error;
        const kullback_typed_results in_place = typed_results(rates, KULLBACK_F64, LONG / 2);
        CHECK_EQUAL(kullback_distribution_samples(&c.p, 1, 2, &c.options, &in_place), KULLBACK_ERROR_PARAMETER);
        CHECK_EQUAL(c.error.row, 1);
        CHECK_EQUAL(c.error.index, 20001);
        CHECK_EQUAL(rates[0], 1);
    }
}

static void test_batches(void) {
    CHECK_REFUSED(c.p.parameters[0].data = NULL, KULLBACK_ERROR_NULL_POINTER, KULLBACK_ARGUMENT_P_FIRST);
    CHECK_REFUSED(c.q.parameters[1].data = NULL, KULLBACK_ERROR_NULL_POINTER, KULLBACK_ARGUMENT_Q_SECOND);
    CHECK_REFUSED(c.results.data = NULL, KULLBACK_ERROR_NULL_POINTER, KULLBACK_ARGUMENT_RESULT);
    CHECK_REFUSED(c.p.parameters[1].count = 2, KULLBACK_ERROR_SHAPE, KULLBACK_ARGUMENT_P_SECOND);
    CHECK_REFUSED(c.q.parameters[0].rows = 1, KULLBACK_ERROR_SHAPE, KULLBACK_ARGUMENT_Q_FIRST);
    CHECK_REFUSED(c.p.parameters[0].rows = SIZE_MAX, KULLBACK_ERROR_COUNT, KULLBACK_ARGUMENT_P_FIRST);
    CHECK_REFUSED(c.q.parameters[1].count = SIZE_MAX / 2, KULLBACK_ERROR_COUNT, KULLBACK_ARGUMENT_Q_SECOND);
    CHECK_REFUSED(c.p.parameters[1].row_stride = PTRDIFF_MIN, KULLBACK_ERROR_STRIDE, KULLBACK_ARGUMENT_P_SECOND);
    CHECK_REFUSED(c.p.parameters[0].data = (char *)loc + 1, KULLBACK_ERROR_ALIGNMENT, KULLBACK_ARGUMENT_P_FIRST);
    CHECK_REFUSED(c.q.parameters[0].type = 11, KULLBACK_ERROR_OPTION, KULLBACK_ARGUMENT_Q_FIRST);
    CHECK_REFUSED(c.q.parameters[1].space = KULLBACK_LOGITS, KULLBACK_ERROR_OPTION, KULLBACK_ARGUMENT_Q_SECOND);
    CHECK_REFUSED(c.p.parameters[0].temperature = 2, KULLBACK_ERROR_OPTION, KULLBACK_ARGUMENT_P_FIRST);
    CHECK_REFUSED(c.p.reserved = 1, KULLBACK_ERROR_OPTION, KULLBACK_ARGUMENT_P);
    CHECK_REFUSED(c.q.reserved = -1, KULLBACK_ERROR_OPTION, KULLBACK_ARGUMENT_Q);
    CHECK_REFUSED(c.results.type = 0, KULLBACK_ERROR_OPTION, KULLBACK_ARGUMENT_RESULT);
    CHECK_REFUSED(c.results.reserved = 1, KULLBACK_ERROR_OPTION, KULLBACK_ARGUMENT_RESULT);
    CHECK_REFUSED(c.results.stride = 0, KULLBACK_ERROR_STRIDE, KULLBACK_ARGUMENT_RESULT);
    CHECK_REFUSED(c.results.row_stride = 1, KULLBACK_ERROR_STRIDE, KULLBACK_ARGUMENT_RESULT);
    /* As many as the address space, of which there are none to store. */
    for (int i = 0; i < 2; i++) {
        call c = valid();
        for (int j = 0; j < 4; j++) {
            kullback_typed_rows *const rows = (j < 2 ? c.p.parameters : c.q.parameters) + j % 2;
            rows->rows = rows->count = (size_t)1 << 40;
            rows->stride = rows->row_stride = 0;
        }
        CHECK_EQUAL(i == 0 ? run(&c) : run_rows(&c), KULLBACK_ERROR_COUNT);
        CHECK(untouched());
    }
}

static void test_quantities(void) {
    CHECK_REFUSED(c.quantity = 31, KULLBACK_ERROR_QUANTITY, KULLBACK_ARGUMENT_QUANTITY);
    CHECK_REFUSED(c.quantity = KULLBACK_JEFFREYS, KULLBACK_ERROR_QUANTITY, KULLBACK_ARGUMENT_QUANTITY);
    CHECK_REFUSED(c.quantity = KULLBACK_MEAN, KULLBACK_ERROR_QUANTITY, KULLBACK_ARGUMENT_Q);
    CHECK_REFUSED(c.p.family = 11, KULLBACK_ERROR_QUANTITY, KULLBACK_ARGUMENT_QUANTITY);
    CHECK_REFUSED(c.q.family = INT32_MIN, KULLBACK_ERROR_QUANTITY, KULLBACK_ARGUMENT_QUANTITY);
    /* Of two members of one exponential family only. */
    CHECK_REFUSED((c.quantity = KULLBACK_HELLINGER_DISTANCE, c.q.family = KULLBACK_EXPONENTIAL),
                  KULLBACK_ERROR_NO_CLOSED_FORM, KULLBACK_ARGUMENT_Q);
    CHECK_REFUSED((c.quantity = KULLBACK_RENYI, c.options.order = 2, c.q.family = KULLBACK_EXPONENTIAL),
                  KULLBACK_ERROR_NO_CLOSED_FORM, KULLBACK_ARGUMENT_Q);
    static const kullback_quantity only_elementwise[] = {KULLBACK_MEAN, KULLBACK_VARIANCE, KULLBACK_SQUARED_HELLINGER,
                                                         KULLBACK_HELLINGER_DISTANCE,
                                                         KULLBACK_BHATTACHARYYA_COEFFICIENT};
    for (size_t i = 0; i < sizeof only_elementwise / sizeof *only_elementwise; i++) {
        call c = valid();
        c.quantity = only_elementwise[i];
        CHECK_EQUAL(run_rows(&c), KULLBACK_ERROR_QUANTITY);
        CHECK_EQUAL(c.error.argument, KULLBACK_ARGUMENT_QUANTITY);
        CHECK(untouched());
    }
}

static void test_options(void) {
    static const double orders[] = {0, -1, INFINITY, NAN};
    for (size_t i = 0; i < sizeof orders / sizeof *orders; i++) {
        CHECK_REFUSED((c.quantity = KULLBACK_RENYI, c.options.order = orders[i]), KULLBACK_ERROR_OPTION,
                      KULLBACK_ARGUMENT_OPTIONS);
    }
    CHECK_REFUSED((c.quantity = KULLBACK_RENYI, c.options.struct_size = offsetof(kullback_options, order)),
                  KULLBACK_ERROR_OPTION, KULLBACK_ARGUMENT_OPTIONS);
    CHECK_REFUSED(c.options.space = KULLBACK_LOGITS, KULLBACK_ERROR_OPTION, KULLBACK_ARGUMENT_OPTIONS);
    CHECK_REFUSED(c.options.normalize = 1, KULLBACK_ERROR_OPTION, KULLBACK_ARGUMENT_OPTIONS);
    CHECK_REFUSED(c.options.temperature = 2, KULLBACK_ERROR_OPTION, KULLBACK_ARGUMENT_OPTIONS);
    CHECK_REFUSED(c.options.sum_tolerance = 0.1, KULLBACK_ERROR_OPTION, KULLBACK_ARGUMENT_OPTIONS);
    CHECK_REFUSED(c.options.base = 1, KULLBACK_ERROR_OPTION, KULLBACK_ARGUMENT_OPTIONS);
    CHECK_REFUSED(c.options.threads = -1, KULLBACK_ERROR_OPTION, KULLBACK_ARGUMENT_OPTIONS);
}

static void test_null_pointers(void) {
    call c = valid();
    c.options.error = &c.error;
    const kullback_typed_rows points = plain(x, KULLBACK_F64, ROWS, COUNT);
    const kullback_options *const options = &c.options;
#define CHECK_NULL(status, named)                                                                                      \
    do {                                                                                                               \
        CHECK_EQUAL(status, KULLBACK_ERROR_NULL_POINTER);                                                              \
        CHECK_EQUAL(c.error.argument, named);                                                                          \
        CHECK(untouched());                                                                                            \
    } while (0)
    CHECK_NULL(kullback_distribution_values(KULLBACK_KL, NULL, &c.q, options, &c.results), KULLBACK_ARGUMENT_P);
    CHECK_NULL(kullback_distribution_values(KULLBACK_KL, &c.p, NULL, options, &c.results), KULLBACK_ARGUMENT_Q);
    CHECK_NULL(kullback_distribution_values(KULLBACK_KL, &c.p, &c.q, options, NULL), KULLBACK_ARGUMENT_RESULT);
    CHECK_NULL(kullback_distribution_row_values(KULLBACK_KL, &c.p, NULL, options, &c.results), KULLBACK_ARGUMENT_Q);
    CHECK_NULL(kullback_distribution_log_densities(NULL, &points, options, &c.results), KULLBACK_ARGUMENT_P);
    CHECK_NULL(kullback_distribution_log_densities(&c.p, NULL, options, &c.results), KULLBACK_ARGUMENT_X);
    CHECK_NULL(kullback_distribution_log_densities(&c.p, &points, options, NULL), KULLBACK_ARGUMENT_RESULT);
    CHECK_NULL(kullback_distribution_samples(NULL, 1, 2, options, &c.results), KULLBACK_ARGUMENT_P);
    CHECK_NULL(kullback_distribution_samples(&c.p, 1, 2, options, NULL), KULLBACK_ARGUMENT_RESULT);
    /* Options may be missing, but not the order. */
    CHECK_EQUAL(kullback_distribution_values(KULLBACK_RENYI, &c.p, &c.q, NULL, &c.results), KULLBACK_ERROR_OPTION);
    const kullback_typed_rows few = plain(x, KULLBACK_F64, ROWS, COUNT - 1);
    CHECK_EQUAL(kullback_distribution_log_densities(&c.p, &few, options, &c.results), KULLBACK_ERROR_SHAPE);
    CHECK_EQUAL(c.error.argument, KULLBACK_ARGUMENT_X);
    CHECK(untouched());
}

int main(void) {
    test_parameters();
    test_different_counts();
    test_long_batches();
    test_batches();
    test_quantities();
    test_options();
    test_null_pointers();
    return check_summary();
}
