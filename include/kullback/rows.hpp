/* Functions from rows to rows: smoothing and coarse-graining of distributions and counts. */
#ifndef KULLBACK_ROWS_HPP
#define KULLBACK_ROWS_HPP

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "options.hpp"

namespace kullback {

enum class smoothing : kullback_smoothing {
    /// (x + amount) / (sum + n amount)
    additive = KULLBACK_ADDITIVE,
    /// (1 - amount) x / sum + amount / n
    mixing = KULLBACK_MIXING
};

/// Smoothed rows, one after the other; counts give doubles. `amount`: pseudo-counts per element, or the weight of the
/// uniform distribution.
template <element_or_count T>
std::vector<result_of<T>> smooth(const rows<T> &p, smoothing method, double amount, const options &options = {}) {
    std::vector<result_of<T>> result(p.row_count * p.count);
    const auto raw_p = p.raw();
    detail::checked(options, [&](const kullback_options *raw) {
        return detail::api<T>::smooth(static_cast<kullback_smoothing>(method), amount, &raw_p, raw, result.data(),
                                      static_cast<std::ptrdiff_t>(p.count), 1);
    });
    return result;
}

template <row_or_counts P>
std::vector<result_of<element_of<P>>> smooth(const P &p, smoothing method, double amount, const options &options = {}) {
    return smooth(rows(p), method, amount, options);
}

/// Rows of `groups` sums, one after the other: bin j of a row goes to group bin_map[j].
template <element_or_count T>
std::vector<result_of<T>> coarse_grain(const rows<T> &p, std::span<const std::int64_t> bin_map, std::size_t groups,
                                       const options &options = {}) {
    if (bin_map.size() != p.count) {
        detail::fail(KULLBACK_ERROR_SHAPE, KULLBACK_ARGUMENT_BIN_MAP, bin_map.size());
    }
    std::vector<result_of<T>> result(p.row_count * groups);
    const auto raw_p = p.raw();
    detail::checked(options, [&](const kullback_options *raw) {
        return detail::api<T>::coarse_grain(&raw_p, bin_map.data(), groups, raw, result.data(),
                                            static_cast<std::ptrdiff_t>(groups), 1);
    });
    return result;
}

template <row_or_counts P>
std::vector<result_of<element_of<P>>> coarse_grain(const P &p, std::span<const std::int64_t> bin_map,
                                                   std::size_t groups, const options &options = {}) {
    return coarse_grain(rows(p), bin_map, groups, options);
}

} // namespace kullback

#endif
