/* Comparison of two models by their logits, chunk by chunk. */
#ifndef KULLBACK_COMPARISON_HPP
#define KULLBACK_COMPARISON_HPP

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "comparison.h"
#include "losses.hpp"

namespace kullback {

/// The members of kullback_token_comparison and of kullback_comparison_report.
using token_comparison = kullback_token_comparison;
using comparison_report = kullback_comparison_report;

struct comparison_options {
    /// Tokens with this label do not count.
    std::int64_t ignore_index = -100;
    /// Divides both models' logits.
    double temperature = 1;
    /// As in kullback_options.
    std::int32_t threads = 0;
};

/// What two models say of the same tokens. Of each token 64 bytes are kept.
class model_comparison {
  public:
    explicit model_comparison(const comparison_options &options = {}) : options_(options) {}

    /// Adds a chunk of logits, of the base model p and of the other; none of it if it throws. `labels` has one element
    /// per row, or none at all.
    template <element P, element Q>
    void add(const rows<P> &p, const rows<Q> &q, std::span<const std::int64_t> labels = {}) {
        const auto typed = [this](const auto &batch) {
            return typed_rows(batch, space::logits, options_.temperature).raw();
        };
        add(typed(p), typed(q), labels);
    }

    /// The same for rows of any type, such as bf16, which are logits of the temperature that they name.
    void add(const kullback_typed_rows &p, const kullback_typed_rows &q, std::span<const std::int64_t> labels = {}) {
        const auto raw_labels = detail::raw(kullback::labels{labels, options_.ignore_index});
        options call_options;
        call_options.threads = options_.threads;
        std::vector<token_comparison> chunk(p.rows);
        detail::checked(call_options, [&](const kullback_options *raw) {
            return kullback_compare_tokens(&p, &q, labels.empty() ? nullptr : &raw_labels, raw, chunk.data());
        });
        tokens_.insert(tokens_.end(), chunk.begin(), chunk.end());
    }

    /// Appends the tokens of another comparison.
    void merge(const model_comparison &other) {
        const std::vector<token_comparison> theirs = other.tokens_;
        tokens_.insert(tokens_.end(), theirs.begin(), theirs.end());
    }

    /// One record per row, in the order in which they were added.
    const std::vector<token_comparison> &tokens() const noexcept { return tokens_; }

    comparison_report report() const {
        comparison_report result{};
        detail::checked({}, [&](const kullback_options *raw) {
            return kullback_report_comparison(tokens_.data(), tokens_.size(), raw, &result);
        });
        return result;
    }

  private:
    comparison_options options_;
    std::vector<token_comparison> tokens_;
};

} // namespace kullback

#endif
