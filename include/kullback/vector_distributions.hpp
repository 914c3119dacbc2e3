/* Distributions of vectors: divergences in closed form, moments, log-densities and draws. */
#ifndef KULLBACK_VECTOR_DISTRIBUTIONS_HPP
#define KULLBACK_VECTOR_DISTRIBUTIONS_HPP

#include <cstddef>
#include <cstdint>
#include <vector>

#include "distributions.hpp"
#include "vector_distributions.h"

namespace kullback {

/// A batch of members of one family: a row of numbers each, and one number more where the family has one.
///
///     kullback::vector_distributions p{KULLBACK_DIRICHLET, concentration};
///     kullback::vector_distributions m{KULLBACK_MULTINOMIAL, probabilities, total_count};
///     std::vector<double> nats = p.kl(q);
///
/// It is a view: the numbers stay where they are. Results have one number per row, or a row of numbers. Formulas and
/// errors are those of vector_distributions.h.
class vector_distributions {
  public:
    vector_distributions(kullback_vector_family family, const numbers &vectors) : raw_{family, 0, vectors.raw(), {}} {}

    /// `scalars`: rows of one number.
    vector_distributions(kullback_vector_family family, const numbers &vectors, const numbers &scalars)
        : raw_{family, 0, vectors.raw(), scalars.raw()} {}

    std::size_t rows() const noexcept { return raw_.vectors.rows; }
    std::size_t count() const noexcept { return raw_.vectors.count; }
    const kullback_vector_distributions &raw() const noexcept { return raw_; }

    /// A quantity of two distributions: KL, Renyi, and what comes of Bhattacharyya's coefficient.
    std::vector<double> values(quantity quantity, const vector_distributions &q, const options &options = {}) const {
        return collect(static_cast<kullback_quantity>(quantity), &q.raw_, 1, options);
    }

    /// D(p || q)
    std::vector<double> kl(const vector_distributions &q, const options &options = {}) const {
        return values(quantity::kl, q, options);
    }

    std::vector<double> renyi(const vector_distributions &q, double order, options options = {}) const {
        options.order = order;
        return values(quantity::renyi, q, options);
    }

    std::vector<double> entropy(const options &options = {}) const {
        return collect(KULLBACK_ENTROPY, nullptr, 1, options);
    }

    /// Means, row after row.
    std::vector<double> mean(const options &options = {}) const {
        return collect(KULLBACK_MEAN, nullptr, count(), options);
    }

    /// Variances of the components, row after row.
    std::vector<double> variance(const options &options = {}) const {
        return collect(KULLBACK_VARIANCE, nullptr, count(), options);
    }

    /// log p(x), of a row of x each.
    std::vector<double> log_density(const numbers &x, const options &options = {}) const {
        return collect(1, options, [&](const kullback_options *raw, const kullback_typed_results *results) {
            return kullback_vector_distribution_log_densities(&raw_, &x.raw(), raw, results);
        });
    }

    /// One draw per row, row after row; that of row i from stream `first` + i.
    std::vector<double> sample(std::uint64_t seed, std::uint64_t first = 0, const options &options = {}) const {
        return collect(count(), options, [&](const kullback_options *raw, const kullback_typed_results *results) {
            return kullback_vector_distribution_samples(&raw_, seed, first, raw, results);
        });
    }

  private:
    std::vector<double> collect(kullback_quantity quantity, const kullback_vector_distributions *q, std::size_t columns,
                                const options &options) const {
        return collect(columns, options, [&](const kullback_options *raw, const kullback_typed_results *results) {
            return kullback_vector_distribution_values(quantity, &raw_, q, raw, results);
        });
    }

    /// What `function` writes into results of `columns` numbers per row.
    template <class Function>
    std::vector<double> collect(std::size_t columns, const options &options, Function &&function) const {
        std::vector<double> result(detail::element_count(kullback::rows<double>(nullptr, rows(), columns, 0, 0)));
        const typed_results results(result.data(), rows(), columns, static_cast<std::ptrdiff_t>(columns), 1);
        detail::checked(options,
                        [&](const kullback_options *raw) { return function(raw, results.raw(rows(), columns)); });
        return result;
    }

    kullback_vector_distributions raw_;
};

} // namespace kullback

#endif
