/* Losses of normals and estimates per token; arguments as in typed_rows.h and loss_options.h. */
#include "loss_options.h"

/* Two parameters, or None. */
typedef struct some_parameters {
    kullback_typed_rows value[2];
    const kullback_typed_rows *given;
} some_parameters;

static int take_parameters(PyObject *object, void *into) {
    some_parameters *self = into;
    self->given = NULL;
    if (object == Py_None) {
        return 1;
    }
    some_rows first, second;
    if (!PyArg_ParseTuple(object, "O&O&", take_rows, &first, take_rows, &second)) {
        return 0;
    }
    self->value[0] = first.value;
    self->value[1] = second.value;
    self->given = self->value;
    return 1;
}

/* Places for four gradients, each of which may be None. */
static int take_gradients(PyObject *object, void *into) {
    kullback_typed_results *self = into;
    some_results places[4];
    if (!PyArg_ParseTuple(object, "O&O&O&O&", take_results, &places[0], take_results, &places[1], take_results,
                          &places[2], take_results, &places[3])) {
        return 0;
    }
    for (int i = 0; i < 4; i++) {
        self[i] = places[i].given == NULL ? (kullback_typed_results){0} : places[i].value;
    }
    return 1;
}

/* (family, p, q, (free bits, floor, elementwise), options, value, gradients) */
PyObject *normal_loss(PyObject *Py_UNUSED(module), PyObject *arguments) {
    int family;
    some_parameters p, q;
    kullback_normal_options normal = {.struct_size = sizeof normal};
    loss_options options;
    some_results value;
    kullback_typed_results gradients[4];
    if (!PyArg_ParseTuple(arguments, "iO&O&(dii)O&O&O&:normal_loss", &family, take_parameters, &p, take_parameters, &q,
                          &normal.free_bits, &normal.floor, &normal.elementwise, take_options, &options, take_results,
                          &value, take_gradients, gradients)) {
        return NULL;
    }
    kullback_status status;
    Py_BEGIN_ALLOW_THREADS;
    status = kullback_normal_loss(family, p.given, q.given, &normal, &options.value, value.given, gradients,
                                  q.given == NULL ? NULL : gradients + 2);
    Py_END_ALLOW_THREADS;
    return outcome(status, &options.error);
}

typedef struct some_mask {
    kullback_token_mask value;
    const kullback_token_mask *given;
} some_mask;

static int take_mask(PyObject *object, void *into) {
    some_mask *self = into;
    self->given = NULL;
    if (object == Py_None) {
        return 1;
    }
    unsigned long long data;
    Py_ssize_t row_stride, stride;
    if (!PyArg_ParseTuple(object, "Knn", &data, &row_stride, &stride)) {
        return 0;
    }
    self->value = (kullback_token_mask){place_at(data), row_stride, stride};
    self->given = &self->value;
    return 1;
}

/* (estimator, log p, log q, mask, reduction, options, value, gradient) */
PyObject *token_kl(PyObject *Py_UNUSED(module), PyObject *arguments) {
    int estimator, reduction;
    some_rows log_p, log_q;
    some_mask mask;
    loss_options options;
    some_results value, gradient;
    if (!PyArg_ParseTuple(arguments, "iO&O&O&iO&O&O&:token_kl", &estimator, take_rows, &log_p, take_rows, &log_q,
                          take_mask, &mask, &reduction, take_options, &options, take_results, &value, take_results,
                          &gradient)) {
        return NULL;
    }
    kullback_status status;
    Py_BEGIN_ALLOW_THREADS;
    status = kullback_token_kl(estimator, log_p.given, log_q.given, mask.given, reduction, &options.value, value.given,
                               gradient.given);
    Py_END_ALLOW_THREADS;
    return outcome(status, &options.error);
}
