/* Cases of distributions. */
#ifndef CONFORMANCE_DISTRIBUTIONS_HPP
#define CONFORMANCE_DISTRIBUTIONS_HPP

#include "case.hpp"

/* Runs a case of distributions and writes its lines; errors are the caller's. */
void run_distribution_case(const json &test);

#endif
