/* Multivariate Gaussians: divergences, and other Gaussians from one or several. */
#ifndef KULLBACK_GAUSSIANS_HPP
#define KULLBACK_GAUSSIANS_HPP

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "discrete.hpp"
#include "gaussians.h"

namespace kullback {

/// How a covariance is given; of square matrices, by rows, the lower triangle is read.
enum class covariance_form : kullback_covariance_form {
    covariance = KULLBACK_COVARIANCE,
    cholesky = KULLBACK_CHOLESKY,
    precision = KULLBACK_PRECISION,
    diagonal = KULLBACK_DIAGONAL
};

/// Along which coordinates Gaussians are averaged: moments, or natural parameters.
enum class connection : kullback_connection {
    mixture = KULLBACK_MIXTURE_CONNECTION,
    exponential = KULLBACK_EXPONENTIAL_CONNECTION
};

class gaussians;

/// Gaussians with numbers of their own: contiguous, matrices by rows and in full.
struct gaussian_batch {
    std::size_t dimension;
    covariance_form form;
    std::vector<double> loc;
    std::vector<double> matrix;

    gaussians view() const;
};

/// With respect to means, batch x d numbers, and Cholesky factors, batch x d x d.
struct gaussian_gradients {
    std::vector<double> loc_p, cholesky_p, loc_q, cholesky_q;
};

/// A batch of Gaussians of one dimension, contiguous:
///
///     kullback::gaussians p(2, kullback::covariance_form::covariance, means, covariances);
///     std::vector<double> nats = p.kl(q);
///
/// It is a view: the numbers stay where they are. raw() may be changed for strides. Formulas and errors are those of
/// gaussians.h.
class gaussians {
  public:
    /// As many as there are means of that dimension. `spread`: matrices, or variances if the form is diagonal.
    gaussians(std::size_t dimension, covariance_form form, std::span<const double> loc,
              std::span<const double> spread) {
        const bool is_diagonal = form == covariance_form::diagonal;
        const std::size_t size = is_diagonal ? dimension : dimension * dimension;
        raw_.batch = dimension == 0 ? 0 : loc.size() / dimension;
        raw_.dimension = dimension;
        raw_.form = static_cast<kullback_covariance_form>(form);
        raw_.loc = loc.data();
        raw_.loc_batch_stride = static_cast<std::ptrdiff_t>(dimension);
        raw_.loc_stride = 1;
        if (loc.size() != raw_.batch * dimension || spread.size() != raw_.batch * size) {
            detail::fail(KULLBACK_ERROR_SHAPE, KULLBACK_ARGUMENT_NONE, spread.size());
        }
        (is_diagonal ? raw_.diagonal : raw_.matrix) = spread.data();
        (is_diagonal ? raw_.diagonal_batch_stride : raw_.matrix_batch_stride) = static_cast<std::ptrdiff_t>(size);
        raw_.row_stride = static_cast<std::ptrdiff_t>(dimension);
        raw_.column_stride = raw_.diagonal_stride = 1;
    }

    explicit gaussians(const kullback_gaussians &raw) : raw_(raw) {}

    kullback_gaussians &raw() noexcept { return raw_; }
    const kullback_gaussians &raw() const noexcept { return raw_; }

    /// A quantity of gaussians.h, of each pair.
    std::vector<double> divergences(kullback_quantity quantity, const gaussians &q, const options &options = {}) const {
        return collect(options, [&](const kullback_options *raw, double *results) {
            return kullback_gaussian_divergences(quantity, &raw_, &q.raw_, raw, results, 1);
        });
    }

    /// D(p || q) of each pair.
    std::vector<double> kl(const gaussians &q, const options &options = {}) const {
        return divergences(KULLBACK_KL, q, options);
    }

    std::vector<double> entropy(const options &options = {}) const {
        return collect(options, [&](const kullback_options *raw, double *results) {
            return kullback_gaussian_entropies(&raw_, raw, results, 1);
        });
    }

    /// Of the first `count` coordinates and the others.
    std::vector<double> mutual_information(std::size_t count, const options &options = {}) const {
        return collect(options, [&](const kullback_options *raw, double *results) {
            return kullback_gaussian_mutual_informations(&raw_, count, raw, results, 1);
        });
    }

    /// The logarithm of each one's density at its row of x.
    std::vector<double> log_density(std::span<const double> x, const options &options = {}) const {
        if (x.size() != raw_.batch * raw_.dimension) {
            detail::fail(KULLBACK_ERROR_SHAPE, KULLBACK_ARGUMENT_X, x.size());
        }
        return collect(options, [&](const kullback_options *raw, double *results) {
            return kullback_gaussian_log_densities(&raw_, x.data(), static_cast<std::ptrdiff_t>(raw_.dimension), 1, raw,
                                                   results, 1);
        });
    }

    /// Derivatives of D(p || q) of each pair.
    gaussian_gradients kl_gradients(const gaussians &q, const options &options = {}) const {
        const std::size_t means = raw_.batch * raw_.dimension, factors = means * raw_.dimension;
        gaussian_gradients g{std::vector<double>(means), std::vector<double>(factors), std::vector<double>(means),
                             std::vector<double>(factors)};
        detail::checked(options, [&](const kullback_options *raw) {
            return kullback_gaussian_kl_gradients(&raw_, &q.raw_, raw, nullptr, g.loc_p.data(), g.cholesky_p.data(),
                                                  g.loc_q.data(), g.cholesky_q.data());
        });
        return g;
    }

    /// The point between each pair, or on the line beyond it.
    gaussian_batch geodesics(connection connection, const gaussians &q, double weight,
                             covariance_form form = covariance_form::covariance, const options &options = {}) const {
        return collect(raw_.batch, raw_.dimension, form, options, [&](const auto *raw, const auto *results) {
            return kullback_gaussian_geodesics(static_cast<kullback_connection>(connection), &raw_, &q.raw_, weight,
                                               raw, results);
        });
    }

    /// One barycentre of each `count`, one after the other; without weights all count the same.
    gaussian_batch barycenters(connection connection, std::size_t count, std::span<const double> weights = {},
                               covariance_form form = covariance_form::covariance, const options &options = {}) const {
        if (!weights.empty() && weights.size() != count) {
            detail::fail(KULLBACK_ERROR_SHAPE, KULLBACK_ARGUMENT_WEIGHTS, weights.size());
        }
        const std::size_t batch = count == 0 ? 0 : raw_.batch / count;
        return collect(batch, raw_.dimension, form, options, [&](const auto *raw, const auto *results) {
            return kullback_gaussian_barycenters(static_cast<kullback_connection>(connection), &raw_, count,
                                                 weights.data(), 1, raw, results);
        });
    }

    /// Of some coordinates, in the order given.
    gaussian_batch marginals(std::span<const std::size_t> coordinates,
                             covariance_form form = covariance_form::covariance, const options &options = {}) const {
        const std::size_t none = 0, count = coordinates.size();
        return collect(raw_.batch, count, form, options, [&](const auto *raw, const auto *results) {
            return kullback_gaussian_marginals(&raw_, count == 0 ? &none : coordinates.data(), count, raw, results);
        });
    }

    /// The same Gaussians in another form.
    gaussian_batch as(covariance_form form, const options &options = {}) const {
        return collect(raw_.batch, raw_.dimension, form, options, [&](const auto *raw, const auto *results) {
            return kullback_gaussian_marginals(&raw_, nullptr, 0, raw, results);
        });
    }

    /// Of the other coordinates, where these have the values `x`, as many for each Gaussian.
    gaussian_batch conditionals(std::span<const std::size_t> coordinates, std::span<const double> x,
                                covariance_form form = covariance_form::covariance, const options &options = {}) const {
        const std::size_t count = coordinates.size();
        if (count > raw_.dimension || x.size() != raw_.batch * count) {
            detail::fail(KULLBACK_ERROR_SHAPE, KULLBACK_ARGUMENT_X, x.size());
        }
        return collect(raw_.batch, raw_.dimension - count, form, options, [&](const auto *raw, const auto *results) {
            return kullback_gaussian_conditionals(&raw_, coordinates.data(), count, x.data(),
                                                  static_cast<std::ptrdiff_t>(count), 1, raw, results);
        });
    }

    /// `count` draws from each: draw i from Gaussian b is the row i * batch + b.
    std::vector<double> samples(std::size_t count, std::uint64_t seed = 0, const options &options = {}) const {
        std::vector<double> result(count * raw_.batch * raw_.dimension);
        detail::checked(options, [&](const kullback_options *raw) {
            return kullback_gaussian_samples(&raw_, seed, 0, count, raw, result.data());
        });
        return result;
    }

  private:
    template <class Function>
    static gaussian_batch collect(std::size_t batch, std::size_t dimension, covariance_form form,
                                  const options &options, Function &&function) {
        gaussian_batch results{dimension, form, std::vector<double>(batch * dimension),
                               std::vector<double>(batch * dimension * dimension)};
        const kullback_gaussian_results raw_results{static_cast<kullback_covariance_form>(form), 0, results.loc.data(),
                                                    results.matrix.data()};
        detail::checked(options, [&](const kullback_options *raw) { return function(raw, &raw_results); });
        return results;
    }

    template <class Function> std::vector<double> collect(const options &options, Function &&function) const {
        std::vector<double> results(raw_.batch);
        detail::checked(options, [&](const kullback_options *raw) { return function(raw, results.data()); });
        return results;
    }

    kullback_gaussians raw_{};
};

inline gaussians gaussian_batch::view() const {
    return gaussians(dimension, form, loc, matrix);
}

} // namespace kullback

#endif
