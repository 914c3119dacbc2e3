/* Gaussians from Gaussians: values of 50 digits, forms, large matrices, threads and instruction sets, and misuse. */
#include "support/gaussians.h"

enum {
    LARGE = 70 /* dimensions: more than are interleaved */
};

static const kullback_covariance_form forms[3] = {KULLBACK_COVARIANCE, KULLBACK_CHOLESKY, KULLBACK_PRECISION};

/* A result of two dimensions: its mean, and the lower half of its matrix in each form. */
typedef struct {
    double loc[2], matrices[3][3];
} expectation;

static void check_result(const double *loc, const double *matrix, const expectation *expected, int form,
                         double tolerance) {
    const double *lower = expected->matrices[form];
    for (int i = 0; i < 2; i++) {
        CHECK(fabs(loc[i] - expected->loc[i]) <= tolerance * (1 + fabs(expected->loc[i])));
        CHECK(is_close(matrix[i * 2], lower[i], tolerance));
    }
    CHECK(is_close(matrix[3], lower[2], tolerance));
    CHECK_EQUAL(matrix[1], forms[form] == KULLBACK_CHOLESKY ? 0 : matrix[2]);
}

static kullback_gaussian_results results_in(int form, double *loc, double *matrix) {
    return (kullback_gaussian_results){forms[form], 0, loc, matrix};
}

/* p and q, from every form to every form. */
static void test_geodesics(void) {
    const struct {
        kullback_connection connection;
        double weight;
        expectation expected;
    } points[] = {
        {KULLBACK_MIXTURE_CONNECTION,
         0.25,
         {{0.25, -0.125},
          {{1.9375, 0.34375, 1.171875},
           {1.391941090707505481, 0.2469572902868154885, 1.05398628870312803},
           {0.5444646098003629764, -0.1597096188747731397, 0.9001814882032667877}}}},
        {KULLBACK_MIXTURE_CONNECTION,
         1.25,
         {{1.25, -0.625},
          {{0.4375, 0.34375, 1.546875},
           {0.6614378277661476476, 0.5197011503876874374, 1.129949429968312469},
           {2.769230769230769231, -0.6153846153846153846, 0.7832167832167832168}}}},
        {KULLBACK_EXPONENTIAL_CONNECTION,
         0.25,
         {{0.4, -0.02650602409638554217},
          {{1.6, 0.4, 1.069879518072289157},
           {1.264911064067351733, 0.3162277660168379332, 0.9848246128485463257},
           {0.6894409937888198758, -0.2577639751552795031, 1.031055900621118012}}}},
        {KULLBACK_EXPONENTIAL_CONNECTION,
         1.25,
         {{1.111111111111111111, -0.8392434988179669031},
          {{0.8888888888888888889, 0.2222222222222222222, 1.768321513002364066},
           {0.9428090415820633659, 0.2357022603955158415, 1.308726846002177993},
           {1.161490683229813665, -0.1459627329192546584, 0.5838509316770186335}}}},
    };
    const kullback_gaussians given_p = gaussians(KULLBACK_COVARIANCE, 1, 2, loc_p, covariance_p);
    const kullback_gaussians given_q = gaussians(KULLBACK_COVARIANCE, 1, 2, loc_q, covariance_q);
    for (int from = 0; from < 3; from++) {
        double matrix_p[4], matrix_q[4], loc[2], matrix[4];
        const kullback_gaussian_results p_results = results_in(from, NULL, matrix_p);
        const kullback_gaussian_results q_results = results_in(from, NULL, matrix_q);
        CHECK_EQUAL(kullback_gaussian_marginals(&given_p, NULL, 0, NULL, &p_results), KULLBACK_OK);
        CHECK_EQUAL(kullback_gaussian_marginals(&given_q, NULL, 0, NULL, &q_results), KULLBACK_OK);
        const kullback_gaussians p = gaussians(forms[from], 1, 2, loc_p, matrix_p);
        const kullback_gaussians q = gaussians(forms[from], 1, 2, loc_q, matrix_q);
        for (size_t i = 0; i < sizeof points / sizeof *points; i++) {
            for (int form = 0; form < 3; form++) {
                const kullback_gaussian_results results = results_in(form, loc, matrix);
                CHECK_EQUAL(kullback_gaussian_geodesics(points[i].connection, &p, &q, points[i].weight, NULL, &results),
                            KULLBACK_OK);
                check_result(loc, matrix, &points[i].expected, form, 2e-14);
            }
        }
    }
}

/* Two barycentres of three each, the second one of three that are the same. */
static void test_barycenters(void) {
    const double locs[12] = {0, 0, 1, -0.5, -2, 0.25, 0, 0, 0, 0, 0, 0};
    double matrices[24] = {2, 0.5, 0.5, 1, 1, 0.25, 0.25, 1.5, 3, -1, -1, 2};
    for (int i = 0; i < 12; i++) {
        matrices[12 + i] = matrices[i % 4];
    }
    const double weights[3] = {0.25, 0.25, 0.5}, tripled[3] = {0.75, 0.75, 1.5};
    const expectation expected[2] = {
        {{-0.25, -0.0625},
         {{3.1875, -0.203125, 1.44921875}, {0}, {0.316552901023890785, 0.04436860068259385666, 0.6962457337883959044}}},
        {{0.1050297907717888319, -0.1994942496882361092},
         {{1.597893861715394208, 0.2433143965636691146, 1.153942081197173341},
          {0},
          {0.6465838509316770186, -0.1363354037267080745, 0.8953416149068322981}}}};
    const kullback_gaussians p = gaussians(KULLBACK_COVARIANCE, 6, 2, locs, matrices);
    for (int which = 0; which < 2; which++) {
        const kullback_connection connection =
            which == 0 ? KULLBACK_MIXTURE_CONNECTION : KULLBACK_EXPONENTIAL_CONNECTION;
        for (int form = 0; form < 3; form += 2) {
            double loc[4], matrix[8], again[8];
            kullback_gaussian_results results = results_in(form, loc, matrix);
            /* The first counts for a half. */
            CHECK_EQUAL(kullback_gaussian_barycenters(connection, &p, 3, weights + 2, -1, NULL, &results), KULLBACK_OK);
            check_result(loc, matrix, &expected[which], form, 2e-14);
            CHECK(loc[2] == 0 && loc[3] == 0);
            CHECK(form != 0 || is_close(matrix[4], 2, 1e-15));
            kullback_options options = options_of(0, 0);
            options.normalize = 1;
            results.matrix = again;
            CHECK_EQUAL(kullback_gaussian_barycenters(connection, &p, 3, tripled + 2, -1, &options, &results),
                        KULLBACK_OK);
            CHECK(memcmp(matrix, again, sizeof matrix) == 0);
        }
    }
}

/* Of factors whose squares are singular matrices to double precision. */
static void test_factors(void) {
    const double loc[4] = {0, 0, 0, 0}, factors[8] = {1, NAN, 1, 1e-9, 1, NAN, 1, 2e-9};
    const kullback_gaussians p = gaussians(KULLBACK_CHOLESKY, 2, 2, loc, factors);
    const double expected[2] = {1.581138830084189666e-9, 1.264911064067351733e-9};
    for (int which = 0; which < 2; which++) {
        const kullback_connection connection =
            which == 0 ? KULLBACK_MIXTURE_CONNECTION : KULLBACK_EXPONENTIAL_CONNECTION;
        double mean[2], factor[4];
        const kullback_gaussian_results results = results_in(1, mean, factor);
        CHECK_EQUAL(kullback_gaussian_barycenters(connection, &p, 2, NULL, 0, NULL, &results), KULLBACK_OK);
        CHECK(is_close(factor[0], 1, 1e-14) && is_close(factor[2], 1, 1e-14));
        CHECK(is_close(factor[3], expected[which], 1e-13));
    }
}

/* Coordinates in any order; NaN stands where nothing is read. */
static void test_parts(void) {
    const double loc[3] = {1, -1, 2}, matrix[9] = {4, NAN, NAN, 1, 2, NAN, 0.5, -0.25, 1};
    const kullback_gaussians p = gaussians(KULLBACK_COVARIANCE, 1, 3, loc, matrix);
    const size_t two[2] = {2, 0}, one[1] = {1};
    double part_loc[2], part[4];
    const kullback_gaussian_results results = results_in(0, part_loc, part);
    CHECK_EQUAL(kullback_gaussian_marginals(&p, two, 2, NULL, &results), KULLBACK_OK);
    CHECK(part_loc[0] == 2 && part_loc[1] == 1);
    CHECK(part[0] == 1 && part[1] == 0.5 && part[2] == 0.5 && part[3] == 4);
    const double x[2] = {0, 3};
    CHECK_EQUAL(kullback_gaussian_conditionals(&p, two, 2, x + 1, 0, -1, NULL, &results), KULLBACK_OK);
    CHECK(is_close(part_loc[0], -1.7, 1e-14) && is_close(part[0], 1.6, 1e-14));
    const double value = 1;
    CHECK_EQUAL(kullback_gaussian_conditionals(&p, one, 1, &value, 0, 1, NULL, &results), KULLBACK_OK);
    CHECK(is_close(part_loc[0], 2, 1e-14) && is_close(part_loc[1], 1.75, 1e-14));
    CHECK(is_close(part[0], 3.5, 1e-14) && is_close(part[1], 0.625, 1e-14) && is_close(part[3], 0.96875, 1e-14));
}

/* All coordinates are the Gaussian itself, none of them a Gaussian of no dimension. */
static void test_extremes(void) {
    const kullback_gaussians p = gaussians(KULLBACK_COVARIANCE, 1, 2, loc_q, covariance_q);
    const size_t all[2] = {0, 1};
    double loc[2], matrix[4];
    const kullback_gaussian_results results = results_in(0, loc, matrix), none = results_in(0, NULL, NULL);
    CHECK_EQUAL(kullback_gaussian_conditionals(&p, NULL, 0, NULL, 0, 0, NULL, &results), KULLBACK_OK);
    CHECK(loc[0] == 1 && loc[1] == -0.5);
    CHECK(matrix[0] == 1 && matrix[1] == 0.25 && matrix[2] == 0.25 && is_close(matrix[3], 1.5, 1e-15));
    CHECK_EQUAL(kullback_gaussian_conditionals(&p, all, 2, loc_p, 0, 1, NULL, &none), KULLBACK_OK);
    CHECK_EQUAL(kullback_gaussian_marginals(&p, all, 0, NULL, &none), KULLBACK_OK);
    /* Results may take the place of what is read. */
    double locs[2] = {0, 3}, variances[2] = {4, 4};
    kullback_gaussians ends = gaussians(KULLBACK_COVARIANCE, 2, 1, locs, variances);
    const kullback_gaussian_results over = results_in(0, locs, variances);
    CHECK_EQUAL(kullback_gaussian_barycenters(KULLBACK_MIXTURE_CONNECTION, &ends, 2, NULL, 0, NULL, &over),
                KULLBACK_OK);
    CHECK(locs[0] == 1.5 && variances[0] == 6.25 && locs[1] == 3 && variances[1] == 4);
    ends.batch = 0;
    CHECK_EQUAL(kullback_gaussian_barycenters(KULLBACK_MIXTURE_CONNECTION, &ends, 2, NULL, 0, NULL, &none),
                KULLBACK_OK);
}

/* All operations on copies of the pair, on several threads and instruction sets: the same bits. */
static void run_large(int which, int32_t threads, const kullback_gaussians *p, const kullback_gaussians *q, double *loc,
                      double *matrix) {
    kullback_options options = options_of(0, 0);
    options.threads = threads;
    const kullback_gaussian_results results = results_in(which, loc, matrix);
    const size_t chosen[2] = {LARGE - 1, 3};
    if (which == 0) {
        CHECK_EQUAL(kullback_gaussian_geodesics(KULLBACK_EXPONENTIAL_CONNECTION, p, q, 0.25, &options, &results),
                    KULLBACK_OK);
    } else if (which == 1) {
        CHECK_EQUAL(kullback_gaussian_geodesics(KULLBACK_MIXTURE_CONNECTION, p, p, 0.25, &options, &results),
                    KULLBACK_OK);
    } else {
        CHECK_EQUAL(kullback_gaussian_conditionals(p, chosen, 2, p->loc, 0, 1, &options, &results), KULLBACK_OK);
    }
}

static void test_large(void) {
    static const kullback_cpu_level levels[] = {KULLBACK_CPU_BASELINE, KULLBACK_CPU_X86_64_V3, KULLBACK_CPU_X86_64_V4};
    static double p_matrix[LARGE * LARGE], q_matrix[LARGE * LARGE], p_loc[LARGE], q_loc[LARGE];
    static double locs[2][LARGE], matrices[2][LARGE * LARGE];
    tile_pair(covariance_p, LARGE, p_matrix);
    tile_pair(covariance_q, LARGE, q_matrix);
    for (size_t i = 0; i < LARGE; i++) {
        p_loc[i] = loc_p[i % 2];
        q_loc[i] = loc_q[i % 2];
    }
    const kullback_gaussians p = gaussians(KULLBACK_COVARIANCE, 1, LARGE, p_loc, p_matrix);
    const kullback_gaussians q = gaussians(KULLBACK_COVARIANCE, 1, LARGE, q_loc, q_matrix);
    const double diagonals[3][2] = {{1.6, 1.069879518072289157}, {1.4142135623730950488, 0.93541434669348534639}, {0}};
    for (int which = 0; which < 3; which++) {
        run_large(which, 1, &p, &q, locs[0], matrices[0]);
        for (size_t i = 0; which < 2 && i < LARGE; i++) {
            CHECK(is_close(matrices[0][i * LARGE + i], diagonals[which][i % 2], 1e-14));
        }
        for (int32_t threads = 1; threads <= 3; threads++) {
            CHECK_EQUAL(kullback_limit_cpu_level(levels[threads - 1]), KULLBACK_OK);
            run_large(which, threads, &p, &q, locs[1], matrices[1]);
            CHECK(memcmp(locs[0], locs[1], sizeof *locs) == 0);
            CHECK(memcmp(matrices[0], matrices[1], sizeof *matrices) == 0);
        }
    }
}

int main(void) {
    test_geodesics();
    test_barycenters();
    test_factors();
    test_parts();
    test_extremes();
    test_large();
    return check_summary();
}
