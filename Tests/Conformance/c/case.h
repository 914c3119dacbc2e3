/* A case of the vectors, as its file states it. */
#ifndef CONFORMANCE_CASE_H
#define CONFORMANCE_CASE_H

#include "json.h"

typedef enum {
    SHAPE_ENTROPY,
    SHAPE_DIVERGENCE,
    SHAPE_FAMILY_ELEMENTS,
    SHAPE_FAMILY_ROWS,
    SHAPE_LOG_RATIO,
} shape;

enum {
    MAX_INPUTS = 4
};

typedef struct {
    const char *id;
    bool is_f32;
    shape shape;
    kullback_quantity quantity;
    kullback_family family;
    kullback_estimator estimator;
    kullback_options options;
    size_t inputs;
    size_t rows;
    size_t count;
    double *input[MAX_INPUTS]; /* each `rows` rows of `count`, contiguous */
} test_case;

/* How many numbers the case results in; an estimate is two. */
size_t result_count(const test_case *test);

/* Reads a case, which borrows from `json`. Ends the program where the case is not as the schema has it. */
test_case case_from_json(const cJSON *json);
void free_case(test_case *test);

#endif
