/* Comparison of two models: tokens of any types and strides, the report on them, chunks, threads, and what is refused.
 */
#include <kullback.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "support/accuracy.h"

enum {
    ROWS = 3,
    COUNT = 4,
    MANY = 500,
    LONG = 1500
};

/* Numbers that every type holds. */
static const double p_logits[] = {2, 0, 1, -1, 0, 1, 0, 0.5, 3, -2, 0, 0};
static const double q_logits[] = {2, 0.5, 1, -1, 0.25, 0.5, 0, 0.5, 3, -2, 0.125, 0};
static const int64_t label_data[] = {0, 1, 3};

/* From the definitions, with mpmath at 50 digits. */
static const double kl[] = {0.011420040153644435, 0.042524338443259093, 0.00034882176058583735};
static const double nll_p[] = {0.44018969856119533, 0.8511288877882131, 3.1010320366555107};
static const double nll_q[] = {0.49518189808585605, 1.2194518167212435, 3.1070062001596066};
static const double probability_change[] = {-0.034454222289095193, -0.13154064916317871, -0.0002680521996574565};

static const kullback_labels labels = {label_data, ROWS, 1, -100, 0};

static kullback_typed_rows logits(const void *data, kullback_type type) {
    return (kullback_typed_rows){data, type, KULLBACK_LOGITS, ROWS, COUNT, COUNT, 1, 0};
}

static void near(double got, double expected, double bound) {
    if (!CHECK(fabs(got - expected) <= bound * fabs(expected))) {
        printf("    got %.17g, expected %.17g\n", got, expected);
    }
}

static void near_estimate(kullback_estimate got, double value, double standard_error) {
    near(got.value, value, 1e-13);
    near(got.standard_error, standard_error, 1e-13);
    CHECK_EQUAL(got.count, ROWS);
}

static void check_tokens(const kullback_token_comparison *tokens, double bound) {
    for (int i = 0; i < ROWS; i++) {
        near(tokens[i].kl, kl[i], bound);
        near(tokens[i].nll_p, nll_p[i], 1e-14);
        near(tokens[i].nll_q, nll_q[i], 1e-14);
        near(tokens[i].nll_change, nll_q[i] - nll_p[i], 1e-13);
        near(tokens[i].probability_p, exp(-nll_p[i]), 1e-14);
        near(tokens[i].probability_q, exp(-nll_q[i]), 1e-14);
        near(tokens[i].probability_change, probability_change[i], 1e-13);
        /* Row 1 of q is largest at 1, as p is, and at 3. */
        CHECK_EQUAL(tokens[i].flags, KULLBACK_TOKEN_COUNTS | KULLBACK_TOKEN_LABELLED | KULLBACK_TOKEN_SAME_TOP);
    }
}

static void test_types(void) {
    double f64[2][ROWS * COUNT];
    float f32[2][ROWS * COUNT];
    uint16_t bf16[2][ROWS * COUNT], f16[2][ROWS * COUNT];
    for (int i = 0; i < ROWS * COUNT; i++) {
        const double values[] = {p_logits[i], q_logits[i]};
        for (int side = 0; side < 2; side++) {
            f64[side][i] = values[side];
            f32[side][i] = (float)values[side];
            uint32_t bits;
            memcpy(&bits, &f32[side][i], sizeof bits);
            bf16[side][i] = (uint16_t)(bits >> 16);
            /* Normal numbers and 0: the exponent has another bias, and the significand fewer digits. */
            const uint32_t magnitude = bits & 0x7fffffff;
            f16[side][i] =
                (uint16_t)(bits >> 16 & 0x8000) | (uint16_t)(magnitude == 0 ? 0 : (magnitude - (112u << 23)) >> 13);
        }
    }
    const kullback_typed_rows p[] = {logits(f64[0], KULLBACK_F64), logits(f32[0], KULLBACK_F32),
                                     logits(f16[0], KULLBACK_F16), logits(bf16[0], KULLBACK_BF16)};
    const kullback_typed_rows q[] = {logits(f64[1], KULLBACK_F64), logits(f32[1], KULLBACK_F32),
                                     logits(f16[1], KULLBACK_F16), logits(bf16[1], KULLBACK_BF16)};
    for (int i = 0; i < 4; i++) {
        for (int j = 0; j < 4; j++) {
            kullback_token_comparison tokens[ROWS];
            CHECK_EQUAL(kullback_compare_tokens(&p[i], &q[j], &labels, NULL, tokens), KULLBACK_OK);
            check_tokens(tokens, i == 0 ? 1e-14 : 1e-6);
        }
    }
}

static void compare_example(kullback_token_comparison *tokens) {
    const kullback_typed_rows p = logits(p_logits, KULLBACK_F64), q = logits(q_logits, KULLBACK_F64);
    CHECK_EQUAL(kullback_compare_tokens(&p, &q, &labels, NULL, tokens), KULLBACK_OK);
}

static void test_report(void) {
    kullback_token_comparison tokens[ROWS];
    compare_example(tokens);
    kullback_comparison_report report;
    CHECK_EQUAL(kullback_report_comparison(tokens, ROWS, NULL, &report), KULLBACK_OK);
    CHECK(report.tokens == ROWS && report.labelled == ROWS && report.infinite == 0 && report.nan == 0);
    near_estimate(report.kl, 0.018097733452496455, 0.012624542799744768);
    near_estimate(report.same_top, 1, 0);
    near_estimate(report.probability_change, -0.055420974550643788, 0.039318474045011112);
    near_estimate(report.probability_change_rms, 0.078507128482702329, 0.035540194779650991);
    near_estimate(report.perplexity_p, 4.3237231628512454, 3.5757619186504711);
    near_estimate(report.perplexity_q, 4.9888893258003952, 3.8838386182716435);
    near_estimate(report.nll_change, 0.14309643065392898, 0.1134987864973717);
    near_estimate(report.perplexity_ratio, 1.1538410619496071, 0.13095956034211909);
    near_estimate(report.perplexity_change, 0.6651661629491498, 0.56746613819040883);
    near(report.nll_correlation, 0.99182345328068912, 1e-13);
    const double *quantiles = report.kl_quantiles;
    CHECK(quantiles[0] == tokens[2].kl && quantiles[6] == tokens[0].kl && quantiles[12] == tokens[1].kl);
    near(quantiles[1], 0.00037096419737195454, 1e-13);
    near(quantiles[5], 0.0058844309571151362, 1e-13);
    near(quantiles[11], 0.042462129846679864, 1e-13);
    CHECK(report.probability_change_quantiles[0] == tokens[1].probability_change);
    CHECK(report.probability_change_quantiles[12] == tokens[2].probability_change);
}

/* A model and itself: exactly nothing, with no error. */
static void test_same_model(void) {
    const kullback_typed_rows p = logits(p_logits, KULLBACK_F64);
    kullback_token_comparison tokens[ROWS];
    kullback_comparison_report report;
    CHECK_EQUAL(kullback_compare_tokens(&p, &p, &labels, NULL, tokens), KULLBACK_OK);
    CHECK_EQUAL(kullback_report_comparison(tokens, ROWS, NULL, &report), KULLBACK_OK);
    const kullback_estimate zeros[] = {report.kl, report.probability_change, report.probability_change_rms,
                                       report.nll_change, report.perplexity_change};
    for (int i = 0; i < 5; i++) {
        CHECK(zeros[i].value == 0 && zeros[i].standard_error == 0);
    }
    CHECK(report.perplexity_ratio.value == 1 && report.perplexity_ratio.standard_error == 0);
    CHECK(report.same_top.value == 1 && report.nll_correlation == 1);
    CHECK(report.kl_quantiles[0] == 0 && report.kl_quantiles[12] == 0);
}

static void draw(double *p, double *q, int64_t *many_labels) {
    uint64_t state = 1;
    for (int i = 0; i < MANY * LONG; i++) {
        state = state * 6364136223846793005u + 1442695040888963407u;
        p[i] = (double)(int32_t)(state >> 32) * 0x1p-29;
        q[i] = p[i] + (double)(int32_t)state * 0x1p-33;
    }
    for (int i = 0; i < MANY; i++) {
        many_labels[i] = i % 10 == 3 ? -1 : (i * 7) % LONG;
    }
}

/* Chunks, threads and strides change nothing; a label that is ignored leaves its token out, whatever the logits. */
static void test_chunks(void) {
    static double p_data[MANY * LONG], q_data[MANY * LONG];
    static int64_t many_labels[MANY];
    draw(p_data, q_data, many_labels);
    p_data[3 * LONG] = INFINITY; /* not read */
    static kullback_token_comparison whole[MANY], parts[MANY];
    kullback_typed_rows p = {p_data, KULLBACK_F64, KULLBACK_LOGITS, MANY, LONG, LONG, 1, 0.75}, q = p;
    q.data = q_data;
    kullback_labels many = {many_labels, MANY, 1, -1, 0};
    kullback_options options = {.struct_size = sizeof options, .threads = 1};
    CHECK_EQUAL(kullback_compare_tokens(&p, &q, &many, &options, whole), KULLBACK_OK);
    CHECK(whole[3].flags == 0 && whole[3].kl == 0 && whole[4].flags != 0);
    options.threads = 4;
    for (size_t start = 0, size = 1; start < MANY; start += size, size = size * 2 < MANY - start ? size * 2 : 1) {
        p.data = p_data + start * LONG;
        q.data = q_data + start * LONG;
        many.data = many_labels + start;
        p.rows = q.rows = many.count = size;
        CHECK_EQUAL(kullback_compare_tokens(&p, &q, &many, &options, parts + start), KULLBACK_OK);
    }
    CHECK(memcmp(whole, parts, sizeof whole) == 0);
    /* Rows from the last element to the first, and labels from the last one to the first. */
    p = (kullback_typed_rows){p_data + LONG - 1, KULLBACK_F64, KULLBACK_LOGITS, 2, LONG, LONG, -1, 0.75};
    q = p;
    q.data = q_data + LONG - 1;
    const int64_t backwards[] = {LONG - 1 - many_labels[1], LONG - 1 - many_labels[0]};
    const kullback_labels two = {backwards + 1, 2, -1, -1, 0};
    CHECK_EQUAL(kullback_compare_tokens(&p, &q, &two, NULL, parts), KULLBACK_OK);
    near(parts[1].kl, whole[1].kl, 1e-14);
    near(parts[1].nll_change, whole[1].nll_change, 1e-12);
    kullback_comparison_report report;
    CHECK_EQUAL(kullback_report_comparison(whole, MANY, NULL, &report), KULLBACK_OK);
    CHECK(report.tokens == MANY - MANY / 10 && report.labelled == report.tokens);
}

static void test_infinite_and_nan(void) {
    const double p_data[] = {1, 0, -1, 1, 0, -INFINITY, 1, NAN, 0, 1, 0, -1};
    const double q_data[] = {1, -INFINITY, -1, 1, 0.5, -INFINITY, 1, 0, 0, -INFINITY, 0, 1};
    const int64_t data[] = {1, 2, 0, 0};
    kullback_typed_rows p = {p_data, KULLBACK_F64, KULLBACK_LOGITS, 4, 3, 3, 1, 0}, q = p;
    q.data = q_data;
    const kullback_labels four = {data, 4, 1, -100, 0};
    kullback_token_comparison tokens[4];
    CHECK_EQUAL(kullback_compare_tokens(&p, &q, &four, NULL, tokens), KULLBACK_OK);
    CHECK(tokens[0].kl == INFINITY && tokens[0].nll_q == INFINITY && tokens[0].nll_change == INFINITY);
    CHECK(tokens[0].probability_q == 0 && tokens[0].probability_change == -tokens[0].probability_p);
    CHECK(tokens[1].kl > 0 && tokens[1].nll_p == INFINITY && isnan(tokens[1].nll_change));
    CHECK(tokens[1].probability_change == 0);
    CHECK(isnan(tokens[2].kl) && isnan(tokens[2].nll_q) && isnan(tokens[2].probability_change));
    CHECK_EQUAL(tokens[2].flags, KULLBACK_TOKEN_COUNTS | KULLBACK_TOKEN_LABELLED);
    CHECK(tokens[3].flags == (KULLBACK_TOKEN_COUNTS | KULLBACK_TOKEN_LABELLED));
    kullback_comparison_report report;
    CHECK_EQUAL(kullback_report_comparison(tokens, 2, NULL, &report), KULLBACK_OK);
    CHECK(report.infinite == 1 && report.kl.value == INFINITY && isnan(report.kl.standard_error));
    CHECK(report.kl_quantiles[0] == tokens[1].kl && report.kl_quantiles[12] == INFINITY);
    CHECK(report.perplexity_q.value == INFINITY && isnan(report.nll_change.value));
    CHECK_EQUAL(kullback_report_comparison(tokens, 4, NULL, &report), KULLBACK_OK);
    CHECK(report.nan == 1 && report.infinite == 2 && isnan(report.kl.value) && isnan(report.kl_quantiles[0]));
    CHECK(isnan(report.same_top.value) && isnan(report.probability_change_quantiles[6]));
    /* Without labels. */
    CHECK_EQUAL(kullback_compare_tokens(&p, &q, NULL, NULL, tokens), KULLBACK_OK);
    CHECK(tokens[1].flags == (KULLBACK_TOKEN_COUNTS | KULLBACK_TOKEN_SAME_TOP) && isnan(tokens[1].nll_p));
    CHECK_EQUAL(kullback_report_comparison(tokens + 1, 1, NULL, &report), KULLBACK_OK);
    CHECK(report.labelled == 0 && report.nll_p.count == 0 && isnan(report.perplexity_ratio.value));
    CHECK(report.kl.value == tokens[1].kl && isnan(report.kl.standard_error));
}

int main(void) {
    CHECK_EQUAL(sizeof(kullback_token_comparison), 64);
    test_types();
    test_report();
    test_same_model();
    test_chunks();
    test_infinite_and_nan();
    return check_summary();
}
