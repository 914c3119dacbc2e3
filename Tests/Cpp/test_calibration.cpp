// Temperature scaling and the calibration error: values, types and errors. Expected values from mpmath.
#include <array>
#include <cmath>
#include <vector>

#include "check.hpp"

namespace {

const std::vector<double> logits{2, 1, 0.5, 0.5, 2.5, -1, 1, 0, 3, 0.25, 1.5, 1};
const std::vector<float> soft{0.5F, 0.25F, 0.25F, 0, 1, 0, 0.125F, 0.125F, 0.75F, 0.25F, 0.25F, 0.5F};
const std::vector<std::int64_t> labels{0, 1, 0, 2};

bool is_near(double value, double expected) {
    return std::abs(value / expected - 1) <= 1e-14;
}

void test_fit() {
    const kullback::rows rows(logits, 3);
    const auto hard = kullback::fit_temperature(rows, labels);
    check::that(is_near(hard.temperature, 1.6668256569783551924) && hard.converged == 1 && hard.count == 4);
    const auto bits = kullback::fit_temperature(rows, labels, {.temperature = 2, .base = 2});
    check::that(is_near(bits.loss_after, 0.9252790269437201321 / 0.69314718055994531));
    const auto mixed = kullback::fit_temperature(rows, kullback::rows(soft, 3));
    check::that(is_near(mixed.temperature, 1.1883053602771023806));
    const auto one = kullback::fit_temperature(rows, std::array<std::int64_t, 4>{9, 1, 9, 9}, {}, 0, 9);
    check::that(one.temperature == 0 && one.count == 1);
}

void test_calibration_error() {
    const kullback::rows rows(logits, 3);
    const auto result = kullback::calibration_error(rows, labels, {.space = kullback::space::logits}, 4);
    check::that(is_near(result.expected, 0.21463884697741174135) && result.bins.size() == 4);
    check::that(result.bins[2].count == 2 && result.accuracy == 0.5);
    const auto fit = kullback::fit_temperature(rows, labels);
    const auto after =
        kullback::calibration_error(rows, labels, {.space = kullback::space::logits, .temperature = fit.temperature});
    check::that(after.bins.size() == 15 && is_near(after.expected, fit.ece_after));
    check::that(kullback::calibration_error(rows, labels, {.space = kullback::space::logits}, 0).bins.size() == 15);
    const auto itself = kullback::calibration_error(kullback::rows(soft, 3), kullback::rows(soft, 3));
    check::that(itself.expected == 0 && itself.maximum == 0);
}

void test_errors() {
    const kullback::rows rows(logits, 3);
    const auto fields = check::throws(KULLBACK_ERROR_PARAMETER, KULLBACK_ARGUMENT_LABELS, [&] {
        kullback::fit_temperature(rows, std::array<std::int64_t, 4>{0, 1, 5, 0});
    });
    check::that(fields.row == 2 && fields.value == 5);
    check::throws(KULLBACK_ERROR_SHAPE, KULLBACK_ARGUMENT_LABELS,
                  [&] { kullback::fit_temperature(rows, std::array<std::int64_t, 1>{0}); });
    check::throws(KULLBACK_ERROR_SUM, KULLBACK_ARGUMENT_P, [&] { kullback::calibration_error(rows, labels); });
}

} // namespace

int main() {
    test_fit();
    test_calibration_error();
    test_errors();
    return check::summary();
}
