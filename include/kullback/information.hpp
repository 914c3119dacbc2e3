/* Mutual information and its relatives from joint tables, and Jensen-Shannon divergence among many distributions. */
#ifndef KULLBACK_INFORMATION_HPP
#define KULLBACK_INFORMATION_HPP

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <limits>
#include <span>
#include <vector>

#include "information.h"
#include "options.hpp"

namespace kullback {

enum class information : kullback_information {
    mutual = KULLBACK_MUTUAL_INFORMATION,
    conditional_mutual = KULLBACK_CONDITIONAL_MUTUAL_INFORMATION,
    total_correlation = KULLBACK_TOTAL_CORRELATION,
    variation = KULLBACK_VARIATION_OF_INFORMATION,
    joint_entropy = KULLBACK_JOINT_ENTROPY,
    conditional_entropy = KULLBACK_CONDITIONAL_ENTROPY,
    normalized_mutual = KULLBACK_NORMALIZED_MUTUAL_INFORMATION,
    normalized_mutual_geometric = KULLBACK_NORMALIZED_MUTUAL_INFORMATION_GEOMETRIC,
    normalized_mutual_min = KULLBACK_NORMALIZED_MUTUAL_INFORMATION_MIN,
    normalized_mutual_max = KULLBACK_NORMALIZED_MUTUAL_INFORMATION_MAX,
    normalized_mutual_joint = KULLBACK_NORMALIZED_MUTUAL_INFORMATION_JOINT
};

namespace detail {

/// The C functions and types of tables of an element type.
template <class T> struct table_api;

template <> struct table_api<double> {
    using tables = kullback_tables_f64;
    using result = double;
    static constexpr auto information = kullback_information_tables_f64;
    static constexpr auto js_among = kullback_js_among_tables_f64;
};

template <> struct table_api<float> {
    using tables = kullback_tables_f32;
    using result = float;
    static constexpr auto information = kullback_information_tables_f32;
    static constexpr auto js_among = kullback_js_among_tables_f32;
};

template <> struct table_api<std::int64_t> {
    using tables = kullback_tables_i64;
    using result = double;
    static constexpr auto information = kullback_information_tables_i64;
    static constexpr auto js_among = kullback_js_among_tables_i64;
};

} // namespace detail

/// A view of a batch of tables of double, float or std::int64_t counts, with up to eight axes: that of
/// kullback_tables_f64.
template <class T> class tables {
  public:
    using raw_tables = typename detail::table_api<T>::tables;

    /// Contiguous tables, one after the other; the size is a multiple of that of one.
    tables(std::span<const T> elements, std::span<const std::size_t> shape) : raw_(begin(elements.data(), shape)) {
        std::size_t size = 1;
        for (std::size_t axis = shape.size(); axis-- > 0;) {
            raw_.strides[axis] = static_cast<std::ptrdiff_t>(size);
            if (shape[axis] != 0 && size > std::numeric_limits<std::size_t>::max() / shape[axis]) {
                detail::fail(KULLBACK_ERROR_COUNT, KULLBACK_ARGUMENT_NONE, shape[axis]);
            }
            size *= shape[axis];
        }
        raw_.tables = size == 0 ? 0 : elements.size() / size;
        raw_.table_stride = static_cast<std::ptrdiff_t>(size);
        if (raw_.tables * size != elements.size()) {
            detail::fail(KULLBACK_ERROR_SHAPE, KULLBACK_ARGUMENT_NONE, elements.size());
        }
    }

    tables(std::span<const T> elements, std::initializer_list<std::size_t> shape)
        : tables(elements, std::span(shape.begin(), shape.size())) {}

    /// Tables with strides, in elements.
    tables(const T *data, std::size_t count, std::ptrdiff_t table_stride, std::span<const std::size_t> shape,
           std::span<const std::ptrdiff_t> strides)
        : raw_(begin(data, shape)) {
        if (strides.size() != shape.size()) {
            detail::fail(KULLBACK_ERROR_SHAPE, KULLBACK_ARGUMENT_NONE, strides.size());
        }
        std::ranges::copy(strides, raw_.strides);
        raw_.tables = count;
        raw_.table_stride = table_stride;
    }

    std::size_t count() const noexcept { return raw_.tables; }
    const raw_tables &raw() const noexcept { return raw_; }

  private:
    static raw_tables begin(const T *data, std::span<const std::size_t> shape) {
        if (shape.size() > KULLBACK_MAX_DIMENSIONS) {
            detail::fail(KULLBACK_ERROR_SHAPE, KULLBACK_ARGUMENT_NONE, shape.size());
        }
        raw_tables raw{};
        raw.data = data;
        raw.dimensions = shape.size();
        std::ranges::copy(shape, raw.shape);
        return raw;
    }

    raw_tables raw_;
};

namespace detail {

/// A matrix is one table, also where it has no element.
template <row R> tables<element_of<R>> matrix(const R &elements, std::size_t columns) {
    const rows view(elements, columns);
    const std::size_t shape[] = {view.row_count, view.count};
    const std::ptrdiff_t strides[] = {view.row_stride, view.stride};
    return {view.data, 1, 0, shape, strides};
}

} // namespace detail

/// A quantity of joint distributions, one per table. Call the instances below, or `information_measure{q}(...)` for a
/// quantity chosen at run time.
struct information_measure {
    information of;

    template <class T> auto operator()(const tables<T> &joint, const options &options = {}) const {
        using api = detail::table_api<T>;
        std::vector<typename api::result> result(joint.count());
        detail::checked(options, [&](const kullback_options *raw) {
            return api::information(static_cast<kullback_information>(of), &joint.raw(), raw, result.data(), 1);
        });
        return result;
    }

    /// Of one contiguous matrix.
    template <row R> element_of<R> operator()(const R &joint, std::size_t columns, const options &options = {}) const {
        return (*this)(detail::matrix(joint, columns), options).front();
    }
};

/// I(X; Y) = D(p || product of the marginals), of two axes
inline constexpr information_measure mutual_information{information::mutual};
/// I(X; Y | all others), X and Y the last two axes
inline constexpr information_measure conditional_mutual_information{information::conditional_mutual};
/// D(p || product of all marginals)
inline constexpr information_measure total_correlation{information::total_correlation};
/// H(X | Y) + H(Y | X), a metric
inline constexpr information_measure variation_of_information{information::variation};
/// H of all variables together
inline constexpr information_measure joint_entropy{information::joint_entropy};
/// H(last axis | all others)
inline constexpr information_measure conditional_entropy{information::conditional_entropy};
/// I(X; Y) over the arithmetic mean of H(X) and H(Y)
inline constexpr information_measure normalized_mutual_information{information::normalized_mutual};

/// Jensen-Shannon divergence among the rows of each table of two dimensions. `weights` has one number per row, or none:
/// then all weigh the same.
template <class T>
auto js_among(const tables<T> &distributions, std::span<const double> weights = {}, const options &options = {}) {
    using api = detail::table_api<T>;
    if (!weights.empty() && weights.size() != distributions.raw().shape[0]) {
        detail::fail(KULLBACK_ERROR_SHAPE, KULLBACK_ARGUMENT_WEIGHTS, weights.size());
    }
    std::vector<typename api::result> result(distributions.count());
    detail::checked(options, [&](const kullback_options *raw) {
        return api::js_among(&distributions.raw(), weights.empty() ? nullptr : weights.data(), raw, result.data(), 1);
    });
    return result;
}

/// Among the rows of one contiguous matrix.
template <row R>
element_of<R> js_among(const R &distributions, std::size_t columns, std::span<const double> weights = {},
                       const options &options = {}) {
    return js_among(detail::matrix(distributions, columns), weights, options).front();
}

} // namespace kullback

#endif
