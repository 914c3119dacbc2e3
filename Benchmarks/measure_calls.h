/* The calls that are timed. Define TYPED(name), which appends the type's suffix, before each inclusion. */

static TYPED(kullback_rows) TYPED(column)(const struct work *work, int column) {
    return (TYPED(kullback_rows)){work->columns[column], work->rows, work->count, (ptrdiff_t)work->count, 1};
}

static kullback_status TYPED(call_entropy)(const struct work *work) {
    TYPED(kullback_rows) p = TYPED(column)(work, 0);
    return TYPED(kullback_entropy_rows)(work->quantity, &p, &work->options, work->results, 1);
}

static kullback_status TYPED(call_divergence)(const struct work *work) {
    TYPED(kullback_rows) p = TYPED(column)(work, 0);
    TYPED(kullback_rows) q = TYPED(column)(work, 1);
    return TYPED(kullback_divergence_rows)(work->quantity, &p, &q, &work->options, work->results, 1);
}

static kullback_status TYPED(call_normal)(const struct work *work) {
    TYPED(kullback_rows) p[] = {TYPED(column)(work, 0), TYPED(column)(work, 1)};
    TYPED(kullback_rows) q[] = {TYPED(column)(work, 2), TYPED(column)(work, 3)};
    return TYPED(kullback_family)(work->quantity, KULLBACK_NORMAL, p, q, &work->options, work->results,
                                  (ptrdiff_t)work->count, 1);
}

static kullback_status TYPED(call_vae)(const struct work *work) {
    TYPED(kullback_rows) p[] = {TYPED(column)(work, 0), TYPED(column)(work, 1)};
    return TYPED(kullback_family_rows)(work->quantity, KULLBACK_NORMAL_LOG_VARIANCE, p, NULL, &work->options,
                                       work->results, 1);
}

static kullback_status TYPED(call_simple_entropy)(const struct work *work) {
    return TYPED(kullback_entropy)(work->columns[0], work->count, work->results);
}

static kullback_status TYPED(call_simple_kl)(const struct work *work) {
    return TYPED(kullback_kl)(work->columns[0], work->columns[1], work->count, work->results);
}
