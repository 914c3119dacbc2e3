/* A case of the vectors of distributions, as its file states it. */
#ifndef CONFORMANCE_DISTRIBUTION_CASE_H
#define CONFORMANCE_DISTRIBUTION_CASE_H

#include "json.h"

enum {
    MOST_AXES = 4,
    MOST_PARAMETERS = 4
};

/* What is asked besides the quantities of the library's. */
enum {
    LOG_DENSITY = -1,
    MUTUAL_INFORMATION = -2,
    KL_GRADIENT = -3,
    MIXTURE_BOUNDS = -4
};

typedef enum {
    NOT_KNOWN,
    UNIVARIATE, /* the families of family_list.h */
    OF_VECTORS,
    OF_MATRICES,
    GAUSSIAN,
    MIXTURE
} family_kind;

/* An entry for each element, or one for all: a number, a vector, a matrix, or one of these per component of a mixture.
 */
typedef struct {
    const char *name; /* NULL where there is no such column */
    size_t axes;
    size_t sizes[MOST_AXES]; /* the first is the number of entries; those beyond `axes` are 1 */
    double *numbers;
} column;

typedef struct {
    int32_t family; /* of a univariate one, of vectors or of matrices; 0 where there is no side */
    column columns[MOST_PARAMETERS];
} side;

typedef struct {
    const char *id;
    family_kind kind;
    kullback_quantity quantity;
    double order, weight;
    size_t first_block; /* of a mutual information */
    size_t count;       /* of elements */
    size_t width;       /* how many numbers each results in */
    side p, q;
    column x;
} distribution_case;

/* The column of a parameter, or NULL. */
const column *parameter(const side *side, const char *name);

/* Reads a case, which borrows from `json`; its kind is NOT_KNOWN, and nothing else is read, if its family is. */
distribution_case distribution_case_from_json(const cJSON *json);
void free_distribution_case(distribution_case *test);

#endif
