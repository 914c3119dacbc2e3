/* The calls for one dtype: NUMBER, its BITS, the bits of UNTOUCHED results, and NAME(x) = x_<dtype>. */

static NAME(kullback_rows) NAME(lay_out)(const test_case *test, size_t input, layout layout) {
    placement where = place(layout, test->rows, test->count);
    NUMBER *memory = allocate(where.size, sizeof *memory);
    for (size_t i = 0; i < where.size; i++)
        memory[i] = (NUMBER)NAN;
    for (size_t row = 0; row < test->rows; row++) {
        for (size_t i = 0; i < test->count; i++) {
            memory[position(&where, row, i)] = (NUMBER)test->input[input][row * test->count + i];
        }
    }
    return (NAME(kullback_rows)){memory + where.first, test->rows, test->count, where.row_stride, where.stride};
}

static void NAME(free_rows)(const test_case *test, const NAME(kullback_rows) * rows, layout layout) {
    placement where = place(layout, test->rows, test->count);
    for (size_t i = 0; i < test->inputs; i++)
        free((void *)(rows[i].data - where.first));
}

/* Moves the results' bits out of `memory`, and notes what else was written. */
static void NAME(collect)(outcome *outcome, BITS *memory, const placement *where, size_t rows, size_t count) {
    for (size_t row = 0; outcome->status == KULLBACK_OK && row < rows; row++) {
        for (size_t i = 0; i < count; i++) {
            outcome->bits[row * count + i] = memory[position(where, row, i)];
            memory[position(where, row, i)] = UNTOUCHED;
        }
    }
    for (size_t i = 0; i < where->size; i++)
        outcome->wrote_elsewhere |= memory[i] != UNTOUCHED;
}

static kullback_status NAME(dispatch)(const test_case *test, const NAME(kullback_rows) * rows,
                                      const kullback_options *options, const placement *where, NUMBER *result) {
    switch (test->shape) {
    case SHAPE_ENTROPY:
        return NAME(kullback_entropy_rows)(test->quantity, rows, options, result, where->stride);
    case SHAPE_DIVERGENCE:
        return NAME(kullback_divergence_rows)(test->quantity, rows, rows + 1, options, result, where->stride);
    case SHAPE_FAMILY_ELEMENTS:
        return NAME(kullback_family)(test->quantity, test->family, rows, rows + 2, options, result, where->row_stride,
                                     where->stride);
    default:
        return NAME(kullback_family_rows)(test->quantity, test->family, rows, test->inputs > 2 ? rows + 2 : NULL,
                                          options, result, where->stride);
    }
}

static void NAME(call_numbers)(const test_case *test, const NAME(kullback_rows) * rows, const kullback_options *options,
                               layout layout, outcome *outcome) {
    size_t columns = test->shape == SHAPE_FAMILY_ELEMENTS ? test->count : 1;
    placement where = place(layout, test->rows, columns);
    BITS *memory = allocate(where.size, sizeof *memory);
    for (size_t i = 0; i < where.size; i++)
        memory[i] = UNTOUCHED;
    outcome->status = NAME(dispatch)(test, rows, options, &where, (NUMBER *)memory + where.first);
    NAME(collect)(outcome, memory, &where, test->rows, columns);
    free(memory);
}

outcome NAME(call_rows)(const test_case *test, layout layout, int32_t threads) {
    outcome outcome = {.bits = allocate(result_count(test), sizeof(uint64_t))};
    kullback_options options = test->options;
    options.threads = threads;
    options.error = &outcome.error;
    NAME(kullback_rows) rows[MAX_INPUTS];
    for (size_t i = 0; i < test->inputs; i++)
        rows[i] = NAME(lay_out)(test, i, layout);
    if (test->shape == SHAPE_LOG_RATIO) {
        kullback_estimate *estimates = new_estimates(test->rows);
        outcome.status = NAME(kullback_log_ratio_rows)(test->estimator, rows, &options, estimates);
        collect_estimates(&outcome, estimates, test);
    } else {
        NAME(call_numbers)(test, rows, &options, layout, &outcome);
    }
    NAME(free_rows)(test, rows, layout);
    return outcome;
}

static kullback_status NAME(simple_divergence)(const test_case *test, const NUMBER *const in[], NUMBER *result) {
    size_t count = test->count;
    switch (test->quantity) {
    case KULLBACK_CROSS_ENTROPY:
        return NAME(kullback_cross_entropy)(in[0], in[1], count, result);
    case KULLBACK_JEFFREYS:
        return NAME(kullback_jeffreys)(in[0], in[1], count, result);
    case KULLBACK_JS_DIVERGENCE:
        return NAME(kullback_js_divergence)(in[0], in[1], count, result);
    case KULLBACK_JS_DISTANCE:
        return NAME(kullback_js_distance)(in[0], in[1], count, result);
    case KULLBACK_TOTAL_VARIATION:
        return NAME(kullback_total_variation)(in[0], in[1], count, result);
    case KULLBACK_PEARSON_CHI2:
        return NAME(kullback_pearson_chi2)(in[0], in[1], count, result);
    case KULLBACK_HELLINGER_DISTANCE:
        return NAME(kullback_hellinger_distance)(in[0], in[1], count, result);
    case KULLBACK_BHATTACHARYYA_DISTANCE:
        return NAME(kullback_bhattacharyya_distance)(in[0], in[1], count, result);
    case KULLBACK_RENYI:
        return NAME(kullback_renyi)(in[0], in[1], count, test->options.order, result);
    default:
        break;
    }
    if (test->options.space == KULLBACK_PROBABILITIES)
        return NAME(kullback_kl)(in[0], in[1], count, result);
    NUMBER temperature = (NUMBER)(test->options.temperature == 0 ? 1 : test->options.temperature);
    return NAME(kullback_kl_logits)(in[0], in[1], count, temperature, result);
}

static kullback_status NAME(dispatch_simple)(const test_case *test, const NUMBER *const in[], NUMBER *result) {
    size_t count = test->count;
    switch (test->shape) {
    case SHAPE_ENTROPY:
        if (test->quantity == KULLBACK_RENYI_ENTROPY)
            return NAME(kullback_renyi_entropy)(in[0], count, test->options.order, result);
        return NAME(kullback_entropy)(in[0], count, result);
    case SHAPE_FAMILY_ELEMENTS:
        return NAME(kullback_normal_kl)(*in[0], *in[1], *in[2], *in[3], result);
    case SHAPE_FAMILY_ROWS:
        if (test->inputs == 2)
            return NAME(kullback_vae_kl)(in[0], in[1], count, result);
        return NAME(kullback_diagonal_normal_kl)(in[0], in[1], in[2], in[3], count, result);
    default:
        return NAME(simple_divergence)(test, in, result);
    }
}

outcome NAME(call_simple)(const test_case *test) {
    outcome outcome = {.bits = allocate(result_count(test), sizeof(uint64_t))};
    NAME(kullback_rows) rows[MAX_INPUTS];
    const NUMBER *in[MAX_INPUTS] = {NULL};
    for (size_t i = 0; i < test->inputs; i++) {
        rows[i] = NAME(lay_out)(test, i, LAYOUT_CONTIGUOUS);
        in[i] = rows[i].data;
    }
    if (test->shape == SHAPE_LOG_RATIO) {
        kullback_estimate *estimate = new_estimates(1);
        outcome.status = NAME(kullback_log_ratio)(test->estimator, in[0], test->count, estimate);
        collect_estimates(&outcome, estimate, test);
    } else {
        BITS result = UNTOUCHED;
        placement where = place(LAYOUT_CONTIGUOUS, 1, 1);
        outcome.status = NAME(dispatch_simple)(test, in, (NUMBER *)&result);
        NAME(collect)(&outcome, &result, &where, 1, 1);
    }
    NAME(free_rows)(test, rows, LAYOUT_CONTIGUOUS);
    return outcome;
}
