#include "members.hpp"

#include <cctype>
#include <span>

namespace {

std::string lowercase(std::string name) {
    std::ranges::transform(name, name.begin(), [](unsigned char c) { return std::tolower(c); });
    return name;
}

#define KULLBACK_FAMILY_NAME(name, number) {lowercase(#name), number},
const std::map<std::string, kullback_family> univariate{KULLBACK_FOR_EACH_FAMILY(KULLBACK_FAMILY_NAME)};

const std::map<std::string, kullback_vector_family> of_vectors{
    {"dirichlet", KULLBACK_DIRICHLET},
    {"multinomial", KULLBACK_MULTINOMIAL},
    {"von_mises_fisher", KULLBACK_VON_MISES_FISHER},
};

const std::map<std::string, kullback_matrix_family> of_matrices{
    {"wishart", KULLBACK_WISHART},
    {"inverse_wishart", KULLBACK_INVERSE_WISHART},
    {"matrix_normal", KULLBACK_MATRIX_NORMAL},
};

const std::map<std::string, kullback_covariance_form> forms{
    {"covariance_matrix", KULLBACK_COVARIANCE}, {"scale_tril", KULLBACK_CHOLESKY},
    {"precision_matrix", KULLBACK_PRECISION},   {"variances", KULLBACK_DIAGONAL},
    {"cov_factor", KULLBACK_LOW_RANK},          {"cov_diag", KULLBACK_LOW_RANK},
};

void append(const json &entry, std::vector<double> &numbers) {
    if (!entry.is_array())
        return numbers.push_back(number(entry));
    for (const json &part : entry)
        append(part, numbers);
}

} // namespace

std::size_t element_count(const json &test) {
    std::size_t count = test.contains("x") ? test["x"].size() : 0;
    for (const char *name : {"p", "q"}) {
        if (!test.contains(name))
            continue;
        for (const json &parameter : test[name]["parameters"])
            count = std::max(count, parameter.size());
    }
    return count;
}

column::column(const json &given, std::size_t elements) : count(elements) {
    for (const json *part = &given; part->is_array(); part = &part->front())
        sizes.push_back(part->size());
    append(given, numbers);
}

std::vector<std::ptrdiff_t> column::strides() const {
    std::vector<std::ptrdiff_t> result(sizes.size(), 1);
    for (std::size_t i = sizes.size() - 1; i > 0; i--)
        result[i - 1] = result[i] * static_cast<std::ptrdiff_t>(sizes[i]);
    result[0] = stride();
    return result;
}

template <> kullback::typed_rows column::view<kullback::vector_distributions>() const {
    return {numbers.data(), count, entry(), stride(), 1};
}

template <> kullback::typed_rows column::view<kullback::distributions>() const {
    return {numbers.data(), 1, count, 0, stride()};
}

side::side(const json &given, std::size_t count) : family(given["family"]) {
    for (const auto &[name, parameter] : given["parameters"].items()) {
        parameters.emplace(name, column(parameter, count));
        names.push_back(name);
    }
}

bool side::is_univariate() const {
    return univariate.contains(family);
}

bool side::is_of_vectors() const {
    return of_vectors.contains(family);
}

bool side::is_of_matrices() const {
    return of_matrices.contains(family);
}

template <> kullback::distributions side::members() const {
    const auto row = [&](std::size_t i) -> kullback::numbers {
        return parameters.at(names[i]).view<kullback::distributions>();
    };
    if (names.size() == 1)
        return {univariate.at(family), {row(0)}};
    return {univariate.at(family), {row(0), row(1)}};
}

/// Vectors come first to the library, in whatever order they are given.
template <> kullback::vector_distributions side::members() const {
    const auto rows = [&](std::size_t i) { return parameters.at(names[i]).view<kullback::vector_distributions>(); };
    if (names.size() == 1)
        return {of_vectors.at(family), rows(0)};
    const std::size_t first = parameters.at(names[0]).sizes.size() > 1 ? 0 : 1;
    return {of_vectors.at(family), rows(first), rows(1 - first)};
}

kullback::matrix_distributions side::matrices() const {
    kullback_matrix_distributions raw{};
    raw.family = of_matrices.at(family);
    for (const auto &[name, given] : parameters) {
        raw.batch = given.count;
        const auto strides = given.strides();
        if (name == "df") {
            raw.df = given.numbers.data();
            raw.df_stride = strides[0];
            continue;
        }
        const kullback_matrices matrices{given.numbers.data(), strides[0], strides[1], strides[2]};
        if (name == "loc") {
            raw.loc = matrices;
        } else if (name == "column_covariance") {
            raw.column_matrix = matrices;
            raw.columns = given.sizes[1];
        } else {
            raw.matrix = matrices;
            raw.rows = given.sizes[1];
        }
    }
    return kullback::matrix_distributions(raw);
}

/// A batch along an axis of the columns: the first, or the second of an element, which has components.
kullback_gaussians side::batch(std::size_t axis, std::size_t element) const {
    const column &loc = parameters.at("loc");
    kullback_gaussians raw{};
    raw.dimension = loc.sizes[axis + 1];
    raw.batch = axis == 0 ? loc.count : loc.sizes[1];
    for (const auto &[name, given] : parameters) {
        if (name == "weights")
            continue;
        const auto strides = given.strides();
        const double *first =
            given.numbers.data() + (axis == 0 ? 0 : static_cast<std::ptrdiff_t>(element) * strides[0]);
        if (name == "loc") {
            raw.loc = first;
            raw.loc_batch_stride = strides[axis];
            raw.loc_stride = strides[axis + 1];
        } else if (given.sizes.size() == axis + 2) {
            raw.form = forms.at(name);
            raw.diagonal = first;
            raw.diagonal_batch_stride = strides[axis];
            raw.diagonal_stride = strides[axis + 1];
        } else {
            raw.form = forms.at(name);
            raw.matrix = first;
            raw.matrix_batch_stride = strides[axis];
            raw.row_stride = strides[axis + 1];
            raw.column_stride = strides[axis + 2];
            raw.rank = given.sizes[axis + 2];
        }
    }
    return raw;
}

kullback::gaussians side::normals() const {
    return kullback::gaussians(batch(0, 0));
}

kullback::gaussian_mixture side::mixture(std::size_t element) const {
    const column &weights = parameters.at("weights");
    const double *first = weights.numbers.data() + static_cast<std::ptrdiff_t>(element) * weights.stride();
    return {std::span(first, weights.entry()), kullback::gaussians(batch(1, element))};
}
