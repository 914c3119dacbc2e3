// Bounds: values, units and errors.
#include <cmath>

#include "check.hpp"

namespace {

using kullback::bound;

void test_values() {
    check::that(kullback::evaluate(bound::kl_from_tv_pinsker, 0.5) == 0.5);
    check::that(kullback::evaluate(bound::tv_from_kl_pinsker, 0.5) == 0.5);
    check::that(kullback::evaluate(bound::tv_from_kl_pinsker, 8) == 1);
    // sqrt(1 - 1/2)
    const double half = kullback::evaluate(bound::tv_from_kl_bretagnolle_huber, 1, {.base = 2});
    check::that(std::abs(half - 0.70710678118654752) < 1e-15);
    check::that(kullback::kl_upper_from_tv(0.5, 0.5, {.base = 2}) == 1);
}

void test_many() {
    std::array x{0.0, 0.25, 1.0};
    kullback::evaluate(bound::kl_from_tv_sharp, x, x);
    check::that(x[0] == 0 && x[1] == kullback::evaluate(bound::kl_from_tv_sharp, 0.25) && std::isinf(x[2]));
}

void test_errors() {
    std::array x{0.5, 1.5};
    const auto fields = check::throws(KULLBACK_ERROR_PARAMETER, KULLBACK_ARGUMENT_X,
                                      [&] { kullback::evaluate(bound::kl_from_tv_vajda, x, x); });
    check::that(fields.index == 1 && fields.value == 1.5 && x[0] == 0.5);
    check::throws(KULLBACK_ERROR_PARAMETER, KULLBACK_ARGUMENT_Q_MIN, [] { kullback::kl_upper_from_tv(0.5, -0.1); });
    check::throws(KULLBACK_ERROR_OPTION, KULLBACK_ARGUMENT_OPTIONS,
                  [] { kullback::evaluate(bound::tv_from_kl, 1, {.normalize = true}); });
    std::array<double, 1> small;
    check::throws(KULLBACK_ERROR_SHAPE, KULLBACK_ARGUMENT_RESULT,
                  [&] { kullback::evaluate(bound::tv_from_kl, x, small); });
}

} // namespace

int main() {
    test_values();
    test_many();
    test_errors();
    return check::summary();
}
