/* Wishart, inverse Wishart and matrix normal distributions: values of 28 digits. */
#include <math.h>
#include <string.h>

#include <kullback.h>

#include "support/check.h"
#include "support/matrices.h"

static const double untouched = -12345;

static double value_of(kullback_quantity quantity, double order, const kullback_matrix_distributions *p,
                       const kullback_matrix_distributions *q) {
    const kullback_options options = {.struct_size = sizeof options, .order = order};
    double result = untouched;
    CHECK_EQUAL(kullback_matrix_distribution_values(quantity, p, q, &options, &result, 1), KULLBACK_OK);
    return result;
}

static bool is_near(double value, double expected) {
    return fabs(value - expected) <= 1e-14 * fabs(expected);
}

/* KL, those of order 1/4 and 5/4, and the entropy of p. */
static void check_values(const kullback_matrix_distributions *p, const kullback_matrix_distributions *q,
                         const double expected[4]) {
    CHECK(is_near(value_of(KULLBACK_KL, 0, p, q), expected[0]));
    CHECK(is_near(value_of(KULLBACK_RENYI, 0.25, p, q), expected[1]));
    CHECK_EQUAL(value_of(KULLBACK_RENYI, 1, p, q), value_of(KULLBACK_KL, 0, p, q));
    const double above = value_of(KULLBACK_RENYI, 1.25, p, q);
    CHECK(isinf(expected[2]) ? above == INFINITY : is_near(above, expected[2]));
    CHECK(is_near(value_of(KULLBACK_ENTROPY, 0, p, NULL), expected[3]));
    const double orders[3] = {0.25, 1, 3};
    for (int i = 0; i < 3; i++) {
        CHECK_EQUAL(value_of(KULLBACK_RENYI, orders[i], p, p), 0);
    }
}

/* By mpmath, of 50 digits; the first are those of Tests/Vectors. */
static void test_values(void) {
    const double df[4] = {3, 4, 6, 7};
    kullback_matrix_distributions p = wisharts(KULLBACK_WISHART, 1, df, v),
                                  q = wisharts(KULLBACK_WISHART, 1, df + 1, w);
    check_values(&p, &q,
                 (const double[]){2.008376688105655580892394557, 0.7194387341207236451750046832,
                                  2.426472807940839157215265145, 6.370447928872424822384224345});
    CHECK(is_near(value_of(KULLBACK_BHATTACHARYYA_DISTANCE, 0, &p, &q), 0.6075388754710993255476913936));
    CHECK(is_near(value_of(KULLBACK_BHATTACHARYYA_COEFFICIENT, 0, &p, &q), 0.5446897701514945235742667564));
    CHECK(is_near(value_of(KULLBACK_SQUARED_HELLINGER, 0, &p, &q), 0.4553102298485054764257332436));
    CHECK(is_near(value_of(KULLBACK_HELLINGER_DISTANCE, 0, &p, &q), 0.6747667966405173833487576666));
    p = wisharts(KULLBACK_INVERSE_WISHART, 1, df + 2, v);
    q = wisharts(KULLBACK_INVERSE_WISHART, 1, df + 3, w);
    check_values(&p, &q,
                 (const double[]){4.719090852201737153218541627, 0.8153088604437908634549623224,
                                  9.666900774952918211750952548, -1.006557256665833812510225243});
    p = normals(&zero, v, columns_p);
    q = normals(loc, w, columns_q);
    check_values(&p, &q,
                 (const double[]){7.716109023400589597927562205, 1.024168089255449162736957409, INFINITY,
                                  12.1411477899069169719080937});
}

/* Of order 3, n_m = 3 n_p - 2 n_q is above d - 1 = 1 or not, and so is 3 / V_p - 2 / V_q. */
static void test_ends(void) {
    const double df[4] = {2, 2.4375, 2.5, 2.5625}, narrow[4] = {1, 0, 0, 1}, wide[4] = {1.5, 0, 0, 1};
    for (int i = 1; i < 4; i++) {
        const kullback_matrix_distributions p = wisharts(KULLBACK_INVERSE_WISHART, 1, df, v),
                                            q = wisharts(KULLBACK_INVERSE_WISHART, 1, df + i, v);
        CHECK_EQUAL(isinf(value_of(KULLBACK_RENYI, 3, &p, &q)) != 0, i > 1);
    }
    const kullback_matrix_distributions p = wisharts(KULLBACK_WISHART, 1, df, wide),
                                        q = wisharts(KULLBACK_WISHART, 1, df, narrow);
    CHECK_EQUAL(value_of(KULLBACK_RENYI, 3, &p, &q), INFINITY);
    CHECK(value_of(KULLBACK_RENYI, 2.9375, &p, &q) < INFINITY);
}

static void test_densities(void) {
    const double df[2] = {3, 6}, singular[4] = {1, NAN, 1, 1}, infinite[4] = {1, NAN, 0, INFINITY};
    const double missing[4] = {1, NAN, NAN, -1};
    const kullback_matrix_distributions members[3] = {wisharts(KULLBACK_WISHART, 1, df, v),
                                                      wisharts(KULLBACK_INVERSE_WISHART, 1, df + 1, v),
                                                      normals(&zero, v, columns_p)};
    const double expected[3] = {-5.441876500300996250955652916, -10.11328822431870578669839518,
                                -11.26862031737944444443556623};
    double result;
    for (int i = 0; i < 3; i++) {
        const kullback_matrices x = {i < 2 ? w : loc, 0, i < 2 ? 2 : 3, 1};
        CHECK_EQUAL(kullback_matrix_distribution_log_densities(members + i, &x, NULL, &result, 1), KULLBACK_OK);
        CHECK(is_near(result, expected[i]));
    }
    for (int i = 0; i < 2; i++) {
        const double *outside[3] = {singular, infinite, missing};
        for (int j = 0; j < 3; j++) {
            const kullback_matrices x = {outside[j], 0, 2, 1};
            CHECK_EQUAL(kullback_matrix_distribution_log_densities(members + i, &x, NULL, &result, 1), KULLBACK_OK);
            CHECK(j < 2 ? result == -INFINITY : isnan(result));
        }
    }
}

/* NaN in gives NaN, in that member only. */
static void test_nan(void) {
    const double df[3] = {3, NAN, 4}, missing[4] = {1, NAN, NAN, 1};
    kullback_matrix_distributions p = wisharts(KULLBACK_WISHART, 3, df, v);
    double results[3], draws[12];
    CHECK_EQUAL(kullback_matrix_distribution_values(KULLBACK_ENTROPY, &p, NULL, NULL, results, 1), KULLBACK_OK);
    CHECK(isfinite(results[0]) && isnan(results[1]) && isfinite(results[2]));
    CHECK_EQUAL(kullback_matrix_distribution_samples(&p, 1, 0, NULL, draws), KULLBACK_OK);
    CHECK(isfinite(draws[0]) && isnan(draws[4]) && isnan(draws[7]) && isfinite(draws[11]));
    const kullback_matrices x = {w, 0, 2, 1};
    CHECK_EQUAL(kullback_matrix_distribution_log_densities(&p, &x, NULL, results, 1), KULLBACK_OK);
    CHECK(isfinite(results[0]) && isnan(results[1]) && isfinite(results[2]));
    p = wisharts(KULLBACK_INVERSE_WISHART, 1, df, missing);
    const kullback_matrix_distributions q = wisharts(KULLBACK_INVERSE_WISHART, 1, df, v);
    const double orders[3] = {0.5, 1, 200};
    for (int i = 0; i < 3; i++) {
        CHECK(isnan(value_of(KULLBACK_RENYI, orders[i], &p, &q)));
    }
    CHECK_EQUAL(kullback_matrix_distribution_samples(&p, 1, 0, NULL, draws), KULLBACK_OK);
    CHECK(isnan(draws[0]) && isnan(draws[3]));
}

static void test_moments(void) {
    const double df[3] = {3, 7, 5};
    double result[6];
    kullback_matrix_distributions p = wisharts(KULLBACK_WISHART, 1, df, v);
    CHECK_EQUAL(kullback_matrix_distribution_moments(KULLBACK_MEAN, &p, NULL, result), KULLBACK_OK);
    CHECK(result[0] == 6 && result[1] == 1.5 && result[2] == 1.5 && result[3] == 3);
    CHECK_EQUAL(kullback_matrix_distribution_moments(KULLBACK_VARIANCE, &p, NULL, result), KULLBACK_OK);
    CHECK(result[0] == 24 && result[1] == 6.75 && result[2] == 6.75 && result[3] == 6);
    p = wisharts(KULLBACK_INVERSE_WISHART, 1, df + 1, v);
    CHECK_EQUAL(kullback_matrix_distribution_moments(KULLBACK_VARIANCE, &p, NULL, result), KULLBACK_OK);
    CHECK(is_near(result[0], 0.25) && is_near(result[1], 9.5 / 160) && is_near(result[3], 0.0625));
    p = wisharts(KULLBACK_INVERSE_WISHART, 1, df + 2, v);
    CHECK_EQUAL(kullback_matrix_distribution_moments(KULLBACK_VARIANCE, &p, NULL, result), KULLBACK_OK);
    CHECK(result[0] == INFINITY && result[1] == INFINITY);
    p = normals(loc, v, columns_p);
    CHECK_EQUAL(kullback_matrix_distribution_moments(KULLBACK_MEAN, &p, NULL, result), KULLBACK_OK);
    CHECK(memcmp(result, loc, sizeof loc) == 0);
    CHECK_EQUAL(kullback_matrix_distribution_moments(KULLBACK_VARIANCE, &p, NULL, result), KULLBACK_OK);
    CHECK(result[0] == 4 && result[2] == 8 && result[3] == 2 && result[5] == 4);
}

int main(void) {
    test_values();
    test_ends();
    test_densities();
    test_nan();
    test_moments();
    return check_summary();
}
