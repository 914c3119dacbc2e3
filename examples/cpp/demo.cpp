// KL divergence and its relatives on real data, from C++.
//
//     demo_cpp DIRECTORY
//
// reads the CSV files of examples/data and prints one quantity per line: its name, the bits of the
// double, its value.
#include <bit>
#include <cinttypes>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <numeric>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <kullback.hpp>

#include "table.hpp"

namespace {

void print(const std::string &name, double value) {
    std::printf("%s\t%016" PRIx64 "\t%.17g\n", name.c_str(), std::bit_cast<std::uint64_t>(value), value);
}

// ---- Digits: how far is a student's output from its teacher's, image by image? ----

/// Adds from left to right; the other languages do too, so that the last bit agrees.
double mean(const std::vector<double> &values) {
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

void digits(const std::filesystem::path &directory) {
    const auto teacher = read_table(directory / "digits_teacher_logits.csv");
    const auto student = read_table(directory / "digits_student_logits.csv");
    const kullback::rows p(teacher.values, teacher.columns), q(student.values, student.columns);
    const auto logits = kullback::space::logits;
    print("digits_kl_temperature_1", mean(kullback::kl(p, q, {.space = logits})));
    print("digits_kl_temperature_4", mean(kullback::kl(p, q, {.space = logits, .temperature = 4})));
    print("digits_js_divergence", mean(kullback::js_divergence(p, q, {.space = logits})));
    print("digits_teacher_entropy", mean(kullback::entropy(p, {.space = logits})));
}

// ---- Wine: how different are three cultivars, each a normal with diagonal covariance? ----

struct normal {
    std::span<const double> loc;
    std::span<const double> scale;

    double log_density(std::span<const double> x) const {
        const double half_log_two_pi = 0.9189385332046727;
        double sum = 0;
        for (std::size_t j = 0; j < x.size(); ++j) {
            const double z = (x[j] - loc[j]) / scale[j];
            sum -= 0.5 * z * z + std::log(scale[j]) + half_log_two_pi;
        }
        return sum;
    }

    /// The log-density of each of a batch of samples.
    void log_densities(std::span<const double> samples, std::span<double> result) const {
        for (std::size_t i = 0; i < result.size(); ++i) {
            result[i] = log_density(samples.subspan(i * loc.size(), loc.size()));
        }
    }
};

/// Samples are built from standard-normal draws, each of them used once.
kullback::estimate monte_carlo(const normal &p, const normal &q, const table &draws) {
    std::size_t used = 0;
    const auto sampler = [&](std::span<double> samples) {
        for (std::size_t i = 0; i < samples.size(); ++i) {
            const auto j = i % draws.columns;
            samples[i] = p.loc[j] + p.scale[j] * draws.values[used + i];
        }
        used += samples.size();
    };
    return kullback::monte_carlo(
        kullback::estimator::k1, sampler, [&](auto samples, auto result) { p.log_densities(samples, result); },
        [&](auto samples, auto result) { q.log_densities(samples, result); }, draws.columns, draws.row_count());
}

void wine(const std::filesystem::path &directory) {
    const auto means = read_table(directory / "wine_means.csv");
    const auto deviations = read_table(directory / "wine_standard_deviations.csv");
    const auto cultivar = [&](std::size_t number) { return normal{means.row(number - 1), deviations.row(number - 1)}; };
    for (std::size_t i = 1; i <= 3; ++i) {
        for (std::size_t j = 1; j <= 3; ++j) {
            if (i != j) {
                const auto p = cultivar(i), q = cultivar(j);
                print("wine_kl_" + std::to_string(i) + "_" + std::to_string(j),
                      kullback::diagonal_normal_kl(p.loc, p.scale, q.loc, q.scale));
            }
        }
    }
    const auto estimate = monte_carlo(cultivar(1), cultivar(2), read_table(directory / "wine_normal_draws.csv"));
    print("wine_monte_carlo_1_2", estimate.value);
    print("wine_monte_carlo_1_2_standard_error", estimate.standard_error);
}

// ---- Letters: how far apart are two languages? ----

void letters(const std::filesystem::path &directory) {
    const auto english = read_table(directory / "letters_english.csv").values;
    const auto german = read_table(directory / "letters_german.csv").values;
    const kullback::options counts{.normalize = true};
    print("letters_kl_english_german", kullback::kl(english, german, counts));
    print("letters_kl_english_german_bits", kullback::kl(english, german, {.normalize = true, .base = 2}));
    print("letters_kl_german_english", kullback::kl(german, english, counts));
    print("letters_js_divergence", kullback::js_divergence(english, german, counts));
    print("letters_js_distance", kullback::js_distance(english, german, counts));
    print("letters_entropy_english", kullback::entropy(english, counts));
    print("letters_entropy_german", kullback::entropy(german, counts));
}

// ---- Two modes: which normal distribution is closest? ----

void bimodal() {
    const std::vector<double> weights{0.6, 0.4}, means{-2.0, 2.5}, variances{0.49, 1.21};
    const kullback::gaussians components(1, kullback::covariance_form::diagonal, means, variances);
    const kullback::gaussian_mixture p(weights, components);
    using direction = kullback::projection_direction;
    for (const auto &[name, which] : {std::pair{"forward", direction::forward}, {"reverse", direction::reverse}}) {
        const auto closest = kullback::project(p, which);
        print(std::string("bimodal_") + name + "_mean", closest.loc[0]);
        print(std::string("bimodal_") + name + "_deviation", closest.factor[0]);
        print(std::string("bimodal_") + name + "_kl", closest.value);
    }
}

} // namespace

int main(int argc, char **argv) {
    if (argc != 2) {
        std::fprintf(stderr, "usage: %s DIRECTORY\n", argv[0]);
        return 1;
    }
    try {
        digits(argv[1]);
        wine(argv[1]);
        letters(argv[1]);
        bimodal();
    } catch (const std::exception &error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
    return 0;
}
