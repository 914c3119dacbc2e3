/* Tables and sets of distributions: values, layouts up to the end of memory, counts, threads, and every misuse. */
#include "support/accuracy.h"
#include "support/guarded.h"

typedef FN(kullback_tables) tables;

/* Cover & Thomas, Elements of Information Theory, Example 2.2.1, in 32nds. */
static const real published[16] = {4, 2, 1, 1, 2, 4, 1, 1, 2, 2, 2, 2, 8, 0, 0, 0};

static kullback_error error;
static kullback_options weights_in_bits(void) {
    return (kullback_options){.struct_size = sizeof(kullback_options), .normalize = 1, .base = 2, .error = &error};
}

static tables matrix(const real *data, size_t count, size_t columns) {
    return (tables){data, 1, 0, 2, {count, columns}, {(ptrdiff_t)columns, 1}};
}

static void test_values(void) {
    const kullback_options bits = weights_in_bits();
    const tables joint = matrix(published, 4, 4);
    const struct {
        kullback_information quantity;
        double expected;
    } expectations[] = {
        {KULLBACK_MUTUAL_INFORMATION, 0.375},
        {KULLBACK_CONDITIONAL_MUTUAL_INFORMATION, 0.375},
        {KULLBACK_TOTAL_CORRELATION, 0.375},
        {KULLBACK_VARIATION_OF_INFORMATION, 3},
        {KULLBACK_JOINT_ENTROPY, 3.375},
        {KULLBACK_CONDITIONAL_ENTROPY, 1.375},
        {KULLBACK_NORMALIZED_MUTUAL_INFORMATION, 0.2},
        {KULLBACK_NORMALIZED_MUTUAL_INFORMATION_GEOMETRIC, 0.20044593143431829},
        {KULLBACK_NORMALIZED_MUTUAL_INFORMATION_MIN, 0.375 / 1.75},
        {KULLBACK_NORMALIZED_MUTUAL_INFORMATION_MAX, 0.1875},
        {KULLBACK_NORMALIZED_MUTUAL_INFORMATION_JOINT, 0.375 / 3.375},
    };
    for (size_t i = 0; i < sizeof expectations / sizeof *expectations; i++) {
        real result = untouched;
        CHECK_EQUAL(FN(kullback_information_tables)(expectations[i].quantity, &joint, &bits, &result, 1), KULLBACK_OK);
        CHECK_ACCURATE(result, expectations[i].expected);
    }
    const real half[4] = {0.5, 0, 0, 0.5};
    real result;
    CHECK_EQUAL(FN(kullback_mutual_information)(half, 2, 2, &result), KULLBACK_OK);
    CHECK_ACCURATE(result, 0.69314718055994531);
    CHECK_EQUAL(FN(kullback_js_among)(published + 12, 1, 1, &result), KULLBACK_ERROR_SUM);
    const real disjoint[4] = {1, 0, 0, 1};
    CHECK_EQUAL(FN(kullback_js_among)(disjoint, 2, 2, &result), KULLBACK_OK);
    CHECK_ACCURATE(result, 0.69314718055994531);
}

static void test_counts(void) {
    int64_t counts[16];
    for (size_t i = 0; i < 16; i++) {
        counts[i] = (int64_t)published[i];
    }
    const kullback_tables_i64 joint = {counts, 1, 0, 2, {4, 4}, {4, 1}};
    const kullback_options bits = {.struct_size = sizeof bits, .base = 2};
    double result;
    CHECK_EQUAL(kullback_information_tables_i64(KULLBACK_MUTUAL_INFORMATION, &joint, &bits, &result, 1), KULLBACK_OK);
    CHECK(fabs(result - 0.375) <= 1e-14);
    const kullback_tables_i64 pair = {counts, 1, 0, 2, {2, 4}, {4, 1}};
    CHECK_EQUAL(kullback_js_among_tables_i64(&pair, NULL, &bits, &result, 1), KULLBACK_OK);
    /* D((4, 2, 1, 1) / 8 || (6, 6, 2, 2) / 16), which is that of the second row too */
    CHECK(fabs(result - (0.5 * 0.41503749927884376 - 0.25 * 0.58496250072115624)) <= 1e-14);
}

/* A batch in memory that ends at inaccessible pages, in every order of axes and with reversed ones. */
static void test_layouts(void) {
    const kullback_options bits = weights_in_bits();
    enum {
        ROWS = 3,
        COLUMNS = 1027
    };
    const guarded memory = guarded_allocate(16);
    real *values = calloc(ROWS * COLUMNS, sizeof *values), expected, result;
    for (size_t i = 0; i < ROWS * COLUMNS; i++) {
        values[i] = (real)(1 + (i * 7919) % 1009);
    }
    const tables plain = matrix(values, ROWS, COLUMNS);
    const ptrdiff_t strides[][2] = {{COLUMNS, 1}, {-COLUMNS, 1}, {COLUMNS, -1}, {1, ROWS}, {-1, -ROWS}, {1, 2 * ROWS}};
    for (kullback_information quantity = 10; quantity <= 60; quantity += 10) {
        CHECK_EQUAL(FN(kullback_information_tables)(quantity, &plain, &bits, &expected, 1), KULLBACK_OK);
        for (size_t i = 0; i < sizeof strides / sizeof *strides; i++) {
            for (int at = AT_FRONT_GUARD; at <= AT_BACK_GUARD; at++) {
                rows layout = {NULL, ROWS, COLUMNS, strides[i][0], strides[i][1]};
                guarded_place(&memory, (side)at, &layout, values);
                const tables placed = {layout.data, 1, 0, 2, {ROWS, COLUMNS}, {strides[i][0], strides[i][1]}};
                result = untouched;
                CHECK_EQUAL(FN(kullback_information_tables)(quantity, &placed, &bits, &result, 1), KULLBACK_OK);
                CHECK(same_bits(&result, &expected, 1));
            }
        }
    }
    free(values);
}

static void test_threads(void) {
    kullback_options bits = weights_in_bits();
    enum {
        ROWS = 5,
        COLUMNS = 100000
    };
    real *values = calloc(ROWS * COLUMNS, sizeof *values), expected[2], results[2];
    for (size_t i = 0; i < ROWS * COLUMNS; i++) {
        values[i] = (real)(1 + (i * 7919) % 1009);
    }
    const tables joint = matrix(values, ROWS, COLUMNS);
    for (bits.threads = 1; bits.threads <= 7; bits.threads += 3) {
        real *to = bits.threads == 1 ? expected : results;
        CHECK_EQUAL(FN(kullback_information_tables)(KULLBACK_MUTUAL_INFORMATION, &joint, &bits, to, 1), KULLBACK_OK);
        CHECK_EQUAL(FN(kullback_js_among_tables)(&joint, NULL, &bits, to + 1, 1), KULLBACK_OK);
        CHECK(same_bits(to, expected, 2));
    }
    free(values);
}

/* Each returns its status, names its argument, and writes nothing. */
static void expect(kullback_status status, kullback_argument argument, kullback_information quantity, tables joint,
                   kullback_options options) {
    real result[2] = {untouched, untouched};
    CHECK_EQUAL(FN(kullback_information_tables)(quantity, &joint, &options, result, 1), status);
    CHECK_EQUAL(error.argument, argument);
    CHECK(all_equal(result, 2, untouched));
}

static void test_misuse_of_tables(void) {
    const kullback_options options = weights_in_bits();
    const kullback_information mutual = KULLBACK_MUTUAL_INFORMATION;
    tables joint = matrix(published, 4, 4);
    expect(KULLBACK_ERROR_QUANTITY, KULLBACK_ARGUMENT_QUANTITY, 11, joint, options);
    for (size_t dimensions = 0; dimensions < 12; dimensions++) {
        joint.dimensions = dimensions == 11 ? SIZE_MAX : dimensions;
        if (dimensions != 2) {
            expect(KULLBACK_ERROR_SHAPE, KULLBACK_ARGUMENT_JOINT, mutual, joint, options);
        }
    }
    joint = matrix(NULL, 4, 4);
    expect(KULLBACK_ERROR_NULL_POINTER, KULLBACK_ARGUMENT_JOINT, mutual, joint, options);
    joint = matrix((const real *)(const void *)((const char *)published + 1), 2, 2);
    expect(KULLBACK_ERROR_ALIGNMENT, KULLBACK_ARGUMENT_JOINT, mutual, joint, options);
    joint = matrix(published, SIZE_MAX, 1);
    expect(KULLBACK_ERROR_COUNT, KULLBACK_ARGUMENT_JOINT, mutual, joint, options);
    joint = matrix(published, (size_t)1 << 40, (size_t)1 << 40);
    expect(KULLBACK_ERROR_COUNT, KULLBACK_ARGUMENT_JOINT, mutual, joint, options);
    joint = matrix(published, 2, 2);
    joint.strides[0] = PTRDIFF_MIN;
    expect(KULLBACK_ERROR_STRIDE, KULLBACK_ARGUMENT_JOINT, mutual, joint, options);
    joint = matrix(NULL, 0, 4);
    expect(KULLBACK_ERROR_NO_MASS, KULLBACK_ARGUMENT_JOINT, mutual, joint, options);
    joint = matrix(NULL, 4, 0);
    expect(KULLBACK_ERROR_NO_MASS, KULLBACK_ARGUMENT_JOINT, mutual, joint, options);
    joint = matrix(published, 4, 4);
    kullback_options other = options;
    other.space = KULLBACK_LOGITS;
    expect(KULLBACK_ERROR_OPTION, KULLBACK_ARGUMENT_OPTIONS, mutual, joint, other);
    other = options;
    other.normalize = 0;
    expect(KULLBACK_ERROR_SUM, KULLBACK_ARGUMENT_JOINT, mutual, joint, other);
    CHECK_EQUAL(error.value, 32);
    CHECK_EQUAL(error.index == KULLBACK_WHOLE_ROW, 1);

    real result[1] = {untouched};
    CHECK_EQUAL(FN(kullback_information_tables)(mutual, NULL, &options, result, 1), KULLBACK_ERROR_NULL_POINTER);
    CHECK_EQUAL(FN(kullback_information_tables)(mutual, &joint, &options, NULL, 1), KULLBACK_ERROR_NULL_POINTER);
    joint.tables = 2;
    CHECK_EQUAL(FN(kullback_information_tables)(mutual, &joint, &options, result, 0), KULLBACK_ERROR_STRIDE);
    joint.tables = 0;
    CHECK_EQUAL(FN(kullback_information_tables)(mutual, &joint, &options, NULL, 1), KULLBACK_OK);
    CHECK_EQUAL(FN(kullback_mutual_information)(NULL, 2, 2, result), KULLBACK_ERROR_NULL_POINTER);
    CHECK_EQUAL(result[0], untouched);
}

static void test_bad_data(void) {
    const kullback_options options = weights_in_bits();
    real values[12] = {1, 2, 3, 4, 5, 6, 7, -8, 9, 10, (real)INFINITY, 12}, results[3] = {untouched};
    const tables joint = {values, 3, 4, 2, {2, 2}, {2, 1}};
    CHECK_EQUAL(FN(kullback_information_tables)(KULLBACK_JOINT_ENTROPY, &joint, &options, results, 1),
                KULLBACK_ERROR_PROBABILITY);
    CHECK_EQUAL(error.row, 1);
    CHECK_EQUAL(error.index, 3);
    CHECK_EQUAL(error.value, -8);
    CHECK_EQUAL(FN(kullback_js_among_tables)(&joint, NULL, &options, results, 1), KULLBACK_ERROR_PROBABILITY);
    CHECK_EQUAL(error.argument, KULLBACK_ARGUMENT_DISTRIBUTIONS);
    CHECK_EQUAL(error.row, 3);
    CHECK_EQUAL(error.index, 1);
    CHECK_EQUAL(results[0], untouched);
    const double weights[2] = {1, NAN};
    CHECK_EQUAL(FN(kullback_js_among_tables)(&joint, weights, &options, results, 1), KULLBACK_ERROR_PROBABILITY);
    CHECK_EQUAL(error.argument, KULLBACK_ARGUMENT_WEIGHTS);
    CHECK_EQUAL(error.index, 1);
    values[7] = (real)NAN;
    values[10] = 11;
    CHECK_EQUAL(FN(kullback_information_tables)(KULLBACK_JOINT_ENTROPY, &joint, &options, results, 1), KULLBACK_OK);
    CHECK(!isnan(results[0]) && isnan(results[1]) && !isnan(results[2]));
}

int main(void) {
    test_values();
    test_counts();
    test_layouts();
    test_threads();
    test_misuse_of_tables();
    test_bad_data();
    return check_summary();
}
