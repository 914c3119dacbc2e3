/* The same bits for any number of threads, from several threads at once, and after fork(). */
#include <pthread.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support/check.h"
#include "support/real.h"

enum {
    ROWS = 301,
    COUNT = 257,
    CALLERS = 6,
    REPEATS = 5,
    BAD_ROW = 205
};

static real p[ROWS * COUNT], q[ROWS * COUNT], expected[ROWS];

static void make_weights(void) {
    uint32_t state = 1;
    for (size_t i = 0; i < ROWS * COUNT; i++) {
        state = state * 1664525u + 1013904223u;
        p[i] = (real)((state >> 20) + 1);
        q[i] = (real)((state & 0xfff) + 1);
    }
}

static kullback_status run(int32_t threads, real *results, kullback_error *error) {
    const rows rows_p = contiguous(p, ROWS, COUNT), rows_q = contiguous(q, ROWS, COUNT);
    const kullback_options options = {
        .struct_size = sizeof options, .normalize = 1, .threads = threads, .error = error};
    return FN(kullback_divergence_rows)(KULLBACK_KL, &rows_p, &rows_q, &options, results, 1);
}

static bool gives_expected(int32_t threads) {
    real results[ROWS];
    return run(threads, results, NULL) == KULLBACK_OK && same_bits(results, expected, ROWS);
}

static void test_thread_counts(void) {
    static const int32_t threads[] = {0, 1, 2, 3, 7, 64, ROWS + 1, INT32_MAX};
    for (size_t i = 0; i < sizeof threads / sizeof *threads; i++) {
        CHECK(gives_expected(threads[i]));
    }
}

/* The first fault is reported, whichever thread meets one first, and no result is written. */
static void test_first_fault(void) {
    const real kept_first = p[BAD_ROW * COUNT + 3], kept_last = q[(ROWS - 1) * COUNT];
    p[BAD_ROW * COUNT + 3] = q[(ROWS - 1) * COUNT] = -1;
    for (int32_t threads = 1; threads <= 8; threads++) {
        kullback_error error = {0};
        real results[ROWS];
        fill(results, ROWS, untouched);
        CHECK_EQUAL(run(threads, results, &error), KULLBACK_ERROR_PROBABILITY);
        CHECK_EQUAL(error.argument, KULLBACK_ARGUMENT_P);
        CHECK_EQUAL(error.row, BAD_ROW);
        CHECK_EQUAL(error.index, 3);
        CHECK(all_equal(results, ROWS, untouched));
    }
    p[BAD_ROW * COUNT + 3] = kept_first;
    q[(ROWS - 1) * COUNT] = kept_last;
}

static void *caller(void *argument) {
    bool *agrees = argument;
    *agrees = true;
    for (int i = 0; i < REPEATS; i++) {
        *agrees &= gives_expected(i % 3);
    }
    return NULL;
}

static void test_concurrent_callers(void) {
    pthread_t threads[CALLERS];
    bool agrees[CALLERS];
    for (int i = 0; i < CALLERS; i++) {
        if (!CHECK(pthread_create(&threads[i], NULL, caller, &agrees[i]) == 0)) {
            abort();
        }
    }
    for (int i = 0; i < CALLERS; i++) {
        CHECK(pthread_join(threads[i], NULL) == 0);
        CHECK(agrees[i]);
    }
}

static void test_after_fork(void) {
    CHECK(gives_expected(2));
    const pid_t child = fork();
    if (child == 0) {
        _exit(gives_expected(2) && gives_expected(0) ? EXIT_SUCCESS : EXIT_FAILURE);
    }
    int status = -1;
    CHECK(child > 0 && waitpid(child, &status, 0) == child);
    CHECK(WIFEXITED(status) && WEXITSTATUS(status) == EXIT_SUCCESS);
    CHECK(gives_expected(2));
}

int main(void) {
    make_weights();
    CHECK_EQUAL(run(1, expected, NULL), KULLBACK_OK);
    test_thread_counts();
    test_first_fault();
    test_concurrent_callers();
    test_after_fork();
    return check_summary();
}
