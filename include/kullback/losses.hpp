/* Losses between rows of logits, log-probabilities or probabilities: values and gradients in one call. */
#ifndef KULLBACK_LOSSES_HPP
#define KULLBACK_LOSSES_HPP

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "discrete.hpp"
#include "losses.h"
#include "typed_rows.hpp"

namespace kullback {

enum class reduction : kullback_reduction {
    none = KULLBACK_REDUCTION_NONE,
    sum = KULLBACK_REDUCTION_SUM,
    batchmean = KULLBACK_REDUCTION_BATCHMEAN
};

/// The options of kullback_loss_options. 0 in a number means its default.
struct loss_options {
    kullback::reduction reduction = kullback::reduction::none;
    std::int32_t threads = 0;
    double factor = 0;
    double base = 0;
    /// That of p in the mixture of JS.
    double weight = 0;
    double sum_tolerance = 0;
    bool normalize = false;
    /// One row, of as many elements as there are rows.
    std::optional<typed_rows> row_weights = std::nullopt;
    /// One number per row: rows with 0 do not count. None: all rows do.
    std::span<const std::uint8_t> mask = {};
};

/// Where the results of a call go, those that are wanted: values, one per row or one, and gradients, row by row.
struct loss_results {
    std::optional<typed_results> value = std::nullopt;
    std::optional<typed_results> p_gradient = std::nullopt;
    std::optional<typed_results> q_gradient = std::nullopt;
};

/// Hard labels, one per row.
struct labels {
    std::span<const std::int64_t> data;
    std::int64_t ignore_index = -100;
    double smoothing = 0;
};

/// How a distillation loss is made up.
struct distillation {
    double temperature = 1;
    double soft_weight = 1;
    double hard_weight = 0;
    bool temperature_squared = true;
    /// Of the soft part: any of two rows.
    kullback::quantity quantity = kullback::quantity::kl;
};

namespace detail {

inline std::size_t value_count(const typed_rows &rows, const loss_options &options) {
    return options.reduction == reduction::none ? rows.raw().rows : 1;
}

/// `function` takes the C options and returns a status; an error becomes an exception.
template <class Function> void checked(const typed_rows &rows, const loss_options &options, Function &&function) {
    if (!options.mask.empty() && options.mask.size() != rows.raw().rows) {
        fail(KULLBACK_ERROR_SHAPE, KULLBACK_ARGUMENT_MASK, options.mask.size());
    }
    kullback_error fields{};
    kullback_loss_options raw{};
    raw.struct_size = sizeof raw;
    raw.reduction = static_cast<kullback_reduction>(options.reduction);
    raw.threads = options.threads;
    raw.error = &fields;
    raw.factor = options.factor;
    raw.base = options.base;
    raw.weight = options.weight;
    raw.sum_tolerance = options.sum_tolerance;
    raw.normalize = options.normalize;
    raw.row_weights = options.row_weights ? &options.row_weights->raw() : nullptr;
    raw.mask = options.mask.empty() ? nullptr : options.mask.data();
    raw.mask_stride = 1;
    fields.status = function(&raw);
    if (fields.status != KULLBACK_OK) {
        throw error(fields);
    }
}

inline const kullback_typed_results *of_rows(const std::optional<typed_results> &results, const typed_rows &rows) {
    return results ? results->raw(rows.raw().rows, rows.raw().count) : nullptr;
}

inline const kullback_typed_results *of_value(const loss_results &results, const typed_rows &rows,
                                              const loss_options &options) {
    return results.value ? results.value->raw(value_count(rows, options), 1) : nullptr;
}

inline kullback_labels raw(const labels &labels) {
    return {labels.data.data(), labels.data.size(), 1, labels.ignore_index, labels.smoothing};
}

/// The values that `function` writes to the results that it is given.
template <class Function>
std::vector<double> values(const typed_rows &rows, const loss_options &options, Function &&function) {
    std::vector<double> result(value_count(rows, options));
    function(loss_results{.value = typed_results(result)});
    return result;
}

} // namespace detail

/// A quantity of two rows: KL, reverse KL, Jeffreys, JS, scaled JS or cross-entropy.
inline void loss(quantity quantity, const typed_rows &p, const typed_rows &q, const loss_results &results,
                 const loss_options &options = {}) {
    detail::checked(p, options, [&](const kullback_loss_options *raw) {
        return kullback_loss(static_cast<kullback_quantity>(quantity), &p.raw(), &q.raw(), raw,
                             detail::of_value(results, p, options), detail::of_rows(results.p_gradient, p),
                             detail::of_rows(results.q_gradient, q));
    });
}

/// Its values, one per row or one.
inline std::vector<double> loss(quantity quantity, const typed_rows &p, const typed_rows &q,
                                const loss_options &options = {}) {
    return detail::values(p, options, [&](const loss_results &results) { loss(quantity, p, q, results, options); });
}

/// A quantity of one row: entropy, log-sum-exp, or KL from the uniform distribution.
inline void loss(quantity quantity, const typed_rows &p, const loss_results &results,
                 const loss_options &options = {}) {
    detail::checked(p, options, [&](const kullback_loss_options *raw) {
        return kullback_loss(static_cast<kullback_quantity>(quantity), &p.raw(), nullptr, raw,
                             detail::of_value(results, p, options), detail::of_rows(results.p_gradient, p), nullptr);
    });
}

inline std::vector<double> loss(quantity quantity, const typed_rows &p, const loss_options &options = {}) {
    return detail::values(p, options, [&](const loss_results &results) { loss(quantity, p, results, options); });
}

/// Cross-entropy of hard labels; the gradient is `q_gradient`.
inline void label_loss(const typed_rows &q, const labels &labels, const loss_results &results,
                       const loss_options &options = {}) {
    const auto raw_labels = detail::raw(labels);
    detail::checked(q, options, [&](const kullback_loss_options *raw) {
        return kullback_label_loss(&q.raw(), &raw_labels, raw, detail::of_value(results, q, options),
                                   detail::of_rows(results.q_gradient, q));
    });
}

inline std::vector<double> label_loss(const typed_rows &q, const labels &labels, const loss_options &options = {}) {
    return detail::values(q, options, [&](const loss_results &results) { label_loss(q, labels, results, options); });
}

/// soft_weight T^2 D(teacher / T || student / T) + hard_weight H(labels, student) of logits; the gradient is
/// `q_gradient`, the student's.
inline void distillation_loss(const typed_rows &teacher, const typed_rows &student, const std::optional<labels> &labels,
                              const distillation &distillation, const loss_results &results,
                              const loss_options &options = {}) {
    const auto raw_labels = labels ? detail::raw(*labels) : kullback_labels{};
    const kullback_distillation parts{distillation.temperature, distillation.soft_weight, distillation.hard_weight,
                                      !distillation.temperature_squared,
                                      static_cast<kullback_quantity>(distillation.quantity)};
    detail::checked(teacher, options, [&](const kullback_loss_options *raw) {
        return kullback_distillation_loss(&teacher.raw(), &student.raw(), labels ? &raw_labels : nullptr, &parts, raw,
                                          detail::of_value(results, teacher, options),
                                          detail::of_rows(results.q_gradient, student));
    });
}

/// Decoupled KL divergence of logits.
inline void decoupled_kl(const typed_rows &p, const typed_rows &q, double mse_weight, double ce_weight,
                         const loss_results &results, const loss_options &options = {}) {
    detail::checked(p, options, [&](const kullback_loss_options *raw) {
        return kullback_decoupled_kl(&p.raw(), &q.raw(), mse_weight, ce_weight, raw,
                                     detail::of_value(results, p, options), detail::of_rows(results.p_gradient, p),
                                     detail::of_rows(results.q_gradient, q));
    });
}

/// log softmax(row / temperature), a number for each element. Of the options, `threads` and `base` apply.
inline void log_softmax(const typed_rows &p, const typed_results &result, const loss_options &options = {}) {
    detail::checked(p, options, [&](const kullback_loss_options *raw) {
        return kullback_log_softmax(&p.raw(), raw, result.raw(p.raw().rows, p.raw().count));
    });
}

} // namespace kullback

#endif
