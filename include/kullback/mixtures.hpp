/* Gaussian mixtures, the KL divergence between them, and the Gaussians closest to them. */
#ifndef KULLBACK_MIXTURES_HPP
#define KULLBACK_MIXTURES_HPP

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "estimators.hpp"
#include "gaussians.hpp"
#include "mixtures.h"

namespace kullback {

/// lower, upper, variational, product, durrieu_lower, durrieu_upper, variational_upper, matched, unscented,
/// moment_matched and monte_carlo.
using mixture_divergence = kullback_mixture_divergence;

/// The members of kullback_mixture_sampling; `samples` 0 is their default.
struct mixture_sampling {
    std::size_t samples = 0;
    std::uint64_t seed = 0;
    kullback::estimator estimator = kullback::estimator::k1;
    /// No samples, and an estimate of NaN.
    bool none = false;
};

/// Components, one per weight. It is a view: the numbers stay where they are. Formulas and errors are those of
/// mixtures.h.
class gaussian_mixture {
  public:
    gaussian_mixture(std::span<const double> weights, const gaussians &components)
        : raw_{components.raw(), weights.data(), 1} {
        if (weights.size() != raw_.components.batch) {
            detail::fail(KULLBACK_ERROR_SHAPE, KULLBACK_ARGUMENT_WEIGHTS, weights.size());
        }
    }

    const kullback_gaussian_mixture &raw() const noexcept { return raw_; }

    /// What is known of D(p || q).
    mixture_divergence kl(const gaussian_mixture &q, const mixture_sampling &sampling = {},
                          const options &options = {}) const {
        kullback_mixture_sampling raw_sampling{};
        raw_sampling.struct_size = sizeof raw_sampling;
        raw_sampling.estimator = static_cast<kullback_estimator>(sampling.estimator);
        raw_sampling.none = sampling.none;
        raw_sampling.samples = sampling.samples;
        raw_sampling.seed = sampling.seed;
        mixture_divergence result{};
        detail::checked(options, [&](const kullback_options *raw) {
            return kullback_mixture_kl(&raw_, &q.raw_, &raw_sampling, raw, &result);
        });
        return result;
    }

    /// log p at points, one after the other.
    std::vector<double> log_density(std::span<const double> points, const options &options = {}) const {
        const std::size_t dimension = raw_.components.dimension;
        const std::size_t count = dimension == 0 ? 0 : points.size() / dimension;
        if (count * dimension != points.size()) {
            detail::fail(KULLBACK_ERROR_SHAPE, KULLBACK_ARGUMENT_X, points.size());
        }
        const kullback_rows_f64 rows{points.data(), count, dimension, static_cast<std::ptrdiff_t>(dimension), 1};
        std::vector<double> result(count);
        detail::checked(options, [&](const kullback_options *raw) {
            return kullback_mixture_log_density(&raw_, &rows, raw, result.data(), 1);
        });
        return result;
    }

    /// Independent draws, one after the other.
    std::vector<double> draws(std::size_t count, std::uint64_t seed = 0, const options &options = {}) const {
        std::vector<double> result(count * raw_.components.dimension);
        detail::checked(options, [&](const kullback_options *raw) {
            return kullback_mixture_draws(&raw_, seed, 0, count, raw, result.data());
        });
        return result;
    }

  private:
    kullback_gaussian_mixture raw_;
};

} // namespace kullback

#endif
