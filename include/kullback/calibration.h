/*
 * Calibration of a classifier: the temperature of its logits that minimises the loss of labels, and the calibration
 * error.
 *
 * Labels are hard, `labels` (one class per row, `smoothing` 0), or soft, `soft_labels` (rows of probabilities of the
 * shape of the logits, of any type); the other is NULL. Rows whose label is `ignore_index` are not read.
 *
 * Of the options, `base` (of the losses), `threads`, `normalize` and `sum_tolerance` (of probabilities and
 * log-probabilities) and `error` apply; what the rows are, and their temperature, they say themselves.
 *
 * Errors, beside those of discrete.h for the rows: KULLBACK_ERROR_PARAMETER for a label (KULLBACK_ARGUMENT_LABELS) that
 * is no position of the row and not `ignore_index`, or whose logit is -inf, and for a soft label > 0
 * (KULLBACK_ARGUMENT_SOFT_LABELS) where the logit is -inf, since the loss is then infinite at every temperature;
 * KULLBACK_ERROR_COUNT if no row counts; KULLBACK_ERROR_SHAPE if labels and rows disagree; KULLBACK_ERROR_OPTION for
 * `n_bins` above 2^20, for smoothing, and for both kinds of labels or neither.
 */
#ifndef KULLBACK_CALIBRATION_H
#define KULLBACK_CALIBRATION_H

#include "losses.h"
#include "typed_rows.h"

KULLBACK_BEGIN_DECLARATIONS

/* Of a fit. */
typedef struct kullback_temperature_fit {
    double temperature; /* in [0, +inf], NaN where a number is NaN */
    double loss_before; /* at the temperature of the rows */
    double loss_after;  /* at the fitted one */
    double ece_before;  /* expected calibration errors */
    double ece_after;
    size_t count;       /* rows that count */
    int32_t iterations; /* passes over the logits in search of the temperature */
    int32_t converged;  /* 0 if the search ended before the temperature had its digits */
} kullback_temperature_fit;

/*
 * Temperature scaling (Guo et al. 2017): the T that minimises the mean of -log softmax(z / T)[label] over rows z, or,
 * for soft labels p, the mean cross-entropy -sum p log softmax(z / T), which is to minimise D(p || softmax(z / T)).
 *
 * `logits` are KULLBACK_LOGITS, or KULLBACK_LOG_PROBABILITIES, which are logits too. Their `temperature` is that of
 * "before" and where the search starts; the result replaces it. The loss is convex in 1 / T, so that there is always an
 * answer, be it at an end:
 *
 *   0      every label is a largest logit of its row: any smaller T is better; losses and errors are the limits
 *   +inf   labels have, on average, no larger logits than the mean of the row: the uniform distribution is the best
 *   as it was, where all logits of each row are equal: the loss does not depend on T
 *
 * `n_bins` is that of the calibration errors, 0 the default of 15. NaN in a row that counts makes the results NaN.
 *
 * Accuracy: losses <= 1e-13; T <= 1e-14 max(1, c), with c = mean (max z - z[label]) / T over mean Var[z / T].
 */
kullback_status kullback_fit_temperature(const kullback_typed_rows *logits, const kullback_labels *labels,
                                         const kullback_typed_rows *soft_labels, size_t n_bins,
                                         const kullback_options *options, kullback_temperature_fit *result);

typedef struct kullback_calibration {
    double expected; /* calibration error, ECE: sum over bins of count / n |accuracy - confidence| */
    double maximum;  /* calibration error, MCE: the largest |accuracy - confidence| of a bin */
    double accuracy; /* of all rows */
    double confidence;
    size_t count; /* rows that count */
} kullback_calibration;

/* Means over the rows whose confidence is in the bin; NaN if there are none. */
typedef struct kullback_calibration_bin {
    double accuracy;
    double confidence;
    size_t count;
} kullback_calibration_bin;

/*
 * Calibration error (Naeini et al. 2015) of rows in any space. Confidence is the largest probability of a row. Accuracy
 * is 1 where the first position that has it is the label, else 0, and for soft labels the label's probability there.
 * Bin i of n has the confidences in (i / n, (i + 1) / n], edges rounded to doubles. `n_bins` 0 is the default of 15;
 * `bins` is NULL, or gets as many.
 *
 * Accuracy: <= 1e-13 of the terms' absolute sum, also where all rows are right and almost certain.
 */
kullback_status kullback_calibration_error(const kullback_typed_rows *p, const kullback_labels *labels,
                                           const kullback_typed_rows *soft_labels, size_t n_bins,
                                           const kullback_options *options, kullback_calibration *result,
                                           kullback_calibration_bin *bins);

KULLBACK_END_DECLARATIONS

#endif
