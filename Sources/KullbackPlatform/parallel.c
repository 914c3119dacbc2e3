#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <unistd.h>

#include "platform.h"

enum {
    max_threads = 256
};

typedef struct {
    _Atomic(int32_t) next;
    int32_t count;
    void (*task)(void *, int32_t);
    void *context;
} job;

static void *work(void *argument) {
    job *j = argument;
    for (int32_t i; (i = atomic_fetch_add_explicit(&j->next, 1, memory_order_relaxed)) < j->count;)
        j->task(j->context, i);
    return NULL;
}

void platform_parallel(int32_t count, int32_t threads, void (*task)(void *, int32_t), void *context) {
    job j = {.count = count, .task = task, .context = context};
    if (threads > count)
        threads = count;
    if (threads > max_threads)
        threads = max_threads;
    pthread_t started[max_threads];
    int32_t running = 0;
    while (running < threads - 1 && pthread_create(&started[running], NULL, work, &j) == 0)
        running++;
    work(&j);
    while (running > 0)
        pthread_join(started[--running], NULL);
}

void platform_with_room(void (*body)(void *, double *), void *context) {
    _Alignas(64) double room[platform_room];
    body(context, room);
}

static int32_t processors(void) {
#if defined(__linux__)
    cpu_set_t set;
    if (sched_getaffinity(0, sizeof set, &set) == 0)
        return CPU_COUNT(&set);
#endif
    long n = sysconf(_SC_NPROCESSORS_ONLN);
    return n > 0 && n < max_threads ? (int32_t)n : 1;
}

int32_t platform_thread_count(void) {
    int32_t available = processors();
    const char *text = getenv("KULLBACK_NUM_THREADS");
    long asked = text ? strtol(text, NULL, 10) : 0;
    return asked > 0 && asked < available ? (int32_t)asked : available;
}

void *platform_allocate(size_t bytes) {
    return malloc(bytes);
}

void platform_free(void *memory) {
    free(memory);
}
