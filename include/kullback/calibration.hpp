/* Temperature scaling, and the calibration error. */
#ifndef KULLBACK_CALIBRATION_HPP
#define KULLBACK_CALIBRATION_HPP

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "calibration.h"
#include "losses.hpp"

namespace kullback {

/// temperature, loss_before, loss_after, ece_before, ece_after, count, iterations and converged.
using temperature_fit = kullback_temperature_fit;
/// accuracy, confidence and count of a bin.
using calibration_bin = kullback_calibration_bin;

/// expected, maximum, accuracy, confidence and count; and the bins.
struct calibration : kullback_calibration {
    std::vector<calibration_bin> bins;
};

namespace detail {

/// Rows in the space and at the temperature of the options.
template <element T> kullback_typed_rows described(const rows<T> &rows, const options &options) {
    return typed_rows(rows, options.space, options.temperature).raw();
}

/// Options without what the rows say of themselves.
inline options without_space(options options) {
    options.space = space::probabilities;
    options.temperature = 0;
    return options;
}

} // namespace detail

/// The temperature of logits, of any type, that minimises the loss of labels: hard ones, or soft ones; the other is
/// nullptr. `n_bins` 0 is the default of 15.
inline temperature_fit fit_temperature(const kullback_typed_rows &logits, const kullback_labels *labels,
                                       const kullback_typed_rows *soft_labels, const options &options = {},
                                       std::size_t n_bins = 0) {
    temperature_fit result{};
    detail::checked(options, [&](const kullback_options *raw) {
        return kullback_fit_temperature(&logits, labels, soft_labels, n_bins, raw, &result);
    });
    return result;
}

/// The same of rows of logits; `options.temperature` is that of "before".
template <element T>
temperature_fit fit_temperature(const rows<T> &logits, std::span<const std::int64_t> labels, options options = {},
                                std::size_t n_bins = 0, std::int64_t ignore_index = -100) {
    options.space = space::logits;
    const auto hard = detail::raw({labels, ignore_index});
    return fit_temperature(detail::described(logits, options), &hard, nullptr, detail::without_space(options), n_bins);
}

/// The same with rows of probabilities as labels.
template <element T, element Label>
temperature_fit fit_temperature(const rows<T> &logits, const rows<Label> &soft_labels, options options = {},
                                std::size_t n_bins = 0) {
    options.space = space::logits;
    const auto soft = detail::described(soft_labels, {});
    return fit_temperature(detail::described(logits, options), nullptr, &soft, detail::without_space(options), n_bins);
}

/// The calibration error of rows of any type; labels as above.
inline calibration calibration_error(const kullback_typed_rows &p, const kullback_labels *labels,
                                     const kullback_typed_rows *soft_labels, const options &options = {},
                                     std::size_t n_bins = 15) {
    calibration result{{}, std::vector<calibration_bin>(n_bins == 0 ? 15 : n_bins)};
    detail::checked(options, [&](const kullback_options *raw) {
        return kullback_calibration_error(&p, labels, soft_labels, result.bins.size(), raw, &result,
                                          result.bins.data());
    });
    return result;
}

/// The same of rows in the space of the options.
template <element T>
calibration calibration_error(const rows<T> &p, std::span<const std::int64_t> labels, const options &options = {},
                              std::size_t n_bins = 15, std::int64_t ignore_index = -100) {
    const auto hard = detail::raw({labels, ignore_index});
    return calibration_error(detail::described(p, options), &hard, nullptr, detail::without_space(options), n_bins);
}

/// The same with rows of probabilities as labels.
template <element T, element Label>
calibration calibration_error(const rows<T> &p, const rows<Label> &soft_labels, const options &options = {},
                              std::size_t n_bins = 15) {
    const auto soft = detail::described(soft_labels, {});
    return calibration_error(detail::described(p, options), nullptr, &soft, detail::without_space(options), n_bins);
}

} // namespace kullback

#endif
