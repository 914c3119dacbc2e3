#include "distributions.hpp"

#include <algorithm>
#include <cctype>
#include <iostream>
#include <vector>

#include "members.hpp"

namespace {

using kullback::quantity;
using numbers = std::vector<double>;

const std::map<std::string, quantity> of_two{
    {"kl", quantity::kl},
    {"bhattacharyya_distance", quantity::bhattacharyya_distance},
    {"squared_hellinger", quantity::squared_hellinger},
    {"hellinger_distance", quantity::hellinger_distance},
};

/// Of univariate distributions, or of vectors.
template <class Members> numbers results(const json &test, const Members &p) {
    const std::string quantity = test["quantity"];
    if (quantity == "entropy")
        return p.entropy();
    if (quantity == "mean")
        return p.mean();
    if (quantity == "variance")
        return p.variance();
    if (quantity == "log_density")
        return p.log_density(column(test["x"], element_count(test)).view<Members>());
    const side q(test["q"], element_count(test));
    if (quantity == "renyi")
        return p.renyi(q.members<Members>(), number(test["order"]));
    return p.values(of_two.at(quantity), q.members<Members>());
}

const std::map<std::string, kullback_quantity> of_gaussians{
    {"kl", KULLBACK_KL},
    {"jeffreys", KULLBACK_JEFFREYS},
    {"renyi", KULLBACK_RENYI},
    {"bhattacharyya_distance", KULLBACK_BHATTACHARYYA_DISTANCE},
    {"squared_hellinger", KULLBACK_SQUARED_HELLINGER},
    {"hellinger_distance", KULLBACK_HELLINGER_DISTANCE},
    {"geometric_js", KULLBACK_GEOMETRIC_JS},
    {"dual_geometric_js", KULLBACK_DUAL_GEOMETRIC_JS},
    {"squared_wasserstein", KULLBACK_SQUARED_WASSERSTEIN},
};

numbers of_matrices(const json &test, const side &p) {
    const std::string quantity = test["quantity"];
    if (quantity == "entropy")
        return p.matrices().entropy();
    if (quantity == "mean")
        return p.matrices().mean();
    if (quantity == "variance")
        return p.matrices().variance();
    if (quantity == "log_density")
        return p.matrices().log_density(column(test["x"], element_count(test)).numbers);
    const side q(test["q"], element_count(test));
    if (quantity == "renyi")
        return p.matrices().renyi(q.matrices(), number(test["order"]));
    return p.matrices().divergences(of_gaussians.at(quantity), q.matrices());
}

/// By the mean and the factor of p, then by those of q, of one pair after the other.
numbers gradients(const kullback::gaussian_gradients &all, std::size_t count) {
    numbers result;
    for (std::size_t i = 0; i < count; i++) {
        for (const numbers *part : {&all.loc_p, &all.cholesky_p, &all.loc_q, &all.cholesky_q}) {
            const auto size = static_cast<std::ptrdiff_t>(part->size() / count);
            const auto first = part->begin() + static_cast<std::ptrdiff_t>(i) * size;
            result.insert(result.end(), first, first + size);
        }
    }
    return result;
}

numbers of_normals(const json &test, const side &p) {
    const std::string quantity = test["quantity"];
    if (quantity == "entropy")
        return p.normals().entropy();
    if (quantity == "mutual_information")
        return p.normals().mutual_information(static_cast<std::size_t>(number(test["blocks"][0])));
    if (quantity == "log_density")
        return p.normals().log_density(column(test["x"], element_count(test)).numbers);
    // Quantities without an order or a weight ignore them.
    const kullback::options options{.order = option(test, "order"), .weight = option(test, "weight")};
    const side q(test["q"], element_count(test));
    if (quantity == "kl_gradient")
        return gradients(p.normals().kl_gradients(q.normals()), element_count(test));
    return p.normals().divergences(of_gaussians.at(quantity), q.normals(), options);
}

/// One after the other, ten bounds each.
numbers of_mixtures(const json &test, const side &p) {
    if (test.contains("x"))
        return p.mixture(0).log_density(column(test["x"], element_count(test)).numbers);
    const side q(test["q"], element_count(test));
    numbers result;
    for (std::size_t i = 0; i < element_count(test); i++) {
        const auto kl = p.mixture(i).kl(q.mixture(i), {.none = true});
        for (double bound : {kl.lower, kl.upper, kl.variational, kl.product, kl.durrieu_lower, kl.durrieu_upper,
                             kl.variational_upper, kl.matched, kl.unscented, kl.moment_matched})
            result.push_back(bound);
    }
    return result;
}

/// Nothing where there is no function for it.
numbers results(const json &test) {
    const side p(test["p"], element_count(test));
    if (p.family == "multivariate_normal")
        return of_normals(test, p);
    if (p.family == "gaussian_mixture")
        return of_mixtures(test, p);
    if (p.is_of_matrices())
        return of_matrices(test, p);
    if (p.is_of_vectors())
        return results(test, p.members<kullback::vector_distributions>());
    if (p.is_univariate())
        return results(test, p.members<kullback::distributions>());
    return {};
}

} // namespace

void run_distribution_case(const json &test) {
    const numbers values = results(test);
    const std::size_t count = element_count(test), width = values.size() / count;
    for (std::size_t i = 0; i < values.size(); i++) {
        if (i % width == 0)
            std::cout << test["id"].get<std::string>() << ' ' << i / width << " f64 0";
        std::cout << ' ' << bits(values[i]) << ((i + 1) % width == 0 ? "\n" : "");
    }
}
