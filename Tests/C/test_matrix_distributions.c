/* Wishart, inverse Wishart and matrix normal distributions: values of 40 digits, layouts, and every misuse. */
#include <math.h>
#include <string.h>

#include <kullback.h>

#include "support/check.h"

static const double untouched = -12345;
static kullback_error error;

static const double v[4] = {2, NAN, 0.5, 1}, w[4] = {1, NAN, -0.25, 3};
static const double columns_p[9] = {2, NAN, NAN, 1, 3, NAN, 0.5, -1, 4};
static const double columns_q[9] = {1, NAN, NAN, 0, 1, NAN, 0, 0.25, 2};
static const double zero = 0, loc[6] = {1, -1, 0.5, 2, 0, 3};

static kullback_matrix_distributions wisharts(kullback_matrix_family family, size_t batch, const double *df,
                                              const double *matrix) {
    return (kullback_matrix_distributions){
        .family = family, .batch = batch, .rows = 2, .df = df, .df_stride = 1, .matrix = {matrix, 0, 2, 1}};
}

static kullback_matrix_distributions normals(const double *mean, const double *rows, const double *columns) {
    return (kullback_matrix_distributions){.family = KULLBACK_MATRIX_NORMAL,
                                           .batch = 1,
                                           .rows = 2,
                                           .columns = 3,
                                           .loc = {mean, 0, mean == &zero ? 0 : 3, mean == &zero ? 0 : 1},
                                           .matrix = {rows, 0, 2, 1},
                                           .column_matrix = {columns, 0, 3, 1}};
}

static void check_value(const kullback_matrix_distributions *p, const kullback_matrix_distributions *q,
                        double expected) {
    double result = untouched;
    CHECK_EQUAL(kullback_matrix_distribution_kl(p, q, NULL, &result, 1), KULLBACK_OK);
    CHECK(fabs(result - expected) <= 1e-14 * expected);
    CHECK_EQUAL(kullback_matrix_distribution_kl(p, p, NULL, &result, 1), KULLBACK_OK);
    CHECK_EQUAL(result, 0);
}

/* Those of Tests/Vectors. */
static void test_values(void) {
    const double df[4] = {3, 4, 6, 7};
    kullback_matrix_distributions p = wisharts(KULLBACK_WISHART, 1, df, v),
                                  q = wisharts(KULLBACK_WISHART, 1, df + 1, w);
    check_value(&p, &q, 2.008376688105655580892394557);
    p = wisharts(KULLBACK_INVERSE_WISHART, 1, df + 2, v);
    q = wisharts(KULLBACK_INVERSE_WISHART, 1, df + 3, w);
    check_value(&p, &q, 4.719090852201737153218541627);
    p = normals(&zero, v, columns_p);
    q = normals(loc, w, columns_q);
    check_value(&p, &q, 7.716109023400589597927562205);
}

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
    CHECK_EQUAL(kullback_matrix_distribution_kl(&p, &q, &options, results, 2), KULLBACK_OK);
    p.batch = q.batch = 1;
    for (int b = 0; b < BATCH; b++) {
        p.df = df + BATCH - 1 - b;
        q.df = df + b;
        CHECK_EQUAL(kullback_matrix_distribution_kl(&p, &q, NULL, &alone, 1), KULLBACK_OK);
        CHECK_EQUAL(results[2 * b], alone);
        CHECK_EQUAL(results[2 * b + 1], untouched);
    }
    p.batch = q.batch = 0;
    CHECK_EQUAL(kullback_matrix_distribution_kl(&p, &q, NULL, NULL, 1), KULLBACK_OK);
}

static void check_error(const kullback_matrix_distributions *p, const kullback_matrix_distributions *q,
                        kullback_error expected) {
    const kullback_options options = {.struct_size = sizeof options, .error = &error};
    double result[2] = {untouched, untouched};
    memset(&error, 0, sizeof error);
    CHECK_EQUAL(kullback_matrix_distribution_kl(p, q, &options, result, 1), expected.status);
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
    CHECK_EQUAL(kullback_matrix_distribution_kl(&normal, &normal, NULL, NULL, 1), KULLBACK_ERROR_NULL_POINTER);
    CHECK_EQUAL(kullback_matrix_distribution_kl(&normal, NULL, NULL, &result, 1), KULLBACK_ERROR_NULL_POINTER);
}

int main(void) {
    test_values();
    test_batches();
    test_errors();
    return check_summary();
}
