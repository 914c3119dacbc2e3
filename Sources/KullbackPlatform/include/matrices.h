/*
 * Kernels on square matrices of doubles, one large or eight small ones at a time, from which divergences between
 * Gaussians are made.
 *
 * A matrix is stored by panels of `width` columns, each with all its rows: element (i, j) is `lanes` doubles at
 *
 *     ((j / width * rows + i) * width + j % width) * lanes.
 *
 * Small matrices come by eights, interleaved: width 6, lanes 8. A large one has width 24 and lanes 1. A vector is
 * stored as a diagonal: `lanes` doubles per row. Rows that are added are part of the identity, and 0 in vectors.
 *
 * Triangular matrices that multiply or divide are upper ones, U: for a Cholesky factor L that is its transpose.
 */
#ifndef KULLBACK_MATRICES_H
#define KULLBACK_MATRICES_H

#include <stddef.h>
#include <stdint.h>

typedef struct {
    ptrdiff_t dimension;
    ptrdiff_t rows; /* the dimension as a multiple of six */
    ptrdiff_t width, panels, lanes;
} kernel_matrices;

/* Rows and panels that a call works on; those before them are done. */
typedef struct {
    ptrdiff_t first_row, last_row, first_panel, last_panel; /* the last ones are not among them */
} kernel_range;

/* Where numbers of the caller's are: `count` of them, at most one per lane, `batch` apart. Other lanes repeat the
 * first. */
typedef struct {
    const double *data;
    ptrdiff_t batch, row, column, count;
} kernel_numbers;

/* Where a factorization first met a pivot that is not above its tolerance: for each of the matrices, index -1 if
 * nowhere. */
typedef struct {
    double index[8], value[8];
} kernel_pivots;

/* Of triangular matrices: x, the ratio p / q of their diagonals, and p - q. */
typedef struct {
    const double *p, *q, *difference;
} kernel_diagonals;

typedef struct {
    /* The lower half of symmetric or lower triangular matrices, as the upper half. */
    void (*gather)(const kernel_matrices *, const kernel_numbers *, double *upper, const kernel_range *);
    void (*gather_vector)(const kernel_matrices *, const kernel_numbers *, double *vector);
    /* The diagonal, plus `offset`, and the reciprocals of that. */
    void (*diagonal)(const kernel_matrices *, const double *x, double offset, double *diagonal, double *reciprocals);
    /*
     * x = U^T U, or for `offset` 1 x + 1 = (U + 1)^T (U + 1), in place, on some rows and on panels from theirs on.
     * Pivots are compared with `tolerances`; below the diagonal x is left with numbers that mean nothing.
     */
    void (*factor)(const kernel_matrices *, double *x, double *reciprocals, double offset, const double *tolerances,
                   const kernel_range *, kernel_pivots *);
    /* x := U^-T x; the diagonal of U is given by its reciprocals. `is_lower`: x is a lower triangular matrix. */
    void (*solve)(const kernel_matrices *, const double *upper, const double *reciprocals, double *x, int32_t is_lower,
                  const kernel_range *);
    /* x := U^-T x of a vector, and U^-1 x. */
    void (*solve_vector)(const kernel_matrices *, const double *upper, const double *reciprocals, double *x);
    void (*solve_transposed)(const kernel_matrices *, const double *upper, const double *reciprocals, double *x);
    /* to = (U + offset)^T x and (U + offset) x of a vector. */
    void (*multiply_vector)(const kernel_matrices *, const double *upper, double offset, const double *x, double *to);
    void (*multiply_transposed)(const kernel_matrices *, const double *upper, double offset, const double *x,
                                double *to);
    /* The upper half of factor (U + U^T + U^T U) on some panels: (1 + U)^T (1 + U) = 1 + that. */
    void (*gram)(const kernel_matrices *, const double *upper, double factor, double *to, const kernel_range *);
    /* to = (from - minus)^T, whose upper half is 0, or its lower one; minus may be NULL. */
    void (*to_lower)(const kernel_matrices *, const double *from, const double *minus, double *to,
                     const kernel_range *);
    void (*to_upper)(const kernel_matrices *, const double *from, double *to, const kernel_range *);
    /* All of the symmetric matrix whose upper half is that of from - minus. */
    void (*to_symmetric)(const kernel_matrices *, const double *from, const double *minus, double *to,
                         const kernel_range *);
    void (*transpose)(const kernel_matrices *, const double *from, double *to, const kernel_range *);
    /* Sums of squares of lower triangular x, of a vector, and of 2 (f - log(1 + f)) with 1 + f = p / q, per lane. */
    void (*squares)(const kernel_matrices *, const double *x, double *sums);
    void (*vector_squares)(const kernel_matrices *, const double *x, double *sums);
    void (*excess)(const kernel_matrices *, const kernel_diagonals *, double *sums);
} matrix_functions;

#endif
