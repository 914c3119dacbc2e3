/* What the runner says of errors, and of calls that disagree. */
#ifndef CONFORMANCE_PRINT_H
#define CONFORMANCE_PRINT_H

#include <kullback.h>
#include <stdbool.h>

bool same_error(const kullback_error *a, const kullback_error *b);

/* Says on stderr what is wrong with a variation of a case; false. */
bool complain(const char *id, const char *variation, const char *what);

/* The line of an error. */
void print_error(const char *id, const char *type, const kullback_error *error);

#endif
