#include "json.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const enumerator_name spaces[] = {
    {"probabilities", KULLBACK_PROBABILITIES},
    {"log-probabilities", KULLBACK_LOG_PROBABILITIES},
    {"logits", KULLBACK_LOGITS},
};

void require(bool condition, const char *what) {
    if (!condition) {
        fprintf(stderr, "%s\n", what);
        exit(EXIT_FAILURE);
    }
}

const char *text(const cJSON *json, const char *member) {
    const char *value = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(json, member));
    require(value != NULL, member);
    return value;
}

int32_t enumerator(const cJSON *json, const char *member, const enumerator_name *names, size_t count) {
    if (!cJSON_HasObjectItem(json, member))
        return 0;
    for (size_t i = 0; i < count; i++) {
        if (strcmp(names[i].name, text(json, member)) == 0)
            return names[i].value;
    }
    require(false, member);
    return 0;
}

double option(const cJSON *options, const char *member) {
    return cJSON_HasObjectItem(options, member) ? strtod(text(options, member), NULL) : 0;
}

static const cJSON *pattern_of(const cJSON *row) {
    return cJSON_IsArray(row) ? row : cJSON_GetObjectItemCaseSensitive(row, "tile");
}

size_t count_of(const cJSON *row) {
    if (cJSON_IsArray(row))
        return (size_t)cJSON_GetArraySize(row);
    return (size_t)cJSON_GetObjectItemCaseSensitive(row, "count")->valuedouble;
}

void read_row(const cJSON *row, double *numbers, size_t count) {
    const cJSON *number;
    size_t period = 0;
    cJSON_ArrayForEach(number, pattern_of(row)) {
        require(period < count && cJSON_IsString(number), "not so many numbers");
        numbers[period++] = strtod(number->valuestring, NULL);
    }
    for (size_t i = period; i < count; i++)
        numbers[i] = numbers[i - period];
}

double *read_rows(const cJSON *rows, size_t *row_count, size_t *count) {
    *row_count = (size_t)cJSON_GetArraySize(rows);
    *count = count_of(rows->child);
    double *numbers = allocate(*row_count * *count, sizeof *numbers);
    const cJSON *row;
    size_t i = 0;
    cJSON_ArrayForEach(row, rows) {
        require(count_of(row) == *count, "rows disagree in count");
        read_row(row, numbers + *count * i++, *count);
    }
    return numbers;
}

kullback_space space_of(const cJSON *json) {
    return enumerator(json, "space", spaces, sizeof spaces / sizeof *spaces);
}

void *allocate(size_t count, size_t size) {
    void *memory = malloc(count * size + 1);
    require(memory != NULL, "out of memory");
    return memory;
}
