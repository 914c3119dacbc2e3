// Distributions of vectors: values, batches, draws and errors. Expected values are exact, or computed at 50 digits.
#include <cmath>
#include <limits>
#include <vector>

#include "check.hpp"

namespace {

using kullback::quantity;
using kullback::typed_rows;
using kullback::vector_distributions;

bool near(double x, double expected) {
    return std::fabs(x - expected) <= 1e-14 * std::fabs(expected);
}

void test_dirichlet() {
    const std::vector<double> a{1, 2, 3}, b{3, 2, 1}, x{0.25, 0.5, 0.25};
    const vector_distributions p{KULLBACK_DIRICHLET, a}, q{KULLBACK_DIRICHLET, b};
    check::that(p.rows() == 1 && p.count() == 3);
    check::that(near(p.kl(q)[0], 3));
    check::that(near(p.kl(q, {.base = 2})[0], 4.328085122666890855));
    check::that(p.kl(p)[0] == 0);
    // -log(Gamma(2)^3 Gamma(6) / (Gamma(6) Gamma(1) Gamma(2) Gamma(3))) = log 2
    check::that(near(p.values(quantity::bhattacharyya_distance, q)[0], std::log(2)));
    check::that(near(p.renyi(q, 0.5)[0], 2 * std::log(2)));
    check::that(near(p.mean()[2], 0.5) && near(p.variance()[2], 0.25 / 7));
    // 60 x_2 x_3^2
    check::that(near(p.log_density(x)[0], std::log(1.875)));
}

/// A row of probabilities for each count, and one for all.
void test_batches() {
    const std::vector<double> half{0.5, 0.5}, probs{0.5, 0.5, 0.25, 0.75}, counts{10, 10}, trial{1, 1};
    const typed_rows both(half.data(), 2, 2, 0, 1);
    const vector_distributions p{KULLBACK_MULTINOMIAL, both, typed_rows(counts, 1)};
    const vector_distributions q{KULLBACK_MULTINOMIAL, typed_rows(probs, 2), typed_rows(counts, 1)};
    const auto nats = p.kl(q);
    check::that(nats.size() == 2 && nats[0] == 0 && near(nats[1], 5 * std::log(4.0 / 3)));
    check::that(p.mean() == std::vector<double>{5, 5, 5, 5});
    check::that(p.variance() == std::vector<double>{2.5, 2.5, 2.5, 2.5});
    const vector_distributions one{KULLBACK_MULTINOMIAL, both, typed_rows(trial, 1)};
    check::that(near(one.entropy()[1], std::log(2)));
    check::that(p.kl(one)[0] == std::numeric_limits<double>::infinity());
}

void test_draws() {
    const std::vector<double> direction{0, 0, 1}, concentration{2};
    const vector_distributions one{KULLBACK_VON_MISES_FISHER, direction, concentration};
    const vector_distributions two{KULLBACK_VON_MISES_FISHER, typed_rows(direction.data(), 2, 3, 0, 1),
                                   typed_rows(concentration.data(), 2, 1, 0, 1)};
    const auto draws = two.sample(7);
    const auto second = one.sample(7, 1);
    check::that(draws.size() == 6 && std::vector<double>(draws.begin() + 3, draws.end()) == second);
    check::that(std::fabs(std::hypot(second[0], second[1], second[2]) - 1) < 1e-15);
}

void test_errors() {
    const std::vector<double> good{1, 1, 1, 2}, bad{1, 1, 1, -2}, three{1, 1, 1};
    const vector_distributions p{KULLBACK_DIRICHLET, typed_rows(good, 2)};
    try {
        p.kl({KULLBACK_DIRICHLET, typed_rows(bad, 2)});
        check::that(false);
    } catch (const kullback::error &error) {
        check::that(error.status() == KULLBACK_ERROR_PARAMETER && error.argument() == KULLBACK_ARGUMENT_Q_FIRST);
        check::that(error.row() == 1 && error.index() == 1 && error.value() == -2);
    }
    check::throws(KULLBACK_ERROR_SHAPE, KULLBACK_ARGUMENT_Q_FIRST, [&] { p.kl({KULLBACK_DIRICHLET, three}); });
}

} // namespace

int main() {
    test_dirichlet();
    test_batches();
    test_draws();
    test_errors();
    return check::summary();
}
