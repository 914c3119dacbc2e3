/* Gaussians: values of 50 digits, forms, layouts, batches of small and large matrices, gradients. */
#include <stdlib.h>

#include "support/gaussians.h"

enum {
    LARGE = 70 /* dimensions: more than are interleaved */
};

/* mpmath, 60 digits. */
static void test_values(void) {
    const struct {
        kullback_quantity quantity;
        double parameter, expected;
    } expectations[] = {
        {KULLBACK_KL, 0, 0.901644852876972883},
        {KULLBACK_REVERSE_KL, 0, 0.741212289980169974},
        {KULLBACK_JEFFREYS, 0, 1.64285714285714286},
        {KULLBACK_RENYI, 0.25, 0.183780514057659868},
        {KULLBACK_RENYI, 1, 0.901644852876972883},
        {KULLBACK_RENYI, 1.5, 2.16155479014808773},
        {KULLBACK_RENYI, 3, INFINITY},
        {KULLBACK_BHATTACHARYYA_DISTANCE, 0, 0.188837382714277499},
        {KULLBACK_BHATTACHARYYA_COEFFICIENT, 0, 0.8279211300353545},
        {KULLBACK_SQUARED_HELLINGER, 0, 0.1720788699646455},
        {KULLBACK_HELLINGER_DISTANCE, 0, 0.414823902354535858},
        {KULLBACK_GEOMETRIC_JS, 0.25, 0.170200328742469385},
        {KULLBACK_DUAL_GEOMETRIC_JS, 0.25, 0.137835385543244901},
        {KULLBACK_SQUARED_WASSERSTEIN, 0, 1.48800631505039524},
    };
    const kullback_gaussians p = gaussians(KULLBACK_COVARIANCE, 1, 2, loc_p, covariance_p);
    const kullback_gaussians q = gaussians(KULLBACK_COVARIANCE, 1, 2, loc_q, covariance_q);
    for (size_t i = 0; i < sizeof expectations / sizeof *expectations; i++) {
        const kullback_quantity quantity = expectations[i].quantity;
        const int has_weight = quantity == KULLBACK_GEOMETRIC_JS || quantity == KULLBACK_DUAL_GEOMETRIC_JS;
        const double parameter = expectations[i].parameter;
        const kullback_options options = options_of(has_weight ? 0 : parameter, has_weight ? parameter : 0);
        double result = untouched;
        CHECK_EQUAL(kullback_gaussian_divergences(quantity, &p, &q, &options, &result, 1), KULLBACK_OK);
        CHECK(result == expectations[i].expected || is_close(result, expectations[i].expected, 1e-14));
    }
    double result;
    CHECK_EQUAL(kullback_gaussian_entropies(&p, NULL, &result, 1), KULLBACK_OK);
    CHECK(is_close(result, 3.11768496037705683, 1e-14));
    CHECK_EQUAL(kullback_gaussian_mutual_informations(&p, 1, NULL, &result, 1), KULLBACK_OK);
    CHECK(is_close(result, 0.0667656963122613116, 1e-14));
    CHECK_EQUAL(kullback_gaussian_mutual_informations(&p, 2, NULL, &result, 1), KULLBACK_OK);
    CHECK_EQUAL(result, 0);
    const double x[2] = {0.5, 1};
    CHECK_EQUAL(kullback_gaussian_log_densities(&p, x, 0, 1, NULL, &result, 1), KULLBACK_OK);
    CHECK(is_close(result, -2.61768496037705683, 1e-14));
}

/* The same pair, given in every form; and one whose variance differs by 2^-27 of itself. */
static void test_forms(void) {
    const double root = sqrt(2), lower[4] = {root, NAN, 0.5 / root, sqrt(0.875)};
    const double precision[4] = {1 / 1.75, NAN, -0.5 / 1.75, 2 / 1.75};
    const double factor[2] = {1, 0.5}, diagonal[2] = {1, 0.75};
    kullback_gaussians forms[4] = {
        gaussians(KULLBACK_COVARIANCE, 1, 2, loc_p, covariance_p), gaussians(KULLBACK_CHOLESKY, 1, 2, loc_p, lower),
        gaussians(KULLBACK_PRECISION, 1, 2, loc_p, precision), gaussians(KULLBACK_LOW_RANK, 1, 2, loc_p, factor)};
    forms[3].rank = 1;
    forms[3].row_stride = 1;
    forms[3].diagonal = diagonal;
    forms[3].diagonal_stride = 1;
    const kullback_gaussians q = gaussians(KULLBACK_COVARIANCE, 1, 2, loc_q, covariance_q);
    double result;
    for (int i = 0; i < 4; i++) {
        CHECK_EQUAL(kullback_gaussian_divergences(KULLBACK_KL, &forms[i], &q, NULL, &result, 1), KULLBACK_OK);
        CHECK(is_close(result, 0.901644852876972883, 2e-14));
        for (int j = 0; j < 4; j++) {
            CHECK_EQUAL(kullback_gaussian_divergences(KULLBACK_KL, &forms[i], &forms[j], NULL, &result, 1),
                        KULLBACK_OK);
            CHECK(result >= 0 && result <= (i == j ? 0 : 1e-28));
        }
    }
    const double near[4] = {2 * (1 + 0x1p-27), NAN, 0.5, 1};
    const kullback_gaussians nearby = gaussians(KULLBACK_COVARIANCE, 1, 2, loc_p, near);
    CHECK_EQUAL(kullback_gaussian_divergences(KULLBACK_KL, &forms[0], &nearby, NULL, &result, 1), KULLBACK_OK);
    CHECK(is_close(result, 1.81260899921714238e-17, 1e-13));
    kullback_gaussians variances = gaussians(KULLBACK_DIAGONAL, 1, 2, loc_p, NULL);
    variances.diagonal = diagonal;
    variances.diagonal_stride = 1;
    CHECK_EQUAL(kullback_gaussian_entropies(&variances, NULL, &result, 1), KULLBACK_OK);
    CHECK(is_close(result, 2.83787706640934548 + 0.5 * log(0.75), 1e-14));
}

static void test_large(void) {
    double *memory = malloc(sizeof(double) * 2 * (LARGE * LARGE + LARGE));
    double *p_matrix = memory, *q_matrix = memory + LARGE * LARGE, *p_loc = memory + 2 * LARGE * LARGE;
    double *q_loc = p_loc + LARGE;
    for (size_t d = 6; d <= LARGE; d += 16) {
        tile_pair(covariance_p, d, p_matrix);
        tile_pair(covariance_q, d, q_matrix);
        for (size_t i = 0; i < d; i++) {
            p_loc[i] = loc_p[i % 2];
            q_loc[i] = loc_q[i % 2];
        }
        const kullback_gaussians p = gaussians(KULLBACK_COVARIANCE, 1, d, p_loc, p_matrix);
        const kullback_gaussians q = gaussians(KULLBACK_COVARIANCE, 1, d, q_loc, q_matrix);
        const double copies = (double)(d / 2);
        double result, alone = 0;
        for (int threads = 1; threads <= 3; threads++) {
            kullback_options options = options_of(0, 0);
            options.threads = threads;
            CHECK_EQUAL(kullback_gaussian_divergences(KULLBACK_KL, &p, &q, &options, &result, 1), KULLBACK_OK);
            CHECK(is_close(result, copies * 0.901644852876972883, 1e-14));
            alone = threads == 1 ? result : alone;
            CHECK_EQUAL(result, alone);
            options = options_of(0, 0.25);
            CHECK_EQUAL(kullback_gaussian_divergences(KULLBACK_GEOMETRIC_JS, &p, &q, &options, &result, 1),
                        KULLBACK_OK);
            CHECK(is_close(result, copies * 0.170200328742469385, 1e-14));
            CHECK_EQUAL(kullback_gaussian_divergences(KULLBACK_KL, &p, &p, NULL, &result, 1), KULLBACK_OK);
            CHECK_EQUAL(result, 0);
        }
        CHECK_EQUAL(kullback_gaussian_divergences(KULLBACK_SQUARED_WASSERSTEIN, &p, &q, NULL, &result, 1), KULLBACK_OK);
        CHECK(is_close(result, copies * 1.48800631505039524, 1e-13));
    }
    free(memory);
}

/* Eleven pairs, of which one is different, backwards, transposed, and with one p for all. */
static void test_batches(void) {
    enum {
        BATCH = 11
    };
    double locs[BATCH * 2], matrices[BATCH * 4], results[2 * BATCH];
    for (size_t b = 0; b < BATCH; b++) {
        memcpy(locs + 2 * b, b == 7 ? loc_p : loc_q, sizeof loc_q);
        /* Columns first. */
        const double *from = b == 7 ? covariance_p : covariance_q;
        const double transposed[4] = {from[0], from[2], NAN, from[3]};
        memcpy(matrices + 4 * b, transposed, sizeof transposed);
    }
    kullback_gaussians p = gaussians(KULLBACK_COVARIANCE, BATCH, 2, loc_p, covariance_p);
    p.loc_batch_stride = p.matrix_batch_stride = 0;
    kullback_gaussians q = gaussians(KULLBACK_COVARIANCE, BATCH, 2, locs + 2 * (BATCH - 1), matrices + 4 * (BATCH - 1));
    q.loc_batch_stride = -2;
    q.matrix_batch_stride = -4;
    q.row_stride = 1;
    q.column_stride = 2;
    for (size_t i = 0; i < 2 * BATCH; i++) {
        results[i] = untouched;
    }
    CHECK_EQUAL(kullback_gaussian_divergences(KULLBACK_KL, &p, &q, NULL, results, 2), KULLBACK_OK);
    for (size_t b = 0; b < BATCH; b++) {
        CHECK(b == BATCH - 1 - 7 ? results[2 * b] == 0 : is_close(results[2 * b], 0.901644852876972883, 1e-14));
        CHECK_EQUAL(results[2 * b + 1], untouched);
    }
    q.batch = p.batch = 0;
    CHECK_EQUAL(kullback_gaussian_divergences(KULLBACK_KL, &p, &q, NULL, NULL, 1), KULLBACK_OK);
}

/* Central differences, whose own error is near 1e-9; at p = q all gradients are exactly 0. */
static void test_gradients(void) {
    double factors[2][4] = {{1.25, 0, 0.5, 0.75}, {1, 0, -0.25, 1.5}}, locs[2][2] = {{0.25, -1}, {1, 0.5}};
    const kullback_gaussians p = gaussians(KULLBACK_CHOLESKY, 1, 2, locs[0], factors[0]);
    const kullback_gaussians q = gaussians(KULLBACK_CHOLESKY, 1, 2, locs[1], factors[1]);
    double value, by_loc[2][2], by_factor[2][4], sides[2];
    CHECK_EQUAL(kullback_gaussian_kl_gradients(&p, &q, NULL, &value, by_loc[0], by_factor[0], by_loc[1], by_factor[1]),
                KULLBACK_OK);
    for (int side = 0; side < 2; side++) {
        for (int i = 0; i < 6; i++) {
            double *place = i < 2 ? &locs[side][i] : &factors[side][i - 2];
            const double at = *place, got = i < 2 ? by_loc[side][i] : by_factor[side][i - 2];
            for (int sign = 0; sign < 2; sign++) {
                *place = at + (sign == 0 ? -1 : 1) * 0x1p-17;
                CHECK_EQUAL(kullback_gaussian_divergences(KULLBACK_KL, &p, &q, NULL, &sides[sign], 1), KULLBACK_OK);
            }
            *place = at;
            CHECK(i == 3 ? got == 0 : fabs(got - (sides[1] - sides[0]) * 0x1p16) <= 1e-8);
        }
    }
    CHECK_EQUAL(kullback_gaussian_kl_gradients(&p, &p, NULL, NULL, NULL, by_factor[0], by_loc[1], NULL), KULLBACK_OK);
    CHECK(by_factor[0][0] == 0 && by_factor[0][2] == 0 && by_factor[0][3] == 0 && by_loc[1][0] == 0);
}

int main(void) {
    test_values();
    test_forms();
    test_large();
    test_batches();
    test_gradients();
    return check_summary();
}
