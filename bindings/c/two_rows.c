/* How far is one distribution from another? */
#include <kullback.h>
#include <stdio.h>

int main(void) {
    const double forecast[] = {0.5, 0.3, 0.2};
    const double observed[] = {0.6, 0.25, 0.15};
    double divergence, distance;

    kullback_status status = kullback_kl_f64(observed, forecast, 3, &divergence);
    if (status == KULLBACK_OK) {
        status = kullback_js_distance_f64(observed, forecast, 3, &distance);
    }
    if (status != KULLBACK_OK) {
        fprintf(stderr, "%s\n", kullback_status_message(status));
        return 1;
    }
    printf("D(observed || forecast) = %.12g nats\n", divergence);
    printf("JS distance             = %.12g\n", distance);
    return 0;
}
