/* What went wrong, and where: the error slot of a call. */
#include <kullback.h>
#include <stdio.h>

int main(void) {
    const double p[] = {0.5, 0.5, 0.25, 0.75, 1.5, -0.5};
    const double q[] = {0.5, 0.5, 0.5, 0.5, 0.5, 0.5};
    const kullback_rows_f64 rows_p = {p, 3, 2, 2, 1}, rows_q = {q, 3, 2, 2, 1};
    kullback_error error;
    const kullback_options options = {.struct_size = sizeof options, .error = &error};

    double divergences[3] = {-1, -1, -1};
    const kullback_status status =
        kullback_divergence_rows_f64(KULLBACK_KL, &rows_p, &rows_q, &options, divergences, 1);
    if (status == KULLBACK_OK) {
        return 1;
    }

    char sentence[200];
    kullback_error_message(&error, sentence, sizeof sentence);
    fprintf(stderr, "%s\n", sentence);
    printf("row %zu, position %zu, value %g\n", error.row, error.index, error.value);
    printf("no result was written: %g %g %g\n", divergences[0], divergences[1], divergences[2]);
    return 0;
}
