/* Batches of rows, and options. */
#ifndef KULLBACK_OPTIONS_HPP
#define KULLBACK_OPTIONS_HPP

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <ranges>
#include <span>
#include <type_traits>

#include "options.h"
#include "status.hpp"
#include "traits.hpp"

namespace kullback {

/// What the numbers of a row are.
enum class space : kullback_space {
    probabilities = KULLBACK_PROBABILITIES,
    log_probabilities = KULLBACK_LOG_PROBABILITIES,
    logits = KULLBACK_LOGITS
};

/// The options of kullback_options. 0 in a number means its default.
struct options {
    kullback::space space = kullback::space::probabilities;
    bool normalize = false;
    double temperature = 0;
    double base = 0;
    double sum_tolerance = 0;
    std::int32_t threads = 0;
    /// Required by the quantities that have one; 0 is the order 0.
    std::optional<double> order = std::nullopt;
    double weight = 0;
};

/// A contiguous range of double, float or counts.
template <class R>
concept row_or_counts = std::ranges::contiguous_range<const R> && std::ranges::sized_range<const R> &&
    element_or_count<std::ranges::range_value_t<const R>>;

template <row_or_counts R> using element_of = std::ranges::range_value_t<const R>;

/// The results' type: the elements', and double for counts.
template <element_or_count T> using result_of = typename detail::api<T>::result;

/// A row: a contiguous range of double or float.
template <class R>
concept row = row_or_counts<R> && element<element_of<R>>;

/// A row with the elements of another.
template <class R, class Other>
concept row_like = row_or_counts<R> && row_or_counts<Other> && std::same_as<element_of<R>, element_of<Other>>;

/// A view of a batch: element j of row i is data[i * row_stride + j * stride], strides in elements.
template <element_or_count T> struct rows {
    const T *data;
    std::size_t row_count;
    std::size_t count;
    std::ptrdiff_t row_stride;
    std::ptrdiff_t stride;

    rows(const T *data_, std::size_t row_count_, std::size_t count_, std::ptrdiff_t row_stride_, std::ptrdiff_t stride_)
        : data(data_), row_count(row_count_), count(count_), row_stride(row_stride_), stride(stride_) {}

    /// One row.
    explicit rows(std::span<const T> row) : rows(row.data(), 1, row.size(), 0, 1) {}

    /// A contiguous matrix; its size is a multiple of `columns`.
    rows(std::span<const T> matrix, std::size_t columns)
        : rows(matrix.data(), columns == 0 ? 0 : matrix.size() / columns, columns, static_cast<std::ptrdiff_t>(columns),
               1) {
        if (row_count * columns != matrix.size()) {
            detail::fail(KULLBACK_ERROR_SHAPE, KULLBACK_ARGUMENT_NONE, matrix.size());
        }
    }

    typename detail::api<T>::rows raw() const noexcept { return {data, row_count, count, row_stride, stride}; }
};

template <row_or_counts R> rows(const R &) -> rows<element_of<R>>;
template <row_or_counts R> rows(const R &, std::size_t) -> rows<element_of<R>>;

/// Where the results of a batch go. The element type is that of the batch, so a vector converts.
template <class T> using results = std::type_identity_t<std::span<T>>;

namespace detail {

/// `function` takes the C options and returns a status; an error becomes an exception.
template <class Function> void checked(const options &options, Function &&function) {
    kullback_error fields{};
    kullback_options raw{};
    // A struct that ends before `order` says that there is none, and is what a library from before it understands.
    const bool needs_all = options.order.has_value() || options.weight != 0;
    raw.struct_size = needs_all ? sizeof raw : offsetof(kullback_options, order);
    raw.space = static_cast<kullback_space>(options.space);
    raw.normalize = options.normalize;
    raw.temperature = options.temperature;
    raw.base = options.base;
    raw.sum_tolerance = options.sum_tolerance;
    raw.threads = options.threads;
    raw.error = &fields;
    raw.order = options.order.value_or(std::numeric_limits<double>::quiet_NaN());
    raw.weight = options.weight;
    fields.status = function(&raw);
    if (fields.status != KULLBACK_OK) {
        throw error(fields);
    }
}

template <element T> std::size_t element_count(const rows<T> &batch) {
    if (batch.count != 0 && batch.row_count > std::numeric_limits<std::size_t>::max() / batch.count) {
        fail(KULLBACK_ERROR_COUNT, KULLBACK_ARGUMENT_RESULT, batch.row_count);
    }
    return batch.row_count * batch.count;
}

inline void expect_size(std::size_t size, std::size_t expected) {
    if (size != expected) {
        fail(KULLBACK_ERROR_SHAPE, KULLBACK_ARGUMENT_RESULT, size);
    }
}

} // namespace detail

} // namespace kullback

#endif
