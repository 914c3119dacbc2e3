// Tables and sets of distributions through the C++ layer.
#include "check.hpp"

#include <array>
#include <cmath>
#include <vector>

namespace {

using namespace kullback;

// Cover & Thomas, Elements of Information Theory, Example 2.2.1, in 32nds.
const std::vector<double> joint{4, 2, 1, 1, 2, 4, 1, 1, 2, 2, 2, 2, 8, 0, 0, 0};
const options bits{.normalize = true, .base = 2};

void near(double got, double expected, std::source_location at = std::source_location::current()) {
    check::that(std::abs(got - expected) <= 1e-14 * expected, at);
}

void test_published_values() {
    near(mutual_information(joint, 4, bits), 3.0 / 8);
    near(joint_entropy(joint, 4, bits), 27.0 / 8);
    // H(column | row), and with the axes exchanged H(row | column).
    near(conditional_entropy(joint, 4, bits), 11.0 / 8);
    const std::array<std::size_t, 2> shape{4, 4};
    const std::array<std::ptrdiff_t, 2> transposed{1, 4};
    near(conditional_entropy(tables<double>(joint.data(), 1, 0, shape, transposed), bits).front(), 13.0 / 8);
    near(variation_of_information(joint, 4, bits), 3.0);
    near(normalized_mutual_information(joint, 4, bits), 0.2);
    near(information_measure{information::normalized_mutual_max}(joint, 4, bits), 3.0 / 16);
}

void test_batches_and_dtypes() {
    std::vector<double> two(joint);
    two.insert(two.end(), joint.begin(), joint.end());
    two[16] = 5;
    const auto results = total_correlation(tables<double>(two, {4, 4}), bits);
    check::that(results.size() == 2);
    check::same_bits(results[0], mutual_information(joint, 4, bits));
    check::that(results[1] != results[0]);

    const std::vector<std::int64_t> counts(joint.begin(), joint.end());
    check::same_bits(mutual_information(tables<std::int64_t>(counts, {4, 4}), {.base = 2}).front(), results[0]);
    const std::vector<float> singles(joint.begin(), joint.end());
    check::same_bits(mutual_information(singles, 4, bits), static_cast<float>(results[0]));

    // X xor Y xor Z = 0: independent in pairs, and determined by any two.
    const std::vector<double> parity{1, 0, 0, 1, 0, 1, 1, 0};
    const tables<double> cube(parity, {2, 2, 2});
    near(conditional_mutual_information(cube, bits).front(), 1);
    near(total_correlation(cube, bits).front(), 1);
}

void test_js_among() {
    const std::vector<double> disjoint{1, 0, 0, 0, 1, 0, 0, 0, 1};
    near(js_among(disjoint, 3), std::log(3.0));
    const std::array weights{0.5, 0.25, 0.25};
    near(js_among(disjoint, 3, weights, {.base = 2}), 1.5);
    const std::vector p{0.5, 0.5}, q{0.75, 0.25};
    near(js_among(std::vector{0.5, 0.5, 0.75, 0.25}, 2), js_divergence(p, q));
    check::throws(KULLBACK_ERROR_SHAPE, KULLBACK_ARGUMENT_WEIGHTS,
                  [&] { js_among(disjoint, 3, std::span(weights).first(2)); });
}

void test_errors() {
    const auto error = check::throws(KULLBACK_ERROR_PROBABILITY, KULLBACK_ARGUMENT_JOINT, [] {
        mutual_information(std::vector{0.5, 0.75, -0.25, 0.0}, 2);
    });
    check::that(error.row == 0 && error.index == 2 && error.value == -0.25);
    check::throws(KULLBACK_ERROR_SUM, KULLBACK_ARGUMENT_JOINT, [] { mutual_information(joint, 4); });
    check::throws(KULLBACK_ERROR_NO_MASS, KULLBACK_ARGUMENT_JOINT,
                  [] { mutual_information(std::vector<double>{}, 4); });
    check::throws(KULLBACK_ERROR_SHAPE, KULLBACK_ARGUMENT_NONE, [] { mutual_information(joint, 5); });
    check::throws(KULLBACK_ERROR_SHAPE, KULLBACK_ARGUMENT_NONE, [] { tables<double>(joint, {4, 5}); });
    check::throws(KULLBACK_ERROR_SHAPE, KULLBACK_ARGUMENT_JOINT, [] {
        mutual_information(tables<double>(joint, {2, 2, 4}), bits);
    });
    check::throws(KULLBACK_ERROR_SUM, KULLBACK_ARGUMENT_DISTRIBUTIONS, [] {
        js_among(std::vector{0.5, 0.5, 0.5, 0.25}, 2);
    });
}

} // namespace

int main() {
    test_published_values();
    test_batches_and_dtypes();
    test_js_among();
    test_errors();
    return check::summary();
}
