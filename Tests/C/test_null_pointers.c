/* NULL for each pointer of each function: a status, never a crash, and no result. */
#include "support/check.h"
#include "support/real.h"

static const real row[] = {0.5, 0.5};
static const rows batch = {row, 1, 2, 2, 1};
static const rows parameters[2] = {{row, 1, 2, 2, 1}, {row, 1, 2, 2, 1}};

#define EXPECT_NULL_POINTER(call) CHECK_EQUAL(call, KULLBACK_ERROR_NULL_POINTER)

static void test_simple_discrete(void) {
    typedef kullback_status (*simple)(const real *, const real *, size_t, real *);
    const simple functions[] = {FN(kullback_cross_entropy),
                                FN(kullback_kl),
                                FN(kullback_jeffreys),
                                FN(kullback_js_divergence),
                                FN(kullback_js_distance),
                                FN(kullback_total_variation),
                                FN(kullback_pearson_chi2),
                                FN(kullback_hellinger_distance),
                                FN(kullback_bhattacharyya_distance)};
    real result = untouched;
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++) {
        EXPECT_NULL_POINTER(functions[i](NULL, row, 2, &result));
        EXPECT_NULL_POINTER(functions[i](row, NULL, 2, &result));
        EXPECT_NULL_POINTER(functions[i](row, row, 2, NULL));
    }
    EXPECT_NULL_POINTER(FN(kullback_entropy)(NULL, 2, &result));
    EXPECT_NULL_POINTER(FN(kullback_entropy)(row, 2, NULL));
    EXPECT_NULL_POINTER(FN(kullback_renyi)(NULL, row, 2, 2, &result));
    EXPECT_NULL_POINTER(FN(kullback_renyi)(row, NULL, 2, 2, &result));
    EXPECT_NULL_POINTER(FN(kullback_renyi)(row, row, 2, 2, NULL));
    EXPECT_NULL_POINTER(FN(kullback_renyi_entropy)(NULL, 2, 2, &result));
    EXPECT_NULL_POINTER(FN(kullback_renyi_entropy)(row, 2, 2, NULL));
    EXPECT_NULL_POINTER(FN(kullback_kl_logits)(NULL, row, 2, 1, &result));
    EXPECT_NULL_POINTER(FN(kullback_kl_logits)(row, NULL, 2, 1, &result));
    EXPECT_NULL_POINTER(FN(kullback_kl_logits)(row, row, 2, 1, NULL));
    CHECK(result == untouched);
}

static void test_simple_families(void) {
    real result = untouched;
    EXPECT_NULL_POINTER(FN(kullback_normal_kl)(0, 1, 0, 1, NULL));
    EXPECT_NULL_POINTER(FN(kullback_diagonal_normal_kl)(NULL, row, row, row, 2, &result));
    EXPECT_NULL_POINTER(FN(kullback_diagonal_normal_kl)(row, NULL, row, row, 2, &result));
    EXPECT_NULL_POINTER(FN(kullback_diagonal_normal_kl)(row, row, NULL, row, 2, &result));
    EXPECT_NULL_POINTER(FN(kullback_diagonal_normal_kl)(row, row, row, NULL, 2, &result));
    EXPECT_NULL_POINTER(FN(kullback_diagonal_normal_kl)(row, row, row, row, 2, NULL));
    EXPECT_NULL_POINTER(FN(kullback_vae_kl)(NULL, row, 2, &result));
    EXPECT_NULL_POINTER(FN(kullback_vae_kl)(row, NULL, 2, &result));
    EXPECT_NULL_POINTER(FN(kullback_vae_kl)(row, row, 2, NULL));
    CHECK(result == untouched);
}

static void test_batches(void) {
    real result = untouched;
    EXPECT_NULL_POINTER(FN(kullback_entropy_rows)(KULLBACK_ENTROPY, NULL, NULL, &result, 1));
    EXPECT_NULL_POINTER(FN(kullback_entropy_rows)(KULLBACK_ENTROPY, &batch, NULL, NULL, 1));
    EXPECT_NULL_POINTER(FN(kullback_divergence_rows)(KULLBACK_KL, NULL, &batch, NULL, &result, 1));
    EXPECT_NULL_POINTER(FN(kullback_divergence_rows)(KULLBACK_KL, &batch, NULL, NULL, &result, 1));
    EXPECT_NULL_POINTER(FN(kullback_divergence_rows)(KULLBACK_KL, &batch, &batch, NULL, NULL, 1));
    CHECK(result == untouched);
}

static void test_families(void) {
    real results[2] = {untouched, untouched};
    EXPECT_NULL_POINTER(FN(kullback_family)(KULLBACK_KL, KULLBACK_NORMAL, NULL, parameters, NULL, results, 2, 1));
    EXPECT_NULL_POINTER(FN(kullback_family)(KULLBACK_KL, KULLBACK_NORMAL, parameters, NULL, NULL, NULL, 2, 1));
    EXPECT_NULL_POINTER(FN(kullback_family_rows)(KULLBACK_KL, KULLBACK_NORMAL, NULL, parameters, NULL, results, 1));
    EXPECT_NULL_POINTER(FN(kullback_family_rows)(KULLBACK_KL, KULLBACK_NORMAL, parameters, NULL, NULL, NULL, 1));
    CHECK(all_equal(results, 2, untouched));
}

/* The data of a batch that has elements, by argument. */
static void test_data(void) {
    static const kullback_argument discrete[] = {KULLBACK_ARGUMENT_P, KULLBACK_ARGUMENT_Q};
    static const kullback_argument normal[] = {KULLBACK_ARGUMENT_LOC_P, KULLBACK_ARGUMENT_SCALE_P,
                                               KULLBACK_ARGUMENT_LOC_Q, KULLBACK_ARGUMENT_SCALE_Q};
    kullback_error error = {0};
    const kullback_options options = {.struct_size = sizeof options, .error = &error};
    real result = untouched;
    for (int i = 0; i < 2; i++) {
        rows pair[2] = {batch, batch};
        pair[i].data = NULL;
        EXPECT_NULL_POINTER(FN(kullback_divergence_rows)(KULLBACK_KL, &pair[0], &pair[1], &options, &result, 1));
        CHECK_EQUAL(error.argument, discrete[i]);
    }
    for (int i = 0; i < 4; i++) {
        rows four[4] = {batch, batch, batch, batch};
        four[i].data = NULL;
        EXPECT_NULL_POINTER(
            FN(kullback_family_rows)(KULLBACK_KL, KULLBACK_NORMAL, four, four + 2, &options, &result, 1));
        CHECK_EQUAL(error.argument, normal[i]);
    }
    CHECK(result == untouched);
}

static void test_log_ratio(void) {
    kullback_estimate result = {-1, -1, 7};
    const rows no_data = {NULL, 1, 2, 2, 1};
    EXPECT_NULL_POINTER(FN(kullback_log_ratio)(KULLBACK_K1, NULL, 2, &result));
    EXPECT_NULL_POINTER(FN(kullback_log_ratio)(KULLBACK_K1, row, 2, NULL));
    EXPECT_NULL_POINTER(FN(kullback_log_ratio_rows)(KULLBACK_K1, NULL, NULL, &result));
    EXPECT_NULL_POINTER(FN(kullback_log_ratio_rows)(KULLBACK_K1, &no_data, NULL, &result));
    EXPECT_NULL_POINTER(FN(kullback_log_ratio_rows)(KULLBACK_K1, &batch, NULL, NULL));
    CHECK(result.value == -1 && result.standard_error == -1 && result.count == 7);
}

/* A batch without any element needs no data, one without rows no result either. */
static void test_nothing_to_read(void) {
    const rows no_rows = {NULL, 0, 3, 3, 1};
    const rows no_members[2] = {{NULL, 1, 0, 0, 1}, {NULL, 1, 0, 0, 1}};
    real result = untouched;
    CHECK_EQUAL(FN(kullback_divergence_rows)(KULLBACK_KL, &no_rows, &no_rows, NULL, NULL, 1), KULLBACK_OK);
    CHECK_EQUAL(FN(kullback_entropy_rows)(KULLBACK_ENTROPY, &no_rows, NULL, NULL, 1), KULLBACK_OK);
    CHECK_EQUAL(FN(kullback_log_ratio_rows)(KULLBACK_K1, &no_rows, NULL, NULL), KULLBACK_OK);
    CHECK_EQUAL(FN(kullback_kl)(NULL, NULL, 0, &result), KULLBACK_ERROR_NO_MASS);
    CHECK(result == untouched);
    CHECK_EQUAL(FN(kullback_family_rows)(KULLBACK_KL, KULLBACK_NORMAL, no_members, NULL, NULL, &result, 1),
                KULLBACK_OK);
    CHECK(result == 0);
}

int main(void) {
    test_simple_discrete();
    test_simple_families();
    test_batches();
    test_families();
    test_data();
    test_log_ratio();
    test_nothing_to_read();
    return check_summary();
}
