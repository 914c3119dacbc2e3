/* What the engine needs of the machine: the kernels in use, threads and memory. */
#ifndef KULLBACK_PLATFORM_H
#define KULLBACK_PLATFORM_H

#include <stddef.h>
#include <stdint.h>

#include "closed_forms.h"
#include "kernels.h"

/* The kernels of the best instruction set that the processor has and the limit allows. */
const kernel_functions *platform_kernels(void);
const closed_form_functions *platform_closed_forms(void);

/* The level in use, and its limit; the numbers are those of kullback/runtime.h. */
int32_t platform_cpu_level(void);
void platform_limit_cpu_level(int32_t level);

/* Threads that a call may use when it does not say: processors, or KULLBACK_NUM_THREADS if that is less. */
int32_t platform_thread_count(void);

/*
 * Calls task(context, index) for each index below `count`, on at most `threads` threads: the calling one
 * and others started for this call only, so that nothing survives it and fork() is safe. Where a thread
 * cannot be started, the others do its work.
 */
void platform_parallel(int32_t count, int32_t threads, void (*task)(void *context, int32_t index), void *context);

/* Calls body(context, room) with room for `platform_room` doubles, which hold anything, on the calling thread's stack.
 */
enum {
    platform_room = 9 * kernel_block_length
};
void platform_with_room(void (*body)(void *context, double *room), void *context);

/* malloc and free, under names that do not depend on which C library module Swift imports. */
void *platform_allocate(size_t bytes);
void platform_free(void *memory);

#endif
