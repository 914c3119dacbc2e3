#include "distribution_runner.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "distribution_case.h"
#include "placement.h"
#include "print.h"

typedef struct {
    const char *name;
    layout layout;
    bool in_rows_of_one;
    int32_t threads;
} variation;

static const variation first_way = {"contiguous, 1 thread", LAYOUT_CONTIGUOUS, false, 1};

static const variation variations[] = {
    {"rows of one, 2 threads", LAYOUT_CONTIGUOUS, true, 2},
    {"spread, 3 threads", LAYOUT_SPREAD, false, 3},
    {"rows of one, spread, 1 thread", LAYOUT_SPREAD, true, 1},
    {"reversed, 2 threads", LAYOUT_REVERSED, false, 2},
};

typedef struct {
    kullback_status status;
    kullback_error error;
    bool wrote_elsewhere;
    double *values; /* one after the other */
} outcome;

/* What no call gives: NaN has one bit pattern. */
static const uint64_t untouched = 0x7ff8dead00000000;

typedef struct {
    placement place;
    size_t rows, count;
    double *memory[COLUMNS], *results;
} arrangement;

static arrangement arrange(const distribution_case *test, const variation *how) {
    arrangement at = {.rows = how->in_rows_of_one ? test->count : 1, .count = how->in_rows_of_one ? 1 : test->count};
    at.place = place(how->layout, at.rows, at.count);
    at.results = allocate(at.place.size, sizeof *at.results);
    for (size_t i = 0; i < at.place.size; i++)
        memcpy(at.results + i, &untouched, sizeof untouched);
    for (size_t i = 0; i < COLUMNS; i++) {
        if (test->columns[i] == NULL)
            continue;
        at.memory[i] = allocate(at.place.size, sizeof *at.memory[i]);
        for (size_t j = 0; j < at.place.size; j++)
            at.memory[i][j] = NAN;
        for (size_t j = 0; j < test->count; j++)
            at.memory[i][position(&at.place, j / at.count, j % at.count)] = test->columns[i][j];
    }
    return at;
}

static kullback_typed_rows rows_of(const arrangement *at, size_t column) {
    if (at->memory[column] == NULL)
        return (kullback_typed_rows){.data = NULL};
    return (kullback_typed_rows){.data = at->memory[column] + at->place.first,
                                 .type = KULLBACK_F64,
                                 .rows = at->rows,
                                 .count = at->count,
                                 .row_stride = at->place.row_stride,
                                 .stride = at->place.stride};
}

static kullback_distributions side_of(const arrangement *at, kullback_family family, size_t column) {
    return (kullback_distributions){.family = family, .parameters = {rows_of(at, column), rows_of(at, column + 1)}};
}

static kullback_status call(const distribution_case *test, const arrangement *at, const kullback_options *options) {
    const kullback_distributions p = side_of(at, test->p, COLUMN_P), q = side_of(at, test->q, COLUMN_Q);
    const kullback_typed_results results = {at->results + at->place.first, KULLBACK_F64, 0, at->place.row_stride,
                                            at->place.stride};
    if (test->quantity != 0)
        return kullback_distribution_values(test->quantity, &p, test->q != 0 ? &q : NULL, options, &results);
    const kullback_typed_rows x = rows_of(at, COLUMN_X);
    return kullback_distribution_log_densities(&p, &x, options, &results);
}

static outcome run(const distribution_case *test, const variation *how) {
    outcome result = {.values = allocate(test->count, sizeof *result.values)};
    const kullback_options options = {
        .struct_size = sizeof options, .threads = how->threads, .order = test->order, .error = &result.error};
    arrangement at = arrange(test, how);
    result.status = call(test, &at, &options);
    for (size_t i = 0; i < test->count; i++) {
        double *result_place = at.results + position(&at.place, i / at.count, i % at.count);
        result.values[i] = *result_place;
        if (result.status == KULLBACK_OK)
            memcpy(result_place, &untouched, sizeof untouched);
    }
    for (size_t i = 0; i < at.place.size; i++)
        result.wrote_elsewhere |= memcmp(at.results + i, &untouched, sizeof untouched) != 0;
    for (size_t i = 0; i < COLUMNS; i++)
        free(at.memory[i]);
    free(at.results);
    return result;
}

/* Checks one way to call against the first. */
static bool agrees(const distribution_case *test, const variation *how, const outcome *first, const outcome *other) {
    if (other->wrote_elsewhere)
        return complain(test->id, how->name, "wrote elsewhere");
    if (other->status != other->error.status)
        return complain(test->id, how->name, "another status in the error slot");
    if (other->status != first->status)
        return complain(test->id, how->name, "another status");
    if (first->status == KULLBACK_OK && memcmp(first->values, other->values, test->count * sizeof *first->values) != 0)
        return complain(test->id, how->name, "another result");
    return true;
}

static void print(const distribution_case *test, const outcome *outcome) {
    if (outcome->status != KULLBACK_OK)
        print_error(test->id, "f64", &outcome->error);
    for (size_t i = 0; outcome->status == KULLBACK_OK && i < test->count; i++) {
        uint64_t bits;
        memcpy(&bits, outcome->values + i, sizeof bits);
        printf("%s %zu f64 0 %016" PRIx64 "\n", test->id, i, bits);
    }
}

bool run_distribution_case(const cJSON *json, bool all_variations) {
    if (!is_univariate(json))
        return true;
    distribution_case test = distribution_case_from_json(json);
    outcome first = run(&test, &first_way);
    bool good = agrees(&test, &first_way, &first, &first);
    for (size_t i = 0; all_variations && i < sizeof variations / sizeof *variations; i++) {
        outcome other = run(&test, &variations[i]);
        good &= agrees(&test, &variations[i], &first, &other);
        free(other.values);
    }
    print(&test, &first);
    free(first.values);
    free_distribution_case(&test);
    return good;
}
