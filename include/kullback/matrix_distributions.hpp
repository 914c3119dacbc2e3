/* Wishart, inverse Wishart and matrix normal distributions. */
#ifndef KULLBACK_MATRIX_DISTRIBUTIONS_HPP
#define KULLBACK_MATRIX_DISTRIBUTIONS_HPP

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "discrete.hpp"
#include "matrix_distributions.h"

namespace kullback {

/// A batch of members of one family, contiguous, matrices by rows:
///
///     const auto p = kullback::matrix_distributions::wishart(2, df, covariances);
///     std::vector<double> nats = p.kl(q);
///
/// It is a view: the numbers stay where they are. raw() may be changed for strides. Formulas and errors are those of
/// matrix_distributions.h.
class matrix_distributions {
  public:
    /// As many as there are degrees of freedom.
    static matrix_distributions wishart(std::size_t dimension, std::span<const double> df,
                                        std::span<const double> covariances) {
        return {KULLBACK_WISHART, dimension, df, covariances};
    }

    static matrix_distributions inverse_wishart(std::size_t dimension, std::span<const double> df,
                                                std::span<const double> scales) {
        return {KULLBACK_INVERSE_WISHART, dimension, df, scales};
    }

    /// As many as there are means of rows x columns numbers.
    static matrix_distributions matrix_normal(std::size_t rows, std::size_t columns, std::span<const double> loc,
                                              std::span<const double> row_covariances,
                                              std::span<const double> column_covariances) {
        const std::size_t size = rows * columns;
        matrix_distributions result(KULLBACK_MATRIX_NORMAL, rows, columns, size == 0 ? 0 : loc.size() / size);
        result.raw_.loc = result.matrices(loc, rows, columns);
        result.raw_.matrix = result.matrices(row_covariances, rows, rows);
        result.raw_.column_matrix = result.matrices(column_covariances, columns, columns);
        return result;
    }

    explicit matrix_distributions(const kullback_matrix_distributions &raw) : raw_(raw) {}

    kullback_matrix_distributions &raw() noexcept { return raw_; }
    const kullback_matrix_distributions &raw() const noexcept { return raw_; }

    /// The first member, `count` times: for as many draws of it, or densities at as many points.
    matrix_distributions repeated(std::size_t count) const {
        matrix_distributions result = *this;
        result.raw_.batch = count;
        result.raw_.df_stride = 0;
        for (kullback_matrices *of : {&result.raw_.loc, &result.raw_.matrix, &result.raw_.column_matrix}) {
            of->batch_stride = 0;
        }
        return result;
    }

    /// A quantity of matrix_distributions.h, of each pair.
    std::vector<double> divergences(kullback_quantity quantity, const matrix_distributions &q,
                                    const options &options = {}) const {
        return collect(1, options, [&](const kullback_options *raw, double *results) {
            return kullback_matrix_distribution_values(quantity, &raw_, &q.raw_, raw, results, 1);
        });
    }

    /// D(p || q) of each pair.
    std::vector<double> kl(const matrix_distributions &q, const options &options = {}) const {
        return divergences(KULLBACK_KL, q, options);
    }

    std::vector<double> renyi(const matrix_distributions &q, double order, options options = {}) const {
        options.order = order;
        return divergences(KULLBACK_RENYI, q, options);
    }

    std::vector<double> entropy(const options &options = {}) const {
        return collect(1, options, [&](const kullback_options *raw, double *results) {
            return kullback_matrix_distribution_values(KULLBACK_ENTROPY, &raw_, nullptr, raw, results, 1);
        });
    }

    /// Matrices one after the other.
    std::vector<double> mean(const options &options = {}) const { return moments(KULLBACK_MEAN, options); }
    std::vector<double> variance(const options &options = {}) const { return moments(KULLBACK_VARIANCE, options); }

    /// log p at points, a matrix for each member, one after the other.
    std::vector<double> log_density(std::span<const double> points, const options &options = {}) const {
        if (points.size() != raw_.batch * size()) {
            detail::fail(KULLBACK_ERROR_SHAPE, KULLBACK_ARGUMENT_X, points.size());
        }
        const kullback_matrices x = layout(points.data(), raw_.rows, width());
        return collect(1, options, [&](const kullback_options *raw, double *results) {
            return kullback_matrix_distribution_log_densities(&raw_, &x, raw, results, 1);
        });
    }

    /// One draw per member, that of member b from stream `first` + b; matrices one after the other.
    std::vector<double> sample(std::uint64_t seed, std::uint64_t first = 0, const options &options = {}) const {
        return collect(size(), options, [&](const kullback_options *raw, double *results) {
            return kullback_matrix_distribution_samples(&raw_, seed, first, raw, results);
        });
    }

  private:
    matrix_distributions(kullback_matrix_family family, std::size_t rows, std::size_t columns, std::size_t batch) {
        raw_.family = family;
        raw_.batch = batch;
        raw_.rows = rows;
        raw_.columns = columns;
    }

    matrix_distributions(kullback_matrix_family family, std::size_t dimension, std::span<const double> df,
                         std::span<const double> of)
        : matrix_distributions(family, dimension, 1, df.size()) {
        raw_.df = df.data();
        raw_.df_stride = 1;
        raw_.matrix = matrices(of, dimension, dimension);
    }

    static kullback_matrices layout(const double *data, std::size_t rows, std::size_t columns) {
        return {data, static_cast<std::ptrdiff_t>(rows * columns), static_cast<std::ptrdiff_t>(columns), 1};
    }

    kullback_matrices matrices(std::span<const double> numbers, std::size_t rows, std::size_t columns) const {
        if (numbers.size() != raw_.batch * rows * columns) {
            detail::fail(KULLBACK_ERROR_SHAPE, KULLBACK_ARGUMENT_NONE, numbers.size());
        }
        return layout(numbers.data(), rows, columns);
    }

    std::size_t width() const noexcept { return raw_.family == KULLBACK_MATRIX_NORMAL ? raw_.columns : raw_.rows; }
    std::size_t size() const noexcept { return raw_.rows * width(); }

    std::vector<double> moments(kullback_quantity quantity, const options &options) const {
        return collect(size(), options, [&](const kullback_options *raw, double *results) {
            return kullback_matrix_distribution_moments(quantity, &raw_, raw, results);
        });
    }

    template <class Function>
    std::vector<double> collect(std::size_t each, const options &options, Function &&function) const {
        std::vector<double> results(raw_.batch * each);
        detail::checked(options, [&](const kullback_options *raw) { return function(raw, results.data()); });
        return results;
    }

    kullback_matrix_distributions raw_{};
};

} // namespace kullback

#endif
