/* f-divergences, of generators by name and of callables. */
#ifndef KULLBACK_GENERATORS_HPP
#define KULLBACK_GENERATORS_HPP

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <limits>
#include <memory>
#include <span>
#include <type_traits>
#include <vector>

#include "discrete.hpp"
#include "generators.h"

namespace kullback {

/// f(0) and the limit of f(t) / t; NaN where f is to be asked.
struct generator_limits {
    double at_zero = std::numeric_limits<double>::quiet_NaN();
    double slope_at_infinity = std::numeric_limits<double>::quiet_NaN();
};

/// The convex function f behind an f-divergence, in its canonical form, f >= 0 and f(1) = f'(1) = 0; see generators.h.
/// `generator{quantity::tsallis, {.order = 2}}`; of the options, order and weight apply.
class generator {
  public:
    /// @throws error for a quantity without a generator, and an order or weight out of range.
    explicit generator(quantity of, const options &options = {}) : of_(of), options_(options) {
        kullback_generator_limits limits;
        detail::checked(options_, [&](const kullback_options *raw) {
            return kullback_generator_limits_f64(static_cast<kullback_quantity>(of_), raw, &limits);
        });
        limits_ = {limits.at_zero, limits.slope_at_infinity};
    }

    double operator()(double t) const { return value(KULLBACK_GENERATOR_VALUE, t); }
    double derivative(double t) const { return value(KULLBACK_GENERATOR_DERIVATIVE, t); }
    double second_derivative(double t) const { return value(KULLBACK_GENERATOR_SECOND_DERIVATIVE, t); }
    /// f*(u), the supremum of u t - f(t) over t >= 0.
    double conjugate(double u) const { return value(KULLBACK_GENERATOR_CONJUGATE, u); }
    /// The t at which it is attained.
    double conjugate_derivative(double u) const { return value(KULLBACK_GENERATOR_CONJUGATE_DERIVATIVE, u); }

    double at_zero() const noexcept { return limits_.at_zero; }
    double slope_at_infinity() const noexcept { return limits_.slope_at_infinity; }

    /// Many numbers at once: `function` is one of kullback_generator_function, and `result` may be `x`.
    void evaluate(kullback_generator_function function, std::span<const double> x, std::span<double> result) const {
        detail::expect_size(result.size(), x.size());
        detail::checked(options_, [&](const kullback_options *raw) {
            return kullback_generator_f64(static_cast<kullback_quantity>(of_), function, x.data(), x.size(), raw,
                                          result.data());
        });
    }

  private:
    double value(kullback_generator_function function, double x) const {
        double result;
        evaluate(function, {&x, 1}, {&result, 1});
        return result;
    }

    quantity of_;
    options options_;
    generator_limits limits_;
};

namespace detail {

/// A callable, as the C function sees it through `user`. An exception must not unwind the library's frames: it is kept,
/// and the call stopped.
template <class F> struct generator_callback {
    F *f;
    std::exception_ptr exception;

    static std::int32_t call(void *user, const double *t, std::size_t count, double *value) noexcept {
        auto &self = *static_cast<generator_callback *>(user);
        try {
            for (std::size_t i = 0; i < count; i++) {
                value[i] = (*self.f)(t[i]);
            }
            return 0;
        } catch (...) {
            self.exception = std::current_exception();
            return 1;
        }
    }
};

} // namespace detail

/// sum q f(p / q), of each row of `p` and the same row of `q`, for a convex f with f(1) = 0: a callable that takes and
/// returns a double. An exception that it throws ends the call and is thrown from here; nothing is written then.
template <element T, class F>
requires std::is_invocable_r_v<double, F &, double>
void f_divergence(F &&f, const rows<T> &p, const rows<T> &q, results<T> result, const options &options = {},
                  const generator_limits &limits = {}) {
    detail::expect_size(result.size(), p.row_count);
    detail::generator_callback<std::remove_reference_t<F>> user{std::addressof(f), nullptr};
    const kullback_generator_limits raw_limits{limits.at_zero, limits.slope_at_infinity};
    const auto raw_p = p.raw(), raw_q = q.raw();
    detail::checked(options, [&](const kullback_options *raw) {
        const auto status =
            detail::api<T>::f_divergence(user.call, &user, &raw_limits, &raw_p, &raw_q, raw, result.data(), 1);
        if (user.exception) {
            std::rethrow_exception(user.exception);
        }
        return status;
    });
}

template <element T, class F>
std::vector<T> f_divergence(F &&f, const rows<T> &p, const rows<T> &q, const options &options = {},
                            const generator_limits &limits = {}) {
    std::vector<T> result(p.row_count);
    f_divergence(f, p, q, result, options, limits);
    return result;
}

template <class F, row P, row_like<P> Q>
element_of<P> f_divergence(F &&f, const P &p, const Q &q, const options &options = {},
                           const generator_limits &limits = {}) {
    element_of<P> result;
    f_divergence(f, rows(p), rows(q), {&result, 1}, options, limits);
    return result;
}

} // namespace kullback

#endif
