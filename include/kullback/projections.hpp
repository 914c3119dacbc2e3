/* The Gaussian closest to a Gaussian mixture, or to samples. */
#ifndef KULLBACK_PROJECTIONS_HPP
#define KULLBACK_PROJECTIONS_HPP

#include <cstddef>
#include <span>
#include <vector>

#include "mixtures.hpp"
#include "projections.h"

namespace kullback {

enum class projection_direction : kullback_projection_direction {
    forward = KULLBACK_FORWARD_PROJECTION,
    reverse = KULLBACK_REVERSE_PROJECTION
};

/// The closest Gaussian, and how it was found; see kullback_projection.
struct projection {
    std::vector<double> loc;
    /// The Cholesky factor of its covariance, by rows.
    std::vector<double> factor;
    double value = 0;
    /// The number of components stands for the mixture's moments.
    std::size_t start = 0;
    std::size_t mode = 0;
    std::size_t iterations = 0;
    bool converged = false;
    std::vector<double> start_values;
};

/// The Gaussian closest to a mixture.
inline projection project(const gaussian_mixture &p, projection_direction direction, bool diagonal = false,
                          const options &options = {}) {
    const std::size_t dimension = p.raw().components.dimension, count = p.raw().components.batch;
    projection result;
    result.loc.resize(dimension);
    result.factor.resize(dimension * dimension);
    result.start_values.resize(count + 1);
    kullback_projection report{};
    detail::checked(options, [&](const kullback_options *raw) {
        return kullback_project_mixture(static_cast<kullback_projection_direction>(direction), &p.raw(), diagonal, raw,
                                        result.loc.data(), result.factor.data(), result.start_values.data(), &report);
    });
    result.value = report.value;
    result.start = report.start;
    result.mode = report.mode;
    result.iterations = report.iterations;
    result.converged = report.converged != 0;
    return result;
}

/// A mean and a covariance, by rows.
struct moments {
    std::vector<double> loc;
    std::vector<double> covariance;
};

/// The Gaussian closest to samples of so many numbers, one after the other; `weights` may be empty.
inline moments project_samples(std::span<const double> samples, std::size_t dimension,
                               std::span<const double> weights = {}, bool diagonal = false,
                               const options &options = {}) {
    const std::size_t count = dimension == 0 ? 0 : samples.size() / dimension;
    if (count * dimension != samples.size()) {
        detail::fail(KULLBACK_ERROR_SHAPE, KULLBACK_ARGUMENT_SAMPLES, samples.size());
    }
    const kullback_rows_f64 rows{samples.data(), count, dimension, static_cast<std::ptrdiff_t>(dimension), 1};
    const kullback_rows_f64 shares{weights.data(), 1, weights.size(), 0, 1};
    moments result{std::vector<double>(dimension), std::vector<double>(dimension * dimension)};
    detail::checked(options, [&](const kullback_options *raw) {
        return kullback_project_samples(&rows, weights.empty() ? nullptr : &shares, diagonal, raw, result.loc.data(),
                                        result.covariance.data(), nullptr);
    });
    return result;
}

} // namespace kullback

#endif
