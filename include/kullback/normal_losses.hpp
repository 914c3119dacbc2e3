/* Losses of diagonal normals, and KL estimates per token: values and gradients in one call. */
#ifndef KULLBACK_NORMAL_LOSSES_HPP
#define KULLBACK_NORMAL_LOSSES_HPP

#include <array>
#include <optional>
#include <vector>

#include "estimators.hpp"
#include "families.hpp"
#include "losses.hpp"
#include "normal_losses.h"
#include "token_estimates.h"

namespace kullback {

/// Whether divergences below a floor are left alone.
enum class free_bits_over : kullback_floor {
    none = KULLBACK_FLOOR_NONE,
    sample = KULLBACK_FLOOR_SAMPLE,
    batch = KULLBACK_FLOOR_BATCH
};

/// What is particular to losses of normals.
struct normal_options {
    double free_bits = 0;
    free_bits_over floor = free_bits_over::none;
    bool elementwise = false;
};

/// The parameters of a batch of normals, of plain numbers: loc and scale, or loc and log_var.
struct typed_parameters {
    typed_rows loc;
    typed_rows spread;
};

/// Where the results of a call go, those that are wanted: values, one per element, per row or one, and gradients with
/// respect to the two parameters of each side.
struct normal_results {
    std::optional<typed_results> value = std::nullopt;
    std::array<std::optional<typed_results>, 2> p_gradients = {};
    std::array<std::optional<typed_results>, 2> q_gradients = {};
};

enum class token_reduction : kullback_token_reduction {
    none = KULLBACK_TOKENS,
    row_sum = KULLBACK_TOKENS_ROW_SUM,
    row_mean = KULLBACK_TOKENS_ROW_MEAN,
    sum = KULLBACK_TOKENS_SUM,
    mean = KULLBACK_TOKENS_MEAN,
    mean_of_means = KULLBACK_TOKENS_MEAN_OF_MEANS
};

namespace detail {

using raw_gradients = std::array<kullback_typed_results, 2>;

inline raw_gradients raw(const std::array<std::optional<typed_results>, 2> &gradients, const typed_rows &rows) {
    raw_gradients result{};
    for (std::size_t i = 0; i < 2; i++) {
        if (const auto *place = of_rows(gradients[i], rows)) {
            result[i] = *place;
        }
    }
    return result;
}

} // namespace detail

/// The divergence of diagonal normals; without q, q is the standard normal.
inline void normal_loss(family family, const typed_parameters &p, const std::optional<typed_parameters> &q,
                        const normal_results &results, const normal_options &normal = {},
                        const loss_options &options = {}) {
    const kullback_typed_rows raw_p[] = {p.loc.raw(), p.spread.raw()};
    const typed_parameters &second = q ? *q : p;
    const kullback_typed_rows raw_q[] = {second.loc.raw(), second.spread.raw()};
    const kullback_normal_options raw_normal{sizeof raw_normal, normal.free_bits,
                                             static_cast<kullback_floor>(normal.floor), normal.elementwise};
    const auto p_gradients = detail::raw(results.p_gradients, p.loc),
               q_gradients = detail::raw(results.q_gradients, p.loc);
    const auto rows = normal.elementwise ? p.loc.raw().rows : detail::value_count(p.loc, options);
    const auto *value = results.value ? results.value->raw(rows, normal.elementwise ? p.loc.raw().count : 1) : nullptr;
    detail::checked(p.loc, options, [&](const kullback_loss_options *raw) {
        return kullback_normal_loss(static_cast<kullback_family>(family), raw_p, q ? raw_q : nullptr, &raw_normal, raw,
                                    value, p_gradients.data(), q ? q_gradients.data() : nullptr);
    });
}

/// The KL term of a variational auto-encoder, per row or one.
inline std::vector<double> vae_loss(const typed_rows &loc, const typed_rows &log_var, const loss_options &options = {},
                                    const normal_options &normal = {}) {
    const auto count = normal.elementwise ? loc.raw().rows * loc.raw().count : detail::value_count(loc, options);
    std::vector<double> result(count);
    const typed_results value = normal.elementwise ? typed_results(result, loc.raw().count) : typed_results(result);
    normal_loss(family::normal_log_variance, {loc, log_var}, std::nullopt, {.value = value}, normal, options);
    return result;
}

/// Estimates of D(p || q) per token, from log-probabilities of tokens that p has drawn; `mask` has a number per token.
inline void token_kl(estimator estimator, const typed_rows &log_p, const typed_rows &log_q,
                     const std::optional<typed_results> &value,
                     const std::optional<typed_results> &gradient = std::nullopt,
                     token_reduction reduction = token_reduction::none, std::span<const std::uint8_t> mask = {},
                     const loss_options &options = {}) {
    const auto [rows, count] = std::pair(log_p.raw().rows, log_p.raw().count);
    if (!mask.empty() && mask.size() != rows * count) {
        detail::fail(KULLBACK_ERROR_SHAPE, KULLBACK_ARGUMENT_MASK, mask.size());
    }
    const kullback_token_mask raw_mask{mask.data(), static_cast<std::ptrdiff_t>(count), 1};
    const bool is_whole = reduction == token_reduction::none;
    const bool is_one = static_cast<kullback_token_reduction>(reduction) >= KULLBACK_TOKENS_SUM;
    const auto *raw_value = value ? value->raw(is_one ? 1 : rows, is_whole ? count : 1) : nullptr;
    detail::checked(log_p, options, [&](const kullback_loss_options *raw) {
        return kullback_token_kl(static_cast<kullback_estimator>(estimator), &log_p.raw(), &log_q.raw(),
                                 mask.empty() ? nullptr : &raw_mask, static_cast<kullback_token_reduction>(reduction),
                                 raw, raw_value, detail::of_rows(gradient, log_p));
    });
}

} // namespace kullback

#endif
