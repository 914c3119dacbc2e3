/* A case of the vectors of losses, as its file states it. */
#ifndef CONFORMANCE_LOSS_CASE_H
#define CONFORMANCE_LOSS_CASE_H

#include "json.h"

typedef enum {
    FUNCTION_LOSS,
    FUNCTION_LABEL_LOSS,
    FUNCTION_DISTILLATION_LOSS,
    FUNCTION_DECOUPLED_KL,
    FUNCTION_LOG_SOFTMAX,
} loss_function;

/* What a case results in; `RESULT_ROWS` is that of log_softmax. */
enum {
    RESULT_VALUE,
    RESULT_P_GRADIENT,
    RESULT_Q_GRADIENT,
    RESULT_ROWS,
    RESULTS
};

/* Rows as doubles, contiguous; a side that the case has not has no numbers. */
typedef struct {
    double *numbers;
    kullback_type type;
    kullback_space space;
    double temperature;
    size_t rows;
    size_t count;
} loss_side;

typedef struct {
    const char *id;
    loss_function function;
    kullback_quantity quantity;
    loss_side p, q, row_weights;
    bool has_labels;
    kullback_labels labels;
    kullback_distillation distillation;
    double mse_weight, ce_weight;
    kullback_loss_options options; /* but for `row_weights` */
    uint8_t *mask;
    kullback_type results[RESULTS]; /* 0: not asked for */
} loss_case;

size_t loss_rows(const loss_case *test);
size_t loss_count(const loss_case *test);

/* How many values the case results in. */
size_t loss_values(const loss_case *test);

/* Reads a case, which borrows from `json`. */
loss_case loss_case_from_json(const cJSON *json);
void free_loss_case(loss_case *test);

#endif
