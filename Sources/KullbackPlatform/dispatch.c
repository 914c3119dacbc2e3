/* Every choice of instruction set is made here. */
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "platform.h"

typedef struct {
    int32_t level;
    const char *name;
    void (*fill)(kernel_functions *);
    void (*fill_closed_forms)(closed_form_functions *);
} candidate;

/* Best first; the last one always runs. */
static const candidate candidates[] = {
#if defined(__x86_64__)
    {40, "x86-64-v4", kullback_kernels_v4, kullback_closed_forms_v4},
    {30, "x86-64-v3", kullback_kernels_v3, kullback_closed_forms_v3},
#endif
    {10, "baseline", kullback_kernels_baseline, kullback_closed_forms_baseline},
};
enum {
    candidate_count = sizeof candidates / sizeof candidates[0]
};

static kernel_functions tables[candidate_count];
static closed_form_functions closed_form_tables[candidate_count];
static _Atomic(int) selected = -1;

static int supported(int32_t level) {
#if defined(__x86_64__)
    __builtin_cpu_init();
    int v3 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && __builtin_cpu_supports("bmi") &&
             __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("popcnt");
    int v4 = v3 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
             __builtin_cpu_supports("avx512cd") && __builtin_cpu_supports("avx512dq") &&
             __builtin_cpu_supports("avx512vl");
    return level == 40 ? v4 : level == 30 ? v3 : 1;
#else
    return level == 10;
#endif
}

static int32_t limit_from_environment(void) {
    const char *name = getenv("KULLBACK_CPU_LEVEL");
    for (int i = 0; name && i < candidate_count; i++)
        if (strcmp(name, candidates[i].name) == 0)
            return candidates[i].level;
    return INT32_MAX;
}

/* Filling a table is idempotent, so two threads that do it at once write the same bytes. */
static int select_at_most(int32_t limit) {
    int i = 0;
    while (i < candidate_count - 1 && (candidates[i].level > limit || !supported(candidates[i].level)))
        i++;
    candidates[i].fill(&tables[i]);
    candidates[i].fill_closed_forms(&closed_form_tables[i]);
    atomic_store_explicit(&selected, i, memory_order_release);
    return i;
}

static int selection(void) {
    int i = atomic_load_explicit(&selected, memory_order_acquire);
    return i >= 0 ? i : select_at_most(limit_from_environment());
}

const kernel_functions *platform_kernels(void) {
    return &tables[selection()];
}

const closed_form_functions *platform_closed_forms(void) {
    return &closed_form_tables[selection()];
}

int32_t platform_cpu_level(void) {
    return candidates[selection()].level;
}

void platform_limit_cpu_level(int32_t level) {
    select_at_most(level);
}
