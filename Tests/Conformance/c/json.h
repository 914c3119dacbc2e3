/* Members of a case, read from JSON. Whatever is not as the schema has it ends the program. */
#ifndef CONFORMANCE_JSON_H
#define CONFORMANCE_JSON_H

#include <cjson/cJSON.h>
#include <kullback.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct {
    const char *name;
    int32_t value;
} enumerator_name;

/* Ends the program with a message when `condition` does not hold. */
void require(bool condition, const char *what);

const char *text(const cJSON *json, const char *member);

/* The value of an enumerator named in an optional member; 0 where it is absent. */
int32_t enumerator(const cJSON *json, const char *member, const enumerator_name *names, size_t count);

/* An optional member that is a hexadecimal float; 0 where it is absent. */
double option(const cJSON *options, const char *member);

/* A row, written out or as a pattern and a count. */
size_t count_of(const cJSON *row);
void read_row(const cJSON *row, double *numbers, size_t count);

/* All rows of a batch, contiguous and of one count, to be freed. */
double *read_rows(const cJSON *rows, size_t *row_count, size_t *count);

/* What the numbers of a row are. */
kullback_space space_of(const cJSON *json);

void *allocate(size_t count, size_t size);

#endif
