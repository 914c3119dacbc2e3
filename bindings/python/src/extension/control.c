/* Schedules, controllers and trust regions. */
#include "extension.h"

static PyObject *number(kullback_status status, const kullback_error *error, double result) {
    if (status != KULLBACK_OK) {
        raise_error(error);
        return NULL;
    }
    return PyFloat_FromDouble(result);
}

/* (shape, start, end, steps, cycles, ratio, steepness, step) */
PyObject *schedule_weight(PyObject *Py_UNUSED(module), PyObject *arguments) {
    kullback_schedule schedule = {0};
    Py_ssize_t steps, cycles, step;
    if (!PyArg_ParseTuple(arguments, "iddnnddn:schedule_weight", &schedule.shape, &schedule.start, &schedule.end,
                          &steps, &cycles, &schedule.ratio, &schedule.steepness, &step)) {
        return NULL;
    }
    schedule.steps = (uint64_t)steps;
    schedule.cycles = (uint64_t)cycles;
    kullback_error error = {0};
    double result = 0;
    const kullback_status status = kullback_schedule_weight(&schedule, (uint64_t)step, &error, &result);
    return number(status, &error, result);
}

/* (weight, kl, target, horizon, n_steps, clip) */
PyObject *adaptive_weight(PyObject *Py_UNUSED(module), PyObject *arguments) {
    double weight, kl, target, horizon, n_steps, clip, result = 0;
    if (!PyArg_ParseTuple(arguments, "dddddd:adaptive_weight", &weight, &kl, &target, &horizon, &n_steps, &clip)) {
        return NULL;
    }
    kullback_error error = {0};
    const kullback_status status =
        kullback_adaptive_weight(weight, kl, target, horizon, n_steps, clip, &error, &result);
    return number(status, &error, result);
}

/* (weight, kl, target) */
PyObject *ppo_weight(PyObject *Py_UNUSED(module), PyObject *arguments) {
    double weight, kl, target, result = 0;
    if (!PyArg_ParseTuple(arguments, "ddd:ppo_weight", &weight, &kl, &target)) {
        return NULL;
    }
    kullback_error error = {0};
    const kullback_status status = kullback_ppo_weight(weight, kl, target, &error, &result);
    return number(status, &error, result);
}

/* (bound, curvature) */
PyObject *maximal_step(PyObject *Py_UNUSED(module), PyObject *arguments) {
    double bound, curvature, result = 0;
    if (!PyArg_ParseTuple(arguments, "dd:maximal_step", &bound, &curvature)) {
        return NULL;
    }
    kullback_error error = {0};
    const kullback_status status = kullback_maximal_step(bound, curvature, &error, &result);
    return number(status, &error, result);
}

/* Anything that float() takes: 0, or -1 with an exception set. */
static int read_number(PyObject *object, double *result) {
    *result = PyFloat_AsDouble(object);
    return *result == -1 && PyErr_Occurred() ? -1 : 0;
}

/* Runs on the calling thread, under its GIL. The callable returns the divergence, or it and the improvement. */
static int32_t evaluate(void *user, double fraction, double *kl, double *improvement) {
    PyObject *answer = PyObject_CallFunction(user, "d", fraction);
    if (answer == NULL) {
        return -1;
    }
    int32_t code = -1;
    if (!PyTuple_Check(answer)) {
        code = read_number(answer, kl);
    } else if (PyTuple_GET_SIZE(answer) != 2) {
        PyErr_Format(PyExc_ValueError, "evaluate returned a tuple of %zd, not kl or (kl, improvement)",
                     PyTuple_GET_SIZE(answer));
    } else if (read_number(PyTuple_GET_ITEM(answer, 0), kl) == 0) {
        code = read_number(PyTuple_GET_ITEM(answer, 1), improvement);
    }
    Py_DECREF(answer);
    return code;
}

/* (evaluate, bound, shrink, max_tries) -> (fraction, kl, improvement, tries, accepted) */
PyObject *backtrack(PyObject *Py_UNUSED(module), PyObject *arguments) {
    PyObject *callable;
    double bound, shrink;
    Py_ssize_t max_tries;
    if (!PyArg_ParseTuple(arguments, "Oddn:backtrack", &callable, &bound, &shrink, &max_tries)) {
        return NULL;
    }
    kullback_error error = {0};
    kullback_line_search result;
    const kullback_status status =
        kullback_backtrack(evaluate, callable, bound, shrink, (uint64_t)max_tries, &error, &result);
    if (status == KULLBACK_OK) {
        return Py_BuildValue("(dddnN)", result.fraction, result.kl, result.improvement, (Py_ssize_t)result.tries,
                             PyBool_FromLong(result.accepted));
    }
    if (status != KULLBACK_ERROR_CALLBACK) {
        raise_error(&error);
    }
    return NULL; /* with the exception of the callable, if one stopped the search */
}
