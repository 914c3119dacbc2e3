/*
 * The loops for one dtype: included by loops.c once for each, with REAL its C type and TYPED(name) the
 * name with its suffix. No include guard, for that reason.
 *
 * `strides` holds the stride along the batch of each operand, then the strides of the core dimensions in
 * the order of the signature.
 */

static ptrdiff_t TYPED(elements)(npy_intp bytes) {
    return (ptrdiff_t)(bytes / (npy_intp)sizeof(REAL));
}

static TYPED(kullback_rows)
    TYPED(rows)(const char *data, npy_intp rows, npy_intp count, npy_intp row_stride, npy_intp stride) {
    return (TYPED(kullback_rows)){(const REAL *)data, (size_t)rows, (size_t)count, TYPED(elements)(row_stride),
                                  TYPED(elements)(stride)};
}

/* (n),(10)->() */
int TYPED(entropy_loop)(PyArrayMethod_Context *Py_UNUSED(context), char *const *data, const npy_intp *dimensions,
                        const npy_intp *strides, NpyAuxData *Py_UNUSED(auxdata)) {
    call self;
    prepare(&self, data[1], strides[4]);
    const TYPED(kullback_rows) p = TYPED(rows)(data[0], dimensions[0], dimensions[1], strides[0], strides[3]);
    return finish(&self, TYPED(kullback_entropy_rows)(self.quantity, &p, &self.options, (REAL *)data[2],
                                                      TYPED(elements)(strides[2])));
}

/* (n),(n),(10)->() */
int TYPED(divergence_loop)(PyArrayMethod_Context *Py_UNUSED(context), char *const *data, const npy_intp *dimensions,
                           const npy_intp *strides, NpyAuxData *Py_UNUSED(auxdata)) {
    call self;
    prepare(&self, data[2], strides[6]);
    const TYPED(kullback_rows) p = TYPED(rows)(data[0], dimensions[0], dimensions[1], strides[0], strides[4]);
    const TYPED(kullback_rows) q = TYPED(rows)(data[1], dimensions[0], dimensions[1], strides[1], strides[5]);
    return finish(&self, TYPED(kullback_divergence_rows)(self.quantity, &p, &q, &self.options, (REAL *)data[3],
                                                         TYPED(elements)(strides[3])));
}

/* (n),(10)->(n) */
int TYPED(entropy_elements_loop)(PyArrayMethod_Context *Py_UNUSED(context), char *const *data,
                                 const npy_intp *dimensions, const npy_intp *strides, NpyAuxData *Py_UNUSED(auxdata)) {
    call self;
    prepare(&self, data[1], strides[4]);
    const TYPED(kullback_rows) p = TYPED(rows)(data[0], dimensions[0], dimensions[1], strides[0], strides[3]);
    return finish(&self, TYPED(kullback_entropy_elements)(self.quantity, &p, &self.options, (REAL *)data[2],
                                                          TYPED(elements)(strides[2]), TYPED(elements)(strides[5])));
}

/* (n),(n),(10)->(n) */
int TYPED(divergence_elements_loop)(PyArrayMethod_Context *Py_UNUSED(context), char *const *data,
                                    const npy_intp *dimensions, const npy_intp *strides,
                                    NpyAuxData *Py_UNUSED(auxdata)) {
    call self;
    prepare(&self, data[2], strides[6]);
    const TYPED(kullback_rows) p = TYPED(rows)(data[0], dimensions[0], dimensions[1], strides[0], strides[4]);
    const TYPED(kullback_rows) q = TYPED(rows)(data[1], dimensions[0], dimensions[1], strides[1], strides[5]);
    return finish(&self, TYPED(kullback_divergence_elements)(self.quantity, &p, &q, &self.options, (REAL *)data[3],
                                                             TYPED(elements)(strides[3]), TYPED(elements)(strides[7])));
}

/* (n),(n),(n),(n),(10)->() */
int TYPED(family_rows_loop)(PyArrayMethod_Context *Py_UNUSED(context), char *const *data, const npy_intp *dimensions,
                            const npy_intp *strides, NpyAuxData *Py_UNUSED(auxdata)) {
    call self;
    prepare(&self, data[4], strides[10]);
    TYPED(kullback_rows) parameters[4];
    for (int i = 0; i < 4; i++) {
        parameters[i] = TYPED(rows)(data[i], dimensions[0], dimensions[1], strides[i], strides[6 + i]);
    }
    return finish(&self, TYPED(kullback_family_rows)(self.quantity, self.family, parameters, parameters + 2,
                                                     &self.options, (REAL *)data[5], TYPED(elements)(strides[5])));
}

/* (n),(n),(10)->(): against the standard member of the family. */
int TYPED(family_rows_standard_loop)(PyArrayMethod_Context *Py_UNUSED(context), char *const *data,
                                     const npy_intp *dimensions, const npy_intp *strides,
                                     NpyAuxData *Py_UNUSED(auxdata)) {
    call self;
    prepare(&self, data[2], strides[6]);
    const TYPED(kullback_rows) p[2] = {
        TYPED(rows)(data[0], dimensions[0], dimensions[1], strides[0], strides[4]),
        TYPED(rows)(data[1], dimensions[0], dimensions[1], strides[1], strides[5]),
    };
    return finish(&self, TYPED(kullback_family_rows)(self.quantity, self.family, p, NULL, &self.options,
                                                     (REAL *)data[3], TYPED(elements)(strides[3])));
}

/* (n),(10)->(),(): the estimates' values and standard errors, which are doubles for either dtype. */
int TYPED(log_ratio_loop)(PyArrayMethod_Context *Py_UNUSED(context), char *const *data, const npy_intp *dimensions,
                          const npy_intp *strides, NpyAuxData *Py_UNUSED(auxdata)) {
    call self;
    prepare(&self, data[1], strides[5]);
    const npy_intp rows = dimensions[0];
    kullback_estimate *estimates = PyMem_RawCalloc((size_t)rows, sizeof *estimates);
    if (estimates == NULL) {
        return out_of_memory(&self);
    }
    const TYPED(kullback_rows) log_ratio = TYPED(rows)(data[0], rows, dimensions[1], strides[0], strides[4]);
    const kullback_status status = TYPED(kullback_log_ratio_rows)(self.quantity, &log_ratio, &self.options, estimates);
    for (npy_intp i = 0; status == KULLBACK_OK && i < rows; i++) {
        *(double *)(data[2] + i * strides[2]) = estimates[i].value;
        *(double *)(data[3] + i * strides[3]) = estimates[i].standard_error;
    }
    PyMem_RawFree(estimates);
    return finish(&self, status);
}
