/* Entropies and divergences of discrete distributions. */
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
    js_distance = KULLBACK_JS_DISTANCE,
    reverse_kl = KULLBACK_REVERSE_KL,
    generalized_kl = KULLBACK_GENERALIZED_KL,
    skew_kl = KULLBACK_SKEW_KL,
    k_divergence = KULLBACK_K_DIVERGENCE,
    total_variation = KULLBACK_TOTAL_VARIATION,
    pearson_chi2 = KULLBACK_PEARSON_CHI2,
    neyman_chi2 = KULLBACK_NEYMAN_CHI2,
    squared_hellinger = KULLBACK_SQUARED_HELLINGER,
    hellinger_distance = KULLBACK_HELLINGER_DISTANCE,
    bhattacharyya_coefficient = KULLBACK_BHATTACHARYYA_COEFFICIENT,
    bhattacharyya_distance = KULLBACK_BHATTACHARYYA_DISTANCE,
    triangular_discrimination = KULLBACK_TRIANGULAR_DISCRIMINATION,
    alpha = KULLBACK_ALPHA,
    cressie_read = KULLBACK_CRESSIE_READ,
    tsallis = KULLBACK_TSALLIS,
    renyi = KULLBACK_RENYI,
    /// These two: of losses.hpp only.
    scaled_js = KULLBACK_SCALED_JS,
    log_sum_exp = KULLBACK_LOG_SUM_EXP,
    renyi_entropy = KULLBACK_RENYI_ENTROPY,
    tsallis_entropy = KULLBACK_TSALLIS_ENTROPY,
    self_information = KULLBACK_SELF_INFORMATION
};

/// A quantity of one row; call the instances below.
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

    /// What each element contributes to `entropy`, -p log p: rows one after the other.
    template <row P> std::vector<element_of<P>> elements(const P &p, const options &options = {}) const {
        return elements(rows(p), options);
    }

    template <element T> std::vector<T> elements(const rows<T> &p, const options &options = {}) const {
        std::vector<T> result(detail::element_count(p));
        elements(p, result, options);
        return result;
    }

    template <element T> void elements(const rows<T> &p, results<T> result, const options &options = {}) const {
        detail::expect_size(result.size(), detail::element_count(p));
        const auto raw_p = p.raw();
        detail::checked(options, [&](const kullback_options *raw) {
            return detail::api<T>::entropy_elements(static_cast<kullback_quantity>(of), &raw_p, raw, result.data(),
                                                    static_cast<std::ptrdiff_t>(p.count), 1);
        });
    }
};

/// A quantity of each element of a row; `self_information` is the instance to call.
struct element_measure {
    quantity of;

    template <row P> std::vector<element_of<P>> operator()(const P &p, const options &options = {}) const {
        return entropy_measure{of}.elements(p, options);
    }

    template <element T> std::vector<T> operator()(const rows<T> &p, const options &options = {}) const {
        return entropy_measure{of}.elements(p, options);
    }

    template <element T> void operator()(const rows<T> &p, results<T> result, const options &options = {}) const {
        entropy_measure{of}.elements(p, result, options);
    }
};

/// A quantity of two rows, p first, or of two rows of counts. Call the instances below, or `divergence{q}(...)` for a
/// quantity chosen at run time.
struct divergence {
    quantity of;

    template <row_or_counts P, row_like<P> Q>
    result_of<element_of<P>> operator()(const P &p, const Q &q, const options &options = {}) const {
        result_of<element_of<P>> result;
        (*this)(rows(p), rows(q), {&result, 1}, options);
        return result;
    }

    template <element_or_count T>
    std::vector<result_of<T>> operator()(const rows<T> &p, const rows<T> &q, const options &options = {}) const {
        std::vector<result_of<T>> result(p.row_count);
        (*this)(p, q, result, options);
        return result;
    }

    template <element_or_count T>
    void operator()(const rows<T> &p, const rows<T> &q, results<result_of<T>> result,
                    const options &options = {}) const {
        detail::expect_size(result.size(), p.row_count);
        const auto raw_p = p.raw(), raw_q = q.raw();
        detail::checked(options, [&](const kullback_options *raw) {
            return detail::api<T>::divergence_rows(static_cast<kullback_quantity>(of), &raw_p, &raw_q, raw,
                                                   result.data(), 1);
        });
    }

    /// What each element contributes to the divergence, never negative: rows one after the other.
    template <row P, row_like<P> Q>
    std::vector<element_of<P>> elements(const P &p, const Q &q, const options &options = {}) const {
        return elements(rows(p), rows(q), options);
    }

    template <element T>
    std::vector<T> elements(const rows<T> &p, const rows<T> &q, const options &options = {}) const {
        std::vector<T> result(detail::element_count(p));
        elements(p, q, result, options);
        return result;
    }

    template <element T>
    void elements(const rows<T> &p, const rows<T> &q, results<T> result, const options &options = {}) const {
        detail::expect_size(result.size(), detail::element_count(p));
        const auto raw_p = p.raw(), raw_q = q.raw();
        detail::checked(options, [&](const kullback_options *raw) {
            return detail::api<T>::divergence_elements(static_cast<kullback_quantity>(of), &raw_p, &raw_q, raw,
                                                       result.data(), static_cast<std::ptrdiff_t>(p.count), 1);
        });
    }
};

/// H(p) = -sum p log p
inline constexpr entropy_measure entropy{quantity::entropy};
/// log(sum p^a) / (1 - a), a = options.order
inline constexpr entropy_measure renyi_entropy{quantity::renyi_entropy};
/// (1 - sum p^a) / (a - 1), a = options.order
inline constexpr entropy_measure tsallis_entropy{quantity::tsallis_entropy};
/// -log p
inline constexpr element_measure self_information{quantity::self_information};

/// H(p, q) = -sum p log q
inline constexpr divergence cross_entropy{quantity::cross_entropy};
/// D(p || q) = sum p log(p / q)
inline constexpr divergence kl{quantity::kl};
/// D(q || p)
inline constexpr divergence reverse_kl{quantity::reverse_kl};
/// sum p log(p / q) - p + q, of rows as they are
inline constexpr divergence generalized_kl{quantity::generalized_kl};
/// J(p, q) = D(p || q) + D(q || p)
inline constexpr divergence jeffreys{quantity::jeffreys};
/// D(p || (1 - w) p + w q), w = options.weight
inline constexpr divergence skew_kl{quantity::skew_kl};
/// D(p || (p + q) / 2)
inline constexpr divergence k_divergence{quantity::k_divergence};
/// JS(p, q) = w D(p || m) + (1 - w) D(q || m), m = w p + (1 - w) q, w = options.weight
inline constexpr divergence js_divergence{quantity::js_divergence};
/// sqrt(JS(p, q)), a metric for w = 1/2
inline constexpr divergence js_distance{quantity::js_distance};
/// sum |p - q| / 2
inline constexpr divergence total_variation{quantity::total_variation};
/// sum (p - q)^2 / q
inline constexpr divergence pearson_chi2{quantity::pearson_chi2};
/// sum (p - q)^2 / p
inline constexpr divergence neyman_chi2{quantity::neyman_chi2};
/// sum (sqrt p - sqrt q)^2 / 2
inline constexpr divergence squared_hellinger{quantity::squared_hellinger};
/// The square root of squared_hellinger, a metric
inline constexpr divergence hellinger_distance{quantity::hellinger_distance};
/// sum sqrt(p q)
inline constexpr divergence bhattacharyya_coefficient{quantity::bhattacharyya_coefficient};
/// -log sum sqrt(p q)
inline constexpr divergence bhattacharyya_distance{quantity::bhattacharyya_distance};
/// sum (p - q)^2 / (p + q)
inline constexpr divergence triangular_discrimination{quantity::triangular_discrimination};
/// 4 / (1 - a^2) (1 - sum p^((1 - a) / 2) q^((1 + a) / 2)), a = options.order
inline constexpr divergence alpha{quantity::alpha};
/// sum p ((p / q)^l - 1) / (l (l + 1)), l = options.order
inline constexpr divergence cressie_read{quantity::cressie_read};
/// (sum p^a q^(1 - a) - 1) / (a - 1), a = options.order
inline constexpr divergence tsallis{quantity::tsallis};
/// log(sum p^a q^(1 - a)) / (a - 1), a = options.order
inline constexpr divergence renyi{quantity::renyi};

} // namespace kullback

#endif
