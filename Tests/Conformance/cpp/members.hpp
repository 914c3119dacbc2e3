/* Distributions of a case, with the memory that they are views of. */
#ifndef CONFORMANCE_MEMBERS_HPP
#define CONFORMANCE_MEMBERS_HPP

#include <algorithm>
#include <cstddef>
#include <vector>

#include "case.hpp"

/// How many elements a case has: as many as the longest of its columns has entries.
std::size_t element_count(const json &test);

/// The numbers of a parameter, an entry for each element: one that stands for all is not repeated.
struct column {
    std::vector<double> numbers;
    std::vector<std::size_t> sizes; // the first is the number of entries
    std::size_t count = 0;          // of elements

    column(const json &given, std::size_t count);

    /// Numbers per entry.
    std::size_t entry() const { return numbers.size() / sizes[0]; }
    /// From one entry to the next.
    std::ptrdiff_t stride() const { return sizes[0] == 1 ? 0 : static_cast<std::ptrdiff_t>(entry()); }

    /// Of all axes.
    std::vector<std::ptrdiff_t> strides() const;

    /// A row for each element; of univariate distributions one row of numbers.
    template <class Members> kullback::typed_rows view() const;
};

/// A side of a case.
struct side {
    std::string family;
    std::map<std::string, column> parameters;
    std::vector<std::string> names; // in order

    side(const json &given, std::size_t count);

    bool is_univariate() const;
    bool is_of_vectors() const;
    bool is_of_matrices() const;

    /// kullback::distributions or kullback::vector_distributions.
    template <class Members> Members members() const;

    kullback::matrix_distributions matrices() const;
    /// Normal distributions of vectors.
    kullback::gaussians normals() const;
    /// The mixture of an element.
    kullback::gaussian_mixture mixture(std::size_t element) const;

  private:
    kullback_gaussians batch(std::size_t axis, std::size_t element) const;
};

template <> kullback::typed_rows column::view<kullback::distributions>() const;
template <> kullback::typed_rows column::view<kullback::vector_distributions>() const;

template <> kullback::distributions side::members() const;
template <> kullback::vector_distributions side::members() const;

#endif
