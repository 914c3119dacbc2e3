#include "arrangement.h"

#include <math.h>
#include <string.h>

const uint64_t untouched = 0x7ff8dead00000000;

/* Memory for an array of these sizes, with strides as the variation has them. */
static strided room_of(const size_t sizes[MOST_AXES], const variation *how) {
    strided result = {.size = how->layout == LAYOUT_SPREAD ? 2 : 1};
    ptrdiff_t sign = how->layout == LAYOUT_REVERSED ? -1 : 1;
    for (size_t i = 0; i < MOST_AXES; i++) {
        size_t axis = how->is_transposed ? i : MOST_AXES - 1 - i;
        result.sizes[axis] = sizes[axis];
        result.strides[axis] = sign * (ptrdiff_t)result.size;
        result.size *= sizes[axis];
    }
    result.memory = allocate(result.size, sizeof *result.memory);
    result.first = sign < 0 && result.size > 0 ? result.memory + result.size - 1 : result.memory;
    return result;
}

/* Whether the last two axes of a number's column are a square matrix of which only the lower triangle counts. */
static bool is_triangular(const column *column) {
    static const char *const names[] = {"covariance_matrix", "scale_tril",     "precision_matrix",
                                        "scale_matrix",      "row_covariance", "column_covariance"};
    bool found = false;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        found |= strcmp(column->name, names[i]) == 0;
    return found;
}

strided arranged(const column *column, size_t count, const variation *how) {
    if (column == NULL || column->name == NULL)
        return (strided){.memory = NULL};
    size_t sizes[MOST_AXES], index[MOST_AXES] = {0}, entries = column->sizes[0], entry = 1;
    memcpy(sizes, column->sizes, sizeof sizes);
    for (size_t axis = 1; axis < MOST_AXES; axis++)
        entry *= sizes[axis];
    if (!how->is_broadcast)
        sizes[0] = count;
    strided result = room_of(sizes, how);
    for (size_t i = 0; i < result.size; i++)
        result.memory[i] = NAN;
    bool is_lower = how->is_lower && is_triangular(column);
    for (size_t i = 0; i < sizes[0] * entry; i++) {
        double *place = result.first;
        for (size_t axis = 0; axis < MOST_AXES; axis++)
            place += (ptrdiff_t)index[axis] * result.strides[axis];
        if (!is_lower || index[column->axes - 1] <= index[column->axes - 2])
            *place = column->numbers[i % (entries * entry)];
        for (size_t axis = MOST_AXES; axis-- > 0 && ++index[axis] == sizes[axis];)
            index[axis] = 0;
    }
    if (sizes[0] == 1 && how->is_broadcast)
        result.strides[0] = 0;
    return result;
}

strided room_for(size_t count, size_t width, const variation *how) {
    const size_t sizes[MOST_AXES] = {count, width, 1, 1};
    strided result = room_of(sizes, how);
    for (size_t i = 0; i < result.size; i++)
        memcpy(result.memory + i, &untouched, sizeof untouched);
    return result;
}

double *at(const strided *numbers, size_t element, size_t i) {
    return numbers->first + (ptrdiff_t)element * numbers->strides[0] + (ptrdiff_t)i * numbers->strides[1];
}
