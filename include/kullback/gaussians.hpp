/* Divergences between multivariate Gaussians. */
#ifndef KULLBACK_GAUSSIANS_HPP
#define KULLBACK_GAUSSIANS_HPP

#include <cstddef>
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

  private:
    template <class Function> std::vector<double> collect(const options &options, Function &&function) const {
        std::vector<double> results(raw_.batch);
        detail::checked(options, [&](const kullback_options *raw) { return function(raw, results.data()); });
        return results;
    }

    kullback_gaussians raw_{};
};

} // namespace kullback

#endif
