// A Monte-Carlo estimate with its standard error, from a sampler and two log-densities:
// D(p || q) of two exponential distributions. The exact value is r - 1 - log r, r = rate_q / rate_p.
#include <cmath>
#include <cstdio>
#include <kullback.hpp>
#include <random>

int main() {
    const double rate_p = 1, rate_q = 2;
    std::mt19937_64 generator(1);
    std::exponential_distribution p(rate_p);

    const auto sample = [&](std::span<double> samples) {
        for (double &x : samples) {
            x = p(generator);
        }
    };
    const auto log_density = [](double rate) {
        return [rate](std::span<const double> samples, std::span<double> result) {
            for (std::size_t i = 0; i < samples.size(); i++) {
                result[i] = std::log(rate) - rate * samples[i];
            }
        };
    };

    const kullback::estimate estimate =
        kullback::monte_carlo(kullback::estimator::k3, sample, log_density(rate_p), log_density(rate_q), 1, 100000);
    const double exact = rate_q / rate_p - 1 - std::log(rate_q / rate_p);
    std::printf("D(p || q) is %.3f; estimated as %.2f from %zu samples\n", exact, estimate.value, estimate.count);
    std::printf("within three standard errors: %s\n",
                std::abs(estimate.value - exact) < 3 * estimate.standard_error ? "yes" : "no");
}
