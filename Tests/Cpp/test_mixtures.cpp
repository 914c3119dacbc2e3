// Gaussian mixtures and projections through the C++ header.
#include <cmath>
#include <span>
#include <vector>

#include "check.hpp"

namespace {

const std::vector<double> weights{0.75, 0.25}, loc{-2, 2.5}, variances{0.5, 1.25};
const kullback::gaussians components(1, kullback::covariance_form::diagonal, loc, variances);
const kullback::gaussian_mixture p(weights, components);

void test_divergence() {
    const std::vector<double> other_weights{0.25, 0.25, 0.5}, other_loc{-1, 2, 0}, other_variances{1, 1, 4};
    const kullback::gaussians others(1, kullback::covariance_form::diagonal, other_loc, other_variances);
    const kullback::gaussian_mixture q(other_weights, others);
    const auto kl = p.kl(q);
    check::that(std::abs(kl.variational - 0.561124385438936508) < 1e-14);
    check::that(std::abs(kl.product - 0.543879166507703782) < 1e-14);
    check::that(kl.lower < 0.538 && kl.upper > 0.539);
    check::that(std::abs(kl.monte_carlo.value - 0.53815115417725345) < 4 * kl.monte_carlo.standard_error);
    const auto bits = p.kl(q, {.samples = 100, .seed = 3, .estimator = kullback::estimator::k3}, {.base = 2});
    check::that(std::abs(bits.variational * std::log(2.0) - kl.variational) < 1e-14);
    check::that(bits.monte_carlo.count == 100);
    check::that(std::isnan(p.kl(q, {.none = true}).monte_carlo.value));
}

void test_points() {
    const std::vector<double> x{0, 1};
    const auto densities = p.log_density(x);
    const auto expected = std::log(0.75 * std::exp(-4) / std::sqrt(std::acos(-1.0)) +
                                   0.25 * std::exp(-2.5) / std::sqrt(2.5 * std::acos(-1.0)));
    check::that(densities.size() == 2);
    check::that(std::abs(densities[0] - expected) < 1e-13);
    check::that(p.draws(3, 5).size() == 3);
    check::that(p.draws(3, 5)[2] == p.draws(4, 5)[2]);
}

void test_projections() {
    const auto forward = kullback::project(p, kullback::projection_direction::forward);
    check::that(std::abs(forward.loc[0] + 0.875) < 1e-15);
    check::that(forward.start == 2 && forward.converged);
    const auto reverse = kullback::project(p, kullback::projection_direction::reverse);
    check::that(reverse.mode == 0 && reverse.start == 0 && reverse.converged);
    check::that(std::abs(reverse.loc[0] + 2) < 0.1);
    check::that(reverse.value == reverse.start_values[0]);
    const std::vector<double> samples{0, 2, 4, 6};
    const auto closest = kullback::project_samples(samples, 1);
    check::that(closest.loc[0] == 3 && closest.covariance[0] == 5);
}

void test_errors() {
    const std::vector<double> bad{0.5, 0.75};
    check::throws(KULLBACK_ERROR_SUM, KULLBACK_ARGUMENT_P_WEIGHTS,
                  [&] { kullback::gaussian_mixture(bad, components).log_density(bad); });
    check::throws(KULLBACK_ERROR_SHAPE, KULLBACK_ARGUMENT_WEIGHTS,
                  [&] { kullback::gaussian_mixture(std::span(bad).first(1), components); });
    check::throws(KULLBACK_ERROR_SHAPE, KULLBACK_ARGUMENT_SAMPLES, [&] { kullback::project_samples(bad, 3); });
}

} // namespace

int main() {
    test_divergence();
    test_points();
    test_projections();
    test_errors();
    return check::summary();
}
