/*
 * The calls for one dtype: included by information.c once for each, with REAL its C type, RESULT that of the results
 * and TYPED(name) the name with its suffix. No include guard, for that reason.
 */

static TYPED(kullback_tables) TYPED(view)(PyArrayObject *tables) {
    TYPED(kullback_tables)
    view = {
        .data = PyArray_DATA(tables),
        .tables = (size_t)PyArray_DIM(tables, 0),
        .table_stride = PyArray_STRIDE(tables, 0) / (npy_intp)sizeof(REAL),
        .dimensions = (size_t)PyArray_NDIM(tables) - 1,
    };
    for (int axis = 1; axis <= KULLBACK_MAX_DIMENSIONS && axis < PyArray_NDIM(tables); axis++) {
        view.shape[axis - 1] = (size_t)PyArray_DIM(tables, axis);
        view.strides[axis - 1] = PyArray_STRIDE(tables, axis) / (npy_intp)sizeof(REAL);
    }
    return view;
}

static kullback_status TYPED(information)(const call *self, PyArrayObject *tables, PyArrayObject *result) {
    const TYPED(kullback_tables) view = TYPED(view)(tables);
    return TYPED(kullback_information_tables)(self->quantity, &view, &self->options, (RESULT *)PyArray_DATA(result), 1);
}

static kullback_status TYPED(among)(const call *self, PyArrayObject *tables, const double *weights,
                                    PyArrayObject *result) {
    const TYPED(kullback_tables) view = TYPED(view)(tables);
    return TYPED(kullback_js_among_tables)(&view, weights, &self->options, (RESULT *)PyArray_DATA(result), 1);
}
