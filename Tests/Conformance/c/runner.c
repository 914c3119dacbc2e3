/*
 * Runs every case of the vector files named on the command line, and writes one line per result:
 *
 *     id index dtype 0 bits...                          (two for an estimate: value, standard error)
 *     id row dtype status argument index value-bits     ("-" for a row or an index that does not apply)
 *
 * Each case runs in several memory layouts and numbers of threads, through the simple floor where there is a
 * function for it, and as counts where its weights are. All must agree in every bit, and errors must leave the results
 * alone.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "call.h"
#include "distribution_runner.h"
#include "loss_runner.h"
#include "print.h"

typedef struct {
    const char *name;
    layout layout;
    int32_t threads;
} variation;

static const variation variations[] = {
    {"contiguous, 2 threads", LAYOUT_CONTIGUOUS, 2}, {"contiguous, 3 threads", LAYOUT_CONTIGUOUS, 3},
    {"spread, 1 thread", LAYOUT_SPREAD, 1},          {"spread, 3 threads", LAYOUT_SPREAD, 3},
    {"reversed, 2 threads", LAYOUT_REVERSED, 2},
};

static outcome call_rows(const test_case *test, layout layout, int32_t threads) {
    return test->is_f32 ? call_rows_f32(test, layout, threads) : call_rows_f64(test, layout, threads);
}

static outcome call_simple(const test_case *test) {
    return test->is_f32 ? call_simple_f32(test) : call_simple_f64(test);
}

static bool same_results(const test_case *test, const outcome *a, const outcome *b) {
    if (a->status != b->status)
        return false;
    return a->status != KULLBACK_OK || memcmp(a->bits, b->bits, result_count(test) * sizeof *a->bits) == 0;
}

/* Checks one more way to call against the first, and frees it. */
static bool agrees(const test_case *test, const char *name, const outcome *first, outcome other, bool has_error) {
    bool good = true;
    if (!same_results(test, first, &other))
        good = complain(test->id, name, "another result");
    if (has_error && !same_error(&first->error, &other.error))
        good = complain(test->id, name, "another error");
    if (other.wrote_elsewhere)
        good = complain(test->id, name, "wrote elsewhere");
    free(other.bits);
    return good;
}

static void print_results(const test_case *test, const outcome *outcome) {
    bool estimates = test->shape == SHAPE_LOG_RATIO;
    int digits = test->is_f32 && !estimates ? 8 : 16;
    size_t step = estimates ? 2 : 1;
    for (size_t i = 0; i < result_count(test); i += step) {
        printf("%s %zu %s 0", test->id, i / step, test->is_f32 ? "f32" : "f64");
        for (size_t j = i; j < i + step; j++)
            printf(" %0*" PRIx64, digits, outcome->bits[j]);
        printf("\n");
    }
}

/* Under emulation one way to call each case is enough, and takes long enough. */
static bool all_variations = true;

static bool run_case(const test_case *test) {
    outcome first = call_rows(test, LAYOUT_CONTIGUOUS, 1);
    bool good = true;
    if (first.wrote_elsewhere)
        good = complain(test->id, "contiguous, 1 thread", "wrote elsewhere");
    if (first.status != first.error.status)
        good = complain(test->id, "error slot", "another status");
    for (size_t i = 0; all_variations && i < sizeof variations / sizeof *variations; i++) {
        outcome other = call_rows(test, variations[i].layout, variations[i].threads);
        good &= agrees(test, variations[i].name, &first, other, true);
    }
    if (has_simple_call(test))
        good &= agrees(test, "simple", &first, call_simple(test), false);
    if (has_counts_call(test))
        good &= agrees(test, "counts", &first, call_counts(test), true);
    if (first.status == KULLBACK_OK) {
        print_results(test, &first);
    } else {
        print_error(test->id, test->is_f32 ? "f32" : "f64", &first.error);
    }
    free(first.bits);
    return good;
}

static char *contents(const char *path) {
    FILE *file = fopen(path, "rb");
    require(file != NULL && fseek(file, 0, SEEK_END) == 0, path);
    size_t size = (size_t)ftell(file);
    char *text = calloc(size + 1, 1);
    require(text != NULL && fseek(file, 0, SEEK_SET) == 0, path);
    require(fread(text, 1, size, file) == size, path);
    fclose(file);
    return text;
}

static bool run_file(const char *path) {
    char *text = contents(path);
    cJSON *json = cJSON_Parse(text);
    require(json != NULL, path);
    bool good = true;
    const cJSON *item;
    cJSON_ArrayForEach(item, cJSON_GetObjectItemCaseSensitive(json, "cases")) {
        if (cJSON_HasObjectItem(item, "function")) {
            good &= run_loss_case(item, all_variations);
        } else if (cJSON_HasObjectItem(item, "p")) {
            good &= run_distribution_case(item, all_variations);
        } else {
            test_case test = case_from_json(item);
            good &= run_case(&test);
            free_case(&test);
        }
    }
    cJSON_Delete(json);
    free(text);
    return good;
}

/* runner [--contiguous] PATH... */
int main(int count, char **paths) {
    bool good = true;
    int first = 1;
    if (count > 1 && strcmp(paths[1], "--contiguous") == 0) {
        all_variations = false;
        first = 2;
    }
    for (int i = first; i < count; i++)
        good &= run_file(paths[i]);
    return good ? EXIT_SUCCESS : EXIT_FAILURE;
}
