/* Batches of rows, and places for results, whose element type is known at run time. */
#ifndef KULLBACK_TYPED_ROWS_HPP
#define KULLBACK_TYPED_ROWS_HPP

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <ranges>
#include <type_traits>
#if __has_include(<stdfloat>) && __cplusplus > 202002L
#include <stdfloat>
#endif

#include "options.hpp"
#include "typed_rows.h"

namespace kullback {

/// An IEEE 754 binary16, by its bits; C++23's std::float16_t is taken as well.
struct float16 {
    std::uint16_t bits;
};

/// The upper half of a binary32, by its bits; C++23's std::bfloat16_t is taken as well.
struct bfloat16 {
    std::uint16_t bits;
};

namespace detail {

template <class T> inline constexpr kullback_type type_of = 0;
template <> inline constexpr kullback_type type_of<double> = KULLBACK_F64;
template <> inline constexpr kullback_type type_of<float> = KULLBACK_F32;
template <> inline constexpr kullback_type type_of<float16> = KULLBACK_F16;
template <> inline constexpr kullback_type type_of<bfloat16> = KULLBACK_BF16;
#ifdef __STDCPP_FLOAT16_T__
template <> inline constexpr kullback_type type_of<std::float16_t> = KULLBACK_F16;
#endif
#ifdef __STDCPP_BFLOAT16_T__
template <> inline constexpr kullback_type type_of<std::bfloat16_t> = KULLBACK_BF16;
#endif

/// The number of rows of a contiguous matrix.
inline std::size_t row_count(std::size_t size, std::size_t columns) {
    const std::size_t count = columns == 0 ? 0 : size / columns;
    if (count * columns != size) {
        fail(KULLBACK_ERROR_SHAPE, KULLBACK_ARGUMENT_NONE, size);
    }
    return count;
}

} // namespace detail

template <class T>
concept typed_element = detail::type_of<std::remove_const_t<T>>
!= 0;

/// A contiguous range of them.
template <class R>
concept typed_range =
    std::ranges::contiguous_range<R> && std::ranges::sized_range<R> && typed_element<std::ranges::range_value_t<R>>;

/// A view of a batch: element j of row i is data[i * row_stride + j * stride], strides in elements.
class typed_rows {
  public:
    template <typed_element T>
    typed_rows(const T *data, std::size_t rows, std::size_t count, std::ptrdiff_t row_stride, std::ptrdiff_t stride,
               space space = space::logits, double temperature = 1)
        : raw_{data,   detail::type_of<T>, static_cast<kullback_space>(space), rows, count, row_stride,
               stride, temperature} {}

    /// One row.
    template <typed_range R>
    explicit typed_rows(const R &row, space space = space::logits, double temperature = 1)
        : typed_rows(std::ranges::data(row), 1, std::ranges::size(row), 0, 1, space, temperature) {}

    /// A contiguous matrix; its size is a multiple of `columns`.
    template <typed_range R>
    typed_rows(const R &matrix, std::size_t columns, space space = space::logits, double temperature = 1)
        : typed_rows(std::ranges::data(matrix), detail::row_count(std::ranges::size(matrix), columns), columns,
                     static_cast<std::ptrdiff_t>(columns), 1, space, temperature) {}

    /// A batch whose element type is known when compiled.
    template <element T>
    explicit typed_rows(const rows<T> &rows, space space = space::logits, double temperature = 1)
        : typed_rows(rows.data, rows.row_count, rows.count, rows.row_stride, rows.stride, space, temperature) {}

    const kullback_typed_rows &raw() const noexcept { return raw_; }

  private:
    kullback_typed_rows raw_;
};

/// Where results go: element j of row i to data[i * row_stride + j * stride].
class typed_results {
  public:
    template <typed_element T>
    typed_results(T *data, std::size_t rows, std::size_t count, std::ptrdiff_t row_stride, std::ptrdiff_t stride)
        : raw_{data, detail::type_of<T>, 0, row_stride, stride}, rows_(rows), count_(count) {}

    /// One number per row.
    template <typed_range R>
    explicit typed_results(R &&values) : typed_results(std::ranges::data(values), std::ranges::size(values), 1, 1, 1) {}

    /// A contiguous matrix; its size is a multiple of `columns`.
    template <typed_range R>
    typed_results(R &&matrix, std::size_t columns)
        : typed_results(std::ranges::data(matrix), detail::row_count(std::ranges::size(matrix), columns), columns,
                        static_cast<std::ptrdiff_t>(columns), 1) {}

    /// The C struct, of results that number so many.
    const kullback_typed_results *raw(std::size_t rows, std::size_t count) const {
        if (rows_ != rows || count_ != count) {
            detail::fail(KULLBACK_ERROR_SHAPE, KULLBACK_ARGUMENT_RESULT, rows_ != rows ? rows_ : count_);
        }
        return &raw_;
    }

  private:
    kullback_typed_results raw_;
    std::size_t rows_;
    std::size_t count_;
};

} // namespace kullback

#endif
