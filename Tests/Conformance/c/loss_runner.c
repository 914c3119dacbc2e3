#include "loss_runner.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "loss_call.h"
#include "print.h"
#include "typed_numbers.h"

static const loss_variation first_way = {.name = "contiguous, 1 thread", .threads = 1};

static const loss_variation variations[] = {
    {.name = "contiguous, 2 threads", .threads = 2},
    {.name = "contiguous, 3 threads", .threads = 3},
    {.name = "spread, 1 thread", .layout = LAYOUT_SPREAD, .threads = 1},
    {.name = "reversed, 2 threads", .layout = LAYOUT_REVERSED, .threads = 2},
    {.name = "values only", .threads = 1, .without_gradients = true},
    {.name = "gradients only", .threads = 1, .without_value = true},
    {.name = "in place", .threads = 2, .in_place = true},
    {.name = "in place, spread", .layout = LAYOUT_SPREAD, .threads = 1, .in_place = true},
};

static size_t result_count(const loss_case *test, size_t result) {
    return result == RESULT_VALUE ? loss_values(test) : loss_rows(test) * loss_count(test);
}

/* Compares what both have. */
static bool same_bits(const loss_case *test, const loss_outcome *a, const loss_outcome *b) {
    bool same = true;
    for (size_t i = 0; i < RESULTS; i++) {
        if (a->bits[i] != NULL && b->bits[i] != NULL)
            same &= memcmp(a->bits[i], b->bits[i], result_count(test, i) * sizeof *a->bits[i]) == 0;
    }
    return same;
}

/* Checks one more way to call against the first. */
static bool agrees(const loss_case *test, const loss_variation *how, const loss_outcome *first) {
    loss_outcome other = call_loss(test, how);
    bool good = true;
    if (first->status != other.status || !same_error(&first->error, &other.error))
        good = complain(test->id, how->name, "another error");
    if (first->status == KULLBACK_OK && !same_bits(test, first, &other))
        good = complain(test->id, how->name, "another result");
    if (other.wrote_elsewhere)
        good = complain(test->id, how->name, "wrote elsewhere");
    free_loss_outcome(&other);
    return good;
}

/* One line per value and per row of a gradient: id, [p, q or r and] row, type, 0, bits of each number. */
static void print_results(const loss_case *test, const loss_outcome *outcome) {
    static const char *const prefixes[RESULTS] = {"", "p", "q", "r"};
    for (size_t i = 0; i < RESULTS; i++) {
        if (outcome->bits[i] == NULL)
            continue;
        size_t width = i == RESULT_VALUE ? 1 : loss_count(test);
        int digits = 2 * (int)size_of_type(test->results[i]);
        for (size_t j = 0; j < result_count(test, i); j++) {
            if (j % width == 0)
                printf("%s %s%zu %s 0", test->id, prefixes[i], j / width, name_of_type(test->results[i]));
            printf(" %0*" PRIx64 "%s", digits, outcome->bits[i][j], (j + 1) % width == 0 ? "\n" : "");
        }
    }
}

bool run_loss_case(const cJSON *json, bool all_variations) {
    loss_case test = loss_case_from_json(json);
    loss_outcome first = call_loss(&test, &first_way);
    bool good = true;
    if (first.wrote_elsewhere)
        good = complain(test.id, first_way.name, "wrote elsewhere");
    if (first.status != first.error.status)
        good = complain(test.id, "error slot", "another status");
    for (size_t i = 0; all_variations && i < sizeof variations / sizeof *variations; i++)
        good &= agrees(&test, &variations[i], &first);
    if (first.status == KULLBACK_OK) {
        print_results(&test, &first);
    } else {
        print_error(test.id, "f64", &first.error);
    }
    free_loss_outcome(&first);
    free_loss_case(&test);
    return good;
}
