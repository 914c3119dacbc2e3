/* Univariate distributions of parametric families: divergences in closed form, moments, log-densities and draws. */
#ifndef KULLBACK_DISTRIBUTIONS_HPP
#define KULLBACK_DISTRIBUTIONS_HPP

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <vector>

#include "discrete.hpp"
#include "distributions.h"
#include "typed_rows.hpp"

namespace kullback {

/// Rows of plain numbers: typed_rows, whose space and temperature mean nothing here, or a contiguous range, one row.
class numbers {
  public:
    // NOLINTBEGIN(google-explicit-constructor)
    numbers(const typed_rows &rows) : raw_(rows.raw()) {
        raw_.space = KULLBACK_PROBABILITIES;
        raw_.temperature = 0;
    }
    template <typed_range R> numbers(const R &row) : numbers(typed_rows(row)) {}
    // NOLINTEND(google-explicit-constructor)

    const kullback_typed_rows &raw() const noexcept { return raw_; }

  private:
    kullback_typed_rows raw_;
};

/// A batch of members of one family, by its parameters in the order of family_list.h:
///
///     kullback::distributions p{KULLBACK_GAMMA, {concentration, rate}};
///     std::vector<double> nats = p.kl(q);
///
/// It is a view: the numbers stay where they are. Elementwise functions give a vector, rows one after the other, or
/// write into typed_results of as many rows and elements; those over rows, where a row is a product of independent
/// members, give one number per row. Formulas and errors are those of distributions.h.
class distributions {
  public:
    distributions(kullback_family family, std::initializer_list<numbers> parameters) : raw_{family, 0, {}} {
        if (parameters.size() == 0 || parameters.size() > 2) {
            detail::fail(KULLBACK_ERROR_SHAPE, KULLBACK_ARGUMENT_NONE, parameters.size());
        }
        kullback_typed_rows *parameter = raw_.parameters;
        for (const numbers &values : parameters) {
            *parameter++ = values.raw();
        }
    }

    std::size_t rows() const noexcept { return raw_.parameters[0].rows; }
    std::size_t count() const noexcept { return raw_.parameters[0].count; }
    const kullback_distributions &raw() const noexcept { return raw_; }

    /// A quantity of two distributions, elementwise: KL, Renyi, and what comes of Bhattacharyya's coefficient.
    void values(quantity quantity, const distributions &q, const typed_results &results,
                const options &options = {}) const {
        elementwise(static_cast<kullback_quantity>(quantity), &q.raw_, results, options);
    }

    std::vector<double> values(quantity quantity, const distributions &q, const options &options = {}) const {
        return collect(count(), [&](const typed_results &results) { values(quantity, q, results, options); });
    }

    /// The same over rows, of quantities that add up.
    void row_values(quantity quantity, const distributions &q, const typed_results &results,
                    const options &options = {}) const {
        over_rows(static_cast<kullback_quantity>(quantity), &q.raw_, results, options);
    }

    std::vector<double> row_values(quantity quantity, const distributions &q, const options &options = {}) const {
        return collect(1, [&](const typed_results &results) { row_values(quantity, q, results, options); });
    }

    /// D(p || q)
    void kl(const distributions &q, const typed_results &results, const options &options = {}) const {
        values(quantity::kl, q, results, options);
    }
    std::vector<double> kl(const distributions &q, const options &options = {}) const {
        return values(quantity::kl, q, options);
    }

    /// Renyi's divergence, of two members of one exponential family.
    void renyi(const distributions &q, double order, const typed_results &results, options options = {}) const {
        options.order = order;
        values(quantity::renyi, q, results, options);
    }
    std::vector<double> renyi(const distributions &q, double order, options options = {}) const {
        options.order = order;
        return values(quantity::renyi, q, options);
    }

    /// Differential for densities.
    void entropy(const typed_results &results, const options &options = {}) const {
        elementwise(KULLBACK_ENTROPY, nullptr, results, options);
    }
    std::vector<double> entropy(const options &options = {}) const {
        return collect(count(), [&](const typed_results &results) { entropy(results, options); });
    }

    void row_entropy(const typed_results &results, const options &options = {}) const {
        over_rows(KULLBACK_ENTROPY, nullptr, results, options);
    }
    std::vector<double> row_entropy(const options &options = {}) const {
        return collect(1, [&](const typed_results &results) { row_entropy(results, options); });
    }

    void mean(const typed_results &results, const options &options = {}) const {
        elementwise(KULLBACK_MEAN, nullptr, results, options);
    }
    std::vector<double> mean(const options &options = {}) const {
        return collect(count(), [&](const typed_results &results) { mean(results, options); });
    }

    void variance(const typed_results &results, const options &options = {}) const {
        elementwise(KULLBACK_VARIANCE, nullptr, results, options);
    }
    std::vector<double> variance(const options &options = {}) const {
        return collect(count(), [&](const typed_results &results) { variance(results, options); });
    }

    /// log p(x)
    void log_density(const numbers &x, const typed_results &results, const options &options = {}) const {
        detail::checked(options, [&](const kullback_options *raw) {
            return kullback_distribution_log_densities(&raw_, &x.raw(), raw, results.raw(rows(), count()));
        });
    }
    std::vector<double> log_density(const numbers &x, const options &options = {}) const {
        return collect(count(), [&](const typed_results &results) { log_density(x, results, options); });
    }

    /// One draw per element, that of element j of row i from stream `first` + i * count + j.
    void sample(std::uint64_t seed, std::uint64_t first, const typed_results &results,
                const options &options = {}) const {
        detail::checked(options, [&](const kullback_options *raw) {
            return kullback_distribution_samples(&raw_, seed, first, raw, results.raw(rows(), count()));
        });
    }
    std::vector<double> sample(std::uint64_t seed, std::uint64_t first = 0, const options &options = {}) const {
        return collect(count(), [&](const typed_results &results) { sample(seed, first, results, options); });
    }

  private:
    void elementwise(kullback_quantity quantity, const kullback_distributions *q, const typed_results &results,
                     const options &options) const {
        detail::checked(options, [&](const kullback_options *raw) {
            return kullback_distribution_values(quantity, &raw_, q, raw, results.raw(rows(), count()));
        });
    }

    void over_rows(kullback_quantity quantity, const kullback_distributions *q, const typed_results &results,
                   const options &options) const {
        detail::checked(options, [&](const kullback_options *raw) {
            return kullback_distribution_row_values(quantity, &raw_, q, raw, results.raw(rows(), 1));
        });
    }

    /// What `function` writes into results of `columns` numbers per row.
    template <class Function> std::vector<double> collect(std::size_t columns, Function &&function) const {
        std::vector<double> result(detail::element_count(kullback::rows<double>(nullptr, rows(), columns, 0, 0)));
        function(typed_results(result.data(), rows(), columns, static_cast<std::ptrdiff_t>(columns), 1));
        return result;
    }

    kullback_distributions raw_;
};

} // namespace kullback

#endif
