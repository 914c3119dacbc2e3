/*
 * Times calls of the library, for run.py.
 *
 *     measure OPERATION TYPE ROWS COUNT DATA RESULTS
 *
 * DATA holds the operation's columns, matrices of ROWS x COUNT numbers of TYPE (f64 or f32), one after the
 * other. The operation is done once and its results go to the file RESULTS; the instruction set's level goes to
 * standard output. Then each line "LEVEL THREADS CALLS" of standard input is answered with the seconds that
 * one of CALLS calls took.
 */
#define _POSIX_C_SOURCE 200809L

#include "measure.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define TYPED(name) name##_f64
#include "measure_calls.h"
#undef TYPED

#define TYPED(name) name##_f32
#include "measure_calls.h"
#undef TYPED

struct operation {
    const char *name;
    int columns;
    bool elementwise;
    kullback_quantity quantity;
    kullback_space space;
    double order; /* of the quantities that have one */
    work_call f64;
    work_call f32;
};

#define CALLS(name) name##_f64, name##_f32
static const struct operation operations[] = {
    {"entropy", 1, false, KULLBACK_ENTROPY, KULLBACK_PROBABILITIES, 0, CALLS(call_entropy)},
    {"kl", 2, false, KULLBACK_KL, KULLBACK_PROBABILITIES, 0, CALLS(call_divergence)},
    {"kl_logits", 2, false, KULLBACK_KL, KULLBACK_LOGITS, 0, CALLS(call_divergence)},
    {"jeffreys", 2, false, KULLBACK_JEFFREYS, KULLBACK_PROBABILITIES, 0, CALLS(call_divergence)},
    {"js_distance", 2, false, KULLBACK_JS_DISTANCE, KULLBACK_PROBABILITIES, 0, CALLS(call_divergence)},
    {"js_divergence", 2, false, KULLBACK_JS_DIVERGENCE, KULLBACK_PROBABILITIES, 0, CALLS(call_divergence)},
    {"k_divergence", 2, false, KULLBACK_K_DIVERGENCE, KULLBACK_PROBABILITIES, 0, CALLS(call_divergence)},
    {"renyi_0.7", 2, false, KULLBACK_RENYI, KULLBACK_PROBABILITIES, 0.7, CALLS(call_divergence)},
    {"renyi_2.5", 2, false, KULLBACK_RENYI, KULLBACK_PROBABILITIES, 2.5, CALLS(call_divergence)},
    {"hellinger_distance", 2, false, KULLBACK_HELLINGER_DISTANCE, KULLBACK_PROBABILITIES, 0, CALLS(call_divergence)},
    {"pearson_chi2", 2, false, KULLBACK_PEARSON_CHI2, KULLBACK_PROBABILITIES, 0, CALLS(call_divergence)},
    {"total_variation", 2, false, KULLBACK_TOTAL_VARIATION, KULLBACK_PROBABILITIES, 0, CALLS(call_divergence)},
    {"triangular_discrimination", 2, false, KULLBACK_TRIANGULAR_DISCRIMINATION, KULLBACK_PROBABILITIES, 0,
     CALLS(call_divergence)},
    {"normal", 4, true, KULLBACK_KL, KULLBACK_PROBABILITIES, 0, CALLS(call_normal)},
    {"vae", 2, false, KULLBACK_KL, KULLBACK_PROBABILITIES, 0, CALLS(call_vae)},
    {"simple_entropy", 1, false, KULLBACK_ENTROPY, KULLBACK_PROBABILITIES, 0, CALLS(call_simple_entropy)},
    {"simple_kl", 2, false, KULLBACK_KL, KULLBACK_PROBABILITIES, 0, CALLS(call_simple_kl)},
};

static const struct {
    const char *name;
    kullback_cpu_level level;
} levels[] = {
    {"baseline", KULLBACK_CPU_BASELINE},
    {"x86-64-v3", KULLBACK_CPU_X86_64_V3},
    {"x86-64-v4", KULLBACK_CPU_X86_64_V4},
};

enum {
    OPERATIONS = sizeof operations / sizeof operations[0],
    LEVELS = sizeof levels / sizeof levels[0]
};

static void require(bool condition, const char *what) {
    if (condition)
        return;
    fprintf(stderr, "measure: %s\n", what);
    exit(EXIT_FAILURE);
}

static const struct operation *find_operation(const char *name) {
    for (int i = 0; i < OPERATIONS; i++)
        if (strcmp(operations[i].name, name) == 0)
            return &operations[i];
    require(false, "unknown operation");
    return NULL;
}

static kullback_cpu_level find_level(const char *name) {
    for (int i = 0; i < LEVELS; i++)
        if (strcmp(levels[i].name, name) == 0)
            return levels[i].level;
    require(false, "unknown level");
    return 0;
}

static const char *level_in_use(void) {
    for (int i = 0; i < LEVELS; i++)
        if (levels[i].level == kullback_get_cpu_level())
            return levels[i].name;
    return "unknown";
}

/* Memory that starts on a page, as large arrays do. */
static void *allocate(size_t bytes) {
    const size_t page = 4096;
    void *memory = aligned_alloc(page, (bytes + page - 1) / page * page);
    require(memory != NULL, "out of memory");
    return memory;
}

static void read_columns(struct work *work, int columns, size_t column_bytes, const char *path) {
    FILE *file = fopen(path, "rb");
    require(file != NULL, "no data file");
    for (int i = 0; i < columns; i++) {
        void *column = allocate(column_bytes);
        require(fread(column, 1, column_bytes, file) == column_bytes, "the data file is too short");
        work->columns[i] = column;
    }
    fclose(file);
}

static void write_results(const struct work *work, size_t bytes, const char *path) {
    FILE *file = fopen(path, "wb");
    require(file != NULL && fwrite(work->results, 1, bytes, file) == bytes, "cannot write the results");
    require(fclose(file) == 0, "cannot write the results");
}

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

static double seconds_per_call(work_call call, const struct work *work, long calls) {
    kullback_status status = KULLBACK_OK;
    double start = now();
    for (long i = 0; i < calls; i++)
        status |= call(work);
    double end = now();
    require(status == KULLBACK_OK, "a call failed");
    return (end - start) / (double)calls;
}

static void answer_requests(work_call call, struct work *work) {
    char level[16];
    int threads;
    long calls;
    while (scanf("%15s %d %ld", level, &threads, &calls) == 3) {
        require(kullback_limit_cpu_level(find_level(level)) == KULLBACK_OK, "the level cannot be set");
        work->options.threads = threads;
        printf("%.9e\n", seconds_per_call(call, work, calls));
        fflush(stdout);
    }
}

int main(int argc, char **argv) {
    require(argc == 7, "usage: measure OPERATION TYPE ROWS COUNT DATA RESULTS");
    const struct operation *operation = find_operation(argv[1]);
    bool f64 = strcmp(argv[2], "f64") == 0;
    work_call call = f64 ? operation->f64 : operation->f32;
    struct work work = {
        .rows = strtoul(argv[3], NULL, 10),
        .count = strtoul(argv[4], NULL, 10),
        .quantity = operation->quantity,
        .options = {.struct_size = sizeof work.options, .space = operation->space, .order = operation->order},
    };
    size_t size = f64 ? sizeof(double) : sizeof(float);
    size_t result_bytes = work.rows * (operation->elementwise ? work.count : 1) * size;
    work.results = allocate(result_bytes);
    read_columns(&work, operation->columns, work.rows * work.count * size, argv[5]);

    require(call(&work) == KULLBACK_OK, "the first call failed");
    write_results(&work, result_bytes, argv[6]);
    puts(level_in_use());
    fflush(stdout);
    answer_requests(call, &work);
}
