/* Two classifiers' logits, compared at several temperatures, as in knowledge distillation. */
#include <kullback.h>
#include <stdio.h>

int main(void) {
    const float teacher[] = {5, 2, 0.5f};
    const float student[] = {2, 1.5f, 1};
    const float temperatures[] = {1, 2, 3};

    for (int i = 0; i < 3; i++) {
        float divergence;
        const kullback_status status = kullback_kl_logits_f32(teacher, student, 3, temperatures[i], &divergence);
        if (status != KULLBACK_OK) {
            fprintf(stderr, "%s\n", kullback_status_message(status));
            return 1;
        }
        printf("temperature %g: D(teacher || student) = %.6f nats\n", (double)temperatures[i], (double)divergence);
    }
    return 0;
}
