/* Numbers of any type in memory. */
#ifndef CONFORMANCE_TYPED_NUMBERS_H
#define CONFORMANCE_TYPED_NUMBERS_H

#include <kullback.h>

size_t size_of_type(kullback_type type);
const char *name_of_type(kullback_type type);

/* The bits of a number that the type has exactly; ends the program for any other. */
uint64_t bits_of_type(double number, kullback_type type);

/* Element i of an array. */
uint64_t load_bits(const void *memory, size_t i, size_t size);
void store_bits(void *memory, size_t i, size_t size, uint64_t bits);

#endif
