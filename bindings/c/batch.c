/* Many distributions in one call, without copying: here each column of a table is one. */
#include <kullback.h>
#include <stdio.h>

enum {
    COUNTRIES = 3,
    BINS = 4
};

/* Numbers of people by age group (rows) and country (columns). */
static const double people[BINS][COUNTRIES] = {{20, 0, 10}, {30, 50, 20}, {30, 50, 30}, {20, 0, 40}};

int main(void) {
    const double uniform[BINS] = {0.25, 0.25, 0.25, 0.25};

    /* Row i is country i: one element to the next country, COUNTRIES elements to the next bin. */
    const kullback_rows_f64 countries = {&people[0][0], COUNTRIES, BINS, 1, COUNTRIES};
    /* A row stride of 0 compares every country with the same row. */
    const kullback_rows_f64 reference = {uniform, COUNTRIES, BINS, 0, 1};
    /* The rows are counts, and the answer is wanted in bits. */
    const kullback_options options = {.struct_size = sizeof options, .normalize = 1, .base = 2};

    double bits[COUNTRIES];
    const kullback_status status = kullback_divergence_rows_f64(KULLBACK_KL, &countries, &reference, &options, bits, 1);
    if (status != KULLBACK_OK) {
        fprintf(stderr, "%s\n", kullback_status_message(status));
        return 1;
    }
    for (int i = 0; i < COUNTRIES; i++) {
        printf("country %d: %.12g bits from uniform\n", i, bits[i]);
    }
    return 0;
}
