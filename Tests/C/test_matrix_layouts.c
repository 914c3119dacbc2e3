/* Wishart, inverse Wishart and matrix normal distributions: layouts, every misuse, draws; the same bits on any threads
 * and instruction sets. */
#include <math.h>
#include <string.h>

#include <kullback.h>

#include "support/check.h"
#include "support/matrices.h"

static const double untouched = -12345;
static kullback_error error;

/* Pairs backwards, each a result of its own, on some threads. */
static void test_batches(void) {
    enum {
        BATCH = 19
    };
    double df[BATCH], results[2 * BATCH], alone;
    for (int b = 0; b < BATCH; b++) {
        df[b] = 1.25 + b;
        results[2 * b] = results[2 * b + 1] = untouched;
    }
    kullback_matrix_distributions p = wisharts(KULLBACK_WISHART, BATCH, df + BATCH - 1, v);
    kullback_matrix_distributions q = wisharts(KULLBACK_WISHART, BATCH, df, w);
    p.df_stride = -1;
    kullback_options options = {.struct_size = sizeof options, .threads = 3};
    CHECK_EQUAL(kullback_matrix_distribution_values(KULLBACK_KL, &p, &q, &options, results, 2), KULLBACK_OK);
    p.batch = q.batch = 1;
    for (int b = 0; b < BATCH; b++) {
        p.df = df + BATCH - 1 - b;
        q.df = df + b;
        CHECK_EQUAL(kullback_matrix_distribution_values(KULLBACK_KL, &p, &q, NULL, &alone, 1), KULLBACK_OK);
        CHECK_EQUAL(results[2 * b], alone);
        CHECK_EQUAL(results[2 * b + 1], untouched);
    }
    p.batch = q.batch = 0;
    CHECK_EQUAL(kullback_matrix_distribution_values(KULLBACK_KL, &p, &q, NULL, NULL, 1), KULLBACK_OK);
}

static void check_error(const kullback_matrix_distributions *p, const kullback_matrix_distributions *q,
                        kullback_error expected) {
    const kullback_options options = {.struct_size = sizeof options, .error = &error};
    double result[2] = {untouched, untouched};
    memset(&error, 0, sizeof error);
    CHECK_EQUAL(kullback_matrix_distribution_values(KULLBACK_KL, p, q, &options, result, 1), expected.status);
    CHECK_EQUAL(error.argument, expected.argument);
    CHECK_EQUAL(error.row, expected.row);
    CHECK_EQUAL(error.index, expected.index);
    CHECK_EQUAL(error.value, expected.value);
    CHECK(result[0] == untouched && result[1] == untouched);
}

static void test_errors(void) {
    const double df[2] = {3, 4}, few[2] = {3, 1}, indefinite[4] = {1, 0, 2, 1}, infinite[4] = {1, 0, INFINITY, 1};
    const double ones[9] = {1, 1, 1, 1, 1, 1, 1, 1, 1};
    const ptrdiff_t whole = KULLBACK_WHOLE_ROW;
    const kullback_matrix_distributions good = wisharts(KULLBACK_WISHART, 2, df, v),
                                        normal = normals(loc, v, columns_p);
    kullback_matrix_distributions bad = wisharts(KULLBACK_WISHART, 2, few, v);
    check_error(&bad, &good, (kullback_error){KULLBACK_ERROR_PARAMETER, KULLBACK_ARGUMENT_P_FIRST, 1, 0, 1});
    bad = wisharts(KULLBACK_WISHART, 2, df, indefinite);
    check_error(&good, &bad,
                (kullback_error){KULLBACK_ERROR_NOT_POSITIVE_DEFINITE, KULLBACK_ARGUMENT_Q_SECOND, 0, 1, -3});
    bad = wisharts(KULLBACK_WISHART, 2, df, infinite);
    check_error(&good, &bad, (kullback_error){KULLBACK_ERROR_PARAMETER, KULLBACK_ARGUMENT_Q_SECOND, 0, 2, INFINITY});
    bad = normals(loc, indefinite, columns_p);
    check_error(&bad, &normal,
                (kullback_error){KULLBACK_ERROR_NOT_POSITIVE_DEFINITE, KULLBACK_ARGUMENT_P_FIRST, 0, 1, -3});
    bad = normals(loc, v, ones);
    check_error(&normal, &bad,
                (kullback_error){KULLBACK_ERROR_NOT_POSITIVE_DEFINITE, KULLBACK_ARGUMENT_Q_SECOND, 0, 1, 0});
    bad = good;
    bad.batch = 1;
    check_error(&good, &bad, (kullback_error){KULLBACK_ERROR_SHAPE, KULLBACK_ARGUMENT_Q_SECOND, 0, whole, 0});
    bad.family = 11;
    check_error(&bad, &good, (kullback_error){KULLBACK_ERROR_QUANTITY, KULLBACK_ARGUMENT_QUANTITY, 0, whole, 11});
    bad.family = KULLBACK_INVERSE_WISHART;
    check_error(&good, &bad, (kullback_error){KULLBACK_ERROR_NO_CLOSED_FORM, KULLBACK_ARGUMENT_Q, 0, whole, 20});
    bad = good;
    bad.reserved = 1;
    check_error(&bad, &good, (kullback_error){KULLBACK_ERROR_OPTION, KULLBACK_ARGUMENT_P, 0, whole, 1});
    check_error(NULL, &good, (kullback_error){KULLBACK_ERROR_NULL_POINTER, KULLBACK_ARGUMENT_P, 0, whole, 0});
    bad = good;
    bad.df = NULL;
    check_error(&bad, &good, (kullback_error){KULLBACK_ERROR_NULL_POINTER, KULLBACK_ARGUMENT_P_FIRST, 0, whole, 0});
    bad = good;
    bad.rows = SIZE_MAX;
    check_error(&bad, &good, (kullback_error){KULLBACK_ERROR_COUNT, KULLBACK_ARGUMENT_P_SECOND, 0, whole, 0});
    bad = normal;
    bad.columns = SIZE_MAX / 2;
    check_error(&bad, &normal, (kullback_error){KULLBACK_ERROR_COUNT, KULLBACK_ARGUMENT_P_SECOND, 0, whole, 0});
    bad = good;
    bad.matrix.row_stride = PTRDIFF_MAX;
    check_error(&bad, &good, (kullback_error){KULLBACK_ERROR_STRIDE, KULLBACK_ARGUMENT_P_SECOND, 0, whole, 0});
    double result;
    CHECK_EQUAL(kullback_matrix_distribution_moments(KULLBACK_MEAN, &good, NULL, NULL), KULLBACK_ERROR_NULL_POINTER);
    CHECK_EQUAL(kullback_matrix_distribution_moments(KULLBACK_KL, &good, NULL, &result), KULLBACK_ERROR_QUANTITY);
    CHECK_EQUAL(kullback_matrix_distribution_samples(NULL, 1, 0, NULL, &result), KULLBACK_ERROR_NULL_POINTER);
    CHECK_EQUAL(kullback_matrix_distribution_samples(&good, 1, 0, NULL, NULL), KULLBACK_ERROR_NULL_POINTER);
    CHECK_EQUAL(kullback_matrix_distribution_log_densities(&good, NULL, NULL, &result, 1), KULLBACK_ERROR_NULL_POINTER);
    const kullback_matrices nowhere = {NULL, 0, 2, 1};
    CHECK_EQUAL(kullback_matrix_distribution_log_densities(&good, &nowhere, NULL, &result, 1),
                KULLBACK_ERROR_NULL_POINTER);
    CHECK_EQUAL(kullback_matrix_distribution_values(KULLBACK_ENTROPY, &good, &good, NULL, &result, 1),
                KULLBACK_ERROR_QUANTITY);
    CHECK_EQUAL(kullback_matrix_distribution_values(KULLBACK_GEOMETRIC_JS, &good, &good, NULL, &result, 1),
                KULLBACK_ERROR_QUANTITY);
    CHECK_EQUAL(kullback_matrix_distribution_values(KULLBACK_RENYI, &good, &good, NULL, &result, 1),
                KULLBACK_ERROR_OPTION);
    CHECK_EQUAL(kullback_matrix_distribution_values(KULLBACK_KL, &normal, &normal, NULL, NULL, 1),
                KULLBACK_ERROR_NULL_POINTER);
    CHECK_EQUAL(kullback_matrix_distribution_values(KULLBACK_KL, &normal, NULL, NULL, &result, 1),
                KULLBACK_ERROR_NULL_POINTER);
}

/* The same draws however a batch is split, on any threads; nothing is written on an error. */
static void test_draws(void) {
    enum {
        BATCH = 6000
    };
    static double all[6 * BATCH], part[6 * BATCH];
    const double df = 2.5, few = 0.5;
    kullback_matrix_distributions members[3] = {wisharts(KULLBACK_WISHART, BATCH, &df, v),
                                                wisharts(KULLBACK_INVERSE_WISHART, BATCH, &df, v),
                                                normals(loc, v, columns_p)};
    for (int i = 0; i < 3; i++) {
        kullback_matrix_distributions p = members[i];
        p.df_stride = 0;
        p.batch = BATCH;
        const size_t size = i < 2 ? 4 : 6, half = BATCH / 2;
        kullback_options options = {.struct_size = sizeof options, .threads = 3};
        CHECK_EQUAL(kullback_matrix_distribution_samples(&p, 5, UINT64_MAX - 99, &options, all), KULLBACK_OK);
        p.batch = half;
        CHECK_EQUAL(kullback_matrix_distribution_samples(&p, 5, UINT64_MAX - 99, NULL, part), KULLBACK_OK);
        CHECK_EQUAL(kullback_matrix_distribution_samples(&p, 5, half - 100, NULL, part + half * size), KULLBACK_OK);
        CHECK(memcmp(all, part, BATCH * size * sizeof *all) == 0);
    }
    kullback_matrix_distributions p = wisharts(KULLBACK_WISHART, 1, &few, v);
    all[0] = untouched;
    CHECK_EQUAL(kullback_matrix_distribution_samples(&p, 5, 0, NULL, all), KULLBACK_ERROR_PARAMETER);
    CHECK_EQUAL(all[0], untouched);
}

/* Bits that do not depend on the instruction set. */
static void test_levels(void) {
    static const kullback_cpu_level levels[] = {KULLBACK_CPU_BASELINE, KULLBACK_CPU_X86_64_V3, KULLBACK_CPU_X86_64_V4};
    const double df[2] = {3.25, 4.5};
    const kullback_matrix_distributions p = wisharts(KULLBACK_WISHART, 1, df, v),
                                        q = wisharts(KULLBACK_WISHART, 1, df + 1, w);
    const kullback_matrices x = {w, 0, 2, 1};
    double first[9] = {0}, results[9] = {0};
    const kullback_cpu_level own = kullback_get_cpu_level();
    for (int i = 0; i < 3; i++) {
        CHECK_EQUAL(kullback_limit_cpu_level(levels[i]), KULLBACK_OK);
        double *numbers = i == 0 ? first : results;
        for (int j = 0; j < 3; j++) {
            const kullback_options options = {.struct_size = sizeof options, .order = 0.5 + 0.5 * j};
            CHECK_EQUAL(kullback_matrix_distribution_values(KULLBACK_RENYI, &p, &q, &options, numbers + j, 1),
                        KULLBACK_OK);
        }
        CHECK_EQUAL(kullback_matrix_distribution_values(KULLBACK_ENTROPY, &p, NULL, NULL, numbers + 3, 1), KULLBACK_OK);
        CHECK_EQUAL(kullback_matrix_distribution_log_densities(&p, &x, NULL, numbers + 4, 1), KULLBACK_OK);
        CHECK_EQUAL(kullback_matrix_distribution_samples(&p, 1, 2, NULL, numbers + 5), KULLBACK_OK);
        CHECK(memcmp(first, numbers, sizeof first) == 0);
    }
    CHECK_EQUAL(kullback_limit_cpu_level(own), KULLBACK_OK);
}

int main(void) {
    test_batches();
    test_errors();
    test_draws();
    test_levels();
    return check_summary();
}
