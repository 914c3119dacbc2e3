// The smallest test frame: checks are counted, failures printed, and main returns summary().
#pragma once

#include <cstdint>
#include <cstdio>
#include <cstring>
#include <source_location>

#include <kullback.hpp>

namespace check {

inline int total = 0;
inline int failures = 0;

inline void that(bool holds, std::source_location at = std::source_location::current()) {
    total++;
    if (!holds) {
        failures++;
        std::printf("%s:%u: failed\n", at.file_name(), static_cast<unsigned>(at.line()));
    }
}

template <class T> void same_bits(T a, T b, std::source_location at = std::source_location::current()) {
    that(std::memcmp(&a, &b, sizeof a) == 0, at);
}

/// `function` throws a kullback::error with this status and argument, which is returned.
template <class Function>
kullback_error throws(kullback_status status, kullback_argument argument, Function &&function,
                      std::source_location at = std::source_location::current()) {
    try {
        function();
    } catch (const kullback::error &error) {
        that(error.status() == status, at);
        that(error.argument() == argument, at);
        return {error.status(), error.argument(), error.row(), error.index(), error.value()};
    }
    that(false, at);
    return {};
}

inline int summary() {
    std::printf("%d checks, %d failures\n", total, failures);
    return total > 0 && failures == 0 ? 0 : 1;
}

} // namespace check
