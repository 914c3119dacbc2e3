// Losses of normals and estimates per token: values, gradients, shapes, and errors.
#include <cmath>

#include "check.hpp"

namespace {

using kullback::family;
using kullback::space;
using kullback::typed_results;
using kullback::typed_rows;

void close(double got, double expected, double bound = 1e-14,
           std::source_location at = std::source_location::current()) {
    check::that(std::abs(got - expected) <= bound * std::abs(expected), at);
}

typed_rows plain(const std::vector<double> &values, std::size_t columns) {
    return typed_rows(values, columns, space::probabilities);
}

// Expected values: phi(1) / 2 = (e - 2) / 2, expm1(1) / 2.
void test_vae() {
    const std::vector<float> loc{1, 0, 2, 0}, log_var{0, 1, 0, 0};
    const typed_rows a(loc, 2, space::probabilities), b(log_var, 2, space::probabilities);
    const auto rows = kullback::vae_loss(a, b);
    close(rows[0], 0.5 + 0.35914091422952262, 1e-6);
    close(rows[1], 2, 1e-6);
    close(kullback::vae_loss(a, b, {.reduction = kullback::reduction::batchmean, .factor = 4}).front(),
          2 * (2.5 + 0.35914091422952262), 1e-6);
    const auto floored = kullback::vae_loss(a, b, {}, {.free_bits = 0.4, .floor = kullback::free_bits_over::sample});
    close(floored[0], 0.9, 1e-6);
    close(floored[1], 2.4, 1e-6);
    const auto elements = kullback::vae_loss(a, b, {}, {.elementwise = true});
    check::that(elements.size() == 4);
    close(elements[1], 0.35914091422952262, 1e-6);
    std::vector<float> by_log_var(4);
    kullback::normal_loss(family::normal_log_variance, {a, b}, std::nullopt,
                          {.p_gradients = {std::nullopt, typed_results(by_log_var, 2)}});
    close(by_log_var[1], 0.85914091422952262, 1e-6);
    check::that(by_log_var[0] == 0);
}

// D(N(0, 4) || N(1, 1)) = (1 + 4 - 1 - log 4) / 2
void test_normals() {
    const std::vector<double> zero{0}, one{1}, two{2};
    std::vector<double> value(1), loc_p(1), scale_p(1), loc_q(1), scale_q(1);
    kullback::normal_loss(family::normal, {plain(zero, 1), plain(two, 1)}, {{plain(one, 1), plain(one, 1)}},
                          {typed_results(value),
                           {typed_results(loc_p), typed_results(scale_p)},
                           {typed_results(loc_q), typed_results(scale_q)}});
    close(value[0], 1.3068528194400547);
    close(loc_p[0], -1);
    close(scale_p[0], 1.5);
    close(loc_q[0], 1);
    close(scale_q[0], -4);
    const std::vector<double> bad{-1};
    check::throws(KULLBACK_ERROR_PARAMETER, KULLBACK_ARGUMENT_SCALE_P, [&] {
        kullback::normal_loss(family::normal, {plain(zero, 1), plain(bad, 1)}, std::nullopt, {typed_results(value)});
    });
    check::throws(KULLBACK_ERROR_SHAPE, KULLBACK_ARGUMENT_RESULT, [&] {
        std::vector<double> three(3);
        kullback::normal_loss(family::normal, {plain(zero, 1), plain(one, 1)}, std::nullopt, {typed_results(three)});
    });
}

void test_tokens() {
    const std::vector<double> log_p{-1, -2, -1, NAN}, log_q{-2, -2, 0, 0};
    const typed_rows p(log_p, 2, space::log_probabilities), q(log_q, 2, space::log_probabilities);
    const std::vector<std::uint8_t> mask{1, 1, 1, 0};
    std::vector<double> values(4), gradient(4), mean(1);
    kullback::token_kl(kullback::estimator::k3, p, q, typed_results(values, 2), typed_results(gradient, 2),
                       kullback::token_reduction::none, mask);
    close(values[0], 0.36787944117144232);
    close(values[2], 0.71828182845904524);
    close(gradient[0], 0.63212055882855768);
    close(gradient[2], -1.7182818284590452);
    check::that(values[1] == 0 && values[3] == 0 && gradient[3] == 0);
    kullback::token_kl(kullback::estimator::k2, p, q, typed_results(mean), std::nullopt,
                       kullback::token_reduction::mean, mask);
    close(mean[0], 1.0 / 3);
    check::throws(KULLBACK_ERROR_SHAPE, KULLBACK_ARGUMENT_MASK, [&] {
        kullback::token_kl(kullback::estimator::k1, p, q, typed_results(mean), std::nullopt,
                           kullback::token_reduction::sum, std::span(mask).first(3));
    });
}

} // namespace

int main() {
    test_vae();
    test_normals();
    test_tokens();
    return check::summary();
}
