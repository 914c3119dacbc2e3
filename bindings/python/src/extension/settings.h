/*
 * The last operand of every ufunc: a quantity and its options as a vector of doubles, so that one ufunc
 * serves every quantity of a shape. kullback/_settings.py builds it, in this order.
 */
#ifndef KULLBACK_EXTENSION_SETTINGS_H
#define KULLBACK_EXTENSION_SETTINGS_H

#include <math.h>
#include <string.h>

#include "extension.h"

enum setting {
    SETTING_QUANTITY, /* or the estimator */
    SETTING_FAMILY,
    SETTING_SPACE,
    SETTING_NORMALIZE,
    SETTING_TEMPERATURE,
    SETTING_BASE,
    SETTING_SUM_TOLERANCE,
    SETTING_THREADS,
    SETTING_ORDER, /* NaN: there is none */
    SETTING_WEIGHT,
    SETTING_COUNT
};

#define SETTINGS_DIMENSION "(10)"
_Static_assert(SETTING_COUNT == 10, "SETTINGS_DIMENSION states the number of settings");

typedef struct call {
    int32_t quantity;
    kullback_family family;
    kullback_options options; /* options.error points to `error`: a call must not be copied */
    kullback_error error;
} call;

static inline double setting(const char *settings, npy_intp stride, enum setting which) {
    double value;
    memcpy(&value, settings + stride * (npy_intp)which, sizeof value);
    return value;
}

static inline void prepare(call *self, const char *settings, npy_intp stride) {
    memset(self, 0, sizeof *self);
    self->quantity = (int32_t)setting(settings, stride, SETTING_QUANTITY);
    self->family = (kullback_family)setting(settings, stride, SETTING_FAMILY);
    self->options.space = (kullback_space)setting(settings, stride, SETTING_SPACE);
    self->options.normalize = (int32_t)setting(settings, stride, SETTING_NORMALIZE);
    self->options.temperature = setting(settings, stride, SETTING_TEMPERATURE);
    self->options.base = setting(settings, stride, SETTING_BASE);
    self->options.sum_tolerance = setting(settings, stride, SETTING_SUM_TOLERANCE);
    self->options.threads = (int32_t)setting(settings, stride, SETTING_THREADS);
    self->options.error = &self->error;
    self->options.order = setting(settings, stride, SETTING_ORDER);
    self->options.weight = setting(settings, stride, SETTING_WEIGHT);
    /* A struct that ends before `order` has none; no quantity has an order and a weight. */
    const int ends_early = isnan(self->options.order) && self->options.weight == 0;
    self->options.struct_size = ends_early ? offsetof(kullback_options, order) : sizeof self->options;
}

#endif
