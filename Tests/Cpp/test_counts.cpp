// G-tests, bootstrap and permutation: values, replicates, exceptions thrown by progress.
#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>

#include "check.hpp"

namespace {

using counts = std::vector<std::int64_t>;
using kullback::quantity;

const counts p{120, 80, 40, 9, 1}, q{100, 90, 50, 8, 2};

struct failure {};

bool near(double value, double expected, double tolerance = 1e-13) {
    return std::abs(value / expected - 1) <= tolerance;
}

/// Mendel (1866), round and yellow peas; expected values from mpmath with 50 digits (docs/scripts/chi_squared.py).
void test_goodness_of_fit() {
    const counts observed{315, 108, 101, 32};
    const std::vector<double> expected{9, 3, 3, 1};
    const auto test = kullback::g_test(observed, expected);
    check::that(near(test.statistic, 0.47544523899826315, 1e-14) && test.df == 3 && test.correction == 1);
    check::that(near(test.p_value, 0.92425190397452605));
    const auto corrected = kullback::g_test(observed, expected, true);
    check::that(near(corrected.correction, 1.0027422506439293, 1e-15));
    check::that(near(corrected.statistic, 0.47544523899826315 / 1.0027422506439293, 1e-14));
    check::that(kullback::g_test(observed, expected, false, 2).df == 1);
}

void test_table() {
    const counts table{10, 20, 30, 20, 20, 20};
    const auto test = kullback::g_test_table(table, 3, true);
    check::that(near(test.statistic, 5.4115320909768368 / 1.0175, 1e-14) && test.df == 2 &&
                near(test.correction, 1.0175, 1e-15));
    check::throws(KULLBACK_ERROR_SHAPE, KULLBACK_ARGUMENT_TABLE, [&] { kullback::g_test_table(table, 4); });
    check::throws(KULLBACK_ERROR_COUNT, KULLBACK_ARGUMENT_TABLE, [] { kullback::g_test_table(counts{}, 3); });
}

void test_bootstrap() {
    std::vector<double> replicates(500);
    const kullback::resampling resampling{.resamples = 500, .seed = 3, .replicates = replicates};
    const auto result = kullback::bootstrap(quantity::js_divergence, p, q, resampling);
    check::that(result.value == kullback::js_divergence(std::vector<double>(p.begin(), p.end()),
                                                        std::vector<double>(q.begin(), q.end()), {.normalize = true}));
    std::ranges::sort(replicates);
    // 0.025 * 499 = 12.475
    check::that(near(result.low, replicates[12] + 0.475 * (replicates[13] - replicates[12])));
    check::that(result.low < result.high && result.resamples == 500);
    const auto basic = kullback::bootstrap(quantity::js_divergence, p, q,
                                           {.resamples = 500, .seed = 3, .interval = kullback::interval::basic});
    check::that(basic.low == 2 * result.value - result.high && basic.high == 2 * result.value - result.low);
    std::vector<double> too_few(7);
    check::throws(KULLBACK_ERROR_SHAPE, KULLBACK_ARGUMENT_RESULT,
                  [&] { kullback::bootstrap(quantity::kl, p, q, {.resamples = 8, .replicates = too_few}); });
}

void test_permutation() {
    const auto one = kullback::permutation_test(quantity::kl, p, q, {.resamples = 999, .seed = 1}, {.threads = 1});
    const auto four = kullback::permutation_test(quantity::kl, p, q, {.resamples = 999, .seed = 1}, {.threads = 4});
    check::that(one.value == four.value && one.p_value == four.p_value && one.resamples == 999);
    check::that(one.p_value > 0.1 && one.p_value < 0.9);
    check::that(kullback::permutation_test(quantity::kl, p, p, {.resamples = 99}).p_value == 1);
}

/// What progress throws arrives as it was thrown; a callable that only moves will do.
void test_progress() {
    double last = 0;
    auto record = [&last, owned = std::make_unique<int>(0)](double fraction) { last = fraction; };
    kullback::bootstrap(quantity::kl, p, q, {.resamples = 50}, {}, std::move(record));
    check::that(last == 1);
    int calls = 0;
    const auto stop = [&](double) {
        calls++;
        throw failure{};
    };
    for (int test = 0; test < 2; test++) {
        try {
            if (test == 0) {
                kullback::bootstrap(quantity::kl, p, q, {.resamples = 400'000}, {}, stop);
            } else {
                kullback::permutation_test(quantity::kl, p, q, {.resamples = 400'000}, {}, stop);
            }
            check::that(false);
        } catch (const failure &) {
            check::that(calls == test + 1);
        }
    }
}

void test_errors() {
    const counts negative{1, -2, 3}, empty{0, 0, 0}, short_row{1, 2};
    const std::vector<double> equal{1, 1, 1}, nan{1, std::numeric_limits<double>::quiet_NaN(), 1};
    const auto error =
        check::throws(KULLBACK_ERROR_FREQUENCY, KULLBACK_ARGUMENT_OBSERVED, [&] { kullback::g_test(negative, equal); });
    check::that(error.index == 1 && error.value == -2);
    check::throws(KULLBACK_ERROR_NO_MASS, KULLBACK_ARGUMENT_OBSERVED, [&] { kullback::g_test(empty, equal); });
    check::throws(KULLBACK_ERROR_SHAPE, KULLBACK_ARGUMENT_EXPECTED, [&] { kullback::g_test(short_row, equal); });
    check::throws(KULLBACK_ERROR_SHAPE, KULLBACK_ARGUMENT_Q,
                  [&] { kullback::bootstrap(quantity::kl, p, short_row, {.resamples = 2}); });
    check::throws(KULLBACK_ERROR_QUANTITY, KULLBACK_ARGUMENT_QUANTITY,
                  [&] { kullback::permutation_test(quantity::cross_entropy, p, q); });
    check::that(std::isnan(kullback::g_test(counts{1, 2, 3}, nan).p_value));
}

} // namespace

int main() {
    test_goodness_of_fit();
    test_table();
    test_bootstrap();
    test_permutation();
    test_progress();
    test_errors();
    return check::summary();
}
