#include "loss_call.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "typed_numbers.h"

/* What memory holds where nothing is to be written. */
#define UNTOUCHED_BYTE 0xa5

/* A batch in memory. */
typedef struct {
    unsigned char *memory;
    placement where;
    size_t rows, count, size; /* of an element */
} block;

typedef struct {
    block p, q, row_weights;
    block results[RESULTS];
} blocks;

static block new_block(kullback_type type, layout layout, size_t rows, size_t count) {
    block block = {.where = place(layout, rows, count), .rows = rows, .count = count, .size = size_of_type(type)};
    block.memory = allocate(block.where.size, block.size);
    memset(block.memory, UNTOUCHED_BYTE, block.where.size * block.size);
    return block;
}

static block lay_out(const loss_side *side, layout layout) {
    if (side->numbers == NULL)
        return (block){.memory = NULL};
    block block = new_block(side->type, layout, side->rows, side->count);
    uint64_t nan = bits_of_type(NAN, side->type);
    for (size_t i = 0; i < block.where.size; i++)
        store_bits(block.memory, i, block.size, nan);
    for (size_t row = 0; row < side->rows; row++) {
        for (size_t i = 0; i < side->count; i++) {
            uint64_t bits = bits_of_type(side->numbers[row * side->count + i], side->type);
            store_bits(block.memory, position(&block.where, row, i), block.size, bits);
        }
    }
    return block;
}

static kullback_typed_rows rows_of(const loss_side *side, const block *block) {
    return (kullback_typed_rows){
        .data = block->memory == NULL ? NULL : block->memory + block->where.first * block->size,
        .type = side->type,
        .space = side->space,
        .rows = side->rows,
        .count = side->count,
        .row_stride = block->where.row_stride,
        .stride = block->where.stride,
        .temperature = side->temperature,
    };
}

static kullback_typed_results results_of(kullback_type type, const block *block) {
    return (kullback_typed_results){
        .data = block->memory == NULL ? NULL : block->memory + block->where.first * block->size,
        .type = type,
        .row_stride = block->where.row_stride,
        .stride = block->where.stride,
    };
}

static bool is_asked_for(const loss_case *test, const loss_variation *how, size_t result) {
    bool is_gradient = result == RESULT_P_GRADIENT || result == RESULT_Q_GRADIENT;
    bool is_omitted = (result == RESULT_VALUE && how->without_value) || (is_gradient && how->without_gradients);
    return test->results[result] != 0 && !is_omitted;
}

/* Whether a result lies over rows: it must have their type. */
static bool is_over_rows(const loss_case *test, const loss_variation *how, size_t result) {
    const loss_side *side = result == RESULT_Q_GRADIENT ? &test->q : &test->p;
    return how->in_place && result != RESULT_VALUE && test->results[result] == side->type;
}

static blocks lay_out_case(const loss_case *test, const loss_variation *how) {
    blocks all = {
        .p = lay_out(&test->p, how->layout),
        .q = lay_out(&test->q, how->layout),
        .row_weights = lay_out(&test->row_weights, how->layout),
    };
    for (size_t i = 0; i < RESULTS; i++) {
        if (!is_asked_for(test, how, i))
            continue;
        if (i == RESULT_VALUE) {
            all.results[i] = new_block(test->results[i], how->layout, loss_values(test), 1);
        } else if (is_over_rows(test, how, i)) {
            all.results[i] = i == RESULT_Q_GRADIENT ? all.q : all.p;
        } else {
            all.results[i] = new_block(test->results[i], how->layout, loss_rows(test), loss_count(test));
        }
    }
    return all;
}

static void free_blocks(blocks *all, const loss_case *test, const loss_variation *how) {
    for (size_t i = 0; i < RESULTS; i++) {
        if (!is_over_rows(test, how, i))
            free(all->results[i].memory);
    }
    free(all->p.memory);
    free(all->q.memory);
    free(all->row_weights.memory);
}

static kullback_status dispatch(const loss_case *test, const blocks *all, const kullback_loss_options *options) {
    kullback_typed_rows p = rows_of(&test->p, &all->p), q = rows_of(&test->q, &all->q);
    kullback_typed_results memory[RESULTS], *to[RESULTS];
    for (size_t i = 0; i < RESULTS; i++) {
        memory[i] = results_of(test->results[i], &all->results[i]);
        to[i] = all->results[i].memory == NULL ? NULL : &memory[i];
    }
    const kullback_labels *labels = test->has_labels ? &test->labels : NULL;
    switch (test->function) {
    case FUNCTION_LOSS:
        return kullback_loss(test->quantity, &p, all->q.memory == NULL ? NULL : &q, options, to[RESULT_VALUE],
                             to[RESULT_P_GRADIENT], to[RESULT_Q_GRADIENT]);
    case FUNCTION_LABEL_LOSS:
        return kullback_label_loss(&q, labels, options, to[RESULT_VALUE], to[RESULT_Q_GRADIENT]);
    case FUNCTION_DISTILLATION_LOSS:
        return kullback_distillation_loss(&p, &q, labels, &test->distillation, options, to[RESULT_VALUE],
                                          to[RESULT_Q_GRADIENT]);
    case FUNCTION_DECOUPLED_KL:
        return kullback_decoupled_kl(&p, &q, test->mse_weight, test->ce_weight, options, to[RESULT_VALUE],
                                     to[RESULT_P_GRADIENT], to[RESULT_Q_GRADIENT]);
    default:
        return kullback_log_softmax(&p, options, to[RESULT_ROWS]);
    }
}

/* The bits of a block's elements. */
static uint64_t *bits_of_block(const block *block) {
    uint64_t *bits = allocate(block->rows * block->count, sizeof *bits);
    for (size_t i = 0; i < block->rows * block->count; i++) {
        size_t place = position(&block->where, i / block->count, i % block->count);
        bits[i] = load_bits(block->memory, place, block->size);
    }
    return bits;
}

/* Whether anything but the elements that `may_change` has other bytes than `before`. */
static bool is_changed(const block *after, const block *before, bool may_change) {
    for (size_t row = 0; may_change && row < after->rows; row++) {
        for (size_t i = 0; i < after->count; i++) {
            size_t place = position(&after->where, row, i);
            store_bits(before->memory, place, before->size, load_bits(after->memory, place, after->size));
        }
    }
    return memcmp(after->memory, before->memory, after->where.size * after->size) != 0;
}

/* Whether more was written than the call may: a second laying out shows what was there before. */
static bool wrote_elsewhere(const loss_case *test, const loss_variation *how, const blocks *all, bool is_good) {
    blocks before = lay_out_case(test, how);
    bool p_changes = false, q_changes = false, wrote = false;
    for (size_t i = 0; i < RESULTS; i++) {
        if (all->results[i].memory == NULL)
            continue;
        if (is_over_rows(test, how, i)) {
            *(i == RESULT_Q_GRADIENT ? &q_changes : &p_changes) = is_good;
        } else {
            /* Gradients that overlap nothing may have been written in part. */
            wrote |= is_changed(&all->results[i], &before.results[i], is_good || i != RESULT_VALUE);
        }
    }
    wrote |= all->p.memory != NULL && is_changed(&all->p, &before.p, p_changes);
    wrote |= all->q.memory != NULL && is_changed(&all->q, &before.q, q_changes);
    wrote |= all->row_weights.memory != NULL && is_changed(&all->row_weights, &before.row_weights, false);
    free_blocks(&before, test, how);
    return wrote;
}

loss_outcome call_loss(const loss_case *test, const loss_variation *how) {
    loss_outcome outcome = {.status = KULLBACK_OK};
    blocks all = lay_out_case(test, how);
    kullback_loss_options options = test->options;
    kullback_typed_rows weights = rows_of(&test->row_weights, &all.row_weights);
    options.row_weights = all.row_weights.memory == NULL ? NULL : &weights;
    options.threads = how->threads;
    options.error = &outcome.error;
    outcome.status = dispatch(test, &all, &options);
    for (size_t i = 0; i < RESULTS; i++) {
        if (all.results[i].memory != NULL)
            outcome.bits[i] = bits_of_block(&all.results[i]);
    }
    outcome.wrote_elsewhere = wrote_elsewhere(test, how, &all, outcome.status == KULLBACK_OK);
    free_blocks(&all, test, how);
    return outcome;
}

void free_loss_outcome(loss_outcome *outcome) {
    for (size_t i = 0; i < RESULTS; i++)
        free(outcome->bits[i]);
}
