/* Status texts, and the sentence for an error: complete, truncated, and for nonsense. */
#include <kullback.h>
#include <stdint.h>
#include <string.h>

#include "support/check.h"

static const kullback_status statuses[] = {
    KULLBACK_OK,
    KULLBACK_ERROR_NULL_POINTER,
    KULLBACK_ERROR_COUNT,
    KULLBACK_ERROR_SHAPE,
    KULLBACK_ERROR_STRIDE,
    KULLBACK_ERROR_ALIGNMENT,
    KULLBACK_ERROR_OPTION,
    KULLBACK_ERROR_QUANTITY,
    KULLBACK_ERROR_SUM,
    KULLBACK_ERROR_PROBABILITY,
    KULLBACK_ERROR_NO_MASS,
    KULLBACK_ERROR_PARAMETER,
    KULLBACK_ERROR_FORMAT,
    KULLBACK_ERROR_FREQUENCY,
    KULLBACK_ERROR_NO_CLOSED_FORM,
    KULLBACK_ERROR_CALLBACK,
    KULLBACK_ERROR_OUT_OF_MEMORY,
};
static const kullback_argument arguments[] = {
    KULLBACK_ARGUMENT_NONE,
    KULLBACK_ARGUMENT_P,
    KULLBACK_ARGUMENT_Q,
    KULLBACK_ARGUMENT_LOC_P,
    KULLBACK_ARGUMENT_SCALE_P,
    KULLBACK_ARGUMENT_LOG_VAR_P,
    KULLBACK_ARGUMENT_P_FIRST,
    KULLBACK_ARGUMENT_P_SECOND,
    KULLBACK_ARGUMENT_Q_FIRST,
    KULLBACK_ARGUMENT_Q_SECOND,
    KULLBACK_ARGUMENT_LOC_Q,
    KULLBACK_ARGUMENT_SCALE_Q,
    KULLBACK_ARGUMENT_LOG_VAR_Q,
    KULLBACK_ARGUMENT_LOG_RATIO,
    KULLBACK_ARGUMENT_SAMPLER,
    KULLBACK_ARGUMENT_LOG_DENSITY_P,
    KULLBACK_ARGUMENT_LOG_DENSITY_Q,
    KULLBACK_ARGUMENT_F,
    KULLBACK_ARGUMENT_X,
    KULLBACK_ARGUMENT_Q_MIN,
    KULLBACK_ARGUMENT_QUANTITY,
    KULLBACK_ARGUMENT_OPTIONS,
    KULLBACK_ARGUMENT_RESULT,
    KULLBACK_ARGUMENT_ACCUMULATOR,
    KULLBACK_ARGUMENT_BIN_MAP,
    KULLBACK_ARGUMENT_AMOUNT,
    KULLBACK_ARGUMENT_JOINT,
    KULLBACK_ARGUMENT_DISTRIBUTIONS,
    KULLBACK_ARGUMENT_WEIGHTS,
    KULLBACK_ARGUMENT_COORDINATES,
    KULLBACK_ARGUMENT_TOKENS,
    KULLBACK_ARGUMENT_LOGITS,
    KULLBACK_ARGUMENT_SOFT_LABELS,
    KULLBACK_ARGUMENT_N_BINS,
    KULLBACK_ARGUMENT_SCHEDULE,
    KULLBACK_ARGUMENT_START,
    KULLBACK_ARGUMENT_END,
    KULLBACK_ARGUMENT_STEPS,
    KULLBACK_ARGUMENT_CYCLES,
    KULLBACK_ARGUMENT_RATIO,
    KULLBACK_ARGUMENT_STEEPNESS,
    KULLBACK_ARGUMENT_WEIGHT,
    KULLBACK_ARGUMENT_KL,
    KULLBACK_ARGUMENT_TARGET,
    KULLBACK_ARGUMENT_HORIZON,
    KULLBACK_ARGUMENT_CLIP,
    KULLBACK_ARGUMENT_N_STEPS,
    KULLBACK_ARGUMENT_BOUND,
    KULLBACK_ARGUMENT_CURVATURE,
    KULLBACK_ARGUMENT_SHRINK,
    KULLBACK_ARGUMENT_MAX_TRIES,
    KULLBACK_ARGUMENT_EVALUATE,
};
enum {
    STATUSES = sizeof statuses / sizeof *statuses,
    ARGUMENTS = sizeof arguments / sizeof *arguments
};

static const kullback_error example = {KULLBACK_ERROR_PROBABILITY, KULLBACK_ARGUMENT_P, 3, 5, -0.125};

static void test_status_messages(void) {
    for (int i = 0; i < STATUSES; i++) {
        CHECK(kullback_status_message(statuses[i]) != NULL && *kullback_status_message(statuses[i]) != '\0');
        for (int j = 0; j < i; j++) {
            CHECK(strcmp(kullback_status_message(statuses[i]), kullback_status_message(statuses[j])) != 0);
        }
    }
}

static void test_unknown_statuses(void) {
    static const kullback_status unknown[] = {1, 15, 999, -1, INT32_MAX, INT32_MIN};
    for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++) {
        const char *text = kullback_status_message(unknown[i]);
        CHECK(text != NULL && *text != '\0');
        for (int j = 0; j < STATUSES; j++) {
            CHECK(strcmp(text, kullback_status_message(statuses[j])) != 0);
        }
    }
}

static void test_content(void) {
    char text[256];
    CHECK(kullback_error_message(&example, text, sizeof text) < sizeof text);
    const char place[] = "p, row 3, position 5: ";
    CHECK(strncmp(text, place, strlen(place)) == 0);
    CHECK(strstr(text, "-0.125") != NULL);
}

/* As snprintf: the whole length is returned, and no more than `capacity` bytes are written. */
static void test_truncation(void) {
    char whole[256], part[258];
    const size_t length = kullback_error_message(&example, whole, sizeof whole);
    CHECK_EQUAL(length, strlen(whole));
    CHECK_EQUAL(kullback_error_message(&example, NULL, 0), length);
    for (size_t capacity = 0; capacity <= length + 2; capacity++) {
        memset(part, '#', sizeof part);
        CHECK_EQUAL(kullback_error_message(&example, part, capacity), length);
        const size_t kept = capacity == 0 ? 0 : capacity - 1 < length ? capacity - 1 : length;
        CHECK(memcmp(part, whole, kept) == 0);
        CHECK(capacity == 0 || part[kept] == '\0');
        CHECK(part[kept + (capacity > 0)] == '#');
    }
}

/* Every combination, known or not, has a text that ends. */
static void test_combinations(void) {
    static const double values[] = {0.0, -0.1, 1e300, 1.0 / 3};
    for (int i = -1; i <= STATUSES; i++) {
        for (int j = -1; j <= ARGUMENTS; j++) {
            for (size_t k = 0; k < sizeof values / sizeof *values; k++) {
                const kullback_error error = {i >= 0 && i < STATUSES ? statuses[i] : 12345 + i,
                                              j >= 0 && j < ARGUMENTS ? arguments[j] : 12345 + j, SIZE_MAX,
                                              k % 2 ? KULLBACK_WHOLE_ROW : 0, values[k]};
                char text[512] = "";
                const size_t length = kullback_error_message(&error, text, sizeof text);
                CHECK(length > 0 && length < sizeof text && strlen(text) == length);
            }
        }
    }
}

static void test_no_error(void) {
    char text[64] = "#";
    const size_t length = kullback_error_message(NULL, text, sizeof text);
    CHECK(length < sizeof text && strlen(text) == length);
    CHECK_EQUAL(kullback_error_message(NULL, NULL, 0), length);
}

int main(void) {
    test_status_messages();
    test_unknown_statuses();
    test_content();
    test_truncation();
    test_combinations();
    test_no_error();
    return check_summary();
}
