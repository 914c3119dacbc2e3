#include "distribution_case.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const enumerator_name quantities[] = {
    {"log_density", 0},
    {"kl", KULLBACK_KL},
    {"renyi", KULLBACK_RENYI},
    {"bhattacharyya_distance", KULLBACK_BHATTACHARYYA_DISTANCE},
    {"entropy", KULLBACK_ENTROPY},
    {"mean", KULLBACK_MEAN},
    {"variance", KULLBACK_VARIANCE},
};

/* In capitals. */
#define FAMILY_NAME(name, number) {#name, number},
static const enumerator_name families[] = {KULLBACK_FOR_EACH_FAMILY(FAMILY_NAME)};

static const cJSON *member(const cJSON *json, const char *name) {
    return cJSON_GetObjectItemCaseSensitive(json, name);
}

static bool is_called(const char *capitals, const char *name) {
    while (*name != '\0' && *capitals == toupper((unsigned char)*name)) {
        capitals++;
        name++;
    }
    return *name == *capitals;
}

/* 0 for others. */
static kullback_family family_of(const cJSON *side) {
    for (size_t i = 0; i < COUNT(families); i++) {
        if (is_called(families[i].name, text(side, "family")))
            return families[i].value;
    }
    return 0;
}

bool is_univariate(const cJSON *json) {
    return family_of(member(json, "p")) != 0;
}

/* A number per element, or one for all. */
static double *column_of(const cJSON *json, size_t count) {
    double *numbers = allocate(count, sizeof *numbers);
    read_row(json, numbers, count);
    return numbers;
}

static kullback_family read_side(const cJSON *side, distribution_case *test, size_t column) {
    if (side == NULL)
        return 0;
    const cJSON *parameter;
    cJSON_ArrayForEach(parameter, member(side, "parameters")) {
        require(column < COLUMN_X, "more than two parameters");
        test->columns[column++] = column_of(parameter, test->count);
    }
    return family_of(side);
}

distribution_case distribution_case_from_json(const cJSON *json) {
    distribution_case test = {
        .id = text(json, "id"),
        .quantity = enumerator(json, "quantity", quantities, COUNT(quantities)),
        .order = option(json, "order"),
        .count = (size_t)cJSON_GetArraySize(member(json, "expected")),
    };
    test.p = read_side(member(json, "p"), &test, COLUMN_P);
    test.q = read_side(member(json, "q"), &test, COLUMN_Q);
    if (test.quantity == 0)
        test.columns[COLUMN_X] = column_of(member(json, "x"), test.count);
    return test;
}

void free_distribution_case(distribution_case *test) {
    for (size_t i = 0; i < COLUMNS; i++)
        free(test->columns[i]);
}
