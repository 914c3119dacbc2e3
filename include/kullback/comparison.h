/*
 * Comparison of two language models by their logits for the same tokens: what a quantised model q loses against its
 * base model p. With P and Q the distributions of the next token, and the label the token that did come:
 *
 *     kullback_token_comparison *tokens = malloc(total * sizeof *tokens);
 *     for (each chunk of logits, whose first row is that of token `first`)
 *         kullback_compare_tokens(&p, &q, &labels, NULL, tokens + first);
 *     kullback_comparison_report report;
 *     kullback_report_comparison(tokens, total, NULL, &report);
 *
 * A chunk may have any number of rows, so that logits larger than memory will do: what is kept of a token is 64 bytes.
 * Comparisons made apart, by several processes say, are merged by putting their tokens one after the other. The report
 * depends neither on chunks nor on threads, to the bit.
 */
#ifndef KULLBACK_COMPARISON_H
#define KULLBACK_COMPARISON_H

#include "estimators.h"
#include "losses.h"

KULLBACK_BEGIN_DECLARATIONS

/* What is known of a token. A record of zeros is that of a token that does not count. */
enum {
    KULLBACK_TOKEN_COUNTS = 1,   /* `kl` is its divergence */
    KULLBACK_TOKEN_LABELLED = 2, /* there was a label for it: the other numbers mean something */
    KULLBACK_TOKEN_SAME_TOP = 4  /* P and Q are largest at the same place, the first of several */
};

/* Both models' answers for one token, in nats. All are NaN where a logit was; those about a label where there was none.
 */
typedef struct kullback_token_comparison {
    double kl;                 /* D(P || Q) */
    double nll_p;              /* -log P[label] */
    double nll_q;              /* -log Q[label] */
    double nll_change;         /* nll_q - nll_p, without its cancellation; NaN where both are +inf */
    double probability_p;      /* P[label] */
    double probability_q;      /* Q[label] */
    double probability_change; /* probability_q - probability_p, without its cancellation */
    int64_t flags;             /* KULLBACK_TOKEN_... */
} kullback_token_comparison;

/*
 * Compares rows of logits; token i's record goes to result[i]. Rows are logits or log-probabilities (read as logits),
 * of any types, and of one temperature; -inf masks an entry. D is +inf where p's logit is finite and q's is masked.
 * `labels` may be NULL. A token whose label is `ignore_index` does not count, and its logits are not read. Of the
 * options, `threads` and `error` apply; others that are not at their defaults are KULLBACK_ERROR_OPTION.
 *
 * Relative accuracy where one side is f64: nll and probabilities 1e-14 (above 1e-290); changes 1e-14 of themselves or
 * 1e-15 of |change of the label's logit| + |change of log sum exp|, whichever is more; kl 1e-14 if p is f64, else 1e-6.
 * For narrower types kl 1e-6, nll and probabilities 1e-14, and the change of nll 1e-15 of nll_p + nll_q.
 *
 * Errors: those of logits in discrete.h; KULLBACK_ERROR_SHAPE for `p`, `q` and `labels` of different sizes;
 * KULLBACK_ERROR_OPTION (of q) for temperatures that differ, (of p or q) for probabilities, (of labels) for smoothing;
 * KULLBACK_ERROR_PARAMETER for a label out of range.
 */
kullback_status kullback_compare_tokens(const kullback_typed_rows *p, const kullback_typed_rows *q,
                                        const kullback_labels *labels, const kullback_options *options,
                                        kullback_token_comparison *result);

/* The quantiles of a report: 0 (minimum), 0.001, 0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999, 1 (maximum).
 */
enum {
    KULLBACK_COMPARISON_QUANTILES = 13
};

/*
 * Averages over the tokens that count, and over the labelled ones of them. `count` of an estimate is that of its
 * tokens.
 *
 * Standard errors are s / sqrt(n), s the sample standard deviation of what is averaged; NaN for one token. Those of
 * functions of averages are to first order (delta method): exp(m) has exp(m) se(m), and the RMS se(mean square) / (2
 * rms). p's and q's errors are not independent, so that changes have standard errors of their own: those of the mean of
 * the tokens' changes.
 *
 * Quantiles are exact, linear between tokens (Hyndman & Fan's type 7, NumPy's default).
 */
typedef struct kullback_comparison_report {
    size_t tokens;   /* that count */
    size_t labelled; /* of them */
    size_t infinite; /* of them: kl = +inf. Mean and maximum are +inf then; quantiles are still right */
    size_t nan;      /* of them: kl is NaN. Every number below is NaN then */
    kullback_estimate kl;
    kullback_estimate same_top; /* share of tokens for which P and Q are largest at the same place */
    double kl_quantiles[KULLBACK_COMPARISON_QUANTILES];
    /* Of labelled tokens; NaN without. Changes are from p to q. */
    double probability_change_quantiles[KULLBACK_COMPARISON_QUANTILES];
    kullback_estimate probability_change;
    kullback_estimate probability_change_rms;
    kullback_estimate nll_p;
    kullback_estimate nll_q;
    kullback_estimate nll_change;        /* also log(perplexity_q / perplexity_p) */
    kullback_estimate perplexity_p;      /* exp(nll_p) */
    kullback_estimate perplexity_q;      /* exp(nll_q) */
    kullback_estimate perplexity_ratio;  /* exp(nll_change) */
    kullback_estimate perplexity_change; /* perplexity_q - perplexity_p */
    double nll_correlation;              /* Pearson's, of nll_p and nll_q over tokens */
} kullback_comparison_report;

/*
 * Sums up `count` records. Sums are error-free. Of the options, `error` applies, and others are as above.
 *
 * Errors: KULLBACK_ERROR_COUNT (KULLBACK_ARGUMENT_TOKENS) if no token counts.
 */
kullback_status kullback_report_comparison(const kullback_token_comparison *tokens, size_t count,
                                           const kullback_options *options, kullback_comparison_report *result);

KULLBACK_END_DECLARATIONS

#endif
