/*
 * The library's callbacks and call for one dtype: included by monte_carlo.c once for each, with REAL its C
 * type and TYPED(name) the name with its suffix. No include guard, for that reason.
 */

static int32_t TYPED(draw)(void *user, size_t count, size_t dimension, REAL *samples) {
    return draw(user, count, dimension, samples);
}

static int32_t TYPED(evaluate_p)(void *user, const REAL *Py_UNUSED(samples), size_t count, size_t Py_UNUSED(dimension),
                                 REAL *log_density) {
    const model *self = user;
    return evaluate(self, "log_p", self->log_p, count, log_density);
}

static int32_t TYPED(evaluate_q)(void *user, const REAL *Py_UNUSED(samples), size_t count, size_t Py_UNUSED(dimension),
                                 REAL *log_density) {
    const model *self = user;
    return evaluate(self, "log_q", self->log_q, count, log_density);
}

static kullback_status TYPED(average)(kullback_estimator estimator, model *self, size_t dimension, size_t count,
                                      const kullback_options *options, kullback_estimate *result) {
    return TYPED(kullback_monte_carlo)(estimator, TYPED(draw), TYPED(evaluate_p), TYPED(evaluate_q), self, dimension,
                                       count, options, result);
}
