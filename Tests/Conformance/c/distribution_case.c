#include "distribution_case.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const enumerator_name quantities[] = {
    {"log_density", LOG_DENSITY},
    {"mutual_information", MUTUAL_INFORMATION},
    {"kl_gradient", KL_GRADIENT},
    {"mixture_bounds", MIXTURE_BOUNDS},
    {"kl", KULLBACK_KL},
    {"jeffreys", KULLBACK_JEFFREYS},
    {"renyi", KULLBACK_RENYI},
    {"bhattacharyya_distance", KULLBACK_BHATTACHARYYA_DISTANCE},
    {"squared_hellinger", KULLBACK_SQUARED_HELLINGER},
    {"hellinger_distance", KULLBACK_HELLINGER_DISTANCE},
    {"geometric_js", KULLBACK_GEOMETRIC_JS},
    {"dual_geometric_js", KULLBACK_DUAL_GEOMETRIC_JS},
    {"squared_wasserstein", KULLBACK_SQUARED_WASSERSTEIN},
    {"entropy", KULLBACK_ENTROPY},
    {"mean", KULLBACK_MEAN},
    {"variance", KULLBACK_VARIANCE},
};

typedef struct {
    const char *name; /* in capitals */
    family_kind kind;
    int32_t value;
} family_name;

#define FAMILY_NAME(name, number) {#name, UNIVARIATE, number},
static const family_name families[] = {
    KULLBACK_FOR_EACH_FAMILY(FAMILY_NAME){"DIRICHLET", OF_VECTORS, KULLBACK_DIRICHLET},
    {"MULTINOMIAL", OF_VECTORS, KULLBACK_MULTINOMIAL},
    {"VON_MISES_FISHER", OF_VECTORS, KULLBACK_VON_MISES_FISHER},
    {"WISHART", OF_MATRICES, KULLBACK_WISHART},
    {"INVERSE_WISHART", OF_MATRICES, KULLBACK_INVERSE_WISHART},
    {"MATRIX_NORMAL", OF_MATRICES, KULLBACK_MATRIX_NORMAL},
    {"MULTIVARIATE_NORMAL", GAUSSIAN, 1},
    {"GAUSSIAN_MIXTURE", MIXTURE, 1},
};

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

static family_name family_of(const cJSON *side) {
    for (size_t i = 0; i < COUNT(families); i++) {
        if (is_called(families[i].name, text(side, "family")))
            return families[i];
    }
    return (family_name){NULL, NOT_KNOWN, 0};
}

static void append(const cJSON *json, double **next, const double *end) {
    if (cJSON_IsArray(json)) {
        const cJSON *part;
        cJSON_ArrayForEach(part, json) append(part, next, end);
    } else {
        require(*next < end && cJSON_IsString(json), "not so many numbers");
        *(*next)++ = strtod(json->valuestring, NULL);
    }
}

static column column_of(const cJSON *json, const char *name) {
    column result = {.name = name, .sizes = {1, 1, 1, 1}};
    size_t size = 1;
    for (const cJSON *part = json; cJSON_IsArray(part); part = part->child) {
        require(result.axes < MOST_AXES, name);
        result.sizes[result.axes] = (size_t)cJSON_GetArraySize(part);
        size *= result.sizes[result.axes++];
    }
    result.numbers = allocate(size, sizeof *result.numbers);
    double *next = result.numbers;
    append(json, &next, result.numbers + size);
    require(next == result.numbers + size, name);
    return result;
}

static size_t larger(size_t a, size_t b) {
    return a > b ? a : b;
}

static side side_of(const cJSON *json, size_t *count) {
    side result = {.family = json == NULL ? 0 : family_of(json).value};
    const cJSON *given;
    size_t next = 0;
    cJSON_ArrayForEach(given, member(json, "parameters")) {
        require(next < MOST_PARAMETERS, "too many parameters");
        result.columns[next] = column_of(given, given->string);
        *count = larger(*count, result.columns[next++].sizes[0]);
    }
    return result;
}

const column *parameter(const side *side, const char *name) {
    for (size_t i = 0; i < MOST_PARAMETERS; i++) {
        if (side->columns[i].name != NULL && strcmp(side->columns[i].name, name) == 0)
            return &side->columns[i];
    }
    return NULL;
}

/* How many numbers an element results in: each is text, or a list of such, or of lists. */
static size_t width_of(const cJSON *expected) {
    if (!cJSON_IsArray(expected))
        return 1;
    size_t width = 0;
    const cJSON *part;
    cJSON_ArrayForEach(part, expected) width += width_of(part);
    return width;
}

distribution_case distribution_case_from_json(const cJSON *json) {
    distribution_case test = {.kind = family_of(member(json, "p")).kind};
    if (test.kind == NOT_KNOWN)
        return test;
    test.id = text(json, "id");
    test.quantity = enumerator(json, "quantity", quantities, COUNT(quantities));
    test.order = option(json, "order");
    test.weight = option(json, "weight");
    const cJSON *blocks = member(json, "blocks");
    if (blocks != NULL)
        test.first_block = (size_t)strtod(blocks->child->valuestring, NULL);
    const cJSON *expected = member(json, "expected");
    test.width = expected == NULL ? 1 : width_of(expected->child);
    test.p = side_of(member(json, "p"), &test.count);
    test.q = side_of(member(json, "q"), &test.count);
    if (test.quantity == LOG_DENSITY) {
        test.x = column_of(member(json, "x"), "x");
        test.count = larger(test.count, test.x.sizes[0]);
    }
    return test;
}

void free_distribution_case(distribution_case *test) {
    for (size_t i = 0; i < MOST_PARAMETERS; i++) {
        free(test->p.columns[i].numbers);
        free(test->q.columns[i].numbers);
    }
    free(test->x.numbers);
}
