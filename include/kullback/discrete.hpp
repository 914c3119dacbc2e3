/* Entropy, cross-entropy and divergences of discrete distributions. */
#ifndef KULLBACK_DISCRETE_HPP
#define KULLBACK_DISCRETE_HPP

#include <span>
#include <vector>

#include "options.hpp"

namespace kullback {

enum class quantity : kullback_quantity {
    entropy = KULLBACK_ENTROPY,
    cross_entropy = KULLBACK_CROSS_ENTROPY,
    kl = KULLBACK_KL,
    jeffreys = KULLBACK_JEFFREYS,
    js_divergence = KULLBACK_JS_DIVERGENCE,
    js_distance = KULLBACK_JS_DISTANCE
};

/// A quantity of one row; `entropy` is the instance to call.
struct entropy_measure {
    quantity of;

    template <row P> element_of<P> operator()(const P &p, const options &options = {}) const {
        element_of<P> result;
        (*this)(rows(p), {&result, 1}, options);
        return result;
    }

    template <element T> std::vector<T> operator()(const rows<T> &p, const options &options = {}) const {
        std::vector<T> result(p.row_count);
        (*this)(p, result, options);
        return result;
    }

    template <element T> void operator()(const rows<T> &p, results<T> result, const options &options = {}) const {
        detail::expect_size(result.size(), p.row_count);
        const auto raw_p = p.raw();
        detail::checked(options, [&](const kullback_options *raw) {
            return detail::api<T>::entropy_rows(static_cast<kullback_quantity>(of), &raw_p, raw, result.data(), 1);
        });
    }
};

/// A quantity of two rows, p first. Call the instances below, or `divergence{q}(...)` for a quantity chosen at
/// run time.
struct divergence {
    quantity of;

    template <row P, row_like<P> Q>
    element_of<P> operator()(const P &p, const Q &q, const options &options = {}) const {
        element_of<P> result;
        (*this)(rows(p), rows(q), {&result, 1}, options);
        return result;
    }

    template <element T>
    std::vector<T> operator()(const rows<T> &p, const rows<T> &q, const options &options = {}) const {
        std::vector<T> result(p.row_count);
        (*this)(p, q, result, options);
        return result;
    }

    template <element T>
    void operator()(const rows<T> &p, const rows<T> &q, results<T> result, const options &options = {}) const {
        detail::expect_size(result.size(), p.row_count);
        const auto raw_p = p.raw(), raw_q = q.raw();
        detail::checked(options, [&](const kullback_options *raw) {
            return detail::api<T>::divergence_rows(static_cast<kullback_quantity>(of), &raw_p, &raw_q, raw,
                                                   result.data(), 1);
        });
    }
};

/// H(p) = -sum p log p
inline constexpr entropy_measure entropy{quantity::entropy};
/// H(p, q) = -sum p log q
inline constexpr divergence cross_entropy{quantity::cross_entropy};
/// D(p || q) = sum p log(p / q)
inline constexpr divergence kl{quantity::kl};
/// J(p, q) = D(p || q) + D(q || p)
inline constexpr divergence jeffreys{quantity::jeffreys};
/// JS(p, q) = (D(p || m) + D(q || m)) / 2, m = (p + q) / 2
inline constexpr divergence js_divergence{quantity::js_divergence};
/// sqrt(JS(p, q)), a metric
inline constexpr divergence js_distance{quantity::js_distance};

} // namespace kullback

#endif
