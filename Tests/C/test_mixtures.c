/* Gaussian mixtures: values of 50 digits, estimates, densities, draws, projections, and every misuse. */
#include <math.h>
#include <string.h>

#include <kullback.h>

#include "support/check.h"

static kullback_error error;
static const kullback_options with_error = {.struct_size = sizeof(kullback_options), .error = &error};

static const double weights_p[2] = {0.75, 0.25}, weights_q[3] = {0.25, 0.25, 0.5};
static const double line_p[2] = {-2, 2.5}, line_variances_p[2] = {0.5, 1.25};
static const double line_q[3] = {-1, 2, 0}, line_variances_q[3] = {1, 1, 4};
/* Above the diagonals nothing is read. */
static const double plane_p[4] = {0, 0, 1, -1}, plane_covariances_p[8] = {2, NAN, 0.5, 1, 1, NAN, 0, 1};
static const double plane_q[4] = {0.5, 0, 1, 1}, plane_covariances_q[8] = {1, NAN, 0.25, 1.5, 3, NAN, -1, 2};
static const double halves[2] = {0.5, 0.5};

static bool is_close(double got, double expected, double tolerance) {
    return fabs(got - expected) <= tolerance * fabs(expected);
}

static kullback_gaussian_mixture mixture(size_t count, size_t d, const double *weights, const double *loc,
                                         const double *covariances) {
    return (kullback_gaussian_mixture){.components = {.batch = count,
                                                      .dimension = d,
                                                      .form = KULLBACK_COVARIANCE,
                                                      .loc = loc,
                                                      .loc_batch_stride = (ptrdiff_t)d,
                                                      .loc_stride = 1,
                                                      .matrix = covariances,
                                                      .matrix_batch_stride = (ptrdiff_t)(d * d),
                                                      .row_stride = (ptrdiff_t)d,
                                                      .column_stride = 1},
                                       .weights = weights,
                                       .weight_stride = 1};
}

static kullback_gaussian_mixture line(void) {
    return mixture(2, 1, weights_p, line_p, line_variances_p);
}

static kullback_gaussian_mixture other_line(void) {
    return mixture(3, 1, weights_q, line_q, line_variances_q);
}

static kullback_gaussian_mixture plane(void) {
    return mixture(2, 2, weights_p, plane_p, plane_covariances_p);
}

static kullback_gaussian_mixture other_plane(void) {
    return mixture(2, 2, halves, plane_q, plane_covariances_q);
}

/* mpmath, 50 digits; Tests/Python/mixture_reference.py. */
static void test_values(void) {
    const kullback_gaussian_mixture pairs[2][2] = {{line(), other_line()}, {plane(), other_plane()}};
    const double expected[2][7] = {
        {0.561124385438936508, 0.543879166507703782, 0.387199411348887952, 0.717804140597752338, 1.16537146529678554,
         0.181835811582147023, 0.544439379153379167},
        {0.367847674779470726, 0.227663647447181171, -0.232788732277340723, 0.828300054503992619, 0.537191471005689852,
         0.309281636605168972, 0.40793015237859398},
    };
    for (int i = 0; i < 2; i++) {
        kullback_mixture_divergence r;
        CHECK_EQUAL(kullback_mixture_kl(&pairs[i][0], &pairs[i][1], NULL, NULL, &r), KULLBACK_OK);
        CHECK(is_close(r.variational, expected[i][0], 1e-13));
        CHECK(is_close(r.product, expected[i][1], 1e-13));
        CHECK(is_close(r.durrieu_lower, expected[i][2], 1e-13));
        CHECK(is_close(r.durrieu_upper, expected[i][3], 1e-13));
        CHECK(is_close(r.matched, expected[i][4], 1e-13));
        CHECK(is_close(r.moment_matched, expected[i][5], 1e-13));
        CHECK(is_close(r.unscented, expected[i][6], 1e-13));
        CHECK(r.lower >= 0 && r.lower >= r.durrieu_lower && r.lower <= r.upper);
        CHECK(r.upper <= r.durrieu_upper && r.upper <= r.variational_upper);
        CHECK(r.monte_carlo.count >= 10000 && r.monte_carlo.count <= 10003);
    }
}

static void test_divergence_by_quadrature(void) {
    const double divergence = 0.53815115417725345;
    const kullback_gaussian_mixture p = line(), q = other_line();
    kullback_mixture_divergence r, again;
    for (kullback_estimator estimator = KULLBACK_K1; estimator <= KULLBACK_K3; estimator += KULLBACK_K3 - KULLBACK_K1) {
        const kullback_mixture_sampling sampling = {
            .struct_size = sizeof sampling, .estimator = estimator, .samples = 100000, .seed = 7};
        CHECK_EQUAL(kullback_mixture_kl(&p, &q, &sampling, NULL, &r), KULLBACK_OK);
        CHECK(r.lower <= divergence && divergence <= r.upper);
        CHECK(fabs(r.monte_carlo.value - divergence) < 4 * r.monte_carlo.standard_error);
        CHECK(r.monte_carlo.standard_error < 0.01);
        CHECK_EQUAL(kullback_mixture_kl(&p, &q, &sampling, NULL, &again), KULLBACK_OK);
        CHECK(memcmp(&r, &again, sizeof r) == 0);
    }
    const kullback_mixture_sampling none = {.struct_size = sizeof none, .none = 1};
    CHECK_EQUAL(kullback_mixture_kl(&p, &q, &none, NULL, &r), KULLBACK_OK);
    CHECK(isnan(r.monte_carlo.value) && r.monte_carlo.count == 0);
    CHECK_EQUAL(kullback_mixture_kl(&p, &p, NULL, NULL, &r), KULLBACK_OK);
    CHECK(r.lower == 0 && r.upper == 0 && r.variational == 0 && r.product == 0 && r.unscented == 0);
    CHECK(r.moment_matched == 0 && r.monte_carlo.value == 0 && r.monte_carlo.standard_error == 0);
}

static void test_points(void) {
    const kullback_gaussian_mixture p = plane();
    /* By columns, and backwards. */
    const double points[4] = {2, -1, 30, 0.5};
    const kullback_rows_f64 x = {points + 3, 2, 2, -1, -2};
    double result[3] = {0, -1, 0};
    CHECK_EQUAL(kullback_mixture_log_density(&p, &x, NULL, result, 2), KULLBACK_OK);
    CHECK(is_close(result[0], -2.5738583799970961, 1e-14));
    CHECK_EQUAL(result[1], -1);
    CHECK(is_close(result[2], -244.691081318543123, 1e-14));
    double draws[6], later[4];
    CHECK_EQUAL(kullback_mixture_draws(&p, 3, 0, 3, NULL, draws), KULLBACK_OK);
    CHECK_EQUAL(kullback_mixture_draws(&p, 3, 1, 2, NULL, later), KULLBACK_OK);
    CHECK(memcmp(draws + 2, later, sizeof later) == 0);
    CHECK_EQUAL(kullback_mixture_draws(&p, 3, 0, 0, NULL, NULL), KULLBACK_OK);
}

static void test_projections(void) {
    const kullback_gaussian_mixture p = plane();
    double loc[2], factor[4], starts[3];
    kullback_projection r;
    CHECK_EQUAL(kullback_project_mixture(KULLBACK_FORWARD_PROJECTION, &p, 0, NULL, loc, factor, starts, &r),
                KULLBACK_OK);
    /* mean (1/4, -1/4); covariance [[1.75 + 3/16, 0.375 - 3/16], [., 1 + 3/16]] */
    CHECK_EQUAL(loc[0], 0.25);
    CHECK_EQUAL(loc[1], -0.25);
    CHECK(is_close(factor[0] * factor[0], 1.9375, 1e-15));
    CHECK(is_close(factor[2] * factor[0], 0.1875, 1e-14));
    CHECK(is_close(factor[2] * factor[2] + factor[3] * factor[3], 1.1875, 1e-15));
    CHECK_EQUAL(factor[1], 0);
    CHECK(r.value > 0 && r.start == 2 && r.iterations == 0 && r.converged == 1 && r.reserved == 0);
    CHECK(isinf(starts[0]) && isinf(starts[1]) && starts[2] == r.value);
    const double forward = r.value;
    CHECK_EQUAL(kullback_project_mixture(KULLBACK_REVERSE_PROJECTION, &p, 0, NULL, loc, factor, NULL, &r), KULLBACK_OK);
    CHECK(r.value > 0 && r.value < 2 * forward && r.converged == 1 && r.mode == 0);
    CHECK_EQUAL(kullback_project_mixture(KULLBACK_REVERSE_PROJECTION, &p, 1, NULL, loc, factor, starts, &r),
                KULLBACK_OK);
    CHECK(factor[1] == 0 && factor[2] == 0 && factor[0] > 0 && factor[3] > 0);
    const double points[6] = {0, 1, 2, 0, 1, 5}, shares[3] = {2, 1, 1};
    const kullback_rows_f64 samples = {points, 3, 2, 2, 1}, row = {shares, 1, 3, 0, 1};
    kullback_options options = with_error;
    double covariance[4];
    CHECK_EQUAL(kullback_project_samples(&samples, &row, 0, &options, loc, covariance, NULL), KULLBACK_ERROR_SUM);
    CHECK(error.argument == KULLBACK_ARGUMENT_WEIGHTS && error.value == 4);
    options.normalize = 1;
    CHECK_EQUAL(kullback_project_samples(&samples, &row, 0, &options, loc, covariance, factor), KULLBACK_OK);
    CHECK(loc[0] == 0.75 && loc[1] == 1.75);
    CHECK(covariance[0] == 0.6875 && covariance[3] == 3.6875 && covariance[1] == -0.0625 && covariance[2] == -0.0625);
    CHECK(is_close(factor[0] * factor[0], 0.6875, 1e-15));
}

/* Each is an error that names its place, and nothing is written. */
static void expect(kullback_gaussian_mixture bad, kullback_status status, kullback_argument argument, size_t row,
                   size_t index, double value) {
    const kullback_gaussian_mixture p = plane();
    kullback_mixture_divergence r, untouched;
    memset(&r, 0x5a, sizeof r);
    untouched = r;
    CHECK_EQUAL(kullback_mixture_kl(&p, &bad, NULL, &with_error, &r), status);
    CHECK(memcmp(&r, &untouched, sizeof r) == 0);
    CHECK_EQUAL(error.status, status);
    CHECK_EQUAL(error.argument, argument);
    CHECK_EQUAL(error.row, row);
    CHECK_EQUAL(error.index, index);
    CHECK_EQUAL(error.value, value);
    double loc[2] = {-1, -1}, factor[4] = {-1, -1, -1, -1}, starts[3] = {-1, -1, -1};
    kullback_projection report = {.value = -1};
    CHECK_EQUAL(kullback_project_mixture(KULLBACK_REVERSE_PROJECTION, &bad, 0, NULL, loc, factor, starts, &report),
                status);
    CHECK(loc[0] == -1 && factor[3] == -1 && starts[0] == -1 && report.value == -1);
}

static void test_errors(void) {
    const size_t whole = KULLBACK_WHOLE_ROW;
    kullback_gaussian_mixture bad = other_plane();
    const double sums[2] = {0.5, 0.75}, negative[2] = {1.5, -0.5}, unknown[2] = {1, NAN}, none[2] = {0, 0};
    bad.weights = sums;
    expect(bad, KULLBACK_ERROR_SUM, KULLBACK_ARGUMENT_Q_WEIGHTS, 0, whole, 1.25);
    bad.weights = negative;
    expect(bad, KULLBACK_ERROR_PROBABILITY, KULLBACK_ARGUMENT_Q_WEIGHTS, 0, 1, -0.5);
    bad.weights = unknown;
    CHECK_EQUAL(kullback_mixture_kl(&bad, &bad, NULL, &with_error, &(kullback_mixture_divergence){.lower = 0}),
                KULLBACK_ERROR_PROBABILITY);
    CHECK(error.argument == KULLBACK_ARGUMENT_P_WEIGHTS && error.index == 1 && isnan(error.value));
    bad.weights = none;
    expect(bad, KULLBACK_ERROR_NO_MASS, KULLBACK_ARGUMENT_Q_WEIGHTS, 0, whole, 0);
    bad.weights = NULL;
    expect(bad, KULLBACK_ERROR_NULL_POINTER, KULLBACK_ARGUMENT_Q_WEIGHTS, 0, whole, 0);
    const double indefinite[8] = {1, 0, 0, 1, 1, 0, 2, 1}, infinite[4] = {0, 0, 0, INFINITY};
    bad = other_plane();
    bad.components.matrix = indefinite;
    expect(bad, KULLBACK_ERROR_NOT_POSITIVE_DEFINITE, KULLBACK_ARGUMENT_Q, 1, 1, -3);
    bad = other_plane();
    bad.components.loc = infinite;
    expect(bad, KULLBACK_ERROR_PARAMETER, KULLBACK_ARGUMENT_LOC_Q, 1, 1, INFINITY);
    bad = other_plane();
    bad.components.batch = 0;
    expect(bad, KULLBACK_ERROR_COUNT, KULLBACK_ARGUMENT_Q, 0, whole, 0);
    bad = other_plane();
    bad.components.batch = (size_t)1 << 60;
    expect(bad, KULLBACK_ERROR_COUNT, KULLBACK_ARGUMENT_Q, 0, whole, 0);
    bad = other_plane();
    bad.components.loc = NULL;
    expect(bad, KULLBACK_ERROR_NULL_POINTER, KULLBACK_ARGUMENT_LOC_Q, 0, whole, 0);
}

static void test_misuse(void) {
    const kullback_gaussian_mixture p = plane(), q = line();
    kullback_mixture_divergence r;
    CHECK_EQUAL(kullback_mixture_kl(&p, &q, NULL, NULL, &r), KULLBACK_ERROR_SHAPE);
    CHECK_EQUAL(kullback_mixture_kl(NULL, &q, NULL, NULL, &r), KULLBACK_ERROR_NULL_POINTER);
    CHECK_EQUAL(kullback_mixture_kl(&p, NULL, NULL, NULL, &r), KULLBACK_ERROR_NULL_POINTER);
    CHECK_EQUAL(kullback_mixture_kl(&p, &p, NULL, NULL, NULL), KULLBACK_ERROR_NULL_POINTER);
    kullback_mixture_sampling sampling = {.struct_size = sizeof sampling, .estimator = 11};
    CHECK_EQUAL(kullback_mixture_kl(&p, &p, &sampling, NULL, &r), KULLBACK_ERROR_QUANTITY);
    sampling.estimator = 0;
    sampling.samples = SIZE_MAX;
    CHECK_EQUAL(kullback_mixture_kl(&p, &p, &sampling, NULL, &r), KULLBACK_ERROR_COUNT);
    sampling.struct_size = 1;
    CHECK_EQUAL(kullback_mixture_kl(&p, &p, &sampling, NULL, &r), KULLBACK_ERROR_OPTION);
    const kullback_options logits = {.struct_size = sizeof logits, .space = KULLBACK_LOGITS};
    CHECK_EQUAL(kullback_mixture_kl(&p, &p, NULL, &logits, &r), KULLBACK_ERROR_OPTION);
    double loc[2], factor[4], one = 0;
    kullback_projection report;
    CHECK_EQUAL(kullback_project_mixture(11, &p, 0, NULL, loc, factor, NULL, &report), KULLBACK_ERROR_QUANTITY);
    CHECK_EQUAL(kullback_project_mixture(10, &p, 0, NULL, NULL, factor, NULL, &report), KULLBACK_ERROR_NULL_POINTER);
    CHECK_EQUAL(kullback_project_mixture(10, &p, 0, NULL, loc, factor, NULL, NULL), KULLBACK_ERROR_NULL_POINTER);
    const kullback_rows_f64 narrow = {&one, 1, 1, 1, 1}, empty = {NULL, 0, 2, 2, 1};
    CHECK_EQUAL(kullback_mixture_log_density(&p, &narrow, NULL, &one, 1), KULLBACK_ERROR_SHAPE);
    CHECK_EQUAL(kullback_project_samples(&empty, NULL, 0, NULL, loc, NULL, NULL), KULLBACK_ERROR_COUNT);
    CHECK_EQUAL(kullback_project_samples(&narrow, NULL, 0, &with_error, &one, NULL, factor),
                KULLBACK_ERROR_NOT_POSITIVE_DEFINITE);
    CHECK(error.argument == KULLBACK_ARGUMENT_SAMPLES && error.index == 0 && error.value == 0);
    CHECK_EQUAL(kullback_project_samples(&narrow, &empty, 0, NULL, &one, NULL, NULL), KULLBACK_ERROR_SHAPE);
}

int main(void) {
    test_values();
    test_divergence_by_quadrature();
    test_points();
    test_projections();
    test_errors();
    test_misuse();
    return check_summary();
}
