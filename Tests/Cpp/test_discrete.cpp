// Discrete quantities: the C++ calls give the bits of the C functions, for every way to pass rows.
#include "check.hpp"

namespace {

constexpr std::size_t columns = 3;

/// The simple C functions of an element type, in the order of `quantities`.
template <class T> struct simple;

template <> struct simple<double> {
    static constexpr auto entropy = kullback_entropy_f64;
    static constexpr std::array divergences{kullback_cross_entropy_f64,
                                            kullback_kl_f64,
                                            kullback_jeffreys_f64,
                                            kullback_js_divergence_f64,
                                            kullback_js_distance_f64,
                                            kullback_total_variation_f64,
                                            kullback_pearson_chi2_f64,
                                            kullback_hellinger_distance_f64,
                                            kullback_bhattacharyya_distance_f64};
};

template <> struct simple<float> {
    static constexpr auto entropy = kullback_entropy_f32;
    static constexpr std::array divergences{kullback_cross_entropy_f32,
                                            kullback_kl_f32,
                                            kullback_jeffreys_f32,
                                            kullback_js_divergence_f32,
                                            kullback_js_distance_f32,
                                            kullback_total_variation_f32,
                                            kullback_pearson_chi2_f32,
                                            kullback_hellinger_distance_f32,
                                            kullback_bhattacharyya_distance_f32};
};

constexpr std::array divergences{kullback::cross_entropy,
                                 kullback::kl,
                                 kullback::jeffreys,
                                 kullback::js_divergence,
                                 kullback::js_distance,
                                 kullback::total_variation,
                                 kullback::pearson_chi2,
                                 kullback::hellinger_distance,
                                 kullback::bhattacharyya_distance};

template <class T> const std::vector<T> p{0.5, 0.25, 0.25, 0.125, 0.125, 0.75};
template <class T> const std::vector<T> q{0.25, 0.25, 0.5, 0.25, 0.625, 0.125};

template <class T> void test_single_rows() {
    const std::vector<T> row_p(p<T>.begin(), p<T>.begin() + columns);
    const std::array<T, columns> row_q{q<T>[0], q<T>[1], q<T>[2]};
    T expected;
    for (std::size_t i = 0; i < divergences.size(); i++) {
        check::that(simple<T>::divergences[i](row_p.data(), row_q.data(), columns, &expected) == KULLBACK_OK);
        check::same_bits(divergences[i](row_p, row_q), expected);
        check::same_bits(divergences[i](std::span(row_p), std::span<const T, columns>(row_q)), expected);
    }
    check::that(simple<T>::entropy(row_p.data(), columns, &expected) == KULLBACK_OK);
    check::same_bits(kullback::entropy(row_p), expected);
}

template <class T> void test_batches() {
    const kullback::rows rows_p(p<T>, columns), rows_q(q<T>, columns);
    for (const auto &divergence : divergences) {
        const std::vector<T> results = divergence(rows_p, rows_q);
        std::vector<T> written(2);
        divergence(rows_p, rows_q, written);
        check::that(results == written);
        for (std::size_t i = 0; i < 2; i++) {
            const std::span row_p(p<T>.data() + i * columns, columns), row_q(q<T>.data() + i * columns, columns);
            check::same_bits(results[i], divergence(row_p, row_q));
        }
    }
    const std::vector<T> entropies = kullback::entropy(rows_p);
    std::vector<T> written(2);
    kullback::entropy(rows_p, written);
    check::that(entropies == written && entropies.size() == 2);
    check::same_bits(entropies[1], kullback::entropy(std::span(p<T>).subspan(columns)));
}

/// Rows that are the columns of a matrix, and one row against many.
template <class T> void test_strides() {
    const std::vector<T> transposed{p<T>[0], p<T>[3], p<T>[1], p<T>[4], p<T>[2], p<T>[5]};
    const kullback::rows<T> by_column(transposed.data(), 2, columns, 1, 2);
    const kullback::rows rows_p(p<T>, columns), rows_q(q<T>, columns);
    check::that(kullback::kl(by_column, rows_q) == kullback::kl(rows_p, rows_q));

    const kullback::rows<T> repeated(p<T>.data(), 2, columns, 0, 1);
    const auto results = kullback::kl(repeated, rows_q);
    check::same_bits(results[1], kullback::kl(std::span(p<T>).first(columns), std::span(q<T>).subspan(columns)));
}

template <class T> void test_options() {
    const std::vector<T> certain{1, 0}, fair{0.5, 0.5}, weights{3, 3}, zero(2), minus{-1, -1};
    check::that(kullback::kl(certain, fair, {.base = 2}) == 1);
    check::that(kullback::entropy(weights, {.normalize = true, .base = 2}) == 1);
    check::that(kullback::kl(zero, minus, {.space = kullback::space::logits, .temperature = 2}) == 0);
    check::same_bits(kullback::kl(certain, fair, {.threads = 2}), kullback::kl(certain, fair));
    check::that(kullback::kl(fair, std::vector<T>{0.5, 0.75}, {.sum_tolerance = 0.5}) > 0);

    const std::vector<T> logits_p{4, 1}, logits_q{2, 0}, halved_p{2, 0.5}, halved_q{1, 0};
    constexpr auto logits = kullback::space::logits;
    check::same_bits(kullback::kl(logits_p, logits_q, {.space = logits, .temperature = 2}),
                     kullback::kl(halved_p, halved_q, {.space = logits}));
}

template <class T> void test_no_rows() {
    const std::vector<T> none;
    const kullback::rows<T> batch(none.data(), 0, columns, 3, 1);
    check::that(kullback::kl(batch, batch).empty() && kullback::entropy(batch).empty());
    check::that(kullback::rows(none, columns).row_count == 0 && kullback::rows(none, 0).row_count == 0);
}

template <class T> void test_errors() {
    const kullback::rows rows_p(p<T>, columns), rows_q(q<T>, columns);
    std::vector<T> too_short(1, T(-5));
    check::throws(KULLBACK_ERROR_SHAPE, KULLBACK_ARGUMENT_RESULT, [&] { kullback::kl(rows_p, rows_q, too_short); });
    check::throws(KULLBACK_ERROR_SHAPE, KULLBACK_ARGUMENT_RESULT, [&] { kullback::entropy(rows_p, too_short); });
    check::that(too_short[0] == T(-5));
    check::throws(KULLBACK_ERROR_SHAPE, KULLBACK_ARGUMENT_NONE, [] { kullback::rows(p<T>, 4); });
    check::throws(KULLBACK_ERROR_SHAPE, KULLBACK_ARGUMENT_NONE, [] { kullback::rows(p<T>, 0); });
    check::throws(KULLBACK_ERROR_SHAPE, KULLBACK_ARGUMENT_Q,
                  [] { kullback::kl(std::span(p<T>).first(3), std::span(q<T>).first(2)); });
    check::throws(KULLBACK_ERROR_OPTION, KULLBACK_ARGUMENT_OPTIONS, [&] { kullback::kl(rows_p, rows_q, {.base = 1}); });
    check::throws(KULLBACK_ERROR_QUANTITY, KULLBACK_ARGUMENT_QUANTITY,
                  [&] { kullback::divergence{kullback::quantity::entropy}(rows_p, rows_q); });
}

template <class T> void test_error_fields() {
    std::vector<T> bad = p<T>;
    bad[4] = T(-0.5);
    const auto call = [&] { kullback::kl(kullback::rows(bad, columns), kullback::rows(q<T>, columns)); };
    const kullback_error fields = check::throws(KULLBACK_ERROR_PROBABILITY, KULLBACK_ARGUMENT_P, call);
    check::that(fields.row == 1 && fields.index == 1 && fields.value == -0.5);
    try {
        call();
    } catch (const std::runtime_error &error) {
        char message[256];
        kullback_error_message(&fields, message, sizeof message);
        check::that(std::string_view(error.what()) == message);
    }
}

template <class T> void test_all() {
    test_single_rows<T>();
    test_batches<T>();
    test_strides<T>();
    test_options<T>();
    test_no_rows<T>();
    test_errors<T>();
    test_error_fields<T>();
}

} // namespace

int main() {
    test_all<double>();
    test_all<float>();
    return check::summary();
}
