/* The library's version, and the instruction set it uses. */
#ifndef KULLBACK_RUNTIME_HPP
#define KULLBACK_RUNTIME_HPP

#include <string_view>

#include "runtime.h"
#include "status.hpp"

namespace kullback {

enum class instruction_set : kullback_cpu_level {
    baseline = KULLBACK_CPU_BASELINE,
    x86_64_v3 = KULLBACK_CPU_X86_64_V3,
    x86_64_v4 = KULLBACK_CPU_X86_64_V4
};

/// The version of the loaded library, such as "0.1.0".
inline std::string_view version() {
    return kullback_version_string();
}

/// The instruction set in use.
inline instruction_set cpu_level() {
    return static_cast<instruction_set>(kullback_get_cpu_level());
}

/// Uses no instruction set above `limit` from now on, in the whole process; for tests and benchmarks.
inline void limit_cpu_level(instruction_set limit) {
    const auto status = kullback_limit_cpu_level(static_cast<kullback_cpu_level>(limit));
    if (status != KULLBACK_OK) {
        throw error({status, KULLBACK_ARGUMENT_NONE, 0, KULLBACK_WHOLE_ROW, static_cast<double>(limit)});
    }
}

} // namespace kullback

#endif
