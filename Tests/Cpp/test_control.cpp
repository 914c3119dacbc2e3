// Schedules, controllers and trust regions: values, exceptions and errors.
#include <cmath>
#include <limits>
#include <stdexcept>
#include <utility>

#include "check.hpp"

namespace {

using kullback::schedule_shape;

void test_schedules() {
    const kullback::schedule linear{.steps = 10};
    check::that(linear(0) == 0 && linear(5) == 0.5 && linear(11) == 1);
    const kullback::schedule cycles{.shape = schedule_shape::cosine, .end = 2, .steps = 40, .cycles = 2, .ratio = 1};
    check::that(cycles(10) == 1 && cycles(20) == 0 && std::abs(cycles(25) - 0.29289321881345248) < 1e-15);
    check::throws(KULLBACK_ERROR_PARAMETER, KULLBACK_ARGUMENT_STEPS, [] { kullback::schedule{.steps = 0}(1); });
}

void test_controllers() {
    kullback::adaptive_controller controller{0.1, 6, 10000};
    check::that(std::abs(controller.update(9, 256) - 0.100512) < 1e-15 && controller.weight > 0.1);
    const double weight = controller.weight;
    check::throws(KULLBACK_ERROR_PARAMETER, KULLBACK_ARGUMENT_KL,
                  [&] { controller.update(std::numeric_limits<double>::quiet_NaN()); });
    check::that(controller.weight == weight);
    kullback::ppo_penalty penalty{1, 0.01};
    check::that(penalty.update(0.02) == 2 && penalty.update(0.001) == 1 && penalty.update(0.01) == 1);
}

void test_trust_region() {
    check::that(kullback::maximal_step(0.01, 2) == 0.1);
    const auto plain = kullback::backtrack([](double fraction) { return fraction * fraction; }, 0.0625);
    check::that(plain.fraction == 0.25 && plain.tries == 3 && plain.accepted && std::isinf(plain.improvement));
    int calls = 0;
    const auto improving = kullback::backtrack(
        [&](double fraction) {
            calls++;
            return std::pair{0.0, 0.3 - fraction};
        },
        1);
    check::that(improving.fraction == 0.25 && calls == 3);
    const auto none = kullback::backtrack([](double) { return 1; }, 0.5, 0.5, 2);
    check::that(none.fraction == 0 && !none.accepted && none.tries == 2);
    bool caught = false;
    try {
        kullback::backtrack([](double) -> double { throw std::domain_error("no model"); }, 1);
    } catch (const std::domain_error &) {
        caught = true;
    }
    check::that(caught);
    check::throws(KULLBACK_ERROR_PARAMETER, KULLBACK_ARGUMENT_BOUND,
                  [] { kullback::backtrack([](double) { return 0.0; }, -1); });
}

} // namespace

int main() {
    test_schedules();
    test_controllers();
    test_trust_region();
    return check::summary();
}
