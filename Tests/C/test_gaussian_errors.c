/* Gaussians: every misuse, of divergences and of operations. */
#include "support/gaussians.h"

static void check_error(const kullback_gaussians *p, const kullback_gaussians *q, kullback_error expected) {
    const kullback_options options = options_of(0, 0);
    double result[2] = {untouched, untouched};
    CHECK_EQUAL(kullback_gaussian_divergences(KULLBACK_KL, p, q, &options, result, 1), expected.status);
    check_reported(expected);
    CHECK(result[0] == untouched && result[1] == untouched);
}

static void test_errors(void) {
    const double locs[4] = {0, 0, 0, INFINITY}, indefinite[8] = {1, 0, 0, 1, 1, 0, 2, 1};
    const double infinite[8] = {1, 0, 0, 1, 1, 0, INFINITY, 1}, lower[8] = {1, 0, 0, 1, 1, 0, 0, -1};
    const double zeros[4] = {0, 0, 0, 0};
    kullback_gaussians unit = gaussians(KULLBACK_COVARIANCE, 2, 2, zeros, lower);
    unit.matrix_batch_stride = 0;
    kullback_gaussians bad = gaussians(KULLBACK_COVARIANCE, 2, 2, zeros, indefinite);
    check_error(&unit, &bad, (kullback_error){KULLBACK_ERROR_NOT_POSITIVE_DEFINITE, KULLBACK_ARGUMENT_Q, 1, 1, -3});
    bad = gaussians(KULLBACK_CHOLESKY, 2, 2, zeros, lower);
    check_error(&bad, &unit, (kullback_error){KULLBACK_ERROR_NOT_POSITIVE_DEFINITE, KULLBACK_ARGUMENT_P, 1, 1, -1});
    bad = gaussians(KULLBACK_COVARIANCE, 2, 2, zeros, infinite);
    bad.form = KULLBACK_CHOLESKY;
    check_error(&bad, &unit, (kullback_error){KULLBACK_ERROR_PARAMETER, KULLBACK_ARGUMENT_P, 1, 2, INFINITY});
    bad = unit;
    bad.loc = locs;
    check_error(&unit, &bad, (kullback_error){KULLBACK_ERROR_PARAMETER, KULLBACK_ARGUMENT_LOC_Q, 1, 1, INFINITY});
    bad = unit;
    bad.dimension = 1;
    check_error(&unit, &bad, (kullback_error){KULLBACK_ERROR_SHAPE, KULLBACK_ARGUMENT_Q, 0, KULLBACK_WHOLE_ROW, 0});
    bad = unit;
    bad.form = 11;
    check_error(&bad, &unit, (kullback_error){KULLBACK_ERROR_OPTION, KULLBACK_ARGUMENT_P, 0, KULLBACK_WHOLE_ROW, 11});
    bad = unit;
    bad.matrix = NULL;
    check_error(&unit, &bad,
                (kullback_error){KULLBACK_ERROR_NULL_POINTER, KULLBACK_ARGUMENT_Q, 0, KULLBACK_WHOLE_ROW, 0});
    bad = unit;
    bad.row_stride = PTRDIFF_MAX;
    check_error(&unit, &bad, (kullback_error){KULLBACK_ERROR_STRIDE, KULLBACK_ARGUMENT_Q, 0, KULLBACK_WHOLE_ROW, 0});
    bad = unit;
    bad.dimension = SIZE_MAX;
    check_error(&bad, &unit, (kullback_error){KULLBACK_ERROR_COUNT, KULLBACK_ARGUMENT_P, 0, KULLBACK_WHOLE_ROW, 0});
    check_error(NULL, &unit,
                (kullback_error){KULLBACK_ERROR_NULL_POINTER, KULLBACK_ARGUMENT_P, 0, KULLBACK_WHOLE_ROW, 0});
}

/* NaN is no error; quantities and counts that there are not are. */
static void test_values(void) {
    const double zeros[4] = {0, 0, 0, 0}, nans[4] = {0, NAN, 0, 0}, lower[4] = {1, 0, 0, 1};
    kullback_gaussians unit = gaussians(KULLBACK_COVARIANCE, 2, 2, zeros, lower);
    unit.matrix_batch_stride = 0;
    kullback_gaussians bad = unit;
    bad.loc = nans;
    double result[2];
    CHECK_EQUAL(kullback_gaussian_divergences(KULLBACK_KL, &bad, &unit, NULL, result, 1), KULLBACK_OK);
    CHECK(isnan(result[0]) && result[1] == 0);
    CHECK_EQUAL(kullback_gaussian_divergences(KULLBACK_JS_DISTANCE, &bad, &unit, NULL, result, 1),
                KULLBACK_ERROR_QUANTITY);
    CHECK_EQUAL(kullback_gaussian_divergences(KULLBACK_RENYI, &bad, &unit, NULL, result, 1), KULLBACK_ERROR_OPTION);
    CHECK_EQUAL(kullback_gaussian_mutual_informations(&unit, 3, NULL, result, 1), KULLBACK_ERROR_COUNT);
}

static double loc_result[4], matrix_result[8];

/* What `call` returns is this error, and nothing was written. */
static void check_operation(kullback_status call, kullback_error expected) {
    CHECK_EQUAL(call, expected.status);
    check_reported(expected);
    CHECK(loc_result[0] == untouched && matrix_result[0] == untouched);
    memset(&error, 0, sizeof error);
}

/* Along the lines from N(0, 1) to N(0, 4), and to N(2, 1), there are ends. */
static void test_geodesics(const kullback_options *options, const kullback_gaussian_results *results) {
    const double zeros[2] = {0, 0}, twos[2] = {0, 2}, ones[2] = {1, 1}, fours[2] = {1, 4};
    const kullback_gaussians p = gaussians(KULLBACK_COVARIANCE, 2, 1, zeros, ones);
    const kullback_gaussians q = gaussians(KULLBACK_COVARIANCE, 2, 1, zeros, fours);
    const kullback_gaussians moved = gaussians(KULLBACK_COVARIANCE, 2, 1, twos, ones);
    const kullback_connection mixture = KULLBACK_MIXTURE_CONNECTION, other = KULLBACK_EXPONENTIAL_CONNECTION;
    check_operation(kullback_gaussian_geodesics(other, &p, &q, 2, options, results),
                    (kullback_error){KULLBACK_ERROR_NOT_POSITIVE_DEFINITE, KULLBACK_ARGUMENT_WEIGHT, 1, 0, -0.5});
    check_operation(kullback_gaussian_geodesics(mixture, &p, &moved, -0.5, options, results),
                    (kullback_error){KULLBACK_ERROR_NOT_POSITIVE_DEFINITE, KULLBACK_ARGUMENT_WEIGHT, 1, 0, -2});
    check_operation(
        kullback_gaussian_geodesics(mixture, &p, &q, INFINITY, options, results),
        (kullback_error){KULLBACK_ERROR_PARAMETER, KULLBACK_ARGUMENT_WEIGHT, 0, KULLBACK_WHOLE_ROW, INFINITY});
    check_operation(kullback_gaussian_geodesics(11, &p, &q, 0.5, options, results),
                    (kullback_error){KULLBACK_ERROR_QUANTITY, KULLBACK_ARGUMENT_QUANTITY, 0, KULLBACK_WHOLE_ROW, 11});
    check_operation(kullback_gaussian_geodesics(mixture, &p, &q, 0.5, options, NULL),
                    (kullback_error){KULLBACK_ERROR_NULL_POINTER, KULLBACK_ARGUMENT_RESULT, 0, KULLBACK_WHOLE_ROW, 0});
    kullback_gaussian_results wrong = *results;
    wrong.form = KULLBACK_DIAGONAL;
    check_operation(kullback_gaussian_geodesics(mixture, &p, &q, 0.5, options, &wrong),
                    (kullback_error){KULLBACK_ERROR_OPTION, KULLBACK_ARGUMENT_RESULT, 0, KULLBACK_WHOLE_ROW, 40});
    wrong = *results;
    wrong.loc = (double *)((char *)loc_result + 1);
    check_operation(kullback_gaussian_geodesics(mixture, &p, &q, 0.5, options, &wrong),
                    (kullback_error){KULLBACK_ERROR_ALIGNMENT, KULLBACK_ARGUMENT_RESULT, 0, KULLBACK_WHOLE_ROW, 0});
    kullback_gaussians shorter = q;
    shorter.batch = 1;
    check_operation(kullback_gaussian_geodesics(mixture, &p, &shorter, 0.5, options, results),
                    (kullback_error){KULLBACK_ERROR_SHAPE, KULLBACK_ARGUMENT_Q, 0, KULLBACK_WHOLE_ROW, 0});
}

/* A singular covariance has no factor and no inverse, but moments. */
static void test_singular(const kullback_options *options, kullback_gaussian_results results) {
    const double locs[4] = {0, 0, 2, 0}, matrices[8] = {1, 0, 0, 0, 1, 0, 0, 0};
    const kullback_gaussians p = gaussians(KULLBACK_COVARIANCE, 2, 2, locs, matrices);
    const kullback_error expected = {KULLBACK_ERROR_NOT_POSITIVE_DEFINITE, KULLBACK_ARGUMENT_P, 0, 1, 0};
    const size_t turned[2] = {1, 0};
    results.form = KULLBACK_CHOLESKY;
    check_operation(kullback_gaussian_barycenters(KULLBACK_MIXTURE_CONNECTION, &p, 2, NULL, 0, options, &results),
                    expected);
    check_operation(kullback_gaussian_marginals(&p, turned, 2, options, &results), expected);
    results.form = KULLBACK_COVARIANCE;
    check_operation(kullback_gaussian_barycenters(KULLBACK_EXPONENTIAL_CONNECTION, &p, 2, NULL, 0, options, &results),
                    expected);
    check_operation(kullback_gaussian_conditionals(&p, turned, 1, locs, 0, 1, options, &results), expected);
    double loc[2], matrix[4];
    const kullback_gaussian_results written = {KULLBACK_COVARIANCE, 0, loc, matrix};
    CHECK_EQUAL(kullback_gaussian_barycenters(KULLBACK_MIXTURE_CONNECTION, &p, 2, NULL, 0, options, &written),
                KULLBACK_OK);
    CHECK(loc[0] == 1 && loc[1] == 0 && matrix[0] == 2 && matrix[1] == 0 && matrix[2] == 0 && matrix[3] == 0);
}

static void test_barycenters(const kullback_options *options, const kullback_gaussian_results *results) {
    const double locs[2] = {0, 0}, variances[2] = {1, 4}, negative[2] = {1.5, -0.5}, more[2] = {0.5, 0.75};
    const kullback_gaussians p = gaussians(KULLBACK_COVARIANCE, 2, 1, locs, variances);
    const kullback_connection mixture = KULLBACK_MIXTURE_CONNECTION;
    check_operation(kullback_gaussian_barycenters(mixture, &p, 2, negative, 1, options, results),
                    (kullback_error){KULLBACK_ERROR_PROBABILITY, KULLBACK_ARGUMENT_WEIGHTS, 0, 1, -0.5});
    check_operation(kullback_gaussian_barycenters(mixture, &p, 2, more, 1, options, results),
                    (kullback_error){KULLBACK_ERROR_SUM, KULLBACK_ARGUMENT_WEIGHTS, 0, KULLBACK_WHOLE_ROW, 1.25});
    check_operation(kullback_gaussian_barycenters(mixture, &p, 0, NULL, 1, options, results),
                    (kullback_error){KULLBACK_ERROR_COUNT, KULLBACK_ARGUMENT_P, 0, KULLBACK_WHOLE_ROW, 0});
    check_operation(kullback_gaussian_barycenters(mixture, &p, 3, NULL, 1, options, results),
                    (kullback_error){KULLBACK_ERROR_SHAPE, KULLBACK_ARGUMENT_P, 0, KULLBACK_WHOLE_ROW, 0});
    check_operation(kullback_gaussian_barycenters(mixture, &p, SIZE_MAX, NULL, 1, options, results),
                    (kullback_error){KULLBACK_ERROR_COUNT, KULLBACK_ARGUMENT_P, 0, KULLBACK_WHOLE_ROW, -1});
    check_operation(kullback_gaussian_barycenters(mixture, &p, 2, more, PTRDIFF_MAX, options, results),
                    (kullback_error){KULLBACK_ERROR_STRIDE, KULLBACK_ARGUMENT_WEIGHTS, 0, KULLBACK_WHOLE_ROW, 0});
}

static void test_parts(const kullback_options *options, const kullback_gaussian_results *results) {
    const double x[2] = {INFINITY, 0};
    const size_t far[2] = {0, 2}, twice[2] = {1, 1}, wrapped[1] = {SIZE_MAX}, second[1] = {1};
    const kullback_gaussians p = gaussians(KULLBACK_COVARIANCE, 1, 2, loc_p, covariance_p);
    const kullback_argument coordinates = KULLBACK_ARGUMENT_COORDINATES;
    check_operation(kullback_gaussian_marginals(&p, far, 2, options, results),
                    (kullback_error){KULLBACK_ERROR_PARAMETER, coordinates, 0, 1, 2});
    check_operation(kullback_gaussian_marginals(&p, twice, 2, options, results),
                    (kullback_error){KULLBACK_ERROR_PARAMETER, coordinates, 0, 1, 1});
    check_operation(kullback_gaussian_marginals(&p, wrapped, 1, options, results),
                    (kullback_error){KULLBACK_ERROR_PARAMETER, coordinates, 0, 0, -1});
    check_operation(kullback_gaussian_marginals(&p, far, 3, options, results),
                    (kullback_error){KULLBACK_ERROR_COUNT, coordinates, 0, KULLBACK_WHOLE_ROW, 3});
    check_operation(kullback_gaussian_conditionals(&p, NULL, 1, x, 0, 1, options, results),
                    (kullback_error){KULLBACK_ERROR_NULL_POINTER, coordinates, 0, KULLBACK_WHOLE_ROW, 0});
    check_operation(kullback_gaussian_conditionals(&p, second, 1, NULL, 0, 1, options, results),
                    (kullback_error){KULLBACK_ERROR_NULL_POINTER, KULLBACK_ARGUMENT_X, 0, KULLBACK_WHOLE_ROW, 0});
    check_operation(kullback_gaussian_conditionals(&p, second, 1, x, 0, 1, options, results),
                    (kullback_error){KULLBACK_ERROR_PARAMETER, KULLBACK_ARGUMENT_X, 0, 0, INFINITY});
    const double indefinite[4] = {1, 0, 2, 1}, infinite[4] = {1, 0, INFINITY, 1};
    kullback_gaussians bad = gaussians(KULLBACK_COVARIANCE, 1, 2, loc_p, indefinite);
    const size_t turned[2] = {1, 0};
    check_operation(kullback_gaussian_marginals(&bad, turned, 2, options, results),
                    (kullback_error){KULLBACK_ERROR_NOT_POSITIVE_DEFINITE, KULLBACK_ARGUMENT_P, 0, 0, -3});
    bad.matrix = infinite;
    check_operation(kullback_gaussian_marginals(&bad, turned, 2, options, results),
                    (kullback_error){KULLBACK_ERROR_PARAMETER, KULLBACK_ARGUMENT_P, 0, 2, INFINITY});
}

int main(void) {
    test_errors();
    test_values();
    loc_result[0] = matrix_result[0] = untouched;
    const kullback_options options = options_of(0, 0);
    const kullback_gaussian_results results = {KULLBACK_COVARIANCE, 0, loc_result, matrix_result};
    test_geodesics(&options, &results);
    test_singular(&options, results);
    test_barycenters(&options, &results);
    test_parts(&options, &results);
    return check_summary();
}
