#include "distributions.hpp"

#include <algorithm>
#include <cctype>
#include <iostream>
#include <vector>

namespace {

using kullback::quantity;

std::string lowercase(std::string name) {
    std::ranges::transform(name, name.begin(), [](unsigned char c) { return std::tolower(c); });
    return name;
}

#define KULLBACK_FAMILY_NAME(name, number) {lowercase(#name), number},
const std::map<std::string, kullback_family> families{KULLBACK_FOR_EACH_FAMILY(KULLBACK_FAMILY_NAME)};

const std::map<std::string, quantity> of_two{
    {"kl", quantity::kl},
    {"renyi", quantity::renyi},
    {"bhattacharyya_distance", quantity::bhattacharyya_distance},
};

/* A number per element, or one for all. */
std::vector<double> column(const json &numbers, std::size_t count) {
    std::vector<double> result;
    for (std::size_t i = 0; i < count; i++)
        result.push_back(number(numbers[numbers.size() == 1 ? 0 : i]));
    return result;
}

/* The distributions of a side, with their memory. */
struct side {
    std::vector<std::vector<double>> memory;
    kullback::distributions view;

    side(const json &given, std::size_t count) : memory(read(given, count)), view(of(given, memory)) {}

  private:
    static std::vector<std::vector<double>> read(const json &given, std::size_t count) {
        std::vector<std::vector<double>> columns;
        for (const json &parameter : given["parameters"])
            columns.push_back(column(parameter, count));
        return columns;
    }

    static kullback::distributions of(const json &given, const std::vector<std::vector<double>> &columns) {
        const kullback_family family = families.at(given["family"]);
        if (columns.size() == 1)
            return {family, {columns[0]}};
        return {family, {columns.at(0), columns.at(1)}};
    }
};

std::vector<double> results(const json &test, const std::string &quantity) {
    const std::size_t count = test["expected"].size();
    const side p(test["p"], count);
    if (quantity == "entropy")
        return p.view.entropy();
    if (quantity == "mean")
        return p.view.mean();
    if (quantity == "variance")
        return p.view.variance();
    if (quantity == "log_density")
        return p.view.log_density(column(test["x"], count));
    const side q(test["q"], count);
    if (quantity == "renyi")
        return p.view.renyi(q.view, number(test["order"]));
    return p.view.values(of_two.at(quantity), q.view);
}

} // namespace

void run_distribution_case(const json &test) {
    if (!families.contains(test["p"]["family"]))
        return;
    const std::vector<double> values = results(test, test["quantity"]);
    for (std::size_t i = 0; i < values.size(); i++)
        std::cout << test["id"].get<std::string>() << ' ' << i << " f64 0 " << bits(values[i]) << '\n';
}
