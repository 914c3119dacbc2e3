// Wishart, inverse Wishart and matrix normal distributions through the C++ header.
#include <cmath>
#include <limits>
#include <span>
#include <vector>

#include "check.hpp"

namespace {

using kullback::matrix_distributions;

const std::vector<double> v{2, 0.5, 0.5, 1}, w{1, -0.25, -0.25, 3};
const std::vector<double> df{3, 4, 6, 7};

std::span<const double> degrees(std::size_t index) {
    return std::span(df).subspan(index, 1);
}

bool is_near(double value, double expected) {
    return std::abs(value - expected) <= 1e-14 * std::abs(expected);
}

// Those of Tests/C, by mpmath.
void test_wishart() {
    const auto p = matrix_distributions::wishart(2, degrees(0), v), q = matrix_distributions::wishart(2, degrees(1), w);
    check::that(is_near(p.kl(q)[0], 2.008376688105655580892394557));
    check::that(is_near(p.kl(q, {.base = 2})[0] * std::log(2.0), 2.008376688105655580892394557));
    check::that(is_near(p.renyi(q, 0.25)[0], 0.7194387341207236451750046832));
    check::that(is_near(p.divergences(KULLBACK_HELLINGER_DISTANCE, q)[0], 0.6747667966405173833487576666));
    check::that(is_near(p.entropy()[0], 6.370447928872424822384224345));
    check::that(is_near(p.log_density(w)[0], -5.441876500300996250955652916));
    check::that(p.mean() == std::vector<double>{6, 1.5, 1.5, 3});
    check::that(p.variance() == std::vector<double>{24, 6.75, 6.75, 6});
}

void test_others() {
    const auto p = matrix_distributions::inverse_wishart(2, degrees(2), v),
               q = matrix_distributions::inverse_wishart(2, degrees(3), w);
    check::that(is_near(p.kl(q)[0], 4.719090852201737153218541627));
    check::that(p.mean() == std::vector<double>{2.0 / 3, 0.5 / 3, 0.5 / 3, 1.0 / 3});
    const std::vector<double> zeros(6), loc{1, -1, 0.5, 2, 0, 3};
    const std::vector<double> of_p{2, 1, 0.5, 1, 3, -1, 0.5, -1, 4}, of_q{1, 0, 0, 0, 1, 0.25, 0, 0.25, 2};
    const auto normal = matrix_distributions::matrix_normal(2, 3, zeros, v, of_p),
               other = matrix_distributions::matrix_normal(2, 3, loc, w, of_q);
    check::that(is_near(normal.kl(other)[0], 7.716109023400589597927562205));
    check::that(normal.renyi(other, 1.25)[0] == std::numeric_limits<double>::infinity());
    check::that(other.mean() == loc);
    check::that(normal.variance() == std::vector<double>{4, 6, 8, 2, 3, 4});
}

// Draw number b is that of stream b, of whatever batch.
void test_draws() {
    const auto p = matrix_distributions::wishart(2, degrees(0), v);
    const auto many = p.repeated(100).sample(7);
    const auto one = p.sample(7, 99);
    check::that(many.size() == 400 && one.size() == 4);
    check::that(many[396] == one[0] && many[398] == one[2] && many[399] == one[3]);
    check::that(one[1] == one[2] && one[0] > 0 && one[0] * one[3] > one[1] * one[1]);
    check::that(p.repeated(100).log_density(many)[99] == p.log_density(one)[0]);
}

void test_errors() {
    const std::vector<double> few{1};
    const auto bad = matrix_distributions::wishart(2, few, v);
    check::throws(KULLBACK_ERROR_PARAMETER, KULLBACK_ARGUMENT_P_FIRST, [&] { bad.entropy(); });
    check::throws(KULLBACK_ERROR_SHAPE, KULLBACK_ARGUMENT_NONE, [&] { matrix_distributions::wishart(2, df, v); });
    check::throws(KULLBACK_ERROR_SHAPE, KULLBACK_ARGUMENT_NONE,
                  [&] { matrix_distributions::matrix_normal(2, 2, v, v, few); });
    const auto p = matrix_distributions::wishart(2, degrees(0), v);
    check::throws(KULLBACK_ERROR_SHAPE, KULLBACK_ARGUMENT_X, [&] { p.log_density(few); });
    check::throws(KULLBACK_ERROR_NO_CLOSED_FORM, KULLBACK_ARGUMENT_Q,
                  [&] { p.kl(matrix_distributions::inverse_wishart(2, degrees(0), v)); });
}

} // namespace

int main() {
    test_wishart();
    test_others();
    test_draws();
    test_errors();
    return check::summary();
}
