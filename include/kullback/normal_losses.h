/*
 * KL divergence of diagonal normals as a loss: values and gradients in one call. With q = NULL the KL term of a
 * variational auto-encoder.
 *
 * Families and their divergences D are those of families.h. Per element, with z as there, t = log_var_p - log_var_q,
 * and e = (scale_p - scale_q) / scale_q:
 *
 *   KULLBACK_NORMAL                dD/dloc_p   = z / scale_q = -dD/dloc_q
 *                                  dD/dscale_p = e / scale_q + e / scale_p
 *                                  dD/dscale_q = -(z^2 + e (2 + e)) / scale_q
 *   KULLBACK_NORMAL_LOG_VARIANCE   dD/dloc_p     = z exp(-log_var_q / 2) = -dD/dloc_q
 *                                  dD/dlog_var_p = expm1(t) / 2
 *                                  dD/dlog_var_q = -(z^2 + expm1(t)) / 2
 *
 * The value of a row is the sum over its elements. beta of a beta-VAE (Higgins et al. 2017) is `factor` of the options;
 * weights of patches, time steps or trajectories are `row_weights`. Per-dimension weights do not exist: they would not
 * be a divergence of the joint distribution.
 */
#ifndef KULLBACK_NORMAL_LOSSES_H
#define KULLBACK_NORMAL_LOSSES_H

#include "families.h"
#include "losses.h"

KULLBACK_BEGIN_DECLARATIONS

/* Whether divergences below a floor are left alone: free bits (Kingma et al. 2016, appendix C.8). */
typedef int32_t kullback_floor;
enum {
    KULLBACK_FLOOR_NONE = 0,
    KULLBACK_FLOOR_SAMPLE = 10, /* an element counts max(free_bits, D) */
    KULLBACK_FLOOR_BATCH = 20   /* a dimension counts max(free_bits, mean over the rows that count of weight * D) */
};

/* What is particular to losses of normals. NULL, and 0 in any member, mean the default. */
typedef struct kullback_normal_options {
    size_t struct_size;   /* sizeof(kullback_normal_options) as the caller knows it */
    double free_bits;     /* >= 0, finite, in the unit of `base`; before `factor` is applied */
    kullback_floor floor; /* needed with free_bits; KULLBACK_FLOOR_BATCH needs a reduction */
    int32_t elementwise;  /* not 0: `value` gets one number per element; KULLBACK_REDUCTION_NONE only */
} kullback_normal_options;

/*
 * Value and gradients. `p` and `q` point to one batch per parameter of the family, of plain numbers of any type; all
 * batches agree in rows and count. `q` may be NULL: the standard member.
 *
 * `value` gets one number per row, per element or in all, as the reduction and `elementwise` say;
 * KULLBACK_REDUCTION_SUM of KULLBACK_FLOOR_BATCH is the number of rows that count times KULLBACK_REDUCTION_BATCHMEAN.
 * `p_gradients` and `q_gradients` point to one place for results per parameter, one whose `type` is 0 is not wanted;
 * they get rows of `count` numbers. Each of the three may be NULL. Where the floor holds, gradients are 0. A gradient
 * may overlap any parameter of the same layout and type.
 *
 * Of the options, `weight`, `sum_tolerance` and `normalize` mean nothing here: KULLBACK_ERROR_OPTION unless at their
 * defaults. Other errors are those of families.h; they leave `value` as it was, and gradients too where one of these
 * overlaps a parameter. Infinite row weights are KULLBACK_ERROR_PARAMETER (KULLBACK_ARGUMENT_ROW_WEIGHTS).
 *
 * Accuracy of a value: 1e-14 (f64 parameters and result), 1e-6 (others), relative. Of gradients the same, where
 * dD/dscale_q and dD/dlog_var_q are sums of two terms of either sign, and the error is relative to the larger one.
 */
kullback_status kullback_normal_loss(kullback_family family, const kullback_typed_rows *p, const kullback_typed_rows *q,
                                     const kullback_normal_options *normal, const kullback_loss_options *options,
                                     const kullback_typed_results *value, const kullback_typed_results *p_gradients,
                                     const kullback_typed_results *q_gradients);

KULLBACK_END_DECLARATIONS

#endif
