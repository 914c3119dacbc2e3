#include "loss_case.h"

#include <stdlib.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const enumerator_name functions[] = {
    {"loss", FUNCTION_LOSS},
    {"label_loss", FUNCTION_LABEL_LOSS},
    {"distillation_loss", FUNCTION_DISTILLATION_LOSS},
    {"decoupled_kl", FUNCTION_DECOUPLED_KL},
    {"log_softmax", FUNCTION_LOG_SOFTMAX},
};

static const enumerator_name quantities[] = {
    {"kl", KULLBACK_KL},
    {"reverse_kl", KULLBACK_REVERSE_KL},
    {"jeffreys", KULLBACK_JEFFREYS},
    {"js_divergence", KULLBACK_JS_DIVERGENCE},
    {"scaled_js", KULLBACK_SCALED_JS},
    {"cross_entropy", KULLBACK_CROSS_ENTROPY},
    {"entropy", KULLBACK_ENTROPY},
    {"log_sum_exp", KULLBACK_LOG_SUM_EXP},
    {"renyi", KULLBACK_RENYI},
};

static const enumerator_name types[] = {
    {"f64", KULLBACK_F64}, {"f32", KULLBACK_F32}, {"f16", KULLBACK_F16}, {"bf16", KULLBACK_BF16}};

static const enumerator_name reductions[] = {{"sum", KULLBACK_REDUCTION_SUM},
                                             {"batchmean", KULLBACK_REDUCTION_BATCHMEAN}};

static const char *const results[RESULTS] = {"value", "p_gradient", "q_gradient", "result"};

static const cJSON *member(const cJSON *json, const char *name) {
    return cJSON_GetObjectItemCaseSensitive(json, name);
}

static loss_side side_of(const cJSON *json) {
    loss_side side = {.numbers = NULL};
    if (json != NULL) {
        side.type = enumerator(json, "type", types, COUNT(types));
        side.space = space_of(json);
        side.temperature = option(json, "temperature");
        side.numbers = read_rows(member(json, "rows"), &side.rows, &side.count);
    }
    return side;
}

static loss_side weights_of(const cJSON *json) {
    loss_side side = {.numbers = NULL};
    if (json != NULL) {
        side.type = enumerator(json, "type", types, COUNT(types));
        side.rows = 1;
        side.count = count_of(member(json, "row"));
        side.numbers = allocate(side.count, sizeof *side.numbers);
        read_row(member(json, "row"), side.numbers, side.count);
    }
    return side;
}

static kullback_labels labels_of(const cJSON *json) {
    const cJSON *data = member(json, "data");
    size_t count = (size_t)cJSON_GetArraySize(data);
    int64_t *labels = allocate(count, sizeof *labels);
    const cJSON *label;
    size_t i = 0;
    cJSON_ArrayForEach(label, data) labels[i++] = (int64_t)label->valuedouble;
    const cJSON *ignored = member(json, "ignore_index");
    return (kullback_labels){
        .data = labels,
        .count = count,
        .stride = 1,
        .ignore_index = ignored == NULL ? -100 : (int64_t)ignored->valuedouble,
        .smoothing = option(json, "smoothing"),
    };
}

static kullback_distillation distillation_of(const cJSON *json) {
    return (kullback_distillation){
        .temperature = option(json, "temperature"),
        .soft_weight = option(json, "soft_weight"),
        .hard_weight = option(json, "hard_weight"),
        .no_temperature_squared = cJSON_IsTrue(member(json, "no_temperature_squared")),
        .quantity = enumerator(json, "quantity", quantities, COUNT(quantities)),
    };
}

static uint8_t *mask_of(const cJSON *json) {
    if (json == NULL)
        return NULL;
    uint8_t *mask = allocate((size_t)cJSON_GetArraySize(json), sizeof *mask);
    const cJSON *number;
    size_t i = 0;
    cJSON_ArrayForEach(number, json) mask[i++] = (uint8_t)number->valuedouble;
    return mask;
}

static kullback_loss_options options_of(const cJSON *json) {
    return (kullback_loss_options){
        .struct_size = sizeof(kullback_loss_options),
        .reduction = enumerator(json, "reduction", reductions, COUNT(reductions)),
        .factor = option(json, "factor"),
        .base = option(json, "base"),
        .weight = option(json, "weight"),
        .sum_tolerance = option(json, "sum_tolerance"),
        .normalize = cJSON_IsTrue(member(json, "normalize")),
    };
}

loss_case loss_case_from_json(const cJSON *json) {
    const cJSON *options = member(json, "options");
    loss_case test = {
        .id = text(json, "id"),
        .function = (loss_function)enumerator(json, "function", functions, COUNT(functions)),
        .quantity = enumerator(json, "quantity", quantities, COUNT(quantities)),
        .p = side_of(member(json, "p")),
        .q = side_of(member(json, "q")),
        .row_weights = weights_of(member(options, "row_weights")),
        .distillation = distillation_of(member(json, "distillation")),
        .mse_weight = option(json, "mse_weight"),
        .ce_weight = option(json, "ce_weight"),
        .options = options_of(options),
        .mask = mask_of(member(options, "mask")),
        .has_labels = cJSON_HasObjectItem(json, "labels"),
    };
    if (test.has_labels)
        test.labels = labels_of(member(json, "labels"));
    for (size_t i = 0; i < RESULTS; i++)
        test.results[i] = enumerator(member(json, "results"), results[i], types, COUNT(types));
    test.options.mask = test.mask;
    test.options.mask_stride = 1;
    return test;
}

void free_loss_case(loss_case *test) {
    free(test->p.numbers);
    free(test->q.numbers);
    free(test->row_weights.numbers);
    free(test->mask);
    free((void *)test->labels.data);
}

size_t loss_rows(const loss_case *test) {
    return test->p.numbers != NULL ? test->p.rows : test->q.rows;
}

size_t loss_count(const loss_case *test) {
    return test->p.numbers != NULL ? test->p.count : test->q.count;
}

size_t loss_values(const loss_case *test) {
    return test->options.reduction == KULLBACK_REDUCTION_NONE ? loss_rows(test) : 1;
}
