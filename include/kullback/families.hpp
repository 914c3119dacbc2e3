/* Divergences between members of a parametric family. */
#ifndef KULLBACK_FAMILIES_HPP
#define KULLBACK_FAMILIES_HPP

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "options.hpp"

namespace kullback {

enum class family : kullback_family {
    normal = KULLBACK_NORMAL,
    normal_log_variance = KULLBACK_NORMAL_LOG_VARIANCE
};

/// The parameters of a batch of distributions: loc and scale, or loc and log_var.
template <element T> using parameters = std::array<rows<T>, 2>;

/// The parameters of q; without any, q is the standard normal.
template <element T> using parameters_or_standard = std::type_identity_t<std::optional<parameters<T>>>;

namespace detail {

template <class T> using raw_parameters = std::array<typename api<T>::rows, 2>;

template <element T> raw_parameters<T> raw(const parameters<T> &of) {
    return {of[0].raw(), of[1].raw()};
}

/// `function(p, q, options)` with the C form of the parameters, q NULL for the standard member.
template <element T, class Function>
void with_parameters(const parameters<T> &p, const std::optional<parameters<T>> &q, const options &options,
                     Function &&function) {
    const auto raw_p = raw(p), raw_q = raw(q.value_or(p));
    checked(options, [&](const kullback_options *raw_options) {
        return function(raw_p.data(), q ? raw_q.data() : nullptr, raw_options);
    });
}

} // namespace detail

/// D(p || q) elementwise: one number per pair of distributions, rows one after the other in `result`.
template <element T>
void family_kl(family family, const parameters<T> &p, const parameters_or_standard<T> &q, results<T> result,
               const options &options = {}) {
    detail::expect_size(result.size(), detail::element_count(p[0]));
    const auto columns = static_cast<std::ptrdiff_t>(p[0].count);
    detail::with_parameters<T>(p, q, options, [&](auto *raw_p, auto *raw_q, const kullback_options *raw) {
        return detail::api<T>::family(KULLBACK_KL, static_cast<kullback_family>(family), raw_p, raw_q, raw,
                                      result.data(), columns, 1);
    });
}

template <element T>
std::vector<T> family_kl(family family, const parameters<T> &p, const parameters_or_standard<T> &q = {},
                         const options &options = {}) {
    std::vector<T> result(detail::element_count(p[0]));
    family_kl<T>(family, p, q, results<T>(result), options);
    return result;
}

/// D(p || q) over rows: a row is a product of independent members, and gives one number.
template <element T>
void family_kl_rows(family family, const parameters<T> &p, const parameters_or_standard<T> &q, results<T> result,
                    const options &options = {}) {
    detail::expect_size(result.size(), p[0].row_count);
    detail::with_parameters<T>(p, q, options, [&](auto *raw_p, auto *raw_q, const kullback_options *raw) {
        return detail::api<T>::family_rows(KULLBACK_KL, static_cast<kullback_family>(family), raw_p, raw_q, raw,
                                           result.data(), 1);
    });
}

template <element T>
std::vector<T> family_kl_rows(family family, const parameters<T> &p, const parameters_or_standard<T> &q = {},
                              const options &options = {}) {
    std::vector<T> result(p[0].row_count);
    family_kl_rows<T>(family, p, q, results<T>(result), options);
    return result;
}

/// D(N(loc_p, diag(scale_p^2)) || N(loc_q, diag(scale_q^2)))
template <row L, row_like<L> S, row_like<L> M, row_like<L> U>
element_of<L> diagonal_normal_kl(const L &loc_p, const S &scale_p, const M &loc_q, const U &scale_q) {
    using T = element_of<L>;
    const parameters<T> p{rows(loc_p), rows(scale_p)}, q{rows(loc_q), rows(scale_q)};
    return family_kl_rows<T>(family::normal, p, q).front();
}

/// D(N(loc_p, scale_p^2) || N(loc_q, scale_q^2))
template <element T> T normal_kl(T loc_p, T scale_p, T loc_q, T scale_q) {
    return diagonal_normal_kl(std::span(&loc_p, 1), std::span(&scale_p, 1), std::span(&loc_q, 1),
                              std::span(&scale_q, 1));
}

/// D(N(loc, diag(exp(log_var))) || N(0, I)): the KL term of a variational auto-encoder.
template <row L, row_like<L> V> element_of<L> vae_kl(const L &loc, const V &log_var) {
    using T = element_of<L>;
    return family_kl_rows<T>(family::normal_log_variance, parameters<T>{rows(loc), rows(log_var)}).front();
}

} // namespace kullback

#endif
