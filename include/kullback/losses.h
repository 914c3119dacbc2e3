/*
 * Losses between rows of logits, log-probabilities or probabilities: values and gradients in one call.
 *
 * Two sides may differ in type and in space: a bf16 student beside an f32 teacher, soft labels beside logits. All sums
 * are made in double or better than the input's precision. With P and Q the two distributions, t = 1 / temperature:
 *
 *   KULLBACK_KL              D(P || Q)                     d/dp logits  t p (log(p / q) - D)    d/dq logits  t (q - p)
 *   KULLBACK_REVERSE_KL      D(Q || P)
 *   KULLBACK_JEFFREYS        D(P || Q) + D(Q || P)
 *   KULLBACK_JS_DIVERGENCE   w D(P || M) + (1 - w) D(Q || M), M = w P + (1 - w) Q, w = options.weight: the generalised
 *                            JS divergence of GKD with beta = w (Agarwal et al. 2024), which is 0 for w = 0 and 1
 *   KULLBACK_SCALED_JS       the same divided by w (1 - w): continuous, D(P || Q) as w -> 0, D(Q || P) as w -> 1
 *   KULLBACK_CROSS_ENTROPY   H(P, Q) = -sum p log q
 *
 * and of one side, q = NULL:
 *
 *   KULLBACK_ENTROPY         H(P)
 *   KULLBACK_LOG_SUM_EXP     log sum exp(t p) of logits; its gradient is t softmax(t p)
 *   KULLBACK_KL              D(P || uniform) = log count - H(P), without the cancellation
 *
 * Logits of -inf are probabilities of 0 (masks), and their gradients are 0. Gradients are those of the distributions
 * that the rows mean, each row divided by its sum: with respect to log-probabilities they are those of logits at a
 * temperature of 1, and with respect to probabilities (log(p / q) - D) / sum p and (1 - p / q) / sum q for KL. 0 * inf
 * is 0 in them; where a derivative is infinite (p = 0 < q, with respect to p as a probability) it is -inf or +inf.
 * Where both are 0, log(p / q) is 0. Of an infinite value (q = 0 < p in KL), gradients with respect to p are +inf at
 * such elements and -inf at the others. NaN in a row makes its value and its gradients NaN.
 *
 * Errors of the data are those of discrete.h, and leave `value` as it was. They also leave gradients as they were where
 * these overlap `p` or `q`; other gradients may have been written in part.
 */
#ifndef KULLBACK_LOSSES_H
#define KULLBACK_LOSSES_H

#include "discrete.h"
#include "typed_rows.h"

KULLBACK_BEGIN_DECLARATIONS

/*
 * What becomes of the values of rows. No reduction divides by the number of elements of a row; the mean of no rows is
 * NaN.
 */
typedef int32_t kullback_reduction;
enum {
    KULLBACK_REDUCTION_NONE = 0,      /* one value per row */
    KULLBACK_REDUCTION_SUM = 10,      /* one value: sum of weight * value */
    KULLBACK_REDUCTION_BATCHMEAN = 20 /* one value: that sum divided by the number of rows that count */
};

/* Options of a loss. NULL, and 0 in any member, mean the default. */
typedef struct kullback_loss_options {
    size_t struct_size; /* sizeof(kullback_loss_options) as the caller knows it */
    kullback_reduction reduction;
    int32_t threads;       /* as in kullback_options */
    kullback_error *error; /* as in kullback_options */
    double factor;         /* of the value and of gradients; finite; default 1 */
    double base;           /* unit of the result, as in kullback_options */
    double weight;         /* of p in the mixture of JS, in (0, 1); default 1/2 */
    double sum_tolerance;  /* of probabilities and log-probabilities, as in kullback_options; f16 and bf16: 0.02 */
    int32_t normalize;     /* not 0: probabilities and log-probabilities are weights, as in kullback_options */
    int32_t reserved;      /* 0 */
    /*
     * Weights of the rows: one row of as many elements as there are rows. Infinite ones are KULLBACK_ERROR_PARAMETER.
     * Row i's value and gradient are multiplied by weight i, where 0 times infinity is 0. With KULLBACK_REDUCTION_NONE
     * they may be the gradient that comes from above.
     */
    const kullback_typed_rows *row_weights;
    /* Rows that count: row i does unless mask[i * mask_stride] is 0. Others are not read; value and gradient are 0. */
    const uint8_t *mask;
    ptrdiff_t mask_stride;
} kullback_loss_options;

/*
 * Value and gradients of a quantity of the list above. `value` gets one number per row, or one number, as the reduction
 * says; gradients get rows of `count` numbers, those of the reduced value times `factor`. Any of `value`, `p_gradient`
 * and `q_gradient` may be NULL. A gradient may overlap the rows it is the gradient of if it has the same layout and
 * type.
 *
 * Accuracy: value <= 1e-13 (f64), 1e-6 (f32, f16, bf16: of the exact value for the numbers given), never negative.
 * Gradients s (u_j - sum P u), with u the derivative by each probability (log(p / q), or 1 - p / q by the other side):
 * <= 1e-13 and 1e-6 of |s| (|u_j| + sum P |u|). Probabilities beside logits that nearly agree with them: the logarithms
 * of the former are rounded, which docs/losses.md bounds.
 */
kullback_status kullback_loss(kullback_quantity quantity, const kullback_typed_rows *p, const kullback_typed_rows *q,
                              const kullback_loss_options *options, const kullback_typed_results *value,
                              const kullback_typed_results *p_gradient, const kullback_typed_results *q_gradient);

/* Hard labels. */
typedef struct kullback_labels {
    const int64_t *data; /* label i is data[i * stride] */
    size_t count;        /* as many as rows */
    ptrdiff_t stride;
    int64_t ignore_index; /* rows with this label do not count, as masked ones; PyTorch's default is -100 */
    double smoothing;     /* in [0, 1]: label smoothing */
} kullback_labels;

/*
 * Cross-entropy of hard labels, -(1 - s) log q[label] - s / count sum_j log q[j] with s = smoothing (Szegedy et al.
 * 2016). A mask in q (-inf) makes it +inf where the label, or smoothing, falls on it. KULLBACK_REDUCTION_BATCHMEAN
 * divides by the number of rows that count, as PyTorch's cross_entropy does.
 *
 * Errors: KULLBACK_ERROR_PARAMETER (KULLBACK_ARGUMENT_LABELS) for a label out of range that is not `ignore_index`.
 */
kullback_status kullback_label_loss(const kullback_typed_rows *q, const kullback_labels *labels,
                                    const kullback_loss_options *options, const kullback_typed_results *value,
                                    const kullback_typed_results *q_gradient);

/* How a distillation loss is made up. */
typedef struct kullback_distillation {
    double temperature; /* of both sides in the soft part; default 1; rows have no temperature of their own */
    double soft_weight; /* of the divergence from the teacher */
    double hard_weight; /* of the cross-entropy of labels, at a temperature of 1 */
    /* 0: the soft part is multiplied by temperature^2, so that its gradient keeps its size (Hinton et al. 2015). */
    int32_t no_temperature_squared;
    kullback_quantity quantity; /* of the soft part, p = teacher, q = student: any of two sides; default KULLBACK_KL */
} kullback_distillation;

/*
 * soft_weight T^2 D(teacher / T || student / T) + hard_weight CE(labels, student). Rows are logits. `labels` may be
 * NULL if hard_weight is 0. A label of `ignore_index` leaves out the row's hard part only. `value`, `student_gradient`
 * and the rest as for `kullback_loss`; KULLBACK_REDUCTION_BATCHMEAN divides both parts by the number of rows that the
 * mask leaves.
 */
kullback_status kullback_distillation_loss(const kullback_typed_rows *teacher, const kullback_typed_rows *student,
                                           const kullback_labels *labels, const kullback_distillation *distillation,
                                           const kullback_loss_options *options, const kullback_typed_results *value,
                                           const kullback_typed_results *student_gradient);

/*
 * Decoupled KL (Cui et al. 2023, arXiv 2305.13948): with d_j = p_j - q_j the differences of logits (divided by their
 * temperatures),
 *
 *   mse_weight / 4 sum_jk P_j P_k (d_j - d_k)^2 = mse_weight / 2 Var_P(d)
 *   + ce_weight H(P, Q)
 *
 * of which the first term has a gradient with respect to p, and the second one with respect to q: the weights P_j P_k
 * and q in the first term, and P in the second, are held constant. With both weights 1 the gradients are those of D(P
 * || Q). Rows are logits. 0 where p = 0, its limit; +inf where q = 0 < p. Weights are finite, else
 * KULLBACK_ERROR_OPTION (KULLBACK_ARGUMENT_WEIGHTS); a term of weight 0 is not computed.
 */
kullback_status kullback_decoupled_kl(const kullback_typed_rows *p, const kullback_typed_rows *q, double mse_weight,
                                      double ce_weight, const kullback_loss_options *options,
                                      const kullback_typed_results *value, const kullback_typed_results *p_gradient,
                                      const kullback_typed_results *q_gradient);

/*
 * log softmax(row / temperature), with relative accuracy also where a probability is nearly one. `result` gets rows of
 * `count` numbers and may overlap `p` if it has the same layout and type. Rows are logits. Of the options, `threads`,
 * `base` and `error` apply.
 */
kullback_status kullback_log_softmax(const kullback_typed_rows *p, const kullback_loss_options *options,
                                     const kullback_typed_results *result);

KULLBACK_END_DECLARATIONS

#endif
