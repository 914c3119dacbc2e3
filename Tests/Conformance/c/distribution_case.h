/* A case of the vectors of univariate distributions, as its file states it. */
#ifndef CONFORMANCE_DISTRIBUTION_CASE_H
#define CONFORMANCE_DISTRIBUTION_CASE_H

#include "json.h"

enum {
    COLUMN_P, /* two for each side */
    COLUMN_Q = 2,
    COLUMN_X = 4,
    COLUMNS
};

typedef struct {
    const char *id;
    kullback_quantity quantity; /* 0: log-density */
    kullback_family p, q;       /* q: 0 where there is none */
    double order;
    size_t count;
    double *columns[COLUMNS]; /* `count` numbers each; NULL where there is none */
} distribution_case;

/* Whether a case is one of the families of family_list.h. */
bool is_univariate(const cJSON *json);

/* Reads a case, which borrows from `json`. */
distribution_case distribution_case_from_json(const cJSON *json);
void free_distribution_case(distribution_case *test);

#endif
