/* Univariate distributions: published values, and others from mpmath at 90 digits; draws. */
#include "support/distributions.h"

static void test_values(void) {
    const double zero = 0, one = 1, two = 2, half = 0.5, four = 4, slow = 1.0 / 12;
    const kullback_distributions standard = members(KULLBACK_NORMAL, &zero, &one, 1, 1);
    const kullback_distributions narrow = members(KULLBACK_NORMAL, &two, &half, 1, 1);
    const kullback_distributions moved = members(KULLBACK_NORMAL, &one, &one, 1, 1);
    const kullback_distributions fast = members(KULLBACK_EXPONENTIAL, &one, NULL, 1, 1);
    const kullback_distributions late = members(KULLBACK_EXPONENTIAL, &slow, NULL, 1, 1);
    const kullback_distributions faster = members(KULLBACK_EXPONENTIAL, &four, NULL, 1, 1);
    CHECK_NEAR(quantity_of(KULLBACK_KL, &narrow, &standard, NULL), 2.318147180559945);
    CHECK_NEAR(quantity_of(KULLBACK_KL, &fast, &late, NULL), 1.56823998312133);
    CHECK_EQUAL(quantity_of(KULLBACK_KL, &fast, &fast, NULL), 0);
    CHECK_EQUAL(quantity_of(KULLBACK_KL, &standard, &fast, NULL), INFINITY);
    CHECK_NEAR(quantity_of(KULLBACK_ENTROPY, &standard, NULL, NULL), 1.41893853320467274178);
    CHECK_NEAR(quantity_of(KULLBACK_ENTROPY, &faster, NULL, NULL), -0.386294361119890618834);
    CHECK_EQUAL(quantity_of(KULLBACK_MEAN, &faster, NULL, NULL), 0.25);
    CHECK_EQUAL(quantity_of(KULLBACK_VARIANCE, &narrow, NULL, NULL), 0.25);
    CHECK_NEAR(quantity_of(KULLBACK_BHATTACHARYYA_DISTANCE, &standard, &moved, NULL), 0.125);
    CHECK_NEAR(quantity_of(KULLBACK_BHATTACHARYYA_COEFFICIENT, &fast, &faster, NULL), 0.8);
    CHECK_NEAR(quantity_of(KULLBACK_SQUARED_HELLINGER, &faster, &fast, NULL), 0.2);
    CHECK_NEAR(quantity_of(KULLBACK_HELLINGER_DISTANCE, &fast, &faster, NULL), 0.447213595499957939282);
    const kullback_options bits = {.struct_size = sizeof bits, .base = 2};
    CHECK_NEAR(quantity_of(KULLBACK_KL, &fast, &late, &bits), 2.26249204657293972471);
    CHECK_NEAR(quantity_of(KULLBACK_BHATTACHARYYA_DISTANCE, &fast, &faster, &bits), 0.321928094887362347870);
    CHECK_EQUAL(quantity_of(KULLBACK_MEAN, &faster, NULL, &bits), 0.25);
    const double nan = NAN;
    const kullback_distributions unknown = members(KULLBACK_NORMAL, &zero, &nan, 1, 1);
    CHECK(isnan(quantity_of(KULLBACK_KL, &unknown, &standard, NULL)));
    CHECK(isnan(quantity_of(KULLBACK_HELLINGER_DISTANCE, &standard, &unknown, NULL)));
    CHECK(isnan(quantity_of(KULLBACK_ENTROPY, &unknown, NULL, NULL)));
}

static double renyi(const kullback_distributions *p, const kullback_distributions *q, double order) {
    const kullback_options options = {.struct_size = sizeof options, .order = order};
    return quantity_of(KULLBACK_RENYI, p, q, &options);
}

/* Orders on both sides of 1 and of 1/2, for members far apart and within 1e-9. */
static void test_renyi(void) {
    const double one = 1, four = 4, three = 3, near_one = 1 + 0x1p-30, near_three = 3 + 0x1p-30;
    const kullback_distributions slow = members(KULLBACK_EXPONENTIAL, &one, NULL, 1, 1);
    const kullback_distributions fast = members(KULLBACK_EXPONENTIAL, &four, NULL, 1, 1);
    const kullback_distributions near = members(KULLBACK_EXPONENTIAL, &near_one, NULL, 1, 1);
    CHECK_NEAR(renyi(&fast, &slow, 0.25), 0.28405626354060004208);
    CHECK_NEAR(renyi(&fast, &slow, 1.5), 0.749386898882821387214);
    CHECK_NEAR(renyi(&fast, &slow, 2), 0.826678573184467932564);
    CHECK_EQUAL(renyi(&fast, &slow, 1), quantity_of(KULLBACK_KL, &fast, &slow, NULL));
    CHECK_EQUAL(renyi(&slow, &fast, 2), INFINITY);
    CHECK_NEAR(renyi(&near, &slow, 0.25), 1.0842021716440528024e-19);
    CHECK_NEAR(renyi(&near, &slow, 0.5), 2.1684043429515249523e-19);
    CHECK_NEAR(renyi(&near, &slow, 1.25), 5.4210108548544574889e-19);
    CHECK_NEAR(renyi(&near, &slow, 3), 1.3010426037514310604e-18);
    const kullback_distributions p = members(KULLBACK_NORMAL, &three, &one, 1, 1);
    const kullback_distributions q = members(KULLBACK_NORMAL, &near_three, &near_one, 1, 1);
    CHECK_NEAR(renyi(&p, &q, 0.5), 6.5052130288545748557e-19);
    CHECK_NEAR(renyi(&p, &q, 1.25), 1.6263032554465952908e-18);
    CHECK_NEAR(renyi(&p, &q, 3), 3.903127803176357568e-18);
    static const double orders[] = {1e-300, 0.1, 0.5, 0.75, 1 - 0x1p-53, 1, 1 + 0x1p-52, 7, 1e17, 1e300};
    for (size_t i = 0; i < sizeof orders / sizeof *orders; i++) {
        CHECK_EQUAL(renyi(&p, &p, orders[i]), 0);
        CHECK_EQUAL(renyi(&fast, &fast, orders[i]), 0);
    }
}

/* Of products: infinite terms stay so, and a row of none is certain. */
static void test_sums(void) {
    static const double loc[] = {0, 1, 2, 0, 0, 0}, scale[] = {1, 1, 0.5, 2, 2, 2}, zero = 0, one = 1;
    const kullback_distributions p = members(KULLBACK_NORMAL, loc, scale, 2, 3);
    kullback_distributions q = members(KULLBACK_NORMAL, &zero, &one, 2, 3);
    q.parameters[0].row_stride = q.parameters[0].stride = q.parameters[1].row_stride = q.parameters[1].stride = 0;
    double sums[2];
    const kullback_typed_results places = typed_results(sums, KULLBACK_F64, 1);
    CHECK_EQUAL(kullback_distribution_row_values(KULLBACK_KL, &p, &q, NULL, &places), KULLBACK_OK);
    CHECK_NEAR(sums[0], 2.81814718055994530942);
    CHECK_NEAR(sums[1], 2.42055845832016407175);
    CHECK_EQUAL(kullback_distribution_row_values(KULLBACK_ENTROPY, &p, NULL, NULL, &places), KULLBACK_OK);
    CHECK_NEAR(sums[1], 6.33625714129385415927);
    q.family = KULLBACK_EXPONENTIAL;
    q.parameters[0].data = &one;
    CHECK_EQUAL(kullback_distribution_row_values(KULLBACK_KL, &p, &q, NULL, &places), KULLBACK_OK);
    CHECK(sums[0] == INFINITY && sums[1] == INFINITY);
}

static void test_log_densities(void) {
    static const double zero[3] = {0, 0, 0}, one[3] = {1, 1, 1}, two[3] = {2, 2, 2};
    static const double normal_x[] = {0, -1, INFINITY}, exponential_x[] = {0.5, -1, NAN};
    double values[3];
    const kullback_typed_results places = typed_results(values, KULLBACK_F64, 3);
    const kullback_distributions normal = members(KULLBACK_NORMAL, zero, one, 1, 3);
    kullback_typed_rows x = plain(normal_x, KULLBACK_F64, 1, 3);
    CHECK_EQUAL(kullback_distribution_log_densities(&normal, &x, NULL, &places), KULLBACK_OK);
    CHECK_NEAR(values[0], -0.918938533204672741780);
    CHECK_NEAR(values[1], -1.41893853320467274178);
    CHECK_EQUAL(values[2], -INFINITY);
    const kullback_distributions exponential = members(KULLBACK_EXPONENTIAL, two, NULL, 1, 3);
    x.data = exponential_x;
    CHECK_EQUAL(kullback_distribution_log_densities(&exponential, &x, NULL, &places), KULLBACK_OK);
    CHECK_NEAR(values[0], -0.306852819440054690583);
    CHECK_EQUAL(values[1], -INFINITY);
    CHECK(isnan(values[2]));
}

/* The same numbers at once, in rows, in parts and on several threads; their mean is within five standard errors. */
static void test_samples(void) {
    enum {
        DRAWS = 40000
    };
    static double all[DRAWS], again[DRAWS];
    static float rounded[DRAWS];
    const double loc = 3, scale = 2;
    kullback_distributions p = members(KULLBACK_NORMAL, &loc, &scale, 1, DRAWS);
    p.parameters[0].stride = p.parameters[1].stride = p.parameters[0].row_stride = p.parameters[1].row_stride = 0;
    kullback_typed_results places = typed_results(all, KULLBACK_F64, DRAWS);
    CHECK_EQUAL(kullback_distribution_samples(&p, 42, 7, NULL, &places), KULLBACK_OK);
    double sum = 0;
    for (int i = 0; i < DRAWS; i++) {
        sum += all[i];
    }
    CHECK(fabs(sum / DRAWS - loc) < 5 * scale / sqrt(DRAWS));

    p.parameters[0].rows = p.parameters[1].rows = 400;
    p.parameters[0].count = p.parameters[1].count = DRAWS / 400;
    const kullback_options options = {.struct_size = sizeof options, .threads = 4};
    places = typed_results(again, KULLBACK_F64, DRAWS / 400);
    CHECK_EQUAL(kullback_distribution_samples(&p, 42, 7, &options, &places), KULLBACK_OK);
    CHECK(memcmp(all, again, sizeof all) == 0);

    p.parameters[0].rows = p.parameters[1].rows = 100;
    for (size_t part = 0; part < 4; part++) {
        places = typed_results(again + part * DRAWS / 4, KULLBACK_F64, DRAWS / 400);
        CHECK_EQUAL(kullback_distribution_samples(&p, 42, 7 + part * DRAWS / 4, NULL, &places), KULLBACK_OK);
    }
    CHECK(memcmp(all, again, sizeof all) == 0);
    p.parameters[0].rows = p.parameters[1].rows = 400;
    places = typed_results(rounded, KULLBACK_F32, DRAWS / 400);
    CHECK_EQUAL(kullback_distribution_samples(&p, 42, 7, NULL, &places), KULLBACK_OK);
    size_t different = 0;
    for (int i = 0; i < DRAWS; i++) {
        different += rounded[i] != (float)all[i];
    }
    CHECK_EQUAL(different, 0);
    CHECK_EQUAL(kullback_distribution_samples(&p, 43, UINT64_MAX, NULL, &places), KULLBACK_OK);
    CHECK(rounded[0] != (float)all[0]);
}

int main(void) {
    test_values();
    test_renyi();
    test_sums();
    test_log_densities();
    test_samples();
    return check_summary();
}
