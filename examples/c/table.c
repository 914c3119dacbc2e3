#include "table.h"

#include <stdio.h>
#include <stdlib.h>

static void fail(const char *path) {
    fprintf(stderr, "cannot read %s\n", path);
    exit(EXIT_FAILURE);
}

static size_t count_columns(FILE *file) {
    size_t columns = 1;
    for (int c = getc(file); c != '\n' && c != EOF; c = getc(file)) {
        columns += c == ',';
    }
    return columns;
}

static double *read_numbers(FILE *file, size_t *count) {
    double *values = NULL, value;
    size_t capacity = 0;
    for (*count = 0; fscanf(file, "%lf%*[,\n]", &value) == 1; ++*count) {
        if (*count == capacity) {
            capacity = 2 * capacity + 64;
            double *grown = realloc(values, capacity * sizeof *values);
            if (grown == NULL) {
                free(values);
                return NULL;
            }
            values = grown;
        }
        values[*count] = value;
    }
    return values;
}

table read_table(const char *directory, const char *name) {
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", directory, name);
    FILE *file = fopen(path, "r");
    if (file == NULL) {
        fail(path);
    }
    size_t columns = count_columns(file), count;
    double *values = read_numbers(file, &count);
    if (values == NULL || !feof(file) || count % columns != 0) {
        fail(path);
    }
    fclose(file);
    return (table){values, count / columns, columns};
}
