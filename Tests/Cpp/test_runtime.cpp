// Version and instruction set.
#include "check.hpp"

int main() {
    using kullback::instruction_set;
    check::that(kullback::version() == EXPECTED_VERSION);
    const auto level = kullback::cpu_level();
    check::throws(KULLBACK_ERROR_OPTION, KULLBACK_ARGUMENT_NONE,
                  [] { kullback::limit_cpu_level(static_cast<instruction_set>(15)); });
    check::that(kullback::cpu_level() == level);
    kullback::limit_cpu_level(instruction_set::baseline);
    check::that(kullback::cpu_level() == instruction_set::baseline);
    kullback::limit_cpu_level(level);
    check::that(kullback::cpu_level() == level);
    return check::summary();
}
