#include "case.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
    const char *name;
    shape shape;
    int32_t quantity;
    int32_t family;
} quantity_name;

/* An enumerator that nobody defined. */
enum {
    UNKNOWN_QUANTITY = 9999
};

static const quantity_name quantities[] = {
    {"entropy", SHAPE_ENTROPY, KULLBACK_ENTROPY, 0},
    {"renyi_entropy", SHAPE_ENTROPY, KULLBACK_RENYI_ENTROPY, 0},
    {"tsallis_entropy", SHAPE_ENTROPY, KULLBACK_TSALLIS_ENTROPY, 0},
    {"cross_entropy", SHAPE_DIVERGENCE, KULLBACK_CROSS_ENTROPY, 0},
    {"kl", SHAPE_DIVERGENCE, KULLBACK_KL, 0},
    {"jeffreys", SHAPE_DIVERGENCE, KULLBACK_JEFFREYS, 0},
    {"js_divergence", SHAPE_DIVERGENCE, KULLBACK_JS_DIVERGENCE, 0},
    {"js_distance", SHAPE_DIVERGENCE, KULLBACK_JS_DISTANCE, 0},
    {"reverse_kl", SHAPE_DIVERGENCE, KULLBACK_REVERSE_KL, 0},
    {"generalized_kl", SHAPE_DIVERGENCE, KULLBACK_GENERALIZED_KL, 0},
    {"skew_kl", SHAPE_DIVERGENCE, KULLBACK_SKEW_KL, 0},
    {"k_divergence", SHAPE_DIVERGENCE, KULLBACK_K_DIVERGENCE, 0},
    {"total_variation", SHAPE_DIVERGENCE, KULLBACK_TOTAL_VARIATION, 0},
    {"pearson_chi2", SHAPE_DIVERGENCE, KULLBACK_PEARSON_CHI2, 0},
    {"neyman_chi2", SHAPE_DIVERGENCE, KULLBACK_NEYMAN_CHI2, 0},
    {"squared_hellinger", SHAPE_DIVERGENCE, KULLBACK_SQUARED_HELLINGER, 0},
    {"hellinger_distance", SHAPE_DIVERGENCE, KULLBACK_HELLINGER_DISTANCE, 0},
    {"bhattacharyya_coefficient", SHAPE_DIVERGENCE, KULLBACK_BHATTACHARYYA_COEFFICIENT, 0},
    {"bhattacharyya_distance", SHAPE_DIVERGENCE, KULLBACK_BHATTACHARYYA_DISTANCE, 0},
    {"triangular_discrimination", SHAPE_DIVERGENCE, KULLBACK_TRIANGULAR_DISCRIMINATION, 0},
    {"alpha", SHAPE_DIVERGENCE, KULLBACK_ALPHA, 0},
    {"cressie_read", SHAPE_DIVERGENCE, KULLBACK_CRESSIE_READ, 0},
    {"tsallis", SHAPE_DIVERGENCE, KULLBACK_TSALLIS, 0},
    {"renyi", SHAPE_DIVERGENCE, KULLBACK_RENYI, 0},
    {"unknown", SHAPE_DIVERGENCE, UNKNOWN_QUANTITY, 0},
    {"normal", SHAPE_FAMILY_ELEMENTS, KULLBACK_KL, KULLBACK_NORMAL},
    {"normal_log_variance", SHAPE_FAMILY_ELEMENTS, KULLBACK_KL, KULLBACK_NORMAL_LOG_VARIANCE},
    {"diagonal_normal", SHAPE_FAMILY_ROWS, KULLBACK_KL, KULLBACK_NORMAL},
    {"vae", SHAPE_FAMILY_ROWS, KULLBACK_KL, KULLBACK_NORMAL_LOG_VARIANCE},
    {"log_ratio", SHAPE_LOG_RATIO, 0, 0},
};

static const enumerator_name estimators[] = {{"k1", KULLBACK_K1}, {"k2", KULLBACK_K2}, {"k3", KULLBACK_K3}};

static const quantity_name *quantity_of(const cJSON *json) {
    for (size_t i = 0; i < sizeof quantities / sizeof *quantities; i++) {
        if (strcmp(quantities[i].name, text(json, "quantity")) == 0)
            return &quantities[i];
    }
    require(false, "quantity");
    return NULL;
}

/* Options without an order or a weight end before them, as in a program from before they were there. */
static kullback_options options_of(const cJSON *json) {
    const cJSON *options = cJSON_GetObjectItemCaseSensitive(json, "options");
    bool has_parameter = cJSON_HasObjectItem(options, "order") || cJSON_HasObjectItem(options, "weight");
    return (kullback_options){
        .struct_size = has_parameter ? sizeof(kullback_options) : offsetof(kullback_options, order),
        .space = space_of(json),
        .normalize = cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(options, "normalize")),
        .temperature = option(options, "temperature"),
        .base = option(options, "base"),
        .sum_tolerance = option(options, "sum_tolerance"),
        .order = option(options, "order"),
        .weight = option(options, "weight"),
    };
}

static void read_input(const cJSON *rows, test_case *test) {
    test->input[test->inputs++] = read_rows(rows, &test->rows, &test->count);
}

size_t result_count(const test_case *test) {
    if (test->shape == SHAPE_FAMILY_ELEMENTS)
        return test->rows * test->count;
    return test->shape == SHAPE_LOG_RATIO ? 2 * test->rows : test->rows;
}

test_case case_from_json(const cJSON *json) {
    const quantity_name *quantity = quantity_of(json);
    test_case test = {
        .id = text(json, "id"),
        .is_f32 = strcmp(text(json, "dtype"), "f32") == 0,
        .shape = quantity->shape,
        .quantity = quantity->quantity,
        .family = quantity->family,
        .estimator = enumerator(json, "estimator", estimators, sizeof estimators / sizeof *estimators),
        .options = options_of(json),
    };
    const cJSON *rows;
    cJSON_ArrayForEach(rows, cJSON_GetObjectItemCaseSensitive(json, "inputs")) {
        require(test.inputs < MAX_INPUTS, "too many inputs");
        read_input(rows, &test);
    }
    return test;
}

void free_case(test_case *test) {
    for (size_t i = 0; i < test->inputs; i++)
        free(test->input[i]);
}
