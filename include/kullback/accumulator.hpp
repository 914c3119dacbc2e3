/* Accumulators: p's and q's histograms, grown by rows, merged across shards, and finished into any divergence. */
#ifndef KULLBACK_ACCUMULATOR_HPP
#define KULLBACK_ACCUMULATOR_HPP

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "accumulator.h"
#include "discrete.hpp"
#include "options.hpp"

namespace kullback {

/// Which of the two rows of a divergence.
enum class side : kullback_argument {
    p = KULLBACK_ARGUMENT_P,
    q = KULLBACK_ARGUMENT_Q
};

/// Owns the bytes of an accumulator. A copy is an accumulator of its own.
class accumulator {
  public:
    explicit accumulator(std::size_t bins) : words_(kullback_accumulator_size(bins) / sizeof(std::uint64_t)) {
        check(kullback_accumulator_init(words_.data(), size(), bins));
    }

    /// From what `bytes` gave; throws KULLBACK_ERROR_FORMAT for any other bytes.
    explicit accumulator(std::span<const std::byte> bytes) : words_(bytes.size() / sizeof(std::uint64_t)) {
        if (bytes.empty() || bytes.size() != size()) {
            check(KULLBACK_ERROR_FORMAT);
        }
        std::ranges::copy(bytes, std::as_writable_bytes(std::span(words_)).begin());
        check(kullback_accumulator_check(words_.data(), size(), nullptr));
    }

    /// The serialised form, valid until the accumulator changes.
    std::span<const std::byte> bytes() const noexcept { return std::as_bytes(std::span(words_)); }

    std::size_t bins() const { return static_cast<std::size_t>(header().bins); }

    /// How many rows were added to a side.
    std::uint64_t row_count(side of) const { return of == side::p ? header().p_rows : header().q_rows; }

    /// Adds rows of weights, as they are.
    template <element_or_count T> void add(side to, const rows<T> &weights, const options &options = {}) {
        const auto raw_rows = weights.raw();
        detail::checked(options, [&](const kullback_options *raw) {
            return detail::api<T>::accumulator_add(words_.data(), size(), static_cast<kullback_argument>(to), &raw_rows,
                                                   raw);
        });
    }

    template <row_or_counts R> void add(side to, const R &weights, const options &options = {}) {
        add(to, rows(weights), options);
    }

    /// Merges: adds the sums and the numbers of rows of another accumulator with as many bins.
    accumulator &operator+=(const accumulator &other) {
        check(kullback_accumulator_merge(words_.data(), size(), other.words_.data(), other.size()));
        return *this;
    }

    /// The sums of one side, bin by bin.
    std::vector<double> sums(side of) const {
        std::vector<double> result(bins());
        check(kullback_accumulator_sums_f64(words_.data(), size(), static_cast<kullback_argument>(of), result.data()));
        return result;
    }

    /// The divergence of p's sums from q's, each divided by its total (generalised KL: as they are).
    double operator()(quantity of, const options &options = {}) const {
        double result;
        detail::checked(options, [&](const kullback_options *raw) {
            return kullback_accumulator_divergence_f64(static_cast<kullback_quantity>(of), words_.data(), size(), raw,
                                                       &result);
        });
        return result;
    }

    /// Whether the bytes are the same.
    bool operator==(const accumulator &) const = default;

  private:
    static void check(kullback_status status) {
        if (status != KULLBACK_OK) {
            throw error({status, KULLBACK_ARGUMENT_ACCUMULATOR, 0, KULLBACK_WHOLE_ROW, 0});
        }
    }

    std::size_t size() const noexcept { return words_.size() * sizeof(std::uint64_t); }

    kullback_accumulator_header header() const {
        kullback_accumulator_header result;
        check(kullback_accumulator_check(words_.data(), size(), &result));
        return result;
    }

    std::vector<std::uint64_t> words_; // 8-byte aligned
};

} // namespace kullback

#endif
