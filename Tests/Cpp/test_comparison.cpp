// Comparison of models: chunks of either type, labels, merging, and errors that leave it as it was.
#include <cmath>
#include <vector>

#include "check.hpp"

namespace {

const std::vector<double> p_logits{2, 0, 1, -1, 0, 1, 0, 0.5, 3, -2, 0, 0};
const std::vector<float> q_logits{2, 0.5f, 1, -1, 0.25f, 0.5f, 0, 0.5f, 3, -2, 0.125f, 0};
const std::vector<std::int64_t> labels{0, 1, 3};

bool near(double got, double expected) {
    return std::abs(got - expected) <= 1e-13 * std::abs(expected);
}

kullback::model_comparison whole() {
    kullback::model_comparison comparison;
    comparison.add(kullback::rows(p_logits, 4), kullback::rows(q_logits, 4), labels);
    return comparison;
}

/// The C test's example.
void test_report() {
    const auto report = whole().report();
    check::that(report.tokens == 3 && report.labelled == 3);
    check::that(near(report.kl.value, 0.018097733452496455));
    check::that(near(report.perplexity_change.standard_error, 0.56746613819040883));
    check::that(near(report.nll_correlation, 0.99182345328068912));
}

void test_chunks() {
    kullback::model_comparison first, second;
    const std::span p(p_logits);
    const std::span q(q_logits);
    first.add(kullback::rows(p.first(4)), kullback::rows(q.first(4)), std::span(labels).first(1));
    second.add(kullback::rows(p.last(8), 4), kullback::rows(q.last(8), 4), std::span(labels).last(2));
    first.merge(second);
    const auto tokens = whole().tokens();
    check::that(first.tokens().size() == 3);
    for (std::size_t i = 0; i < tokens.size(); i++) {
        check::same_bits(first.tokens()[i], tokens[i]);
    }
    check::same_bits(first.report(), whole().report());
    first.merge(first);
    check::that(first.tokens().size() == 6 && first.report().kl.value == whole().report().kl.value);
}

void test_options() {
    kullback::model_comparison comparison({.ignore_index = 1, .temperature = 2, .threads = 1});
    comparison.add(kullback::rows(p_logits, 4), kullback::rows(q_logits, 4), labels);
    check::that(comparison.report().tokens == 2);
    std::vector<double> halved(p_logits);
    for (double &logit : halved) {
        logit /= 2;
    }
    const kullback_typed_rows p{halved.data(), KULLBACK_F64, KULLBACK_LOGITS, 3, 4, 4, 1, 0};
    kullback::model_comparison other;
    other.add(p, p);
    check::that(other.report().kl.value == 0 && other.report().labelled == 0);
    comparison.add(kullback::rows(p_logits, 4), kullback::rows(p_logits, 4), labels);
    check::that(comparison.tokens()[5].probability_p == comparison.tokens()[2].probability_p);
}

void test_errors() {
    auto comparison = whole();
    const std::vector<std::int64_t> bad{0, 1, 4};
    const auto error = check::throws(KULLBACK_ERROR_PARAMETER, KULLBACK_ARGUMENT_LABELS, [&] {
        comparison.add(kullback::rows(p_logits, 4), kullback::rows(q_logits, 4), bad);
    });
    check::that(error.row == 2 && error.value == 4);
    check::throws(KULLBACK_ERROR_SHAPE, KULLBACK_ARGUMENT_LABELS, [&] {
        comparison.add(kullback::rows(p_logits, 4), kullback::rows(q_logits, 4), std::span(labels).first(2));
    });
    check::throws(KULLBACK_ERROR_SHAPE, KULLBACK_ARGUMENT_Q,
                  [&] { comparison.add(kullback::rows(p_logits, 4), kullback::rows(q_logits, 6)); });
    check::that(comparison.tokens().size() == 3);
    check::throws(KULLBACK_ERROR_COUNT, KULLBACK_ARGUMENT_TOKENS,
                  [] { static_cast<void>(kullback::model_comparison{}.report()); });
}

} // namespace

int main() {
    test_report();
    test_chunks();
    test_options();
    test_errors();
    return check::summary();
}
