// Smoothing and coarse-graining.
#include <vector>

#include "check.hpp"

namespace {

using kullback::smoothing;

template <class T> void test_smooth() {
    const std::vector<T> weights{3, 0, 1, 0, 2, 2, 2, 2};
    const auto all = kullback::smooth(kullback::rows(weights, 4), smoothing::additive, 1);
    check::that(all == std::vector<T>{T(0.5), T(0.125), T(0.25), T(0.125), T(0.25), T(0.25), T(0.25), T(0.25)});
    const auto first = kullback::smooth(std::span(weights).first(4), smoothing::mixing, 0.5);
    check::that(first == std::vector<T>{T(0.5), T(0.125), T(0.25), T(0.125)});
    check::throws(KULLBACK_ERROR_OPTION, KULLBACK_ARGUMENT_AMOUNT,
                  [&] { kullback::smooth(weights, smoothing::mixing, 2); });
    check::throws(KULLBACK_ERROR_NO_MASS, KULLBACK_ARGUMENT_P,
                  [] { kullback::smooth(std::vector<T>{}, smoothing::additive, 1); });
}

template <class T> void test_coarse_grain() {
    const std::vector<T> weights{3, 0, 1, 0, 2, 2, 2, 2};
    const std::vector<std::int64_t> map{2, 0, 2, 2};
    const auto all = kullback::coarse_grain(kullback::rows(weights, 4), map, 3);
    check::that(all == std::vector<T>{0, 0, 4, 2, 0, 6});
    check::that(kullback::coarse_grain(std::span(weights).first(4), map, 3) == std::vector<T>{0, 0, 4});
    const auto error = check::throws(KULLBACK_ERROR_PARAMETER, KULLBACK_ARGUMENT_BIN_MAP,
                                     [&] { kullback::coarse_grain(kullback::rows(weights, 4), map, 2); });
    check::that(error.index == 0 && error.value == 2);
    check::throws(KULLBACK_ERROR_SHAPE, KULLBACK_ARGUMENT_BIN_MAP, [&] { kullback::coarse_grain(weights, map, 3); });
}

void test_counts() {
    const std::vector<std::int64_t> counts{3, 0, 1, 0}, map{0, 1, 1, 0};
    check::that(kullback::smooth(counts, smoothing::additive, 1) == std::vector<double>{0.5, 0.125, 0.25, 0.125});
    check::that(kullback::coarse_grain(kullback::rows(counts, 4), map, 2) == std::vector<double>{3, 1});
}

} // namespace

int main() {
    test_counts();
    test_smooth<double>();
    test_smooth<float>();
    test_coarse_grain<double>();
    test_coarse_grain<float>();
    return check::summary();
}
