/* Inequalities between divergences of the same two distributions. */
#ifndef KULLBACK_BOUNDS_HPP
#define KULLBACK_BOUNDS_HPP

#include <span>

#include "bounds.h"
#include "options.hpp"

namespace kullback {

/// What is bounded, and by what; see bounds.h.
enum class bound : kullback_bound {
    tv_from_kl_pinsker = KULLBACK_TV_FROM_KL_PINSKER,
    tv_from_kl_bretagnolle_huber = KULLBACK_TV_FROM_KL_BRETAGNOLLE_HUBER,
    tv_from_kl = KULLBACK_TV_FROM_KL,
    tv_from_kl_sharp = KULLBACK_TV_FROM_KL_SHARP,
    tv_from_squared_hellinger = KULLBACK_TV_FROM_SQUARED_HELLINGER,
    kl_from_tv_pinsker = KULLBACK_KL_FROM_TV_PINSKER,
    kl_from_tv_bretagnolle_huber = KULLBACK_KL_FROM_TV_BRETAGNOLLE_HUBER,
    kl_from_tv_vajda = KULLBACK_KL_FROM_TV_VAJDA,
    kl_from_tv_sharp = KULLBACK_KL_FROM_TV_SHARP,
    kl_from_squared_hellinger = KULLBACK_KL_FROM_SQUARED_HELLINGER,
    kl_from_pearson_chi2 = KULLBACK_KL_FROM_PEARSON_CHI2,
    squared_hellinger_from_tv = KULLBACK_SQUARED_HELLINGER_FROM_TV,
    squared_hellinger_from_kl = KULLBACK_SQUARED_HELLINGER_FROM_KL,
    js_upper_from_tv = KULLBACK_JS_UPPER_FROM_TV,
    js_lower_from_tv = KULLBACK_JS_LOWER_FROM_TV,
    pearson_chi2_from_kl = KULLBACK_PEARSON_CHI2_FROM_KL
};

/// The bound that each number gives; `result` may be `x`.
inline void evaluate(bound which, std::span<const double> x, std::span<double> result, const options &options = {}) {
    detail::expect_size(result.size(), x.size());
    detail::checked(options, [&](const kullback_options *raw) {
        return kullback_bound_f64(static_cast<kullback_bound>(which), x.data(), x.size(), raw, result.data());
    });
}

inline double evaluate(bound which, double x, const options &options = {}) {
    double result;
    evaluate(which, {&x, 1}, {&result, 1}, options);
    return result;
}

/// D(p || q) is at most log(1 + 2 V^2 / q_min), q_min the smallest probability of q.
inline double kl_upper_from_tv(double tv, double q_min, const options &options = {}) {
    double result;
    detail::checked(options,
                    [&](const kullback_options *raw) { return kullback_kl_from_tv_f64(&tv, &q_min, 1, raw, &result); });
    return result;
}

} // namespace kullback

#endif
