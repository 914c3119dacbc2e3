/* Losses: what their arguments are is in typed_rows.h and loss_options.h. */
#include "loss_options.h"

int take_options(PyObject *object, void *into) {
    loss_options *self = into;
    unsigned long long mask;
    Py_ssize_t mask_stride;
    *self = (loss_options){.value.struct_size = sizeof self->value, .value.error = &self->error};
    if (!PyArg_ParseTuple(object, "iiddddiO&Kn", &self->value.reduction, &self->value.threads, &self->value.factor,
                          &self->value.base, &self->value.weight, &self->value.sum_tolerance, &self->value.normalize,
                          take_rows, &self->row_weights, &mask, &mask_stride)) {
        return 0;
    }
    self->value.row_weights = self->row_weights.given;
    self->value.mask = place_at(mask);
    self->value.mask_stride = mask_stride;
    return 1;
}

static int take_distillation(PyObject *object, void *into) {
    kullback_distillation *self = into;
    return PyArg_ParseTuple(object, "dddii", &self->temperature, &self->soft_weight, &self->hard_weight,
                            &self->no_temperature_squared, &self->quantity);
}

/* (quantity, p, q, options, value, gradient of p, gradient of q) */
PyObject *loss(PyObject *Py_UNUSED(module), PyObject *arguments) {
    int quantity;
    some_rows p, q;
    loss_options options;
    some_results value, p_gradient, q_gradient;
    if (!PyArg_ParseTuple(arguments, "iO&O&O&O&O&O&:loss", &quantity, take_rows, &p, take_rows, &q, take_options,
                          &options, take_results, &value, take_results, &p_gradient, take_results, &q_gradient)) {
        return NULL;
    }
    kullback_status status;
    Py_BEGIN_ALLOW_THREADS;
    status = kullback_loss(quantity, p.given, q.given, &options.value, value.given, p_gradient.given, q_gradient.given);
    Py_END_ALLOW_THREADS;
    return outcome(status, &options.error);
}

/* (q, labels, options, value, gradient) */
PyObject *label_loss(PyObject *Py_UNUSED(module), PyObject *arguments) {
    some_rows q;
    some_labels labels;
    loss_options options;
    some_results value, gradient;
    if (!PyArg_ParseTuple(arguments, "O&O&O&O&O&:label_loss", take_rows, &q, take_labels, &labels, take_options,
                          &options, take_results, &value, take_results, &gradient)) {
        return NULL;
    }
    kullback_status status;
    Py_BEGIN_ALLOW_THREADS;
    status = kullback_label_loss(q.given, labels.given, &options.value, value.given, gradient.given);
    Py_END_ALLOW_THREADS;
    return outcome(status, &options.error);
}

/*
 * (teacher, student, labels, distillation, options, value, gradient of the student) with distillation
 * (temperature, soft weight, hard weight, no temperature squared, quantity)
 */
PyObject *distillation_loss(PyObject *Py_UNUSED(module), PyObject *arguments) {
    some_rows teacher, student;
    some_labels labels;
    kullback_distillation distillation;
    loss_options options;
    some_results value, gradient;
    if (!PyArg_ParseTuple(arguments, "O&O&O&O&O&O&O&:distillation_loss", take_rows, &teacher, take_rows, &student,
                          take_labels, &labels, take_distillation, &distillation, take_options, &options, take_results,
                          &value, take_results, &gradient)) {
        return NULL;
    }
    kullback_status status;
    Py_BEGIN_ALLOW_THREADS;
    status = kullback_distillation_loss(teacher.given, student.given, labels.given, &distillation, &options.value,
                                        value.given, gradient.given);
    Py_END_ALLOW_THREADS;
    return outcome(status, &options.error);
}

/* (p, q, weight of the squared error, weight of the cross-entropy, options, value, gradient of p, gradient of q) */
PyObject *decoupled_kl(PyObject *Py_UNUSED(module), PyObject *arguments) {
    some_rows p, q;
    double mse_weight, ce_weight;
    loss_options options;
    some_results value, p_gradient, q_gradient;
    if (!PyArg_ParseTuple(arguments, "O&O&ddO&O&O&O&:decoupled_kl", take_rows, &p, take_rows, &q, &mse_weight,
                          &ce_weight, take_options, &options, take_results, &value, take_results, &p_gradient,
                          take_results, &q_gradient)) {
        return NULL;
    }
    kullback_status status;
    Py_BEGIN_ALLOW_THREADS;
    status = kullback_decoupled_kl(p.given, q.given, mse_weight, ce_weight, &options.value, value.given,
                                   p_gradient.given, q_gradient.given);
    Py_END_ALLOW_THREADS;
    return outcome(status, &options.error);
}

/* (p, options, result) */
PyObject *log_softmax(PyObject *Py_UNUSED(module), PyObject *arguments) {
    some_rows p;
    loss_options options;
    some_results result;
    if (!PyArg_ParseTuple(arguments, "O&O&O&:log_softmax", take_rows, &p, take_options, &options, take_results,
                          &result)) {
        return NULL;
    }
    kullback_status status;
    Py_BEGIN_ALLOW_THREADS;
    status = kullback_log_softmax(p.given, &options.value, result.given);
    Py_END_ALLOW_THREADS;
    return outcome(status, &options.error);
}
