// Every quantity by its name: orders, weights, contributions of the elements, and counts.
#include "check.hpp"

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <limits>

namespace {

constexpr std::size_t columns = 3;
constexpr double infinity = std::numeric_limits<double>::infinity();

template <class T> const std::vector<T> p{0.5, 0.25, 0.25, 0.125, 0.125, 0.75};
template <class T> const std::vector<T> q{0.25, 0.25, 0.5, 0.25, 0.625, 0.125};
template <class T> const std::vector<T> row_p(p<T>.begin(), p<T>.begin() + columns);
template <class T> const std::vector<T> row_q(q<T>.begin(), q<T>.begin() + columns);

/// The accuracy that the library promises.
template <class T> void near(T value, double expected, std::source_location at = std::source_location::current()) {
    const double bound = sizeof(T) == sizeof(double) ? 1e-14 : 1e-6;
    check::that(std::abs(static_cast<double>(value) - expected) <= bound * std::abs(expected), at);
}

template <class T>
void near(const std::vector<T> &values, std::initializer_list<double> expected,
          std::source_location at = std::source_location::current()) {
    check::that(values.size() == expected.size(), at);
    for (std::size_t i = 0; i < std::min(values.size(), expected.size()); i++) {
        near(values[i], expected.begin()[i], at);
    }
}

/// (1/2, 1/4, 1/4) and (1/4, 1/4, 1/2), so t = 2, 1, 1/2: logarithms of 2 and square roots of it.
template <class T> void test_values() {
    const double log2 = std::log(2.0), coefficient = 0.25 + std::sqrt(0.5);
    const auto expect = [](const kullback::divergence &divergence, double expected,
                           const kullback::options &options = {},
                           std::source_location at = std::source_location::current()) {
        near(divergence(row_p<T>, row_q<T>, options), expected, at);
    };
    expect(kullback::kl, log2 / 4);
    expect(kullback::reverse_kl, log2 / 4);
    expect(kullback::generalized_kl, log2 / 4);
    expect(kullback::jeffreys, log2 / 2);
    expect(kullback::skew_kl, std::log(4.0 / 3) / 2 + std::log(2.0 / 3) / 4);
    expect(kullback::k_divergence, std::log(4.0 / 3) / 2 + std::log(2.0 / 3) / 4);
    expect(kullback::total_variation, 0.25);
    expect(kullback::pearson_chi2, 0.375);
    expect(kullback::neyman_chi2, 0.375);
    expect(kullback::squared_hellinger, 1 - coefficient);
    expect(kullback::hellinger_distance, std::sqrt(1 - coefficient));
    expect(kullback::bhattacharyya_coefficient, coefficient);
    expect(kullback::bhattacharyya_distance, -std::log(coefficient));
    expect(kullback::triangular_discrimination, 1.0 / 6);
    expect(kullback::alpha, 4 * (1 - coefficient), {.order = 0});
    expect(kullback::alpha, 0.375 / 2, {.order = -3});
    expect(kullback::cressie_read, 0.375 / 2, {.order = 1});
    expect(kullback::tsallis, 0.375, {.order = 2});
    expect(kullback::renyi, std::log(1.375), {.order = 2});
    expect(kullback::renyi, log2, {.order = infinity});
    near(kullback::renyi_entropy(row_p<T>, {.order = 2}), std::log(8.0 / 3));
    near(kullback::tsallis_entropy(row_p<T>, {.order = 2}), 0.625);
}

template <class T> void test_orders_and_weights() {
    near(kullback::renyi(row_p<T>, row_q<T>, {.order = 1}), std::log(2.0) / 4);
    check::that(kullback::renyi(row_p<T>, row_q<T>, {.order = 0}) == 0);
    check::same_bits(kullback::js_divergence(row_p<T>, row_q<T>, {.weight = 0.5}),
                     kullback::js_divergence(row_p<T>, row_q<T>));
    check::that(kullback::js_divergence(row_p<T>, row_q<T>, {.weight = 0.25}) <
                kullback::js_divergence(row_p<T>, row_q<T>));
    near(kullback::skew_kl(row_p<T>, row_q<T>, {.weight = 1}), std::log(2.0) / 4);
    const double nan = std::numeric_limits<double>::quiet_NaN();
    for (const auto &measure : {kullback::alpha, kullback::cressie_read, kullback::tsallis, kullback::renyi}) {
        const auto refused = [&](const kullback::options &options) {
            check::throws(KULLBACK_ERROR_OPTION, KULLBACK_ARGUMENT_OPTIONS,
                          [&] { measure(row_p<T>, row_q<T>, options); });
        };
        refused({});
        refused({.weight = 0.5});
        refused({.order = nan});
        refused({.order = -infinity});
    }
    for (const auto &measure : {kullback::renyi_entropy, kullback::tsallis_entropy}) {
        check::throws(KULLBACK_ERROR_OPTION, KULLBACK_ARGUMENT_OPTIONS, [&] { measure(row_p<T>); });
    }
}

template <class T> void test_elements() {
    const kullback::rows rows_p(p<T>, columns), rows_q(q<T>, columns);
    near(kullback::pearson_chi2.elements(row_p<T>, row_q<T>), {0.25, 0, 0.125});
    const std::vector<T> of_rows = kullback::pearson_chi2.elements(rows_p, rows_q);
    near(of_rows, {0.25, 0, 0.125, 0.0625, 0.4, 3.125});
    std::vector<T> written(2 * columns);
    kullback::pearson_chi2.elements(rows_p, rows_q, written);
    check::that(written == of_rows);

    near(kullback::entropy.elements(row_p<T>, {.base = 2}), {0.5, 0.5, 0.5});
    near(kullback::self_information(row_p<T>, {.base = 2}), {1, 2, 2});
    near(kullback::self_information(rows_p, {.base = 2}), {1, 2, 2, 3, 3, 2 - std::log2(3.0)});
    std::vector<T> information(columns);
    kullback::self_information(kullback::rows(row_p<T>), information, {.base = 2});
    near(information, {1, 2, 2});
}

template <class T> void test_errors_of_elements() {
    const kullback::rows rows_p(p<T>, columns), rows_q(q<T>, columns);
    std::vector<T> too_short(columns, T(-5));
    check::throws(KULLBACK_ERROR_SHAPE, KULLBACK_ARGUMENT_RESULT,
                  [&] { kullback::kl.elements(rows_p, rows_q, too_short); });
    check::throws(KULLBACK_ERROR_SHAPE, KULLBACK_ARGUMENT_RESULT,
                  [&] { kullback::entropy.elements(rows_p, too_short); });
    check::that(too_short == std::vector<T>(columns, T(-5)));
    check::throws(KULLBACK_ERROR_QUANTITY, KULLBACK_ARGUMENT_QUANTITY,
                  [&] { kullback::js_distance.elements(rows_p, rows_q); });
    check::throws(KULLBACK_ERROR_QUANTITY, KULLBACK_ARGUMENT_QUANTITY,
                  [&] { kullback::renyi_entropy.elements(rows_p, {.order = 2}); });
    const kullback::rows<T> many(p<T>.data(), std::numeric_limits<std::size_t>::max(), columns, 0, 1);
    check::throws(KULLBACK_ERROR_COUNT, KULLBACK_ARGUMENT_RESULT, [&] { kullback::kl.elements(many, many); });
}

void test_counts() {
    const std::vector<std::int64_t> counts_p{2, 1, 1, 1, 1, 6}, counts_q{1, 1, 2, 2, 5, 1};
    const std::span first_p = std::span(counts_p).first(columns), first_q = std::span(counts_q).first(columns);
    const double single = kullback::kl(first_p, first_q);
    near(single, std::log(2.0) / 4);
    const std::vector<double> batch =
        kullback::kl(kullback::rows(counts_p, columns), kullback::rows(counts_q, columns));
    check::same_bits(batch[0], single);
    std::vector<double> written(2);
    kullback::kl(kullback::rows(counts_p, columns), kullback::rows(counts_q, columns), written);
    check::that(written == batch);
    near(kullback::renyi(first_p, first_q, {.order = 2}), std::log(1.375));

    const std::vector<std::int64_t> negative{2, -1, 1};
    const kullback_error fields = check::throws(KULLBACK_ERROR_PROBABILITY, KULLBACK_ARGUMENT_Q,
                                                [&] { kullback::kl(first_p, std::span(negative)); });
    check::that(fields.index == 1 && fields.value == -1);
}

template <class T> void test_all() {
    test_values<T>();
    test_orders_and_weights<T>();
    test_elements<T>();
    test_errors_of_elements<T>();
}

} // namespace

int main() {
    test_all<double>();
    test_all<float>();
    test_counts();
    return check::summary();
}
