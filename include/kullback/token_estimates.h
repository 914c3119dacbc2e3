/*
 * Estimates of D(p || q) per token, from the log-probabilities that a policy p and a reference q give to tokens drawn
 * from p: the KL penalty of reinforcement learning. With l = log_p - log_q (Schulman 2020):
 *
 *   KULLBACK_K1   l                   derivative with respect to log_p: 1
 *   KULLBACK_K2   l^2 / 2             l
 *   KULLBACK_K3   exp(-l) - 1 + l     1 - exp(-l)
 *
 * As losses, k2 has the gradient of the KL divergence on average when samples come from the current policy; k3 has that
 * of D(q || p) (in the limit of small l the same), and k1 a gradient of mean zero: k1 belongs into the reward, without
 * gradient (Tang & Munos 2025, arXiv 2506.09477). Nothing is clamped.
 */
#ifndef KULLBACK_TOKEN_ESTIMATES_H
#define KULLBACK_TOKEN_ESTIMATES_H

#include "estimators.h"
#include "losses.h"

KULLBACK_BEGIN_DECLARATIONS

/* What becomes of tokens. Those of rows and tokens that do not count are in no sum and no number. */
typedef int32_t kullback_token_reduction;
enum {
    KULLBACK_TOKENS = 0,               /* one value per token */
    KULLBACK_TOKENS_ROW_SUM = 10,      /* one value per row */
    KULLBACK_TOKENS_ROW_MEAN = 20,     /* one value per row; 0 for one without tokens */
    KULLBACK_TOKENS_SUM = 30,          /* one value: the sum over all rows */
    KULLBACK_TOKENS_MEAN = 40,         /* one value: that sum divided by the number of tokens */
    KULLBACK_TOKENS_MEAN_OF_MEANS = 50 /* one value: the mean of the means of rows that have tokens */
};

/* Tokens that count: token j of row i does unless data[i * row_stride + j * stride] is 0. Others are not read. */
typedef struct kullback_token_mask {
    const uint8_t *data;
    ptrdiff_t row_stride;
    ptrdiff_t stride;
} kullback_token_mask;

/*
 * Values, and the gradient of what the reduction makes of them with respect to `log_p`. Rows are log-probabilities (or
 * log-densities) of tokens, in KULLBACK_LOG_PROBABILITIES, f64, f32, f16 or bf16 and mixed; they do not sum to one, nor
 * are they checked to. `mask` may be NULL; `value` and `gradient` may be. Values and gradients of tokens that do not
 * count are 0. `gradient` may overlap a side of the same layout and type.
 *
 * Of the options, `threads`, `error`, `factor`, `base` and `row_weights` apply. A row weight multiplies the row's
 * values, not the number that a mean divides by. Others that are not at their defaults are KULLBACK_ERROR_OPTION.
 *
 * A mean over no tokens is NaN where it is of everything. Infinite log ratios give infinite values; k3 overflows to
 * +inf below l = -709.78 (f64; results of other types where they do). Relative error: 1e-14 of each k2 and k3, of k1
 * but for the rounding of the difference, and of sums of k2 and k3; 1e-6 for other types.
 *
 * Errors: KULLBACK_ERROR_SHAPE for rows that disagree, and for a row weight per row missing.
 */
kullback_status kullback_token_kl(kullback_estimator estimator, const kullback_typed_rows *log_p,
                                  const kullback_typed_rows *log_q, const kullback_token_mask *mask,
                                  kullback_token_reduction reduction, const kullback_loss_options *options,
                                  const kullback_typed_results *value, const kullback_typed_results *gradient);

KULLBACK_END_DECLARATIONS

#endif
