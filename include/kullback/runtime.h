/* The library's version, and the instruction set it uses. */
#ifndef KULLBACK_RUNTIME_H
#define KULLBACK_RUNTIME_H

#include "status.h"

KULLBACK_BEGIN_DECLARATIONS

/* The version of the loaded library, such as "0.1.0". */
const char *kullback_version_string(void);

/*
 * Instruction sets that the kernels are compiled for. All give the same bits; they differ in speed.
 * KULLBACK_CPU_BASELINE is any x86-64, or the architecture's default elsewhere.
 */
typedef int32_t kullback_cpu_level;
enum {
    KULLBACK_CPU_BASELINE = 10,
    KULLBACK_CPU_X86_64_V3 = 30, /* AVX2 and FMA */
    KULLBACK_CPU_X86_64_V4 = 40  /* AVX-512 F, BW, CD, DQ, VL */
};

/* The level in use: the best that the processor has and the limit allows. */
kullback_cpu_level kullback_get_cpu_level(void);

/*
 * Uses no level above `limit` from now on, in the whole process; for tests and benchmarks. The
 * environment variable KULLBACK_CPU_LEVEL ("baseline", "x86-64-v3" or "x86-64-v4") sets the first limit.
 * KULLBACK_ERROR_OPTION for a value that is not one of the enumerators.
 */
kullback_status kullback_limit_cpu_level(kullback_cpu_level limit);

KULLBACK_END_DECLARATIONS

#endif
