#include "distribution_runner.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "distribution_call.h"
#include "print.h"

static const variation first_way = {.name = "contiguous, 1 thread", .layout = LAYOUT_CONTIGUOUS, .threads = 1};

static const variation variations[] = {
    {"rows of one, broadcast, 2 threads", LAYOUT_CONTIGUOUS, 2, .in_rows_of_one = true, .is_broadcast = true},
    {"spread, 3 threads", LAYOUT_SPREAD, 3, .is_lower = true},
    {"rows of one, spread, transposed, 1 thread", LAYOUT_SPREAD, 1, .in_rows_of_one = true, .is_transposed = true},
    {"reversed, broadcast, 2 threads", LAYOUT_REVERSED, 2, .is_broadcast = true},
};

typedef struct {
    kullback_status status;
    kullback_error error;
    bool wrote_elsewhere;
    double *values; /* one after the other */
} outcome;

static arrangement arrange(const distribution_case *test, const variation *how) {
    arrangement in = {.in_rows_of_one = how->in_rows_of_one};
    for (size_t i = 0; i < MOST_PARAMETERS; i++) {
        in.p[i] = arranged(&test->p.columns[i], test->count, how);
        in.q[i] = arranged(&test->q.columns[i], test->count, how);
    }
    in.x = arranged(&test->x, test->count, how);
    in.results = room_for(test->count, test->width, how);
    return in;
}

static void free_arrangement(arrangement *in) {
    for (size_t i = 0; i < MOST_PARAMETERS; i++) {
        free(in->p[i].memory);
        free(in->q[i].memory);
    }
    free(in->x.memory);
    free(in->results.memory);
}

static outcome run(const distribution_case *test, const variation *how) {
    outcome result = {.values = allocate(test->count * test->width, sizeof *result.values)};
    const kullback_options options = {.struct_size = sizeof options,
                                      .threads = how->threads,
                                      .order = test->order,
                                      .weight = test->weight,
                                      .error = &result.error};
    arrangement in = arrange(test, how);
    result.status = call_distribution(test, &in, &options);
    for (size_t i = 0; i < test->count * test->width; i++) {
        double *place = at(&in.results, i / test->width, i % test->width);
        result.values[i] = *place;
        if (result.status == KULLBACK_OK)
            memcpy(place, &untouched, sizeof untouched);
    }
    for (size_t i = 0; i < in.results.size; i++)
        result.wrote_elsewhere |= memcmp(in.results.memory + i, &untouched, sizeof untouched) != 0;
    free_arrangement(&in);
    return result;
}

/* Checks one way to call against the first. */
static bool agrees(const distribution_case *test, const variation *how, const outcome *first, const outcome *other) {
    const size_t size = test->count * test->width * sizeof *first->values;
    if (other->wrote_elsewhere)
        return complain(test->id, how->name, "wrote elsewhere");
    if (other->status != other->error.status)
        return complain(test->id, how->name, "another status in the error slot");
    if (other->status != first->status)
        return complain(test->id, how->name, "another status");
    /* In one row, the rows of univariate families are its elements. */
    if (test->kind != UNIVARIATE && !same_error(&first->error, &other->error))
        return complain(test->id, how->name, "another error");
    if (first->status == KULLBACK_OK && memcmp(first->values, other->values, size) != 0)
        return complain(test->id, how->name, "another result");
    return true;
}

static void print(const distribution_case *test, const outcome *outcome) {
    if (outcome->status != KULLBACK_OK)
        print_error(test->id, "f64", &outcome->error);
    for (size_t i = 0; outcome->status == KULLBACK_OK && i < test->count * test->width; i++) {
        uint64_t bits;
        memcpy(&bits, outcome->values + i, sizeof bits);
        if (i % test->width == 0)
            printf("%s %zu f64 0", test->id, i / test->width);
        printf(" %016" PRIx64 "%s", bits, (i + 1) % test->width == 0 ? "\n" : "");
    }
}

bool run_distribution_case(const cJSON *json, bool all_variations) {
    distribution_case test = distribution_case_from_json(json);
    if (test.kind == NOT_KNOWN)
        return true;
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
