/* Runs one case of the vectors of losses, in all variations or in one. */
#ifndef CONFORMANCE_LOSS_RUNNER_H
#define CONFORMANCE_LOSS_RUNNER_H

#include <cjson/cJSON.h>
#include <stdbool.h>

bool run_loss_case(const cJSON *json, bool all_variations);

#endif
