/* Published values through the simple functions, and agreement of the simple with the advanced ones. */
#include <math.h>

#include "support/accuracy.h"

enum {
    COUNT = 3
};

static const real die[] = {0.5, 0.25, 0.25}, biased[] = {0.25, 0.25, 0.5};
static const real logits_p[] = {5, 2, 0.5}, logits_q[] = {2, 1.5, 1};

#define CHECK_VALUE(call, expected)                                                                                    \
    do {                                                                                                               \
        real result = untouched;                                                                                       \
        CHECK_EQUAL(call, KULLBACK_OK);                                                                                \
        CHECK_ACCURATE(result, expected);                                                                              \
    } while (0)

/* With dyadic probabilities: log 2 times a rational number, or a closed form of it. */
static void test_discrete(void) {
    const double log2 = 0.69314718055994530942;
    CHECK_VALUE(FN(kullback_entropy)(die, COUNT, &result), 1.5 * log2);
    CHECK_VALUE(FN(kullback_cross_entropy)(die, biased, COUNT, &result), 1.75 * log2);
    CHECK_VALUE(FN(kullback_kl)(die, biased, COUNT, &result), 0.25 * log2);
    CHECK_VALUE(FN(kullback_jeffreys)(die, biased, COUNT, &result), 0.5 * log2);
    const double js = 0.042474759198849368;
    CHECK_VALUE(FN(kullback_js_divergence)(die, biased, COUNT, &result), js);
    CHECK_VALUE(FN(kullback_js_distance)(die, biased, COUNT, &result), sqrt(js));
    const double coefficient = 0.25 + 0.70710678118654752440;
    CHECK_VALUE(FN(kullback_total_variation)(die, biased, COUNT, &result), 0.25);
    CHECK_VALUE(FN(kullback_pearson_chi2)(die, biased, COUNT, &result), 0.375);
    CHECK_VALUE(FN(kullback_hellinger_distance)(die, biased, COUNT, &result), sqrt(1 - coefficient));
    CHECK_VALUE(FN(kullback_bhattacharyya_distance)(die, biased, COUNT, &result), -log(coefficient));
    CHECK_VALUE(FN(kullback_renyi)(die, biased, COUNT, 2, &result), log(1.375));
    CHECK_VALUE(FN(kullback_renyi_entropy)(die, COUNT, 2, &result), log(8.0 / 3));
}

static void test_logits(void) {
    CHECK_VALUE(FN(kullback_kl_logits)(logits_p, logits_q, COUNT, 1, &result), 0.4671829554037963);
    CHECK_VALUE(FN(kullback_kl_logits)(logits_p, logits_q, COUNT, 3, &result), 0.1205097209002664);
}

static void test_families(void) {
    static const real zero[] = {0, 0}, one[] = {1, 1}, two[] = {2, 2};
    CHECK_VALUE(FN(kullback_normal_kl)(0, 1, 1, 1, &result), 0.5);
    CHECK_VALUE(FN(kullback_normal_kl)(0, 1, 0, 2, &result), 0.31814718055994531);
    CHECK_VALUE(FN(kullback_normal_kl)(2, 0.5, 0, 1, &result), 2.3181471805599453);
    CHECK_VALUE(FN(kullback_diagonal_normal_kl)(zero, one, zero, two, 2, &result), 2 * 0.31814718055994531);
    CHECK_VALUE(FN(kullback_vae_kl)(zero, one, 2, &result), 2 * 0.3591409142295226);
    CHECK_VALUE(FN(kullback_vae_kl)(zero, one, 0, &result), 0);
}

/* k1 = mean l, k2 = mean l^2 / 2, k3 = mean exp(-l) - 1 + l, at l = 0 and l = log 2. */
static void test_log_ratios(void) {
    const real log_ratio[] = {0, (real)0.69314718055994530942};
    const double l = log_ratio[1];
    const double terms[] = {l, l * l / 2, expm1(-l) + l};
    static const kullback_estimator estimators[] = {KULLBACK_K1, KULLBACK_K2, KULLBACK_K3};
    for (int i = 0; i < 3; i++) {
        kullback_estimate result;
        CHECK_EQUAL(FN(kullback_log_ratio)(estimators[i], log_ratio, 2, &result), KULLBACK_OK);
        CHECK_ACCURATE(result.value, terms[i] / 2);
        CHECK_ACCURATE(result.standard_error, terms[i] / 2);
        CHECK_EQUAL(result.count, 2);
    }
}

static void test_near_equal(void) {
    const double step = sizeof(real) == sizeof(double) ? 0x1p-30 : 0x1p-12;
    const real p[] = {0.5, 0.5}, q[] = {(real)(0.5 + step), (real)(0.5 - step)};
    const double x = 4 * step * step;
    CHECK_VALUE(FN(kullback_kl)(p, q, 2, &result), -log1p(-x) / 2);
    CHECK_VALUE(FN(kullback_kl)(p, p, 2, &result), 0);
}

static void test_simple_is_advanced(void) {
    typedef kullback_status (*simple)(const real *, const real *, size_t, real *);
    static const struct {
        simple function;
        kullback_quantity quantity;
    } pairs[] = {{FN(kullback_cross_entropy), KULLBACK_CROSS_ENTROPY},
                 {FN(kullback_kl), KULLBACK_KL},
                 {FN(kullback_jeffreys), KULLBACK_JEFFREYS},
                 {FN(kullback_js_divergence), KULLBACK_JS_DIVERGENCE},
                 {FN(kullback_js_distance), KULLBACK_JS_DISTANCE},
                 {FN(kullback_total_variation), KULLBACK_TOTAL_VARIATION},
                 {FN(kullback_pearson_chi2), KULLBACK_PEARSON_CHI2},
                 {FN(kullback_hellinger_distance), KULLBACK_HELLINGER_DISTANCE},
                 {FN(kullback_bhattacharyya_distance), KULLBACK_BHATTACHARYYA_DISTANCE}};
    const rows rows_p = contiguous(die, 1, COUNT), rows_q = contiguous(biased, 1, COUNT);
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        real got, expected;
        CHECK_EQUAL(pairs[i].function(die, biased, COUNT, &got), KULLBACK_OK);
        CHECK_EQUAL(FN(kullback_divergence_rows)(pairs[i].quantity, &rows_p, &rows_q, NULL, &expected, 1), KULLBACK_OK);
        CHECK(same_bits(&got, &expected, 1));
    }
}

/* Those of two rows that need neither order nor weight, with t = 2, 1, 1/2. */
static void test_other_quantities(void) {
    const double log2 = 0.69314718055994530942, coefficient = 0.25 + 0.70710678118654752440;
    const double k = 0.5 * log(4.0 / 3) + 0.25 * log(2.0 / 3);
    const struct {
        kullback_quantity quantity;
        double expected;
    } cases[] = {{KULLBACK_REVERSE_KL, 0.25 * log2},
                 {KULLBACK_GENERALIZED_KL, 0.25 * log2},
                 {KULLBACK_K_DIVERGENCE, k},
                 {KULLBACK_NEYMAN_CHI2, 0.375},
                 {KULLBACK_SQUARED_HELLINGER, 1 - coefficient},
                 {KULLBACK_BHATTACHARYYA_COEFFICIENT, coefficient},
                 {KULLBACK_TRIANGULAR_DISCRIMINATION, 1.0 / 6}};
    const rows rows_p = contiguous(die, 1, COUNT), rows_q = contiguous(biased, 1, COUNT);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        CHECK_VALUE(FN(kullback_divergence_rows)(cases[i].quantity, &rows_p, &rows_q, NULL, &result, 1),
                    cases[i].expected);
    }
}

/* Rows as they are: 3 log(3 / 1) - 3 + 1, and 2 for what p has none of. */
static void test_generalized(void) {
    const real p[] = {3, 0, 1}, q[] = {1, 2, 1};
    const rows rows_p = contiguous(p, 1, COUNT), rows_q = contiguous(q, 1, COUNT);
    CHECK_VALUE(FN(kullback_divergence_rows)(KULLBACK_GENERALIZED_KL, &rows_p, &rows_q, NULL, &result, 1), 3 * log(3));
}

/* Cover & Thomas, example 2.3.1, in bits; the distance scales with the root of the unit. */
static void test_base(void) {
    const real p[] = {0.5, 0.5}, q[] = {0.75, 0.25}, certain[] = {1, 0};
    const rows rows_p = contiguous(p, 1, 2), rows_q = contiguous(q, 1, 2), rows_certain = contiguous(certain, 1, 2);
    const kullback_options bits = {.struct_size = sizeof bits, .base = 2};
    CHECK_VALUE(FN(kullback_divergence_rows)(KULLBACK_KL, &rows_p, &rows_q, &bits, &result, 1), 0.20751874963942191);
    CHECK_VALUE(FN(kullback_divergence_rows)(KULLBACK_KL, &rows_q, &rows_p, &bits, &result, 1), 0.18872187554086714);
    CHECK_VALUE(FN(kullback_entropy_rows)(KULLBACK_ENTROPY, &rows_p, &bits, &result, 1), 1);
    CHECK_VALUE(FN(kullback_divergence_rows)(KULLBACK_JS_DISTANCE, &rows_certain, &rows_p, NULL, &result, 1),
                0.46450140402245901);
}

int main(void) {
    test_discrete();
    test_logits();
    test_families();
    test_log_ratios();
    test_near_equal();
    test_simple_is_advanced();
    test_other_quantities();
    test_generalized();
    test_base();
    return check_summary();
}
