/* Reads the examples' CSV files: one line of column names, then rows of numbers. */
#ifndef TABLE_H
#define TABLE_H

#include <stddef.h>

typedef struct table {
    double *values; /* row by row; free() it */
    size_t rows;
    size_t columns;
} table;

/* Ends the program when the file cannot be read. */
table read_table(const char *directory, const char *name);

#endif
