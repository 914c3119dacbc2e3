/* What differs between the element types: the C functions and types behind each. */
#ifndef KULLBACK_TRAITS_HPP
#define KULLBACK_TRAITS_HPP

#include <concepts>
#include <cstdint>

#include "accumulator.h"
#include "discrete.h"
#include "estimators.h"
#include "families.h"
#include "generators.h"
#include "options.h"
#include "rows.h"

namespace kullback {

template <class T>
concept element = std::same_as<T, double> || std::same_as<T, float>;

/// What divergences take besides: counts, which are divided by their sums.
template <class T>
concept element_or_count = element<T> || std::same_as<T, std::int64_t>;

namespace detail {

/// The C functions and types of an element type. The rest is written once, against this.
template <class T> struct api;

template <> struct api<double> {
    using rows = kullback_rows_f64;
    using result = double;
    static constexpr auto entropy_rows = kullback_entropy_rows_f64;
    static constexpr auto entropy_elements = kullback_entropy_elements_f64;
    static constexpr auto divergence_rows = kullback_divergence_rows_f64;
    static constexpr auto divergence_elements = kullback_divergence_elements_f64;
    static constexpr auto f_divergence = kullback_f_divergence_f64;
    static constexpr auto family = kullback_family_f64;
    static constexpr auto family_rows = kullback_family_rows_f64;
    static constexpr auto log_ratio_rows = kullback_log_ratio_rows_f64;
    static constexpr auto monte_carlo = kullback_monte_carlo_f64;
    static constexpr auto smooth = kullback_smooth_f64;
    static constexpr auto coarse_grain = kullback_coarse_grain_f64;
    static constexpr auto accumulator_add = kullback_accumulator_add_f64;
};

template <> struct api<float> {
    using rows = kullback_rows_f32;
    using result = float;
    static constexpr auto entropy_rows = kullback_entropy_rows_f32;
    static constexpr auto entropy_elements = kullback_entropy_elements_f32;
    static constexpr auto divergence_rows = kullback_divergence_rows_f32;
    static constexpr auto divergence_elements = kullback_divergence_elements_f32;
    static constexpr auto f_divergence = kullback_f_divergence_f32;
    static constexpr auto family = kullback_family_f32;
    static constexpr auto family_rows = kullback_family_rows_f32;
    static constexpr auto log_ratio_rows = kullback_log_ratio_rows_f32;
    static constexpr auto monte_carlo = kullback_monte_carlo_f32;
    static constexpr auto smooth = kullback_smooth_f32;
    static constexpr auto coarse_grain = kullback_coarse_grain_f32;
    static constexpr auto accumulator_add = kullback_accumulator_add_f32;
};

template <> struct api<std::int64_t> {
    using rows = kullback_rows_i64;
    using result = double;
    static constexpr auto divergence_rows = kullback_divergence_rows_i64;
    static constexpr auto smooth = kullback_smooth_i64;
    static constexpr auto coarse_grain = kullback_coarse_grain_i64;
    static constexpr auto accumulator_add = kullback_accumulator_add_i64;
};

} // namespace detail

} // namespace kullback

#endif
