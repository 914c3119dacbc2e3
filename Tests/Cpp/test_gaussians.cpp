// Multivariate Gaussians through the C++ header; expected values are of mpmath, 50 digits.
#include <cmath>
#include <limits>
#include <vector>

#include "check.hpp"

namespace {

using kullback::connection, kullback::covariance_form;

const std::vector<double> loc_p{0, 0}, covariance_p{2, 0.5, 0.5, 1}, loc_q{1, -0.5}, covariance_q{1, 0.25, 0.25, 1.5};
const kullback::gaussians p(2, covariance_form::covariance, loc_p, covariance_p);
const kullback::gaussians q(2, covariance_form::covariance, loc_q, covariance_q);

bool is_close(const std::vector<double> &got, const std::vector<double> &expected, double tolerance = 2e-14) {
    bool holds = got.size() == expected.size();
    for (std::size_t i = 0; holds && i < got.size(); i++) {
        holds = std::abs(got[i] - expected[i]) <= tolerance * (1 + std::abs(expected[i]));
    }
    return holds;
}

void test_quantities() {
    check::that(is_close(p.kl(q), {0.901644852876972883}));
    check::that(is_close(p.entropy(), {3.11768496037705683}));
    check::that(is_close(p.mutual_information(1), {0.0667656963122613116}));
}

void test_geodesics() {
    const auto middle = p.geodesics(connection::mixture, q, 0.25);
    check::that(is_close(middle.loc, {0.25, -0.125}));
    check::that(is_close(middle.matrix, {1.9375, 0.34375, 0.34375, 1.171875}));
    const auto beyond = p.geodesics(connection::exponential, q, 1.25, covariance_form::cholesky, {.threads = 2});
    check::that(is_close(beyond.loc, {1.111111111111111111, -0.8392434988179669031}));
    check::that(is_close(beyond.matrix, {0.9428090415820633659, 0, 0.2357022603955158415, 1.308726846002177993}));
    check::that(beyond.view().entropy() == beyond.view().as(covariance_form::cholesky).view().entropy());
}

void test_barycenters() {
    const std::vector<double> loc{0, 0, 1, -0.5, -2, 0.25}, weights{0.5, 0.25, 0.25}, tripled{1.5, 0.75, 0.75};
    const std::vector<double> covariances{2, 0.5, 0.5, 1, 1, 0.25, 0.25, 1.5, 3, -1, -1, 2};
    const kullback::gaussians all(2, covariance_form::covariance, loc, covariances);
    const auto mixture = all.barycenters(connection::mixture, 3, weights);
    check::that(is_close(mixture.loc, {-0.25, -0.0625}));
    check::that(is_close(mixture.matrix, {3.1875, -0.203125, -0.203125, 1.44921875}));
    const auto exponential =
        all.barycenters(connection::exponential, 3, tripled, covariance_form::precision, {.normalize = true});
    check::that(is_close(exponential.loc, {0.1050297907717888319, -0.1994942496882361092}));
    check::that(is_close(exponential.matrix, {0.6465838509316770186, -0.1363354037267080745, -0.1363354037267080745,
                                              0.8953416149068322981}));
    check::that(is_close(all.barycenters(connection::mixture, 1).matrix, covariances));
}

void test_parts() {
    const std::vector<double> loc{1, -1, 2}, covariance{4, 1, 0.5, 1, 2, -0.25, 0.5, -0.25, 1}, x{3, 0};
    const std::vector<std::size_t> coordinates{2, 0};
    const kullback::gaussians whole(3, covariance_form::covariance, loc, covariance);
    const auto part = whole.marginals(coordinates);
    check::that(part.loc == std::vector{2.0, 1.0} && part.matrix == std::vector{1.0, 0.5, 0.5, 4.0});
    const auto rest = whole.conditionals(coordinates, x);
    check::that(is_close(rest.loc, {-1.7}) && is_close(rest.matrix, {1.6}));
    check::that(whole.marginals({}).loc.empty());
    check::that(
        is_close(whole.as(covariance_form::precision).view().as(covariance_form::covariance).matrix, covariance));
}

void test_samples() {
    const auto draws = p.samples(4, 3);
    check::that(draws.size() == 8);
    check::that(p.samples(2, 3) == std::vector(draws.begin(), draws.begin() + 4));
    check::that(p.samples(4, 4) != draws);
    check::that(q.samples(4, 3, {.threads = 2}) == q.samples(4, 3));
}

void test_errors() {
    const double infinity = std::numeric_limits<double>::infinity();
    const std::vector<double> bad{0.5, 0.75}, x{infinity};
    const std::vector<std::size_t> far{2}, first{0};
    auto error = check::throws(KULLBACK_ERROR_NOT_POSITIVE_DEFINITE, KULLBACK_ARGUMENT_WEIGHT,
                               [] { p.geodesics(connection::mixture, q, 4); });
    check::that(error.row == 0 && error.index == 0 && error.value == -14);
    check::throws(KULLBACK_ERROR_SHAPE, KULLBACK_ARGUMENT_WEIGHTS, [&] { p.barycenters(connection::mixture, 1, bad); });
    check::throws(KULLBACK_ERROR_COUNT, KULLBACK_ARGUMENT_P, [] { p.barycenters(connection::mixture, 0); });
    check::throws(KULLBACK_ERROR_PARAMETER, KULLBACK_ARGUMENT_COORDINATES, [&] { p.marginals(far); });
    check::throws(KULLBACK_ERROR_SHAPE, KULLBACK_ARGUMENT_X, [&] { p.conditionals(first, bad); });
    error = check::throws(KULLBACK_ERROR_PARAMETER, KULLBACK_ARGUMENT_X, [&] { p.conditionals(first, x); });
    check::that(error.row == 0 && error.index == 0 && error.value == infinity);
    check::throws(KULLBACK_ERROR_OPTION, KULLBACK_ARGUMENT_RESULT, [] { p.as(covariance_form::diagonal); });
}

} // namespace

int main() {
    test_quantities();
    test_geodesics();
    test_barycenters();
    test_parts();
    test_samples();
    test_errors();
    return check::summary();
}
