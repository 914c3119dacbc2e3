/* The smallest test frame: checks are counted, failures printed, and main returns check_summary(). */
#ifndef CHECK_H
#define CHECK_H

#include <stdbool.h>
#include <stdio.h>

static int check_total;
static int check_failures;

static inline bool check_that(bool holds, const char *text, const char *file, int line) {
    check_total++;
    if (!holds) {
        check_failures++;
        printf("%s:%d: failed: %s\n", file, line, text);
    }
    return holds;
}

static inline void check_equal(double got, double expected, const char *text, const char *file, int line) {
    if (!check_that(got == expected, text, file, line)) {
        printf("    got %.17g, expected %.17g\n", got, expected);
    }
}

static inline int check_summary(void) {
    printf("%d checks, %d failures\n", check_total, check_failures);
    return check_total > 0 && check_failures == 0 ? 0 : 1;
}

#define CHECK(condition) check_that((condition), #condition, __FILE__, __LINE__)

/* Numbers that must be equal; for statuses, counts and exact values. Prints both. */
#define CHECK_EQUAL(got, expected) check_equal((double)(got), (double)(expected), #got, __FILE__, __LINE__)

#endif
