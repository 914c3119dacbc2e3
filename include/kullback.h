/*
 * Kullback: Kullback-Leibler divergence and its relatives, in relative precision.
 *
 * Introduction
 * ------------
 * The simplest call compares two discrete distributions, D(p || q), in nats:
 *
 *     double p[] = {0.5, 0.5}, q[] = {0.75, 0.25}, d;
 *     if (kullback_kl_f64(p, q, 2, &d) == KULLBACK_OK) printf("%.17g\n", d);
 *
 * Every quantity exists on two floors:
 *
 *   simple     one function per common quantity, on one contiguous row;
 *   advanced   one function per shape of computation. It takes an enumerator for the quantity, strided
 *              batches of rows (`kullback_rows_f64`), and options (`kullback_options`): probabilities,
 *              log-probabilities or logits, temperature, unit, threads, an error slot.
 *
 * Conventions, stated once
 * ------------------------
 * - `p` comes before `q`: D(p || q) is the divergence of p from q.
 * - Suffix `_f64` reads and writes double, `_f32` float. One comment serves both. Sums are carried in
 *   double whatever the input.
 * - Results are in nats unless `options.base` says otherwise.
 * - A row that sums to one within the tolerance stands for the distribution row / sum(row), exactly.
 * - Infinity is an answer: D(p || q) = +inf where q = 0 < p. NaN in a row makes that row's result NaN.
 *   Misuse (a negative probability, a row that does not sum to one ...) is an error instead.
 * - On error nothing is written to `result`, for any row.
 * - Results are never negative (Monte-Carlo estimates by k1 excepted), and exactly 0 for p equal to q.
 * - The same input gives the same bits on every instruction set, for any number of threads, batch shape
 *   and strides, and from every language.
 * - `result` may overlap the inputs: it is written after all of them have been read.
 *
 * Accuracy: relative error at most 1e-14 (`_f64`) and 1e-6 (`_f32`), for near-equal, extreme and
 * subnormal inputs too; docs/accuracy.md lists how it is measured and every exception.
 *
 * Stability: functions, enumerators and struct members are only ever added. Extensible structs begin
 * with `struct_size`; zero in any later member means its default.
 */
#ifndef KULLBACK_H
#define KULLBACK_H

#include "kullback/accumulator.h"
#include "kullback/bounds.h"
#include "kullback/calibration.h"
#include "kullback/comparison.h"
#include "kullback/control.h"
#include "kullback/counts.h"
#include "kullback/discrete.h"
#include "kullback/distributions.h"
#include "kullback/estimators.h"
#include "kullback/families.h"
#include "kullback/gaussians.h"
#include "kullback/generators.h"
#include "kullback/information.h"
#include "kullback/losses.h"
#include "kullback/matrix_distributions.h"
#include "kullback/mixtures.h"
#include "kullback/normal_losses.h"
#include "kullback/options.h"
#include "kullback/projections.h"
#include "kullback/rows.h"
#include "kullback/runtime.h"
#include "kullback/status.h"
#include "kullback/token_estimates.h"
#include "kullback/typed_rows.h"
#include "kullback/vector_distributions.h"

#endif
