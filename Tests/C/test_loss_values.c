/* Values and gradients of every loss between rows of every pair of types, against numbers computed elsewhere. */
#include "support/check.h"
#include "support/loss_cases.h"
#include "support/typed.h"

/* What a side is and where its numbers are. */
typedef struct side {
    double room[CASE_COUNT];
    kullback_typed_rows rows;
} side;

static void set(side *result, const loss_side *given, kullback_type type) {
    for (int i = 0; i < CASE_COUNT; i++) {
        put_number(result->room, type, i, given->row[i]);
    }
    result->rows = typed_rows(result->room, type, given->space, 1, CASE_COUNT, given->temperature);
}

static bool has_two_sides(const loss_case *expected) {
    return expected->q.row[0] != 0;
}

/* As near as a double's accuracy, and one rounding to the result's type, allow. */
static void check_near(double got, double expected, double size, kullback_type type, const char *what) {
    const double rounding =
        type == KULLBACK_F64 ? 0 : type_unit(type) * fabs(expected) + 0x1p-25 * (type == KULLBACK_F16);
    if (!check_that(fabs(got - expected) <= 1e-14 * size + rounding, what, __FILE__, __LINE__)) {
        printf("    got %.17g, expected %.17g\n", got, expected);
    }
}

static void check_gradient(const void *got, const double *expected, kullback_type type, const char *what) {
    double size = 0;
    for (int i = 0; i < CASE_COUNT; i++) {
        size = fmax(size, fabs(expected[i]));
    }
    for (int i = 0; i < CASE_COUNT; i++) {
        check_near(get_number(got, type, i), expected[i], size, type, what);
    }
}

static void check_case(const loss_case *expected, kullback_type p_type, kullback_type q_type, kullback_type result) {
    side p, q;
    set(&p, &expected->p, p_type);
    set(&q, &expected->q, q_type);
    const bool two = has_two_sides(expected);
    double value, p_gradient[CASE_COUNT], q_gradient[CASE_COUNT];
    const kullback_typed_results values = typed_results(&value, result, 1);
    const kullback_typed_results of_p = typed_results(p_gradient, result, CASE_COUNT);
    const kullback_typed_results of_q = typed_results(q_gradient, result, CASE_COUNT);
    const kullback_loss_options options = {.struct_size = sizeof options, .weight = 0.25};
    CHECK_EQUAL(
        kullback_loss(expected->quantity, &p.rows, two ? &q.rows : NULL, &options, &values, &of_p, two ? &of_q : NULL),
        KULLBACK_OK);
    check_near(get_number(&value, result, 0), expected->value, expected->value, result, "value");
    check_gradient(p_gradient, expected->p_gradient, result, "gradient with respect to p");
    if (two) {
        check_gradient(q_gradient, expected->q_gradient, result, "gradient with respect to q");
    }
}

/* The same numbers in another type are the same rows. */
static void test_types(void) {
    for (size_t i = 0; i < sizeof loss_cases / sizeof loss_cases[0]; i++) {
        for (int p = 0; p < TYPE_COUNT; p++) {
            for (int q = 0; q < TYPE_COUNT; q++) {
                check_case(&loss_cases[i], all_types[p], all_types[q], KULLBACK_F64);
            }
            check_case(&loss_cases[i], KULLBACK_F32, KULLBACK_BF16, all_types[p]);
        }
    }
}

/* Log-probabilities are logits at a temperature of 1 that need not be normalised. */
static void test_log_probabilities(void) {
    const double p[] = {-0.5, -1.25, -3}, q[] = {-2, -0.25, -1};
    double value[2], of_p[2][3], of_q[2][3];
    for (int i = 0; i < 2; i++) {
        const kullback_space space = i == 0 ? KULLBACK_LOGITS : KULLBACK_LOG_PROBABILITIES;
        const kullback_typed_rows a = typed_rows(p, KULLBACK_F64, space, 1, 3, 0);
        const kullback_typed_rows b = typed_rows(q, KULLBACK_F64, space, 1, 3, 0);
        const kullback_loss_options options = {.struct_size = sizeof options, .normalize = i};
        const kullback_typed_results values = typed_results(&value[i], KULLBACK_F64, 1);
        const kullback_typed_results p_gradient = typed_results(of_p[i], KULLBACK_F64, 3);
        const kullback_typed_results q_gradient = typed_results(of_q[i], KULLBACK_F64, 3);
        CHECK_EQUAL(kullback_loss(KULLBACK_JEFFREYS, &a, &b, &options, &values, &p_gradient, &q_gradient), KULLBACK_OK);
    }
    CHECK_EQUAL(value[1], value[0]);
    CHECK(memcmp(of_p[0], of_p[1], sizeof of_p[0]) == 0);
    CHECK(memcmp(of_q[0], of_q[1], sizeof of_q[0]) == 0);
}

/* Factor, base and the rows' weights multiply values and gradients. */
static void test_factors(void) {
    const double p[] = {1, 0, 1, 0}, q[] = {0, 0.5, 0, 0.5};
    const double weights[] = {3, -2};
    const kullback_typed_rows a = typed_rows(p, KULLBACK_F64, KULLBACK_LOGITS, 2, 2, 0);
    const kullback_typed_rows b = typed_rows(q, KULLBACK_F64, KULLBACK_LOGITS, 2, 2, 0);
    const kullback_typed_rows row_weights = typed_rows(weights, KULLBACK_F64, KULLBACK_PROBABILITIES, 1, 2, 0);
    double plain[2], plain_gradient[4], value[2], gradient[4];
    kullback_typed_results values = typed_results(plain, KULLBACK_F64, 1);
    kullback_typed_results gradients = typed_results(plain_gradient, KULLBACK_F64, 2);
    CHECK_EQUAL(kullback_loss(KULLBACK_KL, &a, &b, NULL, &values, NULL, &gradients), KULLBACK_OK);
    kullback_loss_options options = {.struct_size = sizeof options, .factor = 4, .row_weights = &row_weights};
    values.data = value;
    gradients.data = gradient;
    CHECK_EQUAL(kullback_loss(KULLBACK_KL, &a, &b, &options, &values, NULL, &gradients), KULLBACK_OK);
    for (int i = 0; i < 2; i++) {
        CHECK_EQUAL(value[i], 4 * weights[i] * plain[i]);
        CHECK(fabs(gradient[2 * i] - 4 * weights[i] * plain_gradient[2 * i]) <= 1e-15 * fabs(gradient[2 * i]));
    }
    options = (kullback_loss_options){.struct_size = sizeof options, .base = 2};
    CHECK_EQUAL(kullback_loss(KULLBACK_KL, &a, &b, &options, &values, NULL, &gradients), KULLBACK_OK);
    CHECK(fabs(value[0] - plain[0] / 0.69314718055994530942) <= 1e-15 * value[0]);
    CHECK(fabs(gradient[0] - plain_gradient[0] / 0.69314718055994530942) <= 1e-15 * fabs(gradient[0]));
}

/* D(teacher || student) from mpmath: sum p log(p / q), p and q softmax of {0, 1, 2} and of these plus `difference`
 * at 1. */
static void test_nearly_equal(void) {
    static const struct {
        double difference, divergence, gradient;
    } cases[] = {{0x1p-14, 3.442882865751770509384e-10, 1.128169716483651156826e-05},
                 {0x1p-27, 5.130241974136740318549e-18, 1.37713884459080590036e-9}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const double p[] = {1e6, 1e6 + 1, 1e6 + 2}, q[] = {0, 1 + cases[i].difference, 2};
        const kullback_typed_rows a = typed_rows(p, KULLBACK_F64, KULLBACK_LOGITS, 1, 3, 0);
        const kullback_typed_rows b = typed_rows(q, KULLBACK_F64, KULLBACK_LOGITS, 1, 3, 0);
        double value, gradient[3];
        const kullback_typed_results values = typed_results(&value, KULLBACK_F64, 1);
        const kullback_typed_results gradients = typed_results(gradient, KULLBACK_F64, 3);
        CHECK_EQUAL(kullback_loss(KULLBACK_KL, &a, &b, NULL, &values, NULL, &gradients), KULLBACK_OK);
        check_near(value, cases[i].divergence, cases[i].divergence, KULLBACK_F64, "value of nearly equal rows");
        check_near(gradient[1], cases[i].gradient, cases[i].gradient, KULLBACK_F64, "gradient of nearly equal rows");
    }
}

int main(void) {
    test_types();
    test_log_probabilities();
    test_factors();
    test_nearly_equal();
    return check_summary();
}
