/*
 * A Monte-Carlo estimate with its standard error, from a sampler and two log-densities:
 * D(p || q) of two exponential distributions. The exact value is r - 1 - log r, r = rate_q / rate_p.
 */
#include <kullback.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>

/* What the callbacks need to know: the library hands it to each of them. */
typedef struct model {
    uint64_t state;
    double rate_p, rate_q;
} model;

/* Uniform in (0, 1]: Knuth's linear congruential generator, of which the upper 53 bits are used. */
static double uniform(uint64_t *state) {
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (double)((*state >> 11) + 1) * 0x1p-53;
}

static int32_t sample(void *user, size_t count, size_t dimension, double *samples) {
    model *self = user;
    for (size_t i = 0; i < count * dimension; i++) {
        samples[i] = -log(uniform(&self->state)) / self->rate_p;
    }
    return 0;
}

static void log_density(double rate, const double *samples, size_t count, double *result) {
    for (size_t i = 0; i < count; i++) {
        result[i] = log(rate) - rate * samples[i];
    }
}

static int32_t log_p(void *user, const double *samples, size_t count, size_t dimension, double *result) {
    (void)dimension;
    log_density(((model *)user)->rate_p, samples, count, result);
    return 0;
}

static int32_t log_q(void *user, const double *samples, size_t count, size_t dimension, double *result) {
    (void)dimension;
    log_density(((model *)user)->rate_q, samples, count, result);
    return 0;
}

int main(void) {
    model model = {.state = 1, .rate_p = 1, .rate_q = 2};
    kullback_estimate estimate;
    const kullback_status status =
        kullback_monte_carlo_f64(KULLBACK_K3, sample, log_p, log_q, &model, 1, 100000, NULL, &estimate);
    if (status != KULLBACK_OK) {
        fprintf(stderr, "%s\n", kullback_status_message(status));
        return 1;
    }
    const double exact = model.rate_q / model.rate_p - 1 - log(model.rate_q / model.rate_p);
    printf("D(p || q) is %.3f; estimated as %.2f from %zu samples\n", exact, estimate.value, estimate.count);
    printf("within three standard errors: %s\n",
           fabs(estimate.value - exact) < 3 * estimate.standard_error ? "yes" : "no");
    return 0;
}
