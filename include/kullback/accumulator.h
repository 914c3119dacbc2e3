/*
 * Accumulators: two histograms, p's and q's, that grow by rows of weights or counts, are merged across shards, and are
 * finished into any divergence.
 *
 *     size_t size = kullback_accumulator_size(bins);
 *     void *accumulator = malloc(size);
 *     kullback_accumulator_init(accumulator, size, bins);
 *     kullback_accumulator_add_i64(accumulator, size, KULLBACK_ARGUMENT_P, &counts, NULL);
 *     ...
 *     kullback_accumulator_divergence_f64(KULLBACK_KL, accumulator, size, NULL, &nats);
 *
 * An accumulator is its own serialised form: `size` bytes at an address that is a multiple of 8, to be written to a
 * file or a socket as they are and read back on any machine. All numbers are little-endian:
 *
 *   offset          bytes     content
 *   0               40        kullback_accumulator_header
 *   40              8 bins    p: sums, bin by bin, rounded to double
 *   40 +  8 bins    8 bins    p: what the rounding left out
 *   40 + 16 bins    8 bins    q: sums
 *   40 + 24 bins    8 bins    q: what the rounding left out
 *   40 + 32 bins    8         XXH64 of all bytes before, with seed 0               (Collet 2012)
 *
 * A sum is the unevaluated sum of its two doubles. Adding a number, or another such sum, has a relative error of at
 * most 3 * 2^-106 (Joldes, Muller & Popescu 2017): merging in another order changes a sum by no more than some 1e-31
 * for each merger, and what it rounds to only if it lies that close to the middle of two doubles. Integers are exact:
 * sums up to 2^53, and, as pairs of doubles, up to 2^106.
 *
 * Every function checks the bytes that it is given first. KULLBACK_ERROR_FORMAT (KULLBACK_ARGUMENT_ACCUMULATOR) says
 * that they are not `size` bytes of an accumulator of this version: foreign, truncated, altered, or written by a later
 * version. A call that fails leaves an accumulator as it was. An accumulator may be read by several threads at once,
 * but must not be read while it changes.
 */
#ifndef KULLBACK_ACCUMULATOR_H
#define KULLBACK_ACCUMULATOR_H

#include "discrete.h"
#include "options.h"

KULLBACK_BEGIN_DECLARATIONS

#define KULLBACK_ACCUMULATOR_VERSION 1

/* The first 40 bytes. */
typedef struct kullback_accumulator_header {
    char magic[8];     /* "KLACCUM" and a NUL */
    uint32_t version;  /* KULLBACK_ACCUMULATOR_VERSION */
    uint32_t reserved; /* 0 */
    uint64_t bins;
    uint64_t p_rows; /* rows added to p, and to those merged into it */
    uint64_t q_rows;
} kullback_accumulator_header;

/* 48 + 32 bins: what an accumulator takes; 0 if that is more than any memory. */
size_t kullback_accumulator_size(size_t bins);

/* Makes an empty accumulator of `size` bytes, which must be what kullback_accumulator_size says (else ERROR_SHAPE). */
kullback_status kullback_accumulator_init(void *accumulator, size_t size, size_t bins);

/* Whether the bytes are an accumulator; copies its header to *header, which may be NULL. */
kullback_status kullback_accumulator_check(const void *accumulator, size_t size, kullback_accumulator_header *header);

/*
 * Adds rows of weights to `side`: KULLBACK_ARGUMENT_P or KULLBACK_ARGUMENT_Q. They are added as they are: counts give
 * pooled counts, rows that sum to one an average of distributions. One call with many rows is cheaper than
 * many calls: each checks all bytes. Of the options, `threads` and `error` apply.
 *
 * Errors: KULLBACK_ERROR_PROBABILITY for a weight that is negative, infinite or NaN, and
 * (KULLBACK_ARGUMENT_ACCUMULATOR, with the bin as the position) for a sum above the largest double;
 * KULLBACK_ERROR_SHAPE for a count that is not `bins`.
 */
kullback_status kullback_accumulator_add_f64(void *accumulator, size_t size, kullback_argument side,
                                             const kullback_rows_f64 *rows, const kullback_options *options);
kullback_status kullback_accumulator_add_f32(void *accumulator, size_t size, kullback_argument side,
                                             const kullback_rows_f32 *rows, const kullback_options *options);
kullback_status kullback_accumulator_add_i64(void *accumulator, size_t size, kullback_argument side,
                                             const kullback_rows_i64 *rows, const kullback_options *options);

/* Adds the sums and the numbers of rows of `from`, which has as many bins (else KULLBACK_ERROR_SHAPE), to `into`. */
kullback_status kullback_accumulator_merge(void *into, size_t into_size, const void *from, size_t from_size);

/* The sums of one side, correctly rounded, to result[0 ... bins - 1]. */
kullback_status kullback_accumulator_sums_f64(const void *accumulator, size_t size, kullback_argument side,
                                              double *result);

/*
 * Any quantity of two rows (kullback_divergence_rows_f64) of the two rows of sums, each divided by its total;
 * KULLBACK_GENERALIZED_KL compares them as they are. Options are as there, for probabilities.
 *
 * Errors: as there; KULLBACK_ERROR_NO_MASS for a side that nothing was added to.
 */
kullback_status kullback_accumulator_divergence_f64(kullback_quantity quantity, const void *accumulator, size_t size,
                                                    const kullback_options *options, double *result);

KULLBACK_END_DECLARATIONS

#endif
