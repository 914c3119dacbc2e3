/* Version, instruction-set level and its limit; KULLBACK_CPU_LEVEL is set by the one who runs the test. */
#include <kullback.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "support/check.h"

static void test_version(void) {
    CHECK(strcmp(kullback_version_string(), EXPECTED_VERSION) == 0);
}

static kullback_cpu_level level_named(const char *name) {
    if (strcmp(name, "baseline") == 0) {
        return KULLBACK_CPU_BASELINE;
    }
    return strcmp(name, "x86-64-v3") == 0 ? KULLBACK_CPU_X86_64_V3 : KULLBACK_CPU_X86_64_V4;
}

static void test_environment(void) {
    const char *name = getenv("KULLBACK_CPU_LEVEL");
    if (CHECK(name != NULL)) {
        CHECK(kullback_get_cpu_level() >= KULLBACK_CPU_BASELINE);
        CHECK(kullback_get_cpu_level() <= level_named(name));
    }
}

static void test_unknown_limits(void) {
    static const kullback_cpu_level unknown[] = {0, 1, 20, 999, -10, INT32_MAX, INT32_MIN};
    const kullback_cpu_level level = kullback_get_cpu_level();
    for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++) {
        CHECK_EQUAL(kullback_limit_cpu_level(unknown[i]), KULLBACK_ERROR_OPTION);
        CHECK_EQUAL(kullback_get_cpu_level(), level);
    }
}

/* The bits do not depend on the level. */
static void test_limits(void) {
    static const kullback_cpu_level levels[] = {KULLBACK_CPU_X86_64_V4, KULLBACK_CPU_X86_64_V3, KULLBACK_CPU_BASELINE};
    double p[100], q[100], expected = 0;
    for (int i = 0; i < 100; i++) {
        p[i] = (i + 1) / 5050.0;
        q[i] = (100 - i) / 5050.0;
    }
    for (int i = 0; i < 3; i++) {
        double result;
        CHECK_EQUAL(kullback_limit_cpu_level(levels[i]), KULLBACK_OK);
        CHECK(kullback_get_cpu_level() <= levels[i]);
        CHECK_EQUAL(kullback_kl_f64(p, q, 100, &result), KULLBACK_OK);
        expected = i == 0 ? result : expected;
        CHECK(memcmp(&result, &expected, sizeof result) == 0);
    }
    CHECK_EQUAL(kullback_get_cpu_level(), KULLBACK_CPU_BASELINE);
}

int main(void) {
    test_version();
    test_environment();
    test_unknown_limits();
    test_limits();
    return check_summary();
}
