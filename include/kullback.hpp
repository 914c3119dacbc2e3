/*
 * Kullback for C++20: a thin, header-only layer over kullback.h.
 *
 *     std::vector p{0.5, 0.5}, q{0.75, 0.25};
 *     double nats = kullback::kl(p, q);
 *     double bits = kullback::kl(p, q, {.base = 2});
 *
 * - A row is any contiguous range of double or float: a vector, an array, a span. The element type of the
 *   arguments chooses the function, and the result has it too. Divergences also take counts, std::int64_t, and give
 *   double.
 * - `kullback::rows` is a strided batch of rows. A function of batches returns a vector, or writes into
 *   a span that has one element per row.
 * - Every error is thrown, as a `kullback::error`; nothing is written then.
 *
 * Formulas, conventions, accuracy and error conditions are those of kullback.h.
 */
#ifndef KULLBACK_HPP
#define KULLBACK_HPP

#include "kullback/accumulator.hpp"
#include "kullback/bounds.hpp"
#include "kullback/calibration.hpp"
#include "kullback/comparison.hpp"
#include "kullback/control.hpp"
#include "kullback/counts.hpp"
#include "kullback/discrete.hpp"
#include "kullback/distributions.hpp"
#include "kullback/estimators.hpp"
#include "kullback/families.hpp"
#include "kullback/gaussians.hpp"
#include "kullback/generators.hpp"
#include "kullback/information.hpp"
#include "kullback/losses.hpp"
#include "kullback/matrix_distributions.hpp"
#include "kullback/mixtures.hpp"
#include "kullback/normal_losses.hpp"
#include "kullback/options.hpp"
#include "kullback/projections.hpp"
#include "kullback/rows.hpp"
#include "kullback/runtime.hpp"
#include "kullback/status.hpp"
#include "kullback/typed_rows.hpp"
#include "kullback/vector_distributions.hpp"

#endif
