#include "print.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* Errors below this are about the call, not about a row. */
enum {
    FIRST_DATA_STATUS = 100
};

static uint64_t bits_of(double value) {
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    return bits;
}

bool same_error(const kullback_error *a, const kullback_error *b) {
    return a->status == b->status && a->argument == b->argument && a->row == b->row && a->index == b->index &&
           bits_of(a->value) == bits_of(b->value);
}

bool complain(const char *id, const char *variation, const char *what) {
    fprintf(stderr, "%s: %s: %s\n", id, variation, what);
    return false;
}

static void print_place(bool applies, size_t place) {
    if (applies) {
        printf(" %zu", place);
    } else {
        printf(" -");
    }
}

void print_error(const char *id, const char *type, const kullback_error *error) {
    bool has_row = error->status >= FIRST_DATA_STATUS && error->status != KULLBACK_ERROR_NO_CLOSED_FORM;
    printf("%s", id);
    print_place(has_row, error->row);
    printf(" %s %" PRId32 " %" PRId32, type, error->status, error->argument);
    print_place(has_row && error->index != KULLBACK_WHOLE_ROW, error->index);
    printf(" %016" PRIx64 "\n", bits_of(error->value));
}
