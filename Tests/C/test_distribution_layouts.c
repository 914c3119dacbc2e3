/* Univariate distributions: no bit depends on shapes, strides, types, threads or overlap. */
#include <stdlib.h>

#include "support/distributions.h"

enum {
    COUNT = 420,
    LONG = 300000
};

static double loc_p[COUNT], scale_p[COUNT], loc_q[COUNT], scale_q[COUNT], expected[COUNT];

static void make_parameters(void) {
    uint32_t state = 1;
    for (int i = 0; i < COUNT; i++) {
        double *const numbers[] = {&loc_p[i], &scale_p[i], &loc_q[i], &scale_q[i]};
        for (int j = 0; j < 4; j++) {
            state = state * 1664525u + 1013904223u;
            *numbers[j] = (1 + (state >> 29)) / 4.0; /* a number of every type */
        }
    }
    for (int i = 0; i < COUNT; i++) {
        const kullback_distributions p = members(KULLBACK_NORMAL, loc_p + i, scale_p + i, 1, 1);
        const kullback_distributions q = members(KULLBACK_NORMAL, loc_q + i, scale_q + i, 1, 1);
        expected[i] = quantity_of(KULLBACK_KL, &p, &q, NULL);
    }
}

/* Rows of every length, the results in rows of their own stride. */
static void test_shapes(void) {
    static const size_t counts[] = {1, 2, 7, 12, 60, 140, 210, 420};
    static double results[2 * COUNT];
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        const size_t count = counts[i], rows = COUNT / count;
        const kullback_distributions p = members(KULLBACK_NORMAL, loc_p, scale_p, rows, count);
        const kullback_distributions q = members(KULLBACK_NORMAL, loc_q, scale_q, rows, count);
        for (ptrdiff_t padding = 0; padding < 2; padding++) {
            const ptrdiff_t row_stride = (ptrdiff_t)count + padding;
            memset(results, 0, sizeof results);
            const kullback_typed_results places = {results, KULLBACK_F64, 0, row_stride, 1};
            CHECK_EQUAL(kullback_distribution_values(KULLBACK_KL, &p, &q, NULL, &places), KULLBACK_OK);
            for (size_t row = 0; row < rows; row++) {
                const double *got = results + (ptrdiff_t)row * row_stride;
                CHECK(memcmp(got, expected + row * count, count * sizeof *got) == 0);
            }
        }
    }
    const kullback_distributions none = members(KULLBACK_EXPONENTIAL, NULL, NULL, 0, 5);
    const kullback_distributions empty = members(KULLBACK_EXPONENTIAL, NULL, NULL, 5, 0);
    const kullback_typed_results nowhere = {NULL, KULLBACK_F64, 0, 5, 1};
    CHECK_EQUAL(kullback_distribution_values(KULLBACK_KL, &none, &none, NULL, &nowhere), KULLBACK_OK);
    CHECK_EQUAL(kullback_distribution_values(KULLBACK_KL, &empty, &empty, NULL, &nowhere), KULLBACK_OK);
    const kullback_typed_results sums = typed_results(results, KULLBACK_F64, 1);
    CHECK_EQUAL(kullback_distribution_row_values(KULLBACK_KL, &empty, &empty, NULL, &sums), KULLBACK_OK);
    CHECK_EQUAL(results[4], 0);
}

/* Columns instead of rows, backwards, and one distribution for all. */
static void test_strides(void) {
    static double results[COUNT];
    const size_t rows = 20, count = COUNT / rows;
    kullback_distributions p = members(KULLBACK_NORMAL, loc_p + COUNT - 1, scale_p + COUNT - 1, count, rows);
    kullback_distributions q = members(KULLBACK_NORMAL, loc_q + COUNT - 1, scale_q + COUNT - 1, count, rows);
    kullback_typed_rows *const columns[] = {p.parameters, p.parameters + 1, q.parameters, q.parameters + 1};
    for (int i = 0; i < 4; i++) {
        columns[i]->row_stride = -1;
        columns[i]->stride = -(ptrdiff_t)count;
    }
    const kullback_typed_results places = {results + COUNT - 1, KULLBACK_F64, 0, -1, -(ptrdiff_t)count};
    CHECK_EQUAL(kullback_distribution_values(KULLBACK_KL, &p, &q, NULL, &places), KULLBACK_OK);
    CHECK(memcmp(results, expected, sizeof results) == 0);
    for (int i = 0; i < 4; i++) {
        columns[i]->row_stride = columns[i]->stride = 0;
    }
    CHECK_EQUAL(kullback_distribution_values(KULLBACK_KL, &p, &q, NULL, &places), KULLBACK_OK);
    for (int i = 0; i < COUNT; i++) {
        CHECK_EQUAL(results[i], expected[COUNT - 1]);
    }
}

/* Parameters of each type are those numbers; results are rounded once. */
static void test_types(void) {
    static double loc[COUNT], results[COUNT];
    for (int i = 0; i < TYPE_COUNT; i++) {
        const kullback_type type = all_types[i];
        for (int j = 0; j < COUNT; j++) {
            put_number(loc, type, j, loc_p[j]);
        }
        kullback_distributions p = members(KULLBACK_NORMAL, loc, scale_p, 4, COUNT / 4);
        const kullback_distributions q = members(KULLBACK_NORMAL, loc_q, scale_q, 4, COUNT / 4);
        p.parameters[0].type = type;
        kullback_typed_results places = typed_results(results, KULLBACK_F64, COUNT / 4);
        CHECK_EQUAL(kullback_distribution_values(KULLBACK_KL, &p, &q, NULL, &places), KULLBACK_OK);
        CHECK(memcmp(results, expected, sizeof results) == 0);
        places.data = loc; /* in the place of a parameter of the same type */
        places.type = type;
        CHECK_EQUAL(kullback_distribution_values(KULLBACK_KL, &p, &q, NULL, &places), KULLBACK_OK);
        for (int j = 0; j < COUNT; j++) {
            CHECK(fabs(get_number(loc, type, j) - expected[j]) <= type_unit(type) * fabs(expected[j]));
        }
    }
}

/* Results in memory that is read from: in place, and shifted so that each lies where another element is. */
static void test_overlap(void) {
    static double memory[COUNT + 2], again[COUNT];
    for (int shift = -1; shift <= 1; shift++) {
        memcpy(memory + 1, scale_q, sizeof scale_q);
        const kullback_distributions p = members(KULLBACK_NORMAL, loc_p, scale_p, 6, COUNT / 6);
        const kullback_distributions q = members(KULLBACK_NORMAL, loc_q, memory + 1, 6, COUNT / 6);
        kullback_typed_results places = typed_results(memory + 1 + shift, KULLBACK_F64, COUNT / 6);
        CHECK_EQUAL(kullback_distribution_values(KULLBACK_KL, &p, &q, NULL, &places), KULLBACK_OK);
        CHECK(memcmp(memory + 1 + shift, expected, sizeof expected) == 0);
        const kullback_distributions rates = members(KULLBACK_EXPONENTIAL, memory + 1, NULL, 6, COUNT / 6);
        memcpy(memory + 1, scale_q, sizeof scale_q);
        places.data = again;
        CHECK_EQUAL(kullback_distribution_samples(&rates, 5, 0, NULL, &places), KULLBACK_OK);
        places.data = memory + 1 + shift;
        CHECK_EQUAL(kullback_distribution_samples(&rates, 5, 0, NULL, &places), KULLBACK_OK);
        CHECK(memcmp(memory + 1 + shift, again, sizeof again) == 0);
    }
}

/* One row here, one on the stack: whatever memory is asked for seems to lie between them. */
static void test_rows_far_apart(void) {
    static double first[] = {1, 2};
    double last[] = {4, 8}, *results = malloc(4 * sizeof *results);
    if (results == NULL) {
        abort();
    }
    kullback_distributions rates = members(KULLBACK_EXPONENTIAL, first, NULL, 2, 2);
    rates.parameters[0].row_stride = ((intptr_t)last - (intptr_t)first) / (ptrdiff_t)sizeof *first;
    const kullback_typed_results places = typed_results(results, KULLBACK_F64, 2);
    CHECK_EQUAL(kullback_distribution_values(KULLBACK_MEAN, &rates, NULL, NULL, &places), KULLBACK_OK);
    CHECK(results[0] == 1 && results[1] == 0.5 && results[2] == 0.25 && results[3] == 0.125);
    free(results);
}

/* A batch long enough for threads: values, sums and draws have the same bits for any number of them. */
static void test_threads(void) {
    double *rates = malloc(LONG * sizeof *rates), *results = malloc(3 * LONG * sizeof *results);
    if (rates == NULL || results == NULL) {
        abort();
    }
    for (int i = 0; i < LONG; i++) {
        rates[i] = 1 + i % 1009;
    }
    const kullback_distributions p = members(KULLBACK_EXPONENTIAL, rates, NULL, 3, LONG / 3);
    kullback_distributions q = members(KULLBACK_EXPONENTIAL, rates + LONG / 2, NULL, 3, LONG / 3);
    q.parameters[0].row_stride = 0;
    double sums[3], more_sums[3];
    for (int32_t threads = 1; threads <= 4; threads *= 2) {
        const kullback_options options = {.struct_size = sizeof options, .threads = threads};
        double *const values = results + (threads == 1 ? 0 : LONG);
        const kullback_typed_results places = typed_results(values, KULLBACK_F64, LONG / 3);
        const kullback_typed_results totals = typed_results(threads == 1 ? sums : more_sums, KULLBACK_F64, 1);
        CHECK_EQUAL(kullback_distribution_row_values(KULLBACK_KL, &p, &q, &options, &totals), KULLBACK_OK);
        CHECK_EQUAL(kullback_distribution_values(KULLBACK_KL, &p, &q, &options, &places), KULLBACK_OK);
        CHECK(threads == 1 || memcmp(results, values, LONG * sizeof *values) == 0);
        CHECK(threads == 1 || memcmp(sums, more_sums, sizeof sums) == 0);
        double total = 0;
        for (int i = 0; i < LONG / 3; i++) {
            total += values[i];
        }
        CHECK(fabs(sums[0] - total) <= 1e-11 * total);
    }
    free(rates);
    free(results);
}

int main(void) {
    make_parameters();
    test_shapes();
    test_strides();
    test_types();
    test_overlap();
    test_rows_far_apart();
    test_threads();
    return check_summary();
}
