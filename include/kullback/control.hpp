/* Weights of a KL term while a model is trained: schedules, controllers, and the step of a trust region. */
#ifndef KULLBACK_CONTROL_HPP
#define KULLBACK_CONTROL_HPP

#include <concepts>
#include <cstdint>
#include <exception>
#include <memory>
#include <type_traits>
#include <utility>

#include "control.h"
#include "status.hpp"

namespace kullback {

enum class schedule_shape : kullback_schedule_shape {
    linear = KULLBACK_LINEAR,
    cosine = KULLBACK_COSINE,
    sigmoid = KULLBACK_SIGMOID
};

namespace detail {

/// The number that `function` writes; an error becomes an exception.
template <class Result = double, class Function> Result controlled(Function &&function) {
    kullback_error fields{};
    Result result{};
    fields.status = function(&fields, &result);
    if (fields.status != KULLBACK_OK) {
        throw error(fields);
    }
    return result;
}

} // namespace detail

/// The members of kullback_schedule. 0 in cycles, ratio and steepness means the default.
struct schedule {
    schedule_shape shape = schedule_shape::linear;
    double start = 0;
    double end = 1;
    std::uint64_t steps = 1;
    std::uint64_t cycles = 0;
    double ratio = 0;
    double steepness = 0;

    /// The weight at a step, from 0.
    double operator()(std::uint64_t step) const {
        const kullback_schedule raw{
            static_cast<kullback_schedule_shape>(shape), 0, start, end, steps, cycles, ratio, steepness};
        return detail::controlled(
            [&](kullback_error *error, double *result) { return kullback_schedule_weight(&raw, step, error, result); });
    }
};

/// Adapts the weight of a KL penalty in proportion (Ziegler et al. 2019); see kullback_adaptive_weight.
struct adaptive_controller {
    double weight;
    double target;
    double horizon;
    double clip = 0.2;

    /// Adapts the weight to the divergence that so many steps led to, and returns it.
    double update(double divergence, double n_steps = 1) {
        return weight = detail::controlled([&](kullback_error *error, double *result) {
                   return kullback_adaptive_weight(weight, divergence, target, horizon, n_steps, clip, error, result);
               });
    }
};

/// Halves or doubles the weight of a KL penalty (Schulman et al. 2017); see kullback_ppo_weight.
struct ppo_penalty {
    double weight;
    double target;

    double update(double divergence) {
        return weight = detail::controlled([&](kullback_error *error, double *result) {
                   return kullback_ppo_weight(weight, divergence, target, error, result);
               });
    }
};

/// The length of a step for which the quadratic model of the divergence is `bound`; curvature = x'Hx.
inline double maximal_step(double bound, double curvature) {
    return detail::controlled(
        [&](kullback_error *error, double *result) { return kullback_maximal_step(bound, curvature, error, result); });
}

/// fraction, kl, improvement, tries and accepted.
using line_search = kullback_line_search;

namespace detail {

/// What evaluates a step, as the C function sees it through `user`.
template <class Evaluate> struct step_evaluation {
    Evaluate *evaluate;
    std::exception_ptr exception;

    /// An exception must not unwind the library's frames: it is kept, and the search stopped.
    static std::int32_t call(void *user, double fraction, double *divergence, double *improvement) noexcept {
        auto &self = *static_cast<step_evaluation *>(user);
        try {
            if constexpr (std::convertible_to<std::invoke_result_t<Evaluate &, double>, double>) {
                *divergence = (*self.evaluate)(fraction);
            } else {
                const std::pair<double, double> result = (*self.evaluate)(fraction);
                *divergence = result.first;
                *improvement = result.second;
            }
            return 0;
        } catch (...) {
            self.exception = std::current_exception();
            return 1;
        }
    }
};

} // namespace detail

/// The first of the fractions 1, shrink, shrink^2 ... with a divergence of at most `bound` and, if `evaluate(fraction)`
/// returns a pair of it and an improvement, with an improvement > 0. An exception that it throws is thrown from here.
template <std::invocable<double> Evaluate>
line_search backtrack(Evaluate &&evaluate, double bound, double shrink = 0.5, std::uint64_t max_tries = 10) {
    using callback = detail::step_evaluation<std::remove_reference_t<Evaluate>>;
    callback user{std::addressof(evaluate), nullptr};
    return detail::controlled<line_search>([&](kullback_error *error, line_search *result) {
        const auto status = kullback_backtrack(callback::call, &user, bound, shrink, max_tries, error, result);
        if (user.exception) {
            std::rethrow_exception(user.exception);
        }
        return status;
    });
}

} // namespace kullback

#endif
