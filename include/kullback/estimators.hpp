/* Monte-Carlo estimates of D(p || q) from samples of p. */
#ifndef KULLBACK_ESTIMATORS_HPP
#define KULLBACK_ESTIMATORS_HPP

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <memory>
#include <span>
#include <type_traits>
#include <vector>

#include "options.hpp"

namespace kullback {

enum class estimator : kullback_estimator {
    k1 = KULLBACK_K1,
    k2 = KULLBACK_K2,
    k3 = KULLBACK_K3
};

/// value, standard_error and count (the number of samples used).
using estimate = kullback_estimate;

/// One estimate per row of log ratios log p(x) - log q(x), x drawn from p.
template <element T>
std::vector<estimate> log_ratio(estimator estimator, const rows<T> &log_ratios, const options &options = {}) {
    std::vector<estimate> result(log_ratios.row_count);
    const auto raw_rows = log_ratios.raw();
    detail::checked(options, [&](const kullback_options *raw) {
        return detail::api<T>::log_ratio_rows(static_cast<kullback_estimator>(estimator), &raw_rows, raw,
                                              result.data());
    });
    return result;
}

template <row R> estimate log_ratio(estimator estimator, const R &log_ratios, const options &options = {}) {
    return log_ratio(estimator, rows(log_ratios), options).front();
}

namespace detail {

/// The callables of a Monte-Carlo estimate, as the C functions see them through `user`.
template <element T, class Sampler, class LogP, class LogQ> struct callbacks {
    Sampler *sampler;
    LogP *log_p;
    LogQ *log_q;
    std::exception_ptr exception;

    /// An exception must not unwind the library's frames: it is kept, and the estimate stopped.
    template <class Function> std::int32_t keep_exception(Function &&function) noexcept {
        try {
            function();
            return 0;
        } catch (...) {
            exception = std::current_exception();
            return 1;
        }
    }

    static std::int32_t sample(void *user, std::size_t count, std::size_t dimension, T *samples) noexcept {
        auto &self = *static_cast<callbacks *>(user);
        return self.keep_exception([&] { (*self.sampler)(std::span<T>(samples, count * dimension)); });
    }

    template <auto Density>
    static std::int32_t log_density(void *user, const T *samples, std::size_t count, std::size_t dimension,
                                    T *result) noexcept {
        auto &self = *static_cast<callbacks *>(user);
        return self.keep_exception(
            [&] { (*(self.*Density))(std::span<const T>(samples, count * dimension), std::span<T>(result, count)); });
    }
};

} // namespace detail

/// Draws `count` samples of `dimension` numbers from p, in batches, and averages.
///
/// - `sampler(std::span<T> samples)` fills a batch, one sample after the other.
/// - `log_p` and `log_q(std::span<const T> samples, std::span<T> log_density)` give one number per sample.
///
/// An exception that one of them throws ends the estimate and is thrown from here.
template <element T = double, std::invocable<std::span<T>> Sampler,
          std::invocable<std::span<const T>, std::span<T>> LogP, std::invocable<std::span<const T>, std::span<T>> LogQ>
estimate monte_carlo(estimator estimator, Sampler &&sampler, LogP &&log_p, LogQ &&log_q, std::size_t dimension,
                     std::size_t count, const options &options = {}) {
    using callbacks = detail::callbacks<T, std::remove_reference_t<Sampler>, std::remove_reference_t<LogP>,
                                        std::remove_reference_t<LogQ>>;
    callbacks user{std::addressof(sampler), std::addressof(log_p), std::addressof(log_q), nullptr};
    estimate result;
    detail::checked(options, [&](const kullback_options *raw) {
        const auto status = detail::api<T>::monte_carlo(static_cast<kullback_estimator>(estimator), callbacks::sample,
                                                        callbacks::template log_density<&callbacks::log_p>,
                                                        callbacks::template log_density<&callbacks::log_q>, &user,
                                                        dimension, count, raw, &result);
        if (user.exception) {
            std::rethrow_exception(user.exception);
        }
        return status;
    });
    return result;
}

} // namespace kullback

#endif
