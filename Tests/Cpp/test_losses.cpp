// Losses: values, gradients, element types, reductions and errors. Expected values are computed at 50 digits.
#include <array>
#include <cmath>
#include <limits>
#include <vector>

#include "check.hpp"

namespace {

using kullback::labels;
using kullback::quantity;
using kullback::reduction;
using kullback::typed_results;
using kullback::typed_rows;

bool near(double x, double expected, double bound = 1e-14) {
    return std::fabs(x - expected) <= bound * std::fabs(expected);
}

const std::vector<double> teacher{0, 0, 1, 2}, student{0, 1, 0.5, 0};
// D(P || Q), row by row.
constexpr double kl[] = {0.12011450695827752, 0.25740316460689117};
// Q - P of the first row is (-x, x).
constexpr double first_slope = 0.23105857863000488;

void test_values_and_gradients() {
    const typed_rows p(teacher, 2), q(student, 2);
    const auto values = kullback::loss(quantity::kl, p, q);
    check::that(values.size() == 2 && near(values[0], kl[0]) && near(values[1], kl[1]));
    check::that(kullback::loss(quantity::reverse_kl, q, p) == values);
    const auto mean = kullback::loss(quantity::kl, p, q, {.reduction = reduction::batchmean});
    check::that(mean.size() == 1 && near(mean[0], (kl[0] + kl[1]) / 2));
    const auto bits = kullback::loss(quantity::kl, p, q, {.base = 2});
    check::that(near(bits[0], kl[0] / std::log(2)));

    std::vector<double> value(1), gradient(4);
    kullback::loss(quantity::kl, p, q, {.value = typed_results(value), .q_gradient = typed_results(gradient, 2)},
                   {.reduction = reduction::sum});
    check::that(near(value[0], kl[0] + kl[1]));
    check::that(near(gradient[0], -first_slope) && near(gradient[1], first_slope));
}

void test_element_types() {
    // 0, 1 and 0, 0.5 as halves and as bfloat16; the values are exact in both.
    const std::array<kullback::float16, 4> f16{{{0}, {0x3c00}, {0}, {0x3800}}};
    const std::array<kullback::bfloat16, 4> bf16{{{0}, {0x3f80}, {0}, {0x3f00}}};
    const std::vector<float> f32{0, 1, 0, 0.5F};
    const std::vector<double> f64{0, 1, 0, 0.5};
    const std::vector<double> zeros(2);
    check::that(kullback::loss(quantity::entropy, typed_rows(zeros.data(), 0, 2, 0, 1)).empty());
    const typed_rows p(zeros.data(), 2, 2, 0, 1);
    const auto expected = kullback::loss(quantity::kl, p, typed_rows(f64, 2));
    check::that(near(expected[0], kl[0]));
    check::that(kullback::loss(quantity::kl, p, typed_rows(f32, 2)) == expected);
    check::that(kullback::loss(quantity::kl, p, typed_rows(f16, 2)) == expected);
    check::that(kullback::loss(quantity::kl, p, typed_rows(bf16, 2)) == expected);
    std::array<kullback::bfloat16, 4> gradient{};
    kullback::loss(quantity::kl, p, typed_rows(bf16, 2), {.q_gradient = typed_results(gradient, 2)});
    check::that(gradient[1].bits == 0x3e6d); // 0.2310585... to 8 bits: 0.23144...
}

void test_one_row() {
    const std::vector<double> p{0, 0, 0, 0};
    check::that(near(kullback::loss(quantity::entropy, typed_rows(p))[0], std::log(4)));
    check::that(kullback::loss(quantity::kl, typed_rows(p))[0] == 0);
    check::that(near(kullback::loss(quantity::log_sum_exp, typed_rows(p))[0], std::log(4)));
    std::vector<float> logarithms(4);
    kullback::log_softmax(typed_rows(p), typed_results(logarithms, 4), {.base = 2});
    check::that(logarithms == std::vector<float>(4, -2));
}

void test_labels_and_distillation() {
    const typed_rows p(teacher, 2), q(student, 2);
    const std::vector<std::int64_t> hard{1, -100};
    const double expected = 0.31326168751822286; // log(1 + exp(-1))
    std::vector<double> gradient(4);
    auto values = kullback::label_loss(q, labels{hard});
    check::that(near(values[0], expected) && values[1] == 0);
    std::vector<double> value(1);
    kullback::label_loss(q, {hard}, {.value = typed_results(value), .q_gradient = typed_results(gradient, 2)},
                         {.reduction = reduction::batchmean});
    check::that(near(value[0], expected) && near(gradient[1], -0.2689414213699951) && gradient[2] == 0);

    kullback::distillation_loss(p, q, labels{hard}, {.temperature = 1, .soft_weight = 0.5, .hard_weight = 2},
                                {.value = typed_results(value)}, {.reduction = reduction::sum});
    check::that(near(value[0], 0.5 * (kl[0] + kl[1]) + 2 * expected));
    std::vector<double> both(4), plain(4);
    kullback::decoupled_kl(p, q, 1, 1, {.p_gradient = typed_results(both, 2)});
    kullback::loss(quantity::kl, p, q, {.p_gradient = typed_results(plain, 2)});
    for (std::size_t i = 0; i < both.size(); i++) {
        check::that(near(both[i], plain[i]));
    }
}

void test_weights_and_mask() {
    const typed_rows p(teacher, 2), q(student, 2);
    const std::vector<float> weights{3, 5};
    const std::vector<std::uint8_t> mask{0, 1};
    const auto weighted =
        kullback::loss(quantity::kl, p, q, {.row_weights = typed_rows(weights, kullback::space::probabilities)});
    check::that(near(weighted[0], 3 * kl[0]) && near(weighted[1], 5 * kl[1]));
    const auto masked = kullback::loss(quantity::kl, p, q, {.reduction = reduction::batchmean, .mask = mask});
    check::that(near(masked[0], kl[1]));
}

void test_errors() {
    const typed_rows p(teacher, 2);
    auto bad = student;
    bad[3] = std::numeric_limits<double>::infinity();
    const auto error = check::throws(KULLBACK_ERROR_PROBABILITY, KULLBACK_ARGUMENT_Q,
                                     [&] { kullback::loss(quantity::kl, p, typed_rows(bad, 2)); });
    check::that(error.row == 1 && error.index == 1 && error.value == bad[3]);
    check::throws(KULLBACK_ERROR_SHAPE, KULLBACK_ARGUMENT_NONE, [&] { typed_rows(bad, 3); });
    std::vector<double> few(3);
    check::throws(KULLBACK_ERROR_SHAPE, KULLBACK_ARGUMENT_RESULT,
                  [&] { kullback::loss(quantity::kl, p, p, {.value = typed_results(few)}); });
    const std::vector<std::uint8_t> mask(3);
    check::throws(KULLBACK_ERROR_SHAPE, KULLBACK_ARGUMENT_MASK,
                  [&] { kullback::loss(quantity::kl, p, p, {.mask = mask}); });
    const std::vector<std::int64_t> hard{0, 2};
    check::throws(KULLBACK_ERROR_PARAMETER, KULLBACK_ARGUMENT_LABELS, [&] { kullback::label_loss(p, labels{hard}); });
}

} // namespace

int main() {
    test_values_and_gradients();
    test_element_types();
    test_one_row();
    test_labels_and_distillation();
    test_weights_and_mask();
    test_errors();
    return check::summary();
}
