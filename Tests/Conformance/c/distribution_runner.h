/* Runs one case of the vectors of distributions, in all variations or in one, if its family is known. */
#ifndef CONFORMANCE_DISTRIBUTION_RUNNER_H
#define CONFORMANCE_DISTRIBUTION_RUNNER_H

#include <cjson/cJSON.h>
#include <stdbool.h>

bool run_distribution_case(const cJSON *json, bool all_variations);

#endif
