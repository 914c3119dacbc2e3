// Univariate distributions: values, element types, rows, draws and errors. Expected values are computed at 90 digits.
#include <array>
#include <cmath>
#include <limits>
#include <vector>

#include "check.hpp"

namespace {

using kullback::distributions;
using kullback::quantity;
using kullback::typed_results;
using kullback::typed_rows;

bool near(double x, double expected) {
    return std::fabs(x - expected) <= 1e-14 * std::fabs(expected);
}

const std::vector<double> one{1}, two{2}, half{0.5}, zero{0}, four{4};

void test_values() {
    const distributions p{KULLBACK_NORMAL, {two, half}}, q{KULLBACK_NORMAL, {zero, one}};
    check::that(p.rows() == 1 && p.count() == 1);
    check::that(near(p.kl(q)[0], 2.318147180559945309));
    check::that(near(p.kl(q, {.base = 2})[0], 3.34437944144456553696));
    const distributions fast{KULLBACK_EXPONENTIAL, {four}}, slow{KULLBACK_EXPONENTIAL, {one}};
    check::that(near(fast.renyi(slow, 2)[0], 0.826678573184467932564));
    check::that(slow.renyi(fast, 2)[0] == std::numeric_limits<double>::infinity());
    check::that(near(fast.values(quantity::squared_hellinger, slow)[0], 0.2));
    check::that(p.kl(slow)[0] == std::numeric_limits<double>::infinity());
    check::that(near(fast.entropy()[0], -0.386294361119890618834));
    check::that(fast.mean()[0] == 0.25 && fast.variance()[0] == 0.0625);
    check::that(near(slow.log_density(two)[0], -2));
}

/// Rows of different types, one batch of which is one distribution for all.
void test_batches() {
    const std::vector<float> loc{0, 1, 2, 3, 4, 5};
    const std::array<kullback::bfloat16, 6> scale{{{0x3f80}, {0x3f80}, {0x3f80}, {0x4000}, {0x4000}, {0x4000}}};
    const distributions p{KULLBACK_NORMAL, {typed_rows(loc, 3), typed_rows(scale, 3)}};
    const distributions q{KULLBACK_NORMAL, {typed_rows(zero.data(), 2, 3, 0, 0), typed_rows(one.data(), 2, 3, 0, 0)}};
    const auto elements = p.kl(q);
    check::that(elements.size() == 6 && elements[1] == 0.5 && elements[2] == 2);
    const auto sums = p.row_values(quantity::kl, q);
    check::that(sums.size() == 2 && sums[0] == 2.5);
    check::that(near(sums[1], elements[3] + elements[4] + elements[5]));
    check::that(near(p.row_entropy()[0], 3 * 1.41893853320467274178));
    std::vector<float> rounded(6);
    p.kl(q, typed_results(rounded, 3));
    for (std::size_t i = 0; i < rounded.size(); i++) {
        check::that(rounded[i] == static_cast<float>(elements[i]));
    }
    std::vector<double> written(2);
    p.row_values(quantity::kl, q, typed_results(written));
    check::that(written == sums);
    p.row_entropy(typed_results(written), {.base = 2});
    check::that(near(written[0], 3 * 2.04709558518064110269));
    const distributions none{KULLBACK_EXPONENTIAL, {std::vector<double>()}};
    check::that(none.kl(none).empty());
}

/// A draw depends on its number alone.
void test_draws() {
    const distributions p{KULLBACK_EXPONENTIAL, {typed_rows(two.data(), 2, 50, 0, 0)}};
    const distributions tail{KULLBACK_EXPONENTIAL, {typed_rows(two.data(), 1, 60, 0, 0)}};
    const auto all = p.sample(9), last = tail.sample(9, 40);
    check::that(all.size() == 100);
    check::that(std::vector<double>(all.begin() + 40, all.end()) == last);
    check::that(p.sample(10) != all);
    std::vector<double> written(100);
    p.sample(9, 0, typed_results(written, 50), {.threads = 2});
    check::that(written == all);
}

void test_errors() {
    const distributions p{KULLBACK_NORMAL, {zero, one}}, flat{KULLBACK_NORMAL, {zero, zero}};
    const auto error = check::throws(KULLBACK_ERROR_PARAMETER, KULLBACK_ARGUMENT_Q_SECOND, [&] { p.kl(flat); });
    check::that(error.row == 0 && error.index == 0 && error.value == 0);
    const distributions q{KULLBACK_EXPONENTIAL, {one}};
    check::throws(KULLBACK_ERROR_NO_CLOSED_FORM, KULLBACK_ARGUMENT_Q, [&] { p.renyi(q, 0.5); });
    check::throws(KULLBACK_ERROR_OPTION, KULLBACK_ARGUMENT_OPTIONS, [&] { p.renyi(p, 0); });
    check::throws(KULLBACK_ERROR_OPTION, KULLBACK_ARGUMENT_OPTIONS, [&] { p.values(quantity::renyi, p); });
    check::throws(KULLBACK_ERROR_QUANTITY, KULLBACK_ARGUMENT_QUANTITY, [&] { p.values(quantity::jeffreys, p); });
    check::throws(KULLBACK_ERROR_QUANTITY, KULLBACK_ARGUMENT_QUANTITY, [&] { (distributions{12, {one}}).mean(); });
    const std::vector<double> pair{1, 2};
    const distributions longer{KULLBACK_EXPONENTIAL, {pair}};
    check::throws(KULLBACK_ERROR_SHAPE, KULLBACK_ARGUMENT_Q_FIRST, [&] { p.kl(longer); });
    check::throws(KULLBACK_ERROR_SHAPE, KULLBACK_ARGUMENT_NONE, [&] {
        distributions{KULLBACK_NORMAL, {one, one, one}};
    });
    check::throws(KULLBACK_ERROR_OPTION, KULLBACK_ARGUMENT_P_SECOND, [&] {
        (distributions{KULLBACK_NORMAL, {one}}).mean();
    });
    std::vector<double> few(1);
    check::throws(KULLBACK_ERROR_SHAPE, KULLBACK_ARGUMENT_RESULT, [&] { longer.mean(typed_results(few)); });
    const distributions endless{KULLBACK_EXPONENTIAL, {typed_rows(one.data(), SIZE_MAX / 2, 4, 0, 0)}};
    check::throws(KULLBACK_ERROR_COUNT, KULLBACK_ARGUMENT_RESULT, [&] { endless.mean(); });
}

} // namespace

int main() {
    test_values();
    test_batches();
    test_draws();
    test_errors();
    return check::summary();
}
