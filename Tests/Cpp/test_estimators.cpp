// Log-ratio and Monte-Carlo estimates; exceptions thrown by callables.
#include <algorithm>
#include <memory>
#include <utility>

#include "check.hpp"

namespace {

using kullback::estimator;

constexpr std::array estimators{estimator::k1, estimator::k2, estimator::k3};
constexpr std::size_t dimension = 2;
constexpr std::size_t count = KULLBACK_MONTE_CARLO_BATCH + 500;

struct failure {
    std::size_t number;
};

/// Multiples of 1/64 in [0, 4): sums and differences of them are exact in float and double.
template <class T> struct sampler {
    std::uint32_t state = 1;

    void operator()(std::span<T> samples) {
        for (T &sample : samples) {
            state = state * 1664525u + 1013904223u;
            sample = static_cast<T>(state >> 24) / 64;
        }
    }
};

template <class T, std::size_t component> void density(std::span<const T> samples, std::span<T> log_density) {
    for (std::size_t i = 0; i < log_density.size(); i++) {
        log_density[i] = samples[i * dimension + component];
    }
}

bool same(const kullback::estimate &a, const kullback::estimate &b) {
    return a.value == b.value && a.standard_error == b.standard_error && a.count == b.count;
}

template <class T> void test_log_ratio() {
    const std::vector<T> ratios{0.5, -0.25, 1, 0.125};
    for (const auto kind : estimators) {
        const std::vector<kullback::estimate> rows = kullback::log_ratio(kind, kullback::rows(ratios, 2));
        check::that(rows.size() == 2);
        check::that(same(rows[0], kullback::log_ratio(kind, std::span(ratios).first(2))));
        check::that(same(rows[1], kullback::log_ratio(kind, std::span(ratios).last(2))));
    }
    check::that(kullback::log_ratio(estimator::k1, std::vector<T>{1, 2, 6}).value == 3);
    check::throws(KULLBACK_ERROR_COUNT, KULLBACK_ARGUMENT_LOG_RATIO,
                  [] { kullback::log_ratio(estimator::k1, std::vector<T>{}); });
}

/// The estimate is that of the log ratios, to the bit.
template <class T> void test_monte_carlo() {
    std::vector<T> samples(count * dimension), ratios(count);
    sampler<T>{}(samples);
    for (std::size_t i = 0; i < count; i++) {
        ratios[i] = samples[i * dimension] - samples[i * dimension + 1];
    }
    for (const auto kind : estimators) {
        const auto result =
            kullback::monte_carlo<T>(kind, sampler<T>{}, density<T, 0>, density<T, 1>, dimension, count);
        check::that(same(result, kullback::log_ratio(kind, ratios)));
        const auto bits =
            kullback::monte_carlo<T>(kind, sampler<T>{}, density<T, 0>, density<T, 1>, dimension, count, {.base = 2});
        check::that(same(bits, kullback::log_ratio(kind, ratios, {.base = 2})));
    }
}

/// A callable that only moves, and one that is a const lambda with a capture.
template <class T> void test_callables() {
    const T level = 3;
    auto fill = [owned = std::make_unique<T>(T(2))](std::span<T> samples) { std::ranges::fill(samples, *owned); };
    const auto constant = [&](std::span<const T>, std::span<T> log_density) { std::ranges::fill(log_density, level); };
    const auto first = [](std::span<const T> samples, std::span<T> log_density) {
        std::ranges::copy(samples, log_density.begin());
    };
    check::that(kullback::monte_carlo<T>(estimator::k1, std::move(fill), constant, first, 1, 10).value == 1);
}

/// The callable throws in its second batch: the exception arrives as it was thrown, and nothing runs after it.
template <class T> void test_exceptions() {
    for (std::size_t thrower = 0; thrower < 3; thrower++) {
        std::array<int, 3> calls{};
        const auto step = [&](std::size_t callable) {
            if (++calls[callable] == 2 && callable == thrower) {
                throw failure{callable};
            }
        };
        try {
            kullback::monte_carlo<T>(
                estimator::k3, [&](std::span<T>) { step(0); }, [&](std::span<const T>, std::span<T>) { step(1); },
                [&](std::span<const T>, std::span<T>) { step(2); }, dimension, count);
            check::that(false);
        } catch (const failure &caught) {
            check::that(caught.number == thrower);
        }
        for (std::size_t callable = 0; callable < 3; callable++) {
            check::that(calls[callable] == (callable <= thrower ? 2 : 1));
        }
    }
}

template <class T> void test_errors() {
    const auto run = [](estimator kind, std::size_t dimensions, std::size_t samples) {
        return kullback::monte_carlo<T>(kind, sampler<T>{}, density<T, 0>, density<T, 1>, dimensions, samples);
    };
    for (const auto &[dimensions, samples] : {std::pair<std::size_t, std::size_t>{0, 10}, {2, 0}, {2, SIZE_MAX}}) {
        try {
            run(estimator::k1, dimensions, samples);
            check::that(false);
        } catch (const kullback::error &error) {
            check::that(error.status() == KULLBACK_ERROR_COUNT);
        }
    }
    check::throws(KULLBACK_ERROR_QUANTITY, KULLBACK_ARGUMENT_QUANTITY,
                  [&] { run(static_cast<estimator>(15), dimension, 10); });
}

template <class T> void test_all() {
    test_log_ratio<T>();
    test_monte_carlo<T>();
    test_callables<T>();
    test_exceptions<T>();
    test_errors<T>();
}

} // namespace

int main() {
    test_all<double>();
    test_all<float>();
    return check::summary();
}
