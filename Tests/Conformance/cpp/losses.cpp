#include "losses.hpp"

#include <algorithm>
#include <cmath>
#include <iostream>
#include <optional>
#include <stdexcept>
#include <variant>
#include <vector>

namespace {

const std::map<std::string, kullback::quantity> quantities{
    {"kl", kullback::quantity::kl},
    {"reverse_kl", kullback::quantity::reverse_kl},
    {"jeffreys", kullback::quantity::jeffreys},
    {"js_divergence", kullback::quantity::js_divergence},
    {"scaled_js", kullback::quantity::scaled_js},
    {"cross_entropy", kullback::quantity::cross_entropy},
    {"entropy", kullback::quantity::entropy},
    {"log_sum_exp", kullback::quantity::log_sum_exp},
    {"renyi", kullback::quantity::renyi},
};

const std::map<std::string, kullback::reduction> reductions{
    {"none", kullback::reduction::none},
    {"sum", kullback::reduction::sum},
    {"batchmean", kullback::reduction::batchmean},
};

/* The numbers of a batch, in their type. */
using numbers = std::variant<std::vector<double>, std::vector<float>, std::vector<kullback::float16>,
                             std::vector<kullback::bfloat16>>;

const std::map<std::string, numbers> no_numbers{
    {"f64", std::vector<double>()},
    {"f32", std::vector<float>()},
    {"f16", std::vector<kullback::float16>()},
    {"bf16", std::vector<kullback::bfloat16>()},
};

/* Numbers of the vectors are exact in their type. */
template <class T> T exactly(double number) {
    if constexpr (std::is_same_v<T, kullback::bfloat16>) {
        return {static_cast<std::uint16_t>(std::bit_cast<std::uint32_t>(static_cast<float>(number)) >> 16)};
    } else if constexpr (std::is_same_v<T, kullback::float16>) {
        const std::uint16_t sign = std::signbit(number) ? 0x8000 : 0;
        if (std::isnan(number) || std::isinf(number))
            return {static_cast<std::uint16_t>(sign | (std::isnan(number) ? 0x7e00 : 0x7c00))};
        int exponent = 0;
        std::frexp(number, &exponent);
        exponent = number == 0 || exponent < -13 ? -13 : exponent;
        // The leading digit of a normal number adds one to the exponent.
        const auto digits = static_cast<int>(std::ldexp(std::fabs(number), 11 - exponent));
        return {static_cast<std::uint16_t>(sign + ((exponent + 13) << 10) + digits)};
    } else {
        return static_cast<T>(number);
    }
}

template <class T> void append(std::vector<T> &to, const json &row) {
    const bool tiled = row.is_object();
    const std::size_t start = to.size();
    for (const json &text : tiled ? row["tile"] : row)
        to.push_back(exactly<T>(number(text)));
    const std::size_t period = to.size() - start;
    while (tiled && to.size() - start < row["count"])
        to.push_back(to[to.size() - period]);
}

numbers read(const std::string &type, const json &rows) {
    numbers memory = no_numbers.at(type);
    std::visit([&](auto &to) { std::ranges::for_each(rows, [&](const json &row) { append(to, row); }); }, memory);
    return memory;
}

/* The rows of a side, with their memory. */
struct side {
    numbers memory;
    std::size_t rows;
    kullback::typed_rows view;

    explicit side(const json &stated)
        : memory(read(stated["type"], stated["rows"])), rows(stated["rows"].size()), view(view_of(stated)) {}

    side(const side &) = delete;

    std::size_t count() const {
        return std::visit([&](const auto &all) { return all.size() / rows; }, memory);
    }

  private:
    kullback::typed_rows view_of(const json &stated) const {
        const double temperature = stated.contains("temperature") ? number(stated["temperature"]) : 1;
        const auto make = [&](const auto &all) {
            return kullback::typed_rows(all, all.size() / rows, spaces.at(stated["space"]), temperature);
        };
        return std::visit(make, memory);
    }
};

/* The memory that a result goes to. */
struct result {
    numbers memory;
    std::size_t rows;
    std::size_t count;

    result(const std::string &type, std::size_t rows, std::size_t count)
        : memory(no_numbers.at(type)), rows(rows), count(count) {
        std::visit([&](auto &all) { all.resize(rows * count); }, memory);
    }

    kullback::typed_results view() {
        return std::visit([&](auto &all) { return kullback::typed_results(all, count); }, memory);
    }

    void print(const json &test, const std::string &name, const std::string &prefix) const {
        for (std::size_t row = 0; row < rows; row++) {
            std::cout << test["id"].get<std::string>() << ' ' << prefix << row << ' '
                      << test["results"][name].get<std::string>() << " 0";
            for (std::size_t i = row * count; i < (row + 1) * count; i++)
                std::visit([&](const auto &all) { std::cout << ' ' << bits(all[i]); }, memory);
            std::cout << '\n';
        }
    }
};

std::optional<side> side_of(const json &test, const char *name) {
    return test.contains(name) ? std::optional<side>(std::in_place, test[name]) : std::nullopt;
}

kullback::loss_options options_of(const json &given) {
    return {
        .reduction = reductions.at(given.value("reduction", "none")),
        .factor = option(given, "factor"),
        .base = option(given, "base"),
        .weight = option(given, "weight"),
        .sum_tolerance = option(given, "sum_tolerance"),
        .normalize = given.contains("normalize"),
    };
}

std::optional<kullback::labels> labels_of(const json &test, std::vector<std::int64_t> &memory) {
    if (!test.contains("labels"))
        return std::nullopt;
    const json &given = test["labels"];
    memory = given["data"].get<std::vector<std::int64_t>>();
    return kullback::labels{memory, given.value("ignore_index", std::int64_t{-100}), option(given, "smoothing")};
}

kullback::distillation distillation_of(const json &given) {
    return {
        .temperature = given.contains("temperature") ? number(given["temperature"]) : 1,
        .soft_weight = number(given["soft_weight"]),
        .hard_weight = number(given["hard_weight"]),
        .temperature_squared = !given.contains("no_temperature_squared"),
        .quantity = quantities.at(given.value("quantity", "kl")),
    };
}

void call(const json &test, const std::optional<side> &p, const std::optional<side> &q,
          const kullback::loss_results &to, const kullback::loss_options &options) {
    std::vector<std::int64_t> memory;
    const auto labels = labels_of(test, memory);
    const std::string function = test["function"];
    if (function == "label_loss") {
        kullback::label_loss(q->view, labels.value(), to, options);
    } else if (function == "distillation_loss") {
        kullback::distillation_loss(p->view, q->view, labels, distillation_of(test["distillation"]), to, options);
    } else if (function == "decoupled_kl") {
        kullback::decoupled_kl(p->view, q->view, number(test["mse_weight"]), number(test["ce_weight"]), to, options);
    } else if (function == "log_softmax") {
        kullback::log_softmax(p->view, to.p_gradient.value(), options);
    } else if (q) {
        kullback::loss(quantities.at(test["quantity"]), p->view, q->view, to, options);
    } else {
        kullback::loss(quantities.at(test["quantity"]), p->view, to, options);
    }
}

} // namespace

void run_loss_case(const json &test) {
    const auto p = side_of(test, "p"), q = side_of(test, "q");
    const side &any = p ? *p : *q;
    const json &given = test["options"];
    kullback::loss_options options = options_of(given);
    const auto mask = given.value("mask", std::vector<std::uint8_t>());
    options.mask = mask;
    numbers weights;
    if (given.contains("row_weights")) {
        weights = read(given["row_weights"]["type"], json::array({given["row_weights"]["row"]}));
        const auto row = [](const auto &all) { return kullback::typed_rows(all, kullback::space::probabilities); };
        options.row_weights = std::visit(row, weights);
    }
    std::map<std::string, result> memory;
    for (const auto &[name, type] : test["results"].items()) {
        const bool is_value = name == "value";
        const std::size_t rows = is_value && options.reduction != kullback::reduction::none ? 1 : any.rows;
        memory.try_emplace(name, type.get<std::string>(), rows, is_value ? 1 : any.count());
    }
    const auto to = [&](const char *name) {
        const auto found = memory.find(name);
        return found == memory.end() ? std::nullopt : std::optional(found->second.view());
    };
    const auto p_gradient = memory.contains("result") ? to("result") : to("p_gradient");
    call(test, p, q, {to("value"), p_gradient, to("q_gradient")}, options);
    const std::map<std::string, std::string> prefixes{
        {"value", ""}, {"p_gradient", "p"}, {"q_gradient", "q"}, {"result", "r"}};
    for (const auto &[name, result] : memory)
        result.print(test, name, prefixes.at(name));
}
