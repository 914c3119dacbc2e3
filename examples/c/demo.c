/*
 * KL divergence and its relatives on real data, from C.
 *
 *     demo_c DIRECTORY
 *
 * reads the CSV files of examples/data and prints one quantity per line: its name, the bits of the
 * double, its value.
 */
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <kullback.h>

#include "table.h"

static void check(kullback_status status) {
    if (status != KULLBACK_OK) {
        fprintf(stderr, "%s\n", kullback_status_message(status));
        exit(EXIT_FAILURE);
    }
}

static void print(const char *name, double value) {
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    printf("%s\t%016" PRIx64 "\t%.17g\n", name, bits, value);
}

static kullback_rows_f64 rows_of(table t) {
    return (kullback_rows_f64){t.values, t.rows, t.columns, (ptrdiff_t)t.columns, 1};
}

/* ---- Digits: how far is a student's output from its teacher's, image by image? ---- */

/* Adds from left to right; the other languages do too, so that the last bit agrees. */
static double mean(const double *values, size_t count) {
    double sum = 0;
    for (size_t i = 0; i < count; ++i) {
        sum += values[i];
    }
    return sum / (double)count;
}

static void digits(const char *directory) {
    table teacher = read_table(directory, "digits_teacher_logits.csv");
    table student = read_table(directory, "digits_student_logits.csv");
    kullback_rows_f64 p = rows_of(teacher), q = rows_of(student);
    kullback_options options = {.struct_size = sizeof options, .space = KULLBACK_LOGITS};
    double *result = malloc(teacher.rows * sizeof *result);
    if (result == NULL) {
        check(KULLBACK_ERROR_OUT_OF_MEMORY);
    }

    check(kullback_divergence_rows_f64(KULLBACK_KL, &p, &q, &options, result, 1));
    print("digits_kl_temperature_1", mean(result, teacher.rows));
    check(kullback_divergence_rows_f64(KULLBACK_JS_DIVERGENCE, &p, &q, &options, result, 1));
    print("digits_js_divergence", mean(result, teacher.rows));
    check(kullback_entropy_rows_f64(KULLBACK_ENTROPY, &p, &options, result, 1));
    print("digits_teacher_entropy", mean(result, teacher.rows));

    options.temperature = 4;
    check(kullback_divergence_rows_f64(KULLBACK_KL, &p, &q, &options, result, 1));
    print("digits_kl_temperature_4", mean(result, teacher.rows));

    free(result);
    free(teacher.values);
    free(student.values);
}

/* ---- Wine: how different are three cultivars, each a normal with diagonal covariance? ---- */

typedef struct normal {
    const double *loc;
    const double *scale;
} normal;

typedef struct experiment {
    normal p;
    normal q;
    const double *draws; /* standard-normal numbers not used yet */
} experiment;

static int32_t sample_p(void *user, size_t count, size_t dimension, double *samples) {
    experiment *e = user;
    for (size_t i = 0; i < count * dimension; ++i) {
        samples[i] = e->p.loc[i % dimension] + e->p.scale[i % dimension] * e->draws[i];
    }
    e->draws += count * dimension;
    return 0;
}

static double log_density(normal n, const double *x, size_t dimension) {
    const double half_log_two_pi = 0.9189385332046727;
    double sum = 0;
    for (size_t j = 0; j < dimension; ++j) {
        double z = (x[j] - n.loc[j]) / n.scale[j];
        sum -= 0.5 * z * z + log(n.scale[j]) + half_log_two_pi;
    }
    return sum;
}

static int32_t log_density_p(void *user, const double *samples, size_t count, size_t dimension, double *result) {
    const experiment *e = user;
    for (size_t i = 0; i < count; ++i) {
        result[i] = log_density(e->p, samples + i * dimension, dimension);
    }
    return 0;
}

static int32_t log_density_q(void *user, const double *samples, size_t count, size_t dimension, double *result) {
    const experiment *e = user;
    for (size_t i = 0; i < count; ++i) {
        result[i] = log_density(e->q, samples + i * dimension, dimension);
    }
    return 0;
}

static normal cultivar(table means, table deviations, size_t number) {
    size_t offset = (number - 1) * means.columns;
    return (normal){means.values + offset, deviations.values + offset};
}

static void wine(const char *directory) {
    table means = read_table(directory, "wine_means.csv");
    table deviations = read_table(directory, "wine_standard_deviations.csv");
    table draws = read_table(directory, "wine_normal_draws.csv");
    for (size_t i = 1; i <= 3; ++i) {
        for (size_t j = 1; j <= 3; ++j) {
            if (i == j) {
                continue;
            }
            normal p = cultivar(means, deviations, i), q = cultivar(means, deviations, j);
            char name[32];
            double kl;
            check(kullback_diagonal_normal_kl_f64(p.loc, p.scale, q.loc, q.scale, means.columns, &kl));
            snprintf(name, sizeof name, "wine_kl_%zu_%zu", i, j);
            print(name, kl);
        }
    }

    experiment e = {cultivar(means, deviations, 1), cultivar(means, deviations, 2), draws.values};
    kullback_estimate estimate;
    check(kullback_monte_carlo_f64(KULLBACK_K1, sample_p, log_density_p, log_density_q, &e, draws.columns, draws.rows,
                                   NULL, &estimate));
    print("wine_monte_carlo_1_2", estimate.value);
    print("wine_monte_carlo_1_2_standard_error", estimate.standard_error);

    free(means.values);
    free(deviations.values);
    free(draws.values);
}

/* ---- Letters: how far apart are two languages? ---- */

static double compare(kullback_quantity quantity, table p, table q, double base) {
    kullback_rows_f64 p_rows = rows_of(p), q_rows = rows_of(q);
    kullback_options options = {.struct_size = sizeof options, .normalize = 1, .base = base};
    double result;
    check(kullback_divergence_rows_f64(quantity, &p_rows, &q_rows, &options, &result, 1));
    return result;
}

static double entropy(table p) {
    kullback_rows_f64 rows = rows_of(p);
    kullback_options options = {.struct_size = sizeof options, .normalize = 1};
    double result;
    check(kullback_entropy_rows_f64(KULLBACK_ENTROPY, &rows, &options, &result, 1));
    return result;
}

static void letters(const char *directory) {
    const double nats = 0, bits = 2; /* the base of the logarithm; 0 is the default, e */
    table english = read_table(directory, "letters_english.csv");
    table german = read_table(directory, "letters_german.csv");
    print("letters_kl_english_german", compare(KULLBACK_KL, english, german, nats));
    print("letters_kl_english_german_bits", compare(KULLBACK_KL, english, german, bits));
    print("letters_kl_german_english", compare(KULLBACK_KL, german, english, nats));
    print("letters_js_divergence", compare(KULLBACK_JS_DIVERGENCE, english, german, nats));
    print("letters_js_distance", compare(KULLBACK_JS_DISTANCE, english, german, nats));
    print("letters_entropy_english", entropy(english));
    print("letters_entropy_german", entropy(german));
    free(english.values);
    free(german.values);
}

/* ---- Two modes: which normal distribution is closest? ---- */

static void project(kullback_projection_direction direction, const char *name) {
    const double weights[] = {0.6, 0.4}, means[] = {-2, 2.5}, variances[] = {0.49, 1.21};
    const kullback_gaussian_mixture p = {.components = {.batch = 2,
                                                        .dimension = 1,
                                                        .form = KULLBACK_DIAGONAL,
                                                        .loc = means,
                                                        .loc_batch_stride = 1,
                                                        .loc_stride = 1,
                                                        .diagonal = variances,
                                                        .diagonal_batch_stride = 1,
                                                        .diagonal_stride = 1},
                                         .weights = weights,
                                         .weight_stride = 1};
    double mean, deviation;
    kullback_projection closest;
    check(kullback_project_mixture(direction, &p, 0, NULL, &mean, &deviation, NULL, &closest));
    char label[64];
    snprintf(label, sizeof label, "bimodal_%s_mean", name);
    print(label, mean);
    snprintf(label, sizeof label, "bimodal_%s_deviation", name);
    print(label, deviation);
    snprintf(label, sizeof label, "bimodal_%s_kl", name);
    print(label, closest.value);
}

int main(int argc, char **argv) {
    if (argc != 2) {
        fprintf(stderr, "usage: %s DIRECTORY\n", argv[0]);
        return EXIT_FAILURE;
    }
    digits(argv[1]);
    wine(argv[1]);
    letters(argv[1]);
    project(KULLBACK_FORWARD_PROJECTION, "forward");
    project(KULLBACK_REVERSE_PROJECTION, "reverse");
    return EXIT_SUCCESS;
}
