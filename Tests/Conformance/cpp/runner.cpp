/*
 * Runs every case of the vector files named on the command line, through kullback.hpp. Writes one line per
 * result, as ../README.md describes.
 */
#include <fstream>
#include <iostream>
#include <vector>

#include "distributions.hpp"
#include "losses.hpp"

namespace {

/* Errors below this are about the call, not about a row. */
constexpr kullback_status first_data_status = 100;

/* An enumerator that nobody defined. */
constexpr auto unknown = static_cast<kullback::quantity>(9999);

const std::map<std::string, kullback::entropy_measure> entropies{
    {"entropy", {kullback::quantity::entropy}},
    {"renyi_entropy", {kullback::quantity::renyi_entropy}},
    {"tsallis_entropy", {kullback::quantity::tsallis_entropy}},
};

const std::map<std::string, kullback::divergence> divergences{
    {"cross_entropy", {kullback::quantity::cross_entropy}},
    {"kl", {kullback::quantity::kl}},
    {"jeffreys", {kullback::quantity::jeffreys}},
    {"js_divergence", {kullback::quantity::js_divergence}},
    {"js_distance", {kullback::quantity::js_distance}},
    {"reverse_kl", {kullback::quantity::reverse_kl}},
    {"generalized_kl", {kullback::quantity::generalized_kl}},
    {"skew_kl", {kullback::quantity::skew_kl}},
    {"k_divergence", {kullback::quantity::k_divergence}},
    {"total_variation", {kullback::quantity::total_variation}},
    {"pearson_chi2", {kullback::quantity::pearson_chi2}},
    {"neyman_chi2", {kullback::quantity::neyman_chi2}},
    {"squared_hellinger", {kullback::quantity::squared_hellinger}},
    {"hellinger_distance", {kullback::quantity::hellinger_distance}},
    {"bhattacharyya_coefficient", {kullback::quantity::bhattacharyya_coefficient}},
    {"bhattacharyya_distance", {kullback::quantity::bhattacharyya_distance}},
    {"triangular_discrimination", {kullback::quantity::triangular_discrimination}},
    {"alpha", {kullback::quantity::alpha}},
    {"cressie_read", {kullback::quantity::cressie_read}},
    {"tsallis", {kullback::quantity::tsallis}},
    {"renyi", {kullback::quantity::renyi}},
    {"unknown", {unknown}},
};

const std::map<std::string, kullback::family> elementwise{
    {"normal", kullback::family::normal},
    {"normal_log_variance", kullback::family::normal_log_variance},
};

const std::map<std::string, kullback::estimator> estimators{
    {"k1", kullback::estimator::k1},
    {"k2", kullback::estimator::k2},
    {"k3", kullback::estimator::k3},
};

kullback::options options_of(const json &test) {
    const json given = test.value("options", json::object());
    kullback::options options{
        .space = spaces.at(test.value("space", "probabilities")),
        .normalize = given.contains("normalize"),
        .temperature = option(given, "temperature"),
        .base = option(given, "base"),
        .sum_tolerance = option(given, "sum_tolerance"),
        .weight = option(given, "weight"),
    };
    if (given.contains("order"))
        options.order = number(given["order"]);
    return options;
}

/* The batches of a case, with the memory that they are views of. */
template <class T> struct batches {
    std::vector<std::vector<T>> memory;
    std::vector<kullback::rows<T>> views;

    explicit batches(const json &inputs) {
        for (const json &rows : inputs) {
            memory.emplace_back();
            for (const json &row : rows)
                append(row);
            const std::size_t count = memory.back().size() / rows.size();
            views.emplace_back(memory.back().data(), rows.size(), count, static_cast<std::ptrdiff_t>(count), 1);
        }
    }

  private:
    void append(const json &row) {
        std::vector<T> &numbers = memory.back();
        const bool tiled = row.is_object();
        const std::size_t start = numbers.size();
        for (const json &text : tiled ? row["tile"] : row)
            numbers.push_back(static_cast<T>(number(text)));
        const std::size_t period = numbers.size() - start;
        while (tiled && numbers.size() - start < row["count"])
            numbers.push_back(numbers[numbers.size() - period]);
    }
};

template <class T> std::vector<T> results(const json &test, const batches<T> &in) {
    const kullback::options options = options_of(test);
    const std::string quantity = test["quantity"];
    const auto &view = in.views;
    if (entropies.contains(quantity))
        return entropies.at(quantity)(view[0], options);
    const kullback::parameters<T> first{view[0], view[1]};
    if (quantity == "vae") {
        return kullback::family_kl_rows<T>(kullback::family::normal_log_variance, first, {}, options);
    }
    if (divergences.contains(quantity))
        return divergences.at(quantity)(view[0], view[1], options);
    const kullback::parameters<T> second{view[2], view[3]};
    if (quantity == "diagonal_normal") {
        return kullback::family_kl_rows<T>(kullback::family::normal, first, second, options);
    }
    return kullback::family_kl<T>(elementwise.at(quantity), first, second, options);
}

/* The bits of each result, or of each estimate's two numbers. */
template <class T> std::vector<std::string> run(const json &test) {
    const batches<T> in(test["inputs"]);
    std::vector<std::string> lines;
    if (test["quantity"] == "log_ratio") {
        const kullback::estimator estimator = estimators.at(test["estimator"]);
        for (const auto &estimate : kullback::log_ratio(estimator, in.views[0], options_of(test))) {
            lines.push_back(bits(estimate.value) + " " + bits(estimate.standard_error));
        }
    } else {
        for (T value : results(test, in))
            lines.push_back(bits(value));
    }
    return lines;
}

std::string place(bool applies, std::size_t number) {
    return applies ? std::to_string(number) : "-";
}

void print_error(const json &test, const kullback::error &error) {
    const bool has_row = error.status() >= first_data_status && error.status() != KULLBACK_ERROR_NO_CLOSED_FORM;
    const bool has_index = has_row && error.index() != KULLBACK_WHOLE_ROW;
    std::cout << test["id"].get<std::string>() << ' ' << place(has_row, error.row()) << ' '
              << test.value("dtype", "f64") << ' ' << error.status() << ' ' << error.argument() << ' '
              << place(has_index, error.index()) << ' ' << bits(error.value()) << '\n';
}

void print_results(const json &test, const std::vector<std::string> &lines) {
    for (std::size_t i = 0; i < lines.size(); i++) {
        std::cout << test["id"].get<std::string>() << ' ' << i << ' ' << test["dtype"].get<std::string>() << " 0 "
                  << lines[i] << '\n';
    }
}

void run_case(const json &test) {
    try {
        if (test.contains("function"))
            return run_loss_case(test);
        if (test.contains("p"))
            return run_distribution_case(test);
        print_results(test, test["dtype"] == "f32" ? run<float>(test) : run<double>(test));
    } catch (const kullback::error &error) {
        print_error(test, error);
    }
}

} // namespace

int main(int count, char **paths) {
    for (int i = 1; i < count; i++) {
        std::ifstream file(paths[i]);
        const json content = json::parse(file);
        for (const json &test : content.at("cases"))
            run_case(test);
    }
    return EXIT_SUCCESS;
}
