// Generators by name, f-divergences of callables, and the exceptions that these throw.
#include <cmath>
#include <memory>

#include "check.hpp"

namespace {

using kullback::generator;
using kullback::quantity;

struct failure {
    double ratio;
};

double squared(double t) {
    return (t - 1) * (t - 1);
}

bool near(double value, double expected) {
    return std::abs(value / expected - 1) <= 1e-14;
}

void test_generators() {
    const generator pearson(quantity::pearson_chi2);
    check::that(near(pearson(3), 4) && near(pearson.derivative(3), 4) && near(pearson.second_derivative(3), 2));
    check::that(near(pearson.conjugate(2), 3) && near(pearson.conjugate_derivative(2), 2));
    check::that(pearson.at_zero() == 1 && std::isinf(pearson.slope_at_infinity()));
    const generator tsallis(quantity::tsallis, {.order = 2});
    check::that(near(tsallis(3), 4));
    std::array t{1.0, 3.0};
    pearson.evaluate(KULLBACK_GENERATOR_VALUE, t, t);
    check::that(t[0] == 0 && near(t[1], 4));
}

void test_generator_errors() {
    check::throws(KULLBACK_ERROR_QUANTITY, KULLBACK_ARGUMENT_QUANTITY, [] { generator(quantity::renyi); });
    check::throws(KULLBACK_ERROR_OPTION, KULLBACK_ARGUMENT_OPTIONS, [] { generator(quantity::alpha); });
    check::throws(KULLBACK_ERROR_OPTION, KULLBACK_ARGUMENT_OPTIONS,
                  [] { generator(quantity::js_divergence, {.weight = 1}); });
    check::throws(KULLBACK_ERROR_QUANTITY, KULLBACK_ARGUMENT_QUANTITY, [] {
        double x = 1;
        generator(quantity::kl).evaluate(15, {&x, 1}, {&x, 1});
    });
}

template <class T> void test_f_divergence() {
    const std::vector<T> p{0.5, 0.25, 0.25, 0, 0.5, 0.5}, q{0.25, 0.25, 0.5, 0.5, 0.25, 0.25};
    const auto first = std::span(p).first(3), second = std::span(q).first(3);
    // 1/4 + 1/8 and 1/2 + 1/4 + 1/4, exactly
    check::that(kullback::f_divergence(squared, first, second) == T(0.375));
    const auto both = kullback::f_divergence(squared, kullback::rows(p, 3), kullback::rows(q, 3));
    check::that(both == std::vector<T>{T(0.375), T(1)});
    // A callable that only moves, limits that are given, and a unit.
    auto owned = [factor = std::make_unique<double>(1)](double t) { return *factor * squared(t); };
    const auto last = std::span(p).last(3), reference = std::span(q).last(3);
    check::that(kullback::f_divergence(std::move(owned), last, reference, {.base = 2}, {.at_zero = 3}) ==
                static_cast<T>(2 / std::log(2.0)));
}

template <class T> void test_exceptions() {
    const std::vector<T> p{0.5, 0.5}, q{0.25, 0.75};
    std::vector<T> result{-1};
    try {
        kullback::f_divergence([](double t) { return t == 1 ? 0 : throw failure{t}; }, kullback::rows(p),
                               kullback::rows(q), result);
        check::that(false);
    } catch (const failure &caught) {
        check::that(caught.ratio == 2);
    }
    check::that(result[0] == -1);
    const auto fields = check::throws(KULLBACK_ERROR_PARAMETER, KULLBACK_ARGUMENT_F, [&] {
        kullback::f_divergence([](double t) { return t < 1 ? std::nan("") : t - 1; }, p, q);
    });
    check::that(fields.index == 1 && fields.value < 1);
    check::throws(KULLBACK_ERROR_PARAMETER, KULLBACK_ARGUMENT_F,
                  [&] { kullback::f_divergence([](double t) { return -squared(t); }, p, q); });
}

} // namespace

int main() {
    test_generators();
    test_generator_errors();
    test_f_divergence<double>();
    test_f_divergence<float>();
    test_exceptions<double>();
    test_exceptions<float>();
    return check::summary();
}
