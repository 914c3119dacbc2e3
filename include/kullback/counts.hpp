/* Statistics on counts: the G-test, bootstrap and permutation. */
#ifndef KULLBACK_COUNTS_HPP
#define KULLBACK_COUNTS_HPP

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <memory>
#include <span>
#include <type_traits>
#include <vector>

#include "counts.h"
#include "discrete.hpp"

namespace kullback {

/// statistic, df, p_value and correction.
using g_test_result = kullback_g_test;
/// value, low, high, standard_error, bias and resamples.
using bootstrap_result = kullback_bootstrap;
/// value, p_value and resamples.
using permutation_result = kullback_permutation_test;

enum class interval : kullback_interval {
    percentile = KULLBACK_PERCENTILE,
    basic = KULLBACK_BASIC
};

/// The members of kullback_resampling. 0 in a number means its default.
struct resampling {
    std::size_t resamples = 0;
    std::uint64_t seed = 0;
    double pseudocount = 0;
    double level = 0;
    kullback::interval interval = kullback::interval::percentile;
    /// Empty, or room for the divergences of all resamples.
    std::span<double> replicates = {};
};

namespace detail {

inline kullback_rows_i64 count_rows(std::span<const std::int64_t> counts, std::size_t columns) {
    const std::size_t row_count = columns == 0 ? 0 : counts.size() / columns;
    if (row_count * columns != counts.size()) {
        fail(KULLBACK_ERROR_SHAPE, KULLBACK_ARGUMENT_TABLE, counts.size());
    }
    return {counts.data(), row_count, columns, static_cast<std::ptrdiff_t>(columns), 1};
}

inline kullback_rows_i64 count_row(std::span<const std::int64_t> counts) {
    return {counts.data(), 1, counts.size(), 0, 1};
}

/// What is called with the fraction done, as the C functions see it through `user`.
template <class Progress> struct progress_callback {
    Progress *progress;
    std::exception_ptr exception;

    /// An exception must not unwind the library's frames: it is kept, and the computation stopped.
    static std::int32_t report(void *user, double fraction) noexcept {
        auto &self = *static_cast<progress_callback *>(user);
        try {
            (*self.progress)(fraction);
            return 0;
        } catch (...) {
            self.exception = std::current_exception();
            return 1;
        }
    }
};

/// Calls `function`, one of the C functions that resample.
template <class Result, class Function, class Progress>
Result resample(Function function, quantity quantity, std::span<const std::int64_t> p, std::span<const std::int64_t> q,
                const resampling &resampling, const options &options, Progress &progress) {
    using callback = progress_callback<std::remove_reference_t<Progress>>;
    callback user{std::addressof(progress), nullptr};
    kullback_resampling raw_resampling{};
    raw_resampling.struct_size = sizeof raw_resampling;
    raw_resampling.resamples = resampling.resamples;
    raw_resampling.seed = resampling.seed;
    raw_resampling.pseudocount = resampling.pseudocount;
    raw_resampling.level = resampling.level;
    raw_resampling.interval = static_cast<kullback_interval>(resampling.interval);
    raw_resampling.progress = callback::report;
    raw_resampling.user = &user;
    if (!resampling.replicates.empty()) {
        expect_size(resampling.replicates.size(), resampling.resamples);
        raw_resampling.replicates = resampling.replicates.data();
    }
    const auto p_row = count_row(p), q_row = count_row(q);
    Result result{};
    checked(options, [&](const kullback_options *raw) {
        const auto status =
            function(static_cast<kullback_quantity>(quantity), &p_row, &q_row, &raw_resampling, raw, &result);
        if (user.exception) {
            std::rethrow_exception(user.exception);
        }
        return status;
    });
    return result;
}

inline void ignore_progress(double) noexcept {}

} // namespace detail

/// Goodness of fit: G = 2 sum o log(o / e). `expected` are weights of any sum; `ddof` parameters of them were estimated
/// from `observed`.
inline g_test_result g_test(std::span<const std::int64_t> observed, std::span<const double> expected,
                            bool williams = false, std::size_t ddof = 0) {
    const auto observed_row = detail::count_row(observed);
    const kullback_rows_f64 expected_row{expected.data(), 1, expected.size(), 0, 1};
    g_test_result result{};
    detail::checked({}, [&](const kullback_options *raw) {
        return kullback_g_test_rows_i64(&observed_row, &expected_row, williams, ddof, raw, &result);
    });
    return result;
}

/// Homogeneity of the rows of a contiguous table, whose size is a multiple of `columns`.
inline g_test_result g_test_table(std::span<const std::int64_t> table, std::size_t columns, bool williams = false) {
    const auto rows = detail::count_rows(table, columns);
    g_test_result result{};
    detail::checked(
        {}, [&](const kullback_options *raw) { return kullback_g_test_table_i64(&rows, williams, raw, &result); });
    return result;
}

/// Bootstrap confidence interval of a divergence of two rows of counts. `progress(double fraction)` is called on this
/// thread; an exception that it throws ends the computation and is thrown from here.
template <std::invocable<double> Progress>
bootstrap_result bootstrap(quantity quantity, std::span<const std::int64_t> p, std::span<const std::int64_t> q,
                           const resampling &resampling, const options &options, Progress &&progress) {
    return detail::resample<bootstrap_result>(kullback_bootstrap_i64, quantity, p, q, resampling, options, progress);
}

inline bootstrap_result bootstrap(quantity quantity, std::span<const std::int64_t> p, std::span<const std::int64_t> q,
                                  const resampling &resampling = {}, const options &options = {}) {
    return bootstrap(quantity, p, q, resampling, options, detail::ignore_progress);
}

/// Permutation test of two rows of counts coming from one distribution; `progress` as above.
template <std::invocable<double> Progress>
permutation_result permutation_test(quantity quantity, std::span<const std::int64_t> p, std::span<const std::int64_t> q,
                                    const resampling &resampling, const options &options, Progress &&progress) {
    return detail::resample<permutation_result>(kullback_permutation_test_i64, quantity, p, q, resampling, options,
                                                progress);
}

inline permutation_result permutation_test(quantity quantity, std::span<const std::int64_t> p,
                                           std::span<const std::int64_t> q, const resampling &resampling = {},
                                           const options &options = {}) {
    return permutation_test(quantity, p, q, resampling, options, detail::ignore_progress);
}

} // namespace kullback

#endif
