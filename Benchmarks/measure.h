/* What one operation works on, whatever its type of number. */
#ifndef KULLBACK_MEASURE_H
#define KULLBACK_MEASURE_H

#include <kullback.h>

enum {
    MAXIMAL_COLUMNS = 4
};

/* `columns` are contiguous matrices of `rows` x `count` numbers: p and q, or a family's parameters. */
struct work {
    const void *columns[MAXIMAL_COLUMNS];
    size_t rows;
    size_t count;
    kullback_quantity quantity;
    kullback_options options;
    void *results;
};

typedef kullback_status (*work_call)(const struct work *work);

#endif
