/* The data-processing inequality: no divergence grows by coarse-graining. */
#include <math.h>
#include <stdint.h>

#include "support/check.h"
#include "support/real.h"

/* Every divergence, for orders between 0 and 1 and above; the Bhattacharyya coefficient is a similarity. */
static const kullback_quantity divergences[] = {
    KULLBACK_CROSS_ENTROPY,
    KULLBACK_KL,
    KULLBACK_JEFFREYS,
    KULLBACK_JS_DIVERGENCE,
    KULLBACK_JS_DISTANCE,
    KULLBACK_REVERSE_KL,
    KULLBACK_GENERALIZED_KL,
    KULLBACK_SKEW_KL,
    KULLBACK_K_DIVERGENCE,
    KULLBACK_TOTAL_VARIATION,
    KULLBACK_PEARSON_CHI2,
    KULLBACK_NEYMAN_CHI2,
    KULLBACK_SQUARED_HELLINGER,
    KULLBACK_HELLINGER_DISTANCE,
    KULLBACK_BHATTACHARYYA_DISTANCE,
    KULLBACK_TRIANGULAR_DISCRIMINATION,
    KULLBACK_ALPHA,
    KULLBACK_CRESSIE_READ,
    KULLBACK_TSALLIS,
    KULLBACK_RENYI,
};

static real random_weight(uint64_t *state) {
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    const unsigned bits = (unsigned)(*state >> 40);
    return bits % 5 == 0 ? 0 : (real)ldexp(1 + bits % 1000, -(int)(bits % 13));
}

/* Divergences do not grow when bins are merged; the tolerance is that of two rounded results. */
static void test_data_processing(void) {
    enum {
        BINS = 12,
        GROUPS = 4
    };
    const double slack = sizeof(real) == sizeof(float) ? 2e-6 : 2e-14;
    uint64_t state = 1;
    for (int repetition = 0; repetition < 50; repetition++) {
        real fine[2 * BINS], coarse[2 * GROUPS];
        int64_t map[BINS];
        for (int i = 0; i < BINS; i++) {
            fine[i] = random_weight(&state);
            fine[BINS + i] = random_weight(&state);
            map[i] = (int64_t)(state >> 33) % GROUPS;
        }
        const rows all = contiguous(fine, 2, BINS);
        CHECK_EQUAL(FN(kullback_coarse_grain)(&all, map, GROUPS, NULL, coarse, GROUPS, 1), KULLBACK_OK);
        const rows fine_p = contiguous(fine, 1, BINS), fine_q = contiguous(fine + BINS, 1, BINS);
        const rows coarse_p = contiguous(coarse, 1, GROUPS), coarse_q = contiguous(coarse + GROUPS, 1, GROUPS);
        for (size_t i = 0; i < sizeof divergences / sizeof *divergences; i++) {
            const double order = repetition % 2 ? 0.25 : 1.75;
            const kullback_options options = {.struct_size = sizeof options, .normalize = 1, .order = order};
            real before, after;
            CHECK_EQUAL(FN(kullback_divergence_rows)(divergences[i], &fine_p, &fine_q, &options, &before, 1),
                        KULLBACK_OK);
            CHECK_EQUAL(FN(kullback_divergence_rows)(divergences[i], &coarse_p, &coarse_q, &options, &after, 1),
                        KULLBACK_OK);
            CHECK((double)after <= (double)before * (1 + slack));
        }
    }
}

int main(void) {
    test_data_processing();
    return check_summary();
}
