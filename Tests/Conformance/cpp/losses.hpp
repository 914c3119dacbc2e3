/* Runs one case of the vectors of losses, and prints a line per value and per row of a gradient. */
#ifndef CONFORMANCE_LOSSES_HPP
#define CONFORMANCE_LOSSES_HPP

#include "case.hpp"

/* Throws kullback::error. */
void run_loss_case(const json &test);

#endif
