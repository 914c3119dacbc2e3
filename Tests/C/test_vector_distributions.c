/* Dirichlet, multinomial and von Mises-Fisher distributions: values of mpmath, 25 digits; draws; misuse. */
#include <math.h>
#include <string.h>

#include <kullback.h>

#include "support/check.h"

static const double untouched = -12345;

/* Members of p and of q, and a point, which every family has in three dimensions. */
static const struct {
    kullback_vector_family family;
    double p[4], q[4], x[3];
    double kl, half, entropy, log_density;
} examples[] = {
    {KULLBACK_DIRICHLET,
     {1, 2, 3, 0},
     {2, 2, 2, 0},
     {0.25, 0.5, 0.25},
     0.8068528194400546905827679,
     0.3653459148845974348432797,
     -1.244344562222100684830469,
     0.6286086594223741377443082},
    {KULLBACK_MULTINOMIAL,
     {0.25, 0.5, 0.25, 5},
     {0.5, 0.25, 0.25, 5},
     {2, 2, 1},
     0.8664339756999316367715402,
     0.4384031466636465205211524,
     2.616767635749848219001,
     -2.14398006281740709992462},
    {KULLBACK_VON_MISES_FISHER,
     {1, 0, 0, 2},
     {0, 1, 0, 1},
     {0, 1, 0},
     0.6408486109720690047291248,
     0.3560935006802800769186396,
     2.051614997568417421858886,
     -3.126244439023513613614506},
};

enum {
    EXAMPLES = sizeof examples / sizeof *examples
};

static kullback_typed_rows rows_of(const double *numbers, size_t rows, size_t count) {
    return (kullback_typed_rows){numbers, KULLBACK_F64, 0, rows, count, 0, 1, 0};
}

/* One member, `rows` times. */
static kullback_vector_distributions members(kullback_vector_family family, const double *numbers, size_t rows) {
    return (kullback_vector_distributions){family, 0, rows_of(numbers, rows, 3), rows_of(numbers + 3, rows, 1)};
}

static bool is_near(double value, double expected) {
    return fabs(value - expected) <= 1e-14 * fabs(expected);
}

static void test_values(void) {
    const kullback_options options = {.struct_size = sizeof options, .order = 0.5};
    for (int i = 0; i < EXAMPLES; i++) {
        const kullback_vector_distributions p = members(examples[i].family, examples[i].p, 1),
                                            q = members(examples[i].family, examples[i].q, 1);
        const kullback_typed_rows x = rows_of(examples[i].x, 1, 3);
        double value = untouched;
        const kullback_typed_results result = {&value, KULLBACK_F64, 0, 1, 1};
        CHECK_EQUAL(kullback_vector_distribution_values(KULLBACK_KL, &p, &q, NULL, &result), KULLBACK_OK);
        CHECK(is_near(value, examples[i].kl));
        CHECK_EQUAL(kullback_vector_distribution_values(KULLBACK_RENYI, &p, &q, &options, &result), KULLBACK_OK);
        CHECK(is_near(value, examples[i].half));
        CHECK_EQUAL(kullback_vector_distribution_values(KULLBACK_ENTROPY, &p, NULL, NULL, &result), KULLBACK_OK);
        CHECK(is_near(value, examples[i].entropy));
        CHECK_EQUAL(kullback_vector_distribution_log_densities(&p, &x, NULL, &result), KULLBACK_OK);
        CHECK(is_near(value, examples[i].log_density));
    }
}

/* Of no trials, of one, of many, of one outcome; NaN in gives NaN. */
static void test_multinomial_entropies(void) {
    const double numbers[7][4] = {{0.25, 0.5, 0.25, 0}, {0.25, 0.5, 0.25, 1}, {0, 1, 0, 9},
                                  {0.25, NAN, 0.25, 2}, {0.5, 0, 0.5, 2},     {0.25, 0.5, 0.25, 0x1p53},
                                  {0.5, 0.5, 0, 0x1p53}};
    const kullback_vector_distributions p = {
        KULLBACK_MULTINOMIAL,
        0,
        {numbers, KULLBACK_F64, 0, 7, 3, 4, 1, 0},
        {&numbers[0][3], KULLBACK_F64, 0, 7, 1, 4, 1, 0},
    };
    double values[7];
    const kullback_typed_results result = {values, KULLBACK_F64, 0, 1, 1};
    CHECK_EQUAL(kullback_vector_distribution_values(KULLBACK_ENTROPY, &p, NULL, NULL, &result), KULLBACK_OK);
    CHECK_EQUAL(values[0], 0);
    CHECK(is_near(values[1], 1.5 * log(2)));
    CHECK_EQUAL(values[2], 0);
    CHECK(isnan(values[3]));
    CHECK(is_near(values[4], 1.5 * log(2)));
    /* Normal but for 1 / n. */
    const double width = log(2 * acos(-1) * 0x1p53) + 1;
    CHECK(is_near(values[5], width - 2.5 * log(2)));
    CHECK(is_near(values[6], width / 2 - log(2)));
}

static void test_draws(void) {
    enum {
        ROWS = 2000
    };
    static double all[3 * ROWS], part[3 * ROWS];
    const kullback_typed_results results = {all, KULLBACK_F64, 0, 3, 1},
                                 halves[2] = {{part, KULLBACK_F64, 0, 3, 1},
                                              {part + 3 * ROWS / 2, KULLBACK_F64, 0, 3, 1}};
    const kullback_options options = {.struct_size = sizeof options, .threads = 3};
    for (int i = 0; i < EXAMPLES; i++) {
        const kullback_vector_distributions p = members(examples[i].family, examples[i].p, ROWS),
                                            half = members(examples[i].family, examples[i].p, ROWS / 2);
        CHECK_EQUAL(kullback_vector_distribution_samples(&p, 5, 7, &options, &results), KULLBACK_OK);
        CHECK_EQUAL(kullback_vector_distribution_samples(&half, 5, 7, NULL, &halves[0]), KULLBACK_OK);
        CHECK_EQUAL(kullback_vector_distribution_samples(&half, 5, 7 + ROWS / 2, NULL, &halves[1]), KULLBACK_OK);
        CHECK(memcmp(all, part, sizeof all) == 0);
    }
}

static void check_error(const kullback_vector_distributions *p, const kullback_vector_distributions *q,
                        kullback_error expected) {
    kullback_error error = {0};
    const kullback_options options = {.struct_size = sizeof options, .error = &error};
    double value = untouched;
    const kullback_typed_results result = {&value, KULLBACK_F64, 0, 1, 1};
    CHECK_EQUAL(kullback_vector_distribution_values(KULLBACK_KL, p, q, &options, &result), expected.status);
    CHECK_EQUAL(error.argument, expected.argument);
    CHECK_EQUAL(error.index, expected.index);
    CHECK_EQUAL(error.value, expected.value);
    CHECK_EQUAL(value, untouched);
}

static void test_errors(void) {
    const double zero[4] = {1, 0, 2, 0}, fraction[4] = {0.25, 0.5, 0.25, 2.5}, negative[4] = {0.75, 0.5, -0.25, 2};
    const double excess[4] = {0.25, 0.5, 0.5, 2}, unequal[4] = {1, 1, 0, 2};
    const ptrdiff_t whole = KULLBACK_WHOLE_ROW;
    kullback_vector_distributions good[EXAMPLES];
    for (int i = 0; i < EXAMPLES; i++) {
        good[i] = members(examples[i].family, examples[i].p, 1);
    }
    kullback_vector_distributions bad = members(KULLBACK_DIRICHLET, zero, 1);
    check_error(&bad, &good[0], (kullback_error){KULLBACK_ERROR_PARAMETER, KULLBACK_ARGUMENT_P_FIRST, 0, 1, 0});
    bad = members(KULLBACK_MULTINOMIAL, fraction, 1);
    check_error(&good[1], &bad, (kullback_error){KULLBACK_ERROR_PARAMETER, KULLBACK_ARGUMENT_Q_SECOND, 0, 0, 2.5});
    bad = members(KULLBACK_MULTINOMIAL, negative, 1);
    check_error(&good[1], &bad, (kullback_error){KULLBACK_ERROR_PROBABILITY, KULLBACK_ARGUMENT_Q_FIRST, 0, 2, -0.25});
    bad = members(KULLBACK_MULTINOMIAL, excess, 1);
    check_error(&bad, &good[1], (kullback_error){KULLBACK_ERROR_SUM, KULLBACK_ARGUMENT_P_FIRST, 0, whole, 1.25});
    bad = members(KULLBACK_VON_MISES_FISHER, unequal, 1);
    check_error(&bad, &good[2],
                (kullback_error){KULLBACK_ERROR_PARAMETER, KULLBACK_ARGUMENT_P_FIRST, 0, whole, sqrt(2)});
    check_error(&good[0], &good[1], (kullback_error){KULLBACK_ERROR_NO_CLOSED_FORM, KULLBACK_ARGUMENT_Q, 0, whole, 20});
    check_error(&good[0], NULL, (kullback_error){KULLBACK_ERROR_NULL_POINTER, KULLBACK_ARGUMENT_Q, 0, whole, 0});
    check_error(NULL, &good[0], (kullback_error){KULLBACK_ERROR_NULL_POINTER, KULLBACK_ARGUMENT_P, 0, whole, 0});
}

int main(void) {
    test_values();
    test_multinomial_entropies();
    test_draws();
    test_errors();
    return check_summary();
}
