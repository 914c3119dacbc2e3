// Parametric families: values, standard members, shapes, and errors.
#include <cmath>

#include "check.hpp"

namespace {

using kullback::family;

template <class T> void close(double got, double expected, std::source_location at = std::source_location::current()) {
    const double bound = sizeof(T) == sizeof(double) ? 1e-14 : 1e-6;
    check::that(std::abs(got - expected) <= bound * expected, at);
}

template <class T> void test_values() {
    close<T>(kullback::normal_kl<T>(0, 1, 1, 1), 0.5);
    close<T>(kullback::normal_kl<T>(2, 0.5, 0, 1), 2.3181471805599453);
    const std::vector<T> zero(3), one(3, 1), two(3, 2);
    close<T>(kullback::diagonal_normal_kl(zero, one, zero, two), 3 * 0.31814718055994531);
    close<T>(kullback::vae_kl(zero, one), 3 * 0.35914091422952262);
    const std::vector<T> none;
    check::that(kullback::vae_kl(none, none) == 0);
}

/// Elementwise results add up to those over rows, and both agree with the simple function.
template <class T> void test_batches() {
    const std::vector<T> loc_p{0, 1, 2, 3}, scale_p{1, 2, 4, 8}, loc_q{3, 2, 1, 0}, scale_q{2, 2, 1, 1};
    const kullback::parameters<T> p{kullback::rows(loc_p, 2), kullback::rows(scale_p, 2)};
    const kullback::parameters<T> q{kullback::rows(loc_q, 2), kullback::rows(scale_q, 2)};
    const std::vector<T> elements = kullback::family_kl(family::normal, p, q);
    const std::vector<T> sums = kullback::family_kl_rows(family::normal, p, q);
    check::that(elements.size() == 4 && sums.size() == 2);
    for (std::size_t i = 0; i < elements.size(); i++) {
        check::same_bits(elements[i], kullback::normal_kl(loc_p[i], scale_p[i], loc_q[i], scale_q[i]));
    }
    for (std::size_t i = 0; i < sums.size(); i++) {
        close<T>(sums[i], static_cast<double>(elements[2 * i]) + static_cast<double>(elements[2 * i + 1]));
    }
    std::vector<T> written(4), written_sums(2);
    kullback::family_kl(family::normal, p, q, written);
    kullback::family_kl_rows(family::normal, p, q, written_sums);
    check::that(written == elements && written_sums == sums);
}

/// Without q, q is the standard normal.
template <class T> void test_standard_member() {
    const std::vector<T> loc{0, 1, -1, 0.5}, scale{1, 2, 0.5, 3};
    const kullback::parameters<T> p{kullback::rows(loc), kullback::rows(scale)};
    const T zero = 0, one = 1;
    const kullback::rows<T> zeros(&zero, 1, 4, 0, 0), ones(&one, 1, 4, 0, 0);
    check::that(kullback::family_kl(family::normal, p) ==
                kullback::family_kl(family::normal, p, kullback::parameters<T>{zeros, ones}));
    check::that(kullback::family_kl_rows(family::normal_log_variance, p) ==
                kullback::family_kl_rows(family::normal_log_variance, p, kullback::parameters<T>{zeros, zeros}));
    std::vector<T> written(4);
    kullback::family_kl(family::normal, p, std::nullopt, written, {.base = 2});
    check::that(written == kullback::family_kl(family::normal, p, {}, {.base = 2}));
}

template <class T> void test_errors() {
    const std::vector<T> loc{0, 0}, scale{1, 0}, one{1};
    const auto fields = check::throws(KULLBACK_ERROR_PARAMETER, KULLBACK_ARGUMENT_SCALE_Q, [&] {
        kullback::diagonal_normal_kl(loc, std::vector<T>{1, 1}, loc, scale);
    });
    check::that(fields.row == 0 && fields.index == 1 && fields.value == 0);
    check::throws(KULLBACK_ERROR_SHAPE, KULLBACK_ARGUMENT_LOG_VAR_P, [&] { kullback::vae_kl(loc, one); });

    const kullback::parameters<T> p{kullback::rows(loc), kullback::rows(loc)};
    std::vector<T> too_short(1), too_long(3);
    check::throws(KULLBACK_ERROR_SHAPE, KULLBACK_ARGUMENT_RESULT,
                  [&] { kullback::family_kl(family::normal, p, std::nullopt, too_short); });
    check::throws(KULLBACK_ERROR_SHAPE, KULLBACK_ARGUMENT_RESULT,
                  [&] { kullback::family_kl_rows(family::normal, p, std::nullopt, too_long); });

    const kullback::rows<T> endless(one.data(), SIZE_MAX / 2, 4, 0, 0);
    check::throws(KULLBACK_ERROR_COUNT, KULLBACK_ARGUMENT_RESULT, [&] {
        kullback::family_kl(family::normal, kullback::parameters<T>{endless, endless});
    });
}

template <class T> void test_all() {
    test_values<T>();
    test_batches<T>();
    test_standard_member<T>();
    test_errors<T>();
}

} // namespace

int main() {
    test_all<double>();
    test_all<float>();
    return check::summary();
}
